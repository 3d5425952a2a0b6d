#include "packs/prove.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "rules/tuning.h"
#include "schema/data_file.h"

namespace lintel {
namespace {

/// A line, and the id of the rule that fails there.
using Mark = std::pair<std::uint32_t, std::string>;
using Marks = std::set<Mark>;

constexpr std::string_view silence = "silence";

Marks marks_in_comments(std::string_view text) {
    Marks marks;
    std::uint32_t number = 0;
    for (const std::string_view line : split(text, '\n')) {
        ++number;
        constexpr std::string_view marker = "# expect:";
        const std::size_t at = line.find(marker);
        if (at == std::string_view::npos) continue;
        for (const std::string_view id : split(line.substr(at + marker.size()), ',')) marks.emplace(number, trim(id));
    }
    return marks;
}

Marks marks_beside(std::string_view text) {
    Marks marks;
    for (const std::string_view line : split(text, '\n')) {
        const std::size_t blank = line.find(' ');
        if (blank == std::string_view::npos) continue;
        marks.emplace(static_cast<std::uint32_t>(to_integer(line.substr(0, blank)).value_or(0)),
                      trim(line.substr(blank)));
    }
    return marks;
}

bool is_json(const Fixture& fixture) { return fixture.name.ends_with(".json"); }

Marks marks_of(const Fixture& fixture) {
    return is_json(fixture) ? marks_beside(fixture.marks) : marks_in_comments(fixture.text);
}

std::string message_at(const Report& report, const Mark& mark) {
    for (const Finding& finding : report.findings) {
        if (finding.location.start.line == mark.first && finding.rule->id == mark.second) return finding.message;
    }
    return {};
}

/// Lines that differ between what was found and what is marked, in the order of the lines.
void compare(const Report& report, const Marks& found, const Marks& marked, std::vector<Disproof>& out) {
    std::vector<Mark> differing;
    std::set_symmetric_difference(found.begin(), found.end(), marked.begin(), marked.end(),
                                  std::back_inserter(differing));
    for (const Mark& mark : differing) {
        if (found.contains(mark)) {
            out.push_back(
                {mark.first, cat(mark.second, " fails here, which is not marked: ", message_at(report, mark))});
        } else {
            out.push_back({mark.first, cat(mark.second, " does not fail here, as the mark says")});
        }
    }
}

}  // namespace

Proof prove(const Rule& rule, const Fixture& fixture, const RuleSet& rules, CheckOptions options) {
    Proof proof;
    std::vector<Disproof>& out = proof.disproofs;
    const Marks marked = marks_of(fixture);
    options.choice.select.clear();
    options.choice.ignore.clear();
    options.choice.profiles = {rule.profile == Profile::account ? "account" : "strict"};
    Arena memory;
    std::vector<RuleError> errors;
    if (!fixture.settings.empty()) {
        DataFile file(memory, errors);
        if (file.open({cat(fixture.name, ".settings"), fixture.settings}))
            options.choice.rules = {read_tuning(file, file.document().root(), rule)};
        for (const RuleError& error : errors)
            out.push_back({error.position.line, cat(error.path, ": ", error.message)});
    }
    const Report report = check({{fixture.name, fixture.text}}, rules, options);
    for (const FileError& error : report.errors) out.push_back({error.position.line, error.message});

    // Ids of this rule and of those that marks name.
    std::set<std::string_view> looked_at = {rule.id};
    for (const auto& [line, id] : marked) looked_at.insert(id);
    Marks found;
    for (const Finding& finding : report.findings) {
        if (looked_at.contains(finding.rule->id)) found.emplace(finding.location.start.line, finding.rule->id);
    }
    const auto is_of_rule = [&](const Unknown& unknown) { return unknown.rule == &rule; };
    const auto first_unknown = std::find_if(report.unknown.begin(), report.unknown.end(), is_of_rule);
    const bool is_unknown = first_unknown != report.unknown.end();

    const bool fails = std::any_of(report.findings.begin(), report.findings.end(),
                                   [&](const Finding& finding) { return finding.rule == &rule; });
    proof.fails = fails ? Truth::yes : is_unknown ? Truth::unknown : Truth::no;

    if (fixture.name.starts_with("bad")) {
        if (marked.empty()) {
            out.push_back({0, is_json(fixture) ? cat("no line is marked: ", fixture.name,
                                                     ".expect holds a line 'LINE ID' for each failure")
                                               : "no line is marked with '# expect: ID'"});
        }
        compare(report, found, marked, out);
        return proof;
    }
    compare(report, found, {}, out);
    if (fixture.name.starts_with("good")) {
        if (is_unknown)
            out.push_back(
                {first_unknown->location.start.line, cat(rule.id, " is unknown here: ", first_unknown->cause)});
        return proof;
    }
    const bool silent_is_enough =
        std::any_of(marked.begin(), marked.end(), [](const Mark& mark) { return mark.second == silence; });
    if (!is_unknown && !silent_is_enough) {
        out.push_back({0, cat(rule.id, " is not unknown anywhere; if it cannot say so, mark a line with 'silence'")});
    }
    return proof;
}

}  // namespace lintel
