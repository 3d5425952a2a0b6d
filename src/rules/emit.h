#pragma once

#include <string>

#include "rules/practice.h"
#include "rules/rule.h"
#include "rules/rule_example.h"

namespace lintel {

/// The rules as C++ source that defines builtin_rules() with constant data, so that starting the program reads nothing.
std::string emit_cpp(const RuleSet& rules);

/// Likewise for builtin_examples().
std::string emit_examples(std::span<const RuleExample> examples);

/// Likewise for builtin_practices().
std::string emit_practices(std::span<const PracticeDocument> documents);

}  // namespace lintel
