#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.h"

namespace lintel {

/// Which rules judge an input, how severe they are, and with which settings.
struct RuleChoice {
    std::vector<std::string> profiles;  ///< strict, account, or names of RuleSet::profiles; later ones win
    std::vector<std::string> select;    ///< rule ids, names or families ("EBS", "SG001"); empty: all of the profiles
    std::vector<std::string> enable;    ///< likewise: on as if a profile had them
    std::vector<std::string> ignore;    ///< likewise; wins over all of these
    std::vector<RuleTuning> rules;  ///< later ones win; a setting holds a value that its rule takes (see wrong_value)
    std::shared_ptr<const void> memory = {};  ///< what `rules` points into, where nobody else keeps it
};

/// Whether a word of --select or --ignore means this rule: its id, its name, or its family ("SG" for SG001, SG002,
/// ...).
bool means_rule(std::string_view word, const Rule& rule);

/// Whether a word names exactly this rule, by id or name.
bool names_rule(std::string_view word, const Rule& rule);

/// Why a word is no name of a profile; nothing if it is one.
std::optional<std::string> wrong_profile(std::string_view name, const RuleSet& rules);

/// The rules that are on: those of the profiles (which add theirs to the default ones) that `select` does not leave
/// out, those outside the profiles that `select` names by id or name, and of these none that `ignore` means.
std::vector<ActiveRule> active_rules(const RuleSet& rules, const RuleChoice& choice);

/// What a configuration says, and on top of it what the command line says: its profiles and `select` take the place of
/// the configuration's, and its `ignore` is added. A rule that its `select` names by id or name is judged even where
/// the configuration ignores it.
RuleChoice joined_choice(const RuleChoice& configured, const RuleChoice& asked, const RuleSet& rules);

}  // namespace lintel
