#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lintel {

/// Writes a file whole or not at all: nobody ever reads half a report, and a failure leaves what was there before.
/// Gives the reason of a failure. What is no regular file (/dev/stderr, a named pipe) is written straight.
std::optional<Error> write_whole_file(const std::string& path, std::string_view text);

}  // namespace lintel
