#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/read.h"

namespace lintel {

/// The nodes of a mapping that are asked for, found in one pass; no_node for what is not there.
template <std::size_t N>
std::array<NodeId, N> members_of(const Document& document, NodeId mapping,
                                 const std::array<std::string_view, N>& keys) {
    std::array<NodeId, N> found;
    found.fill(no_node);
    if (mapping == no_node || document.kind(mapping) != NodeKind::mapping) return found;
    for (NodeId c = document.first_child(mapping); c != no_node; c = document.sibling(mapping, c)) {
        const std::string_view key = document.key(c);
        for (std::size_t i = 0; i < N; ++i) {
            if (keys[i].size() == key.size() && keys[i].front() == key.front() && keys[i] == key) found[i] = c;
        }
    }
    return found;
}

/// A resource (or data source) of a plan or state.
struct PlanResource {
    std::string_view address;  ///< with module and instance keys
    std::string_view type;
    NodeId node = no_node;       ///< its entry
    NodeId named_at = no_node;   ///< the address in it
    NodeId values = no_node;     ///< its attributes; no_node: none are known
    NodeId unknown = no_node;    ///< what is known only after apply: `true` in place of each such value
    NodeId sensitive = no_node;  ///< likewise for what is sensitive
    NodeId actions = no_node;    ///< what the plan does with it
    NodeId before = no_node;     ///< its attributes before the plan, if it was there
    bool data = false;
    bool deleted = false;   ///< the plan only deletes it
    bool replaced = false;  ///< the plan deletes it and makes it anew
};

/// An output of the root module.
struct PlanOutput {
    std::string_view name;
    NodeId node = no_node;       ///< its entry among the planned values, else among the changes, else as configured
    NodeId value = no_node;      ///< no_node: it is not known, or there is none
    NodeId unknown = no_node;    ///< as of a resource
    NodeId sensitive = no_node;  ///< likewise; of a planned value whether the output is marked so
    NodeId configured = no_node;
};

/// Which values of a plan are looked at.
enum class PlanSide : std::uint8_t { after, before };

/// A plan or state (`terraform show -json`, `tofu show -json`) taken apart. Sources: Terraform, JSON Output Format;
/// OpenTofu, JSON Output Format (format versions 0.1 to 1.x).
struct PlanSections {
    std::vector<PlanResource> resources;  ///< managed ones and data sources, each address once
    std::vector<PlanOutput> outputs;      ///< each once: the configured ones first, in written order
    NodeId configuration = no_node;       ///< its root module
    NodeId variables = no_node;           ///< values given to the root module
    bool state = false;
    NodeId incomplete = no_node;  ///< what says that the plan does not tell of all resources
    std::vector<Flaw> flaws;      ///< a plan that ended in an error, and the like; none of them fatal
};

/// What a document is, told by its content.
enum class PlanKind : std::uint8_t { none, plan, state };
PlanKind plan_kind(const Document& document);

PlanSections read_plan(const Document& document, PlanSide side);

/// Whether a list of actions names one: "create", "update", "delete", ...
bool has_action(const Document& document, NodeId actions, std::string_view action);

}  // namespace lintel
