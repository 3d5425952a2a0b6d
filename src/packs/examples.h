#pragma once

#include <deque>
#include <string>
#include <vector>

#include "packs/rulebook.h"
#include "rules/rule_example.h"

namespace lintel {

/// Examples, with the texts that those of packs stand in.
struct RuleExamples {
    std::vector<RuleExample> all;
    std::deque<std::string> texts;
};

/// The examples of all rules; those of a pack's are its fixtures. What cannot be read is left out.
RuleExamples examples_of(const Rulebook& rulebook);

}  // namespace lintel
