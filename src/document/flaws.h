#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/read.h"

namespace lintel {

/// Adds a flaw that is not fatal, unless there are so many already that one more helps nobody.
void add_remark(std::vector<Flaw>& flaws, std::uint32_t offset, std::string message);

/// Remarks on each key that stands before in the same mapping, which must be complete.
void remark_on_duplicates(const Document& document, NodeId mapping, std::vector<Flaw>& flaws);

/// `text` in single quotes for a message, cut when it is long, without line ends.
std::string shown(std::string_view text);

}  // namespace lintel
