#include "terraform/plan_sample.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "document/read.h"
#include "terraform/address.h"
#include "terraform/plan_sections.h"

namespace lintel::test {
namespace {

/// "address: A, mode: M, type: T" of an address.
std::string header(std::string_view address) {
    const std::string plain = without_keys(address);
    const std::vector<std::string_view> steps = split(plain, '.');
    REQUIRE(steps.size() >= 2);
    const bool data = steps.size() > 2 && steps[steps.size() - 3] == "data";
    return cat("address: '", address, "', mode: ", data ? "data" : "managed", ", type: ", steps[steps.size() - 2]);
}

std::string position_text(const Document& document, NodeId node) {
    const Position position = document.position(document.node(node).begin);
    return cat(position.line, ':', position.column);
}

void append(std::string& all, std::string_view one) {
    if (!all.empty()) all += "; ";
    all += one;
}

}  // namespace

std::string plan_of(const std::vector<Planned>& resources, std::string_view sections) {
    std::string text = "format_version: '1.2'\nresource_changes:\n";
    for (const Planned& planned : resources) {
        text += cat("- {", header(planned.address), ", change: {actions: ", planned.actions,
                    ", before: ", planned.before, ", after: ", planned.values, ", after_unknown: ", planned.unknown,
                    ", after_sensitive: ", planned.sensitive, "}}\n");
    }
    if (sections.find("configuration:") == std::string_view::npos) {
        text += "configuration: {root_module: {resources: [";
        for (const Planned& planned : resources) {
            if (planned.expressions.empty()) continue;
            text += cat("{address: ", without_keys(planned.address), ", expressions: ", planned.expressions, "}, ");
        }
        text += "]}}\n";
    }
    return cat(text, sections, sections.empty() ? "" : "\n");
}

std::string state_of(const std::vector<Planned>& resources) {
    std::string text = "format_version: '1.0'\nvalues: {root_module: {resources: [\n";
    for (const Planned& planned : resources) {
        text += cat("  {", header(planned.address), ", values: ", planned.values,
                    ", sensitive_values: ", planned.sensitive, "},\n");
    }
    return text + "]}}\n";
}

PlanSample::PlanSample(std::string text, PlanSide side, const LiftTable& lift) {
    const ReadResult read = read_document("plan.yaml", std::move(text));
    REQUIRE(read.readable);
    REQUIRE(plan_kind(*read.document) != PlanKind::none);
    built_ = build_plan_graph(read.document, lift, side);
}

const Resource& PlanSample::resource(std::string_view address) const {
    const Resource* found = graph().find(address);
    REQUIRE_MESSAGE(found != nullptr, std::string(address));
    return *found;
}

Value PlanSample::value(std::string_view address, std::string_view path) {
    Value current = resource_value(resource(address));
    for (const std::string_view step : split(path, '.')) {
        const auto index = to_integer(step);
        current = index ? item(current, static_cast<std::uint32_t>(*index), env_) : member(current, step, env_);
    }
    return current;
}

std::string PlanSample::told(const Value& value) {
    const std::string reference =
        value.resource == nullptr ? std::string()
                                  : cat('@', value.resource->id, value.attribute.empty() ? "" : ".", value.attribute);
    const std::string out = value.secret ? "!" : "";
    switch (value.kind) {
        case ValueKind::absent:
            return out + "absent";
        case ValueKind::unknown:
            return cat(out,
                       value.maybe_absent  ? "??"
                       : reference.empty() ? "?"
                                           : "",
                       reference.empty() ? value.text : std::string_view(reference));
        case ValueKind::null:
            return out + "null";
        case ValueKind::boolean:
            return out + (value.boolean ? "true" : "false");
        case ValueKind::number:
            return cat(out, number_text(value.number));
        case ValueKind::string:
            return cat(out, '"', value.text, '"', reference.empty() ? "" : " ", reference);
        case ValueKind::list: {
            std::string items;
            for (std::uint32_t i = 0; i < value.count; ++i) items += cat(i > 0 ? ", " : "", told(item(value, i, env_)));
            return cat(out, '[', items, ']');
        }
        case ValueKind::map: {
            std::string members;
            for (const Member& child : lintel::members(value, env_))
                members += cat(members.empty() ? "" : ", ", child.key, ": ", told(child.value));
            return cat(out, '{', members, '}');
        }
    }
    return "?";
}

std::string PlanSample::all(std::string_view address) { return told(resource_value(resource(address))); }

std::string PlanSample::at(const Value& value) const {
    if (!value.place) return "nowhere";
    return position_text(value.place.source->document(), value.place.node);
}

std::string PlanSample::resources() const {
    std::string all;
    for (const Resource& each : graph().resources) append(all, cat(each.id, ": ", each.type));
    return all;
}

std::string PlanSample::edges() const {
    std::string all;
    for (const Edge& edge : graph().edges) {
        const std::string_view from = edge.from == Edge::none ? std::string_view{} : graph().resources[edge.from].id;
        const std::string to = edge.to == Edge::none ? cat('$', graph().parameters[edge.to_parameter].name)
                                                     : std::string(graph().resources[edge.to].id);
        append(all, cat(from, '.', edge.property, " > ", to, edge.attribute.empty() ? "" : ".", edge.attribute));
    }
    return all;
}

std::string PlanSample::flaws() const {
    std::string all;
    for (const Flaw& flaw : built_.flaws) append(all, flaw.message);
    return all;
}

}  // namespace lintel::test
