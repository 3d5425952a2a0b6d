#pragma once

#include <string>

#include "rules/rule.h"

namespace lintel {

/// The rules as C++ source that defines builtin_rules() with constant data, so that starting the program reads nothing.
std::string emit_cpp(const RuleSet& rules);

}  // namespace lintel
