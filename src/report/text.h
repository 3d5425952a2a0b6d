#pragma once

#include <string>

#include "lint/finding.h"
#include "report/source_lines.h"

namespace lintel {

struct TextOptions {
    bool colour = false;           ///< ANSI escape sequences
    bool show_unknown = false;     ///< also list what could not be judged
    bool show_suppressed = false;  ///< also list what was silenced
    bool summary = true;           ///< end with the numbers of the run
};

/// The report for people: each finding with its source line, why it matters, how to mend it and when it holds; then
/// what could not be read; then the numbers. Text from the inputs is made harmless for a terminal, and secrets are
/// masked.
std::string text_report(const Report& report, const SourceText& sources, const TextOptions& options);

/// "infra/db.yaml:3:1: error: message" with a line end. Where nothing of the file is at hand there is no line to name,
/// and the place is left out.
std::string error_line(const FileError& error, const SourceText& sources);

}  // namespace lintel
