// Every rule is proved by its fixtures: fixtures/rules/FAMILY/NAME/{bad,good,unknown}*.{yaml,json,tf.json,plan.json}.
// bad:     the rule fails on exactly the lines that carry "# expect: ID" (JSON: the lines "LINE ID" of the sibling file
// NAME.json.expect) good:    the rule passes everywhere, and nothing is unknown to it unknown: the rule is silent; it
// says unknown, unless the file carries "# expect: silence"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

#include "base/text.h"
#include "lint/check.h"
#include "paths.h"

namespace {

namespace fs = std::filesystem;
using namespace lintel;

const fs::path fixtures = source_directory() / "fixtures" / "rules";

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

using Expected = std::set<std::pair<std::uint32_t, std::string>>;

/// "# expect: A, B" at the end of a line.
Expected expected_in_comments(const std::string& text) {
    Expected expected;
    std::uint32_t number = 0;
    for (const std::string_view line : split(text, '\n')) {
        ++number;
        constexpr std::string_view marker = "# expect:";
        const std::size_t at = line.find(marker);
        if (at == std::string_view::npos) continue;
        for (const std::string_view id : split(line.substr(at + marker.size()), ','))
            expected.emplace(number, trim(id));
    }
    return expected;
}

Expected expected_in_sibling(const fs::path& path) {
    Expected expected;
    const std::string text = read_file(path.string() + ".expect");
    for (const std::string_view line : split(text, '\n')) {
        const std::size_t blank = line.find(' ');
        if (blank == std::string_view::npos) continue;
        expected.emplace(static_cast<std::uint32_t>(to_integer(line.substr(0, blank)).value_or(0)),
                         trim(line.substr(blank)));
    }
    return expected;
}

Report check_fixture(const fs::path& path) {
    CheckOptions options;
    options.profile = Profile::strict;
    options.as_of = "2026-11-22";
    return check({{path.filename().string(), read_file(path)}}, builtin_rules(), options);
}

std::string listed(const Expected& lines) {
    std::string text;
    for (const auto& [line, id] : lines) text += cat(" ", id, "@", line);
    return text;
}

/// Whether all that a rule judges has no counterpart in CloudFormation, so that only Terraform can write its fixtures.
bool terraform_only(const Rule& rule) {
    return std::all_of(rule.cases.begin(), rule.cases.end(), [](const Case& one) {
        return !one.types.empty() && std::all_of(one.types.begin(), one.types.end(), [](std::string_view type) {
            return type.find("::") == std::string_view::npos;
        });
    });
}

void prove(const Rule& rule, const fs::path& path) {
    CAPTURE(path.string());
    const std::string name = path.filename().string();
    const std::string text = read_file(path);
    const Expected expected = path.extension() == ".json" ? expected_in_sibling(path) : expected_in_comments(text);
    const Report report = check_fixture(path);
    for (const FileError& error : report.errors) FAIL_CHECK(cat("line ", error.position.line, ": ", error.message));
    std::set<std::string> proved = {std::string(rule.id)};
    for (const auto& [line, id] : expected) proved.insert(id);
    Expected found;
    for (const Finding& finding : report.findings) {
        if (proved.contains(std::string(finding.rule->id)))
            found.emplace(finding.location.start.line, finding.rule->id);
    }
    const auto unknowns =
        std::count_if(report.unknown.begin(), report.unknown.end(), [&](const Unknown& u) { return u.rule == &rule; });
    if (name.starts_with("bad")) {
        CHECK_MESSAGE(!expected.empty(), "a bad fixture marks at least one line with '# expect: ID'");
        CHECK_MESSAGE(found == expected, cat("found", listed(found), ", expected", listed(expected)));
        return;
    }
    const bool silence = expected == Expected{{expected.empty() ? 0 : expected.begin()->first, "silence"}};
    CHECK_MESSAGE(found.empty(), cat("found", listed(found), ", expected nothing"));
    if (name.starts_with("good"))
        CHECK_MESSAGE(unknowns == 0, "a good fixture leaves nothing unknown to its rule");
    else if (!silence)
        CHECK_MESSAGE(unknowns > 0, "an unknown fixture makes its rule say unknown");
}

}  // namespace

TEST_CASE("every rule fails, passes and stays silent as its fixtures say") {
    for (const Rule& rule : builtin_rules().rules) {
        const fs::path directory = fixtures / rule.path;
        CAPTURE(rule.id);
        std::set<std::string> names;
        if (fs::is_directory(directory)) {
            for (const auto& entry : fs::directory_iterator(directory)) names.insert(entry.path().filename().string());
        }
        std::vector<std::string> needed = {"bad.tf.json", "good.tf.json", "unknown.tf.json", "bad.plan.json"};
        if (!terraform_only(rule))
            needed.insert(needed.end(), {"bad.yaml", "good.yaml", "unknown.yaml", "bad.json", "good.json"});
        for (const std::string& name : needed)
            CHECK_MESSAGE(names.contains(name), cat("fixtures/rules/", rule.path, "/", name, " is missing"));
        for (const std::string& name : names) {
            if (name.ends_with(".yaml") || name.ends_with(".json")) prove(rule, directory / name);
        }
    }
}

TEST_CASE("a rule means the same in CloudFormation and in Terraform") {
    const auto verdict = [](const Rule& rule, const fs::path& path) {
        const Report report = check_fixture(path);
        const auto is_of_rule = [&](const auto& each) { return each.rule == &rule; };
        if (std::any_of(report.findings.begin(), report.findings.end(), is_of_rule)) return "fail";
        return std::any_of(report.unknown.begin(), report.unknown.end(), is_of_rule) ? "unknown" : "pass";
    };
    for (const Rule& rule : builtin_rules().rules) {
        if (terraform_only(rule)) continue;
        const fs::path directory = fixtures / rule.path;
        CAPTURE(rule.id);
        for (const auto& [ours, others] : {std::pair("bad.yaml", "bad.tf.json"), std::pair("bad.yaml", "bad.plan.json"),
                                           std::pair("good.yaml", "good.tf.json")}) {
            CAPTURE(others);
            CHECK(std::string(verdict(rule, directory / ours)) == verdict(rule, directory / others));
        }
        // What is unknown in one language is unknown in the other, or cannot be written there: then its file says so.
        if (!fs::exists(directory / "unknown.tf.json.expect"))
            CHECK(std::string(verdict(rule, directory / "unknown.yaml")) ==
                  verdict(rule, directory / "unknown.tf.json"));
    }
}

TEST_CASE("every folder of fixtures belongs to a rule") {
    for (const auto& entry : fs::recursive_directory_iterator(fixtures)) {
        if (!entry.is_regular_file()) continue;
        const std::string path = entry.path().parent_path().lexically_relative(fixtures).generic_string();
        const auto& rules = builtin_rules().rules;
        CHECK_MESSAGE(std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.path == path; }),
                      path);
    }
}
