#include <doctest/doctest.h>

#include <string>

#include "terraform/function_sample.h"

using lintel::test::called;
using lintel::test::FunctionSample;

TEST_CASE("join puts texts between separators") {
    CHECK(called("join(', ', ['a', 'b', 'c'])") == R"("a, b, c")");
    CHECK(called("join('-', ['a'], ['b', 2], [true])") == R"("a-b-2-true")");
    CHECK(called("join(',', [])") == R"("")");
    CHECK(called("join(',')") == R"("")");
    CHECK(called("join('', ['a', '', 'b'])") == R"("ab")");
    CHECK(called("join(1, ['a', 'b'])") == R"("a1b")");
}

TEST_CASE("join keeps what is known") {
    CHECK(called("join(',', ['a', ?x])") == R"("a,~")");
    CHECK(called("join(',', ['a', 'b~', 'c'])") == R"("a,b~,c")");
    CHECK(called("join(',', ['a', ??x, 'b'])") == R"("a~,b")");
    CHECK(called("join(',', [??x, 'b'])") == R"("~b")");
    CHECK(called("join(',', ['a'], ?x)") == R"("a~")");
    CHECK(called("join(',', ?x)") == "?x");
    CHECK(called("join(?x, ['a', 'b'])") == "?x");
    CHECK(called("join('~', ['a', 'b'])") == "?a value known only in part");
    CHECK(called("join('', [??x, ??y])") == "?x");
}

TEST_CASE("the join of one reference is that reference") {
    CHECK(called("join('', [@bucket])") == "@bucket");
    CHECK(called("join('', @bucket)") == "@bucket");
    CHECK(called("join('', [@bucket, '/x'])") == R"("~/x")");
}

TEST_CASE("join takes lists of texts only") {
    CHECK(called("join(',', 'a')") == "?an argument of join that is no list");
    CHECK(called("join(',', null)") == "?an argument of join that is no list");
    CHECK(called("join(',', ['a', null])") == "?an item of join that is no text");
    CHECK(called("join(',', ['a', []])") == "?an item of join that is no text");
    CHECK(called("join(null, ['a'])") == "?a separator of join that is no text");
}

TEST_CASE("a text made of a secret is a secret") {
    CHECK(called("join(',', ['a', !'b'])") == R"(!"a,b")");
    CHECK(called("join(',', !['a', 'b'])") == R"(!"a,b")");
    CHECK(called("upper(!'b')") == R"(!"B")");
    CHECK(called("upper(!?x)") == "!?x");
    CHECK(called("split(',', !'a,b')") == R"(!["a", "b"])");
}

TEST_CASE("texts are longer than 1 MiB nowhere") {
    FunctionSample sample;
    const std::string long_text(600'000, 'x');
    CHECK(sample.told("join('', ['" + long_text + "', '" + long_text + "'])") == "?a text of more than 1 MiB");
    CHECK(sample.told("indent(1000000000000, 'x')") == "?a text of more than 1 MiB");
    CHECK(sample.told("indent(1000000, 'a\nb\nc')") == "?a text of more than 1 MiB");
}

TEST_CASE("what costs too much is unknown") {
    FunctionSample sample;
    while (sample.env().step(100)) {
    }
    CHECK(sample.told("upper('x')") == "?a function that takes too many steps to evaluate");
    CHECK(sample.told("concat(['x'])") == "?a function that takes too many steps to evaluate");
    CHECK(sample.told("coalesce('x')") == "?a function that takes too many steps to evaluate");
}

TEST_CASE("letters change their case, also around holes") {
    CHECK(called("lower('HELLO 1')") == R"("hello 1")");
    CHECK(called("upper('hello~')") == R"("HELLO~")");
    CHECK(called("upper(true)") == R"("TRUE")");
    CHECK(called("title('hello big-wide world2go')") == R"("Hello Big-Wide World2go")");
    CHECK(called("lower(?x)") == "?x");
    CHECK(called("lower(@bucket)") == "@bucket");
    CHECK(called("lower(null)") == "?an argument that is no text");
    CHECK(called("lower(['A'])") == "?an argument that is no text");
    CHECK(called("upper('stra\u00dfe')") == "?a text with letters beyond ASCII");
    CHECK(called("title('\u00e9t\u00e9')") == "?a text with letters beyond ASCII");
}

TEST_CASE("white space and line ends are trimmed") {
    CHECK(called("trimspace('  hello \n\n')") == R"("hello")");
    CHECK(called("trimspace('\u00a0\u2003hello\u3000')") == R"("hello")");
    CHECK(called("trimspace('   ')") == R"("")");
    CHECK(called("trimspace(?x)") == "?x");
    CHECK(called("chomp('hello\r\n\n')") == R"("hello")");
    CHECK(called("chomp('hello ')") == R"("hello ")");
    CHECK(called("chomp('\n')") == R"("")");
}

TEST_CASE("a hole at an end takes in the white space beside it") {
    CHECK(called("trimspace(' a ~ b ')") == R"("a ~ b")");
    CHECK(called("trimspace(' ~ b')") == R"("~b")");
    CHECK(called("trimspace('a ~ ')") == R"("a~")");
    CHECK(called("trimspace('~ ~ a')") == R"("~a")");
}

TEST_CASE("trim takes characters of a set away") {
    CHECK(called("trim('?!hello?!', '!?')") == R"("hello")");
    CHECK(called("trim('foobar', 'far')") == R"("oob")");
    CHECK(called("trim('\u00e9a\u00e8', '\u00e9')") == "\"a\u00e8\"");
    CHECK(called("trim('aaa', 'a')") == R"("")");
    CHECK(called("trim('aaa', '')") == R"("aaa")");
    CHECK(called("trim(?x, 'a')") == "?x");
}

TEST_CASE("prefixes and suffixes are trimmed where that is decided") {
    CHECK(called("trimprefix('helloworld', 'hello')") == R"("world")");
    CHECK(called("trimprefix('helloworld', 'cat')") == R"("helloworld")");
    CHECK(called("trimprefix('hello~', 'he')") == R"("llo~")");
    CHECK(called("trimprefix('hello~', 'hello~')") == "?a value known only in part");
    CHECK(called("trimprefix('he~', 'hello')") == "?a value known only in part");
    CHECK(called("trimprefix('he~', 'x')") == R"("he~")");
    CHECK(called("trimsuffix('helloworld', 'world')") == R"("hello")");
    CHECK(called("trimsuffix('~:*', ':*')") == "?a value known only in part");
    CHECK(called("trimsuffix('a~:*', ':*')") == R"("a~")");
    CHECK(called("trimsuffix(@log, ':*')") == "@log");
    CHECK(called("trimsuffix(?x, null)") == "?x");
    CHECK(called("trimsuffix('x', ?y)") == "?y");
    CHECK(called("trimsuffix(null, 'x')") == "?an argument that is no text");
}

TEST_CASE("prefixes, suffixes and parts are told as far as known") {
    CHECK(called("startswith('hello world', 'hello')") == "true");
    CHECK(called("startswith('hello world', 'world')") == "false");
    CHECK(called("startswith('arn:~', 'arn:')") == "true");
    CHECK(called("startswith('arn:~', 'http')") == "false");
    CHECK(called("startswith('arn:~', 'arn:aws')") == "?a value known only in part");
    CHECK(called("startswith(?x, 'arn')") == "?x");
    CHECK(called("startswith('x', ?y)") == "?y");
    CHECK(called("startswith('x', null)") == "?an argument that is no text");
    CHECK(called("endswith('hello world', 'world')") == "true");
    CHECK(called("endswith('~/x', '/x')") == "true");
    CHECK(called("endswith('~/x', '/y')") == "false");
    CHECK(called("endswith('~/x', 'a/x')") == "?a value known only in part");
    CHECK(called("strcontains('hello world', 'wor')") == "true");
    CHECK(called("strcontains('hello world', 'x')") == "false");
    CHECK(called("strcontains('he~', 'e')") == "true");
    CHECK(called("strcontains('he~', 'x')") == "?a value known only in part");
}

TEST_CASE("indent leaves the first line alone") {
    CHECK(called("indent(2, 'a\nb\n\nc')") == "\"a\n  b\n  \n  c\"");
    CHECK(called("indent(0, 'a\nb')") == "\"a\nb\"");
    CHECK(called("indent(-1, 'a')") == "?an argument of indent that it does not take");
    CHECK(called("indent(1.5, 'a')") == "?an argument of indent that it does not take");
    CHECK(called("indent(1, null)") == "?an argument of indent that it does not take");
}

TEST_CASE("split parts a text") {
    CHECK(called("split(',', 'foo,bar,')") == R"(["foo", "bar", ""])");
    CHECK(called("split(',', '')") == R"([""])");
    CHECK(called("split('', 'a\u00e9')") == "[\"a\", \"\u00e9\"]");
    CHECK(called("split('ab', 'xabyab')") == R"(["x", "y", ""])");
    CHECK(called("split(',', 'a,~')") == "?a value known only in part");
    CHECK(called("split(',', ?x)") == "?x");
    CHECK(called("split(',', null)") == "?an argument that is no text");
    CHECK(called("split(',', '" + std::string(10'000, ',') + "')") == "?a list of more than 10,000 items");
}

TEST_CASE("characters are counted as they are seen") {
    CHECK(called("strrev('hello')") == R"("olleh")");
    CHECK(called("strrev('\u00e9\u65e5a')") == "\"a\u65e5\u00e9\"");
    CHECK(called("strrev('a\r\nb')") == "\"b\r\na\"");
    CHECK(called("strrev('e\u0301')") == "?a text whose characters need the tables of Unicode");
    CHECK(called("substr('hello world', 1, 4)") == R"("ello")");
    CHECK(called("substr('hello world', -5, -1)") == R"("world")");
    CHECK(called("substr('hello world', 6, 10)") == R"("world")");
    CHECK(called("substr('hello world', 6, -1)") == R"("world")");
    CHECK(called("substr('hello', 9, 1)") == R"("")");
    CHECK(called("substr('hello', 0, 0)") == R"("")");
    CHECK(called("substr('hello', -100, 2)") == R"("he")");
    CHECK(called("substr('h\u00e9llo', 1, 1)") == "\"\u00e9\"");
    CHECK(called("substr('hello', 9007199254740992, 9007199254740992)") == R"("")");
    CHECK(called("substr('hello', 1e300, 1)") == "?an argument of substr that it does not take");
    CHECK(called("substr('hello', 0.5, 1)") == "?an argument of substr that it does not take");
    CHECK(called("substr(?x, 0, 1)") == "?x");
}

TEST_CASE("a number as a text has no exponent") {
    CHECK(called("upper(1e3)") == R"("1000")");
    CHECK(called("upper(1.50)") == R"("1.5")");
    CHECK(called("upper(-0.25)") == R"("-0.25")");
    CHECK(called("upper(12345678901234567890)") == R"("12345678901234567890")");
    CHECK(called("upper(007)") == R"("7")");
}
