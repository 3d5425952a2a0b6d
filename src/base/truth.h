#pragma once

#include <cstdint>

namespace lintel {

/// A truth value of Kleene's three-valued logic: `unknown` is what cannot be decided offline.
enum class Truth : std::uint8_t { no, yes, unknown };

constexpr Truth truth(bool known) { return known ? Truth::yes : Truth::no; }

constexpr Truth operator!(Truth a) {
    if (a == Truth::unknown) return Truth::unknown;
    return a == Truth::yes ? Truth::no : Truth::yes;
}

/// `no` decides a conjunction even beside an unknown.
constexpr Truth both(Truth a, Truth b) {
    if (a == Truth::no || b == Truth::no) return Truth::no;
    if (a == Truth::unknown || b == Truth::unknown) return Truth::unknown;
    return Truth::yes;
}

/// `yes` decides a disjunction even beside an unknown.
constexpr Truth either(Truth a, Truth b) { return !both(!a, !b); }

}  // namespace lintel
