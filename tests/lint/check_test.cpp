// The pure core as a whole: order, selection, covering, bad input.

#include "lint/check.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "report/json.h"

namespace {

using namespace lintel;

constexpr std::string_view open_group =
    "Resources:\n"
    "  Group:\n"
    "    Type: AWS::EC2::SecurityGroup\n"
    "    Properties:\n"
    "      GroupDescription: web servers\n"
    "      SecurityGroupIngress:\n"
    "        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0, Description: shell}\n";

Report checked(const std::vector<Input>& inputs, const CheckOptions& options = {}) {
    return check(inputs, builtin_rules(), options);
}

std::string ids(const Report& report) {
    std::string text;
    for (const Finding& finding : report.findings) text += cat(text.empty() ? "" : " ", finding.rule->id);
    return text;
}

}  // namespace

TEST_CASE("the same inputs give the same report whatever the number of workers") {
    std::vector<Input> inputs;
    for (int i = 0; i < 40; ++i) inputs.push_back({cat("stack-", (i * 7) % 40, ".yaml"), std::string(open_group)});
    CheckOptions one;
    CheckOptions many;
    many.jobs = 8;
    CHECK(json_report(checked(inputs, one), "0") == json_report(checked(inputs, many), "0"));
}

TEST_CASE("the most telling rule speaks for a defect") {
    // World-open ingress and a sensitive port are there as well, and are covered.
    CHECK(ids(checked({{"a.yaml", std::string(open_group)}})) == "SG009 SG011 SG001");
}

TEST_CASE("rules are selected by id, name, family and profile") {
    CheckOptions options;
    options.choice.select = {"SG011"};
    CHECK(ids(checked({{"a.yaml", std::string(open_group)}}, options)) == "SG011");
    options.choice.select = {"admin-port-open"};
    CHECK(ids(checked({{"a.yaml", std::string(open_group)}}, options)) == "SG001");
    options.choice.select = {"sg"};
    options.choice.ignore = {"SG009"};
    CHECK(ids(checked({{"a.yaml", std::string(open_group)}}, options)) == "SG011 SG001");
}

TEST_CASE("a case with a profile of its own is judged only in that one") {
    const std::string kept_for_ever = "Resources: {Log: {Type: AWS::Logs::LogGroup}}\n";
    CheckOptions options;
    CHECK(ids(checked({{"a.yaml", kept_for_ever}}, options)) == "CW002");
    options.choice.select = {"CW002"};
    CHECK(ids(checked({{"a.yaml", kept_for_ever}}, options)) == "CW002");
    options.choice.profiles = {"strict"};
    CHECK(ids(checked({{"a.yaml", kept_for_ever}}, options)) == "CW002 CW002");
    options.choice.profiles = {"account"};
    CHECK(ids(checked({{"a.yaml", kept_for_ever}}, options)) == "CW002");
}

TEST_CASE("a rule that is left out covers nothing") {
    CheckOptions options;
    options.choice.ignore = {"SG001"};
    CHECK(ids(checked({{"a.yaml", std::string(open_group)}}, options)) == "SG009 SG011 SG003");
}

TEST_CASE("a broken template is an error with its place, and the others are judged") {
    const Report report =
        checked({{"broken.yaml", "Resources:\n  A: {Type: AWS::S3::Bucket\n"}, {"good.yaml", std::string(open_group)}});
    REQUIRE(report.errors.size() == 1);
    CHECK(report.errors[0].file == "broken.yaml");
    CHECK(report.errors[0].position.line == 2);
    CHECK_FALSE(report.findings.empty());
}

TEST_CASE("what is no template is passed over, broken or not") {
    const Report report =
        checked({{"values.yaml", "replicas: 3\n"}, {"chart.yaml", "a: {{ .Values.x }}\n"}, {"empty.yaml", ""}});
    CHECK(report.errors.empty());
    CHECK(report.findings.empty());
    for (const FileSummary& file : report.files) CHECK(file.kind == InputKind::not_a_template);
}

TEST_CASE("a repeated key is a warning, and the template is judged") {
    const Report report = checked({{"a.yaml", cat(open_group, "      GroupDescription: again\n")}});
    CHECK(report.errors.empty());
    REQUIRE(report.warnings.size() == 1);
    CHECK(report.warnings[0].position.line == 8);
    CHECK_FALSE(report.findings.empty());
}

TEST_CASE("a fingerprint tells resource and place, not the line") {
    const Report before = checked({{"a.yaml", std::string(open_group)}});
    const Report after = checked({{"a.yaml", cat("# a comment\n\n", open_group)}});
    REQUIRE(before.findings.size() == after.findings.size());
    for (std::size_t i = 0; i < before.findings.size(); ++i) {
        CHECK(before.findings[i].fingerprint == after.findings[i].fingerprint);
        CHECK(before.findings[i].fingerprint.size() == 16);
        CHECK(before.findings[i].location.start.line + 2 == after.findings[i].location.start.line);
    }
}

TEST_CASE("a fingerprint tells one parameter from another") {
    const Report report = checked({{"a.yaml",
                                    "Parameters:\n"
                                    "  DbPassword: {Type: String}\n"
                                    "  ApiToken: {Type: String}\n"
                                    "Resources: {Queue: {Type: AWS::SQS::Queue}}\n"}});
    std::vector<std::string> fingerprints;
    for (const Finding& finding : report.findings) {
        if (finding.rule->id == "SEC003") fingerprints.push_back(finding.fingerprint);
    }
    REQUIRE(fingerprints.size() == 2);
    CHECK(fingerprints[0] != fingerprints[1]);
}

TEST_CASE("an access key in a credential is one defect, told as an access key") {
    // Put together at run time, so that no scanner takes this file for a leak.
    const std::string key = std::string("AKIA") + "QWERTZUIOPASDFG7";
    const Report report = checked({{"a.yaml",
                                    "Resources:\n"
                                    "  Source:\n"
                                    "    Type: AWS::DMS::Endpoint\n"
                                    "    Properties: {EndpointType: source, EngineName: mysql, Password: " +
                                        key + "}\n"}});
    CHECK(ids(report).find("SEC001") != std::string::npos);
    CHECK(ids(report).find("SEC002") == std::string::npos);
}

TEST_CASE("a secret is shown neither by the message nor by the trace") {
    const Report report =
        checked({{"a.yaml",
                  "Parameters:\n"
                  "  Password: {Type: String, NoEcho: true, Default: hunter2hunter2}\n"
                  "Resources:\n"
                  "  Database:\n"
                  "    Type: AWS::RDS::DBInstance\n"
                  "    Properties: {DBInstanceClass: db.t3.small, MasterUserPassword: !Ref Password}\n"}});
    CHECK(ids(report).find("SEC002") != std::string::npos);
    CHECK(json_report(report, "0").find("hunter2") == std::string::npos);
}
