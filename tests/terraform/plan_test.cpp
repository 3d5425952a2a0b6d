#include "terraform/plan.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "terraform/plan_sample.h"

namespace {

using namespace lintel;
using test::plan_of;
using test::Planned;
using test::PlanSample;
using test::state_of;

PlanWork work_of(const std::vector<Planned>& resources) { return PlanSample(plan_of(resources)).built().effect; }

constexpr Planned created = {"aws_test.created", "{}"};
constexpr Planned kept = {"aws_test.kept", "{}", "{}", {}, "{}", "{}", "[no-op]"};
constexpr Planned changed = {"aws_test.changed", "{}", "{}", {}, "{}", "{}", "[update]"};
constexpr Planned deleted = {"aws_test.deleted", "null", "{}", {}, "{}", "{}", "[delete]"};
constexpr Planned forgotten = {"aws_test.forgotten", "null", "{}", {}, "{}", "{}", "[forget]"};
constexpr Planned data_read = {"data.aws_test.read", "{}", "{}", {}, "{}", "null", "[read]"};

}  // namespace

TEST_CASE("resources of a plan are those of the registry, each in its place") {
    PlanSample sample(plan_of({{"aws_ebs_volume.v", "{encrypted: true}"},
                               {"module.m[0].aws_ebs_volume.v", "{}"},
                               {"aws_test.t"},
                               {"data.aws_ami.d"}}));
    CHECK(sample.resources() ==
          "aws_ebs_volume.v: AWS::EC2::Volume; module.m[0].aws_ebs_volume.v: AWS::EC2::Volume; aws_test.t: aws_test");
    const Resource& volume = sample.resource("aws_ebs_volume.v");
    CHECK(volume.written_type == "aws_ebs_volume");
    const Document& document = volume.place.source->document();
    CHECK(document.text(volume.named_at.node) == "aws_ebs_volume.v");
    CHECK(document.key(volume.body.node) == "after");
    CHECK_FALSE(volume.condition);
}

TEST_CASE("edges lead from properties to what they refer to") {
    PlanSample sample(plan_of(
        {{"aws_ebs_volume.v", "{}", "{kms_key_id: true}",
          "{kms_key_id: {references: [aws_kms_key.k.arn, aws_kms_key.k]}, "
          "size: {references: [var.size]}, zone: {references: [local.z]}}"},
         {"aws_kms_key.k"}},
        "configuration: {root_module: {variables: {size: {}}, resources: [{address: aws_ebs_volume.v, expressions: "
        "{kms_key_id: {references: [aws_kms_key.k.arn, aws_kms_key.k]}, size: {references: [var.size]}, "
        "availability_zone: {references: [local.z]}}}]}}"));
    CHECK(sample.edges() == "aws_ebs_volume.v.KmsKeyId > aws_kms_key.k.arn; aws_ebs_volume.v.Size > $size");
    CHECK(sample.graph().edges_to(sample.resource("aws_kms_key.k").index).size() == 1);
}

TEST_CASE("a state has edges by ids, and tells of no work") {
    PlanSample state(state_of({{"aws_ebs_volume.v", "{kms_key_id: 'arn:aws:kms:::key/1', id: vol-0123abcd}"},
                               {"aws_kms_key.k", "{arn: 'arn:aws:kms:::key/1'}"}}));
    CHECK(state.edges() == "aws_ebs_volume.v.KmsKeyId > aws_kms_key.k");
    CHECK(state.built().effect == PlanWork::unknown);
}

TEST_CASE("a plan does nothing, creates or changes") {
    CHECK(work_of({kept}) == PlanWork::none);
    CHECK(work_of({kept, data_read}) == PlanWork::none);
    CHECK(work_of({created}) == PlanWork::creates);
    CHECK(work_of({created, data_read}) == PlanWork::creates);
    CHECK(work_of({created, kept}) == PlanWork::changes);
    CHECK(work_of({changed}) == PlanWork::changes);
    CHECK(work_of({deleted}) == PlanWork::changes);
    CHECK(work_of({forgotten, kept}) == PlanWork::changes);
    CHECK(work_of({data_read}) == PlanWork::unknown);
    CHECK(PlanSample("{format_version: '1.2', resource_changes: []}").built().effect == PlanWork::unknown);
}

TEST_CASE("what a plan starts from is what was there") {
    const std::string plan =
        plan_of({{"aws_ebs_volume.v", "{encrypted: true}", "{}", {}, "{}", "{encrypted: false}", "[update]"},
                 {"aws_ebs_volume.gone", "null", "{}", {}, "{}", "{encrypted: false}", "[delete]"},
                 {"aws_ebs_volume.made", "{encrypted: true}"}});
    PlanSample after(plan);
    CHECK(after.told("aws_ebs_volume.v", "Encrypted") == "true");
    CHECK(after.resource("aws_ebs_volume.gone").deleted);
    PlanSample before(plan, PlanSide::before);
    CHECK(before.resources() == "aws_ebs_volume.v: AWS::EC2::Volume; aws_ebs_volume.gone: AWS::EC2::Volume");
    CHECK(before.told("aws_ebs_volume.v", "Encrypted") == "false");
    CHECK_FALSE(before.resource("aws_ebs_volume.gone").deleted);
}

TEST_CASE("split resources are one, within the instance of a module") {
    PlanSample sample(plan_of(
        {{"module.m[0].aws_s3_bucket.b", "{}", "{id: true, bucket: true}"},
         {"module.m[0].aws_s3_bucket_versioning.v", "{versioning_configuration: [{status: Enabled}]}",
          "{bucket: true}"},
         {"module.m[1].aws_s3_bucket.b", "{}", "{id: true, bucket: true}"},
         {"module.m[1].aws_s3_bucket_versioning.v", "{versioning_configuration: [{status: Suspended}]}",
          "{bucket: true}"}},
        "configuration: {root_module: {module_calls: {m: {module: {resources: [{address: aws_s3_bucket.b, expressions: "
        "{}}, {address: aws_s3_bucket_versioning.v, expressions: {bucket: {references: [aws_s3_bucket.b.id, "
        "aws_s3_bucket.b]}}}]}}}}}"));
    CHECK(sample.told("module.m[0].aws_s3_bucket.b", "VersioningConfiguration.Status") == R"("Enabled")");
    CHECK(sample.told("module.m[1].aws_s3_bucket.b", "VersioningConfiguration.Status") == R"("Suspended")");
}

TEST_CASE("remarks about a plan are told") {
    PlanSample sample("format_version: '3.0'\nresource_changes: []\nerrored: true\n");
    CHECK(
        sample.flaws() ==
        "Format version 3.0 is newer than lintel knows; what it adds is not judged.; Planning ended in an error: only "
        "what was planned until then is judged.");
}

TEST_CASE("an output is what the plan makes of it") {
    constexpr std::string_view sections =
        "planned_values: {root_module: {}, outputs: {known: {sensitive: false, value: v}, later: {sensitive: false}, "
        "hidden: {sensitive: true, value: s}}}\n"
        "output_changes:\n"
        "  known: {actions: [update], before: w, after: v, after_unknown: false, before_sensitive: false, "
        "after_sensitive: false}\n"
        "  later: {actions: [create], before: null, after_unknown: true, before_sensitive: false, after_sensitive: "
        "false}\n"
        "  hidden: {actions: [create], before: null, after: s, after_unknown: false, before_sensitive: true, "
        "after_sensitive: true}\n"
        "  gone: {actions: [delete], before: x, after: null, after_unknown: false, before_sensitive: false, "
        "after_sensitive: false}\n"
        "configuration: {root_module: {outputs: {known: {description: d, expression: {references: [aws_test.a.id, "
        "aws_test.a]}}, later: {expression: {references: [aws_test.a.arn, aws_test.a]}}, hidden: {sensitive: true, "
        "expression: {}}}}}\n";
    const auto outputs = [](PlanSample& sample) {
        std::string out;
        for (const Output& output : sample.graph().outputs) {
            const auto said = [&](std::string_view name) {
                return sample.told(output.place.source->output(output, name, sample.env()));
            };
            out += cat(out.empty() ? "" : "; ", output.name, " = ", said("Value"), ", ", said("Description"), ", ",
                       said("Sensitive"));
        }
        return out;
    };
    PlanSample after(plan_of({{"aws_test.a"}}, sections));
    CHECK(
        outputs(after) ==
        "known = \"v\" @aws_test.a.id, \"d\", false; later = @aws_test.a.arn, absent, false; hidden = !\"s\", absent, "
        "true");
    PlanSample before(plan_of({{"aws_test.a"}}, sections), PlanSide::before);
    CHECK(outputs(before) ==
          "known = \"w\", \"d\", false; later = absent, absent, false; hidden = absent, absent, false; gone = \"x\", "
          "absent, "
          "false");
}

TEST_CASE("outputs refer to resources and variables") {
    PlanSample sample(
        plan_of({{"aws_test.a"}},
                "configuration: {root_module: {variables: {v: {}}, outputs: {o: {expression: {references: "
                "[aws_test.a.id, aws_test.a, var.v]}}, p: {expression: {constant_value: 1}}}}}"));
    REQUIRE(sample.graph().outputs.size() == 2);
    CHECK(sample.graph().outputs[0].name == "o");
    CHECK(sample.edges() == ". > aws_test.a.id; . > $v");
}
