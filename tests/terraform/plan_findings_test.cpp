// What plans and states give as findings: the whole way from bytes.

#include <doctest/doctest.h>

#include "base/text.h"
#include "lint/check.h"
#include "terraform/plan_sample.h"

namespace {

using namespace lintel;
using test::plan_of;
using test::Planned;
using test::state_of;

Report checked(std::string text, std::string_view rule = "EBS001") {
    CheckOptions options;
    options.choice.select = {std::string(rule)};
    return check({{"plan.json", std::move(text)}}, builtin_rules(), options);
}

std::string addresses(const std::vector<Finding>& findings) {
    std::string all;
    for (const Finding& finding : findings) all += cat(all.empty() ? "" : " ", finding.resource.id);
    return all;
}

/// The addresses of the findings with what the plan does about them, and of what it puts right.
std::string effects(const std::vector<Planned>& resources, std::string_view rule = "EBS001") {
    const Report report = checked(plan_of(resources), rule);
    std::string all;
    for (const Finding& finding : report.findings) {
        const std::string_view effect = finding.effect == PlanEffect::introduced ? "introduced"
                                        : finding.effect == PlanEffect::kept     ? "kept"
                                                                                 : "none";
        all += cat(all.empty() ? "" : ", ", effect, " ", finding.resource.id);
    }
    for (const Finding& finding : report.fixed) all += cat(all.empty() ? "" : ", ", "fixed ", finding.resource.id);
    return all;
}

constexpr std::string_view plain = "{encrypted: false}";
constexpr std::string_view sealed = "{encrypted: true}";

Planned volume(std::string_view before, std::string_view after, std::string_view actions,
               std::string_view address = "aws_ebs_volume.v") {
    return {address, after, "{}", "{encrypted: {constant_value: false}}", "{}", before, actions};
}

/// A plan in one line, as Terraform writes them, in JSON.
std::string one_line(std::string_view tags, std::string_view after) {
    return cat(R"({"format_version":"1.2","variables":{"t":{"value":")", tags,
               R"("}},"resource_changes":[{"address":"aws_ebs_volume.v","mode":"managed","type":"aws_ebs_volume",)",
               R"("change":{"actions":["create"],"before":null,"after":{)", after,
               R"(},"after_unknown":{"id":true}}}]})");
}

}  // namespace

TEST_CASE("what a plan creates is introduced") {
    CHECK(effects({volume("null", plain, "[create]")}) == "introduced aws_ebs_volume.v");
    CHECK(effects({volume("null", sealed, "[create]")}) == "");
}

TEST_CASE("what a plan leaves as it is, it keeps") {
    CHECK(effects({volume(plain, plain, "[no-op]")}) == "kept aws_ebs_volume.v");
    CHECK(effects({volume(plain, plain, "[no-op]"), volume("null", plain, "[create]", "aws_ebs_volume.w")}) ==
          "kept aws_ebs_volume.v, introduced aws_ebs_volume.w");
}

TEST_CASE("what a plan changes is introduced, kept or fixed") {
    CHECK(effects({volume(plain, plain, "[update]")}) == "kept aws_ebs_volume.v");
    CHECK(effects({volume(sealed, plain, "[delete, create]")}) == "introduced aws_ebs_volume.v");
    CHECK(effects({volume(plain, sealed, "[delete, create]")}) == "fixed aws_ebs_volume.v");
    CHECK(effects({volume(sealed, sealed, "[update]")}) == "");
}

TEST_CASE("what a plan deletes is no longer wrong") {
    CHECK(effects({volume(plain, "null", "[delete]")}) == "fixed aws_ebs_volume.v");
    CHECK(effects({volume(sealed, "null", "[delete]")}) == "");
}

TEST_CASE("what is wrong at another place than before is introduced, and the old place fixed") {
    const std::string_view grant = "{bucket: n, grant: [{uri: 'http://acs.amazonaws.com/groups/global/AllUsers'}]}";
    CHECK(effects({{"aws_s3_bucket.b", grant, "{}", {}, "{}", "{bucket: n, acl: public-read}", "[update]"}}, "S3001") ==
          "introduced aws_s3_bucket.b, fixed aws_s3_bucket.b");
}

TEST_CASE("a defect in a split resource is introduced, kept or fixed there") {
    const Planned bucket = {"aws_s3_bucket.b", "{bucket: n, id: n}", "{}", {}, "{}", "{bucket: n, id: n}", "[no-op]"};
    const auto acl = [&](std::string_view before, std::string_view after) {
        return effects({bucket, {"aws_s3_bucket_acl.a", after, "{}", {}, "{}", before, "[update]"}}, "S3001");
    };
    const std::string_view open = "{bucket: n, acl: public-read}";
    const std::string_view closed = "{bucket: n, acl: private}";
    CHECK(acl(open, open) == "kept aws_s3_bucket_acl.a");
    CHECK(acl(closed, open) == "introduced aws_s3_bucket_acl.a");
    CHECK(acl(open, closed) == "fixed aws_s3_bucket_acl.a");
    CHECK(acl(closed, closed) == "");
}

TEST_CASE("a state has no effects") {
    const Report report = checked(state_of({{"aws_ebs_volume.v", plain}}));
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].effect == PlanEffect::none);
    CHECK(report.fixed.empty());
    REQUIRE(report.files.size() == 1);
    CHECK(report.files[0].kind == InputKind::terraform_state);
    CHECK(report.files[0].resources == 1);
}

TEST_CASE("the resources of a plan are counted without what it deletes") {
    const Report report = checked(plan_of({volume(plain, "null", "[delete]"),
                                           volume("null", sealed, "[create]", "aws_ebs_volume.w"),
                                           {"data.aws_ami.d"}}));
    REQUIRE(report.files.size() == 1);
    CHECK(report.files[0].kind == InputKind::terraform_plan);
    CHECK(report.files[0].resources == 1);
}

TEST_CASE("a plan that is not whole is judged, with a warning") {
    const Report report = checked(cat(plan_of({volume("null", plain, "[create]")}), "errored: true\n"));
    CHECK(addresses(report.findings) == "aws_ebs_volume.v");
    REQUIRE(report.warnings.size() == 1);
    CHECK(report.warnings[0].message.starts_with("Planning ended in an error"));
    CHECK(report.errors.empty());
}

TEST_CASE("a finding has its column and its bytes in a file of one line") {
    const std::string text = one_line("x", R"("size":1,"encrypted":false)");
    const Report report = checked(text);
    REQUIRE(report.findings.size() == 1);
    const Location& at = report.findings[0].location;
    const std::string_view blamed = R"("encrypted":false)";
    CHECK(at.start.line == 1);
    CHECK(at.end.line == 1);
    CHECK(at.begin == text.find(blamed));
    CHECK(text.substr(at.begin, at.end_offset - at.begin) == blamed);
    CHECK(at.start.column == at.begin + 1);
    CHECK(at.end.column == at.end_offset + 1);
    CHECK(report.findings[0].resource.path == "encrypted");
}

TEST_CASE("columns count characters, and offsets bytes") {
    const std::string ascii = one_line("xx", R"("encrypted":false)");
    const std::string umlauts = one_line("\xC3\xA4\xF0\x9F\x98\x80", R"("encrypted":false)");
    const Report first = checked(ascii);
    const Report second = checked(umlauts);
    REQUIRE(first.findings.size() == 1);
    REQUIRE(second.findings.size() == 1);
    CHECK(first.findings[0].location.start == second.findings[0].location.start);
    CHECK(first.findings[0].location.begin + 4 == second.findings[0].location.begin);
    CHECK(second.findings[0].location.begin == umlauts.find(R"("encrypted":false)"));
}

TEST_CASE("what is not written is blamed where the resource is named") {
    const std::string text = one_line("x", R"("size":1)");
    const Report report = checked(text);
    REQUIRE(report.findings.size() == 1);
    const Finding& finding = report.findings[0];
    CHECK(text.substr(finding.location.begin, finding.location.end_offset - finding.location.begin) ==
          R"("address":"aws_ebs_volume.v")");
    CHECK(finding.resource.id == "aws_ebs_volume.v");
    CHECK(finding.resource.type == "aws_ebs_volume");
    CHECK(finding.resource.path == "");
}

TEST_CASE("a password is blamed where the configuration has it as a constant, not where it is given") {
    const auto user = [](std::string_view expressions) {
        return addresses(checked(plan_of({{"aws_elasticache_user.u", "{user_id: u, passwords: [Tr0ub4dor-and-3]}", "{}",
                                           expressions, "{passwords: true}"}}),
                                 "SEC002")
                             .findings);
    };
    CHECK(user("{passwords: {constant_value: [Tr0ub4dor-and-3]}}") == "aws_elasticache_user.u");
    CHECK(user("{passwords: {references: [var.password]}}") == "");
}

TEST_CASE("a broken plan is an error, and what is no plan is passed over") {
    const Report broken = checked(R"({"format_version":"1.2","planned_values":{)");
    CHECK(broken.errors.size() == 1);
    CHECK(checked(R"({"format_version":"1.2")").errors.empty());
    CHECK(checked(R"({"format_version":"1.2"})").files[0].kind == InputKind::not_a_template);
}
