#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "model/source.h"
#include "model/value.h"

namespace lintel {

/// A resource in the canonical model, whatever language declared it.
struct Resource {
    std::string_view id;            ///< logical id, or the full Terraform address
    std::string_view type;          ///< name in the CloudFormation registry; a type with no counterpart keeps its own
    std::string_view written_type;  ///< as the input names it
    std::string_view construct;     ///< CDK path (Metadata aws:cdk:path), or empty
    Place place;                    ///< the whole resource
    Place named_at;                 ///< where it is named: what is underlined for the whole of it; none: at `place`
    Place body;                     ///< where paths in it start ("Encrypted"); none: at `place`
    Place body_beside;              ///< likewise for what stands in another place (a plan's after_unknown)
    Condition condition;            ///< it exists only where this holds; none: always
    bool deleted = false;           ///< the input says that it is deleted: only rules about deletion judge it
    bool stands_in = false;         ///< a part of something that is declared elsewhere, so that others may refer to it
    bool repeated = false;          ///< one of several that the same place declares: a place is blamed once for all
    bool uncounted = false;         ///< it stands for as many as its place declares, a number that is not known
    std::uint32_t index = 0;        ///< in Graph::resources
    std::uint32_t origin = 0;       ///< for its source alone: what it was made from
    /// For its source alone: a resource that is written inside another one, which `within` names; 0: it is not.
    std::uint16_t aspect = 0;
    std::uint32_t aspect_item = 0;
    std::uint32_t within = 0;
};

/// The resource as a value: its members are its properties.
Value resource_value(const Resource& resource);

/// What a template's user can set: a CloudFormation parameter, a Terraform variable.
struct Parameter {
    std::string_view name;
    Place place;  ///< the declaration, whose members are as written (Type, Default, NoEcho, ...)
};

/// What a template tells everybody who may look at what was deployed.
struct Output {
    std::string_view name;
    Place place;               ///< the whole output
    Condition condition;       ///< it exists only where this holds; none: always
    std::uint32_t origin = 0;  ///< for its source alone: what it was made from
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

/// Something in an input that may make resources which its graph does not have.
struct Unseen {
    Place place;
    std::string cause;  ///< what nobody can see here, a noun phrase
};

/// Everything one run knows of: resources and who refers to whom.
class Graph {
   public:
    Graph() = default;
    Graph(const Graph&) = delete;
    Graph& operator=(const Graph&) = delete;
    Graph(Graph&&) = default;
    Graph& operator=(Graph&&) = default;
    virtual ~Graph() = default;

    std::vector<std::unique_ptr<Source>> sources;
    std::vector<Resource> resources;
    std::vector<Parameter> parameters;
    std::vector<Output> outputs;
    std::vector<Edge> edges;
    /// The id of the account that it is about, where the input tells; else empty.
    std::string_view account;
    /// The input holds references of which nobody can tell what they refer to.
    bool hides_references = false;
    std::vector<Unseen> unseen;

    /// Builds the indices below; call once when the lists above are complete.
    void index();

    const Resource* find(std::string_view id) const;
    std::span<const std::uint32_t> of_type(std::string_view type) const;
    /// Indices into `edges`.
    std::span<const std::uint32_t> edges_from(std::uint32_t resource) const;
    std::span<const std::uint32_t> edges_to(std::uint32_t resource) const;
    std::span<const std::uint32_t> edges_to_parameter(std::uint32_t parameter) const;

    /// Which resources of a type hold a text at a path of properties ("VpcConfig.SubnetIds"), so that looking for a
    /// name does not go through all of them.
    struct TextTable {
        std::unordered_map<std::string_view, std::vector<std::uint32_t>> known;  ///< in the order of the resources
        std::vector<std::uint32_t> open;  ///< those where a condition decides, or a part of the text is not known
    };
    /// Made when it is first asked for; a graph is judged by one thread.
    const TextTable& texts_at(std::string_view type, std::string_view path) const;

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
    mutable std::map<std::pair<std::string_view, std::string_view>, std::unique_ptr<TextTable>> text_tables_;
    mutable Arena text_arena_;
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

/// The resources of `type` in whose `property` a reference to `target` stands, also as a piece of a longer text. With a
/// dot `property` goes deeper ("DistributionConfig.Logging.Bucket"); without one the branches that the scenario does
/// not take count as well. Resources that the scenario excludes are left out. `undecided` is set where that could not
/// be told for one of them, where the input hides references, and where the target is handed to a nested stack or to a
/// module that is not read.
std::vector<const Resource*> mentioning(const Graph& graph, const Resource& target, std::string_view type,
                                        std::string_view property, Env& env, bool& undecided);

/// Whether the resource exists in this scenario: not where a plan deletes it. Notes the condition as needed where it is
/// undecided.
Truth exists(const Resource& resource, Env& env);

}  // namespace lintel
