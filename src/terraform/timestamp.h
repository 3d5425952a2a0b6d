#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lintel {

/// A point in time, and the clock that it was read from.
struct Timestamp {
    std::int64_t seconds = 0;  ///< since 1970-01-01T00:00:00Z
    std::int64_t nanoseconds = 0;
    std::int64_t offset = 0;  ///< seconds that the clock is ahead of UTC
};

/// The date and the time that a clock shows.
struct ClockTime {
    std::int64_t year = 0;
    std::int64_t month = 1;
    std::int64_t day = 1;
    std::int64_t weekday = 0;  ///< from 0, Sunday
    std::int64_t hour = 0;
    std::int64_t minute = 0;
    std::int64_t second = 0;
};

/// Reads "2006-01-02T15:04:05Z"; seconds may have a fraction, and instead of Z there may be an offset like "+01:00"
/// (source: RFC 3339).
std::optional<Timestamp> read_timestamp(std::string_view text);

ClockTime clock_time(const Timestamp& timestamp);

/// As RFC 3339 has it, without a fraction of seconds.
std::string timestamp_text(const Timestamp& timestamp);

/// Reads "1h30m", "-1.5s", ... as nanoseconds (source: Go, package time, ParseDuration).
std::optional<std::int64_t> read_duration(std::string_view text);

/// The timestamp later by so many nanoseconds; nothing before the year 0 or behind 9999.
std::optional<Timestamp> later(Timestamp timestamp, std::int64_t nanoseconds);

/// A number with zeros in front, so that it has that many digits.
std::string padded(std::int64_t number, std::size_t digits);

}  // namespace lintel
