// `lintel check` with configuration files.

#include <doctest/doctest.h>

#include <string>

#include "cli/program_run.h"
#include "lint/scratch_directory.h"

namespace lintel {
namespace {

constexpr std::string_view group =
    "Resources:\n"
    "  G:\n"
    "    Type: AWS::EC2::SecurityGroup\n"
    "    Properties:\n"
    "      GroupDescription: d\n"
    "      SecurityGroupIngress:\n"
    "        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0, Description: d}\n"
    "        - {IpProtocol: tcp, FromPort: 1000, ToPort: 1050, CidrIp: 10.0.0.0/8, Description: d}\n";

/// A repository of its own, so that nothing above it counts.
struct Repository : ScratchDirectory {
    Repository() { write(".git/HEAD", ""); }
};

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// The ids of the rules in a JSON report, in its order.
std::string found(const Outcome& outcome) {
    std::string said;
    std::size_t at = 0;
    while ((at = outcome.out.find("\"rule\": \"", at)) != std::string::npos) {
        at += 9;
        said += outcome.out.substr(at, outcome.out.find('"', at) - at) + " ";
    }
    return said;
}

}  // namespace

TEST_CASE("each file is judged by the nearest configuration") {
    const Repository here;
    here.write("a/t.yaml", group);
    here.write("b/t.yaml", group);
    here.write(".lintel.yaml", "select: [SG001, SG005]\n");
    here.write("b/.lintel.yaml", "select: [SG001, SG005]\nrules: {SG001: {ports: [23]}, SG005: {most_ports: 50}}\n");
    const Outcome outcome = lintel({"check", "--format", "json", "."});
    CHECK(outcome.status == 1);
    CHECK(found(outcome) == "SG001 SG005 ");
    CHECK(found(lintel({"check", "--format", "json", "a"})) == "SG001 ");
    CHECK(found(lintel({"check", "--format", "json", "b"})) == "SG005 ");
    CHECK(found(lintel({"check", "--format", "json", "--config", "b/.lintel.yaml", "a"})) == "SG005 ");
    CHECK(found(lintel({"check", "--format", "json", "--select", "SG005", "."})) == "SG005 ");
}

TEST_CASE("standard input has the configuration of the name that it is given") {
    const Repository here;
    here.write("b/.lintel.yaml", "select: [SG005]\nrules: {SG005: {most_ports: 50}}\n");
    CHECK(found(lintel({"check", "--format", "json", "--stdin-filename", "b/x.yaml", "-"}, std::string(group))) ==
          "SG005 ");
}

TEST_CASE("severities decide the exit status") {
    const Repository here;
    here.write("t.yaml", group);
    here.write(".lintel.yaml", "select: [SG001]\nrules: {SG001: {severity: low}}\n");
    CHECK(lintel({"check"}).status == 0);
    CHECK(lintel({"check", "--fail-on", "low"}).status == 1);
}

TEST_CASE("a wrong configuration is told with its place, and nothing is judged") {
    const Repository here;
    here.write("t.yaml", group);
    here.write(".lintel.yaml", "rules:\n  SG001: {prots: [22]}\nselect: [SG01]\n");
    const Outcome outcome = lintel({"check"});
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err ==
          ".lintel.yaml:3:10: error: there is no rule 'SG01'; did you mean 'SG001'?\n"
          ".lintel.yaml:2:11: error: SG001 has no setting 'prots'; did you mean 'ports'?\n");
    const Outcome missing = lintel({"check", "--config", "none.yaml"});
    CHECK(missing.status == 2);
    CHECK(missing.err == "--config none.yaml: the file cannot be opened.\n");
}

TEST_CASE("modules are judged by the configuration of their own directory") {
    const Repository here;
    here.write("main.tf.json", R"({"module": {"m": {"source": "./m"}}, "resource": {"aws_kms_key": {
        "root": {"deletion_window_in_days": 8}}}})");
    here.write("m/main.tf.json", R"({"resource": {"aws_kms_key": {"k": {"deletion_window_in_days": 8}}}})");
    here.write(".lintel.yaml", "select: [KMS002]\n");
    here.write("m/.lintel.yaml", "select: [KMS002]\nrules: {KMS002: {min_days: 7}}\n");
    CHECK(found(lintel({"check", "--format", "json"})) == "KMS002 ");
    // Where the module's files are not among the inputs, the directory that calls it decides.
    CHECK(found(lintel({"check", "--format", "json", "main.tf.json"})) == "KMS002 KMS002 ");
}

TEST_CASE("a profile sets what its standard asks for") {
    const Repository here;
    here.write("t.tf.json", R"({"resource": {"aws_iam_account_password_policy": {"p": {
        "require_uppercase_characters": true, "require_lowercase_characters": true, "require_numbers": true,
        "require_symbols": true, "minimum_password_length": 12, "password_reuse_prevention": 24}}}})");
    CHECK(found(lintel({"check", "--format", "json", "--select", "IAM015"})) == "");
    CHECK(found(lintel({"check", "--format", "json", "--select", "IAM015", "--profile", "pci"})) == "");
    CHECK(found(lintel({"check", "--format", "json", "--select", "IAM015", "--profile", "cis"})) == "IAM015 ");
    here.write(".lintel.yaml", "profile: cis\nselect: [IAM015]\n");
    CHECK(found(lintel({"check", "--format", "json"})) == "IAM015 ");
    CHECK(found(lintel({"check", "--format", "json", "--profile", "default"})) == "");
    CHECK(contains(lintel({"check", "--profile", "ciss"}).err, "did you mean 'cis'?"));
}

TEST_CASE("rule packs of the configuration are used, and their rules can be set") {
    const Repository here;
    here.write("acme/ebs/small-volume.yaml",
               "id: ACME001\nname: small-volume\ntitle: t\nseverity: high\nresource: AWS::EC2::Volume\n"
               "settings: {least: {about: a, type: integer, default: 10}}\n"
               "forbid: resource.Size < setting.least\nmessage: m\nwhy: w\nfix: f\n");
    here.write("infra/t.yaml", "Resources:\n  V:\n    Type: AWS::EC2::Volume\n    Properties: {Size: 8}\n");
    here.write("infra/.lintel.yaml", "rule_packs: [../acme]\nselect: [ACME001]\n");
    CHECK(found(lintel({"check", "--format", "json", "infra"})) == "ACME001 ");
    CHECK(found(lintel({"check", "--format", "json", "infra/t.yaml"})) == "ACME001 ");
    CHECK(found(lintel({"check", "--format", "json", "--config", "infra/.lintel.yaml", "infra"})) == "ACME001 ");
    here.write("infra/.lintel.yaml", "rule_packs: [../acme]\nselect: [ACME001]\nrules: {ACME001: {least: 8}}\n");
    CHECK(found(lintel({"check", "--format", "json", "infra"})) == "");
    here.write("infra/.lintel.yaml", "rule_packs: [../nowhere]\n");
    CHECK(lintel({"check", "infra"}).status == 2);
}

}  // namespace lintel
