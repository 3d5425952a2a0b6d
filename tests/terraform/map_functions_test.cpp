#include <doctest/doctest.h>

#include "terraform/function_sample.h"

using lintel::test::called;

TEST_CASE("keys and values go in the order of the keys") {
    CHECK(called("keys({b: 1, a: 2})") == R"(["a", "b"])");
    CHECK(called("keys({b: ?x, a: !2})") == R"(["a", "b"])");
    CHECK(called("keys({b: ??x})") == "?x");
    CHECK(called("keys(!{a: 1})") == R"(!["a"])");
    CHECK(called("keys(?x)") == "?x");
    CHECK(called("keys([])") == "?an argument that is no map");
    CHECK(called("keys(null)") == "?an argument that is no map");
    CHECK(called("values({b: 1, a: ?x})") == "[?x, 1]");
    CHECK(called("values({b: 1, a: ??x})") == "[??x, 1]");
    CHECK(called("values(!{a: 1})") == "![!1]");
    CHECK(called("values(@x)") == "@x");
    CHECK(called("values('a')") == "?an argument that is no map");
}

TEST_CASE("lookup hands on a member or the default") {
    CHECK(called("lookup({a: 'ay', b: 'bee'}, 'a', 'what?')") == R"("ay")");
    CHECK(called("lookup({a: 'ay'}, 'c', 'what?')") == R"("what?")");
    CHECK(called("lookup({a: ?x}, 'a', 'y')") == "?x");
    CHECK(called("lookup({a: @x}, 'a', 'y')") == "@x");
    CHECK(called("lookup({a: null}, 'a', 'y')") == "null");
    CHECK(called("lookup({a: 1}, ?x, 'y')") == "?x");
    CHECK(called("lookup(?x, 'a', 'y')") == "??x");
    CHECK(called("lookup({a: 1}, 'b', ?y)") == "?y");
    CHECK(called("lookup(!{a: 1}, 'b', 2)") == "!2");
    CHECK(called("lookup({a: 1}, 'a', !2)") == "1");
    CHECK(called("lookup({a: 1}, 'b')") == "?a key that lookup does not find");
    CHECK(called("lookup([1], 'b', 2)") == "?an argument of lookup that it does not take");
    CHECK(called("lookup({a: 1}, null, 2)") == "?an argument of lookup that it does not take");
}

TEST_CASE("merge puts later maps over earlier ones") {
    CHECK(called("merge({a: 'b', c: 'd'}, {e: 'f', c: 'z'})") == R"({a: "b", c: "z", e: "f"})");
    CHECK(called("merge()") == "{}");
    CHECK(called("merge({a: 1}, null)") == "{a: 1}");
    CHECK(called("merge({a: 1}, {b: ?x})") == "{a: 1, b: ?x}");
    CHECK(called("merge({a: 1}, ?x)") == "?x");
    CHECK(called("merge(?x)") == "?x");
    CHECK(called("merge(!{a: 1}, {b: 2})") == "!{a: !1, b: 2}");
    CHECK(called("merge({a: 1}, [])") == "?an argument that is no map");
}

TEST_CASE("zipmap pairs keys with values") {
    CHECK(called("zipmap(['b', 'a'], [1, 2])") == "{a: 2, b: 1}");
    CHECK(called("zipmap(['a', 'a'], [1, 2])") == "{a: 2}");
    CHECK(called("zipmap([], [])") == "{}");
    CHECK(called("zipmap([1], ['x'])") == R"({1: "x"})");
    CHECK(called("zipmap(['a', 'b'], [?x, 2])") == "{a: ?x, b: 2}");
    CHECK(called("zipmap(['a', 'b'], ?x)") == "{a: ??x, b: ??x}");
    CHECK(called("zipmap(['a', ?x], [1, 2])") == "?x");
    CHECK(called("zipmap(?x, [1])") == "?x");
    CHECK(called("zipmap(['a'], [1, 2])") == "?arguments of zipmap that do not fit one another");
    CHECK(called("zipmap([null], [1])") == "?arguments of zipmap that do not fit one another");
    CHECK(called("zipmap('a', [1])") == "?arguments of zipmap that do not fit one another");
}

TEST_CASE("transpose swaps keys and values") {
    CHECK(called("transpose({a: ['1', '2'], b: ['2', '3']})") == R"({1: ["a"], 2: ["a", "b"], 3: ["b"]})");
    CHECK(called("transpose({})") == "{}");
    CHECK(called("transpose({a: 'x'})") == "?an argument of transpose that is no map of lists");
    CHECK(called("transpose({a: [null]})") == "?an argument of transpose that is no map of lists");
    CHECK(called("transpose([])") == "?an argument of transpose that is no map of lists");
}
