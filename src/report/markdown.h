#pragma once

#include <string>
#include <string_view>

namespace lintel {

/// A text in a cell of a Markdown table: on one line, and without a bar that would end the cell.
std::string markdown_cell(std::string_view text);

/// A text on one line that Markdown shows as it is.
std::string markdown_plain(std::string_view text);

}  // namespace lintel
