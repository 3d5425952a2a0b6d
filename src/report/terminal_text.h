#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lintel {

struct CodePoint {
    char32_t value = 0;
    std::size_t size = 0;  ///< bytes in UTF-8
};

/// Stands for bytes that are no UTF-8 and for characters that must not reach a terminal.
inline constexpr char32_t replacement = 0xFFFD;

/// The first character of a text that is not empty. A byte that is no UTF-8 gives the replacement character of size 1.
CodePoint first_code_point(std::string_view text);

/// Columns that a terminal gives to a character: 2 for East Asian wide ones and emoji, 0 for combining marks, else 1.
/// Source: Unicode Standard Annex 11 (EastAsianWidth W and F) and general categories Mn, Me, of Unicode 14.
unsigned display_width(char32_t c);

/// Whether a character does something to a terminal, or to the order of what it shows, instead of being shown: control
/// characters, and the bidirectional controls that can make a line look like another (CVE-2021-42574).
bool is_control(char32_t c);

/// A text of an input as it may be put on one line of a terminal: line ends and tabs as blanks, controls replaced.
std::string printable(std::string_view text);

}  // namespace lintel
