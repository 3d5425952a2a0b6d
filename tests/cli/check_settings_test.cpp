#include "cli/check_settings.h"

#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "report/sample_report.h"

namespace lintel {
namespace {

Result<CheckSettings> settings_of(const CheckArguments& arguments) {
    return check_settings(arguments, sample_rules, {"2026-11-22", 4});
}

std::string error_of(const CheckArguments& arguments) {
    const Result<CheckSettings> settings = settings_of(arguments);
    return settings ? "" : settings.error().message;
}

/// Arguments of which one option is given.
template <typename T>
CheckArguments with(T CheckArguments::*option, T value) {
    CheckArguments arguments;
    arguments.*option = std::move(value);
    return arguments;
}

TEST_CASE("without options the working directory is judged with the default profile, today, by all workers") {
    const Result<CheckSettings> settings = settings_of({});
    REQUIRE(settings);
    CHECK(settings->paths == std::vector<std::string>{"."});
    CHECK(settings->check.choice.profiles.empty());
    CHECK(settings->check.as_of == "2026-11-22");
    CHECK(settings->check.jobs == 4);
    CHECK(settings->fail_on == Severity::medium);
    REQUIRE(settings->reports.size() == 1);
    CHECK(settings->reports[0].format == ReportFormat::text);
    CHECK(settings->reports[0].file.empty());
}

TEST_CASE("formats go to standard output or to files of their own") {
    CheckArguments arguments;
    arguments.formats = {"text", "json=out=1.json"};
    const Result<CheckSettings> settings = settings_of(arguments);
    REQUIRE(settings);
    REQUIRE(settings->reports.size() == 2);
    CHECK(settings->reports[1].format == ReportFormat::json);
    CHECK(settings->reports[1].file == "out=1.json");

    arguments.formats = {"text", "json"};
    CHECK(error_of(arguments) == "two reports cannot share standard output; give one a file: --format json=FILE.");
    arguments.formats = {"text=a", "json=a"};
    CHECK(error_of(arguments) == "two reports cannot share the file 'a'.");
    arguments.formats = {"json="};
    CHECK(error_of(arguments) == "'--format json=' names no file.");
    arguments.formats = {"jsn"};
    CHECK(error_of(arguments) == "--format takes text or json, not 'jsn'; did you mean 'json'?");
}

TEST_CASE("rules are selected by id, name or family, and an unknown one is an error with the nearest") {
    CheckArguments arguments;
    arguments.select = {"ebs001, world-open-ingress", "SG"};
    const Result<CheckSettings> settings = settings_of(arguments);
    REQUIRE(settings);
    CHECK(settings->check.choice.select == std::vector<std::string>{"ebs001", "world-open-ingress", "SG"});

    arguments.select = {"EBS001,SG01"};
    CHECK(error_of(arguments) == "--select: there is no rule 'SG01'; did you mean 'SG001'?");
    arguments.select = {"EBS001,"};
    CHECK(error_of(arguments) == "--select: a list of rules has an empty item.");
    arguments.select.clear();
    arguments.ignore = {"something-else-entirely"};
    CHECK(error_of(arguments) == "--ignore: there is no rule 'something-else-entirely'.");
}

TEST_CASE("severities, profiles, colours and kinds to show are checked") {
    CheckArguments arguments;
    arguments.fail_on = "never";
    arguments.profiles = {"strict,account"};
    arguments.show = {"unknown,suppressed"};
    arguments.colour = "always";
    const Result<CheckSettings> settings = settings_of(arguments);
    REQUIRE(settings);
    CHECK_FALSE(settings->fail_on.has_value());
    CHECK(settings->check.choice.profiles == std::vector<std::string>{"strict", "account"});
    CHECK(settings->show_unknown);
    CHECK(settings->show_suppressed);
    CHECK(settings->colour == Colour::always);

    CHECK(error_of(with(&CheckArguments::fail_on, {"hgh"})) ==
          "--fail-on takes critical, high, medium, low, info or never, not 'hgh'; did you mean 'high'?");
    CHECK(error_of(with(&CheckArguments::profiles, {"strikt"})) ==
          "--profile: there is no profile 'strikt'; did you mean 'strict'?");
    CHECK(error_of(with(&CheckArguments::show, {"all"})) == "--show takes unknown or suppressed, not 'all'.");
    CHECK(error_of(with(&CheckArguments::colour, {"yes"})) == "--color takes auto, always or never, not 'yes'.");
}

TEST_CASE("a date must be one") {
    CHECK(settings_of(with(&CheckArguments::as_of, {"2024-02-29"}))->check.as_of == "2024-02-29");
    CHECK(error_of(with(&CheckArguments::as_of, {"2023-02-29"})) ==
          "--as-of takes a date as in 2027-01-31, not '2023-02-29'.");
    CHECK_FALSE(error_of(with(&CheckArguments::as_of, {"tomorrow"})).empty());
}

TEST_CASE("workers are a number, or as many as there are processors") {
    CHECK(settings_of(with(&CheckArguments::jobs, {"3"}))->check.jobs == 3);
    CHECK(settings_of(with(&CheckArguments::jobs, {"0"}))->check.jobs == 4);
    CHECK_FALSE(error_of(with(&CheckArguments::jobs, {"-1"})).empty());
    CHECK_FALSE(error_of(with(&CheckArguments::jobs, {"many"})).empty());
    CHECK_FALSE(error_of(with(&CheckArguments::jobs, {"100000"})).empty());
}

TEST_CASE("a name for standard input is wrong where standard input is not read") {
    CheckArguments arguments = with(&CheckArguments::stdin_filename, {"a.yaml"});
    arguments.paths = {"-"};
    CHECK(settings_of(arguments)->stdin_name == "a.yaml");
    arguments.paths = {"b.yaml"};
    CHECK(error_of(arguments) == "--stdin-filename names what '-' reads, but no PATH is '-'.");
}

TEST_CASE("colour is for terminals whose users want it") {
    CHECK(use_colour(Colour::automatic, true, nullptr, "xterm"));
    CHECK(use_colour(Colour::automatic, true, "", "xterm"));
    CHECK_FALSE(use_colour(Colour::automatic, true, "1", "xterm"));
    CHECK_FALSE(use_colour(Colour::automatic, false, nullptr, "xterm"));
    CHECK_FALSE(use_colour(Colour::automatic, true, nullptr, "dumb"));
    CHECK_FALSE(use_colour(Colour::automatic, true, nullptr, nullptr));
    CHECK(use_colour(Colour::always, false, "1", nullptr));
    CHECK_FALSE(use_colour(Colour::never, true, nullptr, "xterm"));
}

}  // namespace
}  // namespace lintel
