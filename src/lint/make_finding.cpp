#include "lint/make_finding.h"

#include <utility>

#include "base/text.h"

namespace lintel {
namespace {

/// A step of a trace without the values that it quotes: the trace of a secret must not tell it.
std::string without_values(std::string_view note) {
    const std::size_t open = note.find('\'');
    const std::size_t close = note.rfind('\'');
    if (open == std::string_view::npos || close == open) return std::string(note);
    return cat(note.substr(0, open), "'****'", note.substr(close + 1));
}

}  // namespace

Finding make_finding(const Failure& failure, const Locator& locator, ResourceName resource) {
    Finding finding;
    finding.rule = failure.rule;
    finding.severity = failure.severity;
    finding.message = failure.message;
    finding.secret = failure.rule->secret;
    finding.location = locator.location(failure.culprit);
    finding.resource = std::move(resource);
    for (const Assumption& assumption : failure.when.assumptions()) {
        const std::string_view name = assumption.condition.source->condition_name(assumption.condition.index);
        finding.when.push_back({std::string(name), assumption.holds});
    }
    if (!failure.when.empty()) {
        const Source* source = failure.when.assumptions().front().condition.source;
        finding.example = source->feasible(failure.scenario).value_or(Example{});
    }
    for (const TraceStep* step = failure.trace; step != nullptr; step = step->next) {
        if (!step->place) continue;
        std::string note = finding.secret ? without_values(step->note) : std::string(step->note);
        finding.trace.insert(finding.trace.begin(), {locator.location(step->place), std::move(note)});
    }
    for (const RelatedNote& note : failure.related)
        finding.related.push_back({locator.location(note.place), note.message});
    finding.fingerprint = fingerprint(failure.rule->id, finding.resource, finding.location.file);
    return finding;
}

FileError internal_error(const Rule& rule, const Location& place, const std::exception& error) {
    return {place.file, place.start, cat("internal error in rule ", rule.id, ": ", error.what()), true};
}

}  // namespace lintel
