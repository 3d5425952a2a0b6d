#pragma once

#include <string_view>
#include <vector>

#include "rules/rule.h"

namespace lintel {

/// Where the facts of a table come from, and the day on which they were taken, YYYY-MM-DD.
struct TableOrigin {
    std::string_view name;
    std::string_view taken;
    std::string_view source;
};

/// Those of the data tables of a rule set and of the tables that facts rest on.
std::vector<TableOrigin> table_origins(const RuleSet& rules);

}  // namespace lintel
