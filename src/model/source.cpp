#include "model/source.h"

#include "base/text.h"

namespace lintel {
namespace {

/// What lies below an unknown: unknown for the same reason, and perhaps not there at all.
Value below_unknown(const Value& parent) {
    Value child = unknown_value(parent.text, parent.place);
    child.maybe_absent = true;
    child.secret = parent.secret;
    child.trace = parent.trace;
    return child;
}

/// The children of a container, absent ones included.
std::vector<Member> children(const Value& container, Env& env) {
    if (container.members != nullptr) return {container.members, container.members + container.count};
    if (container.place.source != nullptr) return container.place.source->members(container, env);
    return {};
}

/// Whether filling the holes of `pattern` can give `text`; a hole stands for any text, also none.
bool holes_can_give(std::string_view pattern, std::string_view text) {
    constexpr char never_read = '\0';  // the readers refuse NUL
    return matches_wildcard(text, pattern, hole, never_read);
}

}  // namespace

Value member(const Value& map, std::string_view key, Env& env) {
    if (map.is(ValueKind::unknown)) return below_unknown(map);
    if (!map.is(ValueKind::map)) return absent_value(map.place);
    if (map.members == nullptr) {
        return map.place.source != nullptr ? map.place.source->member(map, key, env) : absent_value(map.place);
    }
    for (std::uint32_t i = 0; i < map.count; ++i) {
        if (map.members[i].key == key) return map.members[i].value;
    }
    return absent_value(map.place);
}

Value item(const Value& list, std::uint32_t index, Env& env) {
    if (list.is(ValueKind::unknown)) return below_unknown(list);
    if (!list.is(ValueKind::list) || index >= list.count) return absent_value(list.place);
    if (list.members != nullptr) return list.members[index].value;
    return list.place.source != nullptr ? list.place.source->item(list, index, env) : absent_value(list.place);
}

std::vector<Value> items(const Value& list, Env& env) {
    if (list.is(ValueKind::unknown)) return {below_unknown(list)};
    std::vector<Value> out;
    if (!list.is(ValueKind::list)) return out;
    out.reserve(list.count);
    for (const Member& child : children(list, env)) {
        if (!child.value.absent()) out.push_back(child.value);
    }
    return out;
}

std::vector<Value> items_or_single(const Value& value, Env& env) {
    if (value.is(ValueKind::list)) return items(value, env);
    if (value.absent() || value.is(ValueKind::null)) return {};
    return {value};
}

std::vector<Member> members(const Value& map, Env& env) {
    if (map.is(ValueKind::unknown)) return {Member{{}, below_unknown(map)}};
    std::vector<Member> out;
    if (!map.is(ValueKind::map)) return out;
    out = children(map, env);
    std::erase_if(out, [](const Member& child) { return child.value.absent(); });
    return out;
}

Truth as_truth(const Value& value) {
    if (value.is(ValueKind::boolean)) return truth(value.boolean);
    if (!value.is(ValueKind::string) || value.partial) return Truth::unknown;
    if (equal_ignoring_case(value.text, "true")) return Truth::yes;
    if (equal_ignoring_case(value.text, "false")) return Truth::no;
    return Truth::unknown;
}

std::optional<double> as_number(const Value& value) {
    if (value.is(ValueKind::number)) return value.number;
    if (value.is(ValueKind::string) && !value.partial) return to_number(value.text);
    return std::nullopt;
}

std::string_view as_text(const Value& value) {
    switch (value.kind) {
        case ValueKind::boolean:
        case ValueKind::number:
        case ValueKind::string:
            return value.text;
        default:
            return {};
    }
}

Truth equals(const Value& value, std::string_view text) {
    switch (value.kind) {
        case ValueKind::unknown:
            return Truth::unknown;
        case ValueKind::boolean:
            return truth(text == (value.boolean ? "true" : "false"));
        case ValueKind::number:
            // As written ("0123" may be meant as an account), or as the number that it is.
            return truth((!value.text.empty() && value.text == text) || number_text(value.number) == text);
        case ValueKind::string:
            if (!value.partial) return truth(value.text == text);
            return holes_can_give(value.text, text) ? Truth::unknown : Truth::no;
        default:
            return Truth::no;
    }
}

Value traced(Value value, Place place, std::string_view note, Env& env) {
    value.trace = env.arena().make(TraceStep{place, env.arena().text(note), value.trace});
    return value;
}

}  // namespace lintel
