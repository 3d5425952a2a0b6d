#include "facts/sample.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "document/read.h"

namespace lintel {

Sample::Sample(std::string text) : env_(std::make_unique<Env>(arena_, scenario_)) {
    const ReadResult read = read_document("sample.yaml", std::move(text));
    REQUIRE(read.readable);
    built_ = build_graph(read.document);
}

Value Sample::compute(Fact::Subject kind, std::string_view name, const Value& subject) {
    for (const Fact& fact : all_facts()) {
        if (fact.subject != kind || fact.name != name) continue;
        FactContext context{built_.graph, *env_};
        return fact.compute(subject, context);
    }
    FAIL("no fact is called " << name);
    return {};
}

Value Sample::fact(std::string_view id, std::string_view name) {
    const Place root = {built_.graph.sources.front().get(), 0};
    if (id.empty()) {
        Value subject;
        subject.kind = ValueKind::map;
        subject.place = root;
        return compute(Fact::Subject::template_, name, subject);
    }
    const Resource* resource = built_.graph.find(id);
    REQUIRE(resource != nullptr);
    return compute(Fact::Subject::resource, name, resource_value(*resource));
}

Value Sample::parameter_fact(std::string_view parameter, std::string_view name) {
    for (const Parameter& candidate : built_.graph.parameters) {
        if (candidate.name != parameter) continue;
        return compute(Fact::Subject::parameter, name, candidate.place.source->resolve(candidate.place.node, *env_));
    }
    FAIL("no parameter is called " << parameter);
    return {};
}

Value Sample::output_fact(std::string_view output, std::string_view name) {
    for (const Output& candidate : built_.graph.outputs) {
        if (candidate.name != output) continue;
        Value subject;
        subject.kind = ValueKind::map;
        subject.place = candidate.place;
        subject.text = candidate.name;
        return compute(Fact::Subject::output, name, subject);
    }
    FAIL("no output is called " << output);
    return {};
}

Value Sample::at(const Value& value, std::string_view path) {
    Value current = value;
    if (path.empty()) return current;
    for (const std::string_view step : split(path, '.')) {
        const auto index = to_integer(step);
        current = index ? item(current, static_cast<std::uint32_t>(*index), *env_) : member(current, step, *env_);
    }
    return current;
}

std::string Sample::text(const Value& value, std::string_view path) {
    const Value found = at(value, path);
    if (found.is(ValueKind::unknown)) return "unknown";
    if (found.absent()) return "absent";
    return std::string(as_text(found));
}

double Sample::number(const Value& value, std::string_view path) { return as_number(at(value, path)).value_or(-1); }

Truth Sample::truth(const Value& value, std::string_view path) { return as_truth(at(value, path)); }

void Sample::assume(std::string_view condition, bool holds) {
    const Source* source = built_.graph.sources.front().get();
    for (std::uint32_t i = 0;; ++i) {
        if (source->condition_name(i) == condition) {
            scenario_ = scenario_.with({source, i}, holds);
            break;
        }
    }
    env_ = std::make_unique<Env>(arena_, scenario_);
}

std::uint32_t Sample::line(const Value& value) const {
    if (!value.place) return 0;
    const Document& document = value.place.source->document();
    return document.position(document.node(value.place.node).begin).line;
}

}  // namespace lintel
