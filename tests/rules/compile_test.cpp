#include "rules/compile.h"

#include <doctest/doctest.h>

#include "base/text.h"

namespace {

using namespace lintel;

constexpr std::string_view table =
    "AWS::EC2::Volume\tEncrypted:boolean Size:number KmsKeyId:string Tags:list(Tag)\n"
    "AWS::EC2::Instance\tBlockDeviceMappings:list(AWS::EC2::Instance.Mapping) Volumes:list(string)\n"
    "AWS::EC2::Instance.Mapping\tDeviceName:string\n"
    "Tag\tKey:string Value:string\n";

std::string rule_with(std::string_view lines) {
    return cat("id: EBS001\nname: volume\ntitle: t\nseverity: high\nwhy: w\nfix: f\n", lines, "\n");
}

/// The first error as "line:column message"; "" if there is none.
std::string error_of(const std::vector<RuleText>& texts) {
    const auto schema = Schema::read(table);
    REQUIRE(schema);
    std::vector<RuleError> errors;
    compile_rules(texts, *schema, errors);
    if (errors.empty()) return {};
    return cat(errors.front().position.line, ":", errors.front().position.column, " ", errors.front().message);
}

std::string error_of(std::string_view lines) { return error_of({{"ebs/volume.yaml", rule_with(lines)}}); }

}  // namespace

TEST_CASE("a rule compiles into its tables") {
    const auto schema = Schema::read(table);
    std::vector<RuleError> errors;
    const auto compiled = compile_rules(
        {{"ebs/volume.yaml",
          rule_with("resource: AWS::EC2::Volume\nrequire: resource.Encrypted == true\nmessage: '{resource.Size} GiB'\n"
                    "sources: [a/b]\ncontrols: {fsbp: [EC2.3]}\nadjust: [{when: resource.Size > 1, severity: low}]")}},
        *schema, errors);
    REQUIRE(errors.empty());
    REQUIRE(compiled->set().rules.size() == 1);
    const Rule& rule = compiled->set().rules[0];
    CHECK(rule.id == "EBS001");
    CHECK(rule.path == "ebs/volume");
    CHECK(rule.severity == Severity::high);
    REQUIRE(rule.cases.size() == 1);
    CHECK(rule.cases[0].types[0] == "AWS::EC2::Volume");
    CHECK_FALSE(rule.cases[0].forbid);
    CHECK(rule.cases[0].message.size() == 2);
    CHECK(rule.cases[0].adjust[0].severity == Severity::low);
    CHECK(rule.controls[0].id == "EC2.3");
}

TEST_CASE("controls are met exactly or in part, with a note where they ask something else") {
    const auto schema = Schema::read(table);
    std::vector<RuleError> errors;
    const auto compiled = compile_rules(
        {{"ebs/volume.yaml",
          rule_with(
              "resource: AWS::EC2::Volume\nrequire: resource.Encrypted == true\nmessage: m\n"
              "controls: {cis: ['1.4:2.1'], fsbp: {exact: [EC2.3], partial: [{id: EC2.7, note: the default}]}}")}},
        *schema, errors);
    REQUIRE(errors.empty());
    const auto controls = compiled->set().rules[0].controls;
    REQUIRE(controls.size() == 3);
    CHECK(controls[0].framework == "cis");
    CHECK(controls[0].fit == Fit::exact);
    CHECK(controls[2].framework == "fsbp");
    CHECK(controls[2].id == "EC2.7");
    CHECK(controls[2].fit == Fit::partial);
    CHECK(controls[2].note == "the default");
    const std::string judged = "resource: AWS::EC2::Volume\nrequire: 'true'\nmessage: m\n";
    CHECK(error_of(judged + "controls: {fsbp: {partly: [EC2.7]}}") ==
          "10:19 there is no key 'partly' here; did you mean 'partial'?");
    CHECK(error_of(judged + "controls: {fsbp: EC2.7}") == "10:18 controls are a list of ids");
}

TEST_CASE("a case has the rule's profile, or one of its own") {
    const auto schema = Schema::read(table);
    std::vector<RuleError> errors;
    const auto compiled = compile_rules(
        {{"ebs/volume.yaml", rule_with("resource: AWS::EC2::Volume\nmessage: m\nprofile: account\ncases:\n"
                                       "  - {require: 'true'}\n  - {require: 'true', profile: strict}")}},
        *schema, errors);
    REQUIRE(errors.empty());
    CHECK(compiled->set().rules[0].cases[0].profile == Profile::account);
    CHECK(compiled->set().rules[0].cases[1].profile == Profile::strict);
}

TEST_CASE("a family of rules may be called practices") {
    const auto schema = Schema::read(table);
    std::vector<RuleError> errors;
    const auto compiled =
        compile_rules({{"practices/volume.yaml", rule_with("resource: AWS::EC2::Volume\nrequire: 'true'\nmessage: m")}},
                      *schema, errors);
    REQUIRE(compiled->set().rules.size() == 1);
    CHECK(compiled->set().rules[0].path == "practices/volume");
}

TEST_CASE("names that do not exist are errors at their place, with the nearest right name") {
    CHECK(error_of("resource: AWS::EC2::Volumes\nrequire: 'true'\nmessage: m") ==
          "7:11 there is no resource type 'AWS::EC2::Volumes'; did you mean 'AWS::EC2::Volume'?");
    CHECK(error_of("resource: AWS::EC2::Volume\nrequire: resource.Encryptd == true\nmessage: m") ==
          "8:19 AWS::EC2::Volume has no property 'Encryptd'; did you mean 'Encrypted'?");
    CHECK(error_of("resource: AWS::EC2::Volume\nrequire: resource.Tags.exists(t, t.Kye == 'a')\nmessage: m") ==
          "8:36 Tag has no property 'Kye'; did you mean 'Key'?");
    CHECK(error_of("resource: AWS::EC2::Volume\nrequire: data.port == 1\nmessage: m") ==
          "8:15 there is no data table 'port'");
    CHECK(error_of("resource: AWS::EC2::Volume\nrequire: resource.Size.sise() > 1\nmessage: m") ==
          "8:24 there is no function 'sise'; did you mean 'size'?");
    CHECK(error_of("resource: AWS::EC2::Volume\nrequired: 'true'\nmessage: m") ==
          "8:1 there is no key 'required' here; did you mean 'require'?");
}

TEST_CASE("operations that can never hold are errors") {
    CHECK(error_of("resource: AWS::EC2::Volume\nrequire: resource.Encrypted == 'yes'\nmessage: m") ==
          "8:29 a boolean never equals a string");
    CHECK(error_of("resource: AWS::EC2::Volume\nrequire: resource.Size\nmessage: m") ==
          "8:10 a condition is needed here: something that is true or false");
    CHECK(error_of("resource: AWS::EC2::Volume\nrequire: resource.Tags.Key == 'a'\nmessage: m")
              .starts_with("8:24 '.Key' is asked of a list"));
    CHECK(error_of("resource: AWS::EC2::Volume\nrequire: resource.Size > 'a'\nmessage: m") ==
          "8:24 a number cannot be ordered against a string");
    CHECK(error_of("resource: AWS::EC2::Volume\neach: x in resource.Size\nforbid: x == 1\nmessage: m") ==
          "8:7 'each' needs a list behind 'in'");
}

TEST_CASE("what a case leaves out is taken from the rule, the judgement too") {
    CHECK(
        error_of("cases: [{resource: AWS::EC2::Volume}, {resource: AWS::EC2::Instance}]\nforbid: 'true'\nmessage: m") ==
        "");
    CHECK(error_of("cases: [{resource: AWS::EC2::Volume, require: 'true', forbid: 'true'}]\nmessage: m")
              .find("either 'require' or 'forbid'") != std::string::npos);
}

TEST_CASE("what a rule must have is asked for") {
    CHECK(error_of({{"ebs/volume.yaml", "id: EBS001\n"}}).find("is missing") != std::string::npos);
    CHECK(error_of("resource: AWS::EC2::Volume\nmessage: m") == "1:1 a judgement has either 'require' or 'forbid'");
    CHECK(error_of("resource: AWS::EC2::Volume\nparameter: any\nrequire: 'true'\nmessage: m").find("one subject") !=
          std::string::npos);
    CHECK(error_of("account: any\neach: v in resources('AWS::EC2::Volume')\nrequire: 'true'\nmessage: m") ==
          "1:1 an account is judged as a whole, without 'each'");
    CHECK(error_of({{"ebs/other.yaml", rule_with("resource: AWS::EC2::Volume\nrequire: 'true'\nmessage: m")}}) ==
          "1:1 the file of rule 'volume' is named volume.yaml");
    CHECK(error_of("resource: AWS::EC2::Volume\nrequire: 'true'\nmessage: m\ncovers: [XYZ001]") ==
          "10:9 'covers' names XYZ001, which is no other rule");
    CHECK(error_of("resource: AWS::EC2::Volume\nrequire: 'true'\nmessage: 'a {b'") ==
          "9:10 a '{' in the message is not closed");
}

TEST_CASE("a related place has a value and a message, and names of its own") {
    constexpr std::string_view volume = "resource: AWS::EC2::Volume\nrequire: 'true'\nmessage: m\n";
    CHECK(error_of(cat(volume, "related: [{each: t in resource.Tags, at: t.Key, message: '{t.Value}'}]")) == "");
    CHECK(error_of(cat(volume, "related: [{at: resource.Size}]")) ==
          "10:11 a related place has 'at', a value that stands there, and a 'message'");
    CHECK(error_of(cat(volume, "related: [{at: resource.Sise, message: m}]")).find("did you mean 'Size'?") !=
          std::string::npos);
    CHECK(error_of(cat(volume, "related: [{each: t in resource.Tags, at: t, message: m}, {at: t, message: m}]"))
              .find("'t'") != std::string::npos);
    CHECK(error_of(cat(volume, "related: {at: resource.Size, message: m}")) ==
          "10:10 'related' is a list of {each, when, at, message}");
}

TEST_CASE("a broken file is an error and takes no other rule with it") {
    const auto schema = Schema::read(table);
    std::vector<RuleError> errors;
    const auto compiled =
        compile_rules({{"ebs/broken.yaml", "id: [\n"},
                       {"ebs/volume.yaml", rule_with("resource: AWS::EC2::Volume\nrequire: 'true'\nmessage: m")}},
                      *schema, errors);
    CHECK(errors.size() == 1);
    CHECK(errors.front().path == "ebs/broken.yaml");
    CHECK(compiled->set().rules.size() == 1);
}

TEST_CASE("data tables are values that rules can name") {
    const std::string ports = "source: s\ntaken: '2026-01-01'\nabout: a\nvalue: [{port: 22, name: SSH}]\n";
    CHECK(error_of({{"data/admin-ports.yaml", ports},
                    {"ebs/volume.yaml", rule_with("resource: AWS::EC2::Volume\nrequire: data.admin_ports.exists(p, "
                                                  "p.port == resource.Size)\nmessage: m")}})
              .empty());
    CHECK(error_of({{"data/admin-ports.yaml", "value: [1]\n"}}) == "1:1 'source' is missing");
}
