#include "base/text.h"
#include "cloudformation/ip_range.h"
#include "cloudformation/resolution.h"

namespace lintel {
namespace {

std::optional<std::int64_t> whole_number(const Value& value) {
    if (value.is(ValueKind::number)) {
        const auto number =
            static_cast<std::int64_t>(value.number >= -1e15 && value.number <= 1e15 ? value.number : -1);
        return static_cast<double>(number) == value.number ? std::optional(number) : std::nullopt;
    }
    return value.is(ValueKind::string) && !value.partial ? to_integer(value.text) : std::nullopt;
}

}  // namespace

Value resolve_select(Resolution& r, NodeId node, NodeId argument) {
    const std::vector<NodeId> parts = arguments(r, argument);
    if (parts.size() != 2) return malformed(r, node);
    const Value index = resolve(r, parts[0]);
    const Value list = resolve(r, parts[1]);
    if (!index.known()) return unknown_because(r, node, "the index of ", r.document().key(node + 1));
    const auto wanted = whole_number(index);
    if (!wanted || *wanted < 0) return malformed(r, node);
    if (list.is(ValueKind::unknown)) return unknown_because(r, node, list.text);
    if (!list.is(ValueKind::list)) return malformed(r, node);

    std::int64_t at = 0;
    for (const Value& value : children(r, list)) {
        if (value.absent()) continue;
        if (value.maybe_absent) return unknown_because(r, node, value.text);
        if (at++ == *wanted) return placed(r, value, node);
    }
    return unknown_because(r, node, "an item behind the end of its list");
}

Value resolve_length(Resolution& r, NodeId node, NodeId argument) {
    const Value list = resolve(r, argument);
    if (list.is(ValueKind::unknown)) return unknown_because(r, node, list.text);
    if (!list.is(ValueKind::list)) return malformed(r, node);
    std::size_t length = 0;
    for (const Value& value : children(r, list)) {
        if (value.maybe_absent) return unknown_because(r, node, value.text);
        if (!value.absent()) ++length;
    }
    Value value = number_value(static_cast<double>(length), r.place(node));
    value.text = r.env.arena().text(std::to_string(length));
    value.trace = list.trace;
    return value;
}

Value resolve_cidr(Resolution& r, NodeId node, NodeId argument) {
    const std::vector<NodeId> parts = arguments(r, argument);
    if (parts.size() != 2 && parts.size() != 3) return malformed(r, node);
    const Value block = resolve(r, parts[0]);
    const Value count = resolve(r, parts[1]);
    if (!block.known() || !count.known())
        return unknown_because(r, node, "a range of addresses that is known only in part");
    if (parts.size() == 2) return unknown_because(r, node, "a range of addresses whose size is not written");
    const Value size = resolve(r, parts[2]);
    if (!size.known()) return unknown_because(r, node, "a range of addresses that is known only in part");
    const auto bits = whole_number(size);
    const auto wanted = whole_number(count);
    const auto text = passed_text(block);
    if (!wanted || !bits || !text) return malformed(r, node);
    const std::vector<std::string> ranges = subnets(*text, *wanted, *bits);
    if (ranges.empty()) return unknown_because(r, node, "the result of Fn::Cidr, which lintel computes for IPv4 only");

    const std::span<Member> items = r.env.arena().array<Member>(ranges.size());
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        items[i].value = string_value(r.env.arena().text(ranges[i]), r.place(node));
        items[i].value.trace = block.trace;
    }
    Value value = list_value(items, r.place(node));
    value.trace = block.trace;
    return value;
}

}  // namespace lintel
