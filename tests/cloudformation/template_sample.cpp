#include "cloudformation/template_sample.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "document/read.h"

namespace lintel::test {

TemplateSample::TemplateSample(std::string text, const ParameterValues& given, std::string_view name)
    : arena_(std::make_unique<Arena>()),
      scenario_(std::make_unique<Scenario>()),
      env_(std::make_unique<Env>(*arena_, *scenario_)) {
    const ReadResult read = read_document(std::string(name), std::move(text));
    REQUIRE(read.readable);
    built_ = build_graph(read.document, given);
}

TemplateSample TemplateSample::of(std::string_view expression, std::string_view sections,
                                  const ParameterValues& given) {
    return TemplateSample(
        cat(sections, "\nResources:\n  Bucket:\n    Type: AWS::S3::Bucket\n  Thing:\n    Type: AWS::Test::Thing\n",
            "    Properties:\n      P: ", expression, "\n"),
        given);
}

Value TemplateSample::property(std::string_view id, std::string_view name) {
    return member(resource_value(resource(id)), name, *env_);
}

const Resource& TemplateSample::resource(std::string_view id) const {
    const Resource* found = built_.graph.find(id);
    REQUIRE(found != nullptr);
    return *found;
}

Condition TemplateSample::condition(std::string_view name) const {
    const auto index = source().conditions().find(name);
    REQUIRE(index.has_value());
    return {&source(), *index};
}

void TemplateSample::assume(std::string_view name, bool holds) {
    scenario_ = std::make_unique<Scenario>(scenario_->with(condition(name), holds));
    env_ = std::make_unique<Env>(*arena_, *scenario_);
}

std::string TemplateSample::at(Place place) const {
    if (!place) return "nowhere";
    const Position position = document().position(document().span(place.node).begin);
    return cat(position.line, ':', position.column);
}

std::string TemplateSample::written(Place place) const {
    if (!place) return "nothing";
    const Span span = document().span(place.node);
    return std::string(document().source().substr(span.begin, span.end - span.begin));
}

std::string TemplateSample::trace(const Value& value) const {
    std::string out;
    for (const TraceStep* step = value.trace; step != nullptr; step = step->next) {
        if (!out.empty()) out += " <- ";
        out += cat(step->note, " @ ", at(step->place));
    }
    return out;
}

std::string shown(const Value& value, Env& env) {
    switch (value.kind) {
        case ValueKind::absent:
            return "absent";
        case ValueKind::unknown:
            return cat(value.maybe_absent ? "unknown?: " : "unknown: ", value.text);
        case ValueKind::null:
            return "null";
        case ValueKind::boolean:
            return value.boolean ? "true" : "false";
        case ValueKind::number:
            return number_text(value.number);
        case ValueKind::string: {
            std::string text(value.text);
            for (char& c : text) {
                if (c == hole) c = '*';
            }
            CHECK(value.partial == (text != value.text));
            return cat('"', text, '"');
        }
        case ValueKind::list: {
            std::string out = "[";
            for (std::uint32_t i = 0; i < value.count; ++i)
                out += cat(i > 0 ? ", " : "", shown(item(value, i, env), env));
            return out + "]";
        }
        case ValueKind::map: {
            std::string out = "{";
            for (const Member& child : members(value, env)) {
                out += cat(out.size() > 1 ? ", " : "", child.key, ": ", shown(child.value, env));
            }
            return out + "}";
        }
    }
    return "?";
}

std::string shown(const Example& example) {
    std::string out;
    for (const auto& [name, value] : example) out += cat(out.empty() ? "" : " ", name, '=', value);
    return out;
}

}  // namespace lintel::test
