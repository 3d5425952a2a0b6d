#include "cloudformation/template.h"

#include <utility>

#include "cloudformation/globals.h"
#include "cloudformation/resolution.h"
#include "cloudformation/sections.h"

namespace lintel {
namespace {

/// The mapping that a container value stands for, aliases followed; no_node for one that contains itself.
NodeId content(const Document& document, const Value& value) { return document.follow(value.place.node); }

/// A child of a value that came about in some way came about in that way, too.
Value inherit(Resolution& r, Value child, const Value& parent) {
    child.trace = joined(r, child.trace, parent.trace);
    return child;
}

/// A member that is not written: absent, unless something beside it makes members.
Value missing_member(Resolution& r, NodeId mapping, Place place) {
    if (r.source.makes_members()) {
        const Document& document = r.document();
        for (NodeId child = document.first_child(mapping); child != no_node; child = document.sibling(mapping, child)) {
            if (!makes_members(document.key(child))) continue;
            Value value = unknown_because(r, child, "the result of ", document.key(child), " beside it");
            value.maybe_absent = true;
            return value;
        }
    }
    return absent_value(place);
}

/// The properties of a resource as one value. Absent where it has none.
Value properties_of(Resolution& r, const Value& resource) {
    const NodeId node = member_of(r.document(), resource.place.node, "Properties");
    return node == no_node ? absent_value(resource.place) : resolve(r, node);
}

bool is_resource(const Value& value) { return value.is(ValueKind::map) && value.resource != nullptr; }

/// A missing property points to its resource: `Properties` says nothing to the reader.
Value own_property(Resolution& r, const Value& resource, std::string_view key) {
    Value properties = properties_of(r, resource);
    if (properties.is(ValueKind::map)) {
        const NodeId mapping = content(r.document(), properties);
        const NodeId node = r.document().member(mapping, key);
        return inherit(r, node == no_node ? missing_member(r, mapping, resource.place) : resolve(r, node), properties);
    }
    if (properties.is(ValueKind::unknown)) return lintel::member(properties, key, r.env);
    if (properties.absent() || properties.is(ValueKind::null)) return absent_value(resource.place);
    return unknown_value("properties that are no mapping", properties.place);
}

Value property_of(Resolution& r, const Value& resource, std::string_view key) {
    const Value own = own_property(r, resource, key);
    const NodeId globals = globals_for(r.document(), r.source.globals(), resource.resource->written_type);
    const NodeId global = member_of(r.document(), globals, key);
    return global == no_node ? own : with_global(r, resolve(r, global), own);
}

}  // namespace

Template::Template(std::shared_ptr<const Document> document, ParameterValues given)
    : document_(std::move(document)),
      given_(std::move(given)),
      mappings_(member_of(*document_, document_->root(), "Mappings")),
      globals_(member_of(*document_, document_->root(), "Globals")),
      parameters_(*document_, member_of(*document_, document_->root(), "Parameters"), given_),
      conditions_(*document_, member_of(*document_, document_->root(), "Conditions"),
                  member_of(*document_, document_->root(), "Rules")) {
    conditions_.analyse(*this);
}

Value Template::resolve(NodeId node, Env& env) const {
    Resolution r{*this, env};
    return lintel::resolve(r, node);
}

Value Template::member(const Value& map, std::string_view key, Env& env) const {
    Resolution r{*this, env};
    if (is_resource(map)) return property_of(r, map, key);
    const NodeId mapping = content(*document_, map);
    if (mapping == no_node) return absent_value(map.place);
    const NodeId node = document_->member(mapping, key);
    return inherit(r, node == no_node ? missing_member(r, mapping, map.place) : lintel::resolve(r, node), map);
}

Value Template::item(const Value& list, std::uint32_t index, Env& env) const {
    Resolution r{*this, env};
    const NodeId sequence = content(*document_, list);
    if (sequence == no_node) return absent_value(list.place);
    const Place place{this, sequence};
    Env::Cursor& cursor = env.cursor(place);
    if (cursor.list != place || cursor.item == no_node || cursor.index > index)
        cursor = {place, 0, document_->first_child(sequence)};
    while (cursor.index < index && cursor.item != no_node) {
        cursor.item = document_->sibling(sequence, cursor.item);
        ++cursor.index;
    }
    const NodeId node = cursor.item;  // by value: resolving it may move the cursor
    return node == no_node ? absent_value(list.place) : inherit(r, lintel::resolve(r, node), list);
}

std::vector<Member> Template::members(const Value& container, Env& env) const {
    Resolution r{*this, env};
    std::vector<Member> out;
    if (is_resource(container)) {
        Value properties = properties_of(r, container);
        const NodeId globals = globals_for(*document_, globals_, container.resource->written_type);
        if (globals != no_node) properties = with_global(r, lintel::resolve(r, globals), properties);
        if (!properties.is(ValueKind::map) && !properties.is(ValueKind::unknown)) return out;
        return lintel::members(properties, env);
    }
    if (container.is(ValueKind::list)) {
        out.reserve(container.count);
        for (const Value& child : lintel::children(r, container)) out.push_back({{}, child});
        return out;
    }
    const std::vector<Entry> entries = entries_of(*document_, container.place.node);
    out.reserve(entries.size());
    for (const Entry& entry : entries) {
        if (lintel::makes_members(entry.name)) {
            Value value = unknown_because(r, entry.node, "the result of ", entry.name);
            value.maybe_absent = true;
            out.push_back({entry.name, value});
        } else {
            out.push_back({entry.name, inherit(r, lintel::resolve(r, entry.node), container)});
        }
    }
    return out;
}

Value Template::attribute(const Resource& resource, std::string_view name, Env& env) const {
    Resolution r{*this, env};
    const NodeId node = member_of(*document_, resource.place.node, name);
    return node == no_node ? absent_value(resource.place) : lintel::resolve(r, node);
}

Value Template::output(const Output& output, std::string_view name, Env& env) const {
    Resolution r{*this, env};
    const NodeId node = member_of(*document_, output.place.node, name);
    return node == no_node ? absent_value(output.place) : lintel::resolve(r, node);
}

Truth Template::decide(std::uint32_t condition, Env& env) const {
    const Condition asked{this, condition};
    const Truth assumed = env.scenario().holds(asked);
    if (assumed != Truth::unknown) return assumed;
    const Solution* solution = conditions_.solution(*this, env);
    const Truth follows = solution != nullptr ? solution->conditions[condition] : conditions_.constant(condition);
    // Assuming a condition that depends on itself would tell nothing about any stack.
    if (follows == Truth::unknown && !conditions_.circular(condition)) env.need(asked);
    return follows;
}

std::optional<Example> Template::feasible(const Scenario& scenario) const {
    const Solution* solution = conditions_.solution(*this, scenario);
    if (solution == nullptr) return Example{};
    if (!solution->feasible) return std::nullopt;
    return solution->example;
}

std::string_view Template::condition_name(std::uint32_t condition) const { return conditions_.name(condition); }

const Resource* Template::resource(std::string_view id) const {
    const auto index = resource_names_.find(id);
    return index ? &resources_[*index] : nullptr;
}

void Template::bind(std::span<const Resource> resources, bool makes_members) {
    resources_ = resources;
    makes_members_ = makes_members;
    resource_names_ = NameTable(resources.size());
    for (std::uint32_t i = 0; i < resources.size(); ++i) resource_names_.set(resources[i].id, i);
}

}  // namespace lintel
