// What expressions over a configuration mean: operators, collections, templates, functions.

#include "terraform/evaluator.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "terraform/configuration_sample.h"

using namespace lintel;
using namespace lintel::test;

TEST_CASE("literals are what they say") {
    CHECK(evaluated("null") == "absent");  // as good as not written
    CHECK(evaluated("12.50") == "12.50");
    CHECK(evaluated("true") == "true");
    CHECK(evaluated(R"("text")") == "\"text\"");
    CHECK(evaluated(R"([1, "a", null])") == "[1, \"a\", null]");
    CHECK(evaluated(R"({a = 1, "b" = 2})") == "{a: 1, b: 2}");
}

TEST_CASE("arithmetic has a number and its text") {
    CHECK(evaluated("1 + 2 * 3") == "7");
    CHECK(evaluated("(1 - 2) / 4") == "-0.25");
    CHECK(evaluated("7 % 3") == "1");
    CHECK(evaluated("-(1 + 1)") == "-2");
    CHECK(evaluated(R"("8${40 + 3}")") == "\"843\"");
    CHECK(evaluated(R"("2" + 1)") == "3");
}

TEST_CASE("arithmetic that gives no number is unknown") {
    CHECK(evaluated("1 / 0") == "?a division by zero");
    CHECK(evaluated("1 % 0") == "?a division by zero");
    CHECK(evaluated(R"("a" + 1)") == "?an operation on what is no number");
    CHECK(evaluated(R"(-"a")") == "?the negative of what is no number");
    CHECK(evaluated("1e308 * 1e308").starts_with("?"));
}

TEST_CASE("comparisons") {
    CHECK(evaluated("1 < 2") == "true");
    CHECK(evaluated("2 <= 1") == "false");
    CHECK(evaluated("2 > 1 && 2 >= 2") == "true");
    CHECK(evaluated(R"("a" == "a")") == "true");
    CHECK(evaluated(R"("a" != "a")") == "false");
    CHECK(evaluated("[1, 2] == [1, 2]") == "true");
    CHECK(evaluated("null == null") == "true");
    CHECK(evaluated("{a = 1} == {a = 2}") == "false");
}

TEST_CASE("a number equals no text, unless a type that is not written would convert one of them") {
    CHECK(evaluated(R"(1 == "2")") == "false");
    CHECK(evaluated(R"(1 == "1")").starts_with("?"));
}

TEST_CASE("one side can decide for both where the other is not known") {
    constexpr std::string_view open = R"({"variable": {"x": {}}})";
    CHECK(evaluated("false && var.x", open) == "false");
    CHECK(evaluated("var.x && false", open) == "false");
    CHECK(evaluated("var.x || true", open) == "true");
    CHECK(evaluated("var.x || false", open) == "?variable x, which has no default");
    CHECK(evaluated("!var.x", open) == "?variable x, which has no default");
    CHECK(evaluated("!true") == "false");
    CHECK(evaluated(R"(!"a")") == "?the negation of what is no truth value");
}

TEST_CASE("a conditional takes one of its sides") {
    CHECK(evaluated(R"(1 < 2 ? "a" : "b")") == "\"a\"");
    CHECK(evaluated(R"("false" ? "a" : "b")") == "\"b\"");
    CHECK(evaluated(R"(uuid() == "" ? 1 : 2)").starts_with("?"));
}

TEST_CASE("a conditional that may give null may be absent") {
    constexpr std::string_view vpc = R"({"data": {"aws_vpc": {"v": {}}}})";
    CHECK(evaluated("data.aws_vpc.v.default ? null : 1", vpc).starts_with("??"));
    CHECK_FALSE(evaluated("data.aws_vpc.v.default ? 2 : 1", vpc).starts_with("??"));
}

TEST_CASE("items and members") {
    CHECK(evaluated(R"(["a", "b"][1])") == "\"b\"");
    CHECK(evaluated(R"(["a", "b"]["1"])") == "\"b\"");
    CHECK(evaluated("{a = {b = 1}}.a.b") == "1");
    CHECK(evaluated(R"({a = 1}["a"])") == "1");
    CHECK(evaluated(R"(["a"][1])") == "?an item that the list does not have");
    CHECK(evaluated(R"(["a"][-1])") == "?an item that the list does not have");
    CHECK(evaluated(R"(["a"][0.5])") == "?an item that the list does not have");
    CHECK(evaluated("1.a") != "1");
    CHECK(evaluated(R"("a"[0])") == "?an item of what is no collection");
    CHECK(evaluated("{a = 1}[[]]") == "?a key that is no text");
}

TEST_CASE("what an object does not have is an error of Terraform's, and no null") {
    CHECK(evaluated("{a = 1}.b") == "?b, which the object does not have");
    CHECK(evaluated("local.m.b", R"({"locals": {"m": {"a": 1}}})") == "?b, which the object does not have");
    CHECK(evaluated("[{a = null}.a]") == "[null]");
    CHECK(evaluated(R"("text".b)") == "?b, which is asked of what is no object");
}

TEST_CASE("a for makes a list of a list, a map, or a part of them") {
    CHECK(evaluated(R"([for x in ["a", "b"] : upper(x)])") == R"(["A", "B"])");
    CHECK(evaluated(R"([for i, x in ["a", "b"] : "${i}${x}"])") == R"(["0a", "1b"])");
    CHECK(evaluated("[for k, v in {b = 1, a = 2} : k]") == R"(["a", "b"])");
    CHECK(evaluated("[for v in {b = 1, a = 2} : v]") == "[2, 1]");
    CHECK(evaluated("[for x in [1, 2, 3] : x if x != 2]") == "[1, 3]");
    CHECK(evaluated("[for x in [[1, 2], [3]] : [for y in x : y + 1]]") == "[[2, 3], [4]]");
    CHECK(evaluated("[for x in 1 : x]") == "?a for over what is no collection");
}

TEST_CASE("a for makes an object, grouped if asked to") {
    CHECK(evaluated("{for k, v in {a = 1, b = 2} : upper(k) => v + 1}") == "{A: 2, B: 3}");
    CHECK(evaluated("{for x in [1, 2, 3] : x % 2 == 0 ? \"even\" : \"odd\" => x...}") == "{even: [2], odd: [1, 3]}");
    CHECK(evaluated("{for x in [1, 2] : x => x if x > 1}") == "{2: 2}");
}

TEST_CASE("a for over what is not known is not known, and one over what is known in part is known in part") {
    constexpr std::string_view open = R"({"variable": {"x": {}}})";
    CHECK(evaluated("[for y in var.x : y]", open) == "?variable x, which has no default");
    CHECK(evaluated("[for y in [1, var.x] : y]", open) == "[1, ?variable x, which has no default]");
    CHECK(evaluated("[for y in [1, 2] : y if var.x]", open).starts_with("[??"));
    CHECK(evaluated("{for y in [1, 2] : y => 1 if var.x}", open).starts_with("?"));
    CHECK(evaluated("{for y in [1, var.x] : y => 1}", open) == "?an object with a key that is not known");
    CHECK(evaluated("{(var.x) = 1}", open) == "?an object with a key that is not known");
}

TEST_CASE("a splat takes something of each item") {
    CHECK(evaluated("[{a = 1}, {a = 2}][*].a") == "[1, 2]");
    CHECK(evaluated("[{a = [5]}, {a = [6]}][*].a[0]") == "[5, 6]");
    CHECK(evaluated("[{a = 1}].*.a") == "[1]");
    CHECK(evaluated("[[{a = 1}], [{a = 2}]][*][*].a") == "[[1], [2]]");
}

TEST_CASE("a splat over a single value has one item, over null none") {
    CHECK(evaluated("{a = 1}[*].a") == "[1]");
    CHECK(evaluated("\"x\"[*]") == "[\"x\"]");
    CHECK(evaluated("null[*]") == "[]");
    CHECK(evaluated("null[*].a") == "[]");
}

TEST_CASE("names of a for are seen inside of it alone, the inner ones first") {
    CHECK(evaluated("[for x in [1] : [for x in [2] : x]]") == "[[2]]");
    CHECK(evaluated("[[for x in [1] : x], x]") == "[[1], ?x, which is no name that is known here]");
}

TEST_CASE("templates join texts") {
    CHECK(evaluated(R"("a-${1}-${true}-${"b"}")") == "\"a-1-true-b\"");
    CHECK(evaluated(R"("$${a} %%{b}")") == "\"${a} %{b}\"");
}

TEST_CASE("directives of templates choose and repeat") {
    CHECK(evaluated(R"("%{ if 1 < 2 }yes%{ else }no%{ endif }")") == "\"yes\"");
    CHECK(evaluated(R"("a%{ if false }b%{ endif }c")") == "\"ac\"");
    CHECK(evaluated(R"("%{ for x in ["a", "b"] }<${x}>%{ endfor }")") == "\"<a><b>\"");
    CHECK(evaluated(R"("%{ for k, v in {a = 1} }${k}=${v};%{ endfor }")") == "\"a=1;\"");
    CHECK(evaluated(R"("%{ for x in [1, 2] }%{ if x > 1 }${x}%{ endif }%{ endfor }")") == "\"2\"");
}

TEST_CASE("a template with a part that is not known is a text known in part") {
    constexpr std::string_view open = R"({"variable": {"x": {}}})";
    CHECK(evaluated(R"("arn:${var.x}:s3")", open) == "\"arn:~:s3\"");
    CHECK(evaluated(R"("${var.x}${var.x}")", open) == "?variable x, which has no default");
    CHECK(evaluated(R"("a%{ if var.x }b%{ endif }")", open) == "\"a~\"");
    CHECK(evaluated(R"("a%{ for y in var.x }b%{ endfor }")", open) == "\"a~\"");
    CHECK(evaluated(R"("a-${var.x}" == "b")", open) == "false");
    CHECK(evaluated(R"("a-${var.x}" == "a-b")", open).starts_with("?"));
}

TEST_CASE("functions are called with known arguments") {
    CHECK(evaluated(R"(upper("a"))") == "\"A\"");
    CHECK(evaluated(R"(core::upper("a"))") == "\"A\"");
    CHECK(evaluated("max([1, 3, 2]...)") == "3");
    CHECK(evaluated("merge({a = 1}, {b = 2})") == "{a: 1, b: 2}");
    CHECK(evaluated(R"(join(",", [for x in ["a"] : x]))") == "\"a\"");
}

TEST_CASE("a function that cannot be called gives an unknown that says why") {
    CHECK(evaluated("no_such()") == "?the result of no_such()");
    CHECK(evaluated("provider::aws::arn_parse(\"x\")") == "?the result of provider::aws::arn_parse()");
    CHECK(evaluated("upper()") == "?a call of upper() with a wrong number of arguments");
    CHECK(evaluated(R"(upper("a", "b"))") == "?a call of upper() with a wrong number of arguments");
    CHECK(evaluated("max(1...)") == "?arguments that are no list");
    CHECK(evaluated("timestamp()").starts_with("?"));
}

TEST_CASE("a function of what is not known is not known, unless it takes that") {
    constexpr std::string_view open = R"({"variable": {"x": {}}})";
    CHECK(evaluated("upper(var.x)", open) == "?variable x, which has no default");
    CHECK(evaluated("max(var.x...)", open) == "?variable x, which has no default");
    CHECK(evaluated("merge({a = 1}, {b = var.x})", open) == "{a: 1, b: ?variable x, which has no default}");
    CHECK(evaluated("length([var.x, 1])", open) == "2");
}

TEST_CASE("try gives the first that does not fail") {
    constexpr std::string_view some = R"({"locals": {"m": {"a": 1}}, "variable": {"x": {}}})";
    CHECK(evaluated("try(local.m.a, 2)", some) == "1");
    CHECK(evaluated("try(local.m.b, 2)", some) == "2");
    CHECK(evaluated("try(local.m.b.c, local.m.c, 3)", some) == "3");
    CHECK(evaluated(R"(try(local.m["b"], 2))", some) == "2");
    CHECK(evaluated("try([][0], 2)", some) == "2");
    CHECK(evaluated("[try(null, 2)]", some) == "[null]");
    CHECK(evaluated("try([][0])", some) == "?an item that the list does not have");
}

TEST_CASE("try of what may fail or not is not known") {
    CHECK(evaluated("try(var.x.a, 2)", R"({"variable": {"x": {}}})").starts_with("??variable x"));
    CHECK(evaluated("try(timestamp(), 2)").starts_with("?"));
    CHECK(evaluated("try(aws_vpc.elsewhere.id, 2)") == "?aws_vpc.elsewhere, which is not declared here");
}

TEST_CASE("can tells whether something fails, where that is known") {
    constexpr std::string_view some = R"({"locals": {"m": {"a": 1}}, "variable": {"x": {}}})";
    CHECK(evaluated("can(local.m.a)", some) == "true");
    CHECK(evaluated("can(local.m.b)", some) == "false");
    CHECK(evaluated("can([][0])", some) == "false");
    CHECK(evaluated("can(null)", some) == "true");
    CHECK(evaluated("can(var.x.a)", some).starts_with("?"));
}

TEST_CASE("jsonencode keeps its structure, and is a text where one is asked for") {
    CHECK(evaluated("jsonencode({a = [1, null]})") == "{a: [1, null]}");
    CHECK(evaluated(R"("x${jsonencode({b = 1, a = ["q\""]})}")") == R"("x{"a":["q\""],"b":1}")");
    CHECK(evaluated(R"(jsonencode("a"))") == R"(""a"")");
    CHECK(evaluated("jsonencode(null)") == "\"null\"");
    CHECK(evaluated(R"("x${jsonencode({a = var.x})}")", R"({"variable": {"x": {}}})") == R"("x{"a":"~"}")");
}

TEST_CASE("jsondecode takes texts and what jsonencode gave") {
    CHECK(evaluated(R"(jsondecode("{\"a\": [1]}").a[0])") == "1");
    CHECK(evaluated("jsondecode(jsonencode({a = 1})).a") == "1");
    CHECK(evaluated(R"(jsondecode("{"))") == "?a text that is not JSON");
    CHECK(evaluated("jsondecode(var.x)", R"({"variable": {"x": {}}})") == "?variable x, which has no default");
    CHECK(evaluated(R"(jsondecode("{\"a\": \"x${var.x}\"}"))", R"({"variable": {"x": {}}})") == "{a: \"x~\"}");
}

TEST_CASE("JSON that is written as it is holds templates wherever a text stands") {
    constexpr std::string_view nested = R"({"locals": {"x": "v", "m": {"a": ["${local.x}", {"b": "<${local.x}>"}]}}})";
    CHECK(evaluated("local.m", nested) == R"({a: ["v", {b: "<v>"}]})");
    CHECK(evaluated("local.m.a[1].b", nested) == "\"<v>\"");
    CHECK(evaluated("length(local.m.a)", nested) == "2");
}

TEST_CASE("values that JSON can hold and expressions cannot write") {
    constexpr std::string_view written = R"({"locals": {"n": 1e3, "z": null, "t": "\u00e9", "l": []}})";
    CHECK(evaluated("local.n + 1", written) == "1001");
    CHECK(evaluated("[local.z]", written) == "[null]");
    CHECK(evaluated("local.t", written) == "\"\xc3\xa9\"");
    CHECK(evaluated("local.l", written) == "[]");
}
