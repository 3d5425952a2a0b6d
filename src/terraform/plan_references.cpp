#include "terraform/plan_references.h"

#include <algorithm>
#include <span>

#include "base/text.h"
#include "terraform/address.h"
#include "terraform/plan_sections.h"

namespace lintel {
namespace {

constexpr int max_depth = 64;             // modules within modules, outputs of outputs
constexpr std::size_t max_targets = 100;  // of one expression: beyond it the first ones must do

/// The module part of an address: "module.a[0].module.b" of "module.a[0].module.b.aws_x.y".
std::string_view module_instance(std::string_view address) {
    constexpr std::string_view prefix = "module.";
    std::size_t end = 0;
    for (std::size_t at = 0; address.substr(at).starts_with(prefix);) {
        const std::size_t behind = end_of_step(address, at + prefix.size());
        if (behind >= address.size()) break;
        end = behind;
        at = behind + 1;
    }
    return address.substr(0, end);
}

/// The instance of a module that an instance lies in: "module.a[0]" of "module.a[0].module.b".
std::string_view parent_instance(std::string_view instance) {
    const std::vector<std::string_view> steps = steps_of(instance);
    if (steps.size() < 4) return {};
    const std::string_view last = steps[steps.size() - 3];
    return instance.substr(0, static_cast<std::size_t>(last.data() + last.size() - instance.data()));
}

/// The key of an instance, brackets included: "[0]" of "aws_x.y[0]".
std::string_view instance_key(std::string_view address) {
    const std::vector<std::string_view> steps = steps_of(address);
    return steps.empty() ? std::string_view{} : key_of(steps.back());
}

/// How many characters two addresses share: instances of one module prefer one another.
std::size_t shared_prefix(std::string_view a, std::string_view b) {
    std::size_t shared = 0;
    while (shared < a.size() && shared < b.size() && a[shared] == b[shared]) ++shared;
    return shared;
}

}  // namespace

PlanReferences::PlanReferences(const Document& document, NodeId configuration,
                               const std::vector<std::string_view>& addresses)
    : document_(document), addresses_(addresses) {
    plain_.reserve(addresses.size());
    instances_.reserve(addresses.size());
    by_address_.reserve(addresses.size());
    expressions_.reserve(addresses.size());
    for (std::uint32_t i = 0; i < addresses.size(); ++i) {
        const bool has_keys = addresses[i].find('[') != std::string_view::npos;
        plain_.push_back(has_keys ? arena_.text(without_keys(addresses[i])) : addresses[i]);
        instances_[plain_.back()].push_back(i);
        by_address_.emplace(addresses[i], i);
        if (!has_keys) continue;
        const std::string_view key = instance_key(addresses[i]);
        if (!key.empty()) siblings_[addresses[i].substr(0, addresses[i].size() - key.size())].push_back(i);
    }
    modules_.push_back({});
    module_index_.emplace(std::string(), 0);
    if (configuration == no_node) return;
    read_module(configuration, 0);
    const NodeId variables = document.member(configuration, "variables");
    if (variables == no_node) return;
    for (NodeId c = document.first_child(variables); c != no_node; c = document.sibling(variables, c))
        variables_.push_back({document.key(c), c});
}

void PlanReferences::read_module(NodeId root, std::uint32_t root_index) {
    std::vector<std::pair<NodeId, std::uint32_t>> waiting = {{root, root_index}};
    while (!waiting.empty()) {
        const auto [node, index] = waiting.back();
        waiting.pop_back();
        const auto [resources, calls, outputs] =
            members_of<3>(document_, node, {"resources", "module_calls", "outputs"});
        modules_[index].outputs = outputs;
        const std::string path = modules_[index].path;
        if (resources != no_node) {
            for (NodeId c = document_.first_child(resources); c != no_node; c = document_.sibling(resources, c)) {
                const auto [address, expressions, for_each, provider] = members_of<4>(
                    document_, c, {"address", "expressions", "for_each_expression", "provider_config_key"});
                if (address == no_node) continue;
                const std::string_view own = document_.text(address);
                const std::string_view plain = path.empty() ? own : arena_.text(cat(path, ".", own));
                expressions_.emplace(plain, expressions);
                if (for_each != no_node) for_each_.emplace(plain, for_each);
                if (provider != no_node) providers_.emplace(plain, provider);
            }
        }
        if (calls == no_node) continue;
        for (NodeId c = document_.first_child(calls); c != no_node; c = document_.sibling(calls, c)) {
            const auto next = static_cast<std::uint32_t>(modules_.size());
            Module module;
            module.path = cat(path, path.empty() ? "" : ".", "module.", document_.key(c));
            module.parent = index;
            module.call = c;
            module_index_.emplace(module.path, next);
            modules_[index].children.emplace(document_.key(c), next);
            modules_.push_back(std::move(module));
            const NodeId inner = document_.member(c, "module");
            if (inner != no_node) waiting.emplace_back(inner, next);
        }
    }
}

NodeId PlanReferences::expressions(std::uint32_t resource) const {
    const auto found = expressions_.find(plain_[resource]);
    return found == expressions_.end() ? no_node : found->second;
}

NodeId PlanReferences::provider(std::uint32_t resource) const {
    const auto found = providers_.find(plain_[resource]);
    return found == providers_.end() ? no_node : found->second;
}

void PlanReferences::Walk::add(const PlanTarget& target) {
    if (targets.size() >= max_targets) return;
    if (std::find(targets.begin(), targets.end(), target) == targets.end()) targets.push_back(target);
}

std::uint32_t PlanReferences::module_of(std::string_view plain_address) const {
    const auto found = module_index_.find(std::string(module_instance(plain_address)));
    return found == module_index_.end() ? 0 : found->second;
}

std::vector<PlanTarget> PlanReferences::targets(NodeId expression, std::uint32_t resource) const {
    if (expression == no_node) return {};
    if (resource == PlanTarget::none) return targets_in_root(expression);
    Walk walk;
    const auto for_each = for_each_.find(plain_[resource]);
    const Asker asker{module_of(plain_[resource]), module_instance(addresses_[resource]),
                      instance_key(addresses_[resource]), for_each == for_each_.end() ? no_node : for_each->second};
    collect(expression, asker, walk, 0);
    return std::move(walk.targets);
}

std::vector<PlanTarget> PlanReferences::targets_in_root(NodeId expression) const {
    Walk walk;
    collect(expression, {0, {}, {}, no_node}, walk, 0);
    return std::move(walk.targets);
}

void PlanReferences::collect(NodeId expression, const Asker& asker, Walk& walk, int depth) const {
    if (depth > 0 && !walk.seen.emplace(expression, asker.instance).second) return;
    const NodeId end = document_.node(expression).next;
    for (NodeId node = expression; node < end; ++node) {
        if (document_.kind(node) != NodeKind::sequence || document_.key(node) != "references") continue;
        std::string_view longest;
        Asker own = asker;
        if (!own.makes_instances && !names_iterator(node)) own.key = {};
        for (NodeId c = document_.first_child(node); c != no_node; c = document_.sibling(node, c)) {
            // A name is followed by its own beginnings: "aws_x.y.arn", "aws_x.y".
            const std::string_view reference = document_.text(c);
            const bool beginning = longest.starts_with(reference) && longest.size() > reference.size() &&
                                   (longest[reference.size()] == '.' || longest[reference.size()] == '[');
            if (beginning) continue;
            longest = reference;
            follow(reference, own, walk, depth);
        }
    }
}

/// Whether an expression is about the instance that it stands in: then the same key is meant elsewhere, too.
bool PlanReferences::names_iterator(NodeId references) const {
    for (NodeId c = document_.first_child(references); c != no_node; c = document_.sibling(references, c)) {
        const std::string_view reference = document_.text(c);
        if (reference == "count.index" || reference.starts_with("each.")) return true;
    }
    return false;
}

void PlanReferences::follow(std::string_view reference, const Asker& asker, Walk& walk, int depth) const {
    if (depth > max_depth || walk.targets.size() >= max_targets) return;
    std::vector<std::string_view> steps = steps_of(reference);
    if (steps.size() < 2) return;
    const Module& here = modules_[asker.module];
    if (steps[0] == "each") {
        if (steps[1] == "value" && asker.for_each != no_node)
            each_value(asker, steps.size() > 2 ? name_of(steps[2]) : std::string_view{}, walk, depth);
        return;
    }
    if (steps[0] == "var") {
        input(name_of(steps[1]), asker, walk, depth);
        return;
    }
    if (steps[0] == "module") {
        const auto child = here.children.find(name_of(steps[1]));
        if (child == here.children.end() || steps.size() < 3) return;
        const Module& inner = modules_[child->second];
        const NodeId output = inner.outputs == no_node ? no_node : document_.member(inner.outputs, name_of(steps[2]));
        const NodeId expression = output == no_node ? no_node : document_.member(output, "expression");
        if (expression == no_node) return;
        const std::string inside = cat(asker.instance, asker.instance.empty() ? "" : ".", "module.", steps[1]);
        collect(expression, {child->second, inside, {}, no_node}, walk, depth + 1);
        return;
    }
    std::string plain = here.path.empty() ? std::string() : cat(here.path, ".");
    if (steps[0] == "data") {
        plain += "data.";
        steps.erase(steps.begin());
        if (steps.size() < 2) return;
    }
    plain += cat(steps[0], ".", name_of(steps[1]));
    add_instances(plain, key_of(steps[1]), asker, steps.size() > 2 ? name_of(steps[2]) : std::string_view{}, walk);
}

/// What stands behind each.value: of a resource the instance with the same key, else all that the map is made of.
void PlanReferences::each_value(const Asker& asker, std::string_view attribute, Walk& walk, int depth) const {
    Walk found;
    collect(asker.for_each, {asker.module, asker.instance, asker.key, no_node, true}, found, depth + 1);
    for (PlanTarget target : found.targets) {
        if (target.attribute.empty() && target.resource != PlanTarget::none) target.attribute = attribute;
        walk.add(target);
    }
}

/// A variable: of the root module itself, of a child module what its call gives it.
void PlanReferences::input(std::string_view name, const Asker& asker, Walk& walk, int depth) const {
    if (asker.module == 0) {
        for (std::uint32_t i = 0; i < variables_.size(); ++i) {
            if (variables_[i].name == name) walk.add({PlanTarget::none, i, {}});
        }
        return;
    }
    const Module& here = modules_[asker.module];
    const NodeId inputs = document_.member(here.call, "expressions");
    const NodeId given = inputs == no_node ? no_node : document_.member(inputs, name);
    const NodeId for_each = document_.member(here.call, "for_each_expression");
    const Asker outer{here.parent, parent_instance(asker.instance), instance_key(asker.instance), for_each};
    if (given != no_node) collect(given, outer, walk, depth + 1);
}

void PlanReferences::add_instances(std::string_view plain, std::string_view key, const Asker& asker,
                                   std::string_view attribute, Walk& walk) const {
    const auto add = [&](std::uint32_t index) { walk.add({index, PlanTarget::none, attribute}); };
    // The one with that key in the same instance of the module, if there is one.
    const std::string_view here = modules_[asker.module].path;
    const std::string_view name = plain.substr(here.empty() ? 0 : here.size() + 1);
    const std::string_view wanted = key.empty() ? asker.key : key;
    const auto exact = by_address_.find(cat(asker.instance, asker.instance.empty() ? "" : ".", name, wanted));
    if (exact != by_address_.end()) return add(exact->second);
    const auto siblings = siblings_.find(cat(asker.instance, asker.instance.empty() ? "" : ".", name));
    if (siblings != siblings_.end()) {
        const std::size_t count = std::min(siblings->second.size(), max_targets);
        for (const std::uint32_t index : std::span(siblings->second).first(count)) add(index);
        return;
    }

    const auto found = instances_.find(plain);
    if (found == instances_.end()) return;
    const auto considered = std::span(found->second).first(std::min(found->second.size(), 2 * max_targets));
    std::size_t nearest = 0;
    for (const std::uint32_t index : considered)
        nearest = std::max(nearest, shared_prefix(module_instance(addresses_[index]), asker.instance));
    for (const std::uint32_t index : considered) {
        if (shared_prefix(module_instance(addresses_[index]), asker.instance) == nearest) add(index);
    }
}

}  // namespace lintel
