#include "terraform/configuration_references.h"

#include <algorithm>

#include "base/text.h"

namespace lintel {
namespace {

constexpr int max_depth = 256;  // of locals within locals, modules within modules

}  // namespace

std::vector<ConfigurationTarget> ConfigurationReferences::targets(FileNode written, const ModuleInstance& module,
                                                                  std::string_view key) {
    Targets out;
    read(written, module, key, out);
    return {out.begin(), out.end()};
}

void ConfigurationReferences::read(FileNode written, const ModuleInstance& module, std::string_view key, Targets& out) {
    const Document& document = configuration_.document(written.file);
    const NodeId end = document.node(written.node).next;
    for (NodeId node = written.node; node < end; ++node) {
        if (document.kind(node) != NodeKind::string) continue;
        if (!holds_template(document.text(node))) {
            bare_address(document.text(node), module, out);
            continue;
        }
        const ExpressionTree& tree = configuration_.expression({written.file, node});
        if (!tree.error) read(tree, tree.root, module, key, out);
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

void ConfigurationReferences::read(const ExpressionTree& tree, ExpressionId id, const ModuleInstance& module,
                                   std::string_view key, Targets& out) {
    if (traversal(tree, id, module, key, out)) return;
    for (const ExpressionId part : tree.node(id).parts) read(tree, part, module, key, out);
}

bool ConfigurationReferences::traversal(const ExpressionTree& tree, ExpressionId id, const ModuleInstance& module,
                                        std::string_view key, Targets& out) {
    std::vector<const ExpressionNode*> steps;
    for (const ExpressionNode* node = &tree.node(id);; node = &tree.node(node->parts[0])) {
        steps.push_back(node);
        if (node->kind == ExpressionKind::variable) break;
        // A splat goes through all instances.
        const bool follows = node->kind == ExpressionKind::attribute || node->kind == ExpressionKind::index ||
                             node->kind == ExpressionKind::splat;
        if (!follows) return false;
        if (node->kind == ExpressionKind::index) read(tree, node->parts[1], module, key, out);
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
            if (iterator) literal = key;
        }
    }
    if (!splat) wanted = literal;
    if (names.size() < 2) return steps.size() == 1;
    const std::string_view first = names[0];
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

/// What a local value, a variable or an output of a module refers to.
const ConfigurationReferences::Targets& ConfigurationReferences::behind(std::string_view kind, std::string_view name,
                                                                        const ModuleInstance& module) {
    const auto [entry, is_new] = known_.try_emplace({&module, cat(kind, ".", name)});
    if (!is_new || depth_ >= max_depth) return entry->second;
    ++depth_;
    Targets found;
    if (kind == "local") {
        const auto local = module.blocks->locals.find(name);
        if (local != module.blocks->locals.end()) read(local->second, module, {}, found);
    } else if (kind == "output") {
        const auto output = module.blocks->outputs.find(name);
        if (output != module.blocks->outputs.end()) {
            const FileNode value = configuration_.argument(output->second, "value");
            if (value) read(value, module, {}, found);
        }
    } else if (module.parent == nullptr) {
        const auto variable = configuration_.root_variables.find(name);
        if (variable != configuration_.root_variables.end())
            found.insert({ConfigurationTarget::none, variable->first, {}});
    } else {
        const FileNode given = configuration_.argument(module.call->body, name);
        if (given) read(given, *module.parent, module.key, found);
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
