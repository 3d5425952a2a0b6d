#include "terraform/configuration_model.h"

#include <algorithm>

#include "base/text.h"
#include "terraform/evaluator.h"
#include "terraform/function_values.h"
#include "terraform/policy_document.h"

namespace lintel {
namespace {

constexpr std::size_t max_remarks = 1000;

std::uint64_t key_of(FileNode node) { return (std::uint64_t{node.file} << 32U) | node.node; }

/// What a scenario assumes of the conditions of one source.
std::string key_of(const Scenario& scenario, const Source* source) {
    std::string key;
    for (const Assumption& assumption : scenario.assumptions()) {
        if (assumption.condition.source == source) key += cat(assumption.holds ? '+' : '-', assumption.condition.index);
    }
    return key;
}

}  // namespace

Configuration::Configuration(Graph& graph, const LiftTable& lift, const Files& files, std::string root)
    : graph_(graph), lift_(lift), access_(files), root_(std::move(root)) {}

Configuration::~Configuration() = default;

std::uint32_t Configuration::add_file(std::shared_ptr<const Document> document) {
    const auto index = static_cast<std::uint32_t>(files_.size());
    auto file = std::make_unique<ConfigurationFile>(*this, index, std::move(document));
    files_.push_back(file.get());
    graph_.sources.push_back(std::move(file));
    return index;
}

void Configuration::bind(std::uint32_t file, const PartIndex& parts) { files_[file]->bind(graph_, parts); }

const Document& Configuration::document(std::uint32_t file) const { return files_[file]->document(); }

std::shared_ptr<const Document> Configuration::shared_document(std::uint32_t file) const {
    return files_[file]->shared_document();
}

Place Configuration::place(FileNode node) const { return node ? Place{files_[node.file], node.node} : Place{}; }

FileNode Configuration::argument(const Layers& layers, std::string_view name) const {
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        const NodeId node = document(layer->file).member(layer->node, name);
        if (node != no_node) return {layer->file, node};
    }
    return {};
}

std::optional<std::string> Configuration::read_text(const std::string& path) const {
    return may_read(path) ? access_.read(path, root_) : std::nullopt;
}

std::string Configuration::path_of_run(std::string_view path) const {
    return path_from(modules.front()->blocks->directory, path);
}

void Configuration::remark(FileNode at, std::string message, bool warning) const {
    const Document& written = document(at.file);
    const std::uint32_t offset =
        written.has_key(at.node) ? written.node(at.node).key_begin : written.node(at.node).begin;
    const bool told = std::any_of(flaws_.begin(), flaws_.end(), [&](const FileFlaw& other) {
        return other.file == at.file && other.flaw.offset == offset && other.flaw.message == message;
    });
    if (!told && flaws_.size() < max_remarks) flaws_.push_back({at.file, {offset, std::move(message), false}, warning});
}

const ExpressionTree& Configuration::expression(FileNode string) const {
    std::unique_ptr<ExpressionTree>& tree = expressions_[key_of(string)];
    if (tree) return *tree;
    tree = std::make_unique<ExpressionTree>(parse_template(document(string.file).text(string.node)));
    if (tree->error) remark(string, cat("An expression cannot be read: ", tree->error->message, "."));
    return *tree;
}

const ExpressionTree& Configuration::expression_of_text(const std::string& text) const {
    std::unique_ptr<ExpressionTree>& tree = text_expressions_[text];
    if (!tree) tree = std::make_unique<ExpressionTree>(parse_template(text));
    return *tree;
}

std::uint32_t Configuration::condition_for(ConfigurationCondition condition, const std::string& identity) const {
    const auto [found, is_new] = condition_index_.try_emplace(identity, static_cast<std::uint32_t>(conditions_.size()));
    if (is_new) conditions_.push_back(std::make_unique<ConfigurationCondition>(std::move(condition)));
    return found->second;
}

Condition Configuration::condition_handle(std::uint32_t index) const { return {files_.front(), index}; }

Truth Configuration::decide(std::uint32_t condition, Env& env) const {
    const Condition asked = condition_handle(condition);
    const Truth assumed = env.scenario().holds(asked);
    if (assumed != Truth::unknown) return assumed;
    if (!env.scenario().empty()) {
        // What is assumed may leave it only one way.
        const bool yes = solution(env.scenario().with(asked, true)).feasible;
        const bool no = solution(env.scenario().with(asked, false)).feasible;
        if (yes != no) return truth(yes);
    }
    env.need(asked);
    return Truth::unknown;
}

Configuration::Cache& Configuration::cache_for(const Scenario& scenario) const {
    if (assignment != nullptr && trial_ != nullptr) return *trial_;
    std::unique_ptr<Cache>& cache = caches_[key_of(scenario, files_.front())];
    if (!cache) cache = std::make_unique<Cache>(Cache{&arena, scenario, {}});
    return *cache;
}

const VariableSolution& Configuration::solution(const Scenario& scenario) const {
    const std::string key = key_of(scenario, files_.front());
    if (const auto known = solutions_.find(key); known != solutions_.end()) return *known->second;
    const bool outer_variables = touched_variables;
    const bool outer_instance = touched_instance;
    const std::set<std::string_view> outer_read = variables_read;
    auto made = std::make_unique<VariableSolution>(solve(scenario.of(files_.front())));
    touched_variables = outer_variables;
    touched_instance = outer_instance;
    variables_read = outer_read;
    return *solutions_.emplace(key, std::move(made)).first->second;
}

const Resource* Configuration::resource_of_instance(std::uint32_t instance) const {
    const std::uint32_t resource = instances[instance].resource;
    return resource == UINT32_MAX ? nullptr : &graph_.resources[resource];
}

// ---- a file as a source

ConfigurationFile::ConfigurationFile(Configuration& configuration, std::uint32_t index,
                                     std::shared_ptr<const Document> document)
    : TerraformSource(configuration.lift()),
      configuration_(configuration),
      index_(index),
      document_(std::move(document)) {}

Value ConfigurationFile::resolve(NodeId node, Env& env) const {
    return Evaluator(configuration_, env).node_value({index_, node}, configuration_.modules.front()->scope);
}

Value ConfigurationFile::attributes(const Resource& resource, Env& env) const {
    const ResourceInstance& instance = configuration_.instances[resource.origin];
    Evaluator evaluator(configuration_, env);
    if (instance.block->data) {
        const Value body = evaluator.body(instance.block->body, *instance.scope, resource.body);
        const auto rendered = env.arena().array<Member>(1);
        rendered[0] = {"json", rendered_policy(body, env)};
        return map_value(rendered, resource.body);
    }
    return evaluator.body(instance.block->body, *instance.scope, configuration_.place(instance.block->body.front()));
}

/// The provider configuration that a resource names. One in a module that is handed other providers is not followed.
Value ConfigurationFile::provider(const Resource& resource) const {
    const ResourceInstance& instance = configuration_.instances[resource.origin];
    for (const ModuleInstance* module = instance.module; module->call != nullptr; module = module->parent) {
        if (configuration_.argument(module->call->body, "providers"))
            return unknown_value("a provider that a module is handed", resource.place);
    }
    const FileNode named = configuration_.argument(instance.block->body, "provider");
    if (!named) return absent_value(resource.place);
    return string_value(configuration_.document(named.file).text(named.node), configuration_.place(named));
}

Value ConfigurationFile::attribute(const Resource& resource, std::string_view name, Env& env) const {
    if (name == "Provider") return provider(resource);
    if (name != "DeletionPolicy" && name != "UpdateReplacePolicy") return absent_value(resource.place);
    if (const Value policy = snapshot_policy(*this, resource, env); !policy.absent()) return policy;
    const ResourceInstance& instance = configuration_.instances[resource.origin];
    Evaluator evaluator(configuration_, env);
    Place nearest = resource.place;
    // An override file changes single arguments of a lifecycle (source: Terraform, Override Files).
    const Layers& layers = instance.block->body;
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        Value lifecycle = evaluator.body_member({*layer}, "lifecycle", *instance.scope, resource.place);
        if (lifecycle.is(ValueKind::list) && lifecycle.count > 0) lifecycle = lintel::item(lifecycle, 0, env);
        const Value prevents = lintel::member(lifecycle, "prevent_destroy", env);
        // Whoever prevents that it is destroyed keeps it, as a stack does with Retain.
        if (as_truth(prevents) == Truth::yes) return string_value("Retain", prevents.place);
        if (!prevents.absent() || lifecycle.is(ValueKind::map)) nearest = prevents.place;
        if (!prevents.absent()) break;
    }
    if (name == "UpdateReplacePolicy" || !keeps_final_snapshot(resource.written_type)) return absent_value(nearest);
    return string_value("Delete", lintel::member(attributes(resource, env), "skip_final_snapshot", env).place);
}

Value ConfigurationFile::output_member(const Output& output, std::string_view key, Env& env) const {
    const ModuleInstance& root = *configuration_.modules.front();
    return Evaluator(configuration_, env)
        .body_member(root.blocks->outputs.at(output.name), key, root.scope, output.place);
}

Truth ConfigurationFile::decide(std::uint32_t condition, Env& env) const {
    return configuration_.decide(condition, env);
}

std::optional<Example> ConfigurationFile::feasible(const Scenario& scenario) const {
    const VariableSolution& solution = configuration_.solution(scenario);
    if (!solution.feasible) return std::nullopt;
    return solution.example;
}

std::string_view ConfigurationFile::condition_name(std::uint32_t condition) const {
    return configuration_.condition(condition).name;
}

Value ConfigurationFile::plain_member(const Value& map, std::string_view key, Env& env) const {
    if (map.shape >= first_own_shape) {
        if (map.shape == shape_resource_object)
            return resource_attribute(configuration_, map, key, {index_, map.place.node}, env);
        return Evaluator(configuration_, env)
            .output(*static_cast<const ModuleInstance*>(map.inner), key, {index_, map.place.node});
    }
    Evaluator evaluator(configuration_, env);
    const auto* scoped = static_cast<const ScopedPlace*>(map.inner);
    const Scope& scope = scoped != nullptr ? *scoped->scope : configuration_.modules.front()->scope;
    if (scoped != nullptr && scoped->layers != nullptr)
        return evaluator.body_member(*scoped->layers, key, scope, map.place);
    const Layers single = {{index_, map.place.node}};
    Value value = evaluator.body_member(single, key, scope, map.place);
    value.secret = value.secret || map.secret;
    return value;
}

Value ConfigurationFile::parameter_member(const Value& declaration, std::string_view key, Env& env) const {
    const NodeId node = key == "Default" ? document_->member(declaration.place.node, "default") : no_node;
    if (node == no_node) return TerraformSource::parameter_member(declaration, key, env);
    return Evaluator(configuration_, env).node_value({index_, node}, literal_scope);
}

Value ConfigurationFile::plain_item(const Value& list, std::uint32_t index, Env& env) const {
    const auto* scoped = static_cast<const ScopedPlace*>(list.inner);
    const Scope& scope = scoped != nullptr ? *scoped->scope : configuration_.modules.front()->scope;
    Env::Cursor& cursor = env.cursor(list.place);
    if (cursor.list != list.place || cursor.item == no_node || cursor.index > index)
        cursor = {list.place, 0, document_->first_child(list.place.node)};
    while (cursor.index < index && cursor.item != no_node) {
        cursor.item = document_->sibling(list.place.node, cursor.item);
        ++cursor.index;
    }
    const NodeId node = cursor.item;  // by value: evaluating it may move the cursor
    if (node == no_node) return absent_value(list.place);
    Value value = Evaluator(configuration_, env).node_value({index_, node}, scope);
    if (value.is(ValueKind::null)) value = absent_value(value.place);
    value.secret = value.secret || list.secret;
    return value;
}

std::vector<Member> ConfigurationFile::plain_members(const Value& container, Env& env) const {
    std::vector<Member> out;
    Evaluator evaluator(configuration_, env);
    if (container.shape == shape_module_object) {
        const auto& module = *static_cast<const ModuleInstance*>(container.inner);
        for (const auto& [name, layers] : module.blocks->outputs)
            out.push_back({name, evaluator.output(module, name, {index_, container.place.node})});
        return out;
    }
    if (container.shape == shape_resource_object) {
        const auto& instance = *static_cast<const ResourceInstance*>(container.inner);
        out = evaluator.body_members(instance.block->body, *instance.scope);
        out.push_back({{}, unknown_value("attributes that are known only after apply", container.place)});
        out.back().value.maybe_absent = true;
        return out;
    }
    const auto* scoped = static_cast<const ScopedPlace*>(container.inner);
    const Scope& scope = scoped != nullptr ? *scoped->scope : configuration_.modules.front()->scope;
    if (scoped != nullptr && scoped->layers != nullptr) return evaluator.body_members(*scoped->layers, scope);
    const NodeId node = container.place.node;
    for (NodeId c = document_->first_child(node); c != no_node; c = document_->sibling(node, c)) {
        const std::string_view key = document_->has_key(c) ? document_->key(c) : std::string_view{};
        if (key == "//") continue;
        out.push_back({key, evaluator.node_value({index_, c}, scope)});
        out.back().value.secret = out.back().value.secret || container.secret;
    }
    return out;
}

}  // namespace lintel
