#include "terraform/plan_sections.h"

#include <unordered_map>

#include "base/text.h"

namespace lintel {
namespace {

class Reader {
   public:
    Reader(const Document& document, PlanSide side, PlanSections& out) : document_(document), side_(side), out_(out) {}

    void run() {
        const auto [version, planned, changes, outputs, prior, configuration, variables, values, errored, complete] =
            members_of<10>(document_, document_.root(),
                           {"format_version", "planned_values", "resource_changes", "output_changes", "prior_state",
                            "configuration", "variables", "values", "errored", "complete"});
        out_.configuration = member(configuration, "root_module");
        out_.variables = variables;
        out_.state = values != no_node && planned == no_node && changes == no_node;
        remarks(version, errored, complete);
        if (changes != no_node) read_changes(changes);
        read_configured_outputs(member(out_.configuration, "outputs"));
        read_output_changes(outputs);
        if (side_ == PlanSide::before) return;
        read_outputs(member(out_.state ? values : planned, "outputs"));
        read_module(member(out_.state ? values : planned, "root_module"));
        read_module(member(member(prior, "values"), "root_module"), true);
    }

   private:
    NodeId member(NodeId mapping, std::string_view key) const {
        return mapping == no_node ? no_node : document_.member(mapping, key);
    }

    std::string_view text(NodeId node) const { return node == no_node ? std::string_view{} : document_.text(node); }

    bool is_null(NodeId node) const { return node == no_node || document_.kind(node) == NodeKind::null; }

    void remarks(NodeId version, NodeId errored, NodeId complete) {
        constexpr std::string_view newest = "1.";
        const std::string_view format = text(version);
        if (!format.empty() && !format.starts_with("0.") && !format.starts_with(newest)) {
            remark(version, cat("Format version ", format, " is newer than lintel knows; what it adds is not judged."));
        }
        if (text(errored) == "true") {
            out_.incomplete = errored;
            remark(errored, "Planning ended in an error: only what was planned until then is judged.");
        } else if (text(complete) == "false") {
            out_.incomplete = complete;
            remark(complete, "The plan is not complete: another plan and apply will follow, and are not judged here.");
        }
    }

    void remark(NodeId node, std::string message) {
        out_.flaws.push_back({document_.node(node).key_begin, std::move(message), false});
    }

    void read_changes(NodeId changes) {
        const std::uint32_t count = document_.child_count(changes);
        out_.resources.reserve(count);
        seen_.reserve(count);
        for (NodeId entry = document_.first_child(changes); entry != no_node;
             entry = document_.sibling(changes, entry)) {
            const auto [address, mode, type, change, deposed] =
                members_of<5>(document_, entry, {"address", "mode", "type", "change", "deposed"});
            if (change == no_node || address == no_node || !is_null(deposed)) continue;
            const auto [actions, before, after, unknown, sensitive, before_sensitive] =
                members_of<6>(document_, change,
                              {"actions", "before", "after", "after_unknown", "after_sensitive", "before_sensitive"});
            PlanResource resource;
            resource.address = text(address);
            resource.type = text(type);
            resource.node = entry;
            resource.named_at = address;
            resource.data = text(mode) == "data";
            resource.actions = actions;
            resource.before = is_null(before) ? no_node : before;
            const bool deletes = has_action(document_, actions, "delete") || has_action(document_, actions, "forget");
            resource.deleted = deletes && is_null(after);
            resource.replaced = deletes && !is_null(after);
            if (side_ == PlanSide::before) {
                if (resource.before == no_node) continue;
                resource.values = before;
                resource.sensitive = before_sensitive;
                resource.deleted = resource.replaced = false;
            } else if (resource.deleted) {
                resource.values = before;
                resource.sensitive = before_sensitive;
            } else {
                resource.values = is_null(after) ? no_node : after;
                resource.unknown = unknown;
                resource.sensitive = sensitive;
            }
            add(resource);
        }
    }

    /// Resources of a module of values that no change tells of; of a plan's prior state only its data sources.
    void read_module(NodeId module, bool only_data = false) {
        std::vector<NodeId> waiting = {module};
        while (!waiting.empty()) {
            const NodeId current = waiting.back();
            waiting.pop_back();
            if (current == no_node) continue;
            const auto [resources, children] = members_of<2>(document_, current, {"resources", "child_modules"});
            if (resources != no_node) read_values(resources, only_data);
            if (children == no_node) continue;
            const std::size_t first = waiting.size();
            for (NodeId c = document_.first_child(children); c != no_node; c = document_.sibling(children, c))
                waiting.insert(waiting.begin() + static_cast<std::ptrdiff_t>(first), c);
        }
    }

    void read_values(NodeId resources, bool only_data) {
        for (NodeId entry = document_.first_child(resources); entry != no_node;
             entry = document_.sibling(resources, entry)) {
            const auto [address, mode, type, values, sensitive] =
                members_of<5>(document_, entry, {"address", "mode", "type", "values", "sensitive_values"});
            PlanResource resource;
            resource.address = text(address);
            resource.type = text(type);
            resource.node = entry;
            resource.named_at = address;
            resource.data = text(mode) == "data";
            resource.values = is_null(values) ? no_node : values;
            resource.sensitive = sensitive;
            if (resource.address.empty() || (only_data && !resource.data)) continue;
            add(resource);
        }
    }

    PlanOutput& output(std::string_view name, NodeId node) {
        const auto [index, is_new] = output_index_.try_emplace(name, out_.outputs.size());
        if (is_new) {
            out_.outputs.emplace_back();
            out_.outputs.back().name = name;
        }
        out_.outputs[index->second].node = node;
        return out_.outputs[index->second];
    }

    bool is_mapping(NodeId node) const { return node != no_node && document_.kind(node) == NodeKind::mapping; }

    void read_configured_outputs(NodeId outputs) {
        if (!is_mapping(outputs)) return;
        for (NodeId c = document_.first_child(outputs); c != no_node; c = document_.sibling(outputs, c))
            output(document_.key(c), c).configured = c;
    }

    void read_output_changes(NodeId outputs) {
        if (!is_mapping(outputs)) return;
        for (NodeId c = document_.first_child(outputs); c != no_node; c = document_.sibling(outputs, c)) {
            const auto [actions, before, after, unknown, sensitive, before_sensitive] = members_of<6>(
                document_, c, {"actions", "before", "after", "after_unknown", "after_sensitive", "before_sensitive"});
            const bool past = side_ == PlanSide::before;
            if (past ? is_null(before) : has_action(document_, actions, "delete")) continue;
            PlanOutput& changed = output(document_.key(c), c);
            const NodeId value = past ? before : after;
            changed.value = is_null(value) ? no_node : value;
            changed.unknown = past ? no_node : unknown;
            changed.sensitive = past ? before_sensitive : sensitive;
        }
    }

    /// The outputs of planned values or of a state.
    void read_outputs(NodeId outputs) {
        if (!is_mapping(outputs)) return;
        for (NodeId c = document_.first_child(outputs); c != no_node; c = document_.sibling(outputs, c)) {
            const auto [value, sensitive] = members_of<2>(document_, c, {"value", "sensitive"});
            PlanOutput& planned = output(document_.key(c), c);
            if (!is_null(value)) planned.value = value;
            if (sensitive != no_node) planned.sensitive = sensitive;
        }
    }

    void add(const PlanResource& resource) {
        if (seen_.emplace(resource.address, true).second) out_.resources.push_back(resource);
    }

    const Document& document_;
    PlanSide side_;
    PlanSections& out_;
    std::unordered_map<std::string_view, bool> seen_;
    std::unordered_map<std::string_view, std::size_t> output_index_;
};

}  // namespace

PlanKind plan_kind(const Document& document) {
    if (document.size() == 0 || document.kind(document.root()) != NodeKind::mapping) return PlanKind::none;
    const auto [planned, changes, values, version] =
        members_of<4>(document, document.root(), {"planned_values", "resource_changes", "values", "format_version"});
    const auto has_module = [&](NodeId section) {
        return section != no_node && document.member(section, "root_module") != no_node;
    };
    const bool lists_changes = changes != no_node && document.kind(changes) == NodeKind::sequence;
    if (has_module(planned) || (lists_changes && version != no_node)) return PlanKind::plan;
    return version != no_node && has_module(values) ? PlanKind::state : PlanKind::none;
}

PlanSections read_plan(const Document& document, PlanSide side) {
    PlanSections sections;
    Reader(document, side, sections).run();
    return sections;
}

bool has_action(const Document& document, NodeId actions, std::string_view action) {
    if (actions == no_node) return false;
    for (NodeId c = document.first_child(actions); c != no_node; c = document.sibling(actions, c)) {
        if (document.text(c) == action) return true;
    }
    return false;
}

}  // namespace lintel
