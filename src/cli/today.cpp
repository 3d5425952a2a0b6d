#include "cli/today.h"

#include <chrono>
#include <ctime>

namespace lintel {

std::string today() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[sizeof "YYYY-MM-DD"];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &utc)};
}

}  // namespace lintel
