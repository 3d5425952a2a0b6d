#include "cloudformation/parameter_file.h"

#include <doctest/doctest.h>

#include "base/text.h"

using namespace lintel;

namespace {

struct Outcome {
    std::string values;
    std::string flaws;
};

Outcome reading(std::string text, std::string name = "parameters.json") {
    const ReadResult read = read_document(std::move(name), std::move(text));
    REQUIRE(read.readable);
    const ParameterFile file = read_parameter_file(*read.document);
    Outcome out;
    for (const auto& [key, value] : file.values) out.values += cat(key, '=', value, ';');
    for (const Flaw& flaw : file.flaws) {
        const Position position = read.document->position(flaw.offset);
        out.flaws += cat(position.line, ':', position.column, flaw.fatal ? " fatal " : " ", flaw.message, '\n');
    }
    return out;
}

}  // namespace

TEST_CASE("a list of ParameterKey and ParameterValue is read") {
    const Outcome out = reading(R"([{"ParameterKey": "Env", "ParameterValue": "prod"},
{"ParameterKey": "Old", "UsePreviousValue": true},
{"ParameterKey": "Count", "ParameterValue": 3}])");
    CHECK(out.values == "Count=3;Env=prod;");
    CHECK(out.flaws.empty());
}

TEST_CASE("a list of Name=value is read") {
    const Outcome out = reading(R"(["Env=prod", "Query=a=b", "Empty="])");
    CHECK(out.values == "Empty=;Env=prod;Query=a=b;");
    CHECK(out.flaws.empty());
}

TEST_CASE("a flat mapping is read, lists joined by commas") {
    const Outcome out = reading("Env: prod\nFlag: yes\nZones: [a, b]\nEmpty: ''\n", "parameters.yaml");
    CHECK(out.values == "Empty=;Env=prod;Flag=true;Zones=a,b;");
    CHECK(out.flaws.empty());
}

TEST_CASE("a template configuration is read") {
    const Outcome out =
        reading(R"({"Parameters": {"Env": "prod"}, "Tags": {"a": "b"}, "StackPolicy": {"Statement": []}})");
    CHECK(out.values == "Env=prod;");
    CHECK(out.flaws.empty());
    CHECK(reading(R"({"StackName": "x", "Parameters": [{"ParameterKey": "Env", "ParameterValue": "prod"}]})").values ==
          "Env=prod;");
    CHECK(reading(R"({"Parameters": "text"})").values == "Parameters=text;");
}

TEST_CASE("what cannot be read is said with its place, and the rest counts") {
    const Outcome list = reading(
        "[{\"ParameterKey\": \"Env\"},\n {\"Key\": \"x\"},\n 12, \"=x\",\n {\"ParameterKey\": \"Good\", "
        "\"ParameterValue\": \"1\"}]");
    CHECK(list.values == "Good=1;");
    CHECK(list.flaws ==
          "1:2 Parameter Env has no ParameterValue.\n"
          "2:2 This entry has no ParameterKey.\n"
          "3:2 This entry has no ParameterKey.\n"
          "3:6 This entry has no ParameterKey.\n");
    const Outcome map = reading("{\"A\": {\"b\": 1},\n\"B\": null, \"C\": [[1]],\n\"D\": \"ok\"}");
    CHECK(map.values == "D=ok;");
    CHECK(map.flaws ==
          "1:7 The value of parameter A must be a string, or a list of strings.\n"
          "2:6 The value of parameter B must be a string, or a list of strings.\n"
          "2:17 The value of parameter C must be a string, or a list of strings.\n");
}

TEST_CASE("a file of another kind is no parameter file") {
    const Outcome out = reading("just text", "x.yaml");
    CHECK(out.values.empty());
    CHECK(
        out.flaws ==
        "1:1 fatal This is no parameter file: it must be a mapping from names to values, or a list of ParameterKey and "
        "ParameterValue.\n");
    CHECK(reading("", "x.yaml").flaws.empty());
}
