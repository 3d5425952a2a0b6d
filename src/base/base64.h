#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lintel {

/// Bytes in Base64 with padding (source: RFC 4648, section 4).
std::string to_base64(std::string_view bytes);

/// The bytes that a text in Base64 stands for. Line ends may be anywhere; padding must fill up the last four characters
/// (source: Go, package encoding/base64). Nothing where the text is no Base64.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace lintel
