#pragma once

#include <string>

#include "rules/rule.h"

namespace lintel {

/// One line a rule: id, severity, name, title, and the profile where it is not the default one.
std::string catalogue_text(const RuleSet& rules);

/// `{"rules": [...], "profiles": [...]}` with all that is known of each rule but its condition, and of each profile.
std::string catalogue_json(const RuleSet& rules);

/// A Markdown table.
std::string catalogue_markdown(const RuleSet& rules);

}  // namespace lintel
