#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rules/rule.h"

namespace lintel {

/// The rule of that id or name, in any case; else an error that names the nearest one.
Result<const Rule*> find_rule(std::string_view id_or_name, const RuleSet& rules);

/// The words of lists with commas ("EBS,volume-unencrypted"), each of which means a rule (see means_rule); else an
/// error.
Result<std::vector<std::string>> rule_selection(const std::vector<std::string>& lists, const RuleSet& rules);

}  // namespace lintel
