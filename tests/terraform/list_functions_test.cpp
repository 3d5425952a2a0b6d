#include <doctest/doctest.h>

#include <string>

#include "terraform/function_sample.h"

using lintel::test::called;

TEST_CASE("alltrue and anytrue go by what is known") {
    CHECK(called("alltrue(['true', true])") == "true");
    CHECK(called("alltrue([true, false])") == "false");
    CHECK(called("alltrue([])") == "true");
    CHECK(called("alltrue([true, null])") == "false");
    CHECK(called("alltrue([?x, false])") == "false");
    CHECK(called("alltrue([?x, true])") == "?x");
    CHECK(called("alltrue(?x)") == "?x");
    CHECK(called("alltrue(['y'])") == "?an item that is neither true nor false");
    CHECK(called("alltrue(true)") == "?an argument that is no list");
    CHECK(called("anytrue([false, 'true'])") == "true");
    CHECK(called("anytrue([])") == "false");
    CHECK(called("anytrue([null, true])") == "true");
    CHECK(called("anytrue([?x, true])") == "true");
    CHECK(called("anytrue([?x, false])") == "?x");
}

TEST_CASE("contains goes by what is known") {
    CHECK(called("contains(['a', 'b'], 'a')") == "true");
    CHECK(called("contains(['a', 'b'], 'd')") == "false");
    CHECK(called("contains([], 'd')") == "false");
    CHECK(called("contains([?x, 'a'], 'a')") == "true");
    CHECK(called("contains(['b', ?x], 'a')") == "?x");
    CHECK(called("contains(['b~'], 'a')") == "false");
    CHECK(called("contains(['b~'], 'bc')") == "?a value known only in part");
    CHECK(called("contains(['a~', '~b'], 'c~')") == "?a value known only in part");
    CHECK(called("contains(['a~'], 'b~')") == "false");
    CHECK(called("contains(['a'], ?x)") == "?x");
    CHECK(called("contains(?x, 'a')") == "?x");
    CHECK(called("contains([[1], {a: 1}], {a: 1})") == "true");
    CHECK(called("contains([[1], {a: 1}], [2])") == "false");
    CHECK(called("contains([{a: 1}], {a: 1, b: 2})") == "false");
    CHECK(called("contains([{a: ?x}], {a: 1})") == "?x");
    CHECK(called("contains([null], null)") == "true");
    CHECK(called("contains([1], 1.0)") == "true");
    CHECK(called("contains([1], '1')") == "?a comparison of values of different types");
    CHECK(called("contains([1], '2')") == "false");
    CHECK(called("contains('a', 'a')") == "?an argument that is no list");
    CHECK(called("contains(null, 'a')") == "?an argument that is no list");
}

TEST_CASE("coalesce hands on the first that says something") {
    CHECK(called("coalesce(null, '', 'b', 'c')") == R"("b")");
    CHECK(called("coalesce(null, 0, 1)") == "0");
    CHECK(called("coalesce(false, true)") == "false");
    CHECK(called("coalesce(null, [], [1])") == "[]");
    CHECK(called("coalesce(null, '')") == "?arguments of coalesce that are all null or empty");
    CHECK(called("coalesce('a', ?x)") == R"("a")");
    CHECK(called("coalesce('a~', 'b')") == R"("a~")");
    CHECK(called("coalesce('~', 'b')") == "?a value known only in part");
    CHECK(called("coalesce(?x, 'b')") == "?x");
    CHECK(called("coalesce(??x, 'b')") == "?x");
    CHECK(called("coalesce(@bucket, 'b')") == "@bucket");
    CHECK(called("coalesce(null, ??x)") == "?x");
    CHECK(called("coalesce(!'a', 'b')") == R"(!"a")");
    CHECK(called("coalesce('a', !'b')") == R"("a")");
}

TEST_CASE("coalescelist hands on the first list with items") {
    CHECK(called("coalescelist([], null, ['c', 'd'])") == R"(["c", "d"])");
    CHECK(called("coalescelist([?x], ['c'])") == "[?x]");
    CHECK(called("coalescelist([??x], ['c'])") == "?x");
    CHECK(called("coalescelist(?x, ['c'])") == "?x");
    CHECK(called("coalescelist([], [])") == "?arguments of coalescelist that are all empty");
    CHECK(called("coalescelist('a')") == "?an argument that is no list");
}

TEST_CASE("element wraps around") {
    CHECK(called("element(['a', 'b', 'c'], 1)") == R"("b")");
    CHECK(called("element(['a', 'b', 'c'], 3)") == R"("a")");
    CHECK(called("element(['a', 'b', 'c'], -1)") == R"("c")");
    CHECK(called("element(['a', 'b', 'c'], -4)") == R"("c")");
    CHECK(called("element(['a', ?x], 1)") == "?x");
    CHECK(called("element(['a', ?x], 0)") == R"("a")");
    CHECK(called("element(['a', ??x], 0)") == R"("a")");
    CHECK(called("element(['a', ??x], 1)") == "?x");
    CHECK(called("element(['a', ??x], -1)") == "?x");
    CHECK(called("element(?x, 0)") == "??x");
    CHECK(called("element(@subnets, 0)") == "@subnets");
    CHECK(called("element(['a'], ?x)") == "?x");
    CHECK(called("element(!['a'], 0)") == R"(!"a")");
    CHECK(called("element([!'a', 'b'], 1)") == R"("b")");
    CHECK(called("element([], 0)") == "?an item of an empty list");
    CHECK(called("element(['a'], 0.5)") == "?an argument of element that it does not take");
    CHECK(called("element(['a'], 1e300)") == "?an argument of element that it does not take");
    CHECK(called("element({a: 1}, 0)") == "?an argument of element that it does not take");
}

TEST_CASE("one gives the only item, or null") {
    CHECK(called("one([])") == "null");
    CHECK(called("one(['a'])") == R"("a")");
    CHECK(called("one(['a', 'b'])") == "?a list of more than one item, for one");
    CHECK(called("one([??x])") == "??x");
    CHECK(called("one(?x)") == "??x");
    CHECK(called("one(@x)") == "@?x");
    CHECK(called("one(null)") == "?an argument that is no list");
}

TEST_CASE("index finds an item") {
    CHECK(called("index(['a', 'b', 'c', 'b'], 'b')") == "1");
    CHECK(called("index(['a'], 'b')") == "?an item that index does not find");
    CHECK(called("index(['a', ?x], 'a')") == "?x");
    CHECK(called("index({}, 'a')") == "?an argument that is no list");
}

TEST_CASE("length counts what is sure to be there") {
    CHECK(called("length([])") == "0");
    CHECK(called("length(['a', null])") == "2");
    CHECK(called("length([?x, 'a'])") == "2");
    CHECK(called("length([??x, 'a'])") == "?x");
    CHECK(called("length({a: 1, b: ?x})") == "2");
    CHECK(called("length({a: ??x})") == "?x");
    CHECK(called("length('hello')") == "5");
    CHECK(called("length('\u65e5\u672c')") == "2");
    CHECK(called("length('a~')") == "?a value known only in part");
    CHECK(called("length('\U0001F469\u200D\U0001F680')") == "?a text whose characters need the tables of Unicode");
    CHECK(called("length(?x)") == "?x");
    CHECK(called("length(null)") == "?an argument of length that has none");
    CHECK(called("length(5)") == "?an argument of length that has none");
    CHECK(called("length([!'a'])") == "1");
}

TEST_CASE("concat joins lists") {
    CHECK(called("concat(['a'], [1, null], [])") == R"(["a", 1, null])");
    CHECK(called("concat(['a'], ?x)") == R"(["a", ??x])");
    CHECK(called("concat(?x)") == "?x");
    CHECK(called("concat(['a'], @x)") == R"(["a", @x])");
    CHECK(called("concat(['a'], 'b')") == "?an argument that is no list");
    CHECK(called("concat(['a'], null)") == "?an argument that is no list");
    CHECK(called("concat([!'a'], ['b'])") == R"([!"a", "b"])");
    CHECK(called("concat(!['a'], ['b'])") == R"(![!"a", "b"])");
}

TEST_CASE("lists of more than 10,000 items are unknown") {
    std::string items = "['a'";
    for (int i = 0; i < 6000; ++i) items += ",'a'";
    items += ']';
    CHECK(called("concat(" + items + ", " + items + ")") == "?a list of more than 10,000 items");
    CHECK(called("length(" + items + ")") == "6001");
    CHECK(called("distinct(" + items + ")") == R"(["a"])");
    CHECK(called("setproduct(" + items + ", ['a', 'b'])") == "?a product of more than 10,000 items");
    CHECK(called("flatten([" + items + ", " + items + "])") == "?a list that is too large to flatten");
}

TEST_CASE("compact drops what is empty") {
    CHECK(called("compact(['a', '', 'b', null])") == R"(["a", "b"])");
    CHECK(called("compact(['a', 1])") == R"(["a", "1"])");
    CHECK(called("compact(['a', ?x])") == R"(["a", ??x])");
    CHECK(called("compact(['a~', '~'])") == R"(["a~", ??a value known only in part])");
    CHECK(called("compact([@x])") == "[@x]");
    CHECK(called("compact(?x)") == "?x");
    CHECK(called("compact([[]])") == "?an item of compact that is no text");
}

TEST_CASE("distinct drops what is there before") {
    CHECK(called("distinct(['a', 'b', 'a', 'c', 'd', 'b'])") == R"(["a", "b", "c", "d"])");
    CHECK(called("distinct([1, '1'])") == R"(["1"])");
    CHECK(called("distinct([[1], [1], [2], {a: 1}, {a: 1}])") == "[[1], [2], {a: 1}]");
    CHECK(called("distinct([null, null])") == "[null]");
    CHECK(called("distinct(['a', ?x])") == R"(["a", ??x])");
    CHECK(called("distinct([?x])") == "[?x]");
    CHECK(called("distinct(['~a', '~b'])") == R"(["~a", "~b"])");
    CHECK(called("distinct(['a~', 'b'])") == R"(["a~", "b"])");
    CHECK(called("distinct(['b~', 'bc'])") == R"([??a value known only in part, "bc"])");
    CHECK(called("distinct(['~a', '~a'])") == R"(["~a", ??a value known only in part])");
    CHECK(called("distinct([{a: ?x}, {a: 1}])") == "[{a: ?x}, ??a value known only in part]");
    CHECK(called("distinct(?x)") == "?x");
}

TEST_CASE("flatten leaves no list in a list") {
    CHECK(called("flatten([['a', 'b'], [], ['c'], 'd'])") == R"(["a", "b", "c", "d"])");
    CHECK(called("flatten([[['a'], []], {k: [1]}])") == R"(["a", {k: [1]}])");
    CHECK(called("flatten([['a'], ?x])") == R"(["a", ??x])");
    CHECK(called("flatten([['a'], [@x]])") == R"(["a", @?x])");
    CHECK(called("flatten(?x)") == "?x");
    CHECK(called("flatten([![['a']], 'b'])") == R"([!"a", "b"])");
    CHECK(called("flatten('a')") == "?an argument that is no list");
}

TEST_CASE("lists are reversed, sorted and cut") {
    CHECK(called("reverse([1, 2, ?x])") == "[?x, 2, 1]");
    CHECK(called("reverse(?x)") == "?x");
    CHECK(called("sort(['e', 'd', 'a', 'B'])") == R"(["B", "a", "d", "e"])");
    CHECK(called("sort([10, 9])") == R"(["10", "9"])");
    CHECK(called("sort(['a', null])") == "?an item of sort that is no text");
    CHECK(called("sort(['a', ?x])") == "?x");
    CHECK(called("slice(['a', 'b', 'c', 'd'], 1, 3)") == R"(["b", "c"])");
    CHECK(called("slice(['a'], 1, 1)") == "[]");
    CHECK(called("slice(['a', ??x, 'c'], 0, 1)") == R"(["a"])");
    CHECK(called("slice(['a', ??x, 'c'], 0, 2)") == "?x");
    CHECK(called("slice(['a'], 0, ?x)") == "?x");
    CHECK(called("slice(?x, 0, 1)") == "?x");
    CHECK(called("slice(['a'], 0, 2)") == "?bounds of slice that lie outside of its list");
    CHECK(called("slice(['a'], -1, 1)") == "?bounds of slice that lie outside of its list");
    CHECK(called("slice(['a'], 1, 0)") == "?bounds of slice that lie outside of its list");
    CHECK(called("slice('abc', 0, 1)") == "?an argument of slice that it does not take");
}

TEST_CASE("chunklist parts a list") {
    CHECK(called("chunklist(['a', 'b', 'c', 'd', 'e'], 2)") == R"([["a", "b"], ["c", "d"], ["e"]])");
    CHECK(called("chunklist(['a', ?x], 1)") == R"([["a"], [?x]])");
    CHECK(called("chunklist(['a', 'b'], 0)") == R"([["a", "b"]])");
    CHECK(called("chunklist(['a', 'b'], 9007199254740992)") == R"([["a", "b"]])");
    CHECK(called("chunklist([], 2)") == "[]");
    CHECK(called("chunklist(['a', ??x], 1)") == "?x");
    CHECK(called("chunklist(['a'], -1)") == "?an argument of chunklist that is no size");
    CHECK(called("chunklist(?x, 1)") == "?x");
}

TEST_CASE("matchkeys picks values by their keys") {
    CHECK(called("matchkeys(['i-1', 'i-2', 'i-3'], ['a', 'b', 'a'], ['a'])") == R"(["i-1", "i-3"])");
    CHECK(called("matchkeys(['i-1'], ['a', 'b'], ['a'])") == "?lists of different lengths for matchkeys");
    CHECK(called("matchkeys(['i-1'], ['a'], 'a')") == "?an argument that is no list");
}

TEST_CASE("range counts") {
    CHECK(called("range(3)") == "[0, 1, 2]");
    CHECK(called("range(1, 4)") == "[1, 2, 3]");
    CHECK(called("range(1, 8, 2)") == "[1, 3, 5, 7]");
    CHECK(called("range(4, 1)") == "[4, 3, 2]");
    CHECK(called("range(10, 5, -2)") == "[10, 8, 6]");
    CHECK(called("range(-2)") == "[0, -1]");
    CHECK(called("range(0)") == "[]");
    CHECK(called("range(1, 2, 0.25)") == "[1, 1.25, 1.5, 1.75]");
    CHECK(called("range(1025)") == "?a range of more than 1024 numbers");
    CHECK(called("range(1e300)") == "?a range of more than 1024 numbers");
    CHECK(called("range(0, 1e300, 1e-300)") == "?a range of more than 1024 numbers");
    CHECK(called("range(1, 5, 0)") == "?a step of range that never reaches its limit");
    CHECK(called("range(1, 5, -1)") == "?a step of range that never reaches its limit");
    CHECK(called("range('x')") == "?an argument of range that is no number");
}
