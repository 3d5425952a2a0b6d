#include "lint/select.h"

#include <algorithm>

#include "base/text.h"

namespace lintel {

bool means_rule(std::string_view word, const Rule& rule) {
    if (equal_ignoring_case(word, rule.id) || word == rule.name) return true;
    const std::string_view family = rule.id.substr(0, rule.id.size() - 3);
    return equal_ignoring_case(word, family);
}

std::vector<const Rule*> selected_rules(const RuleSet& rules, const CheckOptions& options) {
    const auto names = [](const std::vector<std::string>& words, const Rule& rule) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return means_rule(word, rule); });
    };
    const auto names_exactly = [](const std::vector<std::string>& words, const Rule& rule) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return equal_ignoring_case(word, rule.id) || word == rule.name;
        });
    };
    std::vector<const Rule*> selected;
    for (const Rule& rule : rules.rules) {
        const bool in_profile = rule.profile == Profile::default_ || rule.profile == options.profile;
        const bool wanted = options.select.empty()
                                ? in_profile
                                : names_exactly(options.select, rule) || (in_profile && names(options.select, rule));
        if (wanted && !names(options.ignore, rule)) selected.push_back(&rule);
    }
    return selected;
}

}  // namespace lintel
