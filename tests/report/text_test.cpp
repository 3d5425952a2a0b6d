#include "report/text.h"

#include <string>

#include <doctest/doctest.h>

#include "report/sample_report.h"

namespace lintel {
namespace {

std::string text_of(const Report& report, TextOptions options = {}) {
    return text_report(report, sample_sources(), options);
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::size_t occurrences(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

Report report_of(Finding finding) {
    Report report;
    report.files = {{finding.location.file, InputKind::cloudformation, 1, {}}};
    report.findings = {std::move(finding)};
    return report;
}

TEST_CASE("a finding shows its line, the reason, the fix, when it holds, how it came to be, and where to read more") {
    CHECK(text_of(report_of(sample_finding())) ==
          "high EBS001 volume-unencrypted: DataVolume stores its blocks unencrypted\n"
          " --> infra/db.yaml:5:7 in DataVolume (AWS::EC2::Volume, App/Db/Volume)\n"
          "  |\n"
          "5 |       Encrypted: false\n"
          "  |       ^^^^^^^^^^^^^^^^\n"
          "  = why: Whoever gets a snapshot, e.g. a former employee, reads all of it.\n"
          "  = fix: Set Encrypted to true\n"
          "  = when: IsProd is false (for example Env = dev)\n"
          "  = from: parameter Env, default 'dev' (infra/db.yaml:4:3)\n"
          "  = see: attached here (infra/db.yaml:2:3)\n"
          "  = more: lintel explain EBS001\n"
          "\n"
          "1 file, 1 resource: 1 high\n");
}

TEST_CASE("the whole report lists findings, errors and the numbers of the run") {
    CHECK(text_of(sample_report()) ==
          "high EBS001 volume-unencrypted: DataVolume stores its blocks unencrypted\n"
          " --> infra/db.yaml:5:7 in DataVolume (AWS::EC2::Volume, App/Db/Volume)\n"
          "  |\n"
          "5 |       Encrypted: false\n"
          "  |       ^^^^^^^^^^^^^^^^\n"
          "  = why: Whoever gets a snapshot, e.g. a former employee, reads all of it.\n"
          "  = fix: Set Encrypted to true\n"
          "  = when: IsProd is false (for example Env = dev)\n"
          "  = from: parameter Env, default 'dev' (infra/db.yaml:4:3)\n"
          "  = see: attached here (infra/db.yaml:2:3)\n"
          "  = more: lintel explain EBS001\n"
          "\n"
          "critical SG001 admin-port-open: Port 22 is open to 0.0.0.0/0\n"
          " --> infra/net.yaml:3:1\n"
          "  = why: The whole world tries passwords.\n"
          "  = more: lintel explain SG001\n"
          "\n"
          "torn.yaml: error: a mapping ends without a value\n"
          "2 files, 31 resources: 1 critical, 1 high, 1 unknown (--show unknown lists them), "
          "1 suppressed (--show suppressed lists them), 1 error\n");
}

TEST_CASE("what is unknown or suppressed is listed when it is asked for") {
    Report report = sample_report();
    report.findings.clear();
    report.errors.clear();
    TextOptions options;
    options.show_unknown = true;
    options.show_suppressed = true;
    CHECK(text_of(report, options) ==
          "suppressed high EBS001 volume-unencrypted: DataVolume stores its blocks unencrypted\n"
          " --> infra/db.yaml:5:7 in DataVolume (AWS::EC2::Volume, App/Db/Volume)\n"
          "\n"
          "unknown EBS001 volume-unencrypted: cannot be told offline: parameter Encrypt has no default\n"
          " --> infra/db.yaml:5:7 in DataVolume (AWS::EC2::Volume)\n"
          "\n"
          "2 files, 31 resources: no findings, 1 unknown, 1 suppressed\n");
}

TEST_CASE("a run without findings is one line") {
    Report report;
    report.files = {{"a.yaml", InputKind::cloudformation, 3, {}}};
    CHECK(text_of(report) == "1 file, 3 resources: no findings\n");
}

TEST_CASE("a run that judged nothing has nothing to sum up") {
    Report report;
    report.files = {{"a.yaml", InputKind::not_a_template, 0, {}}};
    CHECK(text_of(report).empty());
}

TEST_CASE("the command that explains a rule is named once") {
    Report report = report_of(sample_finding());
    report.findings.push_back(sample_finding());
    const std::string text = text_of(report);
    CHECK(occurrences(text, "lintel explain EBS001") == 1);
    CHECK(occurrences(text, "= why:") == 2);
}

TEST_CASE("an error shows its line where the file is at hand") {
    Report report;
    report.files = {{"infra/db.yaml", InputKind::unreadable, 0, {}}};
    report.errors = {{"infra/db.yaml", {6, 13}, "a number was expected", false}};
    CHECK(text_of(report) ==
          "infra/db.yaml:6:13: error: a number was expected\n"
          "  |\n"
          "6 |       Size: 8\n"
          "  |             ^\n"
          "\n"
          "0 files, 0 resources: no findings, 1 error\n");
    CHECK(error_line(report.errors[0], sample_sources()) == "infra/db.yaml:6:13: error: a number was expected\n");
    CHECK(error_line({"gone.yaml", {}, "there is no such file", false}, sample_sources()) ==
          "gone.yaml: error: there is no such file\n");
}

TEST_CASE("a place that the file does not have does no harm") {
    Finding finding = sample_finding();
    finding.location = {"infra/db.yaml", {99, 1}, {99, 2}};
    CHECK(contains(text_of(report_of(finding)), " --> infra/db.yaml:99:1 in DataVolume"));
    finding.location = {"infra/db.yaml", {5, 400}, {5, 401}};
    CHECK(contains(text_of(report_of(finding)), "5 |       Encrypted: false\n"));
}

TEST_CASE("colours are escape sequences, and only there when asked for") {
    TextOptions options;
    options.colour = true;
    const std::string coloured = text_of(sample_report(), options);
    CHECK(contains(coloured, "\x1b[31mhigh\x1b[0m \x1b[1mEBS001\x1b[0m"));
    CHECK(contains(coloured, "\x1b[31m^^^^^^^^^^^^^^^^\x1b[0m"));
    CHECK_FALSE(contains(text_of(sample_report()), "\x1b"));
}

TEST_CASE("without the summary the report ends with the last finding") {
    TextOptions options;
    options.summary = false;
    CHECK_FALSE(contains(text_of(sample_report(), options), "2 files"));
}

TEST_CASE("text of an input cannot command the terminal") {
    Finding finding = sample_finding();
    finding.message = "Volume\x1b[2J is\nbad";
    finding.resource.id = "Data\u202EVolume";
    finding.location.file = "in\x07.yaml";
    const std::string text = text_of(report_of(finding));
    CHECK(contains(text, "Volume\uFFFD[2J is bad"));
    CHECK(contains(text, "Data\uFFFDVolume"));
    CHECK(contains(text, "in\uFFFD.yaml:5:7"));
}

TEST_CASE("a secret is masked in every excerpt of its line") {
    const std::string_view source =
        "Db:\n"
        "  MasterUserPassword: hunter2\n"
        "  {\"Password\": \"hunter3\", \"Public\": true}\n";
    Finding secret = sample_finding();
    secret.location = {"db.yaml", {2, 3}, {2, 30}};
    secret.secret = true;
    Finding other = sample_finding();
    other.location = {"db.yaml", {3, 27}, {3, 41}};
    Finding other_secret = sample_finding();
    other_secret.location = {"db.yaml", {3, 4}, {3, 25}};
    other_secret.secret = true;
    Report report;
    report.findings = {secret, other};
    report.suppressed = {other_secret};
    const std::string text = text_report(report, only("db.yaml", source), {});
    CHECK_FALSE(contains(text, "hunter"));
    CHECK(contains(text,
                   "2 |   MasterUserPassword: *******\n"
                   "  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"));
    CHECK(contains(text,
                   "3 |   {\"Password\": *********, \"Public\": true}\n"
                   "  |                           ^^^^^^^^^^^^^^\n"));
}

TEST_CASE("every line of a secret of several lines is masked") {
    const std::string_view source =
        "Key: |\n"
        "  line one\n"
        "  line two\n";
    Finding secret = sample_finding();
    secret.location = {"k.yaml", {1, 1}, {3, 11}};
    secret.secret = true;
    Finding inside = sample_finding();
    inside.location = {"k.yaml", {2, 3}, {2, 11}};
    Report report;
    report.findings = {secret, inside};
    const std::string text = text_report(report, only("k.yaml", source), {});
    CHECK_FALSE(contains(text, "line one"));
    CHECK(contains(text, "1 | Key: *\n"));
}

}  // namespace
}  // namespace lintel
