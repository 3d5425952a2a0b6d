#include "terraform/configuration.h"

#include <algorithm>
#include <deque>
#include <set>

#include "base/text.h"
#include "document/read.h"
#include "terraform/configuration_references.h"
#include "terraform/evaluator.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

constexpr int max_module_depth = 64;

/// A graph that keeps the configuration which its sources belong to.
struct OwningGraph final : Graph {
    std::unique_ptr<Configuration> configuration;
    PartIndex parts;
};

/// Finds and reads the files of modules.
class ModuleFinder {
   public:
    ModuleFinder(Configuration& configuration, const ConfigurationInput& input) : configuration_(configuration) {
        for (const auto& document : input.files) given_.emplace(document->name(), document);
    }

    /// The blocks of a directory; null where no file of a configuration is in it.
    const ModuleBlocks* find(const std::string& directory) {
        auto& blocks = configuration_.blocks[directory];
        if (blocks) return blocks->resources.empty() && files_[directory] == 0 ? nullptr : blocks.get();
        std::vector<ModuleFile> files;
        for (const std::string& name : names_in(directory)) {
            const auto document = read(name);
            if (document == nullptr) continue;
            const std::uint32_t index = configuration_.add_file(document);
            files.push_back({index, document.get()});
        }
        files_[directory] = files.size();
        blocks = std::make_unique<ModuleBlocks>(read_module(directory, files));
        return files.empty() ? nullptr : blocks.get();
    }

    /// Files with values of the root module's variables that Terraform reads by itself, in its order.
    std::vector<std::shared_ptr<const Document>> variables(const std::string& directory) {
        std::vector<std::shared_ptr<const Document>> found;
        std::vector<std::string> names;
        if (configuration_.access().list) names = configuration_.access().list(directory, configuration_.root());
        std::stable_partition(names.begin(), names.end(),
                              [](const std::string& name) { return name == "terraform.tfvars.json"; });
        for (const std::string& name : names) {
            if (!is_variables_name(name)) continue;
            if (const auto document = read(path_from(directory, name))) found.push_back(document);
        }
        return found;
    }

    std::vector<ConfigurationFlaw> unreadable;

   private:
    std::vector<std::string> names_in(const std::string& directory) {
        std::vector<std::string> names;
        if (configuration_.access().list) {
            for (const std::string& name : configuration_.access().list(directory, configuration_.root())) {
                if (is_configuration_name(name)) names.push_back(path_from(directory, name));
            }
        }
        for (const auto& [name, document] : given_) {
            const bool here = directory_of(name) == directory;
            if (here && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
        // OpenTofu reads x.tofu.json in place of x.tf.json (source: OpenTofu, Files and Directories).
        std::erase_if(names, [&](const std::string& name) {
            constexpr std::string_view extension = ".tf.json";
            if (!name.ends_with(extension)) return false;
            const std::string other =
                cat(std::string_view(name).substr(0, name.size() - extension.size()), ".tofu.json");
            return std::find(names.begin(), names.end(), other) != names.end();
        });
        std::sort(names.begin(), names.end());
        return names;
    }

    std::shared_ptr<const Document> read(const std::string& path) {
        if (const auto given = given_.find(path); given != given_.end()) return given->second;
        auto text = configuration_.read_text(path);
        if (!text) return nullptr;
        ReadResult result = read_document(path, std::move(*text));
        for (const Flaw& flaw : result.flaws)
            unreadable.push_back({result.document, flaw.offset, flaw.message, !flaw.fatal});
        if (!result.readable) return nullptr;
        if (is_json_object(*result.document)) return result.document;
        unreadable.push_back({result.document, 0, std::string(no_json_object), false});
        return nullptr;
    }

    Configuration& configuration_;
    std::map<std::string, std::shared_ptr<const Document>> given_;
    std::map<std::string, std::size_t> files_;
};

/// The instances that count or for_each make of a block.
struct Expansion {
    struct One {
        std::string key;  ///< brackets included; empty: the only one
        Value each_key;
        Value each_value;
        Value index;
    };
    std::vector<One> all;
    bool counts = false;
    bool iterates = false;
    FileNode for_each;
    std::optional<std::uint32_t> condition;  ///< it has instances only where this holds
};

class Builder {
   public:
    Builder(Configuration& configuration, ModuleFinder& finder, std::vector<std::string>& passed_over,
            std::vector<std::string>& directories)
        : configuration_(configuration),
          graph_(configuration.graph()),
          finder_(finder),
          passed_over_(passed_over),
          directories_(directories) {}

    void instantiate(ModuleInstance& module, int depth) {
        for (const ModuleCall& call : module.blocks->calls) call_module(module, call, depth);
        for (const ResourceBlock& block : module.blocks->resources) resource_block(module, block);
    }

    void parameters_and_outputs() {
        const ModuleBlocks& root = *configuration_.modules.front()->blocks;
        for (const auto& [name, layers] : root.variables)
            graph_.parameters.push_back({name, configuration_.place(layers.front())});
        for (const auto& [name, layers] : root.outputs)
            graph_.outputs.push_back({name, configuration_.place(layers.front()), {}, 0});
    }

    void edges() {
        ConfigurationReferences references(configuration_);
        for (std::uint32_t i = 0; i < graph_.parameters.size(); ++i) parameters_.emplace(graph_.parameters[i].name, i);
        const std::size_t count = graph_.resources.size();
        for (std::size_t i = 0; i < count; ++i) resource_edges(graph_.resources[i], references);
        for (const auto& module : configuration_.modules) call_edges(*module, references);
        const ModuleInstance& root = *configuration_.modules.front();
        for (std::uint32_t i = 0; i < graph_.outputs.size(); ++i) {
            const FileNode value = configuration_.argument(root.blocks->outputs.at(graph_.outputs[i].name), "value");
            if (!value) continue;
            for (const ConfigurationTarget& target : references.targets(value, {root})) {
                Edge edge;
                edge.from_output = i;
                add(edge, target, value.node);
            }
        }
    }

    /// Reads all arguments of module blocks, also those that no module asks for, so that broken ones are told of.
    void check_calls() {
        for (const auto& module : configuration_.modules) {
            for (const ModuleCall& call : module->blocks->calls) {
                for (const FileNode& layer : call.body) {
                    const Document& document = configuration_.document(layer.file);
                    for (NodeId node = layer.node; node < document.node(layer.node).next; ++node) {
                        if (document.kind(node) == NodeKind::string && holds_template(document.text(node)))
                            configuration_.expression({layer.file, node});
                    }
                }
            }
        }
    }

    /// Evaluates every local value once, so that one that depends on itself is told of.
    void check_locals() {
        Arena arena;
        const Scenario always;
        for (const auto& module : configuration_.modules) {
            for (const auto& [name, node] : module->blocks->locals) {
                Env env(arena, always);
                Evaluator(configuration_, env).local(*module, name, node);
            }
        }
    }

    /// A policy document that no resource refers to is judged by itself: somebody will grant what it says. One that
    /// names principals says who may use something, and that is told only by what it is attached to.
    void lone_policy_documents() {
        std::set<std::uint32_t> used;
        ConfigurationReferences references(configuration_);
        for (const ResourceInstance& instance : configuration_.instances) {
            for (const FileNode& layer : instance.block->body) {
                for (const ConfigurationTarget& target : references.targets(layer, within(instance)))
                    used.insert(target.instance);
            }
        }
        const auto count = static_cast<std::uint32_t>(configuration_.instances.size());
        for (std::uint32_t i = 0; i < count; ++i) {
            const ResourceBlock& block = *configuration_.instances[i].block;
            if (!block.data || block.type != "aws_iam_policy_document" || used.contains(i)) continue;
            if (!names_principals(configuration_.instances[i])) add_resource(i);
        }
    }

    void mark_repeated() {
        std::unordered_map<const ResourceBlock*, int> uses;
        for (const ResourceInstance& instance : configuration_.instances) ++uses[instance.block];
        for (Resource& resource : graph_.resources) {
            const ResourceInstance& instance = configuration_.instances[resource.origin];
            resource.repeated = uses[instance.block] > 1;
            resource.uncounted = (instance.scope->counts && instance.scope->count_index.is(ValueKind::unknown)) ||
                                 (instance.scope->iterates && instance.scope->each_key.is(ValueKind::unknown));
        }
    }

   private:
    bool names_principals(const ResourceInstance& instance) const {
        for (const FileNode& layer : instance.block->body) {
            const Document& document = configuration_.document(layer.file);
            const NodeId end = document.node(layer.node).next;
            for (NodeId node = layer.node; node < end; ++node) {
                const std::string_view key = document.has_key(node) ? document.key(node) : std::string_view{};
                if (key == "principals" || key == "not_principals") return true;
            }
        }
        return false;
    }

    // ---- modules

    void call_module(ModuleInstance& module, const ModuleCall& call, int depth) {
        const FileNode source = configuration_.argument(call.body, "source");
        if (!source) return configuration_.remark(call.keyed, cat("Module ", call.name, " names no source."));
        const std::string_view text = configuration_.document(source.file).text(source.node);
        if (!text.starts_with("./") && !text.starts_with("../")) {
            pass_over(std::string(text));
            hide(source, call);
            return;
        }
        const std::string directory = path_from(module.blocks->directory, text);
        if (!lies_below(directory, configuration_.root())) {
            return configuration_.remark(
                source, cat("Module ", call.name, " is not read: its source ", text, " lies outside of ",
                            configuration_.root().empty() ? "the working directory" : configuration_.root(), "."));
        }
        for (const ModuleInstance* outer = &module; outer != nullptr; outer = outer->parent) {
            if (outer->blocks->directory == directory)
                return configuration_.remark(source, cat("Module ", call.name, " calls itself in the end."));
        }
        const ModuleBlocks* blocks = finder_.find(directory);
        if (blocks == nullptr) {
            pass_over(cat(directory, " (no JSON configuration)"));
            hide(source, call);
            return;
        }
        if (depth >= max_module_depth || configuration_.modules.size() >= max_module_instances) {
            hide(source, call);
            return configuration_.remark(
                call.keyed, cat("Module ", call.name, " is not judged: modules nest too deep or are too many."), true);
        }
        if (std::find(directories_.begin(), directories_.end(), directory) == directories_.end())
            directories_.push_back(directory);
        const Expansion expansion = expand(call.body, module.scope, cat("module ", call.name), module.condition);
        for (const Expansion::One& one : expansion.all) {
            configuration_.modules.push_back(std::make_unique<ModuleInstance>());
            ModuleInstance& child = *configuration_.modules.back();
            child.blocks = blocks;
            child.parent = &module;
            child.call = &call;
            child.key = one.key;
            child.address = cat(module.address, module.address.empty() ? "" : ".", "module.", call.name, one.key);
            child.call_scope = scope_of(module, expansion, one, module.scope);
            child.scope.module = &child;
            child.condition = module.condition;
            if (expansion.condition) child.condition = configuration_.condition_handle(*expansion.condition);
            module.children[call.name].push_back(&child);
            instantiate(child, depth + 1);
        }
    }

    /// Takes note of a module that is not read.
    void hide(FileNode source, const ModuleCall& call) {
        graph_.unseen.push_back({configuration_.place(source), cat("what module ", call.name, " declares")});
    }

    void pass_over(std::string source) {
        if (std::find(passed_over_.begin(), passed_over_.end(), source) == passed_over_.end())
            passed_over_.push_back(std::move(source));
    }

    // ---- instances

    const Scope* scope_of(const ModuleInstance& module, const Expansion& expansion, const Expansion::One& one,
                          const Scope& outer) {
        auto scope = std::make_unique<Scope>();
        scope->module = &module;
        scope->counts = expansion.counts;
        scope->iterates = expansion.iterates;
        scope->count_index = one.index;
        scope->each_key = one.each_key;
        scope->each_value = one.each_value;
        scope->for_each = expansion.for_each;
        scope->for_each_scope = &outer;
        configuration_.scopes.push_back(std::move(scope));
        return configuration_.scopes.back().get();
    }

    void resource_block(ModuleInstance& module, const ResourceBlock& block) {
        const std::string name = cat(block.data ? "data." : "", block.type, ".", block.name);
        const Expansion expansion = expand(block.body, module.scope, name, module.condition);
        for (const Expansion::One& one : expansion.all) {
            const auto index = static_cast<std::uint32_t>(configuration_.instances.size());
            ResourceInstance instance;
            instance.block = &block;
            instance.module = &module;
            instance.scope = scope_of(module, expansion, one, module.scope);
            instance.key = one.key;
            instance.address = cat(module.address, module.address.empty() ? "" : ".", name, one.key);
            instance.condition = module.condition;
            if (expansion.condition) instance.condition = configuration_.condition_handle(*expansion.condition);
            configuration_.instances.push_back(std::move(instance));
            module.resource_instances[&block].push_back(index);
            if (!block.data) add_resource(index);
        }
    }

    void add_resource(std::uint32_t index) {
        ResourceInstance& instance = configuration_.instances[index];
        const ResourceBlock& block = *instance.block;
        Resource resource;
        resource.id = instance.address;
        // Data sources are told from resources of the same type.
        resource.written_type = block.data ? configuration_.arena.text(cat("data.", block.type)) : block.type;
        resource.type = resource.written_type;
        resource.place = configuration_.place(block.keyed);
        resource.body = configuration_.place(block.body.front());
        resource.construct = construct_path(block);
        resource.condition = instance.condition;
        resource.origin = index;
        resource.index = static_cast<std::uint32_t>(graph_.resources.size());
        instance.resource = resource.index;
        graph_.resources.push_back(resource);
    }

    /// The path of the construct in a CDKTF application, which it notes in a comment.
    std::string_view construct_path(const ResourceBlock& block) const {
        const FileNode comment = configuration_.argument(block.body, "//");
        if (!comment) return {};
        const Document& document = configuration_.document(comment.file);
        const NodeId metadata = document.member(comment.node, "metadata");
        const NodeId path = metadata == no_node ? no_node : document.member(metadata, "path");
        return path == no_node ? std::string_view{} : document.text(path);
    }

    Expansion expand(const Layers& body, const Scope& scope, const std::string& name, Condition outer) {
        const FileNode count = configuration_.argument(body, "count");
        const FileNode for_each = configuration_.argument(body, "for_each");
        Expansion expansion;
        if (!count && !for_each) {
            expansion.all.push_back({});
            return expansion;
        }
        const FileNode at = count ? count : for_each;
        expansion.counts = static_cast<bool>(count);
        expansion.iterates = !expansion.counts;
        if (!count) expansion.for_each = for_each;
        const Value value = number_of_instances(at, scope, name, outer, expansion);
        if (count) {
            by_count(value, at, name, expansion);
        } else {
            by_key(value, at, name, expansion);
        }
        return expansion;
    }

    /// What count or for_each is. Where a condition decides that, it is what it is when there are instances.
    Value number_of_instances(FileNode at, const Scope& scope, const std::string& name, Condition outer,
                              Expansion& expansion) {
        static const Scenario always;
        Env env(configuration_.arena, always);
        configuration_.touched_variables = false;
        configuration_.variables_read.clear();
        const Value value = Evaluator(configuration_, env).node_value(at, scope);
        if (!value.is(ValueKind::unknown) || !env.needed()) return value;

        ConfigurationCondition condition;
        condition.kind = ConfigurationCondition::Kind::exists;
        condition.scope = &scope;
        condition.at = at;
        condition.variables.assign(configuration_.variables_read.begin(), configuration_.variables_read.end());
        const std::string_view test = configuration_.condition(env.needed().index).name;
        condition.name = std::string(test);
        if (outer) {
            condition.also = outer.index;
            const ConfigurationCondition& other = configuration_.condition(outer.index);
            for (const std::string_view variable : other.variables) {
                if (std::find(condition.variables.begin(), condition.variables.end(), variable) ==
                    condition.variables.end())
                    condition.variables.push_back(variable);
            }
        }
        Value found = value;
        bool plain = false;
        std::vector<Scenario> open = {always};
        for (int tries = 0; tries < 16 && !open.empty(); ++tries) {
            scenarios_.push_back(open.back());
            open.pop_back();
            Env branch(configuration_.arena, scenarios_.back());
            const Value here = Evaluator(configuration_, branch).node_value(at, scope);
            if (here.is(ValueKind::unknown) && branch.needed()) {
                for (const bool holds : {false, true}) {
                    const Scenario next = scenarios_.back().with(branch.needed(), holds);
                    if (configuration_.solution(next).feasible) open.push_back(next);
                }
                continue;
            }
            const auto number = here.known() ? number_of_instances(here) : std::optional<std::size_t>();
            if (number && *number == 0) continue;
            found = here;
            plain = scenarios_.back().assumptions().size() == 1 && scenarios_.back().assumptions().front().holds;
            break;
        }
        // "x ? 1 : 0" exists where x holds: the condition of the user's own words does.
        if (plain && !outer) {
            expansion.condition = env.needed().index;
            return found;
        }
        if (!plain) condition.name = cat(name, " has instances");
        const std::string identity = cat(name, "|exists|", reinterpret_cast<std::uintptr_t>(&scope));
        expansion.condition = configuration_.condition_for(std::move(condition), identity);
        return found;
    }

    static std::optional<std::size_t> number_of_instances(const Value& value) {
        if (value.is(ValueKind::list) || value.is(ValueKind::map)) return value.count;
        const auto number = lintel::number_of(value);
        if (number && *number >= 0) return static_cast<std::size_t>(std::min(*number, 1e9));
        return std::nullopt;
    }

    void by_count(const Value& value, FileNode at, const std::string& name, Expansion& expansion) {
        const auto number = value.known() ? lintel::number_of(value) : std::nullopt;
        if (!number) {
            if (!value.is(ValueKind::unknown)) configuration_.remark(at, cat("The count of ", name, " is no number."));
            Expansion::One any;
            any.index = unknown_value("the index of an instance", configuration_.place(at));
            expansion.all.push_back(any);
            return;
        }
        if (*number < 0) return configuration_.remark(at, cat("The count of ", name, " is negative."));
        if (*number > max_instances) too_many(at, name, number_text(*number));
        const auto judged = static_cast<std::uint32_t>(std::min<double>(*number, max_instances));
        for (std::uint32_t i = 0; i < judged; ++i) {
            Expansion::One one;
            one.key = cat("[", i, "]");
            one.index = number_value(i, configuration_.place(at));
            one.index.text = configuration_.arena.text(std::to_string(i));
            expansion.all.push_back(std::move(one));
        }
    }

    void by_key(const Value& value, FileNode at, const std::string& name, Expansion& expansion) {
        const bool is_collection = value.is(ValueKind::list) || value.is(ValueKind::map);
        if (!is_collection) {
            if (!value.is(ValueKind::unknown))
                configuration_.remark(at, cat("The for_each of ", name, " is no map or set."));
            Expansion::One any;
            any.each_key = unknown_value("the key of an instance", configuration_.place(at));
            any.each_value = unknown_value(value.is(ValueKind::unknown) ? value.text : "the value of an instance",
                                           configuration_.place(at));
            expansion.all.push_back(any);
            return;
        }
        if (value.count > max_instances) too_many(at, name, std::to_string(value.count));
        static const Scenario always;
        Env env(configuration_.arena, always);
        std::vector<Member> members;
        if (value.is(ValueKind::map)) {
            members = sorted_members(value, env);
        } else {
            for (const Value& each : items_of(value, env)) members.push_back({as_text(each), each});
        }
        if (members.size() > max_instances) members.resize(max_instances);
        for (const Member& member : members) {
            Expansion::One one;
            const bool known = value.is(ValueKind::map) || member.value.known();
            if (known) one.key = cat("[\"", member.key, "\"]");
            one.each_key = known ? string_value(configuration_.arena.text(member.key), configuration_.place(at))
                                 : unknown_value("the key of an instance", configuration_.place(at));
            one.each_value = member.value;
            expansion.all.push_back(std::move(one));
        }
    }

    void too_many(FileNode at, const std::string& name, const std::string& number) {
        configuration_.remark(at, cat(name, " has ", number, " instances; the first ", max_instances, " are judged."),
                              true);
    }

    // ---- edges

    void resource_edges(const Resource& resource, ConfigurationReferences& references) {
        const ResourceInstance& instance = configuration_.instances[resource.origin];
        for (const FileNode& layer : instance.block->body) {
            const Document& document = configuration_.document(layer.file);
            for (NodeId c = document.first_child(layer.node); c != no_node; c = document.sibling(layer.node, c)) {
                const std::string_view key = document.key(c);
                if (key == "dynamic") {
                    blocks_in(document, c, 1, [&](const auto& labels, NodeId, NodeId body) {
                        attribute_edges(resource, instance, labels[0], {layer.file, body}, references);
                    });
                } else if (key == "depends_on") {
                    depends_on(resource, instance, {layer.file, c});
                } else if (key != "//" && key != "provider" && key != "lifecycle" && key != "provisioner" &&
                           key != "connection") {
                    attribute_edges(resource, instance, key, {layer.file, c}, references);
                }
            }
        }
    }

    /// What a module that is not read is given: nobody knows what it does with it, but it is used.
    void call_edges(const ModuleInstance& module, ConfigurationReferences& references) {
        for (const ModuleCall& call : module.blocks->calls) {
            if (module.children.contains(call.name)) continue;
            for (const FileNode& layer : call.body) {
                for (const ConfigurationTarget& target : references.targets(layer, {module})) {
                    if (target.instance != ConfigurationTarget::none) add({}, target, layer.node);
                }
            }
        }
    }

    ConfigurationReferences::Within within(const ResourceInstance& instance) const {
        return {*instance.module, instance.key, configuration_.argument(instance.block->body, "for_each")};
    }

    void attribute_edges(const Resource& resource, const ResourceInstance& instance, std::string_view attribute,
                         FileNode node, ConfigurationReferences& references) {
        const auto targets = references.targets(node, within(instance));
        if (targets.empty()) return;
        const auto [found, is_new] = properties_.try_emplace({resource.written_type, attribute});
        if (is_new) found->second = properties_from(configuration_.lift(), resource.written_type, attribute);
        for (const ConfigurationTarget& target : targets) {
            for (const std::string_view property : found->second) {
                Edge edge;
                edge.from = resource.index;
                edge.property = property;
                add(edge, target, node.node);
            }
        }
    }

    void depends_on(const Resource& resource, const ResourceInstance& instance, FileNode list) {
        const Document& document = configuration_.document(list.file);
        for (NodeId c = document.first_child(list.node); c != no_node; c = document.sibling(list.node, c)) {
            const std::string_view text = document.text(c);
            const std::size_t dot = text.find('.');
            if (dot == std::string_view::npos) continue;
            const ResourceBlock* block =
                instance.module->blocks->find(false, text.substr(0, dot), text.substr(dot + 1));
            if (block == nullptr) continue;
            const auto found = instance.module->resource_instances.find(block);
            if (found == instance.module->resource_instances.end()) continue;
            for (const std::uint32_t target : found->second) {
                Edge edge;
                edge.from = resource.index;
                add(edge, {target, {}, {}}, c);
            }
        }
    }

    void add(Edge edge, const ConfigurationTarget& target, NodeId node) {
        if (target.instance == ConfigurationTarget::none) {
            const auto parameter = parameters_.find(target.variable);
            if (parameter == parameters_.end()) return;
            edge.to_parameter = parameter->second;
        } else {
            edge.to = configuration_.instances[target.instance].resource;
            if (edge.to == Edge::none || edge.to == edge.from) return;
        }
        edge.attribute = target.attribute;
        edge.node = node;
        graph_.edges.push_back(edge);
    }

    Configuration& configuration_;
    Graph& graph_;
    ModuleFinder& finder_;
    std::vector<std::string>& passed_over_;
    std::vector<std::string>& directories_;
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::string_view>> properties_;
    std::map<std::string_view, std::uint32_t> parameters_;
    std::deque<Scenario> scenarios_;
};

/// Values of the root module's variables, later files winning.
void give_variables(Configuration& configuration, const std::vector<std::shared_ptr<const Document>>& files) {
    for (const auto& document : files) {
        if (document->size() == 0 || document->kind(document->root()) != NodeKind::mapping) continue;
        const std::uint32_t file = configuration.add_file(document);
        for (NodeId c = document->first_child(document->root()); c != no_node;
             c = document->sibling(document->root(), c)) {
            const auto variable = configuration.root_variables.find(document->key(c));
            if (variable != configuration.root_variables.end()) variable->second.given = {file, c};
        }
    }
}

}  // namespace

ConfigurationGraph build_configuration_graph(const ConfigurationInput& input, const Files& files,
                                             const LiftTable& lift) {
    ConfigurationGraph out;
    auto graph = std::make_unique<OwningGraph>();
    graph->configuration = std::make_unique<Configuration>(*graph, lift, files, input.root);
    Configuration& configuration = *graph->configuration;
    ModuleFinder finder(configuration, input);
    const ModuleBlocks* root = finder.find(input.directory);
    if (root != nullptr) {
        configuration.modules.push_back(std::make_unique<ModuleInstance>());
        ModuleInstance& module = *configuration.modules.front();
        module.blocks = root;
        module.scope.module = &module;
        for (const auto& [name, layers] : root->variables) configuration.root_variables[name] = {layers, {}};
        give_variables(configuration, finder.variables(input.directory));
        give_variables(configuration, input.variables);

        Builder builder(configuration, finder, out.passed_over, out.directories);
        builder.instantiate(module, 0);
        builder.lone_policy_documents();
        builder.parameters_and_outputs();
        for (std::uint32_t i = 0; i < configuration.file_count(); ++i) configuration.bind(i, graph->parts);
        Arena arena;
        const Scenario always;
        for (Resource& resource : graph->resources) {
            Env env(arena, always);
            resource.type = canonical_type(configuration.source(0), resource, env);
        }
        builder.edges();
        builder.mark_repeated();
        builder.check_locals();
        graph->index();
        builder.check_calls();
        add_aspects(*graph, configuration.source(0));
        graph->index();
        graph->parts = link_parts(*graph, configuration.source(0));
        graph->index();
    }
    for (FileFlaw& flaw : configuration.take_flaws()) {
        out.flaws.push_back(
            {configuration.shared_document(flaw.file), flaw.flaw.offset, std::move(flaw.flaw.message), flaw.warning});
    }
    for (ConfigurationFlaw& flaw : finder.unreadable) out.flaws.push_back(std::move(flaw));
    for (std::uint32_t i = 0; i < configuration.file_count(); ++i)
        out.files.push_back(configuration.shared_document(i));
    out.graph = std::move(graph);
    return out;
}

}  // namespace lintel
