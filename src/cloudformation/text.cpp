#include "base/text.h"
#include "base/base64.h"
#include "cloudformation/resolution.h"

namespace lintel {
namespace {

constexpr std::string_view opening = "{{resolve:";
constexpr std::string_view closing = "}}";

/// What a dynamic reference refers to (source: AWS CloudFormation, dynamic references).
struct Service {
    std::string_view cause;
    bool secret = false;
};

Service service_of(std::string_view reference) {
    const std::string_view name = reference.substr(0, reference.find(':'));
    if (name == "secretsmanager") return {"a dynamic reference to Secrets Manager", true};
    if (name == "ssm-secure") return {"a dynamic reference to a secure string in Systems Manager", true};
    if (name == "ssm") return {"a dynamic reference to Systems Manager", false};
    return {"a dynamic reference", false};
}

}  // namespace

void TextBuilder::add(std::string_view text) {
    constexpr std::size_t longest = std::size_t{1}
                                    << 20U;  // the largest template that AWS takes (CloudFormation quotas)
    too_long_ = too_long_ || text_.size() + text.size() > longest;
    if (!too_long_) text_ += text;
}

void TextBuilder::add_hole() {
    if (!text_.ends_with(hole)) add(std::string_view(&hole, 1));
    partial_ = true;
}

void TextBuilder::add(Resolution& r, const Value& value) {
    constexpr std::uint32_t most_traced = 16;
    if (value.trace != nullptr && traced_ < most_traced) {
        trace_ = joined(r, value.trace, trace_);
        ++traced_;
    }
    secret_ = secret_ || value.secret;
    const auto text = passed_text(value);
    if (text) {
        add(*text);
        partial_ = partial_ || value.partial;
    } else {
        add_hole();
    }
}

Value TextBuilder::finish(Resolution& r, NodeId node) {
    if (too_long_ || !r.env.step(text_cost(text_.size()))) return too_costly(r, node);
    Value value = string_value(r.env.arena().text(text_), r.place(node));
    value.partial = partial_;
    value.secret = secret_;
    value.trace = trace_;
    return with_dynamic_references(r, value.text, value);
}

std::optional<std::string_view> passed_text(const Value& value) {
    if (value.is(ValueKind::boolean)) return value.boolean ? "true" : "false";
    if (value.is(ValueKind::number) || value.is(ValueKind::string)) return value.text;
    return std::nullopt;
}

Value with_dynamic_references(Resolution& r, std::string_view text, Value value) {
    std::size_t begin = text.find(opening);
    if (begin == std::string_view::npos) return value;
    std::string rest;
    std::size_t copied = 0;
    while (begin != std::string_view::npos) {
        const std::size_t end = text.find(closing, begin);
        if (end == std::string_view::npos) break;
        const Service service = service_of(text.substr(begin + opening.size(), end - begin - opening.size()));
        value.secret = value.secret || service.secret;
        if (begin == 0 && end + closing.size() == text.size()) {
            value.kind = ValueKind::unknown;
            value.partial = false;
            value.text = service.cause;
            return value;
        }
        rest += text.substr(copied, begin - copied);
        rest += hole;
        value.partial = true;
        copied = end + closing.size();
        begin = text.find(opening, copied);
    }
    if (copied == 0) return value;
    rest += text.substr(copied);
    value.text = r.env.arena().text(rest);
    return value;
}

Value resolve_join(Resolution& r, NodeId node, NodeId argument) {
    const std::vector<NodeId> parts = arguments(r, argument);
    if (parts.size() != 2) return malformed(r, node);
    const Value delimiter = resolve(r, parts[0]);
    const Value list = resolve(r, parts[1]);
    if (delimiter.is(ValueKind::unknown)) return placed(r, delimiter, node);
    const auto between = passed_text(delimiter);
    if (!between || delimiter.partial) return malformed(r, node);
    if (list.is(ValueKind::unknown)) return unknown_because(r, node, list.text);
    if (!list.is(ValueKind::list)) return malformed(r, node);

    std::vector<Value> values = children(r, list);
    std::erase_if(values, [](const Value& value) { return value.absent(); });
    // The join of one reference is that reference.
    if (values.size() == 1 && values[0].is(ValueKind::unknown) && !values[0].maybe_absent)
        return placed(r, values[0], node);
    TextBuilder text;
    bool first = true;
    for (const Value& value : values) {
        // Where an item may be missing its delimiter may be missing, too: one hole stands for both.
        if (!first && !value.maybe_absent) text.add(*between);
        first = value.maybe_absent && first;
        text.add(r, value);
    }
    return text.finish(r, node);
}

Value resolve_split(Resolution& r, NodeId node, NodeId argument) {
    const std::vector<NodeId> parts = arguments(r, argument);
    if (parts.size() != 2) return malformed(r, node);
    const Value delimiter = resolve(r, parts[0]);
    const Value whole = resolve(r, parts[1]);
    if (delimiter.is(ValueKind::unknown)) return placed(r, delimiter, node);
    if (whole.is(ValueKind::unknown)) return unknown_because(r, node, whole.text);
    const auto text = passed_text(whole);
    const auto separator = passed_text(delimiter);
    if (!text || !separator || separator->empty() || delimiter.partial) return malformed(r, node);
    // A hole may hold the delimiter, so that not even the number of pieces would be certain.
    if (whole.partial) return unknown_because(r, node, "a text of which only a part is known");

    const std::vector<std::string_view> pieces = split(*text, *separator);
    if (!r.env.step(pieces.size())) return too_costly(r, node);
    const std::span<Member> items = r.env.arena().array<Member>(pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        items[i].value = string_value(pieces[i], r.place(node));
        items[i].value.secret = whole.secret;
        items[i].value.trace = whole.trace;
    }
    Value value = list_value(items, r.place(node));
    value.trace = whole.trace;
    return value;
}

Value resolve_base64(Resolution& r, NodeId node, NodeId argument) {
    const Value plain = resolve(r, argument);
    if (plain.is(ValueKind::unknown)) return unknown_because(r, node, plain.text);
    const auto text = passed_text(plain);
    if (!text) return malformed(r, node);
    if (!r.env.step(text_cost(text->size()))) return too_costly(r, node);
    Value value = plain.partial ? unknown_because(r, node, "a text of which only a part is known")
                                : string_value(r.env.arena().text(to_base64(*text)), r.place(node));
    value.secret = plain.secret;
    value.trace = plain.trace;
    value.plain = r.env.arena().make(plain);
    return value;
}

}  // namespace lintel
