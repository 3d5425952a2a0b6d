// Profiles that are files: rules/profiles/.

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.h"
#include "rules/compile.h"

namespace {

using namespace lintel;

constexpr std::string_view rule =
    "id: EBS001\nname: volume\ntitle: t\nseverity: high\nwhy: w\nfix: f\nresource: AWS::EC2::Volume\nmessage: m\n"
    "settings: {most: {about: a, type: integer, max: 500, default: 100}}\nforbid: resource.Size > setting.most\n";

std::unique_ptr<CompiledRules> compiled(std::string_view name, std::string_view profile,
                                        std::vector<RuleError>& errors) {
    static const Schema schema = *Schema::read("AWS::EC2::Volume\tSize:number\n");
    return compile_rules({{"ebs/volume.yaml", std::string(rule)}, {cat("profiles/", name), std::string(profile)}},
                         schema, errors);
}

std::string error_of(std::string_view profile, std::string_view name = "tight.yaml") {
    std::vector<RuleError> errors;
    compiled(name, profile, errors);
    if (errors.empty()) return {};
    return cat(errors.front().position.line, ":", errors.front().position.column, " ", errors.front().message);
}

}  // namespace

TEST_CASE("a profile says which rules are on, how severe they are and with which settings") {
    std::vector<RuleError> errors;
    const auto rules =
        compiled("tight.yaml",
                 "title: t\nabout: a\nsource: s\nenable: [volume]\nrules: {EBS001: {severity: low, most: "
                 "7}}",
                 errors);
    REQUIRE(errors.empty());
    REQUIRE(rules->set().profiles.size() == 1);
    const RuleProfile& profile = rules->set().profiles[0];
    CHECK(profile.name == "tight");
    REQUIRE(profile.enable.size() == 1);
    CHECK(profile.enable[0] == "EBS001");
    REQUIRE(profile.rules.size() == 1);
    CHECK(profile.rules[0].rule == "EBS001");
    CHECK(profile.rules[0].severity == Severity::low);
    CHECK(profile.rules[0].settings[0].name == "most");
    CHECK(profile.rules[0].settings[0].value.number == 7);
}

TEST_CASE("what is wrong with a profile is told at its place") {
    CHECK(error_of("title: t\nabout: a\nsource: s") == "");
    CHECK(error_of("title: t\nabout: a") == "1:1 'source' is missing");
    CHECK(error_of("title: t\nabout: a\nsource: s\nenable: [EBS01]") ==
          "4:9 there is no rule 'EBS01'; did you mean 'EBS001'?");
    CHECK(error_of("title: t\nabout: a\nsource: s\nrules: {EBS001: {most: 501}}") ==
          "4:24 'most' is a whole number from 0 to 500, not 501");
    CHECK(error_of("title: t\nabout: a\nsource: s\nselect: [EBS001]") == "4:1 there is no key 'select' here");
    CHECK(error_of("title: t\nabout: a\nsource: s", "strict.yaml") ==
          "1:1 the profile 'strict' is made by the rules' own key");
}

TEST_CASE("the profiles of the program are there, and a rule that one turns on is no default") {
    const RuleSet& rules = builtin_rules();
    for (const std::string_view name : {"cis", "fsbp", "pci"}) {
        CHECK(std::any_of(rules.profiles.begin(), rules.profiles.end(),
                          [&](const RuleProfile& profile) { return profile.name == name; }));
    }
    for (const RuleProfile& profile : rules.profiles) {
        for (const std::string_view id : profile.enable) {
            const auto found =
                std::find_if(rules.rules.begin(), rules.rules.end(), [&](const Rule& each) { return each.id == id; });
            REQUIRE(found != rules.rules.end());
            CHECK_MESSAGE(found->profile != Profile::default_, cat(profile.name, " enables ", id));
        }
    }
}
