#include "report/catalogue.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "report/wording.h"

namespace lintel {
namespace {

constexpr std::size_t page_width = 80;
constexpr std::size_t page_indent = 2;

std::string padded(std::string_view text, std::size_t width) {
    return cat(text, std::string(width > text.size() ? width - text.size() : 0, ' '));
}

nlohmann::ordered_json texts_json(std::span<const std::string_view> texts) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const std::string_view text : texts) out.push_back(text);
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
    out["controls"] = nlohmann::ordered_json::object();
    for (const Control& control : rule.controls)
        out["controls"][std::string(control.framework)] = texts_json(control.ids);
    out["covers"] = texts_json(rule.covers);
    return out;
}

/// A cell of a Markdown table: a bar would end it.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : single_spaced(text)) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

std::string with_name(std::string_view id, const RuleSet& rules) {
    for (const Rule& rule : rules.rules) {
        if (rule.id == id) return cat(id, " ", rule.name);
    }
    return std::string(id);
}

std::string joined(std::span<const std::string_view> texts) {
    return join(std::vector<std::string>(texts.begin(), texts.end()), ", ");
}

std::string section(std::string_view heading, std::string_view text) {
    if (trim(text).empty()) return {};
    return cat("\n", heading, "\n", wrapped(text, page_width, page_indent));
}

std::string list_section(std::string_view heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return {};
    std::string out = cat("\n", heading, "\n");
    for (const std::string& line : lines) out += cat(std::string(page_indent, ' '), line, "\n");
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
    return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string catalogue_markdown(const RuleSet& rules) {
    std::string out = "| Rule | Name | Severity | Profile | Finds |\n| --- | --- | --- | --- | --- |\n";
    for (const Rule& rule : rules.rules) {
        out += cat("| ", rule.id, " | ", rule.name, " | ", severity_name(rule.severity), " | ",
                   profile_name(rule.profile), " | ", cell(rule.title), " |\n");
    }
    return out;
}

std::string rule_page(const Rule& rule, const RuleSet& rules) {
    std::vector<std::string> covers;
    for (const std::string_view id : rule.covers) covers.push_back(with_name(id, rules));
    std::vector<std::string> covered_by;
    for (const Rule& other : rules.rules) {
        if (std::find(other.covers.begin(), other.covers.end(), rule.id) != other.covers.end()) {
            covered_by.push_back(cat(other.id, " ", other.name));
        }
    }
    std::vector<std::string> controls;
    for (const Control& control : rule.controls) controls.push_back(cat(control.framework, ": ", joined(control.ids)));
    std::vector<std::string> subjects;
    for (const std::string_view subject : judged_subjects(rule)) subjects.emplace_back(subject);

    std::string out = cat(rule.id, " ", rule.name, "\n", single_spaced(rule.title), "\n\n");
    out += cat("Severity: ", severity_name(rule.severity), "\nProfile:  ", profile_name(rule.profile), "\n");
    out += section("Why", rule.why);
    out += section("Fix", fix_title(rule));
    out += section("What it does not see", rule.misses);
    out += list_section("Judges", subjects);
    out += list_section("Speaks for these rules where they see the same defect", covers);
    out += list_section("Stays silent where one of these speaks", covered_by);
    out += section("Sources", joined(rule.sources));
    out += list_section("Controls", controls);
    return out;
}

}  // namespace lintel
