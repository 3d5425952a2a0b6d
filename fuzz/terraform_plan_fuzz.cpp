// Any bytes that are a plan or state give two graphs whose values and edges stand in the file, and a report whose
// places lie in it. Never a crash.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "document/read.h"
#include "lint/check.h"
#include "model/source.h"
#include "terraform/plan.h"
#include "terraform/plan_sections.h"

namespace {

using namespace lintel;

/// Stops the run where `holds` does not: the sanitizers and the driver keep the input.
void require(bool holds) {
    if (!holds) std::abort();
}

/// Looks into a value and all that it holds; `left` bounds how much of it.
void walk(const Graph& graph, const Value& value, Env& env, std::size_t& left) {
    if (left == 0) return;
    --left;
    if (value.place) require(value.place.node < value.place.source->document().size());
    if (value.resource != nullptr) require(&graph.resources[value.resource->index] == value.resource);
    if (value.resource != nullptr && !value.is(ValueKind::map)) return;
    if (value.is(ValueKind::list)) {
        const std::vector<Value> all = items(value, env);
        require(all.size() <= value.count);
        for (std::uint32_t i = 0; i < value.count; ++i) walk(graph, item(value, i, env), env, left);
    }
    if (!value.is(ValueKind::map)) return;
    for (const Member& each : members(value, env)) {
        require(!each.value.absent());
        walk(graph, each.value, env, left);
    }
}

void build(const ReadResult& read, PlanSide side) {
    const TerraformGraph built = build_plan_graph(read.document, builtin_lift(), side);
    const Graph& graph = *built.graph;
    const std::size_t resources = graph.resources.size();
    for (const Edge& edge : graph.edges) {
        require(edge.from < resources || (edge.from == Edge::none && edge.from_output < graph.outputs.size()));
        require(edge.to < resources || (edge.to == Edge::none && edge.to_parameter < graph.parameters.size()));
        require(edge.node < read.document->size());
    }
    Arena arena;
    const Scenario always;
    for (std::uint32_t i = 0; i < resources; ++i) {
        const Resource& resource = graph.resources[i];
        require(resource.index == i && resource.place.node < read.document->size());
        Env env(arena, always);
        std::size_t left = 2000;
        walk(graph, resource_value(resource), env, left);
    }
    for (const Flaw& flaw : built.flaws) require(!flaw.fatal && flaw.offset <= read.document->source().size());
}

void judge(std::string_view name, std::string_view text) {
    const Report report = check({{std::string(name), std::string(text)}}, builtin_rules(), {});
    const auto lies_inside = [&](const Location& at) {
        require(at.begin <= at.end_offset && at.end_offset <= text.size());
        require(at.start.line >= 1 && at.start.column >= 1 && at.start.line <= at.end.line);
    };
    for (const auto* findings : {&report.findings, &report.fixed}) {
        for (const Finding& finding : *findings) {
            require(finding.rule != nullptr && !finding.message.empty());
            lies_inside(finding.location);
            for (const Note& note : finding.trace) lies_inside(note.location);
            for (const Note& note : finding.related) lies_inside(note.location);
        }
    }
    for (const Unknown& unknown : report.unknown) lies_inside(unknown.location);
    for (const FileError& error : report.errors) require(!error.internal);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    ReadLimits limits;
    limits.nodes = 100'000;
    for (const char* name : {"plan.json", "plan.yaml"}) {
        const ReadResult read = read_document(name, std::string(text), limits);
        if (!read.readable || plan_kind(*read.document) == PlanKind::none) continue;
        build(read, PlanSide::after);
        build(read, PlanSide::before);
        judge(name, text);
        break;
    }
    return 0;
}
