#include "rules/table_origins.h"

#include "facts/iam_actions.h"

namespace lintel {

std::vector<TableOrigin> table_origins(const RuleSet& rules) {
    std::vector<TableOrigin> origins;
    for (const DataTable& table : rules.data) origins.push_back({table.name, table.taken, table.source});
    const ActionTableOrigin actions = action_table_origin();
    origins.push_back({"iam_actions", actions.taken, actions.source});
    return origins;
}

}  // namespace lintel
