// Settings of rules: declared, given from outside, used in expressions.

#include "rules/setting.h"

#include <doctest/doctest.h>

#include <memory>

#include "base/text.h"
#include "lint/check.h"
#include "rules/compile.h"

namespace {

using namespace lintel;

constexpr std::string_view table = "AWS::EC2::Volume\tSize:number Name:string Tags:list(string)\n";
constexpr std::string_view ports = "source: s\ntaken: '2026-01-01'\nabout: a\nvalue: [{port: 22, name: SSH}, 3389]\n";

std::string rule_with(std::string_view settings, std::string_view condition) {
    return cat("id: EBS001\nname: volume\ntitle: t\nseverity: medium\nwhy: w\nfix: f\nresource: AWS::EC2::Volume\n",
               "forbid: ", condition, "\nmessage: '{resource.Size} > {setting.most}'\nsettings:\n", settings, "\n");
}

std::unique_ptr<CompiledRules> compiled(std::string_view settings, std::string_view condition,
                                        std::vector<RuleError>& errors) {
    static const Schema schema = *Schema::read(table);
    return compile_rules({{"data/ports.yaml", std::string(ports)}, {"ebs/volume.yaml", rule_with(settings, condition)}},
                         schema, errors);
}

/// The first error as "line:column message"; "" if there is none.
std::string error_of(std::string_view settings, std::string_view condition = "resource.Size > setting.most") {
    std::vector<RuleError> errors;
    compiled(settings, condition, errors);
    if (errors.empty()) return {};
    return cat(errors.front().position.line, ":", errors.front().position.column, " ", errors.front().message);
}

constexpr std::string_view most = "  most: {about: a, type: integer, min: 1, max: 500, default: 100}";

/// "severity line: message" of what is found in a template with one volume.
std::string found(std::string_view volume, std::vector<RuleTuning> tunings) {
    std::vector<RuleError> errors;
    const auto rules =
        compiled(most, "resource.Size > setting.most\nadjust: [{when: resource.Size > 400, severity: low}]", errors);
    REQUIRE(errors.empty());
    CheckOptions options;
    options.choice.rules = std::move(tunings);
    const Report report =
        check({{"t.yaml", cat("Resources:\n  V:\n    Type: AWS::EC2::Volume\n    Properties: {", volume, "}\n")}},
              rules->set(), options);
    std::string said;
    for (const Finding& finding : report.findings)
        said += cat(severity_name(finding.severity), " ", finding.location.start.line, ": ", finding.message);
    return said;
}

}  // namespace

TEST_CASE("a setting has its default, and the value that is given") {
    CHECK(found("Size: 101", {}) == "medium 4: 101 > 100");
    CHECK(found("Size: 100", {}) == "");
    const std::vector<GivenSetting> more = {{"most", number_value(200, {})}};
    CHECK(found("Size: 101", {{"EBS001", {}, more}}) == "");
    CHECK(found("Size: 201", {{"EBS001", {}, more}}) == "medium 4: 201 > 200");
    CHECK(found("Size: 101", {{"EBS002", {}, more}}) == "medium 4: 101 > 100");
    const std::vector<GivenSetting> less = {{"most", number_value(10, {})}};
    CHECK(found("Size: 11", {{"EBS001", {}, more}, {"EBS001", {}, less}}) == "medium 4: 11 > 10");
}

TEST_CASE("a given severity is that of all findings but those that the rule takes for less grave") {
    CHECK(found("Size: 101", {{"EBS001", Severity::critical, {}}}) == "critical 4: 101 > 100");
    CHECK(found("Size: 401", {}) == "low 4: 401 > 100");
    CHECK(found("Size: 401", {{"EBS001", Severity::critical, {}}}) == "low 4: 401 > 100");
    CHECK(found("Size: 401", {{"EBS001", Severity::info, {}}}) == "info 4: 401 > 100");
    CHECK(found("Size: 401", {{"EBS001", Severity::critical, {}}, {"EBS001", {}, {}}}) == "low 4: 401 > 100");
}

TEST_CASE("what is wrong with a setting is told at its place") {
    CHECK(error_of(most) == "");
    CHECK(error_of("  most: {about: a, type: integer, min: 1, max: 500, default: 501}") ==
          "11:62 'most' is a whole number from 1 to 500, not 501");
    CHECK(error_of("  most: {about: a, type: integer, default: many}") ==
          "11:44 'most' is a whole number of at least 0, not many");
    CHECK(error_of("  most: {about: a, type: number, default: 1}") ==
          "11:26 the type of a setting is boolean, integer, text, pattern, texts or ports");
    CHECK(error_of("  most: {type: integer, default: 1}") == "11:9 'about' is missing");
    CHECK(error_of("  most: {about: a, type: integer}") == "11:9 'default' is missing");
    CHECK(error_of("  most: {about: a, type: text, min: 1, default: a}") == "11:32 there is no key 'min' here");
    CHECK(error_of("  Most: {about: a, type: integer, default: 1}") ==
          "11:3 the name of a setting is made of small letters, digits and underscores");
    CHECK(error_of("  severity: {about: a, type: integer, default: 1}") ==
          "11:3 every rule has a severity; a setting is called otherwise");
    CHECK(error_of("  most: 3") == "11:9 a setting is a mapping of 'about', 'type' and 'default'");
    CHECK(error_of("  most: {about: a, type: ports, default: data.port}") ==
          "11:42 there is no data table 'port'; did you mean 'ports'?");
    CHECK(error_of("  most: {about: a, type: integer, default: data.ports}") ==
          "11:44 the table is not a whole number of at least 0");
    CHECK(error_of("  most: {about: a, type: texts, default: data.ports}") == "11:42 'most' is a list of texts");
    CHECK(error_of("  most: {about: a, type: pattern, default: 'a('}", "resource.Name.matches(setting.most)") ==
          "11:44 'a(' is no regular expression (RE2): missing ): a(");
    CHECK(error_of("  most: {about: a, type: ports, default: ['100-90']}") ==
          "11:43 ports are numbers from 0 to 65535, or ranges such as \"8000-8100\": {port, name} or {from, to, name}, "
          "the smaller one first");
    CHECK(error_of("  most: {about: a, type: ports, default: [70000]}") ==
          "11:43 ports are numbers from 0 to 65535, or ranges such as \"8000-8100\", not 70000");
}

TEST_CASE("expressions are checked against what a setting holds") {
    CHECK(error_of(most, "resource.Name > setting.most") == "8:23 a string cannot be ordered against a number");
    CHECK(error_of(most, "resource.Size > setting.mist") ==
          "8:33 the rule declares no setting 'mist'; did you mean 'most'?");
    CHECK(error_of(most, "resource.Size > setting") == "8:25 'setting' needs the name of a setting: setting.NAME");
    CHECK(error_of(cat(most, "\n  other: {about: a, type: text, default: b}")) ==
          "12:3 no expression reads the setting");
    CHECK(error_of("  most: {about: a, type: texts, default: [a, b]}", "resource.Tags.exists(t, t in setting.most)") ==
          "");
}

TEST_CASE("a setting and its value in words") {
    std::vector<RuleError> errors;
    const auto rules = compiled(
        "  most: {about: a, type: ports, default: [22, 8000-8100, {from: 1, to: 2, name: two}]}\n"
        "  table: {about: a, type: ports, default: data.ports}\n"
        "  none: {about: a, type: texts, default: []}\n"
        "  one: {about: a, type: texts, default: a}\n"
        "  on: {about: a, type: boolean, default: true}\n",
        "resource.Size in setting.most && resource.Size in setting.table && setting.on && (resource.Name in "
        "setting.one "
        "|| resource.Name in setting.none)",
        errors);
    for (const RuleError& error : errors) FAIL(error.message);
    const auto settings = rules->set().rules[0].settings;
    REQUIRE(settings.size() == 5);
    CHECK(value_in_words(settings[0]) == "22, 8000-8100, two (1-2)");
    CHECK(value_in_words(settings[1]) == "SSH (22), 3389");
    CHECK(value_in_words(settings[2]) == "none");
    CHECK(value_in_words(settings[3]) == "a");
    CHECK(value_in_words(settings[4]) == "true");
    CHECK(in_words(settings[0]) == "a list of ports");
    CHECK(in_words(settings[4]) == "true or false");
}
