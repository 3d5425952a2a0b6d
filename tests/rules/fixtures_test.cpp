// Every rule is proved by its fixtures: fixtures/rules/FAMILY/NAME/{bad,good,unknown}*.{yaml,json,tf.json,plan.json}.
// What they show is told in packs/fixtures.h.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <vector>

#include "base/text.h"
#include "packs/prove.h"
#include "paths.h"
#include "rules/functions.h"

namespace {

namespace fs = std::filesystem;
using namespace lintel;

const fs::path fixtures = source_directory() / "fixtures" / "rules";

CheckOptions on_a_fixed_day() {
    CheckOptions options;
    options.as_of = "2026-11-22";
    return options;
}

std::vector<Fixture> fixtures_of(const Rule& rule) {
    const auto read = read_fixtures((fixtures / rule.path).string());
    REQUIRE_MESSAGE(read, read.error().message);
    return *read;
}

/// The types that an expression looks for: literals beside resources().
void add_types(const RuleSet& rules, ExprId id, std::vector<std::string_view>& out) {
    if (id == no_expr) return;
    const Expr& expr = rules.exprs[id];
    const bool looks = expr.op == Op::call && all_functions()[expr.slot].name == "resources";
    for (std::uint32_t i = 0; i < expr.arg_count; ++i) {
        const ExprId arg = rules.args[expr.first_arg + i];
        if (looks) out.push_back(rules.exprs[arg].text);
        add_types(rules, arg, out);
    }
}

/// Whether all that a rule judges has no counterpart in CloudFormation, so that only Terraform can write its fixtures.
bool terraform_only(const Rule& rule) {
    return std::all_of(rule.cases.begin(), rule.cases.end(), [](const Case& one) {
        std::vector<std::string_view> types(one.types.begin(), one.types.end());
        if (one.subject == Subject::account) add_types(builtin_rules(), one.condition, types);
        return !types.empty() && std::all_of(types.begin(), types.end(), [](std::string_view type) {
            return type.find("::") == std::string_view::npos;
        });
    });
}

}  // namespace

TEST_CASE("every rule fails, passes and stays silent as its fixtures say") {
    for (const Rule& rule : builtin_rules().rules) {
        CAPTURE(rule.id);
        std::set<std::string> names;
        for (const Fixture& fixture : fixtures_of(rule)) {
            names.insert(fixture.name);
            for (const Disproof& disproof : prove(rule, fixture, builtin_rules(), on_a_fixed_day()).disproofs)
                FAIL_CHECK(
                    cat("fixtures/rules/", rule.path, "/", fixture.name, ":", disproof.line, ": ", disproof.message));
        }
        std::vector<std::string> needed = {"bad.tf.json", "good.tf.json", "unknown.tf.json", "bad.plan.json"};
        if (!terraform_only(rule))
            needed.insert(needed.end(), {"bad.yaml", "good.yaml", "unknown.yaml", "bad.json", "good.json"});
        for (const std::string& name : needed)
            CHECK_MESSAGE(names.contains(name), cat("fixtures/rules/", rule.path, "/", name, " is missing"));
    }
}

TEST_CASE("a rule means the same in CloudFormation and in Terraform") {
    for (const Rule& rule : builtin_rules().rules) {
        if (terraform_only(rule)) continue;
        CAPTURE(rule.id);
        const std::vector<Fixture> all = fixtures_of(rule);
        const auto verdict = [&](std::string_view name) -> std::string {
            const auto found = std::find_if(all.begin(), all.end(), [&](const Fixture& f) { return f.name == name; });
            if (found == all.end()) return "missing";
            const Truth fails = prove(rule, *found, builtin_rules(), on_a_fixed_day()).fails;
            return fails == Truth::yes ? "fails" : fails == Truth::unknown ? "unknown" : "passes";
        };
        for (const auto& [ours, others] : {std::pair("bad.yaml", "bad.tf.json"), std::pair("bad.yaml", "bad.plan.json"),
                                           std::pair("good.yaml", "good.tf.json")}) {
            CAPTURE(others);
            CHECK(verdict(ours) == verdict(others));
        }
        // What is unknown in one language is unknown in the other, or cannot be written there: then its file says so.
        const bool says_so = std::any_of(all.begin(), all.end(), [](const Fixture& fixture) {
            return fixture.name == "unknown.tf.json" && !fixture.marks.empty();
        });
        if (!says_so) CHECK(verdict("unknown.yaml") == verdict("unknown.tf.json"));
    }
}

TEST_CASE("every folder of fixtures belongs to a rule, and every file in it is a fixture") {
    for (const auto& entry : fs::recursive_directory_iterator(fixtures)) {
        if (!entry.is_regular_file()) continue;
        const std::string path = entry.path().parent_path().lexically_relative(fixtures).generic_string();
        const auto& rules = builtin_rules().rules;
        CHECK_MESSAGE(std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.path == path; }),
                      path);
        const bool is_beside = entry.path().extension() == ".expect" || entry.path().extension() == ".settings";
        const fs::path name = is_beside ? entry.path().stem() : entry.path().filename();
        CHECK_MESSAGE(is_fixture_name(name.string()), entry.path().string());
    }
}
