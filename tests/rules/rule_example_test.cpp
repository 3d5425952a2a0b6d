#include "rules/rule_example.h"

#include <doctest/doctest.h>

TEST_CASE("an example has no marks") {
    CHECK(lintel::unmarked("a: 1 # expect: EBS001\nb: 2\n") == "a: 1\nb: 2\n");
    CHECK(lintel::unmarked("# expect: EBS001\nb: 2") == "\nb: 2");
    CHECK(lintel::unmarked("# why\na: 1  # expect: EBS001, EBS002") == "# why\na: 1");
}
