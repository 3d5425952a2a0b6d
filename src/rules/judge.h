#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/evaluate.h"

namespace lintel {

/// A place besides the culprit that a failure concerns.
struct RelatedNote {
    Place place;
    std::string message;
    friend bool operator==(const RelatedNote&, const RelatedNote&) = default;
};

/// How many related places a finding has at most; more would not be read.
inline constexpr std::size_t max_related = 16;

/// A case that fails for a subject: in every scenario that makes the same assumptions.
struct Failure {
    const Rule* rule = nullptr;
    Severity severity = Severity::medium;
    std::string message;
    Place culprit;                     ///< what to blame
    Place subject;                     ///< the item of `each`, or the resource, parameter or template
    std::vector<RelatedNote> related;  ///< each once, `max_related` at most
    const TraceStep* trace = nullptr;  ///< how the blamed value came to be; in the judge's arena
    Scenario when;                     ///< beyond the condition under which the subject exists at all
    Scenario scenario;                 ///< all assumptions, for an example
};

/// A case that could not be decided for a subject.
struct Undecided {
    const Rule* rule = nullptr;
    Place place;
    std::string cause;
};

struct Judgement {
    std::vector<Failure> failures;
    std::vector<Undecided> undecided;
};

/// How many scenarios one rule may need for one item before lintel gives up and calls it unknown.
inline constexpr std::size_t max_scenarios = 64;

/// Judges the subjects of one graph, or an account. It explores conditions as the rules need them: an evaluation that
/// turns out to depend on an undecided condition is repeated with the condition assumed both ways, where both can be.
class Judge {
   public:
    /// With an `account` that is judged, and `graph` holds what belongs to none of its inputs.
    Judge(const RuleSet& rules, const Graph& graph, std::string_view as_of, RegexCache& regexes,
          const Account* account = nullptr);

    /// Tells the judge which subject comes next: facts are kept between the rules for one subject, and traces end with
    /// it.
    void begin(const Value& subject, Condition exists_only_if);
    /// Judges the subject by one case of a rule. The graph must outlive the judgement; its traces live until the next
    /// subject begins.
    void judge(const ActiveRule& rule, const Case& one, Judgement& out);

   private:
    struct Leaf {
        Truth fails = Truth::no;
        Scenario scenario;
        Failure failure;
        Undecided undecided;
    };

    Value list_in(const Case& one, const Scenario& scenario);
    void explore(const ActiveRule& rule, const Case& one, const Scenario& scenario, const Value* item,
                 std::uint32_t index, std::vector<Leaf>& leaves);
    void explore_items(const ActiveRule& rule, const Case& one, const Scenario& scenario, Judgement& out,
                       std::size_t& budget);
    bool fork(Condition condition, const Scenario& scenario, std::vector<Scenario>& branches) const;
    Leaf evaluate_case(const ActiveRule& rule, const Case& one, Env& env, FactCache& cache, const Value* item);
    void settle(const ActiveRule& rule, const Case& one, std::vector<Leaf>& leaves, Judgement& out);
    void settle_apart(std::vector<Leaf>& leaves, Judgement& out);
    static void settle_together(const ActiveRule& rule, std::vector<Leaf>& leaves, Judgement& out);
    EvalContext context(const ActiveRule& rule, Env& env, FactCache& cache) const {
        return {rules_, {graph_, env}, cache, regexes_, as_of_, rule.settings, account_};
    }
    Scenario beyond_base(Scenario scenario) const;

    const RuleSet& rules_;
    const Graph& graph_;
    std::string_view as_of_;
    RegexCache& regexes_;
    const Account* account_;
    Arena arena_;
    Value subject_;
    Scenario base_;
    bool impossible_ = false;
    FactCache base_cache_;
};

}  // namespace lintel
