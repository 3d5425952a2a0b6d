#include "document/json_error.h"

#include "base/text.h"
#include "document/flaws.h"
#include "document/scan.h"

namespace lintel {
namespace {

constexpr bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
           c == '+' || c == '.' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::string_view word_at(std::string_view source, std::size_t begin) {
    std::size_t end = begin;
    while (end < source.size() && is_word(source[end])) ++end;
    return source.substr(begin, end - begin);
}

/// `begin` is the opening quote; the parser gave up at `offset` inside the string.
Flaw string_flaw(std::string_view source, std::uint32_t begin, std::uint32_t offset) {
    if (offset >= source.size()) return {begin, "the file ends inside this string; a closing '\"' is missing"};
    const char c = source[offset];
    if (c == '\n' || c == '\r')
        return {begin,
                "this string is not closed on its line; a '\"' is missing, or a line end must be written as \\n"};
    if (c == '\t') return {offset, "a tab inside a string must be written as \\t"};
    // What is left is an escape: its backslash is at most the length of two `\uXXXX` before.
    const std::size_t backslash = source.substr(begin, offset - begin).rfind('\\');
    if (backslash == std::string_view::npos) return {begin, "this string is not valid JSON"};
    const auto escape = static_cast<std::uint32_t>(begin + backslash);
    if (source.substr(escape, 2) == "\\u" && offset > escape + 1) {
        return {escape, "'\\u' must be followed by four hexadecimal digits, and a surrogate by its other half"};
    }
    return {escape, cat("'\\", source.substr(offset, 1), "' is not an escape sequence of JSON")};
}

/// A value was due at `begin`.
Flaw value_flaw(std::string_view source, std::uint32_t begin, std::uint32_t offset) {
    const char c = source[begin];
    if (c == '"') return string_flaw(source, begin, offset);
    if (c == '\'') return {begin, "JSON writes strings in double quotes"};
    if (c == '#' || (c == '/' && begin + 1 < source.size() && (source[begin + 1] == '/' || source[begin + 1] == '*'))) {
        return {begin, "JSON has no comments"};
    }
    if (c == '-' || (c >= '0' && c <= '9')) return json_number_flaw(source, begin);
    const std::string_view word = word_at(source, begin);
    if (!word.empty()) return {begin, cat(shown(word), " is not a value of JSON; is it a string without its quotes?")};
    return {begin, cat("unexpected ", shown(source.substr(begin, 1)), " here; a value is missing")};
}

Flaw key_flaw(std::string_view source, std::uint32_t begin, std::uint32_t offset) {
    const char c = source[begin];
    if (c == '"' || c == '\'' || c == '#' || c == '/') return value_flaw(source, begin, offset);
    const std::string_view word = word_at(source, begin);
    if (!word.empty()) return {begin, cat("the key ", shown(word), " must be in double quotes")};
    return {begin, cat("unexpected ", shown(source.substr(begin, 1)), " here; a key in double quotes is missing")};
}

Flaw end_flaw(std::string_view source, char open) {
    const auto end = static_cast<std::uint32_t>(source.size());
    if (open == 0) return {end, "the file ends where a value should start"};
    return {end, cat("the file ends before the last '", open, "' is closed")};
}

}  // namespace

Flaw json_number_flaw(std::string_view source, std::uint32_t begin) {
    const std::string_view word = word_at(source, begin);
    const std::string_view digits = word.substr(word.front() == '-' ? 1 : 0);
    if (digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9') {
        return {begin, cat("the number ", shown(word), " must not start with 0; put it in quotes if the zero counts")};
    }
    const std::size_t exponent = word.find_first_of("eE");
    const std::string_view power = exponent == std::string_view::npos ? std::string_view{} : word.substr(exponent + 1);
    if (to_integer(power.substr(power.starts_with('+') ? 1 : 0))) {
        return {begin, cat("the number ", shown(word), " is too large")};
    }
    return {begin, cat(shown(word), " is not a number as JSON writes it")};
}

Flaw json_flaw(std::string_view source, const JsonProgress& progress, std::uint32_t offset) {
    using After = JsonProgress::After;
    const bool in_object = progress.open == '{';
    const char closing = in_object ? '}' : ']';
    std::uint32_t at = skip_space(source, progress.end);
    if (at >= source.size()) return end_flaw(source, progress.open);
    char c = source[at];

    if (progress.after == After::nothing) return value_flaw(source, at, offset);
    if (progress.after == After::key) {
        if (c != ':') return {at, "a ':' is missing between a key and its value"};
        at = skip_space(source, at + 1);
        return at >= source.size() ? end_flaw(source, progress.open) : value_flaw(source, at, offset);
    }
    if (c == '#' || c == '/') return {at, "JSON has no comments"};
    if (progress.open == 0) return {at, "unexpected text behind the end of the JSON value"};
    if (progress.after == After::value) {
        if (c == '}' || c == ']') {
            return {at, cat("unexpected '", c, "' here; the last '", progress.open, "' is closed by '", closing, "'")};
        }
        if (c != ',') return {at, cat("a ',' or '", closing, "' is missing here")};
        const std::uint32_t comma = at;
        at = skip_space(source, at + 1);
        if (at >= source.size()) return end_flaw(source, progress.open);
        c = source[at];
        if (c == closing) return {comma, cat("unexpected ',' before '", c, "'")};
    }
    return in_object ? key_flaw(source, at, offset) : value_flaw(source, at, offset);
}

}  // namespace lintel
