#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lift/lift.h"
#include "rules/practice.h"
#include "rules/rule.h"
#include "rules/rule_example.h"

namespace lintel {

/// What a rule's page shows beside the rule itself.
struct PageContext {
    const RuleSet& rules;                   ///< where the rule stands; gives the names of the rules that it covers
    std::span<const RuleExample> examples;  ///< those of all rules
    std::span<const PracticeDocument> practices;  ///< what the sources of rules ask for
    const LiftTable* lift = nullptr;              ///< how Terraform is lifted for them; null: as for the built-in ones
};

/// All that a reader may want to know of a rule, for a terminal of 80 columns.
std::string rule_page_text(const Rule& rule, const PageContext& context);

/// The same as a Markdown document.
std::string rule_page_markdown(const Rule& rule, const PageContext& context);

struct PageFile {
    std::string name;  ///< "EBS001.md"
    std::string text;
};

/// A Markdown document for each rule, and README.md that lists them; docs/rules/ holds those of the built-in rules.
std::vector<PageFile> rule_pages(const PageContext& context);

}  // namespace lintel
