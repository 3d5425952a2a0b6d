#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "lift/apply.h"
#include "model/graph.h"
#include "model/source.h"

namespace lintel {

/// Shapes of values (Value::shape) from here on are a source's own; those below are the lift's.
inline constexpr std::uint16_t first_own_shape = 16;

/// Which resources may be parts of which.
class PartIndex {
   public:
    void add(std::uint32_t parent, std::uint32_t part);
    /// The parts of a type, in the order of the graph.
    std::vector<const Resource*> parts(const Graph& graph, std::uint32_t parent, std::string_view type) const;
    /// Adds to the graph that who refers to a part refers to what it is a part of.
    void add_edges(Graph& graph) const;

   private:
    std::vector<std::vector<std::uint32_t>> by_parent_;
};

/// What all sources of Terraform have in common: resources are seen through the lift, and all else as it is written.
class TerraformSource : public Source, public LiftInput {
   public:
    explicit TerraformSource(const LiftTable& lift) : lift_(lift) {}

    Value member(const Value& map, std::string_view key, Env& env) const override;
    Value item(const Value& list, std::uint32_t index, Env& env) const override;
    std::vector<Member> members(const Value& map, Env& env) const override;
    Value output(const Output& output, std::string_view name, Env& env) const override;

    const LiftTable& lift() const override { return lift_; }
    const Resource& resource_of(std::uint32_t index) const override { return graph_->resources[index]; }
    std::vector<const Resource*> parts(const Resource& parent, std::string_view type) const override;

    /// Tells the source which graph it belongs to, and what its parts are; both must outlive it.
    void bind(const Graph& graph, const PartIndex& parts);

   protected:
    const Graph* graph() const { return graph_; }
    /// An attribute of a resource as Fn::GetAtt calls it, where a table tells; else as it is.
    std::string_view canonical_attribute(const Resource& resource, std::string_view attribute) const;

    // The same for values that are as the provider has them.
    virtual Value plain_member(const Value& map, std::string_view key, Env& env) const = 0;
    virtual Value plain_item(const Value& list, std::uint32_t index, Env& env) const = 0;
    virtual std::vector<Member> plain_members(const Value& container, Env& env) const = 0;
    /// What a variable's declaration says, by the names that CloudFormation has for it: Type, Default, Description,
    /// NoEcho. `declaration` is as written.
    virtual Value parameter_member(const Value& declaration, std::string_view key, Env& env) const;

    /// What an output says: value, description, sensitive.
    virtual Value output_member(const Output& output, std::string_view key, Env& env) const = 0;

   private:
    const LiftTable& lift_;
    const Graph* graph_ = nullptr;
    const PartIndex* parts_ = nullptr;
};

/// The canonical type of a resource; its own type if there is none, or if the attribute that decides is not known.
std::string_view canonical_type(const LiftInput& input, const Resource& resource, Env& env);

/// The properties of the canonical model that an attribute of a type, or what lies in it, becomes; the attribute itself
/// if no table tells.
std::vector<std::string_view> properties_from(const LiftTable& lift, std::string_view type, std::string_view attribute);

/// Finds for every part the resources it belongs to, and makes one that has none stand in for its parent. Call when the
/// graph is indexed; types of resources change and resources are added, so index it again.
PartIndex link_parts(Graph& graph, const LiftInput& input);

/// Adds the resources that are written inside others. Call when types are canonical and the graph is indexed; index it
/// again afterwards.
void add_aspects(Graph& graph, const LiftInput& input);

/// Whether the provider keeps a snapshot of what it destroys unless `skip_final_snapshot` is true: databases (source:
/// Terraform AWS provider, documentation of each of these types).
bool keeps_final_snapshot(std::string_view written_type);

/// "Snapshot" of a volume or database of which the provider keeps a snapshot when it destroys it, as a stack does with
/// that DeletionPolicy (source: Terraform AWS provider, aws_ebs_volume, final_snapshot); absent of all else.
Value snapshot_policy(const LiftInput& input, const Resource& resource, Env& env);

}  // namespace lintel
