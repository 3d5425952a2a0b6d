#include "cloudformation/conditions.h"

#include <algorithm>

#include "cloudformation/search.h"
#include "cloudformation/sections.h"
#include "cloudformation/template.h"

namespace lintel {

const Choice* Solution::find(std::uint32_t variable) const {
    const auto at =
        std::lower_bound(choices.begin(), choices.end(), variable,
                         [](const Choice& choice, std::uint32_t wanted) { return choice.variable < wanted; });
    return at != choices.end() && at->variable == variable ? &*at : nullptr;
}

Conditions::Conditions(const Document& document, NodeId conditions, NodeId rules) {
    const std::vector<Entry> entries = entries_of(document, conditions);
    names_ = NameTable(entries.size());
    conditions_.reserve(entries.size());
    for (const Entry& entry : entries) {
        names_.set(entry.name, size());
        conditions_.push_back({entry.name, entry.node, {}, unranked});
    }
    for (const Entry& entry : entries_of(document, rules)) rules_.push_back({entry.node, {}});
}

void Conditions::analyse(const Template& source) {
    std::vector<NodeId> expressions;
    for (Declared& condition : conditions_) {
        condition.uses = Variables::mentions(source, condition.node);
        expressions.push_back(condition.node);
    }
    for (RuleSection& rule : rules_) {
        rule.uses = Variables::mentions(source, rule.node);
        expressions.push_back(rule.node);
    }
    if (expressions.empty()) return;
    rank_all();
    variables_.analyse(source, expressions);
    constants_ = implied_conditions(source, {}, {});
}

void Conditions::rank_all() {
    // Topological order by counting what each condition still waits for; what is in a circle, or behind one, waits for
    // ever.
    std::vector<std::uint32_t> waits(size(), 0);
    std::vector<std::vector<std::uint32_t>> used_by(size());
    for (std::uint32_t i = 0; i < size(); ++i) {
        for (const std::uint32_t used : conditions_[i].uses.conditions) used_by[used].push_back(i);
        waits[i] = static_cast<std::uint32_t>(conditions_[i].uses.conditions.size());
        if (waits[i] == 0) ranked_.push_back(i);
    }
    for (std::size_t next = 0; next < ranked_.size(); ++next) {
        conditions_[ranked_[next]].rank = static_cast<std::uint32_t>(next);
        for (const std::uint32_t user : used_by[ranked_[next]]) {
            if (--waits[user] == 0) ranked_.push_back(user);
        }
    }
}

const Solution* Conditions::solution(const Template& source, Env& env) const {
    if (env.scenario().empty()) return nullptr;
    if (const void* known = env.remembered(&source); known != nullptr) return static_cast<const Solution*>(known);
    const Solution* found = solution(source, env.scenario());
    if (found != nullptr) env.remember(&source, found);
    return found;
}

const Solution* Conditions::solution(const Template& source, const Scenario& scenario) const {
    Assumed assumed;
    for (const Assumption& assumption : scenario.assumptions()) {
        if (assumption.condition.source == &source) assumed.emplace_back(assumption.condition.index, assumption.holds);
    }
    if (assumed.empty()) return nullptr;
    {
        const std::lock_guard lock(solving_);
        const auto known = solved_.find(assumed);
        if (known != solved_.end()) return known->second.get();
    }
    auto solved = std::make_unique<const Solution>(solve(source, assumed));
    const std::lock_guard lock(solving_);
    return solved_.try_emplace(std::move(assumed), std::move(solved)).first->second.get();
}

}  // namespace lintel
