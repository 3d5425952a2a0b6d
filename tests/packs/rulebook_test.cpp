#include "packs/rulebook.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "lint/check.h"
#include "lint/scratch_directory.h"

namespace {

using namespace lintel;

std::string rule(std::string_view id, std::string_view name, std::string_view judgement) {
    return cat("id: ", id, "\nname: ", name, "\ntitle: t\nseverity: high\nwhy: w\nfix: f\nmessage: m\n", judgement,
               "\n");
}

constexpr std::string_view big_volume = "resource: AWS::EC2::Volume\nforbid: resource.Size > 100";

/// "acme/x.yaml:1:2: error: ...", one a line.
std::string errors_of(const std::vector<std::string>& packs) {
    const LoadedPacks loaded = load_packs(packs);
    std::string out;
    for (const RuleError& error : loaded.errors) out += cat(error_line(error), "\n");
    if (!loaded.errors.empty()) CHECK(loaded.rulebook.rules().rules.size() == builtin_rules().rules.size());
    return out;
}

const Rule* find(const Rulebook& book, std::string_view id) {
    const auto& rules = book.rules().rules;
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule& each) { return each.id == id; });
    return found == rules.end() ? nullptr : &*found;
}

/// What a run says of a template: "ID@LINE ...", of the rules that `select` means.
std::string findings(const Rulebook& book, std::string_view name, std::string_view text,
                     std::vector<std::string> select) {
    CheckOptions options;
    options.as_of = "2026-11-22";
    options.choice.select = std::move(select);
    options.lift = &book.lift();
    const Report report = check({{std::string(name), std::string(text)}}, book.rules(), options);
    std::string out;
    for (const Finding& finding : report.findings)
        out += cat(out.empty() ? "" : " ", finding.rule->id, "@", finding.location.start.line);
    for (const Unknown& unknown : report.unknown) out += cat(out.empty() ? "" : " ", unknown.rule->id, "?");
    return out;
}

constexpr std::string_view volume =
    "Resources:\n  Data:\n    Type: AWS::EC2::Volume\n    Properties:\n      Encrypted: false\n      Size: 200\n";

}  // namespace

TEST_CASE("without packs there are the built-in rules") {
    const LoadedPacks loaded = load_packs({});
    CHECK(loaded.errors.empty());
    CHECK(&loaded.rulebook.rules() == &builtin_rules());
    CHECK(&loaded.rulebook.lift() == &builtin_lift());
    CHECK(loaded.rulebook.unknown_in_terraform().empty());
}

TEST_CASE("a pack's rules are judged beside the built-in ones, which stay as they are") {
    const ScratchDirectory directory;
    directory.write("acme/ebs/big.yaml", rule("ACME001", "big", big_volume));
    directory.write("other/ebs/huge.yaml",
                    rule("OTH001", "huge", "resource: AWS::EC2::Volume\nforbid: resource.Size > 150"));
    const LoadedPacks loaded = load_packs({"acme", "other", "./acme/"});
    REQUIRE(errors_of({"acme", "other", "./acme/"}).empty());
    const Rulebook& book = loaded.rulebook;
    CHECK(book.rules().rules.size() == builtin_rules().rules.size() + 2);
    CHECK(std::is_sorted(book.rules().rules.begin(), book.rules().rules.end(),
                         [](const Rule& a, const Rule& b) { return a.id < b.id; }));
    CHECK(find(book, "ACME001")->pack == "acme");
    CHECK(find(book, "OTH001")->pack == "other");
    CHECK(find(book, "EBS001")->pack.empty());
    CHECK(findings(book, "t.yaml", volume, {"EBS001", "ACME", "huge"}) == "EBS001@5 ACME001@6 OTH001@6");
}

TEST_CASE("a pack's rule uses facts, graph functions, settings of severity, and tables of its own and built-in ones") {
    const ScratchDirectory directory;
    directory.write("acme/sg/odd.yaml",
                    rule("ACME001", "odd",
                         "resource: AWS::EC2::SecurityGroup\neach: r in resource.ingress\n"
                         "forbid: r.ports.overlaps(data.admin_ports) && data.odd_ports.exists(p, r.ports.from == p)\n"
                         "adjust: [{when: 'resource.referrers(\"AWS::EC2::Instance\", \"SecurityGroupIds\").size() == "
                         "0', severity: low}]"));
    directory.write("acme/data/odd-ports.yaml", "source: s\ntaken: '2026-01-01'\nabout: a\nvalue: [22]\n");
    REQUIRE(errors_of({"acme"}).empty());
    const Rulebook book = load_packs({"acme"}).rulebook;
    CHECK(findings(book, "t.yaml",
                   "Resources:\n  G:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: d\n"
                   "      SecurityGroupIngress:\n        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: "
                   "10.0.0.0/8}\n        - {IpProtocol: tcp, FromPort: 3389, ToPort: 3389, CidrIp: 10.0.0.0/8}\n",
                   {"ACME001"}) == "ACME001@7");
}

TEST_CASE("a pack's rule may cover a built-in one") {
    const ScratchDirectory directory;
    directory.write(
        "acme/ebs/plain.yaml",
        rule("ACME001", "plain", "resource: AWS::EC2::Volume\nrequire: resource.Encrypted == true\ncovers: [EBS001]"));
    REQUIRE(errors_of({"acme"}).empty());
    CHECK(findings(load_packs({"acme"}).rulebook, "t.yaml", volume, {"ACME001", "EBS001"}) == "ACME001@5");
}

TEST_CASE("every error of every pack is told with its place, and then no pack is taken") {
    const ScratchDirectory directory;
    directory.write("acme/ebs/big.yaml",
                    rule("ACME001", "big", "resource: AWS::EC2::Volume\nforbid: resource.Sise > 1"));
    directory.write("acme/ebs/good.yaml", rule("ACME002", "good", big_volume));
    directory.write("other/ebs/open.yaml", "id: [\n");
    const std::string errors = errors_of({"other", "acme", "none"});
    CHECK(
        errors.starts_with("acme/ebs/big.yaml:9:18: error: AWS::EC2::Volume has no property 'Sise'; did you mean "
                           "'Size'?\nnone: error: there is no such directory\nother/ebs/open.yaml:"));
}

TEST_CASE("ids and the names of tables are unique in all that is loaded") {
    const ScratchDirectory directory;
    directory.write("acme/ebs/big.yaml", rule("EBS001", "big", big_volume));
    CHECK(errors_of({"acme"}) ==
          "acme/ebs/big.yaml:1:5: error: another rule has the id EBS001: ebs/volume-unencrypted, which is built in\n");
    directory.write("acme/ebs/big.yaml", rule("ACME001", "big", big_volume));
    directory.write("other/ebs/big.yaml", rule("ACME001", "big", big_volume));
    CHECK(errors_of({"acme", "other"}) ==
          "other/ebs/big.yaml:1:5: error: another rule has the id ACME001: acme/ebs/big.yaml\n");
    directory.write("acme/data/admin-ports.yaml", "source: s\ntaken: 2026-01-01\nabout: a\nvalue: [1]\n");
    CHECK(errors_of({"acme"}) ==
          "acme/data/admin-ports.yaml:1:1: error: another data table is called 'admin_ports': the built-in rules have "
          "it\n");
}

TEST_CASE("an id is capital letters and three digits in packs, too") {
    const ScratchDirectory directory;
    for (const char* id : {"acme001", "ACME-001", "ACME01", "001", "1ACME001", "ACME001 ", "\"\""}) {
        CAPTURE(id);
        directory.write("acme/ebs/big.yaml", rule(id, "big", big_volume));
        const bool fits = std::string_view(id) == "ACME001 ";  // blanks around a text are none of its
        CHECK(errors_of({"acme"}).empty() == fits);
    }
}

TEST_CASE("files that are no YAML, or odd YAML, are told of") {
    const ScratchDirectory directory;
    const auto said_of = [&](const std::string& text) {
        directory.write("acme/ebs/big.yaml", text);
        return errors_of({"acme"});
    };
    CHECK(said_of("id: \xff\xfe\n").starts_with("acme/ebs/big.yaml:1:5: error: "));
    CHECK(said_of("").starts_with("acme/ebs/big.yaml:1:1: error: such a file is a mapping"));
    CHECK(said_of("- a\n").starts_with("acme/ebs/big.yaml:1:1: error: such a file is a mapping"));
    CHECK(said_of(rule("ACME001", "big", big_volume) + "id: ACME002\n").find(":10:1: error: ") != std::string::npos);
    CHECK(said_of("a: &a [*a, *a]\nb: &b [*a]\n").find("1:8: error: an alias cannot be used here") !=
          std::string::npos);
    CHECK(said_of(rule("ACME001", "big", "resource: []\nforbid: resource.Size > 1"))
              .find("'resource' names a type, several of them, or 'any'") != std::string::npos);
    CHECK(said_of(rule("ACME001", "big", cat(big_volume, "\nsecret: maybe"))).find("'secret' is true or false") !=
          std::string::npos);
}

TEST_CASE("what Terraform does not tell a pack's rules is noted, and a pack's table tells it") {
    const ScratchDirectory directory;
    directory.write(
        "acme/lambda/storage.yaml",
        rule("ACME001", "storage", "resource: AWS::Lambda::Function\nforbid: resource.EphemeralStorage.Size > 2048"));
    directory.write("acme/iot/topic.yaml",
                    rule("ACME002", "topic", "resource: AWS::IoT::Certificate\nforbid: resource.Status == 'ACTIVE'"));
    constexpr std::string_view terraform =
        "{\"resource\": {\"aws_lambda_function\": {\"f\": {\n\"ephemeral_storage\": [{\"size\": 4096}]}}}}\n";
    const Rulebook before = load_packs({"acme"}).rulebook;
    const auto notes = before.unknown_in_terraform();
    REQUIRE(notes.size() == 2);
    CHECK(notes[0].path == "acme/iot/topic.yaml");
    CHECK(notes[0].message ==
          "nothing of Terraform is judged as AWS::IoT::Certificate: no table says what that is there");
    CHECK(notes[1].message ==
          "in Terraform 'EphemeralStorage' of AWS::Lambda::Function is unknown: no table says where "
          "aws_lambda_function has it");
    CHECK(findings(before, "m.tf.json", terraform, {"ACME001"}) == "ACME001?");

    directory.write("acme/terraform/lambda.yaml",
                    "aws_lambda_function:\n  properties:\n    EphemeralStorage: {from: ephemeral_storage, object: "
                    "{Size: size}}\naws_iot_certificate: {type: AWS::IoT::Certificate, properties: {Status: none}}\n");
    REQUIRE(errors_of({"acme"}).empty());
    const Rulebook after = load_packs({"acme"}).rulebook;
    CHECK(after.unknown_in_terraform().empty());
    CHECK(findings(after, "m.tf.json", terraform, {"ACME001"}) == "ACME001@2");
}

TEST_CASE("a pack's table adds to the built-in ones and changes nothing of them") {
    const ScratchDirectory directory;
    directory.write("acme/ebs/big.yaml", rule("ACME001", "big", big_volume));
    const auto said_of = [&](const std::string& text) {
        directory.write("acme/terraform/t.yaml", text);
        return errors_of({"acme"});
    };
    CHECK(said_of("aws_ebs_volume: {properties: {Encrypted: encrypted}}\n") ==
          "acme/terraform/t.yaml:1:31: error: a table tells already where 'Encrypted' of aws_ebs_volume comes from\n");
    CHECK(said_of("aws_ebs_volume: {type: AWS::EC2::Volume}\n") ==
          "acme/terraform/t.yaml:1:18: error: there is no key 'type' here\n");
    CHECK(said_of("aws_ebs_volume: {properties: {Outpost: outpost_arn}}\n")
              .starts_with("acme/terraform/t.yaml:1:31: error: AWS::EC2::Volume has no property 'Outpost'"));
    CHECK(said_of("aws_ebs_volumes: {properties: {}}\n")
              .ends_with("the provider has no resource type 'aws_ebs_volumes'; did you mean 'aws_ebs_volume'?\n"));
    CHECK(said_of("aws_s3_bucket_versioning: {properties: {}}\n").find("is a part of others") != std::string::npos);
}

TEST_CASE("a pack of a thousand rules is loaded whole") {
    const ScratchDirectory directory;
    for (int i = 0; i < 1000; ++i) {
        const std::string name = cat("volume-", i);
        std::string number = std::to_string(1000 + i).substr(1);
        directory.write(
            cat("acme/ebs/", name, ".yaml"),
            rule(cat("ACME", number), name, cat("resource: AWS::EC2::Volume\nforbid: resource.Size > ", i)));
    }
    REQUIRE(errors_of({"acme"}).empty());
    const Rulebook book = load_packs({"acme"}).rulebook;
    CHECK(book.rules().rules.size() == builtin_rules().rules.size() + 1000);
    const std::string found = findings(book, "t.yaml", volume, {"ACME"});
    CHECK(split(found, ' ').size() == 200);
}
