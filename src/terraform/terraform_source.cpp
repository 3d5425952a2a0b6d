#include "terraform/terraform_source.h"

#include "base/text.h"

namespace lintel {
namespace {

/// As the provider has it, or in a shape of the source's own.
bool is_plain(const Value& value) {
    return value.shape == static_cast<std::uint16_t>(LiftShape::plain) || value.shape >= first_own_shape;
}

bool is_resource(const Value& value) { return value.is(ValueKind::map) && value.resource != nullptr; }

bool is_canonical(std::string_view key) { return !key.empty() && key.front() >= 'A' && key.front() <= 'Z'; }

/// A type constraint as CloudFormation calls the type of a parameter.
std::string_view parameter_type(std::string_view constraint) {
    if (constraint.starts_with("list") || constraint.starts_with("set") || constraint.starts_with("tuple"))
        return "CommaDelimitedList";
    // A truth value is no secret either; CloudFormation has no word for its type.
    return constraint == "number" || constraint == "bool" ? "Number" : "String";
}

}  // namespace

void PartIndex::add(std::uint32_t parent, std::uint32_t part) {
    if (by_parent_.size() <= parent) by_parent_.resize(parent + std::size_t{1});
    std::vector<std::uint32_t>& parts = by_parent_[parent];
    if (parts.empty() || parts.back() != part) parts.push_back(part);
}

void PartIndex::add_edges(Graph& graph) const {
    std::vector<Edge> added;
    for (std::uint32_t parent = 0; parent < by_parent_.size(); ++parent) {
        for (const std::uint32_t part : by_parent_[parent]) {
            // A resource that has a type of its own is referred to for its own sake.
            if (graph.resources[part].type != graph.resources[part].written_type) continue;
            for (const std::uint32_t index : graph.edges_to(part)) {
                Edge edge = graph.edges[index];
                edge.to = parent;
                if (edge.from != parent) added.push_back(edge);
            }
        }
    }
    graph.edges.insert(graph.edges.end(), added.begin(), added.end());
}

std::vector<const Resource*> PartIndex::parts(const Graph& graph, std::uint32_t parent, std::string_view type) const {
    std::vector<const Resource*> found;
    if (parent >= by_parent_.size()) return found;
    for (const std::uint32_t part : by_parent_[parent]) {
        if (graph.resources[part].written_type == type) found.push_back(&graph.resources[part]);
    }
    return found;
}

Value TerraformSource::member(const Value& map, std::string_view key, Env& env) const {
    if (is_resource(map)) return lifted_property(*this, *map.resource, key, env);
    if (!is_plain(map)) return lifted_member(map, key, env);
    if (is_canonical(key) && map.inner == nullptr) return parameter_member(map, key, env);
    return plain_member(map, key, env);
}

Value TerraformSource::item(const Value& list, std::uint32_t index, Env& env) const {
    return is_plain(list) ? plain_item(list, index, env) : lifted_item(list, index, env);
}

std::vector<Member> TerraformSource::members(const Value& map, Env& env) const {
    if (is_resource(map)) return lifted_properties(*this, *map.resource, env);
    return is_plain(map) ? plain_members(map, env) : lifted_members(map, env);
}

Value TerraformSource::output(const Output& output, std::string_view name, Env& env) const {
    return output_member(output, to_lower(name), env);
}

std::vector<const Resource*> TerraformSource::parts(const Resource& parent, std::string_view type) const {
    if (parts_ == nullptr) return {};
    return parts_->parts(*graph_, parent.index, type);
}

void TerraformSource::bind(const Graph& graph, const PartIndex& parts) {
    graph_ = &graph;
    parts_ = &parts;
}

std::string_view TerraformSource::canonical_attribute(const Resource& resource, std::string_view attribute) const {
    const LiftType* entry = lift_.find(resource.written_type);
    if (entry == nullptr) return attribute;
    for (const LiftWord& word : entry->attributes) {
        if (word.written == attribute) return word.meant;
    }
    return attribute;
}

Value TerraformSource::parameter_member(const Value& declaration, std::string_view key, Env& env) const {
    if (key == "NoEcho") return plain_member(declaration, "sensitive", env);
    if (key == "Default") return plain_member(declaration, "default", env);
    if (key == "Description") return plain_member(declaration, "description", env);
    if (key != "Type") return plain_member(declaration, key, env);
    Value type = plain_member(declaration, "type", env);
    const std::string_view constraint = type.known() ? as_text(type) : std::string_view{};
    if (type.is(ValueKind::string) || type.absent()) type = string_value(parameter_type(constraint), type.place);
    return type;
}

}  // namespace lintel
