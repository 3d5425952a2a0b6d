#pragma once

#include <string_view>

namespace lintel {

/// The version of this build, as in "0.1.0".
std::string_view version();

}  // namespace lintel
