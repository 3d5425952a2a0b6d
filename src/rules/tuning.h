#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "rules/rule.h"

namespace lintel {

class DataFile;

/// The rule of that id or name, in any case; null if there is none.
const Rule* rule_named(std::string_view id_or_name, std::span<const Rule> rules);

/// "there is no rule 'SG01'", with the nearest right name if one is near.
std::string no_such_rule(std::string_view word, std::span<const Rule> rules);

/// What a file says of a rule: `{severity: high, ports: [22]}`. What is wrong is told to the file.
RuleTuning read_tuning(DataFile& file, NodeId node, const Rule& rule);

/// What a file says of rules by their ids or names: `{SG001: {severity: high, ports: [22]}, ...}`.
std::vector<RuleTuning> read_tunings(DataFile& file, NodeId node, std::span<const Rule> rules);

}  // namespace lintel
