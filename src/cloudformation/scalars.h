#pragma once

#include <string_view>

namespace lintel {

/// What a scalar that the reader took for a boolean says: YAML 1.1 also knows yes and on, in any case.
bool boolean_of(std::string_view text);

/// The value of a scalar that the reader took for a number. Beside decimal numbers these are the forms of YAML 1.1
/// (source: its type repository, int and float): octal `0123`, `0x1F`, `0b101`, underscores between digits, `.inf`. NaN
/// where it is none of them.
double number_of(std::string_view text);

}  // namespace lintel
