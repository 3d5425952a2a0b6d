#include <doctest/doctest.h>

#include "terraform/function_sample.h"

using lintel::test::called;

TEST_CASE("sets are united") {
    CHECK(called("setunion(['c', 'a'], ['b', 'a'])") == R"(["a", "b", "c"])");
    CHECK(called("setunion([10, 9], [1])") == "[1, 9, 10]");
    CHECK(called("setunion(['b', 'a'], [?x])") == R"([??x, "a", "b"])");
    CHECK(called("setunion(['a'], ?x)") == R"([??x, "a"])");
    CHECK(called("setunion(?x)") == "?x");
    CHECK(called("setunion(['a'], 'b')") == "?an argument that is no list");
}

TEST_CASE("sets are intersected and subtracted") {
    CHECK(called("setintersection(['a', 'b'], ['c', 'b'], ['b'])") == R"(["b"])");
    CHECK(called("setintersection(['a'], [])") == "[]");
    CHECK(called("setintersection(['a'], [?x])") == "?x");
    CHECK(called("setsubtract(['c', 'a', 'b'], ['a'])") == R"(["b", "c"])");
    CHECK(called("setsubtract(['a'], 'a')") == "?an argument that is no list");
}

TEST_CASE("setproduct takes one item of each") {
    CHECK(called("setproduct(['a', 'b'], [1, 2])") == R"([["a", 1], ["a", 2], ["b", 1], ["b", 2]])");
    CHECK(called("setproduct(['a', 'b~'], [?x])") == R"([["a", ?x], ["b~", ?x]])");
    CHECK(called("setproduct(['a'], [])") == "[]");
    CHECK(called("setproduct(['a'], [??x])") == "?x");
    CHECK(called("setproduct(['a'], ?x)") == "?x");
    CHECK(called("setproduct(['a'], 'b')") == "?an argument that is no list");
}
