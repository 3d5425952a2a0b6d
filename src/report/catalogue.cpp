#include "report/catalogue.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "report/markdown.h"
#include "report/wording.h"

namespace lintel {
namespace {

std::string padded(std::string_view text, std::size_t width) {
    return cat(text, std::string(width > text.size() ? width - text.size() : 0, ' '));
}

nlohmann::ordered_json texts_json(std::span<const std::string_view> texts) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const std::string_view text : texts) out.push_back(text);
    return out;
}

nlohmann::ordered_json controls_json(const Rule& rule) {
    auto out = nlohmann::ordered_json::object();
    for (const Control& control : rule.controls) {
        auto& one = out[std::string(control.framework)].emplace_back();
        one["id"] = control.id;
        one["fit"] = fit_name(control.fit);
        if (!control.note.empty()) one["note"] = control.note;
    }
    return out;
}

nlohmann::ordered_json value_json(const Value& value) {
    switch (value.kind) {
        case ValueKind::boolean:
            return value.boolean;
        case ValueKind::number:
            if (value.number == std::floor(value.number)) return static_cast<std::int64_t>(value.number);
            return value.number;
        case ValueKind::string:
            return value.text;
        case ValueKind::list: {
            nlohmann::ordered_json out = nlohmann::ordered_json::array();
            for (std::uint32_t i = 0; i < value.count; ++i) out.push_back(value_json(value.members[i].value));
            return out;
        }
        case ValueKind::map: {
            nlohmann::ordered_json out = nlohmann::ordered_json::object();
            for (std::uint32_t i = 0; i < value.count; ++i)
                out[std::string(value.members[i].key)] = value_json(value.members[i].value);
            return out;
        }
        case ValueKind::absent:
        case ValueKind::unknown:
        case ValueKind::null:
            break;
    }
    return nullptr;
}

nlohmann::ordered_json setting_json(const Setting& setting) {
    nlohmann::ordered_json out;
    out["about"] = single_spaced(setting.about);
    out["type"] = setting_type_name(setting.type);
    if (setting.type == SettingType::integer) {
        out["min"] = static_cast<std::int64_t>(setting.least);
        out["max"] = static_cast<std::int64_t>(setting.most);
    }
    out["default"] = value_json(setting.value);
    return out;
}

nlohmann::ordered_json rule_json(const Rule& rule) {
    nlohmann::ordered_json out;
    out["id"] = rule.id;
    out["name"] = rule.name;
    out["title"] = rule.title;
    out["severity"] = severity_name(rule.severity);
    out["profile"] = profile_name(rule.profile);
    out["judges"] = texts_json(judged_subjects(rule));
    out["why"] = single_spaced(rule.why);
    out["fix"] = fix_title(rule);
    out["misses"] = single_spaced(rule.misses);
    out["sources"] = texts_json(rule.sources);
    out["controls"] = controls_json(rule);
    out["covers"] = texts_json(rule.covers);
    out["settings"] = nlohmann::ordered_json::object();
    for (const Setting& setting : rule.settings) out["settings"][std::string(setting.name)] = setting_json(setting);
    return out;
}

nlohmann::ordered_json profile_json(const RuleProfile& profile) {
    nlohmann::ordered_json out;
    out["name"] = profile.name;
    out["title"] = profile.title;
    out["about"] = single_spaced(profile.about);
    out["enable"] = texts_json(profile.enable);
    out["rules"] = nlohmann::ordered_json::object();
    for (const RuleTuning& tuning : profile.rules) {
        auto& said = out["rules"][std::string(tuning.rule)] = nlohmann::ordered_json::object();
        if (tuning.severity) said["severity"] = severity_name(*tuning.severity);
        for (const GivenSetting& given : tuning.settings) said[std::string(given.name)] = value_json(given.value);
    }
    return out;
}

}  // namespace

std::string catalogue_text(const RuleSet& rules) {
    std::size_t id_width = 0;
    std::size_t name_width = 0;
    for (const Rule& rule : rules.rules) {
        id_width = std::max(id_width, rule.id.size());
        name_width = std::max(name_width, rule.name.size());
    }
    constexpr std::size_t severity_width = 8;  // "critical"
    std::string out;
    for (const Rule& rule : rules.rules) {
        out += cat(padded(rule.id, id_width), "  ", padded(severity_name(rule.severity), severity_width), "  ",
                   padded(rule.name, name_width), "  ", rule.title);
        if (rule.profile != Profile::default_) out += cat(" (--profile ", profile_name(rule.profile), ")");
        out += '\n';
    }
    return out;
}

std::string catalogue_json(const RuleSet& rules) {
    nlohmann::ordered_json out;
    out["rules"] = nlohmann::ordered_json::array();
    for (const Rule& rule : rules.rules) out["rules"].push_back(rule_json(rule));
    out["profiles"] = nlohmann::ordered_json::array();
    for (const RuleProfile& profile : rules.profiles) out["profiles"].push_back(profile_json(profile));
    return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string catalogue_markdown(const RuleSet& rules) {
    std::string out = "| Rule | Name | Severity | Profile | Finds |\n| --- | --- | --- | --- | --- |\n";
    for (const Rule& rule : rules.rules) {
        out += cat("| ", rule.id, " | ", rule.name, " | ", severity_name(rule.severity), " | ",
                   profile_name(rule.profile), " | ", markdown_cell(rule.title), " |\n");
    }
    return out;
}

}  // namespace lintel
