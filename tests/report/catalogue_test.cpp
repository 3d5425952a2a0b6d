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
        R"("sources":["sysdig/16","guide/ebs-encryption"],"controls":{"fsbp":[{"id":"EC2.3","fit":"exact"},)"
        R"({"id":"EC2.7","fit":"partial","note":"It asks for the account's default."}],)"
        R"("cis":[{"id":"3.0:2.2.1","fit":"partial"}]},"covers":[],"settings":{}})");
}

}  // namespace
}  // namespace lintel
