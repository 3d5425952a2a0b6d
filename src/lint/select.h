#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.h"

namespace lintel {

/// Which rules judge an input, how severe they are, and with which settings.
struct RuleChoice {
    Profile profile = Profile::default_;
    std::vector<std::string> select;  ///< rule ids, names or families ("EBS", "SG001"); empty: all of the profile
    std::vector<std::string> ignore;  ///< likewise; wins over select
    std::vector<RuleTuning> rules;    ///< later ones win; a setting holds a value that its rule takes (see wrong_value)
    std::shared_ptr<const void> memory = {};  ///< what `rules` points into, where nobody else keeps it
};

/// Whether a word of --select or --ignore means this rule: its id, its name, or its family ("SG" for SG001, SG002,
/// ...).
bool means_rule(std::string_view word, const Rule& rule);

/// The rules that are on: those of the profile (strict and account add theirs to the default ones) that `select` does
/// not leave out, those outside the profile that `select` names by id or name, and of these none that `ignore` means.
std::vector<ActiveRule> active_rules(const RuleSet& rules, const RuleChoice& choice);

}  // namespace lintel
