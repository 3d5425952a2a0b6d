#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/check.h"
#include "rules/rule.h"

namespace lintel {

/// Whether a word of --select or --ignore means this rule: its id, its name, or its family ("SG" for SG001, SG002,
/// ...).
bool means_rule(std::string_view word, const Rule& rule);

/// The rules that are on: those of the profile (strict and account add theirs to the default ones) that `select` does
/// not leave out, those outside the profile that `select` names by id or name, and of these none that `ignore` means.
std::vector<const Rule*> selected_rules(const RuleSet& rules, const CheckOptions& options);

}  // namespace lintel
