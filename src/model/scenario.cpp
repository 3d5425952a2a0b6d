#include "model/scenario.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace lintel {
namespace {

bool before(const Condition& a, const Condition& b) {
    if (a.source != b.source) return std::less<>{}(a.source, b.source);
    return a.index < b.index;
}

// Kept sorted, so that two scenarios that assume the same are equal.
template <typename Assumptions>
auto position_of(Assumptions& assumptions, const Condition& condition) {
    return std::lower_bound(assumptions.begin(), assumptions.end(), condition,
                            [](const Assumption& a, const Condition& c) { return before(a.condition, c); });
}

}  // namespace

Truth Scenario::holds(Condition condition) const {
    const auto at = position_of(assumptions_, condition);
    return at != assumptions_.end() && at->condition == condition ? truth(at->holds) : Truth::unknown;
}

Scenario Scenario::with(Condition condition, bool holds) const {
    Scenario other = *this;
    const auto at = position_of(other.assumptions_, condition);
    if (at != other.assumptions_.end() && at->condition == condition) {
        at->holds = holds;
    } else {
        other.assumptions_.insert(at, {condition, holds});
    }
    return other;
}

Scenario Scenario::without(Condition condition) const {
    Scenario other = *this;
    const auto at = position_of(other.assumptions_, condition);
    if (at != other.assumptions_.end() && at->condition == condition) other.assumptions_.erase(at);
    return other;
}

Scenario Scenario::of(const Source* source) const {
    Scenario own;
    std::copy_if(assumptions_.begin(), assumptions_.end(), std::back_inserter(own.assumptions_),
                 [&](const Assumption& assumption) { return assumption.condition.source == source; });
    return own;
}

}  // namespace lintel
