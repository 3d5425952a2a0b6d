#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/source_lines.h"

namespace lintel {

/// A source line as a terminal shows it, and what stands below it.
struct Excerpt {
    std::string line;
    unsigned indent = 0;     ///< columns in front of the underline
    unsigned underline = 1;  ///< columns of the underline, at least 1
};

/// Part of a line: columns in code points, 1-based; `end` is exclusive, and beyond the line it means the rest of it.
struct ColumnRange {
    std::uint32_t begin = 1;
    std::uint32_t end = UINT32_MAX;
};

/// Widest line that is shown as a whole, in columns; of a wider one the part around the defect is shown.
inline constexpr unsigned excerpt_width = 120;

/// Lays a line out: tabs as blanks up to the next multiple of four, control characters replaced, secrets as asterisks,
/// and the underline of the defect counted in columns of the terminal. Where a secret's range starts with a key, the
/// key is shown and what belongs to it is not.
Excerpt lay_out(const LineCut& line, ColumnRange defect, const std::vector<ColumnRange>& secrets = {});

}  // namespace lintel
