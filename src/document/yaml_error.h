#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "document/read.h"

namespace lintel {

/// Says in a sentence what yaml-cpp's `message` at byte `offset` means for the author of the file.
Flaw yaml_flaw(std::string_view source, std::uint32_t offset, std::string_view message);

/// Whether that message says that a list or mapping in brackets does not go on.
bool is_broken_flow(std::string_view message);

/// Whether that message says that a quoted text runs to the end of the file.
bool is_unclosed_quote(std::string_view message);

/// What to say of an opening bracket or quote without its counterpart.
std::string unclosed_message(char opening);

}  // namespace lintel
