#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "base/truth.h"
#include "model/value.h"

namespace lintel {

struct Assumption {
    Condition condition;
    bool holds = true;
    friend bool operator==(const Assumption&, const Assumption&) = default;
};

/// Which conditions are taken to hold and which not. A condition that it does not name is undecided.
class Scenario {
   public:
    const std::vector<Assumption>& assumptions() const { return assumptions_; }
    bool empty() const { return assumptions_.empty(); }
    Truth holds(Condition condition) const;
    Scenario with(Condition condition, bool holds) const;
    Scenario without(Condition condition) const;
    /// The assumptions about conditions of one source alone.
    Scenario of(const Source* source) const;
    friend bool operator==(const Scenario&, const Scenario&) = default;

   private:
    std::vector<Assumption> assumptions_;
};

/// Names and values of parameters (variables) that bring a scenario about, sorted by name.
using Example = std::vector<std::pair<std::string, std::string>>;

/// One evaluation under one scenario: where values are made, and what it turned out to depend on.
///
/// When a value depends on a condition that the scenario leaves undecided it becomes unknown, and the first such
/// condition is noted here. If the verdict is unknown in the end, the caller judges again with that condition assumed
/// both ways; if it is known all the same, the condition did not matter.
class Env {
   public:
    /// Both must outlive the Env, and the scenario must not change meanwhile. `depth`: that of the evaluation which
    /// this one is a part of.
    Env(Arena& arena, const Scenario& scenario, std::uint32_t depth = 0)
        : arena_(arena), scenario_(scenario), depth_(depth) {}

    Arena& arena() { return arena_; }
    const Scenario& scenario() const { return scenario_; }

    void need(Condition condition) {
        if (!needed_) needed_ = condition;
    }
    /// The first undecided condition that a value depended on, or none.
    Condition needed() const { return needed_; }
    void forget_needed() { needed_ = {}; }

    /// Takes steps of the evaluation budget; false when it is used up, and then values become unknown.
    bool step(std::size_t cost = 1) {
        steps_ =
            cost > max_steps - std::min(steps_, max_steps) ? max_steps + 1 : steps_ + static_cast<std::uint32_t>(cost);
        return steps_ <= max_steps;
    }
    bool exhausted() const { return steps_ > max_steps; }

    /// Goes one level deeper into nested expressions; false when they nest too deep, and then values become unknown.
    /// Each call is followed by one of `ascend`.
    bool descend() { return ++depth_ <= max_depth; }
    void ascend() { --depth_; }
    std::uint32_t depth() const { return depth_; }

    /// Where a source last was in a list, so that going through one by index costs no more than going through its
    /// nodes.
    struct Cursor {
        Place list;
        std::uint32_t index = 0;
        NodeId item = no_node;
    };
    Cursor& cursor(const Place& list) { return cursors_[list.node % cursors_.size()]; }

    /// What a source worked out about this scenario, for its own use only; null if it has nothing here.
    const void* remembered(const Source* source) const { return source == remembered_for_ ? remembered_ : nullptr; }
    void remember(const Source* source, const void* what) {
        remembered_for_ = source;
        remembered_ = what;
    }

    static constexpr std::uint32_t max_steps = 2'000'000;
    static constexpr std::uint32_t max_depth =
        512;  // twice the nesting of a document: YAML aliases can nest deeper than it

   private:
    Arena& arena_;
    const Scenario& scenario_;
    Condition needed_;
    std::uint32_t steps_ = 0;
    std::uint32_t depth_ = 0;
    std::array<Cursor, 8> cursors_;  // lists within lists
    const Source* remembered_for_ = nullptr;
    const void* remembered_ = nullptr;
};

}  // namespace lintel
