#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "document/read.h"

namespace lintel {

/// What one pass over the bytes of a file tells before any parser sees them.
struct Prescan {
    std::optional<Flaw> flaw;                  ///< the first byte no parser may see; always fatal
    std::vector<std::uint32_t> line_starts;    ///< complete also when there is a flaw
    std::vector<std::uint32_t> continuations;  ///< see Document::set_continuations
};

/// Refuses UTF-16 and UTF-32, bytes that are not UTF-8 (overlong forms and surrogates too, RFC 3629), and control
/// characters other than tab and line ends: yaml-cpp takes NUL for an escape and nlohmann-json takes it for the end.
/// The byte-order mark of UTF-8 is cut off the source, so that offsets and columns need not know of it. The source must
/// be shorter than 2^31 bytes.
Prescan prescan(std::string_view& source);

}  // namespace lintel
