#pragma once

#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "terraform/plan_references.h"
#include "terraform/plan_sections.h"
#include "terraform/terraform_source.h"

namespace lintel {

/// A plan or state as values. Of an attribute that is known only after apply the configuration tells what it refers to;
/// one that is neither known nor configured is the provider's to choose, and counts as absent.
class PlanSource final : public TerraformSource {
   public:
    PlanSource(std::shared_ptr<const Document> document, const LiftTable& lift, PlanSide side);

    const Document& document() const override { return *document_; }
    std::vector<NodeId> own_text() const override;
    Value resolve(NodeId node, Env& env) const override;
    Value attribute(const Resource& resource, std::string_view name, Env& env) const override;
    Value attributes(const Resource& resource, Env& env) const override;
    Value output_member(const Output& output, std::string_view key, Env& env) const override;
    Truth decide(std::uint32_t condition, Env& env) const override;
    std::optional<Example> feasible(const Scenario& scenario) const override;
    std::string_view condition_name(std::uint32_t condition) const override;

    const PlanSections& sections() const { return sections_; }
    const PlanReferences& references() const { return references_; }
    /// Tells the source which resources of the graph are those of the plan: their `origin` is the index in sections().
    void match(const Graph& graph);
    /// Null for data sources, which are in no graph.
    const Resource* resource_at(std::uint32_t plan_index) const;

    /// The resource whose generated id or ARN this text is, as an index of sections(); PlanTarget::none if there is
    /// none.
    std::uint32_t named_by_id(std::string_view text) const;

   protected:
    Value plain_member(const Value& map, std::string_view key, Env& env) const override;
    Value plain_item(const Value& list, std::uint32_t index, Env& env) const override;
    std::vector<Member> plain_members(const Value& container, Env& env) const override;

   private:
    /// What is beside a container in `after`: the same place in after_unknown, after_sensitive and in the
    /// configuration.
    struct Beside {
        std::uint32_t resource = 0;
        NodeId unknown = no_node;
        NodeId sensitive = no_node;
        NodeId expression = no_node;
        bool configured = false;  ///< the configuration tells of this block, so that what it leaves out is left out
    };

    NodeId child(NodeId container, std::string_view key, std::uint32_t index) const;
    NodeId expression_of_item(NodeId expressions, NodeId known, std::uint32_t index) const;
    bool fits(NodeId expressions, NodeId known) const;
    Value child_value(const Value& parent, std::string_view key, std::uint32_t index, NodeId known, Env& env) const;
    Value known_value(NodeId node, const Beside& beside, Env& env) const;
    /// Which item of how many a value is, where one expression makes them all.
    struct Share {
        std::uint32_t index = 0;
        std::uint32_t of = 1;
    };
    Value unknown_value_at(NodeId node, const Beside& beside, std::string_view name, Share share, Env& env) const;
    bool is_another(const PlanResource& resource, std::string_view attribute, std::string_view text) const;
    void add_references(Value& value, const Beside& beside, Env& env) const;
    void refer(Value& value, const PlanTarget& target) const;
    Value block_of(std::uint32_t plan_index, NodeId node, Env& env) const;
    Value policy_of(std::uint32_t data, Place place, Env& env) const;
    void read_ids();

    std::shared_ptr<const Document> document_;
    PlanSide side_;
    PlanSections sections_;
    std::vector<std::string_view> addresses_;
    PlanReferences references_;
    std::vector<std::uint32_t> graph_resources_;  ///< by resource of the plan
    std::unordered_map<std::string_view, std::uint32_t> ids_;
};

/// Whether a text looks like an id that AWS makes up (an ARN, "sg-0123abcd", a UUID) rather than a name that people
/// give.
bool is_generated_id(std::string_view text);

}  // namespace lintel
