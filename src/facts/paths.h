#pragma once

#include <string_view>
#include <vector>

#include "model/value.h"

namespace lintel {

class Env;

/// A value found at the end of a path, and the map it stands in.
struct Reached {
    Value value;
    Value parent;
    bool undecided = false;  ///< unknown because of a condition that the scenario leaves open
    Condition needed;        ///< that condition
};

/// What stands at a path below a value.
struct AtPath {
    std::vector<Reached> values;  ///< absent where the way ends early, so that an item keeps its index
    /// Unknown where a condition that is not decided says how many values there are; else absent.
    Value undecided;
};

/// Follows a path of member names, "[]" behind a list whose items are taken one by one: "Policies[].PolicyDocument". An
/// unknown on the way is taken for the value.
AtPath at_path(const Value& from, std::string_view path, Env& env);

}  // namespace lintel
