#include "model/source.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "model/graph.h"

using namespace lintel;

namespace {

struct Fixture {
    Arena arena;
    Scenario scenario;
    Env env{arena, scenario};
};

std::string with_hole(std::string before, std::string_view after) {
    before += hole;
    return before.append(after);
}

Value partial(std::string_view text) {
    Value value = string_value(text, {});
    value.partial = true;
    return value;
}

Value maybe(std::string_view cause) {
    Value value = unknown_value(cause, {});
    value.maybe_absent = true;
    return value;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "built maps give their members, and absent for all others") {
    const std::array<Member, 2> children = {{{"a", string_value("x", {})}, {"b", absent_value({})}}};
    const Value map = map_value(children, {});
    CHECK(as_text(member(map, "a", env)) == "x");
    CHECK(member(map, "b", env).absent());
    CHECK(member(map, "c", env).absent());
    CHECK(members(map, env).size() == 1);
    CHECK(members(map, env)[0].key == "a");
    CHECK(member(map_value({}, {}), "a", env).absent());
    CHECK(members(map_value({}, {}), env).empty());
}

TEST_CASE_FIXTURE(Fixture, "built lists give their items") {
    const std::array<Member, 3> children = {{{{}, string_value("x", {})}, {{}, absent_value({})}, {{}, maybe("c")}}};
    const Value list = list_value(children, {});
    CHECK(list.count == 3);
    CHECK(as_text(item(list, 0, env)) == "x");
    CHECK(item(list, 1, env).absent());
    CHECK(item(list, 3, env).absent());
    const std::vector<Value> there = items(list, env);
    REQUIRE(there.size() == 2);
    CHECK(there[1].maybe_absent);
    CHECK(items(list_value({}, {}), env).empty());
    CHECK(item(list_value({}, {}), 0, env).absent());
}

TEST_CASE_FIXTURE(Fixture, "what is below an unknown is unknown for the same cause, and may be absent") {
    Value unknown = unknown_value("parameter X, which has no default", {});
    unknown.secret = true;
    for (const Value& child : {member(unknown, "a", env), item(unknown, 0, env), items(unknown, env).at(0),
                               members(unknown, env).at(0).value}) {
        CHECK(child.is(ValueKind::unknown));
        CHECK(child.text == "parameter X, which has no default");
        CHECK(child.maybe_absent);
        CHECK(child.secret);
    }
}

TEST_CASE_FIXTURE(Fixture, "what is below a reference is no reference") {
    Resource resource;
    Value reference = unknown_value("x", {});
    reference.resource = &resource;
    CHECK(member(reference, "a", env).resource == nullptr);
    CHECK(items(reference, env)[0].resource == nullptr);
    CHECK(items_or_single(reference, env)[0].resource == &resource);
}

TEST_CASE_FIXTURE(Fixture, "what has no children gives absent ones") {
    for (const Value& value : {absent_value({}), boolean_value(true, {}), number_value(1, {}), string_value("x", {})}) {
        CHECK(member(value, "a", env).absent());
        CHECK(item(value, 0, env).absent());
        CHECK(items(value, env).empty());
        CHECK(members(value, env).empty());
    }
}

TEST_CASE_FIXTURE(Fixture, "a single value counts as a list of one where AWS reads it so") {
    CHECK(items_or_single(string_value("x", {}), env).size() == 1);
    CHECK(items_or_single(unknown_value("x", {}), env).size() == 1);
    CHECK_FALSE(items_or_single(unknown_value("x", {}), env)[0].maybe_absent);
    CHECK(items_or_single(absent_value({}), env).empty());
    Value null;
    null.kind = ValueKind::null;
    CHECK(items_or_single(null, env).empty());
    CHECK(items_or_single(list_value({}, {}), env).empty());
}

TEST_CASE("truth is read from booleans and from strings that say it") {
    CHECK(as_truth(boolean_value(true, {})) == Truth::yes);
    CHECK(as_truth(boolean_value(false, {})) == Truth::no);
    CHECK(as_truth(string_value("TRUE", {})) == Truth::yes);
    CHECK(as_truth(string_value("False", {})) == Truth::no);
    CHECK(as_truth(string_value("yes", {})) == Truth::unknown);
    CHECK(as_truth(partial("true")) == Truth::unknown);
    CHECK(as_truth(number_value(1, {})) == Truth::unknown);
    CHECK(as_truth(absent_value({})) == Truth::unknown);
    CHECK(as_truth(unknown_value("true", {})) == Truth::unknown);
}

TEST_CASE("numbers are read from numbers and from strings that hold one") {
    CHECK(as_number(number_value(22, {})) == 22);
    CHECK(as_number(string_value("22", {})) == 22);
    CHECK(as_number(string_value("-1.5", {})) == -1.5);
    CHECK_FALSE(as_number(string_value("22 ", {})));
    CHECK_FALSE(as_number(string_value("", {})));
    CHECK_FALSE(as_number(partial("22")));
    CHECK_FALSE(as_number(boolean_value(true, {})));
    CHECK_FALSE(as_number(unknown_value("22", {})));
}

TEST_CASE("text is what is known of a scalar") {
    CHECK(as_text(string_value("x", {})) == "x");
    CHECK(as_text(partial("x")) == "x");
    CHECK(as_text(boolean_value(true, {})) == "true");
    CHECK(as_text(unknown_value("cause", {})).empty());
    CHECK(as_text(absent_value({})).empty());
    CHECK(as_text(list_value({}, {})).empty());
}

TEST_CASE("equality is decided for partial strings where the known pieces rule it out") {
    CHECK(equals(string_value("a", {}), "a") == Truth::yes);
    CHECK(equals(string_value("a", {}), "b") == Truth::no);
    const std::string prefix = with_hole("arn:aws:s3:::", "");
    CHECK(equals(partial(prefix), "arn:aws:s3:::bucket") == Truth::unknown);
    CHECK(equals(partial(prefix), "arn:aws:s3:::") == Truth::unknown);
    CHECK(equals(partial(prefix), "*") == Truth::no);
    CHECK(equals(partial(prefix), "") == Truth::no);
    const std::string middle = with_hole("a", "b") + with_hole("", "c");
    CHECK(equals(partial(middle), "abc") == Truth::unknown);
    CHECK(equals(partial(middle), "axxbyyc") == Truth::unknown);
    CHECK(equals(partial(middle), "abbc") == Truth::unknown);
    CHECK(equals(partial(middle), "acb") == Truth::no);
    CHECK(equals(partial(middle), "abcd") == Truth::no);
    const std::string only(1, hole);
    CHECK(equals(partial(only), "") == Truth::unknown);
    CHECK(equals(partial(only), "anything") == Truth::unknown);
}

TEST_CASE("equality of other kinds") {
    CHECK(equals(unknown_value("x", {}), "x") == Truth::unknown);
    CHECK(equals(absent_value({}), "") == Truth::no);
    CHECK(equals(boolean_value(true, {}), "true") == Truth::yes);
    CHECK(equals(boolean_value(true, {}), "True") == Truth::no);
    CHECK(equals(number_value(22, {}), "22") == Truth::yes);
    CHECK(equals(number_value(22, {}), "22.0") == Truth::no);
    Value octal = number_value(83, {});
    octal.text = "0123";
    CHECK(equals(octal, "0123") == Truth::yes);
    CHECK(equals(octal, "83") == Truth::yes);
    CHECK(equals(octal, "123") == Truth::no);
    CHECK(equals(list_value({}, {}), "") == Truth::no);
}

TEST_CASE_FIXTURE(Fixture, "a traced value has the new step in front") {
    std::string note = "first";
    Value value = traced(string_value("x", {}), {}, note, env);
    note = "changed";
    value = traced(value, {}, "second", env);
    REQUIRE(value.trace != nullptr);
    CHECK(value.trace->note == "second");
    REQUIRE(value.trace->next != nullptr);
    CHECK(value.trace->next->note == "first");
    CHECK(value.trace->next->next == nullptr);
}
