#pragma once

#include <string>

namespace lintel {

/// The day that it is, in UTC: YYYY-MM-DD.
std::string today();

}  // namespace lintel
