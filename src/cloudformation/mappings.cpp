#include "base/text.h"
#include "cloudformation/resolution.h"
#include "cloudformation/sections.h"

namespace lintel {
namespace {

/// The value of a mapping's entry: literals only, as the Mappings section knows no functions. Items of a list are
/// placed at `node`.
Value entry_value(Resolution& r, NodeId entry, NodeId node) {
    const Document& document = r.document();
    const NodeId target = document.follow(entry);
    if (target == no_node || document.kind(target) == NodeKind::mapping) {
        return unknown_because(r, node, "an entry of a mapping that is no literal value");
    }
    if (document.kind(target) != NodeKind::sequence) return placed(r, resolve(r, target), node);
    const std::uint32_t count = document.child_count(target);
    if (!r.env.step(count)) return too_costly(r, node);
    const std::span<Member> items = r.env.arena().array<Member>(count);
    std::size_t at = 0;
    for (NodeId child = document.first_child(target); child != no_node; child = document.sibling(target, child)) {
        const NodeId item = document.follow(child);
        const bool literal =
            item != no_node && document.kind(item) != NodeKind::mapping && document.kind(item) != NodeKind::sequence;
        items[at++].value = literal ? placed(r, resolve(r, item), node)
                                    : unknown_because(r, node, "an entry of a mapping that is no literal value");
    }
    return list_value(items, r.place(node));
}

bool equal_literals(const Value& a, const Value& b) {
    if (a.kind != b.kind || a.count != b.count || a.text != b.text || !a.known()) return false;
    for (std::uint32_t i = 0; a.is(ValueKind::list) && i < a.count; ++i) {
        if (!equal_literals(a.members[i].value, b.members[i].value)) return false;
    }
    return true;
}

Value traced_all(Resolution& r, Value value, NodeId entry, std::string_view note) {
    value = traced(value, r.place(entry), note, r.env);
    if (!value.is(ValueKind::list) || value.count == 0) return value;
    const std::span<Member> items = r.env.arena().array<Member>(value.count);
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i] = value.members[i];
        items[i].value.trace = joined(r, items[i].value.trace, value.trace);
    }
    value.members = items.data();
    return value;
}

/// One lookup in the Mappings section.
struct Lookup {
    NodeId node;            ///< the call
    std::string_view name;  ///< of the mapping
    NodeId mapping;
    Value top;
    Value second;
    NodeId fallback;  ///< DefaultValue, or no_node

    /// Whether an entry with this key may be meant.
    static bool may_be(const Value& key, std::string_view name) { return equals(key, name) != Truth::no; }
};

/// All values that the lookup may give, as far as they differ; stops at the second one.
std::vector<Value> possible_values(Resolution& r, const Lookup& lookup, NodeId& entry) {
    std::vector<Value> out;
    bool may_miss = false;
    const auto add = [&](const Value& value) {
        if (out.empty() || !equal_literals(out.front(), value)) out.push_back(value);
    };
    for (const Entry& row : entries_of(r.document(), lookup.mapping)) {
        if (!Lookup::may_be(lookup.top, row.name)) continue;
        bool found = false;
        for (const Entry& column : entries_of(r.document(), row.node)) {
            if (!Lookup::may_be(lookup.second, column.name)) continue;
            found = true;
            if (out.empty()) entry = column.node;
            add(entry_value(r, column.node, lookup.node));
            if (out.size() > 1) return out;
        }
        may_miss = may_miss || !found || !lookup.second.known();
    }
    // A key that is missing fails the deployment, unless there is a default.
    if (lookup.fallback != no_node && (out.empty() || may_miss || !lookup.top.known())) {
        add(placed(r, resolve(r, lookup.fallback), lookup.node));
        if (out.size() == 1) entry = lookup.fallback;
    }
    return out;
}

/// A key as people read it in a note.
std::string_view key_text(const Value& key) { return key.known() ? as_text(key) : std::string_view("any"); }

}  // namespace

Value resolve_find_in_map(Resolution& r, NodeId node, NodeId argument) {
    const std::vector<NodeId> parts = arguments(r, argument);
    if (parts.size() != 3 && parts.size() != 4) return malformed(r, node);
    const Value name = resolve(r, parts[0]);
    if (!name.known()) return unknown_because(r, node, "a mapping whose name is not known");
    const NodeId fallback = parts.size() == 4 ? member_of(r.document(), parts[3], "DefaultValue") : no_node;
    const Lookup lookup{node,
                        as_text(name),
                        member_of(r.document(), r.source.mappings(), as_text(name)),
                        resolve(r, parts[1]),
                        resolve(r, parts[2]),
                        fallback};

    NodeId entry = no_node;
    const std::vector<Value> values = possible_values(r, lookup, entry);
    const TraceStep* const keys = joined(r, lookup.top.trace, lookup.second.trace);
    if (values.size() == 1 && entry != no_node) {
        Value value = values.front();
        value.trace = joined(r, value.trace, keys);
        if (entry == fallback) return traced_all(r, value, entry, cat("the DefaultValue for mapping ", lookup.name));
        return traced_all(r, value, entry,
                          cat("mapping ", lookup.name, ", ", key_text(lookup.top), ", ", key_text(lookup.second)));
    }
    if (values.empty()) return unknown_because(r, node, "an entry that mapping ", lookup.name, " does not have");
    const Value& open = lookup.top.known() ? lookup.second : lookup.top;
    Value value = open.is(ValueKind::unknown) ? unknown_because(r, node, open.text)
                                              : unknown_because(r, node, "an entry of mapping ", lookup.name);
    value.trace = keys;
    return value;
}

}  // namespace lintel
