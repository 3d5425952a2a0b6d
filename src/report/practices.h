#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/practice.h"
#include "rules/rule.h"

namespace lintel {

/// The ids of the rules that answer a practice, sorted.
std::vector<std::string_view> rules_for(const Practice& practice, const RuleSet& rules);

// Every recommendation of the documents with its answer: rules, what a reviewer should see, or the reason why no
// template shows it.

std::string practices_text(std::span<const PracticeDocument> documents, const RuleSet& rules);
std::string practices_json(std::span<const PracticeDocument> documents, const RuleSet& rules);
std::string practices_markdown(std::span<const PracticeDocument> documents, const RuleSet& rules);

}  // namespace lintel
