#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "model/source.h"
#include "model/value.h"

namespace lintel {

/// A resource in the canonical model, whatever language declared it.
struct Resource {
    std::string_view id;            ///< logical id, or the full Terraform address
    std::string_view type;          ///< name in the CloudFormation registry; a type with no counterpart keeps its own
    std::string_view written_type;  ///< as the input names it
    std::string_view construct;     ///< CDK path (Metadata aws:cdk:path), or empty
    Place place;                    ///< the whole resource; its key is the logical id
    Condition condition;            ///< it exists only where this holds; none: always
    std::uint32_t index = 0;        ///< in Graph::resources
};

/// The resource as a value: its members are its properties.
Value resource_value(const Resource& resource);

/// What a template's user can set: a CloudFormation parameter, a Terraform variable.
struct Parameter {
    std::string_view name;
    Place place;  ///< the declaration, whose members are as written (Type, Default, NoEcho, ...)
};

struct Output {
    std::string_view name;
    Place place;
};

/// "`from` mentions `to` at `place`". Exactly one of each pair is meaningful.
struct Edge {
    static constexpr std::uint32_t none = UINT32_MAX;
    std::uint32_t from = none;  ///< resource that holds the reference; none: an output
    std::uint32_t from_output = none;
    std::uint32_t to = none;  ///< resource referred to; none: a parameter
    std::uint32_t to_parameter = none;
    std::string_view property;   ///< top-level property of `from` through which it refers; empty beside the properties
    std::string_view attribute;  ///< Fn::GetAtt: the attribute; Ref, Sub or DependsOn: empty
    NodeId node = no_node;       ///< where the reference is written
};

/// Everything one run knows of: resources and who refers to whom.
class Graph {
   public:
    std::vector<std::unique_ptr<Source>> sources;
    std::vector<Resource> resources;
    std::vector<Parameter> parameters;
    std::vector<Output> outputs;
    std::vector<Edge> edges;

    /// Builds the indices below; call once when the lists above are complete.
    void index();

    const Resource* find(std::string_view id) const;
    std::span<const std::uint32_t> of_type(std::string_view type) const;
    /// Indices into `edges`.
    std::span<const std::uint32_t> edges_from(std::uint32_t resource) const;
    std::span<const std::uint32_t> edges_to(std::uint32_t resource) const;
    std::span<const std::uint32_t> edges_to_parameter(std::uint32_t parameter) const;

   private:
    /// Indices of the edges, those of one owner side by side: the edges of owner `i` lie from `start[i]` to `start[i +
    /// 1]`.
    struct EdgeIndex {
        std::vector<std::uint32_t> start;
        std::vector<std::uint32_t> edges;
        std::span<const std::uint32_t> of(std::uint32_t owner) const;
    };
    static EdgeIndex index_edges(const std::vector<Edge>& edges, std::uint32_t Edge::*owner, std::size_t owners);

    std::vector<std::uint32_t> by_id_;    ///< resources, sorted by id
    std::vector<std::uint32_t> by_type_;  ///< resources, sorted by type and index
    EdgeIndex from_;
    EdgeIndex to_;
    EdgeIndex to_parameter_;
};

/// The resource that a value names: by reference, or by the literal name that a resource of `type` gives itself in
/// `name_property`. `type` empty: a reference to any type. Null when it names none of this graph or is not known.
const Resource* named_resource(const Graph& graph, const Value& value, std::string_view type,
                               std::string_view name_property, Env& env);

/// The resources of `type` whose `property` (a value or a list of values) names `target`, by reference or by the
/// literal that the target's `name_property` holds (empty: by reference only) or the same expression gives. A dot in
/// `property` goes deeper ("VpcConfig.SubnetIds"). Resources that the scenario excludes are left out. `undecided` is
/// set where that could not be told for one of them.
std::vector<const Resource*> referrers(const Graph& graph, const Resource& target, std::string_view type,
                                       std::string_view property, std::string_view name_property, Env& env,
                                       bool& undecided);

/// Whether the resource exists in this scenario; notes the condition as needed where it is undecided.
Truth exists(const Resource& resource, Env& env);

}  // namespace lintel
