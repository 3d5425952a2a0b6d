#pragma once

#include <vector>

#include "document/document.h"
#include "document/read.h"

namespace lintel {

/// Fills an empty document from its source, which a prescan has passed. A fatal flaw, if any, is the last one; the
/// nodes then mean nothing. A source without any value gives a null root.
std::vector<Flaw> read_yaml(Document& document, const ReadLimits& limits);

}  // namespace lintel
