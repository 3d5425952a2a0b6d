#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "terraform/function_sample.h"
#include "terraform/functions.h"

using lintel::test::called;
using lintel::test::FunctionSample;

TEST_CASE("scalars are converted where the language does so") {
    CHECK(called("tostring('hello')") == R"("hello")");
    CHECK(called("tostring(1.50)") == R"("1.5")");
    CHECK(called("tostring(true)") == R"("true")");
    CHECK(called("tostring(null)") == "null");
    CHECK(called("tostring('a~')") == R"("a~")");
    CHECK(called("tostring(@x)") == "@x");
    CHECK(called("tostring([])") == "?an argument of tostring that is no text");
    CHECK(called("tonumber('1.50')") == "1.5");
    CHECK(called("tonumber(1)") == "1");
    CHECK(called("tonumber(null)") == "null");
    CHECK(called("tonumber('no')") == "?an argument of tonumber that is no number");
    CHECK(called("tonumber('')") == "?an argument of tonumber that is no number");
    CHECK(called("tonumber('1e400')") == "?an argument of tonumber that is no number");
    CHECK(called("tonumber('nan')") == "?an argument of tonumber that is no number");
    CHECK(called("tonumber(true)") == "?an argument of tonumber that is no number");
    CHECK(called("tonumber(?x)") == "?x");
    CHECK(called("tobool('true')") == "true");
    CHECK(called("tobool('0')") == "false");
    CHECK(called("tobool(false)") == "false");
    CHECK(called("tobool(null)") == "null");
    CHECK(called("tobool('True')") == "?an argument of tobool that is neither true nor false");
    CHECK(called("tobool(1)") == "?an argument of tobool that is neither true nor false");
    CHECK(called("tobool(?x)") == "?x");
}

TEST_CASE("items of a list become of one type") {
    CHECK(called("tolist(['a', 'b', 3, true])") == R"(["a", "b", "3", "true"])");
    CHECK(called("tolist([1, null])") == "[1, null]");
    CHECK(called("tolist(['a', ?x])") == R"(["a", ?x])");
    CHECK(called("tolist(?x)") == "?x");
    CHECK(called("tolist(null)") == "null");
    CHECK(called("tolist({})") == "?an argument of tolist that is no list");
    CHECK(called("tomap({b: 'x', a: 1})") == R"({a: "1", b: "x"})");
    CHECK(called("tomap({b: 'x', a: [1]})") == R"({b: "x", a: [1]})");
    CHECK(called("tomap({b: ?x})") == "{b: ?x}");
    CHECK(called("tomap(@x)") == "@x");
    CHECK(called("tomap([])") == "?an argument of tomap that is no map");
}

TEST_CASE("sets have their items sorted and once") {
    CHECK(called("toset(['c', 'b', 'b', 3])") == R"(["3", "b", "c"])");
    CHECK(called("toset([true, false, true])") == "[false, true]");
    CHECK(called("toset([3, 20, 3])") == "[3, 20]");
    CHECK(called("toset(['b', ?x])") == R"([??x, "b"])");
    CHECK(called("toset([?x])") == "[?x]");
    CHECK(called("toset([@a, @b])") == "[@?a, @?b]");
    CHECK(called("toset(['~-b', '~-a'])") == R"(["~-a", "~-b"])");
    CHECK(called("toset([{a: 1}, {a: 1}])") == "[{a: 1}]");
    CHECK(called("toset(?x)") == "?x");
    CHECK(called("toset(null)") == "null");
    CHECK(called("toset('a')") == "?an argument of toset that is no list");
    CHECK(called("toset([!'a'])") == R"([!"a"])");
}

TEST_CASE("secrets are marked all the way down") {
    CHECK(called("sensitive('a')") == R"(!"a")");
    CHECK(called("sensitive(['a', {k: 1}])") == R"(![!"a", !{k: !1}])");
    CHECK(called("sensitive(@x)") == "!@x");
    CHECK(called("sensitive(null)") == "!null");
    CHECK(called("nonsensitive(!'a')") == R"("a")");
    CHECK(called("nonsensitive('a~')") == R"("a~")");
    CHECK(called("issensitive(!'a')") == "true");
    CHECK(called("issensitive(?x)") == "false");
    CHECK(called("ephemeralasnull(['a', ?x])") == R"(["a", ?x])");
}

TEST_CASE("functions are found by name") {
    for (const char* name :
         {"abs", "zipmap", "cidrsubnet", "format", "regexall", "setunion", "tostring", "csvdecode"}) {
        CAPTURE(name);
        REQUIRE(lintel::terraform_function(name) != nullptr);
        CHECK(lintel::terraform_function(name)->name == name);
    }
    for (const char* name : {"", "Abs", "uuid", "timestamp", "bcrypt", "file", "jsonencode", "try", "zz"}) {
        CAPTURE(name);
        CHECK(lintel::terraform_function(name) == nullptr);
    }
}

TEST_CASE("values nested too deeply end nothing") {
    FunctionSample sample;
    const std::string nested = std::string(2000, '[') + "'a'" + std::string(2000, ']');
    CHECK(sample.told("flatten(" + nested + ")") == "?a list that is too large to flatten");
    CHECK(sample.told("tostring(" + nested + ")") == "?an argument of tostring that is no text");
    CHECK(sample.told("contains([" + nested + "], " + nested + ")").starts_with("!?"));
    CHECK(sample.told("format('%v', " + nested + ")").starts_with("!?"));
}
