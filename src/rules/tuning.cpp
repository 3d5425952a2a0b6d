#include "rules/tuning.h"

#include "base/text.h"
#include "schema/data_file.h"

namespace lintel {
namespace {

void read_severity(DataFile& file, NodeId node, RuleTuning& tuning) {
    const std::string_view word = file.document().text(node);
    tuning.severity = severity_from(word);
    if (tuning.severity) return;
    file.fail(node, not_known(cat("a severity is critical, high, medium, low or info, not '", word, "'"), word,
                              {"critical", "high", "medium", "low", "info"}));
}

const Setting* setting_named(std::string_view name, const Rule& rule) {
    for (const Setting& setting : rule.settings) {
        if (setting.name == name) return &setting;
    }
    return nullptr;
}

}  // namespace

const Rule* rule_named(std::string_view id_or_name, std::span<const Rule> rules) {
    for (const Rule& rule : rules) {
        if (equal_ignoring_case(rule.id, id_or_name) || equal_ignoring_case(rule.name, id_or_name)) return &rule;
    }
    return nullptr;
}

std::string no_such_rule(std::string_view word, std::span<const Rule> rules) {
    std::vector<std::string_view> names;
    for (const Rule& rule : rules) names.insert(names.end(), {rule.id, rule.name});
    return not_known(cat("there is no rule '", word, "'"), word, names);
}

RuleTuning read_tuning(DataFile& file, NodeId node, const Rule& rule) {
    const Document& document = file.document();
    RuleTuning tuning{rule.id, {}, {}};
    if (document.kind(node) != NodeKind::mapping) {
        file.fail(node, cat("what is said of ", rule.id, " is a mapping of its severity and settings"));
        return tuning;
    }
    std::vector<std::string_view> known = {"severity"};
    for (const Setting& setting : rule.settings) known.push_back(setting.name);
    std::vector<GivenSetting> given;
    for (NodeId c = document.first_child(node); c != no_node; c = document.sibling(node, c)) {
        const std::string_view key = document.key(c);
        if (key == "severity") {
            read_severity(file, c, tuning);
        } else if (const Setting* setting = setting_named(key, rule)) {
            if (const auto value = read_value(*setting, file, c)) given.push_back({setting->name, *value});
        } else {
            file.fail_at(document.key_span(c).begin,
                         not_known(cat(rule.id, " has no setting '", key, "'"), key, known));
        }
    }
    tuning.settings = file.copy(given);
    return tuning;
}

std::vector<RuleTuning> read_tunings(DataFile& file, NodeId node, std::span<const Rule> rules) {
    const Document& document = file.document();
    std::vector<RuleTuning> tunings;
    if (document.kind(node) != NodeKind::mapping) {
        file.fail(node, "'rules' maps rules to their severity and settings: {SG001: {severity: high}}");
        return tunings;
    }
    for (NodeId c = document.first_child(node); c != no_node; c = document.sibling(node, c)) {
        const Rule* rule = rule_named(document.key(c), rules);
        if (rule == nullptr)
            file.fail_at(document.key_span(c).begin, no_such_rule(document.key(c), rules));
        else
            tunings.push_back(read_tuning(file, c, *rule));
    }
    return tunings;
}

}  // namespace lintel
