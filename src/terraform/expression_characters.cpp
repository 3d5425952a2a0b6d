#include "terraform/expression_characters.h"

#include <algorithm>
#include <array>

namespace lintel {
namespace {

struct Character {
    std::uint32_t code = 0;
    std::size_t size = 0;  ///< in bytes; 0: no well-formed UTF-8
};

Character decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    if (text.empty()) return {};
    const std::uint32_t first = byte(0);
    if (first < 0x80U) return {first, 1};
    const std::size_t size = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : 2;
    if (first < 0xC2U || first > 0xF4U || text.size() < size) return {};
    std::uint32_t code = first & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        code = code << 6U | (byte(i) & 0x3FU);
    }
    return {code, size};
}

struct Range {
    std::uint32_t first;
    std::uint32_t last;
};

// Blocks of Unicode that hold blanks, punctuation, signs or pictures, and next to no letters.
constexpr std::array<Range, 12> no_letters = {{
    {0x80, 0xA9},
    {0xAB, 0xB4},
    {0xB6, 0xB9},
    {0xBB, 0xBF},
    {0xD7, 0xD7},
    {0xF7, 0xF7},
    {0x2000, 0x206F},
    {0x20A0, 0x20CF},
    {0x2190, 0x2BFF},
    {0x3000, 0x3004},
    {0xD800, 0xF8FF},
    {0x1F000, 0x1FAFF},
}};

bool is_letter(std::uint32_t code) {
    if (code < 0x80U) return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    return std::none_of(no_letters.begin(), no_letters.end(),
                        [&](const Range& range) { return code >= range.first && code <= range.last; });
}

}  // namespace

std::size_t name_size(std::string_view text) {
    std::size_t size = 0;
    while (size < text.size()) {
        const Character next = decode(text.substr(size));
        const bool digit = (next.code >= '0' && next.code <= '9') || next.code == '-';
        if (next.size == 0 || !(is_letter(next.code) || next.code == '_' || (digit && size > 0))) break;
        size += next.size;
    }
    return size;
}

bool is_curly_quote(std::string_view text) {
    const std::uint32_t code = decode(text).code;
    return code >= 0x2018U && code <= 0x201FU;
}

bool append_character(std::string& text, std::uint32_t code) {
    const auto append = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    const auto continuation = [&](unsigned shift) { append(0x80U | (code >> shift & 0x3FU)); };
    if (code > 0x10FFFFU || (code >= 0xD800U && code <= 0xDFFFU)) return false;
    if (code < 0x80U) {
        append(code);
    } else if (code < 0x800U) {
        append(0xC0U | code >> 6U);
        continuation(0);
    } else if (code < 0x10000U) {
        append(0xE0U | code >> 12U);
        continuation(6);
        continuation(0);
    } else {
        append(0xF0U | code >> 18U);
        continuation(12);
        continuation(6);
        continuation(0);
    }
    return true;
}

}  // namespace lintel
