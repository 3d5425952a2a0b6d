#pragma once

#include <string>
#include <string_view>

#include "lint/finding.h"

namespace lintel {

/// The report for programs, as docs/schema/report.schema.json describes it; ends with a line end.
std::string json_report(const Report& report, std::string_view version);

}  // namespace lintel
