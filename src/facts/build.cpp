#include "facts/build.h"

namespace lintel {

Value record_of(const std::vector<Member>& members, Place place, Env& env) {
    return map_value(env.arena().copy(members), place);
}

Value list_of(const std::vector<Value>& items, Place place, Env& env) {
    const std::span<Member> list = env.arena().array<Member>(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) list[i].value = items[i];
    return list_value(list, place);
}

Judged judged(Truth truth, const Value& about) {
    return {truth, about.place, about.is(ValueKind::unknown) ? about.text : "a value known only in part", about.trace};
}

Judged either(const Judged& a, const Judged& b) {
    if (a.truth == Truth::yes) return a;
    if (b.truth == Truth::yes) return b;
    if (a.truth == Truth::unknown) return a;
    if (b.truth == Truth::unknown) return b;
    return a.place ? a : b;
}

Judged both(const Judged& a, const Judged& b) {
    if (a.truth == Truth::no) return a;
    if (b.truth == Truth::no) return b;
    if (a.truth == Truth::unknown) return a;
    if (b.truth == Truth::unknown) return b;
    return a.place ? a : b;
}

Judged operator!(const Judged& a) { return {!a.truth, a.place, a.cause, a.trace}; }

Value value_of(const Judged& judged) {
    if (judged.truth == Truth::unknown) return unknown_value(judged.cause, judged.place);
    Value value = boolean_value(judged.truth == Truth::yes, judged.place);
    value.trace = judged.trace;
    return value;
}

Truth written(const Value& value) {
    if (value.is(ValueKind::unknown) && value.maybe_absent) return Truth::unknown;
    return truth(!value.absent() && !value.is(ValueKind::null));
}

Value undecided_item(const Value& value) {
    Value item = unknown_value(value.is(ValueKind::unknown) ? value.text : "a value known only in part", value.place);
    item.maybe_absent = true;
    return item;
}

bool is_open(const Value& value) { return value.is(ValueKind::unknown) && value.resource == nullptr; }

std::vector<Value> placed_items(const Value& value, Env& env) {
    if (value.absent() || value.is(ValueKind::null) || is_open(value)) return {};
    if (!value.is(ValueKind::list)) return {value};
    std::vector<Value> all;
    all.reserve(value.count);
    for (std::uint32_t i = 0; i < value.count; ++i) all.push_back(item(value, i, env));
    return all;
}

}  // namespace lintel
