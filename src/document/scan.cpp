#include "document/scan.h"

namespace lintel {
namespace {

std::uint32_t offset(std::size_t value) { return static_cast<std::uint32_t>(value); }

constexpr bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::uint32_t line_end(std::string_view source, std::uint32_t begin) {
    const std::size_t end = source.find('\n', begin);
    return offset(end == std::string_view::npos ? source.size() : end);
}

}  // namespace

std::uint32_t skip_space(std::string_view source, std::uint32_t begin) {
    while (begin < source.size() && is_space(source[begin])) ++begin;
    return begin;
}

std::uint32_t skip_space_and_comments(std::string_view source, std::uint32_t begin) {
    begin = skip_space(source, begin);
    while (begin < source.size() && source[begin] == '#') begin = skip_space(source, line_end(source, begin));
    return begin;
}

std::optional<std::uint32_t> quoted_end(std::string_view source, std::uint32_t begin) {
    const char quote = source[begin];
    const std::string_view stops = quote == '"' ? "\"\\" : "'";
    std::size_t i = begin + 1;
    for (;;) {
        i = source.find_first_of(stops, i);
        if (i == std::string_view::npos) return std::nullopt;
        const bool doubled = quote == '\'' && i + 1 < source.size() && source[i + 1] == '\'';
        if (source[i] == quote && !doubled) return offset(i + 1);
        i += 2;
    }
}

std::uint32_t tag_end(std::string_view source, std::uint32_t begin) {
    std::size_t i = begin + 1;
    if (i < source.size() && source[i] == '<') {
        const std::size_t close = source.find('>', i);
        return offset(close == std::string_view::npos ? source.size() : close + 1);
    }
    // The characters of a tag: YAML 1.2, 6.8.2 (ns-tag-char and the handle's `!`).
    constexpr std::string_view marks = "-#;/?:@&=+$_.~*'()!%";
    while (i < source.size() && (is_alphanumeric(source[i]) || marks.find(source[i]) != std::string_view::npos)) ++i;
    return offset(i);
}

std::uint32_t anchor_end(std::string_view source, std::uint32_t begin) {
    constexpr std::string_view stops = " \t\r\n,[]{}";
    const std::size_t end = source.find_first_of(stops, begin + 1);
    return offset(end == std::string_view::npos ? source.size() : end);
}

std::optional<std::uint32_t> plain_end(std::string_view source, std::uint32_t begin, std::string_view decoded) {
    if (source.substr(begin, decoded.size()) == decoded) return offset(begin + decoded.size());
    std::size_t i = begin;
    std::size_t end = begin;
    for (const char c : decoded) {
        if (is_space(c)) continue;
        while (i < source.size() && is_space(source[i])) ++i;
        if (i == source.size() || source[i] != c) return std::nullopt;
        end = ++i;
    }
    return offset(end);
}

std::optional<std::uint32_t> block_end(std::string_view source, std::uint32_t begin, std::string_view decoded) {
    if (decoded.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        std::size_t header = begin + 1;
        while (header < source.size() &&
               (source[header] == '+' || source[header] == '-' || is_alphanumeric(source[header]))) {
            ++header;
        }
        return offset(header);
    }
    // The body starts with white space, so that the quick comparison of plain_end cannot match a part of it.
    const std::uint32_t body = line_end(source, begin);
    while (is_space(decoded.back())) decoded.remove_suffix(1);
    return plain_end(source, body, decoded);
}

bool is_closed(std::string_view source, std::uint32_t begin) {
    std::size_t depth = 0;
    bool separated = true;  // a quote or `#` within a word is part of the word
    for (std::size_t i = begin; i < source.size(); ++i) {
        const char c = source[i];
        if (separated && (c == '"' || c == '\'')) {
            const std::optional<std::uint32_t> end = quoted_end(source, offset(i));
            if (!end) return false;
            i = *end - 1;
        } else if (separated && c == '#') {
            i = line_end(source, offset(i));
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if ((c == ']' || c == '}') && --depth == 0) {
            return true;
        }
        separated = is_space(c) || c == '[' || c == '{' || c == ',' || c == ':';
    }
    return false;
}

}  // namespace lintel
