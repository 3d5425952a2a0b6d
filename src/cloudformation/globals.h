#pragma once

#include <string_view>

#include "cloudformation/resolution.h"
#include "model/graph.h"

namespace lintel {

/// The entry of SAM's Globals section for resources of that type, or no_node (source: AWS SAM specification, Globals
/// section: the entry is named like the type, "Function" for AWS::Serverless::Function).
NodeId globals_for(const Document& document, NodeId globals, std::string_view type);

/// What SAM makes of a global value and a resource's own one: maps are merged, lists joined with the global items
/// first, and otherwise the resource's own value counts (source: as above, overridable properties).
Value with_global(Resolution& r, const Value& global, const Value& own);

}  // namespace lintel
