#include "terraform/timestamp.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "base/date.h"
#include "base/text.h"

namespace lintel {
namespace {

constexpr std::int64_t second = 1'000'000'000;  // in nanoseconds
constexpr std::int64_t day_seconds = 24 * 60 * 60;

bool is_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Takes a number of two digits, up to `most`, off the front.
std::optional<std::int64_t> take_two_digits(std::string_view& text, std::int64_t most) {
    const std::string_view digits = text.substr(0, 2);
    if (digits.size() != 2 || !is_digits(digits)) return std::nullopt;
    const auto number = to_integer(digits);
    if (!number || *number > most) return std::nullopt;
    text.remove_prefix(2);
    return number;
}

bool take(std::string_view& text, char expected) {
    if (!text.starts_with(expected)) return false;
    text.remove_prefix(1);
    return true;
}

std::size_t digit_count(std::string_view text) { return std::min(text.find_first_not_of("0123456789"), text.size()); }

/// A fraction behind its point, in nanoseconds; digits beyond them are dropped.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
    constexpr std::size_t digits = 9;
    const std::size_t count = digit_count(text);
    if (count == 0) return std::nullopt;
    std::string fraction(text.substr(0, std::min(count, digits)));
    fraction.resize(digits, '0');
    text.remove_prefix(count);
    return to_integer(fraction);
}

std::optional<std::int64_t> read_offset(std::string_view text) {
    if (text == "Z") return 0;
    const bool behind = text.starts_with('-');
    if (!behind && !text.starts_with('+')) return std::nullopt;
    text.remove_prefix(1);
    const auto hours = take_two_digits(text, 23);
    if (!hours || !take(text, ':')) return std::nullopt;
    const auto minutes = take_two_digits(text, 59);
    if (!minutes || !text.empty()) return std::nullopt;
    const std::int64_t offset = (*hours * 60 + *minutes) * 60;
    return behind ? -offset : offset;
}

struct Unit {
    std::string_view name;
    double nanoseconds;
};

constexpr std::array<Unit, 8> units = {{
    {"ns", 1},
    {"us", 1e3},
    {"\u00b5s", 1e3},
    {"\u03bcs", 1e3},
    {"ms", 1e6},
    {"s", 1e9},
    {"m", 60e9},
    {"h", 3600e9},
}};

}  // namespace

std::string padded(std::int64_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    if (text.size() < digits) text.insert(0, digits - text.size(), '0');
    return text;
}

std::optional<Timestamp> read_timestamp(std::string_view text) {
    constexpr std::size_t date_size = 10;
    const std::string_view date = text.substr(0, date_size);
    const auto day = day_number(date);
    if (!day || !std::all_of(date.begin(), date.end(), [](char c) { return c == '-' || (c >= '0' && c <= '9'); }))
        return std::nullopt;
    text.remove_prefix(date_size);
    if (!take(text, 'T')) return std::nullopt;
    const auto hour = take_two_digits(text, 23);
    if (!hour || !take(text, ':')) return std::nullopt;
    const auto minute = take_two_digits(text, 59);
    if (!minute || !take(text, ':')) return std::nullopt;
    const auto seconds = take_two_digits(text, 59);
    if (!seconds) return std::nullopt;
    Timestamp timestamp;
    if (take(text, '.')) {
        const auto fraction = take_fraction(text);
        if (!fraction) return std::nullopt;
        timestamp.nanoseconds = *fraction;
    }
    const auto offset = read_offset(text);
    if (!offset) return std::nullopt;
    timestamp.offset = *offset;
    timestamp.seconds = *day * day_seconds + (*hour * 60 + *minute) * 60 + *seconds - *offset;
    return timestamp;
}

ClockTime clock_time(const Timestamp& timestamp) {
    const std::int64_t local = timestamp.seconds + timestamp.offset;
    const std::int64_t in_day = (local % day_seconds + day_seconds) % day_seconds;
    const std::chrono::sys_days day{std::chrono::days((local - in_day) / day_seconds)};
    const std::chrono::year_month_day date{day};
    ClockTime time;
    time.year = static_cast<int>(date.year());
    time.month = static_cast<unsigned>(date.month());
    time.day = static_cast<unsigned>(date.day());
    time.weekday = std::chrono::weekday(day).c_encoding();
    time.hour = in_day / 3600;
    time.minute = in_day / 60 % 60;
    time.second = in_day % 60;
    return time;
}

std::string timestamp_text(const Timestamp& timestamp) {
    const ClockTime time = clock_time(timestamp);
    const std::string clock = cat(padded(time.year, 4), '-', padded(time.month, 2), '-', padded(time.day, 2), 'T',
                                  padded(time.hour, 2), ':', padded(time.minute, 2), ':', padded(time.second, 2));
    if (timestamp.offset == 0) return clock + 'Z';
    const std::int64_t minutes = std::abs(timestamp.offset) / 60;
    return cat(clock, timestamp.offset < 0 ? '-' : '+', padded(minutes / 60, 2), ':', padded(minutes % 60, 2));
}

std::optional<std::int64_t> read_duration(std::string_view text) {
    constexpr double longest = 9.2e18;  // about 292 years, which is what Go can tell
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    if (text == "0") return 0;
    if (text.empty()) return std::nullopt;
    double total = 0;
    while (!text.empty()) {
        const std::size_t size = std::min(text.find_first_not_of("0123456789."), text.size());
        const auto number = to_number(text.substr(0, size));
        if (!number) return std::nullopt;
        text.remove_prefix(size);
        const std::string_view name = text.substr(0, std::min(text.find_first_of("0123456789."), text.size()));
        const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& each) { return each.name == name; });
        if (unit == units.end()) return std::nullopt;
        text.remove_prefix(name.size());
        total += *number * unit->nanoseconds;
        if (total > longest) return std::nullopt;
    }
    return static_cast<std::int64_t>(std::llround(negative ? -total : total));
}

std::optional<Timestamp> later(Timestamp timestamp, std::int64_t nanoseconds) {
    timestamp.seconds += nanoseconds / second;
    timestamp.nanoseconds += nanoseconds % second;
    if (timestamp.nanoseconds < 0) {
        timestamp.nanoseconds += second;
        --timestamp.seconds;
    } else if (timestamp.nanoseconds >= second) {
        timestamp.nanoseconds -= second;
        ++timestamp.seconds;
    }
    const std::int64_t year = clock_time(timestamp).year;
    return year >= 0 && year <= 9999 ? std::optional(timestamp) : std::nullopt;
}

}  // namespace lintel
