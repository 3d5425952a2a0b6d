#include "lint/select.h"

#include <algorithm>

#include "base/text.h"

namespace lintel {
namespace {

ActiveRule tuned(const Rule& rule, const std::vector<RuleTuning>& tunings) {
    ActiveRule active{&rule, rule.severity, {rule.settings.begin(), rule.settings.end()}};
    for (const RuleTuning& tuning : tunings) {
        if (tuning.rule != rule.id) continue;
        active.severity = tuning.severity.value_or(active.severity);
        for (const GivenSetting& given : tuning.settings) {
            for (Setting& setting : active.settings) {
                if (setting.name == given.name) setting.value = given.value;
            }
        }
    }
    return active;
}

}  // namespace

bool means_rule(std::string_view word, const Rule& rule) {
    if (equal_ignoring_case(word, rule.id) || word == rule.name) return true;
    const std::string_view family = rule.id.substr(0, rule.id.size() - 3);
    return equal_ignoring_case(word, family);
}

std::vector<ActiveRule> active_rules(const RuleSet& rules, const RuleChoice& choice) {
    const auto names = [](const std::vector<std::string>& words, const Rule& rule) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return means_rule(word, rule); });
    };
    const auto names_exactly = [](const std::vector<std::string>& words, const Rule& rule) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return equal_ignoring_case(word, rule.id) || word == rule.name;
        });
    };
    std::vector<ActiveRule> active;
    for (const Rule& rule : rules.rules) {
        const bool in_profile = rule.profile == Profile::default_ || rule.profile == choice.profile;
        const bool wanted = choice.select.empty()
                                ? in_profile
                                : names_exactly(choice.select, rule) || (in_profile && names(choice.select, rule));
        if (wanted && !names(choice.ignore, rule)) active.push_back(tuned(rule, choice.rules));
    }
    return active;
}

}  // namespace lintel
