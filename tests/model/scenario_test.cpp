#include "model/scenario.h"

#include <doctest/doctest.h>

#include "model/source.h"

using namespace lintel;

namespace {

const Source* const some = reinterpret_cast<const Source*>(0x1000);
const Source* const other = reinterpret_cast<const Source*>(0x2000);

}  // namespace

TEST_CASE("a scenario knows what it assumes and nothing else") {
    const Scenario scenario = Scenario().with({some, 1}, true).with({some, 2}, false);
    CHECK(scenario.holds({some, 1}) == Truth::yes);
    CHECK(scenario.holds({some, 2}) == Truth::no);
    CHECK(scenario.holds({some, 3}) == Truth::unknown);
    CHECK(scenario.holds({other, 1}) == Truth::unknown);
    CHECK_FALSE(scenario.empty());
    CHECK(Scenario().empty());
}

TEST_CASE("scenarios are equal whatever the order of their making") {
    const Scenario a = Scenario().with({some, 1}, true).with({other, 0}, false).with({some, 0}, true);
    const Scenario b = Scenario().with({other, 0}, false).with({some, 0}, true).with({some, 1}, true);
    CHECK(a == b);
    CHECK(a != b.with({some, 1}, false));
    CHECK(a != b.with({some, 2}, true));
    CHECK(b.with({some, 1}, false).with({some, 1}, true) == a);
    CHECK(b.with({some, 2}, true).without({some, 2}) == a);
    CHECK(a.without({some, 7}) == a);
}

TEST_CASE("an Env keeps the first condition that was needed") {
    Arena arena;
    const Scenario scenario;
    Env env(arena, scenario);
    CHECK_FALSE(env.needed());
    env.need({some, 3});
    env.need({some, 4});
    CHECK(env.needed() == Condition{some, 3});
    env.forget_needed();
    CHECK_FALSE(env.needed());
}

TEST_CASE("an Env counts steps and levels up to its limits") {
    Arena arena;
    const Scenario scenario;
    Env env(arena, scenario);
    CHECK(env.step(Env::max_steps));
    CHECK_FALSE(env.exhausted());
    CHECK_FALSE(env.step());
    CHECK(env.exhausted());
    for (std::uint32_t i = 0; i < Env::max_depth; ++i) CHECK(env.descend());
    CHECK_FALSE(env.descend());
    env.ascend();
    env.ascend();
    CHECK(env.descend());
}

TEST_CASE("an Env remembers for one source at a time") {
    Arena arena;
    const Scenario scenario;
    Env env(arena, scenario);
    const int fact = 1;
    CHECK(env.remembered(some) == nullptr);
    env.remember(some, &fact);
    CHECK(env.remembered(some) == &fact);
    CHECK(env.remembered(other) == nullptr);
}
