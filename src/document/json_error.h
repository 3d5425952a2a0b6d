#pragma once

#include <cstdint>
#include <string_view>

#include "document/read.h"

namespace lintel {

/// How far a JSON reader came before it met an error.
struct JsonProgress {
    enum class After : std::uint8_t { nothing, opening, key, value };
    After after = After::nothing;  ///< what the last complete token was: `{` or `[`, a key, or the end of a value
    std::uint32_t end = 0;         ///< byte offset behind that token
    char open = 0;                 ///< `{` or `[` of the innermost open container, or 0
};

/// Says what is wrong with the JSON that follows what was read. `offset` is the byte at which the parser gave up.
Flaw json_flaw(std::string_view source, const JsonProgress& progress, std::uint32_t offset);

/// What is wrong with the text that starts like a number at `begin`.
Flaw json_number_flaw(std::string_view source, std::uint32_t begin);

}  // namespace lintel
