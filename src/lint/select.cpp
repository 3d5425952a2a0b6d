#include "lint/select.h"

#include <algorithm>

#include "base/text.h"

namespace lintel {
namespace {

bool any_means(const std::vector<std::string>& words, const Rule& rule) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return means_rule(word, rule); });
}

bool any_names(const std::vector<std::string>& words, const Rule& rule) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return names_rule(word, rule); });
}

const RuleProfile* profile_named(std::string_view name, const RuleSet& rules) {
    for (const RuleProfile& profile : rules.profiles) {
        if (profile.name == name) return &profile;
    }
    return nullptr;
}

/// Whether a rule is on where nothing is selected.
bool is_enabled(const Rule& rule, const RuleSet& rules, const RuleChoice& choice) {
    if (rule.profile == Profile::default_ || any_means(choice.enable, rule)) return true;
    return std::any_of(choice.profiles.begin(), choice.profiles.end(), [&](const std::string& name) {
        if (name == profile_name(rule.profile)) return true;
        const RuleProfile* profile = profile_named(name, rules);
        return profile != nullptr &&
               std::find(profile->enable.begin(), profile->enable.end(), rule.id) != profile->enable.end();
    });
}

void tune(ActiveRule& active, std::span<const RuleTuning> tunings) {
    for (const RuleTuning& tuning : tunings) {
        if (tuning.rule != active.rule->id) continue;
        active.severity = tuning.severity.value_or(active.severity);
        for (const GivenSetting& given : tuning.settings) {
            for (Setting& setting : active.settings) {
                if (setting.name == given.name) setting.value = given.value;
            }
        }
    }
}

}  // namespace

bool means_rule(std::string_view word, const Rule& rule) {
    if (names_rule(word, rule)) return true;
    const std::string_view family = rule.id.substr(0, rule.id.size() - 3);
    return equal_ignoring_case(word, family);
}

bool names_rule(std::string_view word, const Rule& rule) {
    return equal_ignoring_case(word, rule.id) || word == rule.name;
}

std::optional<std::string> wrong_profile(std::string_view name, const RuleSet& rules) {
    if (profile_from(name) || profile_named(name, rules) != nullptr) return std::nullopt;
    std::vector<std::string_view> names = {"default", "strict", "account"};
    for (const RuleProfile& profile : rules.profiles) names.push_back(profile.name);
    const auto meant = nearest(name, names);
    std::string list;
    for (const std::string_view each : names) list += cat(list.empty() ? "" : ", ", each);
    return cat("there is no profile '", name, "'",
               meant ? cat("; did you mean '", *meant, "'?") : cat(" (", list, ")"));
}

std::vector<ActiveRule> active_rules(const RuleSet& rules, const RuleChoice& choice) {
    std::vector<ActiveRule> active;
    for (const Rule& rule : rules.rules) {
        const bool enabled = is_enabled(rule, rules, choice);
        const bool wanted = choice.select.empty()
                                ? enabled
                                : any_names(choice.select, rule) || (enabled && any_means(choice.select, rule));
        if (!wanted || any_means(choice.ignore, rule)) continue;
        active.push_back({&rule, rule.severity, {rule.settings.begin(), rule.settings.end()}});
        for (const std::string& name : choice.profiles) {
            if (const RuleProfile* profile = profile_named(name, rules)) tune(active.back(), profile->rules);
        }
        tune(active.back(), choice.rules);
    }
    return active;
}

RuleChoice joined_choice(const RuleChoice& configured, const RuleChoice& asked, const RuleSet& rules) {
    RuleChoice joined = configured;
    if (!asked.profiles.empty()) joined.profiles = asked.profiles;
    if (!asked.select.empty()) {
        joined.select = asked.select;
        joined.ignore.clear();
        for (const Rule& rule : rules.rules) {
            if (any_means(configured.ignore, rule) && !any_names(asked.select, rule))
                joined.ignore.emplace_back(rule.id);
        }
    }
    joined.ignore.insert(joined.ignore.end(), asked.ignore.begin(), asked.ignore.end());
    return joined;
}

}  // namespace lintel
