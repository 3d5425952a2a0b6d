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

TEST_CASE("a cleared arena gives its first block again") {
    Arena arena;
    arena.clear();  // of what was never given out
    const char* const first = arena.text("first").data();
    for (int i = 0; i < 5000; ++i) arena.text("a text that needs more than one block");
    arena.clear();
    CHECK(arena.text("again").data() == first);
    arena.clear();
    CHECK(arena.text("and again").data() == first);
}

TEST_CASE("what a cleared arena gives is in place and apart") {
    Arena arena;
    for (int round = 0; round < 3; ++round) {
        std::vector<std::span<int>> pieces;
        for (int i = 0; i < 2000; ++i) {
            pieces.push_back(arena.array<int>(7));
            for (int& element : pieces.back()) {
                CHECK(element == 0);
                element = i;
            }
        }
        for (int i = 0; i < 2000; ++i)
            for (const int element : pieces[static_cast<std::size_t>(i)]) CHECK(element == i);
        arena.clear();
    }
}

TEST_CASE("a cleared arena knows how large its first block is") {
    Arena small;
    small.text("a");
    small.array<char>(1'000'000);
    small.clear();
    // More than the block that is left holds: written to its end, a sanitizer would tell of it.
    for (char& c : small.array<char>(20'000)) c = 'z';
    Arena large;
    const char* const first = large.array<char>(100'000).data();
    large.text("a");
    large.clear();
    CHECK(large.array<char>(100'000).data() == first);
}

}  // namespace
}  // namespace lintel
