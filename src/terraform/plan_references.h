#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "document/document.h"

namespace lintel {

/// What an expression of a plan's configuration refers to in the end, through module inputs and outputs.
struct PlanTarget {
    static constexpr std::uint32_t none = UINT32_MAX;
    std::uint32_t resource = none;  ///< index of the resource, or ...
    std::uint32_t variable = none;  ///< ... of the variable of the root module
    std::string_view attribute;     ///< the attribute asked for ("arn"); empty: the resource itself
    friend bool operator==(const PlanTarget&, const PlanTarget&) = default;
};

/// The `configuration` of a plan: who refers to whom. The configuration lists for each expression the names that occur
/// in it, not what it does with them (source: Terraform, JSON Output Format, Expression Representation).
class PlanReferences {
   public:
    /// `addresses`: of the resources, with keys. `configuration`: the root module, or no_node.
    PlanReferences(const Document& document, NodeId configuration, const std::vector<std::string_view>& addresses);

    /// Whether the configuration tells of a resource.
    bool tells_of(std::uint32_t resource) const { return expressions_.contains(plain_[resource]); }
    /// The expressions of a resource's block, or no_node where the configuration does not tell of it, or of a block
    /// that says nothing: Terraform leaves the key out then.
    NodeId expressions(std::uint32_t resource) const;
    /// What names the provider configuration of a resource ("aws.audit"), or no_node.
    NodeId provider(std::uint32_t resource) const;
    /// The root module's variables: names and declarations.
    struct Variable {
        std::string_view name;
        NodeId node = no_node;
    };
    const std::vector<Variable>& variables() const { return variables_; }

    /// All that an expression, or any expression in a block, refers to; each once, in written order. `resource` tells
    /// in which module it stands; PlanTarget::none: in the root module.
    std::vector<PlanTarget> targets(NodeId expression, std::uint32_t resource) const;
    /// The same for an expression of the root module itself.
    std::vector<PlanTarget> targets_in_root(NodeId expression) const;

   private:
    struct Module {
        std::string path;  ///< "module.a.module.b"; empty for the root
        std::uint32_t parent = 0;
        NodeId call = no_node;  ///< in the parent's module_calls
        NodeId outputs = no_node;
        std::unordered_map<std::string_view, std::uint32_t> children;
    };

    /// Where a reference stands: the module, its instance ("module.a[0]"), the key of the resource's own instance if
    /// the expression is about that, and what makes the instances.
    struct Asker {
        std::uint32_t module = 0;
        std::string_view instance;
        std::string_view key;
        NodeId for_each = no_node;
        bool makes_instances = false;  ///< the expression is what makes them, so that it is about each of them
    };

    /// What was found so far, and where it was looked for: modules may give each other the same many times over.
    struct Walk {
        void add(const PlanTarget& target);
        std::vector<PlanTarget> targets;
        std::set<std::pair<NodeId, std::string>> seen;  ///< expressions, and the instances they were followed in
    };

    void read_module(NodeId root, std::uint32_t root_index);
    std::uint32_t module_of(std::string_view plain_address) const;
    void collect(NodeId expression, const Asker& asker, Walk& walk, int depth) const;
    bool names_iterator(NodeId references) const;
    void follow(std::string_view reference, const Asker& asker, Walk& walk, int depth) const;
    void input(std::string_view name, const Asker& asker, Walk& walk, int depth) const;
    void each_value(const Asker& asker, std::string_view attribute, Walk& walk, int depth) const;
    void add_instances(std::string_view plain, std::string_view key, const Asker& asker, std::string_view attribute,
                       Walk& walk) const;

    const Document& document_;
    const std::vector<std::string_view>& addresses_;
    std::vector<Module> modules_;
    std::unordered_map<std::string, std::uint32_t> module_index_;
    Arena arena_;                                               ///< of names that are not written as they are
    std::unordered_map<std::string_view, NodeId> expressions_;  ///< by address without keys
    std::unordered_map<std::string_view, NodeId> for_each_;     ///< likewise
    std::unordered_map<std::string_view, NodeId> providers_;    ///< likewise
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> instances_;  ///< likewise
    std::unordered_map<std::string_view, std::uint32_t> by_address_;
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> siblings_;  ///< by address without its last key
    std::vector<std::string_view> plain_;                                        ///< addresses without keys
    std::vector<Variable> variables_;
};

}  // namespace lintel
