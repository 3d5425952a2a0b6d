#include "terraform/address.h"

#include <doctest/doctest.h>

namespace lintel {

TEST_CASE("an address without keys") {
    CHECK(without_keys("aws_x.a") == "aws_x.a");
    CHECK(without_keys("aws_x.a[0]") == "aws_x.a");
    CHECK(without_keys("module.a[0].module.b[\"k\"].aws_x.y[12]") == "module.a.module.b.aws_x.y");
    CHECK(without_keys(R"(aws_x.a["]"].b)") == "aws_x.a.b");
    CHECK(without_keys(R"(aws_x.a["[\"].x"])") == "aws_x.a");
    CHECK(without_keys(R"(aws_x.a["\\"].b)") == "aws_x.a.b");
    CHECK(without_keys("") == "");
    CHECK(without_keys("aws_x.a[") == "aws_x.a");
    CHECK(without_keys("a]b") == "a]b");
}

}  // namespace lintel
