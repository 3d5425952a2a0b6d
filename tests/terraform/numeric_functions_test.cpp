#include <doctest/doctest.h>

#include "terraform/function_sample.h"

using lintel::test::called;

TEST_CASE("numbers are rounded, compared and raised") {
    CHECK(called("abs(-12.5)") == "12.5");
    CHECK(called("abs(0)") == "0");
    CHECK(called("ceil(5.1)") == "6");
    CHECK(called("ceil(-0.5)") == "0");
    CHECK(called("floor(4.9)") == "4");
    CHECK(called("floor(-0.5)") == "-1");
    CHECK(called("log(50, 10)").substr(0, 6) == "1.6989");
    CHECK(called("log(16, 2)") == "4");
    CHECK(called("max(12, 54, 3)") == "54");
    CHECK(called("max(1)") == "1");
    CHECK(called("min(12, 54, 3)") == "3");
    CHECK(called("pow(3, 2)") == "9");
    CHECK(called("pow(4, 0)") == "1");
    CHECK(called("signum(-13)") == "-1");
    CHECK(called("signum(0)") == "0");
    CHECK(called("signum(344)") == "1");
    CHECK(called("sum([10, 13, 6, 4.5])") == "33.5");
}

TEST_CASE("texts count as the numbers that they are") {
    CHECK(called("abs('-1')") == "1");
    CHECK(called("max('10', 9)") == "10");
    CHECK(called("sum(['1', 2])") == "3");
}

TEST_CASE("numbers have texts without exponents") {
    CHECK(called("pow(10, 20)") == "100000000000000000000");
    CHECK(called("pow(10, -7)") == "0.0000001");
    CHECK(called("abs(123456789012)") == "123456789012");
}

TEST_CASE("what is no number, or none that is finite, is unknown") {
    CHECK(called("abs('x')") == "?an argument that is no number");
    CHECK(called("abs(null)") == "?an argument that is no number");
    CHECK(called("abs(true)") == "?an argument that is no number");
    CHECK(called("abs([1])") == "?an argument that is no number");
    CHECK(called("max(1, 'x')") == "?an argument that is no number");
    CHECK(called("log(0, 10)") == "?a number that is not finite");
    CHECK(called("log(-1, 10)") == "?a number that is not finite");
    CHECK(called("log(10, 1)") == "?a number that is not finite");
    CHECK(called("pow(10, 1000)") == "?a number that is not finite");
    CHECK(called("sum([])") == "?an argument of sum that is no list of numbers");
    CHECK(called("sum([1, null])") == "?an argument of sum that is no list of numbers");
    CHECK(called("sum(1)") == "?an argument of sum that is no list");
    CHECK(called("sum([1, ?x])") == "?x");
    CHECK(called("max(1, ?x)") == "?x");
}

TEST_CASE("parseint reads integers of any base") {
    CHECK(called("parseint('100', 10)") == "100");
    CHECK(called("parseint('FF', 16)") == "255");
    CHECK(called("parseint('ff', 16)") == "255");
    CHECK(called("parseint('-10', 16)") == "-16");
    CHECK(called("parseint('+7', 8)") == "7");
    CHECK(called("parseint('1011111011101111', 2)") == "48879");
    CHECK(called("parseint('aA', 62)") == "656");
    CHECK(called("parseint('9007199254740992', 10)") == "9007199254740992");
}

TEST_CASE("parseint takes no other text") {
    constexpr auto cause = "?an argument of parseint that is no integer of its base";
    CHECK(called("parseint('', 10)") == cause);
    CHECK(called("parseint('-', 10)") == cause);
    CHECK(called("parseint('12', 2)") == cause);
    CHECK(called("parseint('1.5', 10)") == cause);
    CHECK(called("parseint('1', 1)") == cause);
    CHECK(called("parseint('1', 63)") == cause);
    CHECK(called("parseint('1', 10.5)") == cause);
    CHECK(called("parseint([], 10)") == cause);
    CHECK(called("parseint('99999999999999999999999999', 10)") == "?a number that is too large");
}

TEST_CASE("a number made of a secret is a secret") {
    CHECK(called("max(1, !2)") == "!2");
    CHECK(called("sum([1, !2])") == "!3");
}
