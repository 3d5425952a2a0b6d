#pragma once

#include <string>
#include <string_view>

#include "lint/finding.h"
#include "report/source_lines.h"

namespace lintel {

/// Rules and a report made by hand, with something of everything.
extern const RuleSet sample_rules;
extern const std::string_view sample_source;  ///< of infra/db.yaml

Finding sample_finding();
Report sample_report();

/// Knows infra/db.yaml only.
SourceText sample_sources();

/// Knows one file with the given text, which must outlive it.
SourceText only(std::string_view file, std::string_view text);

}  // namespace lintel
