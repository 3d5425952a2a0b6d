#include "report/catalogue.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "report/sample_report.h"

namespace lintel {
namespace {

TEST_CASE("the catalogue as text is a table of aligned columns") {
    CHECK(
        catalogue_text(sample_rules) ==
        "EBS001  high      volume-unencrypted  EBS volume is not encrypted at rest\n"
        "SG001   critical  admin-port-open     A port for administration | remote control is open (--profile strict)\n"
        "SG003   medium    world-open-ingress  A port is open to the world\n");
}

TEST_CASE("a bar in a title does not break the Markdown table") {
    const std::string table = catalogue_markdown(sample_rules);
    CHECK(table.find("| EBS001 | volume-unencrypted | high | default | EBS volume is not encrypted at rest |\n") !=
          std::string::npos);
    CHECK(table.find("administration \\| remote") != std::string::npos);
}

TEST_CASE("the catalogue as JSON holds all that is known of a rule") {
    const auto rules = nlohmann::ordered_json::parse(catalogue_json(sample_rules))["rules"];
    REQUIRE(rules.size() == 3);
    CHECK(
        rules[0].dump() ==
        R"({"id":"EBS001","name":"volume-unencrypted","title":"EBS volume is not encrypted at rest","severity":"high",)"
        R"("profile":"default","judges":["AWS::EC2::Volume","parameters"],)"
        R"("why":"Whoever gets a snapshot, e.g. a former employee, reads all of it. A second sentence.",)"
        R"("fix":"Set Encrypted to true","misses":"encryption switched on for the whole account",)"
        R"("sources":["sysdig/16","guide/ebs-encryption"],"controls":{"fsbp":["EC2.3","EC2.7"]},"covers":[]})");
}

TEST_CASE("a rule's page says all that a reader may want to know") {
    CHECK(rule_page(sample_rules.rules[0], sample_rules) ==
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
          "  sysdig/16, guide/ebs-encryption\n"
          "\n"
          "Controls\n"
          "  fsbp: EC2.3, EC2.7\n");
}

TEST_CASE("a rule's page names the rules it speaks for, and those that speak for it") {
    const std::string admin = rule_page(sample_rules.rules[1], sample_rules);
    CHECK(admin.find("Speaks for these rules where they see the same defect\n  SG003 world-open-ingress\n") !=
          std::string::npos);
    const std::string world = rule_page(sample_rules.rules[2], sample_rules);
    CHECK(world.find("Stays silent where one of these speaks\n  SG001 admin-port-open\n") != std::string::npos);
}

}  // namespace
}  // namespace lintel
