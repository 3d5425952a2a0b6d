#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "cloudformation/conditions.h"

namespace lintel {

class Template;

/// Works out what each condition is when the assumed ones are taken for granted and the variables are as chosen; what
/// that does not decide is unknown.
std::vector<Truth> implied_conditions(const Template& source,
                                      const std::vector<std::pair<std::uint32_t, bool>>& assumed,
                                      const std::vector<Choice>& choices);

/// Searches values of the parameters that bring the assumptions about. A bounded search: 20,000 assignments, then it is
/// given up.
Solution solve(const Template& source, const std::vector<std::pair<std::uint32_t, bool>>& assumed);

}  // namespace lintel
