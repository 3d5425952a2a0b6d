#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cloudformation/name_table.h"
#include "cloudformation/variables.h"
#include "document/document.h"
#include "model/scenario.h"

namespace lintel {

class Template;

/// What a variable is in a solution.
struct Choice {
    std::uint32_t variable = 0;
    const Candidate* candidate = nullptr;  ///< null: the search was given up
    bool forced = false;                   ///< no other candidate goes with the scenario
};

/// What follows from a scenario.
struct Solution {
    bool feasible = true;
    bool unsure = false;            ///< the search was given up; then it counts as feasible
    std::vector<Choice> choices;    ///< of the variables that matter, sorted by variable; parameters stay with their
                                    ///< defaults where they can
    std::vector<Truth> conditions;  ///< what each condition is for sure, by index
    Example example;

    /// Null where the variable does not matter to the scenario.
    const Choice* find(std::uint32_t variable) const;
};

/// The Conditions and Rules sections: boolean functions of the parameters.
class Conditions {
   public:
    Conditions(const Document& document, NodeId conditions, NodeId rules);

    std::uint32_t size() const { return static_cast<std::uint32_t>(conditions_.size()); }
    std::string_view name(std::uint32_t condition) const { return conditions_[condition].name; }
    NodeId node(std::uint32_t condition) const { return conditions_[condition].node; }
    std::optional<std::uint32_t> find(std::string_view name) const { return names_.find(name); }

    /// Works out what depends on what. Called once, when the rest of the template can be asked.
    void analyse(const Template& source);

    const Variables& variables() const { return variables_; }
    const std::vector<std::uint32_t>& conditions_of(std::uint32_t condition) const {
        return conditions_[condition].uses.conditions;
    }
    const std::vector<std::uint32_t>& variables_of(std::uint32_t condition) const {
        return conditions_[condition].uses.variables;
    }
    /// It depends on what nobody can know offline (an imported value), so that it is as free as a parameter.
    bool opaque(std::uint32_t condition) const { return conditions_[condition].uses.opaque; }
    /// It depends on itself.
    bool circular(std::uint32_t condition) const { return conditions_[condition].rank == unranked; }
    /// A condition ranks behind all that it depends on.
    std::uint32_t rank(std::uint32_t condition) const { return conditions_[condition].rank; }
    /// Conditions in the order of their ranks; circular ones are left out.
    const std::vector<std::uint32_t>& ranked() const { return ranked_; }

    struct RuleSection {
        NodeId node = no_node;
        Mentions uses;
    };
    const std::vector<RuleSection>& rules() const { return rules_; }

    /// The same whatever values the parameters get; unknown if it is not.
    Truth constant(std::uint32_t condition) const { return constants_[condition]; }

    /// What follows from the assumptions about this template; null where there are none.
    const Solution* solution(const Template& source, Env& env) const;
    const Solution* solution(const Template& source, const Scenario& scenario) const;

   private:
    static constexpr std::uint32_t unranked = UINT32_MAX;
    struct Declared {
        std::string_view name;
        NodeId node = no_node;
        Mentions uses;
        std::uint32_t rank = unranked;
    };
    using Assumed = std::vector<std::pair<std::uint32_t, bool>>;

    void rank_all();

    std::vector<Declared> conditions_;
    NameTable names_;
    std::vector<RuleSection> rules_;
    std::vector<std::uint32_t> ranked_;
    Variables variables_;
    std::vector<Truth> constants_;

    mutable std::mutex solving_;
    mutable std::map<Assumed, std::unique_ptr<const Solution>> solved_;
};

}  // namespace lintel
