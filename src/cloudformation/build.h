#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cloudformation/parameters.h"
#include "document/document.h"
#include "document/read.h"
#include "model/graph.h"

namespace lintel {

/// Something that makes resources or properties in a way that lintel does not follow.
struct PassedOver {
    std::string kind;         ///< "Fn::ForEach", "Fn::Transform"
    std::uint32_t count = 0;  ///< how often it is written
};

struct TemplateGraph {
    Graph graph;                          ///< indexed; its only source is the Template
    std::vector<Flaw> flaws;              ///< what could not be judged, none of them fatal
    std::vector<PassedOver> passed_over;  ///< sorted by kind
};

/// The resources, parameters and outputs of a template, and who refers to whom. The document must look like a template.
/// The resources stay where they are when the graph is moved, but not when it is changed.
TemplateGraph build_graph(std::shared_ptr<const Document> document, const ParameterValues& given = {});

}  // namespace lintel
