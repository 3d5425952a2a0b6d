#pragma once

#include <string>

#include "lift/lift.h"

namespace lintel {

/// The tables as C++ source that defines builtin_lift() with constant data.
std::string emit_lift(const LiftTable& table);

}  // namespace lintel
