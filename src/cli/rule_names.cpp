#include "cli/rule_names.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "lint/select.h"

namespace lintel {
namespace {

Error no_such_rule(std::string_view word, const RuleSet& rules) {
    std::vector<std::string_view> names;
    for (const Rule& rule : rules.rules) {
        names.push_back(rule.id);
        names.push_back(rule.name);
    }
    const std::optional<std::string_view> meant = nearest(word, names);
    return {cat("there is no rule '", word, "'", meant ? cat("; did you mean '", *meant, "'?") : std::string("."))};
}

}  // namespace

Result<const Rule*> find_rule(std::string_view id_or_name, const RuleSet& rules) {
    for (const Rule& rule : rules.rules) {
        if (equal_ignoring_case(rule.id, id_or_name) || equal_ignoring_case(rule.name, id_or_name)) return &rule;
    }
    return no_such_rule(id_or_name, rules);
}

Result<std::vector<std::string>> rule_selection(const std::vector<std::string>& lists, const RuleSet& rules) {
    std::vector<std::string> out;
    for (const std::string& list : lists) {
        for (const std::string_view item : split(list, ',')) {
            const std::string_view word = trim(item);
            if (word.empty()) return Error{"a list of rules has an empty item."};
            const bool known = std::any_of(rules.rules.begin(), rules.rules.end(),
                                           [word](const Rule& rule) { return means_rule(word, rule); });
            if (!known) return no_such_rule(word, rules);
            out.emplace_back(word);
        }
    }
    return out;
}

}  // namespace lintel
