#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lintel {

/// Blank, tab or line end.
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The first byte from `begin` on that is no white space, or the end of the source.
std::uint32_t skip_space(std::string_view source, std::uint32_t begin);

/// As skip_space, but passes over YAML comments too. `begin` must stand between tokens.
std::uint32_t skip_space_and_comments(std::string_view source, std::uint32_t begin);

/// Behind the closing quote of the text whose opening quote is at `begin`; nothing if it is never closed.
/// Double quotes escape with a backslash (JSON, YAML), single quotes by doubling (YAML 1.1, 5.5 and 7.3).
std::optional<std::uint32_t> quoted_end(std::string_view source, std::uint32_t begin);

/// Behind the YAML tag whose `!` is at `begin`.
std::uint32_t tag_end(std::string_view source, std::uint32_t begin);

/// Behind the name of the YAML anchor or alias whose `&` or `*` is at `begin`.
std::uint32_t anchor_end(std::string_view source, std::uint32_t begin);

/// Behind the last byte of the plain scalar at `begin` that was decoded to `decoded`; nothing if it does not stand
/// there. Folding changes white space only, so that comparing all other bytes finds the end.
std::optional<std::uint32_t> plain_end(std::string_view source, std::uint32_t begin, std::string_view decoded);

/// As plain_end, for a block scalar whose `|` or `>` is at `begin`. The line end behind its text does not belong to it.
std::optional<std::uint32_t> block_end(std::string_view source, std::uint32_t begin, std::string_view decoded);

/// Whether the `[` or `{` at `begin` has its counterpart. Texts in quotes and comments do not count; good enough for a
/// message.
bool is_closed(std::string_view source, std::uint32_t begin);

}  // namespace lintel
