#include "lint/project_configuration.h"

#include <doctest/doctest.h>

#include <memory>

#include "base/text.h"
#include "rules/compile.h"

namespace {

using namespace lintel;

std::string rule_text(std::string_view id, std::string_view name, std::string_view more) {
    return cat("id: ", id, "\nname: ", name, "\ntitle: t\nseverity: high\nwhy: w\nfix: f\nresource: AWS::EC2::Volume\n",
               "message: m\n", more, "\n");
}

/// EBS001 volume (with settings), EBS002 other (strict) and KMS001 key; the profile 'tight'.
const RuleSet& rules() {
    static const Schema schema = *Schema::read("AWS::EC2::Volume\tSize:number Name:string\n");
    static std::vector<RuleError> errors;
    static const auto compiled = compile_rules(
        {{"ebs/volume.yaml", rule_text("EBS001", "volume",
                                       "settings:\n  most: {about: a, type: integer, min: 1, max: 500, default: 100}\n"
                                       "  names: {about: a, type: texts, default: []}\n"
                                       "forbid: resource.Size > setting.most && !(resource.Name in setting.names)")},
         {"ebs/other.yaml", rule_text("EBS002", "other", "profile: strict\nforbid: resource.Size > 1")},
         {"kms/key.yaml", rule_text("KMS001", "key", "forbid: resource.Size > 2")},
         {"profiles/tight.yaml",
          "title: t\nabout: a\nsource: s\nenable: [other]\nrules: {volume: {most: 10, severity: critical}}\n"}},
        schema, errors);
    REQUIRE(errors.empty());
    return compiled->set();
}

ProjectConfiguration read(std::string_view text, std::vector<RuleError>& errors) {
    return read_configuration({"infra/.lintel.yaml", std::string(text)}, rules(), errors);
}

/// All errors, one a line: "line:column message".
std::string errors_of(std::string_view text) {
    std::vector<RuleError> errors;
    read(text, errors);
    std::string said;
    for (const RuleError& error : errors) {
        CHECK(error.path == "infra/.lintel.yaml");
        said += cat(said.empty() ? "" : "\n", error.position.line, ":", error.position.column, " ", error.message);
    }
    return said;
}

/// The rules that are on: "EBS001 high most=100".
std::string active(std::string_view text, const RuleChoice& asked = {}) {
    std::vector<RuleError> errors;
    const ProjectConfiguration configuration = read(text, errors);
    for (const RuleError& error : errors) FAIL(error.message);
    std::string said;
    for (const ActiveRule& rule : active_rules(rules(), joined_choice(configuration.choice, asked, rules()))) {
        said += cat(said.empty() ? "" : "; ", rule.rule->id, " ", severity_name(rule.severity));
        for (const Setting& setting : rule.settings) said += cat(" ", setting.name, "=", value_in_words(setting));
    }
    return said;
}

}  // namespace

TEST_CASE("a configuration that says nothing changes nothing") {
    CHECK(active("") == "EBS001 high most=100 names=none; KMS001 high");
    CHECK(active("# nothing yet\n") == "EBS001 high most=100 names=none; KMS001 high");
    CHECK(active("{}") == "EBS001 high most=100 names=none; KMS001 high");
}

TEST_CASE("profiles, select, enable and ignore choose the rules") {
    CHECK(active("profile: strict") == "EBS001 high most=100 names=none; EBS002 high; KMS001 high");
    CHECK(active("profile: [account, strict]\nselect: EBS\nignore: [volume]") == "EBS002 high");
    CHECK(active("enable: [EBS002]") == "EBS001 high most=100 names=none; EBS002 high; KMS001 high");
    CHECK(active("select: [kms001, other]") == "EBS002 high; KMS001 high");
    CHECK(active("ignore: [EBS]") == "KMS001 high");
}

TEST_CASE("severities and settings are those of the file, else of its profiles, else of the rule") {
    CHECK(active("profile: tight") == "EBS001 critical most=10 names=none; EBS002 high; KMS001 high");
    CHECK(active("profile: tight\nrules: {EBS001: {most: 20}}") ==
          "EBS001 critical most=20 names=none; EBS002 high; KMS001 high");
    CHECK(active("rules:\n  key: {severity: info}\n  volume:\n    names: [a, b]\n") ==
          "EBS001 high most=100 names=a, b; KMS001 info");
    CHECK(active("rules: {EBS001: {names: a}}") == "EBS001 high most=100 names=a; KMS001 high");
}

TEST_CASE("the command line wins") {
    RuleChoice asked;
    asked.profiles = {"default"};
    CHECK(active("profile: strict", asked) == "EBS001 high most=100 names=none; KMS001 high");
    asked = {};
    asked.select = {"KMS"};
    CHECK(active("select: [EBS001]", asked) == "KMS001 high");
    CHECK(active("ignore: [KMS]", asked) == "");
    asked.select = {"KMS001"};
    CHECK(active("ignore: [KMS, EBS]", asked) == "KMS001 high");
    asked = {};
    asked.ignore = {"EBS001"};
    CHECK(active("ignore: [KMS001]", asked) == "");
}

TEST_CASE("everything that is wrong is told at its place, with the nearest right name") {
    CHECK(errors_of("profil: strict") == "1:1 there is no key 'profil' here; did you mean 'profile'?");
    CHECK(errors_of("profile: tigt") == "1:10 there is no profile 'tigt'; did you mean 'tight'?");
    CHECK(errors_of("profile: [strict, 'off']") == "1:19 there is no profile 'off' (default, strict, account, tight)");
    CHECK(errors_of("profile:") == "1:9 'profile' is the name of a profile, or a list of such");
    CHECK(errors_of("select: [EBS01]") == "1:10 there is no rule 'EBS01'; did you mean 'EBS001'?");
    CHECK(errors_of("ignore:\n  - EBS001\n  - {rule: EBS001}") ==
          "3:5 'ignore' is a list of rules: ids, names or families");
    CHECK(errors_of("rules: [EBS001]") ==
          "1:8 'rules' maps rules to their severity and settings: {SG001: {severity: high}}");
    CHECK(errors_of("rules: {EBS01: {}}") == "1:9 there is no rule 'EBS01'; did you mean 'EBS001'?");
    CHECK(errors_of("rules: {EBS001: high}") ==
          "1:17 what is said of EBS001 is a mapping of its severity and settings");
    CHECK(errors_of("rules:\n  EBS001:\n    severity: hihg\n    mots: 3\n    most: 501\n    names: [a, {b: c}]") ==
          "3:15 a severity is critical, high, medium, low or info, not 'hihg'; did you mean 'high'?\n"
          "4:5 EBS001 has no setting 'mots'; did you mean 'most'?\n"
          "5:11 'most' is a whole number from 1 to 500, not 501\n"
          "6:16 'names' is a list of texts");
    CHECK(errors_of("- profile") == "1:1 such a file is a mapping");
    CHECK(errors_of("profile: [strict").find("1:") == 0);
    CHECK(errors_of("rules: {}\nrules: {}").find("rules") != std::string::npos);
}

TEST_CASE("rule packs are paths of the run, seen from the file's directory") {
    std::vector<RuleError> errors;
    CHECK(read("rule_packs: [packs/a, ../b, /c]", errors).rule_packs ==
          std::vector<std::string>{"infra/packs/a", "b", "/c"});
    CHECK(rule_packs_of({".lintel.yaml", "rule_packs: here\nselect: [nothing]"}) == std::vector<std::string>{"here"});
    CHECK(rule_packs_of({"../.lintel.yaml", "rule_packs: [p]"}) == std::vector<std::string>{"../p"});
    CHECK(rule_packs_of({".lintel.yaml", "["}).empty());
}
