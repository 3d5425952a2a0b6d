// The policies that data sources aws_iam_policy_document render.

#include "terraform/policy_document.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "terraform/configuration_sample.h"

using namespace lintel;
using namespace lintel::test;

namespace {

/// The policy that the arguments of a data source give, told; beside it other declarations.
std::string policy(std::string_view arguments, std::string_view beside = "") {
    return evaluated("data.aws_iam_policy_document.p.json",
                     cat(R"({"data": {"aws_iam_policy_document": {"p": )", arguments, "}}", beside, "}"));
}

/// Its statements.
std::string statements(std::string_view arguments, std::string_view beside = "") {
    const std::string told = policy(arguments, beside);
    constexpr std::string_view before = R"({Version: "2012-10-17", Statement: )";
    return told.starts_with(before) ? told.substr(before.size(), told.size() - before.size() - 1) : told;
}

/// Its only statement, which has these arguments beside the action "a" on the resource "r".
std::string statement(std::string_view arguments, std::string_view beside = "") {
    return statements(cat(R"({"statement": {"actions": ["a"], "resources": ["r"], )", arguments, "}}"), beside);
}

constexpr std::string_view open = R"(, "variable": {"x": {}})";

}  // namespace

TEST_CASE("a statement has its elements under the names of the policy language") {
    CHECK(statements(R"({"statement": {"sid": "s", "effect": "Deny", "actions": ["a", "b"], "resources": ["r"]}})") ==
          R"([{Sid: "s", Effect: "Deny", Action: ["a", "b"], Resource: ["r"]}])");
    CHECK(statements(R"({"statement": {"not_actions": ["a"], "not_resources": ["r"]}})") ==
          R"([{Effect: "Allow", NotAction: ["a"], NotResource: ["r"]}])");
}

TEST_CASE("a document without statements, and one with a version and several") {
    CHECK(policy("{}") == R"({Version: "2012-10-17", Statement: []})");
    CHECK(
        policy(R"({"version": "2008-10-17", "statement": [{"actions": ["a"]}, {"actions": ["b"]}]})") ==
        R"({Version: "2008-10-17", Statement: [{Effect: "Allow", Action: ["a"]}, {Effect: "Allow", Action: ["b"]}]})");
}

TEST_CASE("empty lists, and what is null, are left out") {
    CHECK(statements(R"({"statement": {"sid": null, "effect": null, "actions": [], "resources": ["r"]}})") ==
          R"([{Effect: "Allow", Resource: ["r"]}])");
}

TEST_CASE("principals are joined by type") {
    CHECK(statement(R"("principals": {"type": "AWS", "identifiers": ["1"]})") ==
          R"([{Effect: "Allow", Action: ["a"], Resource: ["r"], Principal: {AWS: ["1"]}}])");
    CHECK(statement(R"("principals": [{"type": "AWS", "identifiers": ["1"]}, {"type": "Service", "identifiers": ["s"]},
                                      {"type": "AWS", "identifiers": ["2"]}])") ==
          R"([{Effect: "Allow", Action: ["a"], Resource: ["r"], Principal: {AWS: ["1", "2"], Service: ["s"]}}])");
    CHECK(statement(R"("not_principals": {"type": "AWS", "identifiers": ["1"]})") ==
          R"([{Effect: "Allow", Action: ["a"], Resource: ["r"], NotPrincipal: {AWS: ["1"]}}])");
}

TEST_CASE("principals of the type '*' are everybody") {
    CHECK(statement(R"("principals": {"type": "*", "identifiers": ["*"]})") ==
          R"([{Effect: "Allow", Action: ["a"], Resource: ["r"], Principal: "*"}])");
    CHECK(statement(R"("principals": {"type": "AWS", "identifiers": ["*"]})") ==
          R"([{Effect: "Allow", Action: ["a"], Resource: ["r"], Principal: {AWS: ["*"]}}])");
}

TEST_CASE("conditions are joined by operator and key") {
    CHECK(statement(R"("condition": {"test": "StringEquals", "variable": "k", "values": ["v"]})") ==
          R"([{Effect: "Allow", Action: ["a"], Resource: ["r"], Condition: {StringEquals: {k: ["v"]}}}])");
    CHECK(statement(R"("condition": [{"test": "Bool", "variable": "k", "values": ["true"]},
                                     {"test": "StringLike", "variable": "l", "values": ["v"]},
                                     {"test": "Bool", "variable": "m", "values": ["false"]}])") ==
          R"([{Effect: "Allow", Action: ["a"], Resource: ["r"], )"
          R"(Condition: {Bool: {k: ["true"], m: ["false"]}, StringLike: {l: ["v"]}}}])");
}

TEST_CASE("values of two conditions on one key are joined") {
    CHECK(statement(R"("condition": [{"test": "StringEquals", "variable": "k", "values": ["v"]},
                                     {"test": "StringEquals", "variable": "k", "values": ["w"]}])") ==
          R"([{Effect: "Allow", Action: ["a"], Resource: ["r"], Condition: {StringEquals: {k: ["v", "w"]}}}])");
}

TEST_CASE("what is not known of a statement leaves the rest of it known") {
    CHECK(statements(R"({"statement": {"actions": ["a", "${var.x}"], "resources": "${var.x}"}})", open) ==
          R"([{Effect: "Allow", Action: ["a", ?variable x, which has no default], )"
          R"(Resource: ?variable x, which has no default}])");
    CHECK(statement(R"("principals": {"type": "AWS", "identifiers": ["${var.x}"]})", open)
              .find("Principal: {AWS: [?variable x") != std::string::npos);
    CHECK(
        statement(R"("principals": {"type": "${var.x}", "identifiers": ["1"]})", open).find("Principal: ?variable x") !=
        std::string::npos);
    CHECK(statement(R"("condition": {"test": "${var.x}", "variable": "k", "values": ["v"]})", open)
              .find("Condition: ?a condition of the policy") != std::string::npos);
}

TEST_CASE("dynamic statements are statements") {
    CHECK(statements(R"({"statement": {"actions": ["z"]},
                         "dynamic": {"statement": {"for_each": ["a", "b"], "content": {"actions": ["${statement.value}"]}}}})") ==
          R"([{Effect: "Allow", Action: ["z"]}, {Effect: "Allow", Action: ["a"]}, {Effect: "Allow", Action: ["b"]}])");
    CHECK(
        statements(R"({"dynamic": {"statement": {"for_each": "${var.x}", "content": {}}}})", open).starts_with("[??"));
    CHECK(statements(R"({"statement": {"actions": ["z"], "dynamic": {"principals": {"for_each": ["1"],
                         "content": {"type": "AWS", "identifiers": ["${principals.value}"]}}}}})") ==
          R"([{Effect: "Allow", Action: ["z"], Principal: {AWS: ["1"]}}])");
}

TEST_CASE("statements of source documents come first, and one's own take the place of those with their Sid") {
    constexpr std::string_view source =
        R"("source_policy_documents": ["{\"Statement\": [{\"Sid\": \"s\", \"Action\": \"old\"}, {\"Sid\": \"t\"}]}"])";
    CHECK(statements(cat("{", source, R"(, "statement": {"actions": ["a"]}})")) ==
          R"([{Sid: "s", Action: "old"}, {Sid: "t"}, {Effect: "Allow", Action: ["a"]}])");
    CHECK(statements(cat("{", source, R"(, "statement": {"sid": "s", "actions": ["a"]}})")) ==
          R"([{Sid: "s", Effect: "Allow", Action: ["a"]}, {Sid: "t"}])");
}

TEST_CASE("a statement of an override document takes the place of the one with its Sid, or comes last") {
    CHECK(
        statements(R"({"statement": [{"sid": "s", "actions": ["a"]}, {"actions": ["b"]}], "override_policy_documents": [
                         "{\"Statement\": {\"Sid\": \"s\", \"Action\": \"new\"}}",
                         "{\"Statement\": [{\"Action\": \"no sid\"}, {\"Sid\": \"u\"}]}"]})") ==
        R"([{Sid: "s", Action: "new"}, {Effect: "Allow", Action: ["b"]}, {Action: "no sid"}, {Sid: "u"}])");
    CHECK(statements(R"({"statement": {"sid": "s", "actions": ["a"]}, "override_policy_documents": [
                         "{\"Statement\": {\"Sid\": \"s\", \"Action\": \"first\"}}",
                         "{\"Statement\": {\"Sid\": \"s\", \"Action\": \"last\"}}"]})") ==
          R"([{Sid: "s", Action: "last"}])");
}

TEST_CASE("documents of other data sources, and of jsonencode, are sources like any other") {
    constexpr std::string_view two =
        R"({"data": {"aws_iam_policy_document": {
            "base": {"statement": {"sid": "s", "actions": ["a"]}},
            "p": {"source_policy_documents": ["${data.aws_iam_policy_document.base.json}"],
                  "override_policy_documents": ["${jsonencode({Statement = [{Sid = \"t\", Action = \"b\"}]})}"]}}}})";
    CHECK(evaluated("data.aws_iam_policy_document.p.json.Statement", two) ==
          R"([{Sid: "s", Effect: "Allow", Action: ["a"]}, {Sid: "t", Action: "b"}])");
    CHECK(evaluated("data.aws_iam_policy_document.p.minified_json.Statement", two) ==
          evaluated("data.aws_iam_policy_document.p.json.Statement", two));
}

TEST_CASE("a source document that is not known may bring statements, or none") {
    CHECK(statements(R"({"source_policy_documents": ["${var.x}"], "statement": {"actions": ["a"]}})", open) ==
          R"([??variable x, which has no default, {Effect: "Allow", Action: ["a"]}])");
    CHECK(statements(R"({"override_policy_documents": "${var.x}"})", open) == "[??variable x, which has no default]");
    CHECK(statements(R"({"source_policy_documents": ["no JSON"]})") == "[??a text that is not JSON]");
}

TEST_CASE("values stand where they are written") {
    ConfigurationSample sample(
        "{\"data\": {\"aws_iam_policy_document\": {\"p\": {\n"
        "  \"statement\": [\n"
        "    {\n"
        "      \"actions\": [\"a\"],\n"
        "      \"principals\": {\"type\": \"AWS\",\n"
        "        \"identifiers\": [\"1\"]}}]}}}}\n");
    const Value document = sample.value("data.aws_iam_policy_document.p.json");
    Env& env = sample.env();
    const Value statement = item(member(document, "Statement", env), 0, env);
    CHECK(place_of(statement) == "main.tf.json:3");
    CHECK(place_of(member(statement, "Action", env)) == "main.tf.json:4");
    CHECK(place_of(item(member(statement, "Action", env), 0, env)) == "main.tf.json:4");
    CHECK(place_of(member(member(statement, "Principal", env), "AWS", env)) == "main.tf.json:6");
    CHECK(place_of(member(statement, "Effect", env)) == "main.tf.json:3");
}

TEST_CASE("a document that depends on itself is not known") {
    CHECK(policy(R"({"source_policy_documents": ["${data.aws_iam_policy_document.p.json}"]})").starts_with("{"));
}

TEST_CASE("a document that a resource uses is judged there, one that nobody uses by itself") {
    const auto findings = [](std::string_view beside) {
        return findings_of(judged({{"main.tf.json", cat(R"({"data": {"aws_iam_policy_document": {"p": {"statement": {
                                       "actions": ["*"], "resources": ["*"]}}}})",
                                                        beside, "}")}},
                                  {"main.tf.json"}, {"IAM001"}));
    };
    CHECK(findings("") == "IAM001 data.aws_iam_policy_document.p main.tf.json:2");
    // It still stands where it is written.
    CHECK(
        findings(R"(, "resource": {"aws_iam_policy": {"q": {"policy": "${data.aws_iam_policy_document.p.json}"}}})") ==
        "IAM001 aws_iam_policy.q main.tf.json:2");
}
