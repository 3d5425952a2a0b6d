#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/configuration_model.h"
#include "terraform/functions.h"

namespace lintel {

/// Evaluates what is written in a configuration. Nothing fails: what Terraform would refuse, or only knows when it
/// runs, is an unknown value with its cause.
class Evaluator {
   public:
    Evaluator(const Configuration& configuration, Env& env) : configuration_(configuration), env_(env) {}

    /// What a node means in a scope: JSON as it is, strings as the templates that they are.
    Value node_value(FileNode node, const Scope& scope);
    /// A member of a body that consists of layers, dynamic blocks included.
    Value body_member(const Layers& layers, std::string_view key, const Scope& scope, Place owner);
    /// The bodies' members, without what Terraform itself reads (count, lifecycle, ...).
    std::vector<Member> body_members(const Layers& layers, const Scope& scope);
    /// The body of a block as a map.
    Value body(const Layers& layers, const Scope& scope, Place place);

    Value evaluate(const ExpressionTree& tree, ExpressionId id, const Scope& scope, FileNode at);
    /// Whether a test holds; undecided where the root module's variables decide it.
    Value conditional(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at);

    /// The value of a variable of a module instance.
    Value variable(const ModuleInstance& module, std::string_view name, FileNode at);
    Value local(const ModuleInstance& module, std::string_view name, FileNode at);
    Value output(const ModuleInstance& module, std::string_view name, FileNode at);

   private:
    Value unknown(std::string_view cause, FileNode at);
    Value scalar_or_container(FileNode node, const Scope& scope);
    Value string_value_of(FileNode node, const Scope& scope);
    Value placed(Value value, FileNode at);
    std::vector<FileNode> dynamics_in(FileNode layer, std::string_view key) const;
    Value dynamic_blocks(const std::vector<FileNode>& dynamics, std::string_view key, const Scope& scope,
                         const Value& written, Place owner);
    Value text_template(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at);
    Value binary(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at);
    Value unary(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at);
    Value index(const Value& collection, const Value& key, FileNode at);
    Value attribute(const Value& object, std::string_view name, FileNode at);
    Value missing(const Value& object, std::string_view name, FileNode at);
    Value splat(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at);
    Value object(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at);
    Value for_tuple(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at);
    Value for_object(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at);
    Value template_for(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at);
    Value call(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at);
    Value special_call(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at,
                       bool& is_special);
    Value file_text(const Value& path, FileNode at);
    Value template_file(const Value& path, const Value& variables, const Scope& scope, FileNode at);
    Value json_text(const Value& value, FileNode at);
    Value root_variable(std::string_view name, FileNode at);
    Value default_of(const Layers& declaration, std::string_view whose, bool secret);
    Value as_declared(const Layers& declaration, const Value& value);
    Value with_optional(const Value& value, const ExpressionTree& tree, ExpressionId type, FileNode at);
    Value cached(const ModuleInstance& module, const std::string& what, std::string_view cycle, FileNode at,
                 const std::function<Value(Evaluator&)>& compute);
    /// A name with the steps behind it, if the expression is one.
    Value traversal(const ExpressionTree& tree, ExpressionId id, const Scope& scope, FileNode at, bool& is_traversal);
    /// What the first names of a traversal stand for, and how many steps these are; 0 if they are no name.
    struct Named {
        Value value;
        std::size_t steps = 0;
        bool whole = false;  ///< the steps behind them lead nowhere further
    };
    Named named(const std::vector<std::string_view>& names, const Scope& scope, FileNode at);
    Named iteration(const std::vector<std::string_view>& names, const Scope& scope, FileNode at);
    Named module_named(const std::vector<std::string_view>& names, const Scope& scope, FileNode at);
    Named path_named(const std::vector<std::string_view>& names, const Scope& scope, FileNode at);
    Named nothing(std::string_view cause, FileNode at);
    std::vector<BoundName> bindings_of(const ExpressionNode& node, const Value& key, const Value& value,
                                       const Scope& scope) const;

    struct Entry {
        Value key;
        Value value;
    };
    std::vector<Entry> entries(const Value& collection);

    const Configuration& configuration_;
    Env& env_;
};

/// The value of a reference to a resource or data source, as Terraform's expressions see it: an object, or where count
/// or for_each is written a list or map of them.
Value resource_reference(const Configuration& configuration, const ModuleInstance& module, bool data,
                         std::string_view type, std::string_view name, FileNode at, Env& env);
/// An attribute of such a value; `object` has the shape of a resource object.
Value resource_attribute(const Configuration& configuration, const Value& object, std::string_view name, FileNode at,
                         Env& env);

/// Why a value is unknown where Terraform gives an error that try() and can() catch: parts of Value::text, which stays
/// as it is in all that is made of the value.
inline constexpr std::string_view no_such_attribute = "which the object does not have";
inline constexpr std::string_view no_such_item = "an item that the list does not have";
inline constexpr std::string_view no_object = "which is asked of what is no object";
inline constexpr std::string_view no_instance = "of which there is none";

/// Shapes of values that only expressions see (Value::shape).
inline constexpr std::uint16_t shape_resource_object = 16;  ///< inner: a ResourceInstance
inline constexpr std::uint16_t shape_module_object = 17;    ///< inner: a ModuleInstance
inline constexpr std::uint16_t shape_other_value = 18;  ///< unknown: a variable that has none of the candidates' values

}  // namespace lintel
