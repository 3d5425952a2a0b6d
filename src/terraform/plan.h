#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "document/document.h"
#include "document/read.h"
#include "lift/lift.h"
#include "model/graph.h"
#include "terraform/plan_sections.h"

namespace lintel {

/// What a plan sets out to do.
enum class PlanWork : std::uint8_t {
    unknown,  ///< the input does not tell, or is a state
    none,     ///< nothing: all stays as it is
    creates,  ///< it creates what it tells of: nothing is there before
    changes,  ///< it changes, replaces, deletes or adds to what is there
};

/// A graph of Terraform resources. The resources stay where they are when it is moved.
struct TerraformGraph {
    std::unique_ptr<Graph> graph;  ///< indexed
    std::vector<Flaw> flaws;       ///< what is odd about the input, none of them fatal
    PlanWork effect = PlanWork::unknown;
};

/// The resources of a plan or state, and who refers to whom. The document must be one (see plan_kind). With
/// `PlanSide::before` the graph is what the plan starts from.
TerraformGraph build_plan_graph(std::shared_ptr<const Document> document, const LiftTable& lift,
                                PlanSide side = PlanSide::after);

}  // namespace lintel
