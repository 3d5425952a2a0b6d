#include "cli/run.h"

#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "cli/program_run.h"
#include "lint/scratch_directory.h"

namespace lintel {
namespace {

constexpr std::string_view bad_template =
    "Resources:\n"
    "  DataVolume:\n"
    "    Type: AWS::EC2::Volume\n"
    "    Properties:\n"
    "      AvailabilityZone: eu-central-1a\n"
    "      Encrypted: false\n"
    "      Size: 8\n";

constexpr std::string_view good_template =
    "Resources:\n"
    "  DataVolume:\n"
    "    Type: AWS::EC2::Volume\n"
    "    Properties:\n"
    "      AvailabilityZone: eu-central-1a\n"
    "      Encrypted: true\n"
    "      Size: 8\n";

/// `lintel check` of one rule only, so that these tests need not know the others.
Outcome check_volume(std::vector<std::string> arguments, const std::string& standard_input = {}) {
    arguments.insert(arguments.begin(), {"check", "--select", "EBS001", "--fail-on", "low"});
    return lintel(arguments, standard_input);
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST_CASE("lintel alone shows its help as wrong usage, and --help shows it as asked") {
    const Outcome alone = lintel({});
    CHECK(alone.status == 2);
    CHECK(alone.out.empty());
    const Outcome help = lintel({"--help"});
    CHECK(help.status == 0);
    CHECK(help.out == alone.err);
    for (const char* command : {"check", "explain", "rules", "version"}) CHECK(contains(help.out, command));
}

TEST_CASE("an unknown command or option is wrong usage with the nearest one") {
    const Outcome command = lintel({"chekc"});
    CHECK(command.status == 2);
    CHECK(command.err ==
          "lintel: there is no command 'chekc'; did you mean 'check'?\n'lintel --help' lists the commands.\n");
    const Outcome option = lintel({"check", "--formt", "json"});
    CHECK(option.status == 2);
    CHECK(option.err ==
          "lintel check: there is no option '--formt'; did you mean '--format'?\n'lintel check --help' shows the "
          "options.\n");
    CHECK(lintel({"check", "--fail-on", "hgh"}).status == 2);
    CHECK(lintel({"check", "--select", "EBS01"}).status == 2);
    CHECK(lintel({"check", "--jobs"}).status == 2);
    CHECK(lintel({"--unheard-of"}).status == 2);
    CHECK(lintel({"version", "more"}).err.find("'more' is one argument too many.") != std::string::npos);
}

TEST_CASE("every command has help") {
    for (const char* command : {"check", "explain", "rules", "version"}) {
        const Outcome help = lintel({command, "--help"});
        CHECK(help.status == 0);
        CHECK(contains(help.out, std::string("lintel ") + command));
        CHECK(help.err.empty());
    }
}

TEST_CASE("the version is told by command and by option, and how it was built on request") {
    const Outcome version = lintel({"version"});
    CHECK(version.status == 0);
    CHECK(version.out.substr(0, 7) == "lintel ");
    CHECK(lintel({"--version"}).out == version.out);
    const std::string built = lintel({"version", "--verbose"}).out;
    CHECK(contains(built, "compiler: "));
    CHECK(contains(built, "\n  lambda_runtimes  "));
    CHECK(contains(built, "\n  iam_actions  "));
    CHECK(contains(built, "  2026-"));
}

TEST_CASE("rules are listed as text, JSON and Markdown") {
    CHECK(contains(lintel({"rules"}).out, "EBS001"));
    CHECK(contains(lintel({"rules", "--format", "markdown"}).out, "| EBS001 | volume-unencrypted |"));
    const auto rules = nlohmann::json::parse(lintel({"rules", "--format", "json"}).out)["rules"];
    CHECK(rules.size() > 1);
    CHECK(lintel({"rules", "--format", "xml"}).status == 2);
}

TEST_CASE("a rule is explained by id or name in any case, and an unknown one by the nearest") {
    const Outcome by_id = lintel({"explain", "ebs001"});
    CHECK(by_id.status == 0);
    CHECK(contains(by_id.out, "EBS001 volume-unencrypted\n"));
    CHECK(lintel({"explain", "Volume-Unencrypted"}).out == by_id.out);
    const Outcome unknown = lintel({"explain", "volume-unencryptd"});
    CHECK(unknown.status == 2);
    CHECK(unknown.err == "lintel explain: there is no rule 'volume-unencryptd'; did you mean 'volume-unencrypted'?\n");
    CHECK(lintel({"explain"}).status == 2);
}

TEST_CASE("pages are written for all rules, one for each and a list") {
    const ScratchDirectory scratch;
    const std::string directory = (scratch.path() / "docs" / "rules").string();
    CHECK(lintel({"rules", "--pages", directory}).status == 0);
    const Outcome page = lintel({"explain", "--format", "markdown", "EBS001"});
    CHECK(scratch.read("docs/rules/EBS001.md") == page.out);
    CHECK(contains(scratch.read("docs/rules/README.md"), "| [EBS001](EBS001.md) | volume-unencrypted | high |"));
    CHECK(lintel({"explain", "--format", "html", "EBS001"}).status == 2);
    const Outcome refused = lintel({"rules", "--pages", (scratch.path() / "docs/rules/EBS001.md").string()});
    CHECK(refused.status == 2);
    CHECK(contains(refused.err, "EBS001.md/"));
}

TEST_CASE("practices are listed as text, JSON and Markdown") {
    const Outcome text = lintel({"practices"});
    CHECK(text.status == 0);
    CHECK(contains(text.out, "\n  sysdig/16: "));
    CHECK(contains(lintel({"practices", "--format", "markdown"}).out, "| sysdig/16 | "));
    CHECK(nlohmann::json::parse(lintel({"practices", "--format", "json"}).out)["documents"].size() == 5);
    CHECK(lintel({"practices", "--format", "xml"}).status == 2);
}

TEST_CASE("findings give status 1, none give 0") {
    const ScratchDirectory directory;
    directory.write("bad.yaml", bad_template);
    directory.write("good.yaml", good_template);
    const Outcome bad = check_volume({"bad.yaml"});
    CHECK(bad.status == 1);
    CHECK(contains(bad.out, "EBS001 volume-unencrypted"));
    CHECK(contains(bad.out, "--> bad.yaml:"));
    CHECK(bad.err.empty());
    const Outcome good = check_volume({"good.yaml"});
    CHECK(good.status == 0);
    CHECK(good.out == "1 file, 1 resource: no findings\n");
    CHECK(check_volume({}).status == 1);  // the working directory
}

TEST_CASE("what fails a run can be chosen") {
    const ScratchDirectory directory;
    directory.write("bad.yaml", bad_template);
    CHECK(check_volume({"bad.yaml", "--fail-on", "never"}).status == 2);  // given twice
    CHECK(lintel({"check", "--select", "EBS001", "--fail-on", "never", "bad.yaml"}).status == 0);
    CHECK(lintel({"check", "--select", "EBS001", "--fail-on", "critical", "bad.yaml"}).status == 0);
    CHECK(lintel({"check", "--select", "EBS001", "--fail-on", "info", "bad.yaml"}).status == 1);
}

TEST_CASE("a directory called like a command is a path") {
    const ScratchDirectory directory;
    directory.write("rules/bad.yaml", bad_template);
    CHECK(check_volume({"rules"}).status == 1);
}

TEST_CASE("an input that is missing gives status 3, and the rest is judged") {
    const ScratchDirectory directory;
    directory.write("bad.yaml", bad_template);
    const Outcome outcome = check_volume({"gone.yaml", "bad.yaml"});
    CHECK(outcome.status == 3);
    CHECK(contains(outcome.out, "gone.yaml: error: there is no such file or directory\n"));
    CHECK(contains(outcome.out, "EBS001"));
}

TEST_CASE("an input that cannot be parsed gives status 3 and its place") {
    const ScratchDirectory directory;
    directory.write("torn.yaml", "Resources:\n  A:\n    Type: AWS::EC2::Volume\n\tx: y\n");
    const Outcome outcome = check_volume({"torn.yaml", "--format", "json"});
    CHECK(outcome.status == 3);
    const auto report = nlohmann::json::parse(outcome.out);
    REQUIRE(report["errors"].size() == 1);
    CHECK(report["errors"][0]["file"] == "torn.yaml");
    CHECK(contains(outcome.err, "torn.yaml:"));
    CHECK(contains(outcome.err, ": error: "));
}

TEST_CASE("a run that judged nothing says so on standard error, unless it is to be quiet") {
    const ScratchDirectory directory;
    CHECK(check_volume({}).err == "lintel check: nothing was judged: there is no file to read.\n");
    directory.write("notes.yaml", "title: notes\n");
    const Outcome one = check_volume({"notes.yaml"});
    CHECK(one.status == 0);
    CHECK(one.out.empty());
    CHECK(one.err == "lintel check: nothing was judged: notes.yaml is no template that lintel knows.\n");
    directory.write("more.json", "[1]");
    CHECK(check_volume({}).err ==
          "lintel check: nothing was judged: none of 2 files is a template that lintel knows.\n");
    CHECK(check_volume({"--quiet"}).err.empty());
}

TEST_CASE("standard input is judged under the name it is given") {
    const Outcome outcome = check_volume({"-", "--stdin-filename", "infra/db.yaml"}, std::string(bad_template));
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.out, "--> infra/db.yaml:"));
    CHECK(check_volume({"--stdin-filename", "a.yaml", "b.yaml"}).status == 2);
}

TEST_CASE("reports go to standard output and to files in one run") {
    const ScratchDirectory directory;
    directory.write("bad.yaml", bad_template);
    const Outcome outcome = check_volume({"bad.yaml", "--format", "text", "--format", "json=report.json"});
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.out, "EBS001 volume-unencrypted"));
    const auto report = nlohmann::json::parse(directory.read("report.json"));
    CHECK(report["findings"].size() == 1);
    CHECK(report["findings"][0]["rule"] == "EBS001");

    const Outcome silent = check_volume({"bad.yaml", "--format", "json=report.json"});
    CHECK(silent.out.empty());
    const Outcome unwritable = check_volume({"bad.yaml", "--format", "json=gone/report.json"});
    CHECK(unwritable.status == 2);
    CHECK(unwritable.err == "lintel check: 'gone/report.json' cannot be written.\n");
}

TEST_CASE("the same input gives the same report, whatever the number of workers") {
    const ScratchDirectory directory;
    for (const char* file : {"a.yaml", "b.yaml", "c.yaml", "d.yaml"}) directory.write(file, bad_template);
    const std::string one = check_volume({"--format", "json", "--jobs", "1"}).out;
    CHECK(contains(one, "d.yaml"));
    CHECK(check_volume({"--format", "json", "--jobs", "4"}).out == one);
}

TEST_CASE("colour is never sent to what is no terminal, save on demand") {
    const ScratchDirectory directory;
    directory.write("bad.yaml", bad_template);
    CHECK_FALSE(contains(check_volume({"bad.yaml"}).out, "\x1b["));
    CHECK(contains(check_volume({"bad.yaml", "--color", "always"}).out, "\x1b["));
}

TEST_CASE("statistics go to standard error and leave the report as it is") {
    const ScratchDirectory directory;
    directory.write("bad.yaml", bad_template);
    directory.write("notes.yaml", "title: notes\n");
    const Outcome plain = check_volume({});
    const Outcome outcome = check_volume({"--statistics"});
    CHECK(outcome.out == plain.out);
    CHECK(contains(outcome.err, "  bad.yaml: CloudFormation template, 1 resource\n"));
    CHECK(contains(outcome.err, "  notes.yaml: passed over, not a template\n"));
    CHECK(contains(outcome.err, "  EBS001 volume-unencrypted: 1 finding, "));
    CHECK(contains(outcome.err, "  judging: "));
}

TEST_CASE("a quiet run shows findings without the numbers") {
    const ScratchDirectory directory;
    directory.write("bad.yaml", bad_template);
    const Outcome outcome = check_volume({"bad.yaml", "--quiet"});
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.out, "EBS001"));
    CHECK_FALSE(contains(outcome.out, "1 file"));
}

TEST_CASE("parameter files decide conditions, the later over the earlier") {
    const ScratchDirectory directory;
    directory.write("t.yaml",
                    "Parameters: {Safe: {Type: String, Default: 'no'}}\n"
                    "Conditions: {IsSafe: !Equals [!Ref Safe, 'yes']}\n"
                    "Resources:\n"
                    "  DataVolume:\n"
                    "    Type: AWS::EC2::Volume\n"
                    "    Properties: {AvailabilityZone: a, Size: 8, Encrypted: !If [IsSafe, true, false]}\n");
    directory.write("yes.json", R"([{"ParameterKey": "Safe", "ParameterValue": "yes"}])");
    directory.write("no.json", R"({"Parameters": {"Safe": "no"}})");
    CHECK(check_volume({"t.yaml"}).status == 1);
    CHECK(check_volume({"t.yaml", "--parameters", "yes.json"}).status == 0);
    CHECK(check_volume({"t.yaml", "--parameters", "yes.json", "--parameters", "no.json"}).status == 1);
}

TEST_CASE("a parameter file that is missing or wrong is wrong usage, with its place") {
    const ScratchDirectory directory;
    directory.write("bad.yaml", bad_template);
    directory.write("torn.json", "{\n  \"Env\": \n}");
    directory.write("number.json", "7");
    const Outcome missing = check_volume({"bad.yaml", "--parameters", "gone.json"});
    CHECK(missing.status == 2);
    CHECK(missing.err == "gone.json: error: the file cannot be opened\n");
    CHECK(missing.out.empty());
    const Outcome torn = check_volume({"bad.yaml", "--parameters", "torn.json"});
    CHECK(torn.status == 2);
    CHECK(contains(torn.err, "torn.json:3:1: error: "));
    const Outcome number = check_volume({"bad.yaml", "--parameters", "number.json"});
    CHECK(number.status == 2);
    CHECK(contains(number.err, "number.json:1:1: error: "));
}

TEST_CASE("standard output that cannot be written is an error") {
    struct Full : std::streambuf {};
    Full full;
    std::istringstream in;
    std::ostream out(&full);
    std::ostringstream err;
    const char* argv[] = {"lintel", "--help"};
    CHECK(run(2, argv, in, out, err) == 2);
    CHECK(err.str() == "lintel: standard output cannot be written.\n");
}

}  // namespace
}  // namespace lintel
