#include <doctest/doctest.h>

#include <string>

#include "terraform/function_sample.h"

using lintel::test::called;

TEST_CASE("regex gives the match, or its groups") {
    CHECK(called("regex('[a-z]+', '53453453.345345aaabbbccc23454')") == R"("aaabbbccc")");
    CHECK(called("regex('([0-9]+)-([a-z]+)(x)?', '2019-ab')") == R"(["2019", "ab", null])");
    CHECK(called("regex('(?P<year>[0-9]+)-(?P<month>[0-9]+)', '2019-02')") == R"({month: "02", year: "2019"})");
    CHECK(called("regex('^$', '')") == R"("")");
    CHECK(called("regex('(a)?', '')") == "[null]");
}

TEST_CASE("regex is unknown without a match or a pattern") {
    CHECK(called("regex('[0-9]', 'abc')") == "?a regular expression that matches nothing");
    CHECK(called("regex('(', 'abc')") == "?a regular expression that cannot be read");
    CHECK(called("regex('((a{100}){100}){100}', 'abc')") == "?a regular expression that cannot be read");
    CHECK(called("regex('" + std::string(2001, 'a') + "', 'abc')") == "?a regular expression that cannot be read");
    CHECK(called("regex('(?P<a>x)(y)', 'xy')") == "?a regular expression of which some groups have names");
    CHECK(called("regex(null, 'a')") == "?an argument that is no text");
    CHECK(called("regex('a', [])") == "?an argument that is no text");
    CHECK(called("regex('a', ?x)") == "?x");
    CHECK(called("regex('a', 'a~')") == "?a value known only in part");
}

TEST_CASE("regexall gives all matches") {
    CHECK(called("regexall('[a-z]+', '1234abcd5678efgh9')") == R"(["abcd", "efgh"])");
    CHECK(called("regexall('[a-z]+', '123456789')") == "[]");
    CHECK(called("regexall('([a-z])([0-9])', 'a1b2')") == R"([["a", "1"], ["b", "2"]])");
    CHECK(called("regexall('a*', 'baac')") == R"(["", "aa", ""])");
    CHECK(called("regexall('', '\u00e9a')") == R"(["", "", ""])");
    CHECK(called("regexall('^a', 'aaa')") == R"(["a"])");
    CHECK(called("regexall('a', !'aa')") == R"(!["a", "a"])");
}

TEST_CASE("replace changes each occurrence") {
    CHECK(called("replace('1 + 2 + 3', '+', '-')") == R"("1 - 2 - 3")");
    CHECK(called("replace('aaa', 'aa', 'b')") == R"("ba")");
    CHECK(called("replace('abc', '', '-')") == R"("-a-b-c-")");
    CHECK(called("replace('a/b', '/', '')") == R"("ab")");
    CHECK(called("replace(101, 0, 'x')") == R"("1x1")");
}

TEST_CASE("replace between slashes is a pattern") {
    CHECK(called("replace('hello world', '/w.*d/', 'everybody')") == R"("hello everybody")");
    CHECK(called("replace('ab', '/(a)(b)/', '$2-$1')") == R"("b-a")");
    CHECK(called("replace('ab', '/(?P<x>a)/', '${x}$$1')") == R"("a$1b")");
    CHECK(called("replace('ab', '/(a)/', '$1x')") == R"("b")");
    CHECK(called("replace('ab', '/(a)/', '${1}x')") == R"("axb")");
    CHECK(called("replace('ab', '/a/', '$9 $ ${')") == R"(" $ ${b")");
    CHECK(called("replace('baac', '/a*/', 'x')") == R"("xbxcx")");
    CHECK(called("replace('', '/^/', 'x')") == R"("x")");
    CHECK(called("replace('a', '/(/', 'x')") == "?a regular expression that cannot be read");
    CHECK(called("replace('ab', '//', '-')") == R"("-a-b-")");
}

TEST_CASE("replace keeps what is known where no match can reach into a hole") {
    CHECK(called("replace('a_b_~_c', '_', '-')") == R"("a-b-~-c")");
    CHECK(called("replace('a~', 'a', '')") == "?a value known only in part");
    CHECK(called("replace('a_~', '__', '-')") == "?a value known only in part");
    CHECK(called("replace('a_~', '/_/', '-')") == "?a value known only in part");
    CHECK(called("replace(?x, '_', '-')") == "?x");
    CHECK(called("replace('a', ?x, '-')") == "?x");
    CHECK(called("replace(null, 'a', '-')") == "?an argument that is no text");
}

TEST_CASE("replace makes no text of more than 1 MiB, and ends when it costs too much") {
    const std::string text(2000, 'a');
    CHECK(called("replace('" + text + "', 'a', '" + text + "')") == "?a text of more than 1 MiB");
    CHECK(called("replace('" + text + "', '/a/', '" + text + "')") == "?a text of more than 1 MiB");
    const std::string long_text(200'000, 'a');
    CHECK(called("regexall('a.*b|a', '" + long_text + "')") == "?a function that takes too many steps to evaluate");
}
