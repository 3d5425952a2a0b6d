#include "base/date.h"

#include <chrono>

#include "base/text.h"

namespace lintel {

std::optional<std::int64_t> day_number(std::string_view date) {
    if (date.size() != 10 || date[4] != '-' || date[7] != '-') return std::nullopt;
    const auto year = to_integer(date.substr(0, 4));
    const auto month = to_integer(date.substr(5, 2));
    const auto day = to_integer(date.substr(8, 2));
    if (!year || !month || !day || *year < 0 || *month < 1 || *day < 1) return std::nullopt;
    const std::chrono::year_month_day parsed{std::chrono::year(static_cast<int>(*year)),
                                             std::chrono::month(static_cast<unsigned>(*month)),
                                             std::chrono::day(static_cast<unsigned>(*day))};
    if (!parsed.ok()) return std::nullopt;
    return std::chrono::sys_days(parsed).time_since_epoch().count();
}

}  // namespace lintel
