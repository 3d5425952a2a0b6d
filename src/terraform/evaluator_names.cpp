// What names in expressions stand for: variables, locals, outputs, resources, data sources, iterators.

#include <algorithm>
#include <array>

#include "base/text.h"
#include "model/secret_attributes.h"
#include "terraform/evaluator.h"
#include "terraform/function_values.h"
#include "terraform/policy_document.h"

namespace lintel {
namespace {

/// Looks into something while what it depends on is watched apart; afterwards all that was touched counts.
class Watch {
   public:
    explicit Watch(const Configuration& configuration)
        : configuration_(configuration),
          variables_(configuration.touched_variables),
          instance_(configuration.touched_instance),
          read_(std::move(configuration.variables_read)) {
        configuration.touched_variables = false;
        configuration.touched_instance = false;
        configuration.variables_read.clear();
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch() {
        configuration_.touched_variables = configuration_.touched_variables || variables_;
        configuration_.touched_instance = configuration_.touched_instance || instance_;
        configuration_.variables_read.insert(read_.begin(), read_.end());
    }

   private:
    const Configuration& configuration_;
    bool variables_;
    bool instance_;
    std::set<std::string_view> read_;
};

/// A value in a trace, which tells no secret.
std::string quoted_scalar(const Value& value, bool secret) {
    if (!value.known() || !is_scalar(value)) return {};
    return cat(" '", secret || value.secret ? std::string_view("****") : as_text(value), "'");
}

/// The test of a conditional in one line.
std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    return out;
}

bool is_null_literal(const ExpressionTree& tree, ExpressionId id) {
    return tree.node(id).kind == ExpressionKind::null_literal;
}

bool is_true(const Configuration& configuration, FileNode node) {
    return node && configuration.document(node.file).text(node.node) == "true";
}

bool is_false(const Configuration& configuration, FileNode node) {
    return node && configuration.document(node.file).text(node.node) == "false";
}

/// Attributes by which one resource names another.
bool is_identity(std::string_view attribute) {
    constexpr std::array<std::string_view, 5> identities = {"id", "arn", "name", "bucket", "identifier"};
    return std::find(identities.begin(), identities.end(), attribute) != identities.end() ||
           attribute.ends_with("_id") || attribute.ends_with("_arn") || attribute.ends_with("_name");
}

}  // namespace

Value Evaluator::conditional(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at) {
    const Condition before = env_.needed();
    Value test;
    Truth holds = Truth::unknown;
    std::string name;
    {
        const Watch watch(configuration_);
        test = evaluate(tree, node.parts[0], scope, at);
        // What the parts of the test depend on does not matter: it is decided as a whole.
        env_.forget_needed();
        if (before) env_.need(before);
        const auto known = test.known() ? truth_of(test) : std::nullopt;
        holds = known ? truth(*known) : Truth::unknown;
        const bool own = configuration_.touched_instance;
        const bool open = configuration_.touched_variables && configuration_.assignment == nullptr;
        if (open && !(own && scope.bindings != nullptr)) {
            const ExpressionNode& written = tree.node(node.parts[0]);
            const std::string_view text = configuration_.document(at.file).text(at.node);
            const bool in_file = written.end <= text.size() && written.begin < written.end;
            name = one_line(in_file ? text.substr(written.begin, written.end - written.begin) : "a condition");
            ConfigurationCondition condition;
            condition.scope = own ? &scope : &scope.module->scope;
            condition.tree = &tree;
            condition.expression = node.parts[0];
            condition.at = at;
            condition.name = scope.module->address.empty() ? name : cat(scope.module->address, ": ", name);
            condition.variables.assign(configuration_.variables_read.begin(), configuration_.variables_read.end());
            const std::string identity = cat(scope.module->address, "|", name, "|",
                                             own ? std::to_string(reinterpret_cast<std::uintptr_t>(&scope)) : "");
            holds = configuration_.decide(configuration_.condition_for(std::move(condition), identity), env_);
        }
    }
    if (holds != Truth::unknown) {
        const bool yes = holds == Truth::yes;
        Value value = evaluate(tree, node.parts[yes ? 1 : 2], scope, at);
        if (!name.empty())
            value = traced(value, configuration_.place(at), cat(name, yes ? " is true" : " is false"), env_);
        return value;
    }
    if (name.empty() && !is_unknown(test)) name = "a condition";
    // A test that this conditional is a part of depends on what either side does.
    evaluate(tree, node.parts[1], scope, at);
    evaluate(tree, node.parts[2], scope, at);
    Value value = unknown(name.empty() ? test.text : cat("condition ", name, ", which is not decided"), at);
    value.maybe_absent = is_null_literal(tree, node.parts[1]) || is_null_literal(tree, node.parts[2]);
    return value;
}

Value Evaluator::cached(const ModuleInstance& module, const std::string& what, std::string_view cycle, FileNode at,
                        const std::function<Value(Evaluator&)>& compute) {
    Configuration::Cache& cache = configuration_.cache_for(env_.scenario());
    Configuration::Cached& entry = cache.values[{&module, what}];
    if (entry.in_progress) {
        configuration_.remark(at, cat("The ", cycle, " depends on itself."));
        return unknown(cat("the ", cycle, ", which depends on itself"), at);
    }
    const bool is_new = entry.value.absent() && !entry.value.place;
    if (is_new) {
        const Watch watch(configuration_);
        entry.in_progress = true;
        Env own(*cache.arena, cache.scenario, env_.depth());
        Evaluator evaluator(configuration_, own);
        entry.value = compute(evaluator);
        if (!entry.value.place) entry.value.place = configuration_.place(at);
        entry.needed = own.needed();
        entry.touches_variables = configuration_.touched_variables;
        entry.variables = configuration_.variables_read;
        entry.in_progress = false;
        configuration_.gave_up = configuration_.gave_up || own.exhausted();
        // What it iterates over inside is not the instance that asks for it.
        configuration_.touched_instance = false;
    }
    if (entry.needed) env_.need(entry.needed);
    configuration_.touched_variables = configuration_.touched_variables || entry.touches_variables;
    configuration_.variables_read.insert(entry.variables.begin(), entry.variables.end());
    return entry.value;
}

/// The default of a variable; absent if it has none.
Value Evaluator::default_of(const Layers& declaration, std::string_view whose, bool secret) {
    const FileNode fallback = configuration_.argument(declaration, "default");
    if (!fallback) return {};
    const Value value = as_declared(declaration, node_value(fallback, literal_scope));
    return traced(value, configuration_.place(fallback),
                  cat("variable ", whose, ", default", quoted_scalar(value, secret)), env_);
}

/// A value as the type of its variable takes it: a set for a set, with all optional attributes.
Value Evaluator::as_declared(const Layers& declaration, const Value& value) {
    const FileNode type = configuration_.argument(declaration, "type");
    if (!type) return value;
    const std::string_view text = configuration_.document(type.file).text(type.node);
    Value declared = value;
    if (text.find("optional") != std::string_view::npos) {
        const ExpressionTree& tree =
            configuration_.expression_of_text(text.starts_with("${") ? std::string(text) : cat("${", text, "}"));
        if (!tree.error) declared = with_optional(value, tree, tree.root, type);
    }
    const bool is_set = text.starts_with("set(") || text.starts_with("${set(");
    if (is_set && declared.is(ValueKind::list)) declared.shape = shape_set;
    return declared;
}

/// An optional attribute that is left out, or null, has its default, or is null (source: Terraform, Type Constraints).
Value Evaluator::with_optional(const Value& value, const ExpressionTree& tree, ExpressionId type, FileNode at) {
    const ExpressionNode& node = tree.node(type);
    const bool several = value.is(ValueKind::list) || value.is(ValueKind::map);
    if (!several || node.kind != ExpressionKind::call || node.parts.empty()) return value;
    const Descent descent(env_);
    if (!descent || !env_.step(std::size_t{1} + value.count)) return unknown(too_costly, at);
    std::vector<Member> children;
    if (node.text == "list" || node.text == "set") {
        for (const Value& each : items_of(value, env_))
            children.push_back({{}, with_optional(each, tree, node.parts[0], at)});
    } else if (node.text == "map" && value.is(ValueKind::map)) {
        for (const Member& each : sorted_members(value, env_))
            children.push_back({each.key, with_optional(each.value, tree, node.parts[0], at)});
    } else if (node.text == "object" && value.is(ValueKind::map) &&
               tree.node(node.parts[0]).kind == ExpressionKind::object) {
        const std::vector<ExpressionId>& attributes = tree.node(node.parts[0]).parts;
        for (std::size_t i = 0; i + 1 < attributes.size(); i += 2) {
            const ExpressionNode& of = tree.node(attributes[i + 1]);
            const bool optional = of.kind == ExpressionKind::call && of.text == "optional" && !of.parts.empty();
            Value child = member(value, tree.node(attributes[i]).text, env_);
            if (is_null(child)) {
                child = optional && of.parts.size() > 1 ? evaluate(tree, of.parts[1], literal_scope, at)
                                                        : null_value(value.place);
            }
            child.secret = child.secret || value.secret;
            children.push_back({tree.node(attributes[i]).text,
                                with_optional(child, tree, optional ? of.parts[0] : attributes[i + 1], at)});
        }
    } else {
        return value;
    }
    const auto kept = env_.arena().copy(children);
    Value made = value.is(ValueKind::list) ? list_value(kept, value.place) : map_value(kept, value.place);
    made.secret = value.secret;
    made.trace = value.trace;
    return made;
}

Value Evaluator::root_variable(std::string_view name, FileNode at) {
    const auto found = configuration_.root_variables.find(name);
    if (found == configuration_.root_variables.end())
        return unknown(cat("variable ", name, ", which is not declared"), at);
    const Configuration::RootVariable& variable = found->second;
    const bool secret = is_true(configuration_, configuration_.argument(variable.declaration, "sensitive"));
    Value value;
    if (variable.given) {
        value = as_declared(variable.declaration, node_value(variable.given, literal_scope));
        value = traced(value, configuration_.place(variable.given),
                       cat("variable ", name, ", given", quoted_scalar(value, secret)), env_);
        const bool nullable = !is_false(configuration_, configuration_.argument(variable.declaration, "nullable"));
        if (is_null(value) && !nullable) {
            const Value fallback = default_of(variable.declaration, name, secret);
            if (!fallback.absent()) value = fallback;
        }
        value.secret = value.secret || secret;
        return value;
    }
    configuration_.touched_variables = true;
    configuration_.variables_read.insert(found->first);
    const FileNode declared = variable.declaration.front();
    const VariableAssignment* chosen = configuration_.assignment;
    if (chosen == nullptr && !env_.scenario().empty()) chosen = &configuration_.solution(env_.scenario()).assignment;
    const auto choice = chosen == nullptr ? VariableAssignment::const_iterator{} : chosen->find(found->first);
    if (chosen != nullptr && choice != chosen->end()) {
        if (choice->second->other) {
            value = unknown(cat("variable ", name, ", of which only some values are ruled out"), at);
            value.shape = shape_other_value;
            value.secret = secret;
            return value;
        }
        value = as_declared(variable.declaration, choice->second->value);
        value = traced(value, configuration_.place(declared),
                       cat("variable ", name, ", here", quoted_scalar(value, secret)), env_);
        value.secret = value.secret || secret;
        return value;
    }
    value = default_of(variable.declaration, name, secret);
    if (value.absent()) {
        value = unknown(cat("variable ", name, ", which has no default"), at);
        value.trace = env_.arena().make(
            TraceStep{configuration_.place(declared), env_.arena().text(cat("variable ", name)), nullptr});
    }
    value.secret = value.secret || secret;
    return value;
}

Value Evaluator::variable(const ModuleInstance& module, std::string_view name, FileNode at) {
    if (module.parent == nullptr) return root_variable(name, at);
    return cached(
        module, cat("var.", name), cat("variable ", name, " of ", module.address), at, [&, at](Evaluator& evaluator) {
            const FileNode given = configuration_.argument(module.call->body, name);
            const auto declared = module.blocks->variables.find(name);
            const bool is_declared = declared != module.blocks->variables.end();
            const bool secret =
                is_declared && is_true(configuration_, configuration_.argument(declared->second, "sensitive"));
            Value value;
            if (given) {
                value = evaluator.node_value(given, *module.call_scope);
                if (is_declared) value = evaluator.as_declared(declared->second, value);
                value = traced(value, configuration_.place(given), cat("input ", name, " of ", module.address),
                               evaluator.env_);
            }
            // Null is a value like any other, unless the declaration says that it is none.
            const bool nullable =
                !is_declared || !is_false(configuration_, configuration_.argument(declared->second, "nullable"));
            if (is_declared && (value.absent() || (is_null(value) && !nullable))) {
                const Value fallback =
                    evaluator.default_of(declared->second, cat(name, " of ", module.address), secret);
                if (!fallback.absent()) value = fallback;
            }
            if (value.absent())
                value = evaluator.unknown(cat("variable ", name, " of ", module.address, ", which is not given"), at);
            value.secret = value.secret || secret;
            return value;
        });
}

Value Evaluator::local(const ModuleInstance& module, std::string_view name, FileNode at) {
    const auto found = module.blocks->locals.find(name);
    if (found == module.blocks->locals.end()) return unknown(cat("local ", name, ", which is not declared"), at);
    const FileNode node = found->second;
    return cached(module, cat("local.", name), cat("local value ", name), node, [&, node](Evaluator& evaluator) {
        return traced(evaluator.node_value(node, module.scope), configuration_.place(node), cat("local ", name),
                      evaluator.env_);
    });
}

Value Evaluator::output(const ModuleInstance& module, std::string_view name, FileNode at) {
    const auto found = module.blocks->outputs.find(name);
    if (found == module.blocks->outputs.end())
        return unknown(cat("output ", name, " of ", module.address, ", which is not declared"), at);
    const FileNode node = configuration_.argument(found->second, "value");
    if (!node) return unknown(cat("output ", name, " of ", module.address, ", which has no value"), at);
    const bool secret = is_true(configuration_, configuration_.argument(found->second, "sensitive"));
    return cached(module, cat("output.", name), cat("output ", name, " of ", module.address), node,
                  [&, node, secret](Evaluator& evaluator) {
                      Value value = traced(evaluator.node_value(node, module.scope), configuration_.place(node),
                                           cat("output ", name, " of ", module.address), evaluator.env_);
                      value.secret = value.secret || secret;
                      return value;
                  });
}

Evaluator::Named Evaluator::nothing(std::string_view cause, FileNode at) { return {unknown(cause, at), 1, true}; }

Value Evaluator::traversal(const ExpressionTree& tree, ExpressionId id, const Scope& scope, FileNode at,
                           bool& is_traversal) {
    // From the first name to the last step.
    std::vector<const ExpressionNode*> steps;
    for (const ExpressionNode* node = &tree.node(id);; node = &tree.node(node->parts[0])) {
        const bool is_step = node->kind == ExpressionKind::attribute || node->kind == ExpressionKind::index;
        if (!is_step && node->kind != ExpressionKind::variable) return {};
        steps.push_back(node);
        if (!is_step) break;
    }
    std::reverse(steps.begin(), steps.end());
    std::vector<std::string_view> names;
    for (const ExpressionNode* step : steps) {
        if (step->kind == ExpressionKind::index) break;
        names.push_back(step->text);
    }
    Named found = named(names, scope, at);
    if (found.steps == 0) return {};
    is_traversal = true;
    Value value = found.value;
    if (found.whole) return value;
    for (std::size_t next = found.steps; next < steps.size(); ++next) {
        const ExpressionNode& step = *steps[next];
        value = step.kind == ExpressionKind::attribute ? attribute(value, step.text, at)
                                                       : index(value, evaluate(tree, step.parts[1], scope, at), at);
    }
    return value;
}

Evaluator::Named Evaluator::named(const std::vector<std::string_view>& names, const Scope& scope, FileNode at) {
    const std::string_view first = names[0];
    for (const BoundName* bound = scope.bindings; bound != nullptr; bound = bound->next) {
        if (bound->name != first) continue;
        configuration_.touched_instance = true;
        return {bound->value, 1};
    }
    if (scope.module == nullptr) return nothing(cat(first, ", which stands where only constants may"), at);
    if (first == "each" || first == "count") return iteration(names, scope, at);
    if (first == "module") return module_named(names, scope, at);
    if (first == "path" || first == "terraform") return path_named(names, scope, at);
    if (first == "self") return nothing("a value that exists only after apply", at);
    if (first == "var" || first == "local") {
        if (names.size() < 2) return nothing(cat("all that ", first, " holds"), at);
        return {first == "var" ? variable(*scope.module, names[1], at) : local(*scope.module, names[1], at), 2};
    }
    const bool data = first == "data";
    const std::size_t type = data ? 1 : 0;
    if (names.size() < type + 2) return {};
    Named found{resource_reference(configuration_, *scope.module, data, names[type], names[type + 1], at, env_),
                type + 2};
    // What is not declared here is declared somewhere, so that its attributes are there, whatever they are.
    found.whole = found.value.is(ValueKind::unknown);
    return found;
}

/// count.index, each.key and each.value.
Evaluator::Named Evaluator::iteration(const std::vector<std::string_view>& names, const Scope& scope, FileNode at) {
    configuration_.touched_instance = true;
    const std::string_view name = names.size() > 1 ? names[1] : std::string_view{};
    if (names[0] == "count" && scope.counts) return {scope.count_index, 2};
    if (names[0] == "each" && scope.iterates && name == "key") return {scope.each_key, 2};
    if (names[0] != "each" || !scope.iterates)
        return nothing(cat(names[0], ".", name, ", which has no meaning here"), at);
    const bool varies = !env_.scenario().empty() || configuration_.assignment != nullptr;
    // When the instances were made not all resources were there yet that a value may refer to.
    const bool early = scope.each_value.is(ValueKind::unknown);
    if ((!varies && !early) || !scope.for_each || !scope.each_key.known()) return {scope.each_value, 2};
    return {index(node_value(scope.for_each, *scope.for_each_scope), scope.each_key, at), 2};
}

namespace {

/// Instances by their keys, as a list or map; the only one that has no key is itself.
template <typename KeyOf, typename ObjectOf>
Value instances_value(std::size_t count, KeyOf key_of, ObjectOf object_of, Place place, Arena& arena) {
    if (count == 1 && key_of(0).empty()) return object_of(0);
    const bool texts = count > 0 && key_of(0).starts_with("[\"");
    const auto all = arena.array<Member>(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view key = key_of(i);
        // The key stands in brackets, and a text in quotes as well.
        all[i] = {texts ? key.substr(2, key.size() - 4) : std::string_view{}, object_of(i)};
    }
    return texts ? map_value(all, place) : list_value(all, place);
}

Value object_of(std::uint16_t shape, const void* instance, Place place) {
    Value object;
    object.kind = ValueKind::map;
    object.place = place;
    object.shape = shape;
    object.inner = instance;
    return object;
}

}  // namespace

Evaluator::Named Evaluator::module_named(const std::vector<std::string_view>& names, const Scope& scope, FileNode at) {
    const std::string_view name = names.size() > 1 ? names[1] : std::string_view{};
    const auto found = scope.module->children.find(name);
    if (found == scope.module->children.end()) return nothing(cat("module ", name, ", which is not read"), at);
    const std::vector<const ModuleInstance*>& all = found->second;
    const Place place = configuration_.place(at);
    return {instances_value(
                all.size(), [&](std::size_t i) { return std::string_view(all[i]->key); },
                [&](std::size_t i) { return object_of(shape_module_object, all[i], place); }, place, env_.arena()),
            2};
}

Evaluator::Named Evaluator::path_named(const std::vector<std::string_view>& names, const Scope& scope, FileNode at) {
    const std::string_view name = names.size() > 1 ? names[1] : std::string_view{};
    std::optional<std::string> directory;
    if (names[0] == "path" && name == "root") directory = "";
    if (names[0] == "path" && name == "module")
        directory = path_between(configuration_.modules.front()->blocks->directory, scope.module->blocks->directory);
    if (!directory) return nothing(cat(names[0], ".", name, ", which is known only where Terraform runs"), at);
    const std::string_view text = directory->empty() ? std::string_view(".") : env_.arena().text(*directory);
    return {string_value(text, configuration_.place(at)), 2};
}

Value resource_reference(const Configuration& configuration, const ModuleInstance& module, bool data,
                         std::string_view type, std::string_view name, FileNode at, Env& env) {
    const Place place = configuration.place(at);
    const auto none = [&](std::string_view why) {
        return unknown_value(env.arena().text(cat(data ? "data." : "", type, ".", name, ", ", why)), place);
    };
    const ResourceBlock* block = module.blocks->find(data, type, name);
    if (block == nullptr) return none("which is not declared here");
    const auto found = module.resource_instances.find(block);
    if (found == module.resource_instances.end() || found->second.empty()) return none(no_instance);
    const std::vector<std::uint32_t>& all = found->second;
    return instances_value(
        all.size(), [&](std::size_t i) { return std::string_view(configuration.instances[all[i]].key); },
        [&](std::size_t i) { return object_of(shape_resource_object, &configuration.instances[all[i]], place); }, place,
        env.arena());
}

Value resource_attribute(const Configuration& configuration, const Value& object, std::string_view name, FileNode at,
                         Env& env) {
    const auto& instance = *static_cast<const ResourceInstance*>(object.inner);
    const ResourceBlock& block = *instance.block;
    Evaluator evaluator(configuration, env);
    const Descent descent(env);
    if (!descent) return unknown_value("an expression that takes too many steps to evaluate", configuration.place(at));
    if (block.data && block.type == "aws_iam_policy_document" && name.ends_with("json")) {
        // "json" and "minified_json"
        return rendered_policy(evaluator.body(block.body, *instance.scope, configuration.place(block.keyed)), env);
    }
    const std::uint32_t own = instance.resource;
    const Resource* resource = own == UINT32_MAX ? nullptr : &configuration.graph().resources[own];
    Value value = evaluator.body_member(block.body, name, *instance.scope, configuration.place(at));
    if (value.absent()) {
        value = unknown_value(
            env.arena().text(cat("attribute ", name, " of ", instance.address, ", which is known only after apply")),
            configuration.place(at));
        value.secret = is_secret_attribute(block.type, name);
        value.resource = resource;
        if (resource != nullptr) {
            value.attribute = name;
            const LiftType* entry = configuration.lift().find(block.type);
            for (const LiftWord& word : entry == nullptr ? std::span<const LiftWord>{} : entry->attributes) {
                if (word.written == name) value.attribute = word.meant;
            }
        }
        return value;
    }
    if (resource != nullptr && value.resource == nullptr && is_identity(name) && is_scalar(value)) {
        value.resource = resource;
        value.attribute = name;
    }
    return value;
}

}  // namespace lintel
