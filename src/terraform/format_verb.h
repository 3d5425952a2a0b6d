#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/scenario.h"
#include "model/value.h"

namespace lintel {

/// One place of a format where a value goes: "%[2]s", "%05.1f", ... (source: Terraform language, Functions, format).
struct FormatVerb {
    char mode = 's';
    bool zeros = false;     ///< 0: fill up with zeros
    bool sharp = false;     ///< #: as JSON; for numbers, with a prefix that tells the base
    bool plus = false;      ///< +: a sign also in front of positive numbers
    bool left = false;      ///< -: fill up behind the text
    bool blank = false;     ///< a blank where the sign of a positive number would stand
    std::size_t width = 0;  ///< in characters; 0: as needed
    std::optional<std::size_t> precision;
    std::size_t value = 0;  ///< which value goes there, from 0
    std::size_t size = 0;   ///< how many bytes of the format it takes
};

/// Reads the verb at the beginning of `text`, which starts with "%" and is not "%%". `next` is the value it takes if it
/// names none. Nothing if it is malformed, or asks for more than 1,000 characters.
std::optional<FormatVerb> read_verb(std::string_view text, std::size_t next);

/// A value that is known all the way down, as the verb writes it. Nothing if it cannot be written so.
std::optional<std::string> write_verb(const FormatVerb& verb, const Value& value, Env& env);

}  // namespace lintel
