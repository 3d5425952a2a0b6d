#include "report/json.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "report/summary.h"
#include "report/wording.h"

namespace lintel {
namespace {

using Json = nlohmann::ordered_json;

Json position_json(Position position, std::uint32_t offset) {
    return {{"line", position.line}, {"column", position.column}, {"offset", offset}};
}

void put_location(Json& out, const Location& location) {
    out["file"] = location.file;
    out["start"] = position_json(location.start, location.begin);
    out["end"] = position_json(location.end, location.end_offset);
}

Json resource_json(const ResourceName& resource) {
    Json out;
    out["id"] = resource.id;
    out["type"] = resource.type;
    out["path"] = resource.path;
    if (!resource.construct.empty()) out["construct"] = resource.construct;
    return out;
}

void put_rule(Json& out, const Rule& rule, Severity severity) {
    out["rule"] = rule.id;
    out["name"] = rule.name;
    out["severity"] = severity_name(severity);
}

Json controls_json(const Rule& rule) {
    Json out = Json::object();
    for (const Control& control : rule.controls) out[std::string(control.framework)].push_back(control.id);
    return out;
}

Json finding_json(const Finding& finding) {
    const Rule& rule = *finding.rule;
    Json out;
    put_rule(out, rule, finding.severity);
    out["message"] = finding.message;
    put_location(out, finding.location);
    out["resource"] = resource_json(finding.resource);

    Json& when = out["when"] = Json::array();
    for (const WhenCondition& one : finding.when) {
        Json& condition = when.emplace_back(Json::object());
        condition["condition"] = one.condition;
        condition["is"] = one.is;
    }
    Json& example = out["example"] = Json::object();
    for (const auto& [name, value] : finding.example) example[name] = value;

    if (finding.effect != PlanEffect::none)
        out["plan"] = finding.effect == PlanEffect::introduced ? "introduced" : "kept";

    Json& trace = out["trace"] = Json::array();
    for (const Note& note : finding.trace) {
        Json& step = trace.emplace_back(Json::object());
        step["file"] = note.location.file;
        step["line"] = note.location.start.line;
        step["column"] = note.location.start.column;
        step["note"] = note.message;
    }
    Json& related = out["related"] = Json::array();
    for (const Note& note : finding.related) {
        Json& place = related.emplace_back(Json::object());
        put_location(place, note.location);
        place["message"] = note.message;
    }
    if (std::string title = fix_title(rule); !title.empty()) {
        Json& fix = out["fix"];
        fix["title"] = std::move(title);
        fix["edits"] = Json::array();
    }

    Json& sources = out["sources"] = Json::array();
    for (const std::string_view source : rule.sources) sources.push_back(source);
    out["controls"] = controls_json(rule);
    out["fingerprint"] = finding.fingerprint;
    return out;
}

Json unknown_json(const Unknown& unknown) {
    Json out;
    put_rule(out, *unknown.rule, unknown.rule->severity);
    out["cause"] = unknown.cause;
    put_location(out, unknown.location);
    out["resource"] = resource_json(unknown.resource);
    return out;
}

Json error_json(const FileError& error) {
    Json out;
    out["file"] = error.file;
    out["line"] = error.position.line;
    out["column"] = error.position.column;
    out["message"] = error.message;
    return out;
}

Json summary_json(const Summary& summary) {
    Json out;
    out["files"] = summary.files;
    out["resources"] = summary.resources;
    for (const Severity severity : severities_worst_first) {
        out["findings"][std::string(severity_name(severity))] = summary.of(severity);
    }
    out["suppressed"] = summary.suppressed;
    out["unknown"] = summary.unknown;
    out["errors"] = summary.errors;
    return out;
}

/// File names are bytes: what is no UTF-8 in them is replaced.
std::string dumped(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace); }

/// Writes one item at a time, so that a report of many findings takes the memory of one.
template <typename T>
void write_list(std::string& out, std::string_view key, const std::vector<T>& items, Json (*item_json)(const T&)) {
    constexpr std::string_view indent = "\n    ";
    out += cat(",\n  \"", key, "\": [");
    for (const T& item : items) {
        if (&item != &items.front()) out += ',';
        out += indent;
        for (const char c : dumped(item_json(item))) {
            if (c == '\n')
                out += indent;
            else
                out += c;
        }
    }
    out += items.empty() ? "]" : "\n  ]";
}

}  // namespace

std::string json_report(const Report& report, std::string_view version) {
    Json head;
    head["tool"]["name"] = "lintel";
    head["tool"]["version"] = version;
    head["summary"] = summary_json(summarize(report));
    std::string out = dumped(head);
    out.resize(out.size() - std::string_view("\n}").size());
    write_list(out, "findings", report.findings, finding_json);
    write_list(out, "unknown", report.unknown, unknown_json);
    write_list(out, "suppressed", report.suppressed, finding_json);
    write_list(out, "fixed", report.fixed, finding_json);
    write_list(out, "errors", report.errors, error_json);
    write_list(out, "warnings", report.warnings, error_json);
    out += "\n}\n";
    return out;
}

}  // namespace lintel
