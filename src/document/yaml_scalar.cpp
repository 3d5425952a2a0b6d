#include "document/yaml_scalar.h"

#include <algorithm>
#include <array>

namespace lintel {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

template <std::size_t Size>
bool is_one_of(std::string_view text, const std::array<std::string_view, Size>& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_null(std::string_view text) {
    static constexpr std::array<std::string_view, 5> words = {"", "~", "null", "Null", "NULL"};
    return is_one_of(text, words);
}

bool is_boolean(std::string_view text) {
    static constexpr std::array<std::string_view, 18> words = {"yes",  "Yes",  "YES",  "no",    "No",    "NO",
                                                               "true", "True", "TRUE", "false", "False", "FALSE",
                                                               "on",   "On",   "ON",   "off",   "Off",   "OFF"};
    return is_one_of(text, words);
}

/// Digits of one base with underscores among them, at least one digit.
template <typename Digit>
bool all_digits(std::string_view text, Digit digit) {
    bool any = false;
    for (const char c : text) {
        if (c != '_' && !digit(c)) return false;
        any = any || c != '_';
    }
    return any;
}

bool is_integer(std::string_view text) {
    if (text.starts_with("0b")) return all_digits(text.substr(2), [](char c) { return c == '0' || c == '1'; });
    if (text.starts_with("0x")) return all_digits(text.substr(2), is_hexadecimal);
    if (text == "0") return true;
    // An account id such as 012345678901 is no octal number, and thus a string.
    if (text.starts_with('0')) return all_digits(text.substr(1), [](char c) { return c >= '0' && c <= '7'; });
    return !text.empty() && is_digit(text.front()) && all_digits(text, is_digit);
}

bool is_real(std::string_view text) {
    std::size_t i = 0;
    const auto digits = [&] {
        const std::size_t first = i;
        while (i < text.size() && (is_digit(text[i]) || (i > first && text[i] == '_'))) ++i;
        return i > first;
    };
    const bool whole = digits();
    const bool point = i < text.size() && text[i] == '.';
    bool part = false;
    if (point) {
        ++i;
        part = digits();
    }
    if (!whole && !part) return false;
    if (i == text.size()) return point;
    if (text[i] != 'e' && text[i] != 'E') return false;
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    return i < text.size() && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(), is_digit);
}

bool is_number(std::string_view text) {
    static constexpr std::array<std::string_view, 3> infinite = {".inf", ".Inf", ".INF"};
    static constexpr std::array<std::string_view, 3> not_a_number = {".nan", ".NaN", ".NAN"};
    if (is_one_of(text, not_a_number)) return true;
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    return is_integer(text) || is_real(text) || is_one_of(text, infinite);
}

}  // namespace

NodeKind plain_kind(std::string_view text) {
    if (text.empty()) return NodeKind::null;
    // The first character rules out nearly all strings.
    switch (text.front()) {
        case '~':
        case 'n':
        case 'N':
        case 'y':
        case 'Y':
        case 't':
        case 'T':
        case 'f':
        case 'F':
        case 'o':
        case 'O':
            if (is_null(text)) return NodeKind::null;
            return is_boolean(text) ? NodeKind::boolean : NodeKind::string;
        case '+':
        case '-':
        case '.':
            return is_number(text) ? NodeKind::number : NodeKind::string;
        default:
            return is_digit(text.front()) && is_number(text) ? NodeKind::number : NodeKind::string;
    }
}

}  // namespace lintel
