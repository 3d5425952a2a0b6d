#include "cloudformation/search.h"

#include <algorithm>
#include <numeric>

#include "base/text.h"
#include "cloudformation/resolution.h"
#include "cloudformation/sections.h"

namespace lintel {
namespace {

using Assumed = std::vector<std::pair<std::uint32_t, bool>>;

constexpr std::uint32_t most_assignments = 20'000;
/// For the question whether a variable could be anything else: where it is not answered soon it could.
constexpr std::uint32_t most_assignments_to_force = 2'000;

Truth assumption(const Assumed& assumed, std::uint32_t condition) {
    const auto at = std::lower_bound(assumed.begin(), assumed.end(), condition,
                                     [](const auto& pair, std::uint32_t wanted) { return pair.first < wanted; });
    return at != assumed.end() && at->first == condition ? truth(at->second) : Truth::unknown;
}

/// What must hold: an assumed condition, or an assertion of the Rules section.
struct Constraint {
    NodeId rule = no_node;
    std::uint32_t condition = 0;
    bool holds = true;
    std::vector<std::uint32_t> conditions;  ///< all that it depends on, by rank; an assumed condition is the last
    std::vector<std::uint32_t> variables;   ///< sorted; without those that are fixed
};

/// Variables that the constraints tie together, and those constraints.
struct Component {
    std::vector<std::uint32_t> variables;  ///< in the order in which they are chosen
    std::vector<const Constraint*> constraints;
};

enum class Outcome : std::uint8_t { found, none, given_up };

class Search {
   public:
    Search(const Template& source, const Assumed& assumed)
        : source_(source), assumed_(assumed), env_(arena_, scenario_), assignment_(source) {}

    Assignment& assignment() { return assignment_; }

    /// The truth of a condition under the assignment, all that it depends on being worked out already.
    void work_out(std::uint32_t condition) {
        Resolution r{source_, env_, &assignment_};
        Truth holds = truth_of(r, source_.conditions().node(condition));
        if (holds == Truth::unknown) holds = assumption(assumed_, condition);
        if (holds == Truth::unknown && source_.conditions().opaque(condition)) {
            const Candidate* chosen = assignment_.chosen(Variables::of_condition(source_, condition));
            if (chosen != nullptr) holds = truth(chosen->text == "true");
        }
        assignment_.set_condition(condition, holds);
    }

    bool violated(const Constraint& constraint) {
        for (const std::uint32_t condition : constraint.conditions) work_out(condition);
        if (constraint.rule != no_node) return rule_violated(constraint.rule);
        return assignment_.condition(constraint.condition) == truth(!constraint.holds);
    }

    /// Chooses the variables of a component so that no constraint is violated. `excluded` is a candidate that is not to
    /// be taken.
    Outcome choose(const Component& component, std::uint32_t limit, const Candidate* excluded = nullptr) {
        const Variables& variables = source_.conditions().variables();
        for (const std::uint32_t variable : component.variables) assignment_.choose(variable, nullptr);
        for (const Constraint* constraint : component.constraints) {
            if (violated(*constraint)) return Outcome::none;
        }
        std::vector<std::size_t> next(component.variables.size() + 1, 0);
        std::size_t depth = 0;
        for (std::uint32_t tried = 0; depth < component.variables.size();) {
            const std::uint32_t variable = component.variables[depth];
            const std::vector<Candidate>& candidates = variables[variable].candidates;
            if (next[depth] == candidates.size()) {
                assignment_.choose(variable, nullptr);
                next[depth] = 0;
                if (depth == 0) return Outcome::none;
                --depth;
                continue;
            }
            const Candidate& candidate = candidates[next[depth]++];
            if (&candidate == excluded) continue;
            if (++tried > limit || env_.exhausted()) return Outcome::given_up;
            assignment_.choose(variable, &candidate);
            if (fits(component, variable)) ++depth;
        }
        return Outcome::found;
    }

   private:
    bool fits(const Component& component, std::uint32_t variable) {
        for (const Constraint* constraint : component.constraints) {
            if (std::binary_search(constraint->variables.begin(), constraint->variables.end(), variable) &&
                violated(*constraint)) {
                return false;
            }
        }
        return true;
    }

    /// An assertion that is false where the rule applies.
    bool rule_violated(NodeId rule) {
        Resolution r{source_, env_, &assignment_};
        const Document& document = source_.document();
        const NodeId applies = member_of(document, rule, "RuleCondition");
        if (applies != no_node && truth_of(r, applies) != Truth::yes) return false;
        const NodeId assertions = member_of(document, rule, "Assertions");
        if (assertions == no_node) return false;
        for (const NodeId assertion : arguments(r, assertions)) {
            const NodeId assert_node = member_of(document, assertion, "Assert");
            if (assert_node != no_node && truth_of(r, assert_node) == Truth::no) return true;
        }
        return false;
    }

    const Template& source_;
    const Assumed& assumed_;
    Arena arena_;
    Scenario scenario_;
    Env env_;
    Assignment assignment_;
};

/// The conditions that these depend on, themselves included, by rank.
std::vector<std::uint32_t> closure(const Conditions& conditions, const std::vector<std::uint32_t>& roots) {
    std::vector<bool> seen(conditions.size());
    std::vector<std::uint32_t> found;
    const auto add = [&](std::uint32_t condition) {
        if (seen[condition] || conditions.circular(condition)) return;
        seen[condition] = true;
        found.push_back(condition);
    };
    for (const std::uint32_t root : roots) add(root);
    for (std::size_t next = 0; next < found.size(); ++next) {
        const std::uint32_t condition = found[next];  // by value: `add` lets the vector grow
        for (const std::uint32_t used : conditions.conditions_of(condition)) add(used);
    }
    std::sort(found.begin(), found.end(),
              [&](std::uint32_t a, std::uint32_t b) { return conditions.rank(a) < conditions.rank(b); });
    return found;
}

void complete(const Template& source, const Assumed& assumed, const std::vector<std::uint32_t>& roots,
              const std::vector<std::uint32_t>& own_variables, Constraint& constraint) {
    const Conditions& conditions = source.conditions();
    constraint.conditions = closure(conditions, roots);
    std::vector<std::uint32_t> variables = own_variables;
    for (const std::uint32_t condition : constraint.conditions) {
        const auto& own = conditions.variables_of(condition);
        variables.insert(variables.end(), own.begin(), own.end());
        if (conditions.opaque(condition) && assumption(assumed, condition) == Truth::unknown) {
            variables.push_back(Variables::of_condition(source, condition));
        }
    }
    std::sort(variables.begin(), variables.end());
    variables.erase(std::unique(variables.begin(), variables.end()), variables.end());
    std::erase_if(variables,
                  [&](std::uint32_t variable) { return conditions.variables()[variable].fixed() != nullptr; });
    constraint.variables = std::move(variables);
}

/// The assumed conditions, and the rules that speak about the same variables.
std::vector<Constraint> constraints_of(const Template& source, const Assumed& assumed) {
    const Conditions& conditions = source.conditions();
    std::vector<Constraint> out;
    std::vector<bool> involved(conditions.variables().size());
    const auto involve = [&](const Constraint& constraint) {
        for (const std::uint32_t variable : constraint.variables) involved[variable] = true;
    };
    for (const auto& [condition, holds] : assumed) {
        if (conditions.circular(condition)) continue;
        Constraint constraint;
        constraint.condition = condition;
        constraint.holds = holds;
        complete(source, assumed, {condition}, {}, constraint);
        involve(constraint);
        out.push_back(std::move(constraint));
    }
    std::vector<Constraint> rules;
    for (const Conditions::RuleSection& rule : conditions.rules()) {
        Constraint constraint;
        constraint.rule = rule.node;
        complete(source, assumed, rule.uses.conditions, rule.uses.variables, constraint);
        rules.push_back(std::move(constraint));
    }
    std::vector<bool> included(rules.size());
    for (bool more = true; more;) {
        more = false;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const auto& variables = rules[i].variables;
            const bool concerns = std::any_of(variables.begin(), variables.end(),
                                              [&](std::uint32_t variable) { return involved[variable]; });
            if (included[i] || !concerns) continue;
            included[i] = true;
            involve(rules[i]);
            out.push_back(rules[i]);
            more = true;
        }
    }
    return out;
}

/// Splits the problem into parts that have nothing to do with one another, so that each is searched on its own.
std::vector<Component> components_of(const std::vector<Constraint>& constraints, std::uint32_t variables) {
    std::vector<std::uint32_t> parent(variables);
    std::iota(parent.begin(), parent.end(), 0U);
    const auto root = [&](std::uint32_t variable) {
        while (parent[variable] != variable) variable = parent[variable] = parent[parent[variable]];
        return variable;
    };
    for (const Constraint& constraint : constraints) {
        for (const std::uint32_t variable : constraint.variables)
            parent[root(variable)] = root(constraint.variables.front());
    }
    constexpr std::uint32_t none = UINT32_MAX;
    std::vector<std::uint32_t> component_at(variables, none);
    std::vector<bool> placed(variables);
    std::vector<Component> out;
    for (const Constraint& constraint : constraints) {
        if (constraint.variables.empty()) {
            out.push_back({{}, {&constraint}});
            continue;
        }
        std::uint32_t& at = component_at[root(constraint.variables.front())];
        if (at == none) {
            at = static_cast<std::uint32_t>(out.size());
            out.emplace_back();
        }
        out[at].constraints.push_back(&constraint);
        for (const std::uint32_t variable : constraint.variables) {
            if (!placed[variable]) out[at].variables.push_back(variable);
            placed[variable] = true;
        }
    }
    return out;
}

/// Parameters that are given already, stored values and what is nobody's to choose are left out.
void add_to_example(const Template& source, const Choice& choice, Example& example) {
    const std::size_t parameters = source.parameters().all().size();
    const bool pseudo = choice.variable >= parameters;
    if (choice.variable >= Variables::of_condition(source, 0)) return;
    const Variable& variable = source.conditions().variables()[choice.variable];
    if (variable.given || (pseudo && choice.candidate == variable.candidates.data())) return;
    std::string text = choice.candidate->text;
    if (!pseudo) {
        const ParameterDeclaration& parameter = source.parameters().all()[choice.variable];
        if (parameter.type == ParameterType::stored) return;
        if (parameter.secret && !text.empty()) text = "****";
    }
    example.emplace_back(Variables::name(source, choice.variable), std::move(text));
}

/// Solves one component; rules that no values satisfy are not taken seriously.
Outcome solve_component(Search& search, Component& component) {
    const Outcome outcome = search.choose(component, most_assignments);
    const auto is_rule = [](const Constraint* constraint) { return constraint->rule != no_node; };
    if (outcome != Outcome::none || std::none_of(component.constraints.begin(), component.constraints.end(), is_rule))
        return outcome;
    Component rules = component;
    std::erase_if(rules.constraints, [&](const Constraint* constraint) { return !is_rule(constraint); });
    if (search.choose(rules, most_assignments) != Outcome::none) return Outcome::none;
    std::erase_if(component.constraints, is_rule);
    return search.choose(component, most_assignments);
}

}  // namespace

std::vector<Truth> implied_conditions(const Template& source, const Assumed& assumed,
                                      const std::vector<Choice>& choices) {
    Search search(source, assumed);
    for (const Choice& choice : choices) {
        if (choice.forced) search.assignment().choose(choice.variable, choice.candidate);
    }
    std::vector<Truth> out(source.conditions().size(), Truth::unknown);
    for (const std::uint32_t condition : source.conditions().ranked()) {
        search.work_out(condition);
        out[condition] = search.assignment().condition(condition);
    }
    return out;
}

Solution solve(const Template& source, const Assumed& assumed) {
    Solution solution;
    Search search(source, assumed);
    const std::vector<Constraint> constraints = constraints_of(source, assumed);
    for (Component& component : components_of(constraints, source.conditions().variables().size())) {
        const Outcome outcome = solve_component(search, component);
        if (outcome == Outcome::given_up) {
            solution.unsure = true;
            for (const std::uint32_t variable : component.variables)
                solution.choices.push_back({variable, nullptr, false});
            continue;
        }
        if (outcome == Outcome::none) {
            solution = {};
            solution.feasible = false;
            break;
        }
        const std::size_t first = solution.choices.size();
        for (const std::uint32_t variable : component.variables) {
            solution.choices.push_back({variable, search.assignment().chosen(variable), false});
        }
        for (std::size_t i = first; i < solution.choices.size(); ++i) {
            Choice& choice = solution.choices[i];
            if (choice.candidate->other) continue;
            choice.forced = search.choose(component, most_assignments_to_force, choice.candidate) == Outcome::none;
        }
    }
    std::sort(solution.choices.begin(), solution.choices.end(),
              [](const Choice& a, const Choice& b) { return a.variable < b.variable; });
    solution.conditions = solution.feasible ? implied_conditions(source, assumed, solution.choices)
                                            : std::vector<Truth>(source.conditions().size(), Truth::unknown);
    if (solution.unsure) return solution;
    for (const Choice& choice : solution.choices) add_to_example(source, choice, solution.example);
    std::sort(solution.example.begin(), solution.example.end());
    return solution;
}

}  // namespace lintel
