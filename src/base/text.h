#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lintel {

namespace detail {
inline void append(std::string& out, std::string_view part) { out += part; }
inline void append(std::string& out, char part) { out += part; }
template <std::integral T>
    requires(!std::same_as<T, char> && !std::same_as<T, bool>)
void append(std::string& out, T part) { out += std::to_string(part); }
}  // namespace detail

/// Joins strings, characters and integers into one string.
template <typename... Parts>
std::string cat(const Parts&... parts) {
    std::string out;
    (detail::append(out, parts), ...);
    return out;
}

/// The pieces of `text` between separators; an empty text gives one empty piece.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The pieces of `text` between separators of any length; an empty separator gives the whole text.
std::vector<std::string_view> split(std::string_view text, std::string_view separator);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// Without white space (blank, tab, line ends) at either end.
std::string_view trim(std::string_view text);

/// ASCII letters in lower case; other bytes untouched.
std::string to_lower(std::string_view text);

/// Equal when ASCII case is ignored.
bool equal_ignoring_case(std::string_view a, std::string_view b);

/// The whole text as a decimal integer, or nothing.
std::optional<std::int64_t> to_integer(std::string_view text);

/// The whole text as a finite decimal number, or nothing. Never depends on the locale.
std::optional<double> to_number(std::string_view text);

/// A number as people write it: no trailing zeros, integers without a point.
std::string number_text(double number);

/// Whether `text` matches a pattern in which `any` stands for any text (also none) and `one` for one character. Linear
/// time in practice: no recursion.
bool matches_wildcard(std::string_view text, std::string_view pattern, char any = '*', char one = '?');

/// How many insertions, removals and replacements turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word`, if one is near enough to be what was meant.
std::optional<std::string_view> nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace lintel
