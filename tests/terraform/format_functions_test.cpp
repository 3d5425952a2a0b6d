#include <doctest/doctest.h>

#include <string>

#include "terraform/function_sample.h"

using lintel::test::called;

namespace {

constexpr auto misfit = "?a format that does not fit its arguments";

}  // namespace

TEST_CASE("format puts values into a text") {
    CHECK(called("format('')") == R"("")");
    CHECK(called("format('100%% successful')") == R"("100% successful")");
    CHECK(called("format('Hello, %s!', 'Ander')") == R"("Hello, Ander!")");
    CHECK(called("format('There are %d lights', 4)") == R"("There are 4 lights")");
    CHECK(called("format('%s %s %s', 1, true, '1.50')") == R"("1 true 1.50")");
    CHECK(called("format('%[2]s %[1]s %s', 'a', 'b')") == R"("b a b")");
    CHECK(called("format('%%%v', false)") == R"("%false")");
}

TEST_CASE("width and precision shape a text") {
    CHECK(called("format('%10s', 'hello')") == R"("     hello")");
    CHECK(called("format('%-10s|', 'hello')") == R"("hello     |")");
    CHECK(called("format('%010s', 'hello')") == R"("00000hello")");
    CHECK(called("format('%4.2s', 'hello')") == R"("  he")");
    CHECK(called("format('%.10s', 'hello')") == R"("hello")");
    CHECK(called("format('%3s', '\u65e5\u672c')") == "\" \u65e5\u672c\"");
    CHECK(called("format('%q', 'Hello\n<\"x\">')") == R"(""Hello\n\u003c\"x\"\u003e"")");
    CHECK(called("format('%.2q', 'hello')") == R"(""he"")");
    CHECK(called("format('%t', 'true')") == R"("true")");
}

TEST_CASE("integers are written in their base") {
    CHECK(called("format('%+d', 10)") == R"("+10")");
    CHECK(called("format('% d', 10)") == R"(" 10")");
    CHECK(called("format('%5d', -10)") == R"("  -10")");
    CHECK(called("format('%-5d|', 10)") == R"("10   |")");
    CHECK(called("format('%05d', -10)") == R"("-0010")");
    CHECK(called("format('%03d', 7)") == R"("007")");
    CHECK(called("format('%.3d', 7)") == R"("007")");
    CHECK(called("format('%b %o %x %X', 5, 9, 254, 254)") == R"("101 11 fe FE")");
    CHECK(called("format('%#x', 254)") == R"("0xfe")");
    CHECK(called("format('%d', '12')") == R"("12")");
    CHECK(called("format('%d', 1e20)") == R"("100000000000000000000")");
}

TEST_CASE("numbers are written with points and exponents") {
    CHECK(called("format('%f', 10)") == R"("10.000000")");
    CHECK(called("format('%.1f', 1.06)") == R"("1.1")");
    CHECK(called("format('%+.2f', -1.5)") == R"("-1.50")");
    CHECK(called("format('%08.3f', 3.14159)") == R"("0003.142")");
    CHECK(called("format('%e', 1000)") == R"("1.000000e+03")");
    CHECK(called("format('%E', 1000)") == R"("1.000000E+03")");
    CHECK(called("format('%g', 1000)") == R"("1000")");
    CHECK(called("format('%G', 1e-23)") == R"("1E-23")");
    CHECK(called("format('%.3g', 3.14159)") == R"("3.14")");
}

TEST_CASE("the default form depends on the value") {
    CHECK(called("format('%v %v %v', 'hello', 2, true)") == R"("hello 2 true")");
    CHECK(called("format('%v', 1000000)") == R"("1e+06")");
    CHECK(called("format('%v', 0)") == R"("0")");
    CHECK(called("format('%v', -2.5)") == R"("-2.5")");
    CHECK(called("format('%v', null)") == R"("null")");
    CHECK(called("format('%v', [1, 'a', null, {b: true}])") == R"("[1,"a",null,{"b":true}]")");
    CHECK(called("format('%v %v', {}, [])") == R"("{} []")");
    CHECK(called("format('%#v', 'hello')") == R"(""hello"")");
    CHECK(called("format('%#v', {b: 1, a: 2})") == R"("{"a":2,"b":1}")");
}

TEST_CASE("format keeps what is known") {
    CHECK(called("format('arn:aws:s3:::%s/*', ?x)") == R"("arn:aws:s3:::~/*")");
    CHECK(called("format('arn:aws:s3:::%s/*', @bucket)") == R"("arn:aws:s3:::~/*")");
    CHECK(called("format('%s-%d-%v', 'a~', ?x, [?y])") == R"("a~-~-~")");
    CHECK(called("format('%5s|', 'a~')") == R"("~|")");
    CHECK(called("format('%s', @bucket)") == "@bucket");
    CHECK(called("format('%s', ??x)") == "?x");
    CHECK(called("format('%s%s', ?x, ?y)") == "?x");
    CHECK(called("format(?x, 'a')") == "?x");
    CHECK(called("format('a~', 'a')") == "?a value known only in part");
    CHECK(called("format('a%s', !'b')") == R"(!"ab")");
}

TEST_CASE("a format and its values have to fit") {
    CHECK(called("format('%s')") == misfit);
    CHECK(called("format('%[3]s', 1, 2)") == misfit);
    CHECK(called("format('%[0]s', 1)") == misfit);
    CHECK(called("format('%[1s', 1)") == misfit);
    CHECK(called("format('%z', 1)") == misfit);
    CHECK(called("format('%', 1)") == misfit);
    CHECK(called("format('%.s', 1)") == misfit);
    CHECK(called("format('none', 1)") == misfit);
    CHECK(called("format('%d', 1, 2)") == misfit);
    CHECK(called("format('%d', 1.5)") == misfit);
    CHECK(called("format('%d', true)") == misfit);
    CHECK(called("format('%d', 'x')") == misfit);
    CHECK(called("format('%t', 'x')") == misfit);
    CHECK(called("format('%s', null)") == misfit);
    CHECK(called("format('%s', [])") == misfit);
    CHECK(called("format('%x', 1e30)") == misfit);
    CHECK(called("format('%99999999999999999999s', 'x')") == misfit);
    CHECK(called("format('%1001s', 'x')") == misfit);
    CHECK(called("format('%.99999d', 1)") == misfit);
    CHECK(called("format(null)") == "?a format that is no text");
    CHECK(called("format([], 1)") == "?a format that is no text");
}

TEST_CASE("formatlist makes a text of each item") {
    CHECK(called("formatlist('Hello, %s!', ['a', 'b'])") == R"(["Hello, a!", "Hello, b!"])");
    CHECK(called("formatlist('%s, %s!', 'Hi', ['a', 'b'])") == R"(["Hi, a!", "Hi, b!"])");
    CHECK(called("formatlist('%s %s', ['a', 'b'], [1, 2])") == R"(["a 1", "b 2"])");
    CHECK(called("formatlist('%s', [])") == "[]");
    CHECK(called("formatlist('x')") == R"(["x"])");
    CHECK(called("formatlist('%s', 'x')") == R"(["x"])");
    CHECK(called("formatlist('%v', null)") == R"(["null"])");
    CHECK(called("formatlist('%s %s', ['a', 'b'], ['c'])") == "?lists of different lengths for formatlist");
    CHECK(called("formatlist('%d', ['a'])") == misfit);
    CHECK(called("formatlist('%s', {})") == misfit);
}

TEST_CASE("formatlist keeps what is known") {
    CHECK(called("formatlist('%s/*', ['a', ?x])") == R"(["a/*", "~/*"])");
    CHECK(called("formatlist('%s/%s', ['a', 'b'], ?x)") == R"(["a/~", "b/~"])");
    CHECK(called("formatlist('%s', [@a, @b])") == "[@a, @b]");
    CHECK(called("formatlist('%s/*', ?x)") == "?x");
    CHECK(called("formatlist('%s/*', ['a', ??x])") == "?x");
    CHECK(called("formatlist(?x, ['a'])") == "?x");
}
