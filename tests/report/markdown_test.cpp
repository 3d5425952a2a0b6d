#include "report/markdown.h"

#include <doctest/doctest.h>

namespace lintel {

TEST_CASE("a text in a cell stays in its cell") {
    CHECK(markdown_cell("TLS 1.0 | 1.1\n  or older") == "TLS 1.0 \\| 1.1 or older");
}

TEST_CASE("a text shows as it is written") {
    CHECK(markdown_plain("aws_s3_bucket <b> *") == "aws\\_s3\\_bucket \\<b\\> \\*");
}

}  // namespace lintel
