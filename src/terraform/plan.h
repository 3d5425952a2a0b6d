#pragma once

#include <memory>
#include <vector>

#include "document/document.h"
#include "document/read.h"
#include "lift/lift.h"
#include "model/graph.h"
#include "terraform/plan_sections.h"

namespace lintel {

/// A graph of Terraform resources. The resources stay where they are when it is moved.
struct TerraformGraph {
    std::unique_ptr<Graph> graph;  ///< indexed
    std::vector<Flaw> flaws;       ///< what is odd about the input, none of them fatal
};

/// The resources of a plan or state, and who refers to whom. The document must be one (see plan_kind). With
/// `PlanSide::before` the graph is what the plan starts from.
TerraformGraph build_plan_graph(std::shared_ptr<const Document> document, const LiftTable& lift,
                                PlanSide side = PlanSide::after);

/// Whether the plan changes anything that is there already, so that it has something before it.
bool changes_what_exists(const PlanSections& sections);

}  // namespace lintel
