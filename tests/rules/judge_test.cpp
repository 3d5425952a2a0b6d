// Rules judged over whole templates: three-valued logic, culprits and scenarios, end to end.

#include "rules/judge.h"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>

#include "base/text.h"
#include "lint/check.h"
#include "rules/compile.h"

namespace {

using namespace lintel;

constexpr std::string_view table =
    "AWS::EC2::Volume\tEncrypted:boolean Size:number KmsKeyId:string Name:string Tags:list(Tag) Owner:Tag\n"
    "AWS::KMS::Key\tEnabled:boolean\n"
    "AWS::EC2::VolumeAttachment\tVolumeId:string\n"
    "Tag\tKey:string Value:string\n";

/// What a judgement says of a template: "line: message [when ...]" for failures, "line ? cause" for unknowns.
std::string judged(std::string_view judgement, std::string_view text, const GivenParameters& given = {}) {
    const auto schema = Schema::read(table);
    std::vector<RuleError> errors;
    const std::string message = judgement.find("message:") == std::string_view::npos ? "message: bad\n" : "";
    const auto rules = compile_rules(
        {{"x/rule.yaml",
          cat("id: XX001\nname: rule\ntitle: t\nseverity: high\nwhy: w\nfix: f\n", message, judgement, "\n")}},
        *schema, errors);
    for (const RuleError& error : errors) FAIL(cat(error.position.line, ": ", error.message));
    CheckOptions options;
    options.parameters = given;
    const Report report = check({{"t.yaml", std::string(text)}}, rules->set(), options);
    for (const FileError& error : report.errors) FAIL(error.message);
    std::string said;
    for (const Finding& finding : report.findings) {
        said += cat(said.empty() ? "" : "; ", finding.location.start.line, ": ", finding.message);
        for (const WhenCondition& when : finding.when) said += cat(" ", when.is ? "" : "!", when.condition);
        for (const auto& [name, value] : finding.example) said += cat(" ", name, "=", value);
    }
    for (const Unknown& unknown : report.unknown)
        said += cat(said.empty() ? "" : "; ", unknown.location.start.line, " ? ", unknown.cause);
    return said;
}

/// The places that the findings concern besides what they blame: "line: message" for each.
std::string related(std::string_view lines, std::string_view text) {
    const auto schema = Schema::read(table);
    std::vector<RuleError> errors;
    const auto rules = compile_rules({{"x/rule.yaml", cat("id: XX001\nname: rule\ntitle: t\nseverity: high\nwhy: w\n"
                                                          "fix: f\nresource: AWS::EC2::Volume\nmessage: bad\n",
                                                          lines, "\n")}},
                                     *schema, errors);
    for (const RuleError& error : errors) FAIL(cat(error.position.line, ": ", error.message));
    const Report report = check({{"t.yaml", std::string(text)}}, rules->set(), {});
    std::string said;
    for (const Finding& finding : report.findings) {
        for (const Note& note : finding.related)
            said += cat(said.empty() ? "" : "; ", note.location.start.line, ": ", note.message);
    }
    return said;
}

std::string volume(std::string_view properties) {
    std::string text =
        "Parameters:\n"                                                                             // 1
        "  Env: {Type: String, Default: dev}\n"                                                     // 2
        "  Flag: {Type: String}\n"                                                                  // 3
        "Conditions:\n"                                                                             // 4
        "  IsProd: !Equals [!Ref Env, prod]\n"                                                      // 5
        "  IsDev: !Not [!Condition IsProd]\n"                                                       // 6
        "Resources:\n"                                                                              // 7
        "  V:\n"                                                                                    // 8
        "    Type: AWS::EC2::Volume\n"                                                              // 9
        "    Properties:\n";                                                                        // 10
    for (const std::string_view line : split(properties, '\n')) text += cat("      ", line, "\n");  // 11 ...
    return text;
}

constexpr std::string_view encrypted = "resource: AWS::EC2::Volume\nrequire: resource.Encrypted == true";

}  // namespace

TEST_CASE("a property that is written is blamed, an absent one is blamed on the resource") {
    CHECK(judged(encrypted, volume("Size: 1\nEncrypted: false")) == "12: bad");
    CHECK(judged(encrypted, volume("Size: 1")) == "8: bad");
    CHECK(judged(encrypted, volume("Encrypted: true")) == "");
    CHECK(judged(encrypted, volume("Encrypted: 'true'")) == "");
    CHECK(judged(encrypted, volume("Encrypted: !Ref AWS::NoValue")) == "11: bad");
}

TEST_CASE("what cannot be known is unknown, with its cause") {
    CHECK(judged(encrypted, volume("Encrypted: !Ref Flag")) == "11 ? parameter Flag, which has no default");
    CHECK(judged(encrypted, volume("Encrypted: !Ref Flag"), {{"Flag", "false"}}) == "11: bad");
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.Size > 1 && resource.Encrypted == false",
                 volume("Encrypted: !Ref Flag\nSize: 1")) == "");
    CHECK(judged("resource: AWS::EC2::Volume\nrequire: resource.Size == 1 || resource.Encrypted == true",
                 volume("Encrypted: !Ref Flag\nSize: 1")) == "");
    CHECK(judged("resource: AWS::EC2::Volume\nrequire: has(resource.KmsKeyId)", volume("KmsKeyId: !Ref Flag")) == "");
    CHECK(judged("resource: AWS::EC2::Volume\nrequire: has(resource.KmsKeyId)", volume("KmsKeyId: ''")) == "11: bad");
}

TEST_CASE("outputs are judged where they exist") {
    const std::string outputs = cat(volume("Size: 1"),
                                    "Outputs:\n"                                      // 12
                                    "  Name: {Value: !Ref Env}\n"                     // 13
                                    "  Prod: {Condition: IsProd, Value: !Ref Env}\n"  // 14
                                    "  Flag: {Value: !Ref Flag}\n");                  // 15
    constexpr std::string_view dev = "output: any\nforbid: output.value == 'dev'\nmessage: '{output.name}'";
    CHECK(judged(dev, outputs) == "13: Name; 15 ? parameter Flag, which has no default");
    CHECK(judged("output: any\nforbid: output.value == 'prod'\nmessage: '{output.name}'", outputs) ==
          "14: Prod; 15 ? parameter Flag, which has no default");
}

TEST_CASE("a finding says when it holds and how to bring it about") {
    CHECK(judged(encrypted, volume("Encrypted: !If [IsProd, true, false]")) == "11: bad !IsProd Env=dev");
    CHECK(judged(encrypted, volume("Encrypted: !If [IsProd, true, false]"), {{"Env", "prod"}}) == "");
    CHECK(judged(encrypted, volume("Encrypted: !If [IsProd, false, true]")) == "11: bad IsProd Env=prod");
    CHECK(judged(encrypted, volume("Encrypted: !If [IsProd, !If [IsDev, false, true], true]")) == "");
    CHECK(judged(encrypted, volume("Encrypted:\n  Fn::If:\n    - IsProd\n    - false\n    - true")) ==
          "14: bad IsProd Env=prod");
}

TEST_CASE("a condition that makes no difference is not mentioned") {
    CHECK(judged(encrypted, volume("Encrypted: false\nSize: !If [IsProd, 1, 2]")) == "11: bad");
    CHECK(judged("resource: AWS::EC2::Volume\nrequire: resource.Encrypted == true && resource.Size > 5",
                 volume("Encrypted: false\nSize: !If [IsProd, 1, 2]")) == "11: bad");
}

TEST_CASE("items are judged one by one, each under its own conditions") {
    constexpr std::string_view tags =
        "resource: AWS::EC2::Volume\neach: tag in resource.Tags\nforbid: tag.Key == 'bad'\nmessage: '{tag.Value}'";
    CHECK(
        judged(tags, volume("Tags:\n  - {Key: bad, Value: a}\n  - {Key: good, Value: b}\n  - {Key: bad, Value: c}")) ==
        "12: a; 14: c");
    CHECK(
        judged(tags,
               volume("Tags:\n  - !If [IsProd, {Key: bad, Value: a}, !Ref AWS::NoValue]\n  - {Key: bad, Value: c}")) ==
        "12: a IsProd Env=prod; 13: c");
    CHECK(judged(tags, volume("Tags: !If [IsProd, [{Key: bad, Value: a}], []]")) == "11: a IsProd Env=prod");
}

TEST_CASE("A single item for a list and a list of one for an object are read as what they mean") {
    constexpr std::string_view exists = "resource: AWS::EC2::Volume\nforbid: resource.Tags.exists(t, t.Key == 'bad')";
    CHECK(judged(exists, volume("Tags: {Key: bad}")) == "11: bad");
    CHECK(judged(exists, volume("Tags: {Key: fine}")).empty());
    constexpr std::string_view select = "resource: AWS::EC2::Volume\nforbid: resource.Owner.Key == 'bad'";
    CHECK(judged(select, volume("Owner: [{Key: bad}]")) == "11: bad");
    CHECK(judged(select, volume("Owner: [{Key: bad}, {Key: bad}]")).empty());
}

TEST_CASE("exists and all blame the item that decides") {
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.Tags.exists(t, t.Key == 'bad')",
                 volume("Tags:\n  - {Key: good, Value: a}\n  - {Key: bad, Value: b}")) == "13: bad");
    CHECK(judged("resource: AWS::EC2::Volume\nrequire: resource.Tags.all(t, t.Key == 'good')",
                 volume("Tags:\n  - {Key: good, Value: a}\n  - {Key: bad, Value: b}")) == "13: bad");
    CHECK(judged("resource: AWS::EC2::Volume\nrequire: resource.Tags.exists(t, t.Key == 'x')", volume("Size: 1")) ==
          "8: bad");
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.Tags.filter(t, t.Key == 'a').size() == 2",
                 volume("Tags: [{Key: a}, {Key: b}, {Key: a}]")) != "");
}

TEST_CASE("a message masks what comes from a NoEcho parameter") {
    const std::string text =
        "Parameters: {Token: {Type: String, NoEcho: true, Default: abc}}\n"
        "Resources:\n"
        "  V: {Type: AWS::EC2::Volume, Properties: {Name: !Ref Token}}\n";
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.Name == 'abc'\nmessage: 'named {resource.Name}'",
                 text) == "3: named ****");
}

TEST_CASE("strings known in part decide what their known pieces decide") {
    constexpr std::string_view name = "Name: !Sub 'data-${Flag}-x'";
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.Name == 'other'", volume(name)) == "");
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.Name.startsWith('data-')", volume(name)) == "11: bad");
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.Name.endsWith('-y')", volume(name)) == "");
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.Name == 'data-a-x'", volume(name)).find('?') !=
          std::string::npos);
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.Name.matches('^d')\nmessage: '{resource.Name}'",
                 volume("Name: data")) == "11: data");
}

TEST_CASE("the graph is asked in both directions") {
    const std::string joined = volume("KmsKeyId: !GetAtt K.Arn") +
                               "  K: {Type: AWS::KMS::Key, Properties: {Enabled: false}}\n"
                               "  A: {Type: AWS::EC2::VolumeAttachment, Properties: {VolumeId: !Ref V}}\n";
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.KmsKeyId.target('AWS::KMS::Key').Enabled == false",
                 joined) == "12: bad");
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.referrers('AWS::EC2::VolumeAttachment', "
                 "'VolumeId').size() == 1",
                 joined) != "");
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.KmsKeyId.attribute() == 'Arn'", joined) == "11: bad");
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.KmsKeyId.attribute() == null",
                 volume("KmsKeyId: key")) != "");
    CHECK(judged("resource: AWS::KMS::Key\nforbid: resource.mentionedIn('AWS::EC2::Volume', "
                 "'KmsKeyId').exists(volume, true)",
                 joined) != "");
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resources('AWS::KMS::Key').size() == 0", joined) == "");
}

TEST_CASE("a resource that cannot exist is not judged, and its own condition is not repeated") {
    constexpr std::string_view text =
        "Parameters: {Env: {Type: String, Default: dev}}\n"
        "Conditions: {IsProd: !Equals [!Ref Env, prod], IsNotProd: !Not [!Condition IsProd]}\n"
        "Resources:\n"
        "  V:\n"
        "    Type: AWS::EC2::Volume\n"
        "    Condition: IsProd\n"
        "    Properties:\n"
        "      Encrypted: !If [IsNotProd, false, true]\n"
        "  W: {Type: AWS::EC2::Volume, Condition: IsProd, Properties: {Encrypted: false}}\n";
    CHECK(judged(encrypted, text) == "9: bad");
    CHECK(judged(encrypted, text, {{"Env", "dev"}}) == "");
}

TEST_CASE("a hundred conditions do not multiply") {
    std::string text = "Parameters:\n";
    for (int i = 0; i < 100; ++i) text += cat("  P", i, ": {Type: String, Default: a}\n");
    text += "Conditions:\n";
    for (int i = 0; i < 100; ++i) text += cat("  C", i, ": !Equals [!Ref P", i, ", b]\n");
    text += "Resources:\n  V:\n    Type: AWS::EC2::Volume\n    Properties:\n      Tags:\n";
    for (int i = 0; i < 100; ++i) text += cat("        - !If [C", i, ", {Key: bad, Value: v}, !Ref AWS::NoValue]\n");
    const auto began = std::chrono::steady_clock::now();
    const std::string each =
        judged("resource: AWS::EC2::Volume\neach: tag in resource.Tags\nforbid: tag.Key == 'bad'", text);
    CHECK(split(each, ';').size() == 100);
    // All at once depends on every condition: the first that decides is found, and what does not end is unknown.
    const std::string at_once = judged("resource: AWS::EC2::Volume\nforbid: resource.Tags.size() == 77", text);
    CHECK(at_once.find("more combinations of conditions than are tried") != std::string::npos);
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(20));
}

TEST_CASE("a finding tells what else it concerns, in the order of the rule") {
    const std::string text = cat(volume("Encrypted: false\nKmsKeyId: !Ref K\nSize: 5\n"
                                        "Tags:\n  - {Key: a, Value: b}\n  - {Key: c, Value: d}"),
                                 "  K: {Type: AWS::KMS::Key, Properties: {Enabled: false}}\n");
    CHECK(related("require: resource.Encrypted\n"
                  "related:\n"
                  "  - {at: resource.Size, message: 'has {resource.Size} GiB'}\n"
                  "  - {at: resource.KmsKeyId.target('AWS::KMS::Key'), message: key}\n"
                  "  - {at: resource.KmsKeyId, message: named here}",
                  text) == "13: has 5 GiB; 17: key; 12: named here");
    CHECK(related("require: resource.Encrypted\n"
                  "related: [{each: tag in resource.Tags, at: tag.Value, message: '{tag.Key}'}]",
                  text) == "15: a; 16: c");
    CHECK(
        related("each: t in resource.Tags\nforbid: t.Key == 'a'\n"
                "related: [{each: u in resource.Tags, when: u.Key != t.Key, at: u, message: '{t.Key} beside {u.Key}'}]",
                text) == "16: a beside c");
}

TEST_CASE("what nobody wrote is no related place, and nothing is told twice or without end") {
    constexpr std::string_view size =
        "require: resource.Encrypted\nrelated: [{at: resource.Size, message: s}, {at: resource.Size, message: s}]";
    CHECK(related(size, volume("Encrypted: false\nSize: 5")) == "12: s");
    CHECK(related(size, volume("Encrypted: false")) == "");
    CHECK(related("require: resource.Encrypted\nrelated: [{at: \"'text'\", message: s}]", volume("Encrypted: false")) ==
          "");
    std::string tags = "Encrypted: false\nTags:";
    for (int i = 0; i < 40; ++i) tags += cat("\n  - {Key: k", i, ", Value: v}");
    const std::string all = related(
        "require: resource.Encrypted\nrelated: [{each: t in resource.Tags, at: t, message: '{t.Key}'}]", volume(tags));
    CHECK(split(all, ';').size() == max_related);
}

TEST_CASE("a finding that holds in several scenarios tells the places of each") {
    CHECK(related("require: resource.Encrypted\n"
                  "when: resource.Size > 1\n"
                  "related: [{at: resource.KmsKeyId, message: '{resource.KmsKeyId}'}]",
                  volume("Encrypted: false\nSize: !If [IsProd, 5, 7]\nKmsKeyId: !If [IsProd, a, b]")) ==
          "13: a; 13: b");
}

TEST_CASE("lists are joined, and the first item that is there is found") {
    constexpr std::string_view tags =
        "Tags:\n  - !If [IsProd, {Key: a, Value: b}, !Ref AWS::NoValue]\n  - {Key: c, Value: d}";
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.Size in [1, 2] + [5]", volume("Size: 5")) == "11: bad");
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.Size in [1, 2] + [5]", volume("Size: 3")) == "");
    CHECK(judged("resource: AWS::EC2::Volume\nforbid: resource.Tags.first().Key == 'c'", volume(tags)) ==
          "13: bad !IsProd Env=dev");
}

TEST_CASE("what must always fail is unknown where a condition decides it") {
    const std::string always = cat(encrypted, "\nalways: true");
    CHECK(judged(always, volume("Encrypted: !If [IsProd, true, false]")) ==
          "11 ? something that depends on a condition");
    CHECK(judged(always, volume("Encrypted: !If [IsProd, false, false]")).ends_with(": bad"));
    CHECK(judged(always, volume("Size: 1")) == "8: bad");
    CHECK(judged(always, volume("Encrypted: !If [IsProd, true, true]")) == "");
    const std::string needs_key = "resource: AWS::EC2::Volume\nrequire: resources('AWS::KMS::Key').exists(k, true)";
    const std::string key = cat(volume("Size: 1"), "  Key:\n    Type: AWS::KMS::Key\n    Condition: IsProd\n");
    CHECK(judged(needs_key, key) == "8: bad !IsProd Env=dev");
    CHECK(judged(cat(needs_key, "\nalways: true"), key) == "8 ? something that depends on a condition");
}
