#include <doctest/doctest.h>

#include <initializer_list>

#include "base/truth.h"

namespace lintel {
namespace {

constexpr Truth all[] = {Truth::no, Truth::yes, Truth::unknown};

TEST_CASE("known truth values behave like booleans") {
    for (const bool a : {false, true}) {
        CHECK(!truth(a) == truth(!a));
        for (const bool b : {false, true}) {
            CHECK(both(truth(a), truth(b)) == truth(a && b));
            CHECK(either(truth(a), truth(b)) == truth(a || b));
        }
    }
}

TEST_CASE("an unknown is decided only by what settles the matter") {
    CHECK(!Truth::unknown == Truth::unknown);
    CHECK(both(Truth::unknown, Truth::no) == Truth::no);
    CHECK(both(Truth::unknown, Truth::yes) == Truth::unknown);
    CHECK(both(Truth::unknown, Truth::unknown) == Truth::unknown);
    CHECK(either(Truth::unknown, Truth::yes) == Truth::yes);
    CHECK(either(Truth::unknown, Truth::no) == Truth::unknown);
    CHECK(either(Truth::unknown, Truth::unknown) == Truth::unknown);
}

TEST_CASE("conjunction and disjunction do not depend on the order") {
    for (const Truth a : all) {
        for (const Truth b : all) {
            CHECK(both(a, b) == both(b, a));
            CHECK(either(a, b) == either(b, a));
        }
    }
}

}  // namespace
}  // namespace lintel
