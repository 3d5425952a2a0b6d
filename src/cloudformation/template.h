#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cloudformation/conditions.h"
#include "cloudformation/name_table.h"
#include "cloudformation/parameters.h"
#include "document/document.h"
#include "model/graph.h"
#include "model/source.h"

namespace lintel {

/// A CloudFormation template as values: intrinsic functions resolved as far as that is possible offline. Immutable, but
/// for a memory of solved scenarios that is safe to share between threads.
class Template final : public Source {
   public:
    /// `given` pins parameters. The document must have a root mapping (see looks_like_template).
    explicit Template(std::shared_ptr<const Document> document, ParameterValues given = {});

    const Document& document() const override { return *document_; }
    Value resolve(NodeId node, Env& env) const override;
    Value member(const Value& map, std::string_view key, Env& env) const override;
    Value item(const Value& list, std::uint32_t index, Env& env) const override;
    std::vector<Member> members(const Value& map, Env& env) const override;
    Value attribute(const Resource& resource, std::string_view name, Env& env) const override;
    Value output(const Output& output, std::string_view name, Env& env) const override;
    Truth decide(std::uint32_t condition, Env& env) const override;
    std::optional<Example> feasible(const Scenario& scenario) const override;
    std::string_view condition_name(std::uint32_t condition) const override;

    const ParameterValues& given() const { return given_; }
    const Parameters& parameters() const { return parameters_; }
    const Conditions& conditions() const { return conditions_; }
    /// The Mappings section, or no_node.
    NodeId mappings() const { return mappings_; }

    /// SAM's Globals section, or no_node.
    NodeId globals() const { return globals_; }

    /// The resource of that logical id; null before `bind` and for names of no resource.
    const Resource* resource(std::string_view id) const;
    /// False where no map of the template has a macro or a loop among its members.
    bool makes_members() const { return makes_members_; }

    /// Tells the template which resources of the graph are its own. Called once, by build_graph, before anything is
    /// resolved. The resources must stay where they are.
    void bind(std::span<const Resource> resources, bool makes_members);

   private:
    std::shared_ptr<const Document> document_;
    ParameterValues given_;
    NodeId mappings_;
    NodeId globals_;
    Parameters parameters_;
    Conditions conditions_;
    std::span<const Resource> resources_;
    NameTable resource_names_;
    bool makes_members_ = true;
};

}  // namespace lintel
