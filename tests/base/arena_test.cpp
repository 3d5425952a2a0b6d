#include <doctest/doctest.h>

#include "base/arena.h"

#include <cstdint>
#include <string>

namespace lintel {
namespace {

TEST_CASE("what an arena gave out stays in place and apart") {
    Arena arena;
    std::vector<std::span<int>> pieces;
    for (int i = 0; i < 2000; ++i) {
        pieces.push_back(arena.array<int>(static_cast<std::size_t>(i % 7)));
        for (int& element : pieces.back()) element = i;
    }
    for (int i = 0; i < 2000; ++i) {
        CHECK(pieces[static_cast<std::size_t>(i)].size() == static_cast<std::size_t>(i % 7));
        for (const int element : pieces[static_cast<std::size_t>(i)]) CHECK(element == i);
    }
}

TEST_CASE("an arena starts its elements at their defaults") {
    struct Pair {
        int a = 7;
        int b = 0;
    };
    Arena arena;
    for (const Pair& pair : arena.array<Pair>(100)) {
        CHECK(pair.a == 7);
        CHECK(pair.b == 0);
    }
    CHECK(arena.array<Pair>(0).empty());
}

TEST_CASE("an arena aligns what it gives") {
    Arena arena;
    for (int i = 0; i < 100; ++i) {
        arena.text("x");
        CHECK(reinterpret_cast<std::uintptr_t>(arena.make(1.5)) % alignof(double) == 0);
    }
}

TEST_CASE("an arena copies texts and vectors") {
    Arena arena;
    std::string text = "some text";
    const std::string_view copy = arena.text(text);
    text.assign("something else");
    CHECK(copy == "some text");
    CHECK(arena.text("").empty());
    std::vector<int> values = {1, 2, 3};
    const std::span<const int> kept = arena.copy(values);
    values.assign(3, 0);
    CHECK(std::vector<int>(kept.begin(), kept.end()) == std::vector<int>{1, 2, 3});
}

TEST_CASE("an arena gives more than a block at once and goes on after it") {
    Arena arena;
    int* const before = arena.make(1);
    const std::span<char> large = arena.array<char>(1'000'000);
    large.back() = 'z';
    int* const after = arena.make(2);
    CHECK(*before == 1);
    CHECK(*after == 2);
    CHECK(large.back() == 'z');
}

TEST_CASE("an arena that was moved keeps what it gave out, and the old one can be used again") {
    Arena first;
    const std::string_view text = first.text("kept");
    Arena second = std::move(first);
    CHECK(text == "kept");
    first = Arena();
    CHECK(first.text("new") == "new");
    CHECK(second.text("more") == "more");
}

}  // namespace
}  // namespace lintel
