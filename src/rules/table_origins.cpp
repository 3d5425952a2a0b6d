#include "rules/table_origins.h"

#include "facts/fact_tables.h"

namespace lintel {

std::vector<TableOrigin> table_origins(const RuleSet& rules) {
    std::vector<TableOrigin> origins;
    for (const DataTable& table : rules.data) origins.push_back({table.name, table.taken, table.source});
    for (const FactTable& table : fact_tables()) origins.push_back({table.name, table.taken, table.source});
    return origins;
}

}  // namespace lintel
