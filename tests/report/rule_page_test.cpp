#include "report/rule_page.h"

#include <doctest/doctest.h>

#include <array>

#include "report/sample_report.h"

namespace lintel {
namespace {

constexpr std::array sysdig{Practice{"sysdig/16", "Encrypt volumes that are attached", {}, {}, {}}};
constexpr std::array sample_practices{PracticeDocument{"sysdig", "Practices", sysdig}};

TEST_CASE("a rule's page says all that a reader may want to know") {
    CHECK(rule_page_text(sample_rules.rules[0], {sample_rules, {}, sample_practices}) ==
          "EBS001 volume-unencrypted\n"
          "EBS volume is not encrypted at rest\n"
          "\n"
          "Severity: high\n"
          "Profile:  default\n"
          "\n"
          "Why\n"
          "  Whoever gets a snapshot, e.g. a former employee, reads all of it. A second\n"
          "  sentence.\n"
          "\n"
          "Fix\n"
          "  Set Encrypted to true\n"
          "\n"
          "What it does not see\n"
          "  encryption switched on for the whole account\n"
          "\n"
          "Judges\n"
          "  AWS::EC2::Volume\n"
          "  parameters\n"
          "\n"
          "Sources\n"
          "  sysdig/16: Encrypt volumes that are attached\n"
          "  guide/ebs-encryption\n"
          "\n"
          "Controls\n"
          "  AWS Security Hub: EC2.3, EC2.7 (in part: It asks for the account's default.)\n"
          "  CIS AWS Foundations Benchmark: 2.2.1 (v3.0) (in part)\n");
}

TEST_CASE("a rule's page names the rules it speaks for, and those that speak for it") {
    const std::string admin = rule_page_text(sample_rules.rules[1], {sample_rules, {}, sample_practices});
    CHECK(admin.find("Speaks for these rules where they see the same defect\n  SG003 world-open-ingress\n") !=
          std::string::npos);
    const std::string world = rule_page_text(sample_rules.rules[2], {sample_rules, {}, sample_practices});
    CHECK(world.find("Stays silent where one of these speaks\n  SG001 admin-port-open\n") != std::string::npos);
}

TEST_CASE("a rule's page shows its examples and what the rule says of them") {
    const Rule* rule = nullptr;
    for (const Rule& each : builtin_rules().rules) {
        if (each.id == "EBS001") rule = &each;
    }
    REQUIRE(rule != nullptr);
    constexpr std::string_view bad =
        "Resources:\n  Disk:\n    Type: AWS::EC2::Volume\n    Properties: {Encrypted: false}\n";
    constexpr std::string_view good = "Resources: {}\n";
    const std::array examples{RuleExample{"ebs/volume-unencrypted", "bad.yaml", bad},
                              RuleExample{"ebs/volume-unencrypted", "good.yaml", good},
                              RuleExample{"ebs/other", "good.tf.json", "{}"}};
    const PageContext context{builtin_rules(), examples, {}};
    const std::string text = rule_page_text(*rule, context);
    CHECK(text.find("\nFails (CloudFormation)\n    Resources:\n      Disk:\n") != std::string::npos);
    CHECK(text.find("\n  line 4") != std::string::npos);
    CHECK(text.find("\nPasses (CloudFormation)\n    Resources: {}\n") != std::string::npos);
    CHECK(text.find("Terraform") == std::string::npos);
    const std::string page = rule_page_markdown(*rule, context);
    CHECK(page.find("# EBS001 volume-unencrypted\n") == 0);
    CHECK(page.find("\nCloudFormation:\n\n```yaml\nResources:\n") != std::string::npos);
    CHECK(page.find("\n- line 4") != std::string::npos);
}

}  // namespace
}  // namespace lintel
