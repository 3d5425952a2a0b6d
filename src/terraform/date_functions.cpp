#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <tuple>

#include "base/text.h"
#include "terraform/function_table.h"
#include "terraform/function_values.h"
#include "terraform/timestamp.h"

namespace lintel {
namespace {

constexpr std::string_view no_timestamp = "a text that is no timestamp";

constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> weekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                      "Thursday", "Friday", "Saturday"};

std::optional<Timestamp> timestamp_of(const Value& value, Env& env) {
    const auto text = text_of(value, env);
    return text ? read_timestamp(*text) : std::nullopt;
}

/// A number as one letter or two ask for it: with as many digits as need be, or with two at least.
std::optional<std::string> digits_text(std::int64_t number, std::size_t letters) {
    if (letters > 2) return std::nullopt;
    return padded(number, letters);
}

std::optional<std::string> year_text(std::int64_t year, std::size_t letters) {
    if (letters != 2 && letters != 4) return std::nullopt;
    return padded(letters == 2 ? year % 100 : year, letters);
}

std::optional<std::string> month_text(std::int64_t month, std::size_t letters) {
    const std::string_view name = months[static_cast<std::size_t>(month - 1)];
    if (letters == 3) return std::string(name.substr(0, 3));
    return letters == 4 ? std::optional<std::string>(name) : digits_text(month, letters);
}

std::optional<std::string> weekday_text(std::int64_t weekday, std::size_t letters) {
    const std::string_view name = weekdays[static_cast<std::size_t>(weekday)];
    if (letters == 3) return std::string(name.substr(0, 3));
    return letters == 4 ? std::optional<std::string>(name) : std::nullopt;
}

std::optional<std::string> offset_text(std::int64_t offset, std::size_t letters) {
    if (letters == 2 || letters > 5) return std::nullopt;
    if (offset == 0 && letters == 1) return "Z";
    if (offset == 0 && letters == 3) return "UTC";
    const std::int64_t minutes = std::abs(offset) / 60;
    const std::string_view colon = letters == 1 || letters == 5 ? ":" : "";
    return cat(offset < 0 ? '-' : '+', padded(minutes / 60, 2), colon, padded(minutes % 60, 2));
}

std::optional<std::string> half_day_text(std::int64_t hour, std::string_view letters) {
    if (letters == "AA") return hour < 12 ? "AM" : "PM";
    if (letters == "aa") return hour < 12 ? "am" : "pm";
    return std::nullopt;
}

/// What a run of one letter stands for; nothing if it is none of the format's (source: Terraform language, Functions,
/// formatdate).
std::optional<std::string> letters_text(std::string_view letters, const Timestamp& timestamp) {
    const ClockTime time = clock_time(timestamp);
    switch (letters.front()) {
        case 'Y':
            return year_text(time.year, letters.size());
        case 'M':
            return month_text(time.month, letters.size());
        case 'D':
            return digits_text(time.day, letters.size());
        case 'E':
            return weekday_text(time.weekday, letters.size());
        case 'h':
            return digits_text(time.hour, letters.size());
        case 'H':
            return digits_text(time.hour % 12 == 0 ? 12 : time.hour % 12, letters.size());
        case 'A':
        case 'a':
            return half_day_text(time.hour, letters);
        case 'm':
            return digits_text(time.minute, letters.size());
        case 's':
            return digits_text(time.second, letters.size());
        case 'Z':
            return offset_text(timestamp.offset, letters.size());
        default:
            return std::nullopt;
    }
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Takes a text in single quotes off the front; two quotes stand for one, also where there is nothing between them.
std::optional<std::string> take_quoted(std::string_view& format) {
    std::string text;
    format.remove_prefix(1);
    if (format.starts_with('\'')) {
        format.remove_prefix(1);
        return "'";
    }
    while (!format.empty()) {
        if (format.starts_with("''")) {
            format.remove_prefix(1);
        } else if (format.starts_with('\'')) {
            format.remove_prefix(1);
            return text;
        }
        text += format.front();
        format.remove_prefix(1);
    }
    return std::nullopt;
}

std::optional<std::string> formatted(std::string_view format, const Timestamp& timestamp) {
    std::string out;
    while (!format.empty()) {
        std::optional<std::string> piece;
        if (format.starts_with('\'')) {
            piece = take_quoted(format);
        } else if (!is_letter(format.front())) {
            piece = std::string(1, format.front());
            format.remove_prefix(1);
        } else {
            const std::size_t size = std::min(format.find_first_not_of(format.front()), format.size());
            piece = letters_text(format.substr(0, size), timestamp);
            format.remove_prefix(size);
        }
        if (!piece) return std::nullopt;
        out += *piece;
    }
    return out;
}

Value formatted_date(Arguments arguments, CallContext& context) {
    const auto format = text_of(arguments[0], context.env);
    const auto timestamp = timestamp_of(arguments[1], context.env);
    if (!timestamp) return refused(no_timestamp, context);
    if (!format || !context.env.step(format->size())) return refused("a date format that cannot be read", context);
    const auto text = formatted(*format, *timestamp);
    return text ? made_text(*text, context) : refused("a date format that cannot be read", context);
}

Value added_time(Arguments arguments, CallContext& context) {
    const auto timestamp = timestamp_of(arguments[0], context.env);
    const auto duration_text = text_of(arguments[1], context.env);
    const auto duration = duration_text ? read_duration(*duration_text) : std::nullopt;
    if (!timestamp) return refused(no_timestamp, context);
    if (!duration) return refused("a text that is no duration", context);
    const auto sum = later(*timestamp, *duration);
    return sum ? made_text(timestamp_text(*sum), context) : refused("a time that no timestamp can tell", context);
}

Value compared_time(Arguments arguments, CallContext& context) {
    const auto a = timestamp_of(arguments[0], context.env);
    const auto b = timestamp_of(arguments[1], context.env);
    if (!a || !b) return refused(no_timestamp, context);
    const auto left = std::tie(a->seconds, a->nanoseconds);
    const auto right = std::tie(b->seconds, b->nanoseconds);
    return made_number(left < right ? -1 : right < left ? 1 : 0, context);
}

constexpr std::array table = {
    TerraformFunction{"formatdate", 2, 2, false, makes<formatted_date>},
    TerraformFunction{"timeadd", 2, 2, false, makes<added_time>},
    TerraformFunction{"timecmp", 2, 2, false, makes<compared_time>},
};
static_assert(is_sorted_by_name(table));

}  // namespace

std::span<const TerraformFunction> date_functions() { return table; }

}  // namespace lintel
