#include "terraform/plan_sections.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "base/text.h"

namespace {

using namespace lintel;

std::shared_ptr<const Document> document_of(std::string text) {
    const ReadResult read = read_document("plan.yaml", std::move(text));
    REQUIRE(read.readable);
    return read.document;
}

PlanKind kind_of(std::string text) { return plan_kind(*document_of(std::move(text))); }

/// A plan or state taken apart.
struct Parts {
    explicit Parts(std::string text, PlanSide side = PlanSide::after)
        : document(document_of(std::move(text))), sections(read_plan(*document, side)) {}

    std::string written(NodeId node) const {
        if (node == no_node) return "none";
        const Span span = document->span(node);
        return std::string(document->source().substr(span.begin, span.end - span.begin));
    }

    /// The addresses in order, blanks between; a data source has `?` behind it, what is deleted `-`, replaced `+`.
    std::string addresses() const {
        std::string all;
        for (const PlanResource& resource : sections.resources) {
            all += cat(all.empty() ? "" : " ", resource.address, resource.data ? "?" : "", resource.deleted ? "-" : "",
                       resource.replaced ? "+" : "");
        }
        return all;
    }

    /// "line:column message" of all flaws.
    std::string flaws() const {
        std::string all;
        for (const Flaw& flaw : sections.flaws) {
            CHECK_FALSE(flaw.fatal);
            const Position at = document->position(flaw.offset);
            all += cat(all.empty() ? "" : "; ", at.line, ':', at.column, ' ', flaw.message);
        }
        return all;
    }

    std::shared_ptr<const Document> document;
    PlanSections sections;
};

/// A plan with one change: its actions, and what is there before and after.
std::string change(std::string_view actions, std::string_view before, std::string_view after) {
    return cat("format_version: '1.2'\nresource_changes:\n- {address: aws_x.a, mode: managed, type: aws_x, change: ",
               "{actions: ", actions, ", before: ", before, ", after: ", after,
               ", after_unknown: {u: true}, after_sensitive: {s: true}, before_sensitive: {b: true}}}\n");
}

}  // namespace

TEST_CASE("plans and states are told by their content") {
    CHECK(kind_of("planned_values: {root_module: {}}") == PlanKind::plan);
    CHECK(kind_of("{format_version: '1.2', resource_changes: []}") == PlanKind::plan);
    CHECK(kind_of("{format_version: '1.0', values: {root_module: {}}}") == PlanKind::state);
    CHECK(kind_of("{format_version: '0.1', planned_values: {root_module: {}}, values: {root_module: {}}}") ==
          PlanKind::plan);
}

TEST_CASE("other files are no plans") {
    CHECK(kind_of("") == PlanKind::none);
    CHECK(kind_of("[]") == PlanKind::none);
    CHECK(kind_of("text") == PlanKind::none);
    CHECK(kind_of("{}") == PlanKind::none);
    CHECK(kind_of("format_version: '1.0'") == PlanKind::none);
    CHECK(kind_of("resource_changes: []") == PlanKind::none);
    CHECK(kind_of("{format_version: '1.0', resource_changes: {}}") == PlanKind::none);
    CHECK(kind_of("values: {root_module: {}}") == PlanKind::none);
    CHECK(kind_of("planned_values: text") == PlanKind::none);
    CHECK(kind_of("Resources: {A: {Type: 'AWS::S3::Bucket'}}") == PlanKind::none);
}

TEST_CASE("a change has what is there after it, and what stands beside that") {
    const Parts plan(change("[update]", "{n: 1}", "{n: 2}"));
    REQUIRE(plan.addresses() == "aws_x.a");
    const PlanResource& resource = plan.sections.resources[0];
    CHECK(resource.type == "aws_x");
    CHECK(plan.written(resource.named_at) == "aws_x.a");
    CHECK(plan.written(resource.values) == "{n: 2}");
    CHECK(plan.written(resource.unknown) == "{u: true}");
    CHECK(plan.written(resource.sensitive) == "{s: true}");
    CHECK(plan.written(resource.before) == "{n: 1}");
    CHECK(has_action(*plan.document, resource.actions, "update"));
    CHECK_FALSE(has_action(*plan.document, resource.actions, "upd"));
    CHECK_FALSE(has_action(*plan.document, no_node, "update"));
    CHECK_FALSE(plan.sections.state);
}

TEST_CASE("what is created has nothing before") {
    const Parts plan(change("[create]", "null", "{n: 2}"));
    CHECK(plan.addresses() == "aws_x.a");
    CHECK(plan.sections.resources[0].before == no_node);
    CHECK(Parts(change("[create]", "null", "{n: 2}"), PlanSide::before).addresses() == "");
}

TEST_CASE("what is deleted is what was there") {
    for (const std::string actions : {"[delete]", "[forget]"}) {
        CAPTURE(actions);
        const Parts plan(change(actions, "{n: 1}", "null"));
        REQUIRE(plan.addresses() == "aws_x.a-");
        CHECK(plan.written(plan.sections.resources[0].values) == "{n: 1}");
        CHECK(plan.written(plan.sections.resources[0].sensitive) == "{b: true}");
        CHECK(plan.sections.resources[0].unknown == no_node);
    }
}

TEST_CASE("what is deleted and created is replaced") {
    for (const std::string actions : {"[delete, create]", "[create, delete]", "[create, forget]"}) {
        CAPTURE(actions);
        const Parts plan(change(actions, "{n: 1}", "{n: 2}"));
        REQUIRE(plan.addresses() == "aws_x.a+");
        CHECK(plan.written(plan.sections.resources[0].values) == "{n: 2}");
    }
}

TEST_CASE("before the plan there is what is changed, replaced or deleted") {
    for (const std::string actions : {"[no-op]", "[update]", "[delete, create]"}) {
        CAPTURE(actions);
        const Parts before(change(actions, "{n: 1}", "{n: 2}"), PlanSide::before);
        REQUIRE(before.addresses() == "aws_x.a");
        CHECK(before.written(before.sections.resources[0].values) == "{n: 1}");
        CHECK(before.written(before.sections.resources[0].sensitive) == "{b: true}");
        CHECK(before.sections.resources[0].unknown == no_node);
    }
    CHECK(Parts(change("[delete]", "{n: 1}", "null"), PlanSide::before).addresses() == "aws_x.a");
}

TEST_CASE("before the plan there is nothing of what it only plans") {
    const std::string_view planned =
        "format_version: '1.2'\n"
        "planned_values: {root_module: {resources: [{address: aws_x.a, mode: managed, type: aws_x, values: {}}]}}\n"
        "prior_state: {values: {root_module: {resources: [{address: data.aws_d.a, mode: data, type: aws_d, "
        "values: {}}]}}}\n";
    CHECK(Parts(std::string(planned), PlanSide::before).addresses() == "");
    CHECK(Parts(std::string(planned)).addresses() == "aws_x.a data.aws_d.a?");
}

TEST_CASE("deposed objects are not what the configuration tells of") {
    const Parts plan(
        "format_version: '1.2'\nresource_changes:\n"
        "- {address: aws_x.a, mode: managed, type: aws_x, deposed: abcd1234, change: {actions: [delete], before: {}, "
        "after: null}}\n"
        "- {address: aws_x.a, mode: managed, type: aws_x, deposed: null, change: {actions: [no-op], before: {}, "
        "after: {}}}\n");
    CHECK(plan.addresses() == "aws_x.a");
}

TEST_CASE("planned values tell of what no change tells of") {
    const Parts plan(
        "format_version: '1.2'\n"
        "resource_changes:\n"
        "- {address: aws_x.a, mode: managed, type: aws_x, change: {actions: [create], before: null, after: {n: 1}}}\n"
        "planned_values:\n"
        "  root_module:\n"
        "    resources:\n"
        "    - {address: aws_x.a, mode: managed, type: aws_x, values: {n: 2}}\n"
        "    - {address: aws_x.b, mode: managed, type: aws_x, values: {n: 3}, sensitive_values: {n: true}}\n");
    REQUIRE(plan.addresses() == "aws_x.a aws_x.b");
    CHECK(plan.written(plan.sections.resources[0].values) == "{n: 1}");
    CHECK(plan.written(plan.sections.resources[1].values) == "{n: 3}");
    CHECK(plan.written(plan.sections.resources[1].sensitive) == "{n: true}");
}

TEST_CASE("a plan has the data sources of its prior state, and nothing else of it") {
    const Parts plan(
        "format_version: '1.2'\n"
        "resource_changes:\n"
        "- {address: data.aws_d.late, mode: data, type: aws_d, change: {actions: [read], before: null, after: {}}}\n"
        "prior_state:\n"
        "  format_version: '1.0'\n"
        "  values:\n"
        "    root_module:\n"
        "      resources:\n"
        "      - {address: data.aws_d.a, mode: data, type: aws_d, values: {}}\n"
        "      - {address: aws_x.gone, mode: managed, type: aws_x, values: {}}\n"
        "      child_modules:\n"
        "      - {address: module.m, resources: [{address: module.m.data.aws_d.b, mode: data, type: aws_d}]}\n");
    CHECK(plan.addresses() == "data.aws_d.late? data.aws_d.a? module.m.data.aws_d.b?");
    CHECK_FALSE(plan.sections.state);
}

TEST_CASE("a state has its resources, those of child modules behind those of their parents") {
    const Parts state(
        "format_version: '1.0'\n"
        "terraform_version: 1.9.0\n"
        "values:\n"
        "  root_module:\n"
        "    child_modules:\n"
        "    - address: module.a\n"
        "      resources: [{address: module.a.aws_x.b, mode: managed, type: aws_x, values: {}}]\n"
        "      child_modules:\n"
        "      - {address: module.a.module.c, resources: [{address: module.a.module.c.aws_x.d, type: aws_x}]}\n"
        "    - {address: module.e, resources: [{address: module.e.aws_x.f, mode: managed, type: aws_x, values: "
        "null}]}\n"
        "    resources:\n"
        "    - {address: aws_x.g, mode: managed, type: aws_x, values: {n: 1}, sensitive_values: {n: true}}\n"
        "    - {address: data.aws_d.h, mode: data, type: aws_d, values: {}}\n");
    CHECK(state.sections.state);
    CHECK(state.addresses() == "aws_x.g data.aws_d.h? module.a.aws_x.b module.a.module.c.aws_x.d module.e.aws_x.f");
    CHECK(state.written(state.sections.resources[0].values) == "{n: 1}");
    CHECK(state.sections.resources[4].values == no_node);
    CHECK(state.flaws() == "");
}

TEST_CASE("configuration and variables are where they are") {
    const Parts plan(
        "{format_version: '1.2', resource_changes: [], variables: {v: {value: 1}}, "
        "configuration: {root_module: {resources: []}}}");
    CHECK(plan.written(plan.sections.configuration) == "{resources: []}");
    CHECK(plan.written(plan.sections.variables) == "{v: {value: 1}}");
    CHECK(Parts("{format_version: '1.2', resource_changes: []}").sections.configuration == no_node);
}

TEST_CASE("a plan that ended in an error, or is not complete, is told") {
    const auto flaws = [](std::string_view line) {
        return Parts(cat("format_version: '1.2'\nresource_changes: []\n", line, "\n")).flaws();
    };
    CHECK(flaws("errored: true") == "3:1 Planning ended in an error: only what was planned until then is judged.");
    CHECK(flaws("complete: false") ==
          "3:1 The plan is not complete: another plan and apply will follow, and are not judged here.");
    CHECK(flaws("errored: false") == "");
    CHECK(flaws("complete: true") == "");
    CHECK(flaws("complete: false\nerrored: true") ==
          "4:1 Planning ended in an error: only what was planned until then is judged.");
}

TEST_CASE("format versions that are newer than what is known are told") {
    const auto flaws = [](std::string_view version) {
        return Parts(cat("format_version: '", version, "'\nresource_changes: []\n")).flaws();
    };
    for (const std::string version : {"0.1", "0.2", "1.0", "1.2", "1.20"}) {
        CAPTURE(version);
        CHECK(flaws(version) == "");
    }
    CHECK(flaws("2.0") == "1:1 Format version 2.0 is newer than lintel knows; what it adds is not judged.");
    CHECK(flaws("10.1") == "1:1 Format version 10.1 is newer than lintel knows; what it adds is not judged.");
}

TEST_CASE("sections of another form than they should have hold nothing") {
    for (const std::string text :
         {"{format_version: 1, resource_changes: [null, 1, [], {}, {address: aws_x.a}, {change: {}}]}",
          "{format_version: {}, resource_changes: [], planned_values: 1, prior_state: [], configuration: x}",
          "{format_version: '1.0', values: {root_module: [1, {resources: 1}]}}",
          "{format_version: '1.0', values: {root_module: {resources: {a: 1}, child_modules: [1, null, {resources: "
          "x}]}}}"}) {
        CAPTURE(text);
        CHECK(Parts(text).addresses() == "");
    }
}
