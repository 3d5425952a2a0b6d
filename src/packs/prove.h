#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/truth.h"
#include "lint/check.h"
#include "packs/fixtures.h"

namespace lintel {

/// What a rule and its fixture do not agree on.
struct Disproof {
    std::uint32_t line = 0;  ///< from 1; 0: the file as a whole
    std::string message;
};

struct Proof {
    Truth fails = Truth::no;          ///< whether the rule fails anywhere in the fixture; else whether that is unknown
    std::vector<Disproof> disproofs;  ///< none: the rule says what the fixture shows
};

/// Holds a rule against a fixture. Rules that a mark names are looked at beside it; what others say does not count.
/// `options` gives the date and whatever else rules depend on; which rules are on is not taken from it.
Proof prove(const Rule& rule, const Fixture& fixture, const RuleSet& rules, CheckOptions options);

}  // namespace lintel
