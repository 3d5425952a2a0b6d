#include <doctest/doctest.h>

#include "terraform/function_sample.h"

using lintel::test::called;

TEST_CASE("paths are parted at their last slash") {
    CHECK(called("basename('foo/bar/baz.txt')") == R"("baz.txt")");
    CHECK(called("basename('foo/bar/')") == R"("bar")");
    CHECK(called("basename('foo')") == R"("foo")");
    CHECK(called("basename('///')") == R"("/")");
    CHECK(called("basename('')") == R"(".")");
    CHECK(called("dirname('foo/bar/baz.txt')") == R"("foo/bar")");
    CHECK(called("dirname('foo')") == R"(".")");
    CHECK(called("dirname('/foo')") == R"("/")");
    CHECK(called("dirname('foo//./x/../bar')") == R"("foo")");
    CHECK(called("dirname('../../a')") == R"("../..")");
    CHECK(called("dirname('/../a/b')") == R"("/a")");
    CHECK(called("dirname('')") == R"(".")");
    CHECK(called("basename(null)") == "?an argument that is no text");
    CHECK(called("dirname(?x)") == "?x");
}
