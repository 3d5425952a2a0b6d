// `lintel check` on Terraform, as it is called on the command line: files beside the named ones, variables, sources.

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "cli/program_run.h"
#include "lint/scratch_directory.h"

namespace lintel {
namespace {

/// `lintel check` of one rule only, as JSON.
Outcome check_volume(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"check", "--select", "EBS001", "--fail-on", "low", "--format", "json"});
    return lintel(arguments);
}

/// The findings of a report, as "resource file:line".
std::string found(const Outcome& outcome) {
    std::string text;
    const nlohmann::json report = nlohmann::json::parse(outcome.out);
    for (const auto& finding : report["findings"]) {
        text += finding["resource"]["id"].get<std::string>() + " " + finding["file"].get<std::string>() + ":" +
                std::to_string(finding["start"]["line"].get<int>()) + "\n";
    }
    return text;
}

constexpr std::string_view volume =
    R"({"variable": {"encrypted": {"type": "bool", "default": false}},
  "resource": {"aws_ebs_volume": {"data": {
    "availability_zone": "a", "size": 1,
    "encrypted": "${var.encrypted}"}}}})";

TEST_CASE("values of variables come from the files that Terraform reads itself, and from --var-file") {
    const ScratchDirectory scratch;
    scratch.write("infra/main.tf.json", volume);
    CHECK(found(check_volume({"infra"})) == "aws_ebs_volume.data infra/main.tf.json:4\n");
    scratch.write("prod.json", R"({"encrypted": true})");
    CHECK(found(check_volume({"--var-file", "prod.json", "infra"})) == "");
    scratch.write("infra/terraform.tfvars.json", R"({"encrypted": true})");
    CHECK(found(check_volume({"infra"})) == "");
    CHECK(found(check_volume({"infra/main.tf.json"})) == "");
    scratch.write("dev.json", R"({"encrypted": false})");
    CHECK(found(check_volume({"--var-file", "prod.json", "--var-file", "dev.json", "infra"})) ==
          "aws_ebs_volume.data infra/main.tf.json:4\n");
}

TEST_CASE("a file of variables that cannot be read is wrong usage, with the place") {
    const ScratchDirectory scratch;
    scratch.write("main.tf.json", volume);
    CHECK(check_volume({"--var-file", "missing.json", "."}).status == 2);
    scratch.write("broken.json", "{\"encrypted\": tru}");
    const Outcome broken = check_volume({"--var-file", "broken.json", "."});
    CHECK(broken.status == 2);
    CHECK(broken.err.find("broken.json:1:") != std::string::npos);
    scratch.write("list.json", "[]");
    CHECK(check_volume({"--var-file", "list.json", "."}).status == 2);
}

TEST_CASE("a module is read from beside its caller, and what lies outside of the working directory is not") {
    const ScratchDirectory scratch;
    scratch.write("run/main.tf.json", R"({"module": {"m": {"source": "./m"}, "up": {"source": "../m"}}})");
    scratch.write("run/m/main.tf.json", volume);
    scratch.write("m/main.tf.json", volume);
    std::filesystem::current_path(scratch.path() / "run");
    const Outcome outcome = check_volume({"main.tf.json"});
    CHECK(outcome.status == 3);
    CHECK(found(outcome) == "module.m.aws_ebs_volume.data m/main.tf.json:4\n");
    CHECK(outcome.err.find("outside of the working directory") != std::string::npos);
    std::filesystem::current_path(scratch.path());
}

TEST_CASE("a symbolic link leads nobody out") {
    const ScratchDirectory scratch;
    scratch.write("outside/main.tf.json", volume);
    scratch.write("run/main.tf.json", R"({"module": {"m": {"source": "./m"}}})");
    std::filesystem::create_directory_symlink(scratch.path() / "outside", scratch.path() / "run" / "m");
    std::filesystem::current_path(scratch.path() / "run");
    CHECK(found(check_volume({"main.tf.json"})) == "");
    std::filesystem::current_path(scratch.path());
}

constexpr std::string_view plan =
    R"({"format_version": "1.2", "resource_changes": [{"address": "aws_ebs_volume.data", "mode": "managed",
  "type": "aws_ebs_volume", "name": "data", "change": {"actions": ["create"], "before": null,
  "after": {"encrypted": false}, "after_unknown": {}}}]})";

TEST_CASE("--source points the findings of a plan at the block in the configuration") {
    const ScratchDirectory scratch;
    scratch.write("plan.json", plan);
    scratch.write("infra/main.tf", "resource \"aws_ebs_volume\" \"data\" {\n  size      = 1\n  encrypted = false\n}\n");
    const Outcome outcome = check_volume({"--source", "infra", "plan.json"});
    const auto related = nlohmann::json::parse(outcome.out)["findings"][0]["related"];
    REQUIRE(related.size() == 1);
    CHECK(related[0]["file"] == "infra/main.tf");
    CHECK(related[0]["start"]["line"] == 3);
    CHECK(check_volume({"--source", "nowhere", "plan.json"}).status == 2);
}

TEST_CASE("a plan that is cut off is an error with its place") {
    const ScratchDirectory scratch;
    scratch.write("plan.json", plan.substr(0, 150));
    const Outcome outcome = check_volume({"plan.json"});
    CHECK(outcome.status == 3);
    CHECK(nlohmann::json::parse(outcome.out)["errors"][0]["line"] == 2);
}

}  // namespace
}  // namespace lintel
