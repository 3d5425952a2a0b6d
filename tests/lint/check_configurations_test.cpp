// Configurations among the inputs: which files make one, what is told of bad ones, and that nothing takes for ever.

#include "lint/check_configurations.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "document/read.h"
#include "report/json.h"
#include "terraform/configuration_sample.h"

using namespace lintel;
using namespace lintel::test;

namespace {

std::string volume(std::string_view arguments = "", std::string_view name = "v") {
    return cat(R"({"resource": {"aws_ebs_volume": {")", name, R"(": {)", arguments, "}}}}");
}

std::string locals(std::string_view written) { return cat(R"({"locals": {)", written, "}}"); }

std::string module_call(std::string_view source) { return cat(R"({"module": {"m": {"source": ")", source, "\"}}}"); }

Report judged_alone(std::string_view text, std::string_view name = "main.tf.json") {
    return judged({{std::string(name), std::string(text)}}, {std::string(name)}, {"EBS001"});
}

std::string errors(std::string_view text) { return errors_of(judged_alone(text)); }

/// The files of each root module, "a b | c".
std::string roots(const std::vector<std::pair<std::string, std::string>>& files) {
    std::vector<ConfigurationDocument> documents;
    for (const auto& [name, text] : files) documents.push_back({read_document(name, text).document, {}});
    std::string out;
    for (const auto& root : root_modules(documents)) {
        std::string_view between = out.empty() ? "" : " | ";
        for (const ConfigurationDocument& each : root) {
            out += cat(between, each.document->name());
            between = " ";
        }
    }
    return out;
}

/// How long all rules take.
double seconds(const FileMap& files) {
    const auto start = std::chrono::steady_clock::now();
    judged(files, {"main.tf.json"}, {});
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string repeated(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

}  // namespace

// ---- which files make a configuration

TEST_CASE("the files of a directory are one configuration, which its variables and locals join") {
    const FileMap files = {{"a.tf.json", volume(R"("encrypted": "${local.on}")")},
                           {"b.tf.json", locals(R"("on": "${var.x}")")},
                           {"c.tf.json", R"({"variable": {"x": {"default": false}}})"}};
    const Report report = judged(files, {"a.tf.json", "b.tf.json", "c.tf.json"}, {"EBS001"});
    CHECK(findings_of(report) == "EBS001 aws_ebs_volume.v a.tf.json:1");
    REQUIRE(report.files.size() == 3);
    for (const FileSummary& file : report.files) CHECK(file.kind == InputKind::terraform_configuration);
    CHECK(report.files[0].resources == 1);
    CHECK(report.files[1].resources == 0);
}

TEST_CASE("a directory that another one calls is judged there") {
    CHECK(roots({{"main.tf.json", module_call("./m")}, {"m/main.tf.json", volume()}}) == "main.tf.json");
    CHECK(roots({{"a/main.tf.json", volume()}, {"b/main.tf.json", volume()}, {"a/x.tf.json", volume("", "w")}}) ==
          "a/main.tf.json a/x.tf.json | b/main.tf.json");
    CHECK(roots({{"live/main.tf.json", module_call("../lib/m")},
                 {"lib/m/main.tf.json", module_call("./n")},
                 {"lib/m/n/main.tf.json", volume()}}) == "live/main.tf.json");
    CHECK(roots({{"main.tf.json", module_call("a/b/c")}, {"a/b/c/main.tf.json", volume()}}) ==
          "main.tf.json | a/b/c/main.tf.json");
}

TEST_CASE("a module is judged with what each of its callers gives, and told once") {
    const FileMap files = {{"main.tf.json", module_call("./m")}, {"m/main.tf.json", volume()}};
    const Report report = judged(files, {"m/main.tf.json", "main.tf.json"}, {"EBS001"});
    CHECK(findings_of(report) == "EBS001 module.m.aws_ebs_volume.v m/main.tf.json:1");
    REQUIRE(report.files.size() == 2);
    CHECK(report.files[0].resources == 1);
}

TEST_CASE("directories that call one another in a circle are judged, whatever else is among the inputs") {
    const std::string circle = "a/main.tf.json | b/main.tf.json";
    CHECK(roots({{"a/main.tf.json", module_call("../b")}, {"b/main.tf.json", module_call("../a")}}) == circle);
    CHECK(roots({{"a/main.tf.json", module_call("../b")},
                 {"b/main.tf.json", module_call("../a")},
                 {"c/main.tf.json", volume()}}) == cat("c/main.tf.json | ", circle));
    CHECK(roots({{"main.tf.json", module_call("./")}}) == "main.tf.json");
    const FileMap files = {
        {"a/main.tf.json", module_call("../b")}, {"b/main.tf.json", module_call("../a")}, {"c/main.tf.json", volume()}};
    CHECK(errors_of(judged(files, {"a/main.tf.json", "b/main.tf.json", "c/main.tf.json"}, {"EBS001"})) ==
          "a/main.tf.json:1: Module m calls itself in the end.\nb/main.tf.json:1: Module m calls itself in the end.");
}

TEST_CASE("a file of another name stands alone, and reaches no other file") {
    const FileMap files = {{"plan-x.json", R"({"module": {"m": {"source": "./m"}},
                                               "resource": {"aws_ebs_volume": {"v": {"encrypted": "${fileexists(\"a\")}"}}}})"},
                           {"x.json", volume("", "x")},
                           {"a", ""},
                           {"m/main.tf.json", volume("", "w")}};
    const Report report = judged(files, {"plan-x.json", "x.json"}, {"EBS001"});
    CHECK(findings_of(report) == "EBS001 aws_ebs_volume.x x.json:1");
    CHECK(errors_of(report) == "");
    REQUIRE(report.files.size() == 2);
    CHECK(report.files[0].passed_over == std::vector<std::string>{"m (no JSON configuration)"});
}

TEST_CASE("files that were read besides are handed on, so that reports can show their lines") {
    const FileMap files = {{"main.tf.json", module_call("./m")},
                           {"beside.tf.json", locals("")},
                           {"m/main.tf.json", volume()},
                           {"terraform.tfvars.json", "{}"}};
    const Report report = judged(files, {"main.tf.json"}, {"EBS001"});
    std::string names;
    for (const ReadFile& file : report.read_besides) names += cat(names.empty() ? "" : " ", file.file);
    CHECK(names == "beside.tf.json m/main.tf.json terraform.tfvars.json");
    REQUIRE(report.read_besides.size() == 3);
    CHECK(report.read_besides[1].text == volume());
}

TEST_CASE("a file with values of variables is none that is judged") {
    const Report report = judged({{"terraform.tfvars.json", R"({"x": 1})"}}, {"terraform.tfvars.json"}, {});
    CHECK(report.errors.empty());
    REQUIRE(report.files.size() == 1);
    CHECK(report.files[0].kind == InputKind::terraform_variables);
}

TEST_CASE("the number of workers changes nothing") {
    FileMap files;
    std::vector<std::string> names;
    for (int i = 0; i < 12; ++i) {
        names.push_back(cat("s", i, "/main.tf.json"));
        files[names.back()] =
            R"({"variable": {"x": {"type": "bool", "default": true}}, "module": {"m": {"source": "../m"}},
                                  "resource": {"aws_ebs_volume": {"v": {"encrypted": "${var.x ? true : false}"}}}})";
    }
    files["m/main.tf.json"] = volume();
    CheckOptions many;
    many.jobs = 8;
    const std::string one = json_report(judged(files, names, {}), "0");
    CHECK(one == json_report(judged(files, names, {}, many), "0"));
    CHECK(one.find("aws_ebs_volume") != std::string::npos);
}

// ---- bad input

TEST_CASE("an expression that cannot be read is an error where it stands, and the rest is judged") {
    const Report report = judged_alone(
        "{\"resource\": {\"aws_ebs_volume\": {\n"
        "  \"v\": {\n"
        "    \"size\": \"${1 +}\"},\n"
        "  \"w\": {\"encrypted\": \"${var.x\"}}}}");
    REQUIRE(report.errors.size() == 2);
    CHECK(errors_of(report).starts_with("main.tf.json:3: An expression cannot be read: "));
    CHECK(report.errors[1].position.line == 4);
    CHECK(report.errors[0].message.ends_with("."));
    CHECK(findings_of(report) == "EBS001 aws_ebs_volume.v main.tf.json:2");
}

TEST_CASE("an expression that cannot be read is told of wherever it stands") {
    constexpr std::string_view told = "An expression cannot be read";
    for (const std::string_view text :
         {R"({"locals": {"a": "${"}})", R"({"output": {"a": {"value": "${"}}})",
          R"({"module": {"m": {"source": "./m", "a": "${"}}})", R"({"data": {"aws_x": {"d": {"a": ["${"]}}}})",
          R"({"resource": {"aws_x": {"d": {"count": "${"}}}})",
          R"({"resource": {"aws_x": {"d": {"dynamic": {"b": {"for_each": "${", "content": {}}}}}}})",
          R"({"resource": {"aws_x": {"d": {"dynamic": {"b": {"for_each": [1], "content": {"c": "${"}}}}}}})",
          R"({"resource": {"aws_x": {"d": {"b": [{"c": "%{ if"}]}}}})"}) {
        CAPTURE(text);
        const Report report =
            judged({{"main.tf.json", std::string(text)}, {"m/main.tf.json", volume()}}, {"main.tf.json"}, {});
        CHECK(errors_of(report).find(told) != std::string::npos);
    }
}

TEST_CASE("what cannot be is told with its place") {
    CHECK(errors("{\"locals\":\n {\"a\": \"${local.b}\",\n  \"b\": \"${local.a}\"}}") ==
          "main.tf.json:2: The local value a depends on itself.");
    CHECK(errors(cat("\n", volume(R"("count": -3)"))) == "main.tf.json:2: The count of aws_ebs_volume.v is negative.");
    CHECK(errors(volume(R"("for_each": 7)")) == "main.tf.json:1: The for_each of aws_ebs_volume.v is no map or set.");
    CHECK(errors("{\"module\":\n{\"m\": {}}}") == "main.tf.json:2: Module m names no source.");
    CHECK(warnings_of(judged_alone(cat("\n", volume(R"("count": 1000000)")))) ==
          "main.tf.json:2: aws_ebs_volume.v has 1000000 instances; the first 100 are judged.");
}

TEST_CASE("a file that is no JSON, or nests too deep, is an error with its place") {
    CHECK(errors("{\n  \"resource\": {]\n}").starts_with("main.tf.json:2: "));
    CHECK(errors("resource \"aws_ebs_volume\" \"v\" {}") ==
          "main.tf.json:1: Terraform takes only a JSON object for this file.");
    CHECK(errors_of(judged({{"main.tf.json", module_call("./m")}, {"m/main.tf.json", "[]"}}, {"main.tf.json"}, {})) ==
          "m/main.tf.json:1: Terraform takes only a JSON object for this file.");
    CHECK(errors("") == "main.tf.json:1: Terraform takes only a JSON object for this file.");
    CHECK(errors("[]") == "main.tf.json:1: Terraform takes only a JSON object for this file.");
    CHECK(errors("{}") == "");
    CHECK(errors(cat(R"({"locals": {"a": )", repeated("[", 100000), repeated("]", 100000), "}}"))
              .starts_with("main.tf.json:1: "));
    CHECK(errors(cat(R"({"locals": {"a": )", repeated("{\"a\": ", 300), "1", repeated("}", 300), "}}"))
              .starts_with("main.tf.json:1: "));
}

TEST_CASE("a deep expression is an error, and a deep value none") {
    CHECK(errors(locals(cat(R"("a": "${)", repeated("(", 5000), "1", repeated(")", 5000), R"(}")")))
              .find("cannot be read") != std::string::npos);
    CHECK(errors(locals(cat(R"("a": "${)", repeated("!", 5000), R"(true}")"))).find("cannot be read") !=
          std::string::npos);
    CHECK(errors(locals(cat(R"("a": )", repeated("[", 200), "1", repeated("]", 200)))) == "");
}

TEST_CASE("a module whose file is broken gives its error, a repeated key a warning") {
    const FileMap files = {{"main.tf.json", module_call("./m")}, {"m/main.tf.json", "{\n1}"}};
    CHECK(errors_of(judged(files, {"main.tf.json"}, {})).starts_with("m/main.tf.json:2: "));
    CHECK(warnings_of(judged_alone(R"({"locals": {"a": 1, "a": 2}})")) != "");
}

TEST_CASE("blocks in places where none can be are passed over without harm") {
    for (const std::string_view text :
         {R"({"resource": 1})", R"({"resource": [[[]]]})", R"({"resource": {"aws_ebs_volume": "x"}})",
          R"({"resource": {"aws_ebs_volume": {"v": {"dynamic": 1}}}})",
          R"({"resource": {"aws_ebs_volume": {"v": {"dynamic": {"x": {"for_each": [1]}}}}}})",
          R"({"resource": {"aws_ebs_volume": {"v": {"depends_on": "x", "lifecycle": 1, "provider": []}}}})",
          R"({"resource": {"aws_ebs_volume": {"v": {"depends_on": [1, null, "a", ".", "a.", "${}"]}}}})",
          R"({"variable": {"x": 1, "y": {"type": "${", "default": "${"}}})", R"({"variable": {"x": {"type": []}}})",
          R"({"output": {"x": {}, "y": {"value": null}}})", R"({"module": {"m": {"source": 1}}})",
          R"({"module": {"m": {"source": ["./m"]}}})", R"({"locals": [1, {"a": 1}, null]})",
          R"({"data": {"aws_iam_policy_document": {"p": {"statement": [1, "x", null, []]}}}})",
          R"({"data": {"aws_iam_policy_document": {"p": {"statement": {"principals": 1, "condition": [2]}}}}})"}) {
        CAPTURE(text);
        const Report report = judged({{"main.tf.json", std::string(text)}}, {"main.tf.json"}, {});
        CHECK(std::none_of(report.errors.begin(), report.errors.end(), [](const FileError& e) { return e.internal; }));
        CHECK(report.files.size() == 1);
    }
}

TEST_CASE("a type with names in its defaults is constant all the same") {
    CHECK(
        errors(
            R"J({"variable": {"x": {"type": "object({a = optional(bool, var.y), b = optional(string, local.z)})", "default": {}}},
                     "resource": {"aws_ebs_volume": {"v": {"encrypted": "${var.x.a}"}}}})J") == "");
}

// ---- time

TEST_CASE("long chains and wide sums end in time") {
    std::string chain = R"("z": 1)";
    for (int i = 0; i < 5000; ++i) chain += cat(R"(, "l)", i, R"(": "${local.l)", i + 1, R"(}")");
    CHECK(seconds({{"main.tf.json", locals(chain)}}) < 10);
    CHECK(seconds({{"main.tf.json", locals(cat(R"("a": "${)", repeated("1 + ", 5000), R"(1}")"))}}) < 10);
    CHECK(seconds({{"main.tf.json", locals(cat(R"("a": ")", repeated("${1}", 50000), R"(")"))}}) < 10);
}

TEST_CASE("fors within fors, and texts that double, end in time") {
    CHECK(
        seconds(
            {{"main.tf.json",
              volume(
                  R"J("size": "${length([for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a + b + c]]])}")J")}}) <
        10);
    std::string doubling = R"("l0": "0123456789")";
    for (int i = 1; i < 60; ++i) doubling += cat(R"(, "l)", i, R"(": "${local.l)", i - 1, "}${local.l", i - 1, R"(}")");
    CHECK(seconds({{"main.tf.json", locals(doubling)}}) < 10);
}

TEST_CASE("resources that refer to one another many times end in time") {
    std::string resources;
    for (int i = 0; i < 40; ++i) {
        resources += cat(i == 0 ? "" : ", ", R"("v)", i, R"(": {"size": "${aws_ebs_volume.v)", (i + 1) % 40,
                         ".size + aws_ebs_volume.v", (i + 1) % 40, R"(.size}"})");
    }
    CHECK(seconds({{"main.tf.json", cat(R"({"resource": {"aws_ebs_volume": {)", resources, "}}}")}}) < 20);
}

TEST_CASE("many modules with many instances end in time") {
    const FileMap files = {{"main.tf.json", R"({"module": {"m": {"source": "./m", "count": 100}}})"},
                           {"m/main.tf.json", R"({"module": {"n": {"source": "../n", "count": 100}}})"},
                           {"n/main.tf.json", volume()}};
    CHECK(seconds(files) < 20);
}
