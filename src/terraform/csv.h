#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lintel {

/// The rows of a comma-separated text, all of the same length; empty lines are none. Nothing if quotes are wrong or a
/// row is longer or shorter than the first. (Source: RFC 4180, as Go's package encoding/csv reads it.)
std::optional<std::vector<std::vector<std::string>>> read_csv(std::string_view text);

}  // namespace lintel
