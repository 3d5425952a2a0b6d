#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lintel {

/// Days since 1970-01-01 of a date written YYYY-MM-DD (proleptic Gregorian calendar, ISO 8601); nothing if it is no
/// date.
std::optional<std::int64_t> day_number(std::string_view date);

}  // namespace lintel
