// Rules about the account: judged once for all inputs of a run, in both languages.

#include "lint/judge_account.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "base/text.h"
#include "rules/compile.h"
#include "terraform/configuration_sample.h"

using namespace lintel;
using namespace lintel::test;

namespace {

constexpr std::string_view table =
    "AWS::EC2::Volume\tEncrypted:boolean Size:number\n"
    "AWS::EC2::VolumeAttachment\tVolumeId:string\n"
    "aws_ebs_encryption_by_default\tEnabled:boolean\n";

constexpr std::string_view encrypted =
    "account: any\n"
    "require: resources('AWS::EC2::Volume').exists(v, v.Encrypted == true)\n"
    "blame: resources('AWS::EC2::Volume').exists(v, v.Encrypted != true)\n"
    "message: no encrypted volume\n";

std::unique_ptr<CompiledRules> compiled(const std::vector<std::string>& judgements) {
    const auto schema = Schema::read(table);
    std::vector<RuleError> errors;
    std::vector<RuleText> texts;
    for (std::size_t i = 0; i < judgements.size(); ++i) {
        texts.push_back({cat("x/r", i, ".yaml"), cat("id: XX00", i, "\nname: r", i,
                                                     "\ntitle: t\nseverity: high\nwhy: w\nfix: f\n", judgements[i])});
    }
    auto rules = compile_rules(texts, *schema, errors);
    for (const RuleError& error : errors) FAIL(cat(error.position.line, ": ", error.message));
    return rules;
}

struct Sample {
    FileMap files;                                              ///< those that are named and those that can be found
    std::vector<std::string> named = {};                        ///< empty: all
    std::vector<std::string> rules = {std::string(encrypted)};  ///< XX000, XX001, ...
    CheckOptions options = {};
};

Report report(Sample sample) {
    static std::vector<std::unique_ptr<CompiledRules>> kept;  // findings point to their rules
    const CompiledRules* rules = kept.emplace_back(compiled(sample.rules)).get();
    if (sample.named.empty()) {
        for (const auto& [name, text] : sample.files) sample.named.push_back(name);
    }
    std::vector<Input> inputs;
    for (const std::string& name : sample.named) inputs.push_back({name, sample.files.at(name)});
    sample.options.files = in_memory(sample.files);
    return check(inputs, rules->set(), sample.options);
}

/// "file:line resource" of each finding and "file:line ? cause" of each unknown.
std::string said(Sample sample) {
    const Report all = report(std::move(sample));
    std::string text;
    for (const Finding& finding : all.findings) {
        text += cat(text.empty() ? "" : "; ", finding.location.file, ":", finding.location.start.line);
        if (!finding.resource.id.empty()) text += cat(" ", finding.resource.id);
    }
    for (const Unknown& unknown : all.unknown) {
        text += cat(text.empty() ? "" : "; ", unknown.location.file, ":", unknown.location.start.line, " ? ",
                    unknown.cause);
    }
    return text;
}

std::string volume(std::string_view properties, std::string_view more = "") {
    return cat("Parameters: {Env: {Type: String}}\nConditions: {IsProd: !Equals [!Ref Env, prod]}\nResources:\n",
               "  Volume:\n    Type: AWS::EC2::Volume\n", more, "    Properties: {", properties, "}\n");
}

std::string terraform(std::string_view arguments) {
    return cat("{\"variable\": {\"make\": {\"type\": \"bool\"}},\n\"resource\": {\"aws_ebs_volume\": {\"v\": {",
               arguments, "}}}}");
}

constexpr std::string_view attachment = "Resources:\n  A: {Type: AWS::EC2::VolumeAttachment}\n";

}  // namespace

TEST_CASE("one resource anywhere, in either language, is enough for the account") {
    CHECK(said({{{"a.yaml", volume("Size: 1")}}}) == "a.yaml:4 Volume");
    CHECK(said({{{"a.yaml", volume("Size: 1")}, {"b.yaml", volume("Encrypted: true")}}}) == "");
    CHECK(said({{{"a.yaml", volume("Size: 1")}, {"main.tf.json", terraform("\"encrypted\": true")}}}) == "");
    CHECK(said({{{"a.yaml", volume("Encrypted: true")}, {"main.tf.json", terraform("\"size\": 1")}}}) == "");
    CHECK(said({{{"a.yaml", volume("Encrypted: false")}, {"main.tf.json", terraform("\"size\": 1")}}}) ==
          "a.yaml:6 Volume");
}

TEST_CASE("what is nowhere is told at the resources of the file that comes first") {
    CHECK(said({{{"stacks/a.yaml", std::string(attachment)},
                 {"z.yaml", cat("# the main one\n", attachment)},
                 {"stacks/b.yaml", std::string(attachment)}}}) == "z.yaml:2");
    CHECK(said({{{"b.yaml", std::string(attachment)}, {"a.yaml", std::string(attachment)}}}) == "a.yaml:1");
    CHECK(said({{{"main.tf.json", R"({"resource": {"aws_volume_attachment": {"a": {}}}})"}}}) == "main.tf.json:1");
}

TEST_CASE("nothing is said of a run without a resource of AWS") {
    CHECK(said({{{"notes.yaml", "a: b\n"}}}) == "");
    CHECK(said({{{"main.tf.json", R"({"resource": {"azurerm_disk": {"d": {}}}})"}}}) == "");
    CHECK(said({{{"main.tf.json", R"({"variable": {"a": {}}})"}}}) == "");
}

TEST_CASE("the fingerprint stays when files are added, and the order of the inputs makes no difference") {
    const FileMap files = {{"b.yaml", std::string(attachment)}, {"a.yaml", volume("Size: 1")}};
    const Report one = report({{{"b.yaml", std::string(attachment)}}});
    const Report both = report({files, {"a.yaml", "b.yaml"}});
    const Report turned = report({files, {"b.yaml", "a.yaml"}});
    REQUIRE(one.findings.size() == 1);
    REQUIRE(both.findings.size() == 1);
    REQUIRE(turned.findings.size() == 1);
    CHECK(one.findings[0].fingerprint == both.findings[0].fingerprint);
    CHECK(turned.findings[0].location.file == "a.yaml");
    CHECK(both.findings[0].location.file == "a.yaml");
}

TEST_CASE("what depends on a condition is unknown, what fails whatever it is fails") {
    CHECK(said({{{"a.yaml", volume("Encrypted: true", "    Condition: IsProd\n")}}}).find(" ? ") != std::string::npos);
    CHECK(said({{{"a.yaml", volume("Encrypted: !If [IsProd, true, false]")}}}).find(" ? ") != std::string::npos);
    CHECK(said({{{"a.yaml", volume("Encrypted: !If [IsProd, true, true]")}}}) == "");
    CHECK(said({{{"a.yaml", volume("Size: 1", "    Condition: IsProd\n")}}}) == "a.yaml:4 Volume");
    CHECK(
        said({{{"main.tf.json", terraform("\"count\": \"${var.make ? 1 : 0}\", \"encrypted\": true")}}}).find(" ? ") !=
        std::string::npos);
    CHECK(said({{{"main.tf.json", terraform("\"count\": \"${var.make ? 1 : 0}\"")}}}) ==
          "main.tf.json:2 aws_ebs_volume.v[0]");
}

TEST_CASE("conditions of one input say nothing about those of another") {
    const std::string conditional = volume("Encrypted: true", "    Condition: IsProd\n");
    const std::string counted = terraform("\"count\": \"${var.make ? 1 : 0}\", \"encrypted\": true");
    CHECK(said({{{"a.yaml", conditional}, {"main.tf.json", counted}}}).find(" ? ") != std::string::npos);
    CHECK(said({{{"a.yaml", conditional}, {"b.yaml", conditional}, {"c.yaml", volume("Encrypted: true")}}}) == "");
    // More conditions than are tried do not matter where one resource is sure.
    FileMap many = {{"sure.yaml", volume("Encrypted: true")}};
    for (int i = 0; i < 20; ++i) many[cat("a", i, ".yaml")] = conditional;
    CHECK(said({many}) == "");
    many.erase("sure.yaml");
    CHECK(said({many}).find(" ? ") != std::string::npos);
}

TEST_CASE("what nobody can see makes the account unknown") {
    const auto unknown = [](const FileMap& files, std::vector<std::string> named = {}) {
        const std::string text = said({files, std::move(named)});
        const std::size_t mark = text.find(" ? ");
        return mark == std::string::npos ? text : text.substr(mark + 3);
    };
    const std::string with = std::string(attachment);
    CHECK(
        unknown({{"main.tf.json",
                  R"({"resource": {"aws_volume_attachment": {"a": {}}}, "module": {"m": {"source": "x/y/aws"}}})"}}) ==
        "what module m declares");
    CHECK(unknown({{"a.yaml", cat("Transform: MyMacro\n", with)}}) == "what the macro MyMacro adds");
    CHECK(unknown({{"a.yaml", cat("Transform: [AWS::Serverless-2016-10-31]\n", with)}}) == "a.yaml:2");
    CHECK(unknown({{"a.yaml", cat("Transform: {Name: 'AWS::Include'}\n", with)}}) ==
          "what the macro AWS::Include adds");
    CHECK(unknown({{"a.yaml", cat(with, "  'Fn::ForEach::Volumes': [N, [a, b], {}]\n")}}) ==
          "what Fn::ForEach::Volumes makes");
    CHECK(unknown({{"a.yaml", cat(with, "  M: {Type: 'Org::Storage::Disks::MODULE'}\n")}}) ==
          "what M (Org::Storage::Disks::MODULE) creates");
    CHECK(unknown({{"a.yaml", with}, {"b.yaml", "Resources:\n  V: {Type: AWS::EC2::Volume\n"}}) ==
          "what b.yaml declares, which could not be read as a whole");
    CHECK(unknown({{"p.json",
                    R"({"format_version": "1.2", "complete": false, "planned_values": {}, "resource_changes": [
                        {"address": "aws_volume_attachment.a", "mode": "managed", "type": "aws_volume_attachment",
                         "change": {"actions": ["create"], "before": null, "after": {}}}]})"}}) ==
          "what the plan leaves out");
    CheckOptions options;
    options.unread = {"gone.yaml"};
    CHECK(said({{{"a.yaml", with}}, {}, {std::string(encrypted)}, options}) ==
          "a.yaml:1 ? what is in gone.yaml, which could not be read");
}

TEST_CASE("a nested stack is seen where its template is among the inputs") {
    const auto stack = [](std::string_view properties, std::string_view more = "") {
        return cat("Resources:\n  S:\n    Type: AWS::CloudFormation::Stack\n", more, "    Properties: {", properties,
                   "}\n");
    };
    const std::string with = std::string(attachment);
    CHECK(said({{{"a/a.yaml", stack("TemplateURL: ../b.yaml")}, {"b.yaml", with}}}) == "b.yaml:1");
    CHECK(said({{{"a.yaml", stack("TemplateURL: ./b.yaml")}}}) ==
          "a.yaml:2 ? what S (AWS::CloudFormation::Stack) creates");
    CHECK(said({{{"a.yaml", stack("TemplateURL: 'https://bucket.s3.amazonaws.com/b.yaml'")}, {"b.yaml", with}}}) ==
          "a.yaml:2 ? what S (AWS::CloudFormation::Stack) creates");
    const std::string cdk = "    Metadata: {'aws:asset:path': b.yaml}\n";
    CHECK(said({{{"a.yaml", stack("TemplateURL: !Sub 'https://${AWS::Region}'", cdk)}, {"b.yaml", with}}}) ==
          "a.yaml:1");
}

TEST_CASE("what a plan deletes is not there") {
    const auto plan = [](std::string_view actions, std::string_view before, std::string_view after) {
        return cat(R"({"format_version": "1.2", "planned_values": {}, "resource_changes": [
            {"address": "aws_ebs_volume.v", "mode": "managed", "type": "aws_ebs_volume", "change": {"actions": [)",
                   actions, R"(], "before": )", before, R"(, "after": )", after, "}}]}");
    };
    const FileMap others = {{"a.yaml", std::string(attachment)}};
    FileMap files = others;
    files["p.json"] = plan(R"("create")", "null", R"({"encrypted": true})");
    CHECK(said({files}) == "");
    files["p.json"] = plan(R"("delete")", R"({"encrypted": true})", "null");
    CHECK(said({files}) == "a.yaml:1");
    CHECK(said({{{"p.json", files["p.json"]}}}) == "");
}

TEST_CASE("a finding stands in a file of the input") {
    const FileMap files = {{"main.tf.json", R"({"resource": {"aws_volume_attachment": {"a": {}}}})"},
                           {"volumes.tf.json", R"({"resource": {"aws_ebs_volume": {"v": {"encrypted": false}}}})"}};
    CHECK(said({files}) == "volumes.tf.json:1 aws_ebs_volume.v");
    CHECK(said({files, {"main.tf.json"}}) == "main.tf.json:1");
}

TEST_CASE("a setting that only Terraform has is unknown where nothing is in Terraform") {
    const std::string by_default =
        "account: any\nrequire: resources('aws_ebs_encryption_by_default').exists(e, e.Enabled.orValue(true) == true)\n"
        "message: off\n";
    const std::string with = std::string(attachment);
    CHECK(said({{{"a.yaml", with}}, {}, {by_default}}) ==
          "a.yaml:1 ? a setting for which CloudFormation has no resource");
    CHECK(said({{{"a.yaml", with}, {"main.tf.json", terraform("")}}, {}, {by_default}}) == "a.yaml:1");
    CHECK(said({{{"a.yaml", with}, {"main.tf.json", R"({"resource": {"aws_ebs_encryption_by_default": {"e": {}}}})"}},
                {},
                {by_default}}) == "");
}

TEST_CASE("a rule that covers one about the account speaks for it at the same place") {
    const std::string each =
        "resource: AWS::EC2::Volume\nrequire: resource.Encrypted == true\nmessage: m\ncovers: [XX000]\n";
    const Report all = report({{{"a.yaml", volume("Encrypted: false")}}, {}, {std::string(encrypted), each}});
    REQUIRE(all.findings.size() == 1);
    CHECK(all.findings[0].rule->id == "XX001");
}

TEST_CASE("functions and facts about a resource look at its own input") {
    const std::string attached =
        "account: any\n"
        "require: resources('AWS::EC2::Volume').exists(v, v.referrers('AWS::EC2::VolumeAttachment', "
        "'VolumeId').size() > 0)\n"
        "message: \"{resources('AWS::EC2::Volume').map(v, v.id)}\"\n";
    const std::string own =
        cat(volume("Size: 1"), "  A: {Type: AWS::EC2::VolumeAttachment, Properties: {VolumeId: !Ref Volume}}\n");
    CHECK(said({{{"a.yaml", own}}, {}, {attached}}) == "");
    const Report apart = report({{{"a.yaml", volume("Size: 1")}, {"b.yaml", std::string(attachment)}}, {}, {attached}});
    REQUIRE(apart.findings.size() == 1);
    CHECK(apart.findings[0].message == "Volume");
}
