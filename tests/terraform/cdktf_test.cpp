// What the CDK for Terraform synthesizes, judged as it lies there: findings name the construct that the owner wrote.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "lint/check.h"
#include "paths.h"
#include "report/json.h"

namespace {

namespace fs = std::filesystem;
using namespace lintel;

const fs::path stacks = source_directory() / "fixtures" / "cdktf" / "stacks";

Input stack(const std::string& name) {
    std::ifstream in(stacks / name / "cdk.tf.json", std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return {cat(name, "/cdk.tf.json"), text.str()};
}

Report checked(const std::vector<Input>& variable_files = {}) {
    CheckOptions options;
    options.as_of = "2026-11-22";
    options.variable_files = variable_files;
    return check({stack("network"), stack("service")}, builtin_rules(), options);
}

struct Expected {
    std::string_view rule;
    std::string_view construct;
    std::uint32_t line;
};

bool found(const Report& report, const Expected& expected) {
    return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
        return finding.rule->id == expected.rule && finding.resource.construct == expected.construct &&
               finding.location.start.line == expected.line;
    });
}

/// "RULE@LINE" of every finding of a construct; "" if there is none.
std::string findings_of(const Report& report, std::string_view construct) {
    std::string text;
    for (const Finding& finding : report.findings) {
        if (finding.resource.construct == construct)
            text += cat(text.empty() ? "" : " ", finding.rule->id, "@", finding.location.start.line);
    }
    return text;
}

}  // namespace

TEST_CASE("the stacks of a CDKTF application are read without fault") {
    const Report report = checked();
    CHECK(report.errors.empty());
    CHECK(report.warnings.empty());
    REQUIRE(report.files.size() == 2);
    for (const FileSummary& file : report.files) {
        CHECK(file.kind == InputKind::terraform_configuration);
        CHECK(file.resources > 0);
        CHECK(file.passed_over.empty());
    }
    for (const Finding& finding : report.findings) {
        CAPTURE(finding.rule->id);
        const std::string name = fs::path(finding.location.file).parent_path().string();
        CHECK(finding.resource.construct.starts_with(cat(name, "/")));
    }
}

TEST_CASE("a finding in a CDKTF stack names the construct and stands on the line to look at") {
    const Report report = checked();
    const std::vector<Expected> all = {
        {"EBS002", "network/bastion/host", 177},             // dynamic block, one entry of two
        {"KMS001", "network/log-key", 216},                  // absent: the resource's name
        {"SG001", "network/firewall/balancer", 267},         // inline rule, IPv4
        {"SG001", "network/firewall/balancer", 272},         // the same rule, IPv6
        {"SG001", "network/firewall/bastion", 291},          // for expression
        {"SG002", "network/firewall/database-office", 324},  // a rule of its own
        {"IAM002", "service/functions/policy", 42},          // in the policy document that the policy is made of
        {"IAM003", "service/functions/policy", 45},          // likewise
        {"IAM003", "service/functions/decrypt", 296},        // jsonencode
        {"IAM005", "service/functions/administrator", 308},  // managed policy, attached
        {"SEC002", "service/database/reports", 197},         // literal password
        {"RDS002", "service/database/reports", 198},         // override
        {"EBS001", "service/volumes/scratch", 230},          // absent
        {"EBS001", "service/volumes/worker", 261},           // count, default of a variable
        {"LAM001", "service/functions/mail", 350},           // deprecated runtime
        {"ELB001", "service/front/http", 406},               // listener
        {"S3003", "service/archive", 424},                   // for_each over a local value
        {"S3005", "service/storage/exports", 446},           // bare bucket
    };
    for (const Expected& expected : all) {
        CAPTURE(expected.rule);
        CAPTURE(expected.line);
        CHECK_MESSAGE(found(report, expected),
                      cat(expected.construct, " has: ", findings_of(report, expected.construct)));
    }
}

TEST_CASE("what a CDKTF application has put right in resources of their own is not found") {
    const Report report = checked();
    // Versioning, encryption, public access block, access logs and a policy for TLS, each a construct beside the
    // bucket.
    CHECK(findings_of(report, "service/storage/documents") == "");
    CHECK(findings_of(report, "service/storage/documents-policy") == "");
    CHECK(findings_of(report, "service/volumes/index") == "");
    CHECK(findings_of(report, "service/functions/resize") == "");
    // Rotated, and kept by prevent_destroy.
    CHECK(findings_of(report, "service/data-key") == "");
    // The flow log is two constructs away.
    CHECK(findings_of(report, "network/network/vpc") == "");
    CHECK(findings_of(report, "network/network/private") == "");
    // Without egress rules Terraform makes a group that lets nothing out.
    CHECK(findings_of(report, "network/firewall/database") == "");
    // jsonencode and join around an ARN: not every resource.
    CHECK(findings_of(report, "network/network/flow/write") == "");
}

TEST_CASE("a conditional on a variable of a CDKTF stack is a condition of the finding") {
    const Report report = checked();
    // The password is a sensitive variable: only the backups are found.
    REQUIRE(findings_of(report, "service/database/orders") == "RDS004@166");
    for (const Finding& finding : report.findings) {
        if (finding.resource.construct != "service/database/orders") continue;
        REQUIRE(finding.when.size() == 1);
        CHECK(finding.when[0].condition == "var.production");
        CHECK_FALSE(finding.when[0].is);
    }
}

TEST_CASE("values of variables decide what a CDKTF stack has") {
    const Report production = checked({{"production.tfvars.json", R"({"production": true})"}});
    CHECK(findings_of(production, "service/database/orders") == "");
    CHECK(findings_of(production, "service/volumes/worker") == "");
    CHECK(findings_of(production, "service/volumes/spare") == "EBS001@249");
    const Report trial = checked({{"trial.tfvars.json", R"({"production": false})"}});
    CHECK(findings_of(trial, "service/database/orders") == "RDS004@166");
    CHECK(findings_of(trial, "service/volumes/worker") == "EBS001@261");
    CHECK(findings_of(trial, "service/volumes/spare") == "");
}

TEST_CASE("what another CDKTF stack gives is unknown, and said to be") {
    const Report report = checked();
    CHECK(std::any_of(report.unknown.begin(), report.unknown.end(), [](const Unknown& unknown) {
        return unknown.resource.construct == "service/database/orders" &&
               unknown.cause.find("cross-stack-reference-input-network") != std::string::npos;
    }));
}

TEST_CASE("the literal password of a CDKTF stack is in no report") {
    CHECK(json_report(checked(), "0").find("Wd6yPq0z") == std::string::npos);
}
