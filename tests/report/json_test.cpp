#include "report/json.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "paths.h"
#include "report/sample_report.h"

namespace lintel {
namespace {

using Json = nlohmann::ordered_json;

const Json& schema() {
    static const Json loaded = Json::parse(std::ifstream(source_directory() / "docs/schema/report.schema.json"));
    return loaded;
}

bool has_type(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    return type == "integer" && value.is_number_integer();
}

/// Checks a value against the words of JSON Schema that the report's schema uses; gives what is wrong, with its place.
void find_faults(const Json& value, const Json& rules, const std::string& place, std::vector<std::string>& faults) {
    for (const auto& [word, wanted] : rules.items()) {
        if (word == "$ref") {
            find_faults(value, schema().at(Json::json_pointer(wanted.get<std::string>().substr(1))), place, faults);
        } else if (word == "type") {
            if (!has_type(value, wanted)) faults.push_back(cat(place, " is no ", wanted.get<std::string>()));
        } else if (word == "required") {
            for (const Json& key : wanted) {
                if (!value.contains(key)) faults.push_back(cat(place, " lacks ", key.get<std::string>()));
            }
        } else if (word == "properties") {
            for (const auto& [key, member] : value.items()) {
                if (wanted.contains(key)) find_faults(member, wanted[key], cat(place, "/", key), faults);
            }
        } else if (word == "additionalProperties") {
            for (const auto& [key, member] : value.items()) {
                if (rules.contains("properties") && rules["properties"].contains(key)) continue;
                if (wanted.is_object()) {
                    find_faults(member, wanted, cat(place, "/", key), faults);
                } else {
                    faults.push_back(cat(place, " has the unknown ", key));
                }
            }
        } else if (word == "items") {
            for (const Json& item : value) find_faults(item, wanted, cat(place, "/item"), faults);
        } else if (word == "enum") {
            if (std::find(wanted.begin(), wanted.end(), value) == wanted.end())
                faults.push_back(cat(place, " is not listed"));
        } else if (word == "const") {
            if (value != wanted) faults.push_back(cat(place, " is not the constant"));
        } else if (word == "minimum") {
            if (value < wanted) faults.push_back(cat(place, " is too small"));
        } else if (word == "pattern") {
            REQUIRE(wanted == "^[0-9a-f]{16}$");  // the only one there is
            const std::string& text = value.get_ref<const std::string&>();
            if (text.size() != 16 || text.find_first_not_of("0123456789abcdef") != std::string::npos) {
                faults.push_back(cat(place, " does not match"));
            }
        } else if (word != "description" && word != "$schema" && word != "title" && word != "$defs") {
            faults.push_back(cat("this test does not know the word ", word));
        }
    }
}

std::vector<std::string> faults_of(const Json& report) {
    std::vector<std::string> faults;
    find_faults(report, schema(), "", faults);
    return faults;
}

Json json_of(const Report& report) { return Json::parse(json_report(report, "1.2.3")); }

std::vector<std::string> keys(const Json& object) {
    std::vector<std::string> out;
    for (const auto& [key, value] : object.items()) out.push_back(key);
    return out;
}

TEST_CASE("a rich report and an empty one are as the schema says") {
    CHECK(faults_of(json_of(sample_report())) == std::vector<std::string>{});
    CHECK(faults_of(json_of(Report{})) == std::vector<std::string>{});
}

TEST_CASE("the check against the schema sees what is wrong") {
    Json report = json_of(sample_report());
    report["findings"][0].erase("fingerprint");
    report["findings"][1]["severity"] = "awful";
    report["findings"][1]["fingerprint"] = "12";
    report["errors"][0]["line"] = 0;
    report["summary"]["files"] = "two";
    report["more"] = 1;
    CHECK(faults_of(report).size() == 6);
}

TEST_CASE("keys stand in the order of the documentation") {
    const Json report = json_of(sample_report());
    CHECK(keys(report) == std::vector<std::string>{"tool", "summary", "findings", "unknown", "suppressed", "fixed",
                                                   "errors", "warnings"});
    CHECK(keys(report["findings"][0]) ==
          std::vector<std::string>{"rule", "name", "severity", "message", "file", "start", "end", "resource", "when",
                                   "example", "trace", "related", "fix", "sources", "controls", "fingerprint"});
    CHECK(keys(report["summary"]["findings"]) == std::vector<std::string>{"critical", "high", "medium", "low", "info"});
}

TEST_CASE("a finding says all that is known of it") {
    const Json finding = json_of(sample_report())["findings"][0];
    CHECK(finding["rule"] == "EBS001");
    CHECK(finding["severity"] == "high");
    CHECK(finding["file"] == "infra/db.yaml");
    CHECK(finding["start"].dump() == R"({"line":5,"column":7,"offset":0})");
    CHECK(finding["end"].dump() == R"({"line":5,"column":23,"offset":0})");
    CHECK(finding["resource"].dump() ==
          R"({"id":"DataVolume","type":"AWS::EC2::Volume","path":"Properties/Encrypted","construct":"App/Db/Volume"})");
    CHECK(finding["when"].dump() == R"([{"condition":"IsProd","is":false}])");
    CHECK(finding["example"].dump() == R"({"Env":"dev"})");
    CHECK(finding["trace"].dump() ==
          R"([{"file":"infra/db.yaml","line":4,"column":3,"note":"parameter Env, default 'dev'"}])");
    CHECK(finding["related"][0]["message"] == "attached here");
    CHECK(finding["fix"].dump() == R"({"title":"Set Encrypted to true","edits":[]})");
    CHECK(finding["sources"].dump() == R"(["sysdig/16","guide/ebs-encryption"])");
    CHECK(finding["controls"].dump() == R"({"fsbp":["EC2.3","EC2.7"],"cis":["3.0:2.2.1"]})");
}

TEST_CASE("what a finding does not have is an empty list or left out") {
    const Json finding = json_of(sample_report())["findings"][1];
    CHECK(finding["when"].dump() == "[]");
    CHECK(finding["example"].dump() == "{}");
    CHECK(finding["controls"].dump() == "{}");
    CHECK_FALSE(finding.contains("fix"));
    CHECK_FALSE(finding["resource"].contains("construct"));
}

TEST_CASE("the summary counts judged files and their resources only") {
    const Json summary = json_of(sample_report())["summary"];
    CHECK(summary.dump() ==
          R"({"files":2,"resources":31,"findings":{"critical":1,"high":1,"medium":0,"low":0,"info":0},)"
          R"("suppressed":1,"unknown":1,"errors":1})");
}

TEST_CASE("a file name that is no UTF-8 does not stop the report") {
    Report report;
    report.errors = {{"a\xFF.yaml", {}, "there is no such file", false}};
    CHECK(json_of(report)["errors"][0]["file"] == "a\uFFFD.yaml");
}

}  // namespace
}  // namespace lintel
