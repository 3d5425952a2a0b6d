#include "terraform/configuration_references.h"

#include <algorithm>

#include "base/text.h"

namespace lintel {
namespace {

constexpr int max_depth = 256;  // of locals within locals, modules within modules

}  // namespace

std::vector<ConfigurationTarget> ConfigurationReferences::targets(FileNode written, const Within& within) {
    Targets out;
    read(written, within, out);
    return {out.begin(), out.end()};
}

void ConfigurationReferences::read(FileNode written, const Within& within, Targets& out) {
    const Document& document = configuration_.document(written.file);
    const NodeId end = document.node(written.node).next;
    for (NodeId node = written.node; node < end; ++node) {
        if (document.kind(node) != NodeKind::string) continue;
        if (!holds_template(document.text(node))) {
            bare_address(document.text(node), within.module, out);
            continue;
        }
        const ExpressionTree& tree = configuration_.expression({written.file, node});
        if (!tree.error) read(tree, tree.root, within, out);
    }
}

/// "aws_x.y.id" without "${}" is only a text to Terraform, and yet meant as the resource.
void ConfigurationReferences::bare_address(std::string_view text, const ModuleInstance& module, Targets& out) {
    constexpr std::size_t longest = 200;
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || text.size() > longest || text.find('_') > dot) return;
    const std::string_view behind = text.substr(dot + 1);
    add_instances(module, false, text.substr(0, dot), behind.substr(0, behind.find('.')), {}, {}, out);
}

void ConfigurationReferences::read(const ExpressionTree& tree, ExpressionId id, const Within& within, Targets& out) {
    if (traversal(tree, id, within, out)) return;
    for (const ExpressionId part : tree.node(id).parts) read(tree, part, within, out);
}

bool ConfigurationReferences::traversal(const ExpressionTree& tree, ExpressionId id, const Within& within,
                                        Targets& out) {
    const ModuleInstance& module = within.module;
    std::vector<const ExpressionNode*> steps;
    for (const ExpressionNode* node = &tree.node(id);; node = &tree.node(node->parts[0])) {
        steps.push_back(node);
        if (node->kind == ExpressionKind::variable) break;
        // A splat goes through all instances.
        const bool follows = node->kind == ExpressionKind::attribute || node->kind == ExpressionKind::index ||
                             node->kind == ExpressionKind::splat;
        if (!follows) return false;
        if (node->kind == ExpressionKind::index) read(tree, node->parts[1], within, out);
    }
    std::reverse(steps.begin(), steps.end());
    std::vector<std::string_view> names;
    std::string_view wanted;  // the key of an instance
    std::string literal;
    bool splat = false;
    for (const ExpressionNode* step : steps) {
        if (step->kind == ExpressionKind::variable || step->kind == ExpressionKind::attribute) {
            names.push_back(step->text);
        } else if (step->kind == ExpressionKind::splat) {
            splat = true;
            const ExpressionNode& what = tree.node(step->parts[1]);
            if (what.kind == ExpressionKind::attribute) names.push_back(what.text);
        } else if (literal.empty()) {
            const ExpressionNode& by = tree.node(step->parts[1]);
            if (by.kind == ExpressionKind::number_literal) literal = cat("[", number_text(by.number), "]");
            if (by.kind == ExpressionKind::string_literal) literal = cat("[\"", by.text, "\"]");
            const bool iterator = by.kind == ExpressionKind::attribute && by.text != "value" &&
                                  tree.node(by.parts[0]).kind == ExpressionKind::variable &&
                                  (tree.node(by.parts[0]).text == "count" || tree.node(by.parts[0]).text == "each");
            if (iterator) literal = within.key;
        }
    }
    if (!splat) wanted = literal;
    if (names.size() < 2) return steps.size() == 1;
    const std::string_view first = names[0];
    if (first == "each" && names[1] == "value")
        each_value(within, names.size() > 2 ? names[2] : std::string_view{}, out);
    if (first == "each" || first == "count" || first == "path" || first == "terraform" || first == "self") return true;
    if (first == "var" || first == "local") {
        const Targets& found = behind(first, names[1], module);
        out.insert(found.begin(), found.end());
        return true;
    }
    if (first == "module") {
        const auto children = module.children.find(names[1]);
        if (children == module.children.end() || names.size() < 3) return true;
        for (const ModuleInstance* child : children->second) {
            if (!wanted.empty() && child->key != wanted) continue;
            const Targets& found = behind("output", names[2], *child);
            out.insert(found.begin(), found.end());
        }
        return true;
    }
    const bool data = first == "data";
    if (data && names.size() < 3) return true;
    const std::size_t type = data ? 1 : 0;
    const std::string_view attribute = names.size() > type + 2 ? names[type + 2] : std::string_view{};
    add_instances(module, data, names[type], names[type + 1], wanted, attribute, out);
    return true;
}

/// What stands behind each.value: of a map the value under the instance's key, of a resource the instance of that key,
/// else all that the map is made of.
void ConfigurationReferences::each_value(const Within& within, std::string_view attribute, Targets& out) {
    if (!within.for_each) return;
    FileNode value = within.for_each;
    const Document& document = configuration_.document(value.file);
    const bool quoted = within.key.size() > 4 && within.key.starts_with("[\"");
    if (quoted && document.kind(value.node) == NodeKind::mapping) {
        const NodeId of_key = document.member(value.node, within.key.substr(2, within.key.size() - 4));
        if (of_key != no_node) value.node = of_key;
    }
    // What makes the instances is not one of them, and knows no each.value.
    Targets found;
    read(value, {within.module}, found);
    for (ConfigurationTarget target : found) {
        const bool whole = target.instance != ConfigurationTarget::none && target.attribute.empty();
        if (whole && quoted && configuration_.instances[target.instance].key.starts_with("[\"") &&
            configuration_.instances[target.instance].key != within.key)
            continue;
        if (whole) target.attribute = attribute;
        out.insert(target);
    }
}

/// What a local value, a variable or an output of a module refers to.
const ConfigurationReferences::Targets& ConfigurationReferences::behind(std::string_view kind, std::string_view name,
                                                                        const ModuleInstance& module) {
    const auto [entry, is_new] = known_.try_emplace({&module, cat(kind, ".", name)});
    if (!is_new || depth_ >= max_depth) return entry->second;
    ++depth_;
    Targets found;
    if (kind == "local") {
        const auto local = module.blocks->locals.find(name);
        if (local != module.blocks->locals.end()) read(local->second, {module}, found);
    } else if (kind == "output") {
        const auto output = module.blocks->outputs.find(name);
        if (output != module.blocks->outputs.end()) {
            const FileNode value = configuration_.argument(output->second, "value");
            if (value) read(value, {module}, found);
        }
    } else if (module.parent == nullptr) {
        const auto variable = configuration_.root_variables.find(name);
        if (variable != configuration_.root_variables.end())
            found.insert({ConfigurationTarget::none, variable->first, {}});
    } else {
        const FileNode given = configuration_.argument(module.call->body, name);
        const FileNode for_each = configuration_.argument(module.call->body, "for_each");
        if (given) read(given, {*module.parent, module.key, for_each}, found);
    }
    --depth_;
    entry->second = std::move(found);
    return entry->second;
}

void ConfigurationReferences::add_instances(const ModuleInstance& module, bool data, std::string_view type,
                                            std::string_view name, std::string_view wanted, std::string_view attribute,
                                            Targets& out) {
    const ResourceBlock* block = module.blocks->find(data, type, name);
    if (block == nullptr) return;
    const auto instances = module.resource_instances.find(block);
    if (instances == module.resource_instances.end()) return;
    const bool has_wanted = std::any_of(instances->second.begin(), instances->second.end(), [&](std::uint32_t index) {
        return configuration_.instances[index].key == wanted;
    });
    for (const std::uint32_t index : instances->second) {
        if (has_wanted && configuration_.instances[index].key != wanted) continue;
        out.insert({index, {}, attribute});
    }
}

}  // namespace lintel
