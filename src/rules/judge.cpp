#include "rules/judge.h"

#include <algorithm>

#include "facts/build.h"
#include "model/source.h"

namespace lintel {
namespace {

void add_related(const RelatedNote& note, std::vector<RelatedNote>& notes) {
    if (notes.size() < max_related && std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
}

/// Whether a value is sure to be written somewhere.
bool has_place(const Value& value) { return value.place && !value.is(ValueKind::null) && written(value) == Truth::yes; }

void tell_related(const RelatedPlace& related, Locals& locals, EvalContext& context, std::vector<RelatedNote>& notes) {
    if (related.when != no_expr) {
        const Value applies = evaluate(related.when, locals, context);
        if (applies.absent() || as_truth(applies) != Truth::yes) return;
    }
    const Value at = evaluate(related.at, locals, context);
    if (has_place(at)) add_related({at.place, fill(related.message, locals, context)}, notes);
}

/// `locals` holds the case's own variables.
std::vector<RelatedNote> related_notes(const Case& one, const Locals& locals, EvalContext& context) {
    std::vector<RelatedNote> notes;
    for (const RelatedPlace& related : one.related) {
        Locals inner = locals;
        if (related.each == no_expr) {
            tell_related(related, inner, context, notes);
            continue;
        }
        const Value list = evaluate(related.each, inner, context);
        for (const Value& item : items_or_single(list, context.facts.env)) {
            if (notes.size() == max_related) break;
            if (item.is(ValueKind::unknown)) continue;
            inner = locals;
            inner.push_back(item);
            tell_related(related, inner, context, notes);
        }
    }
    return notes;
}

/// Where the rule itself takes a case for less grave, that case stays so; else the severity that somebody gave the rule
/// is what counts.
Severity adjusted(const ActiveRule& rule, const Adjustment& adjustment) {
    if (rule.severity == rule.rule->severity) return adjustment.severity;
    return adjustment.severity < rule.rule->severity ? std::min(adjustment.severity, rule.severity) : rule.severity;
}

}  // namespace

Judge::Judge(const RuleSet& rules, const Graph& graph, std::string_view as_of, RegexCache& regexes,
             const Account* account)
    : rules_(rules), graph_(graph), as_of_(as_of), regexes_(regexes), account_(account) {}

void Judge::begin(const Value& subject, Condition exists_only_if) {
    subject_ = subject;
    base_ = {};
    base_cache_.clear();
    arena_.clear();
    impossible_ = false;
    if (!exists_only_if) return;
    Env env(arena_, base_);
    impossible_ = exists_only_if.source->decide(exists_only_if.index, env) == Truth::no;
    base_ = base_.with(exists_only_if, true);
}

Scenario Judge::beyond_base(Scenario scenario) const {
    for (const Assumption& assumption : base_.assumptions()) scenario = scenario.without(assumption.condition);
    return scenario;
}

/// The scenarios that decide the condition, of those that can be. False if there is nothing to decide.
bool Judge::fork(Condition condition, const Scenario& scenario, std::vector<Scenario>& branches) const {
    if (!condition || scenario.holds(condition) != Truth::unknown) return false;
    for (const bool holds : {true, false}) {
        Scenario branch = scenario.with(condition, holds);
        if (condition.source->feasible(branch)) branches.push_back(std::move(branch));
    }
    return true;
}

Judge::Leaf Judge::evaluate_case(const ActiveRule& rule, const Case& one, Env& env, FactCache& cache,
                                 const Value* item) {
    EvalContext context = this->context(rule, env, cache);
    Locals locals = {subject_};
    if (item != nullptr) locals.push_back(*item);
    const Value& about = item != nullptr ? *item : subject_;
    Leaf leaf;
    leaf.scenario = env.scenario();
    const auto undecided = [&](const Value& why) {
        leaf.fails = Truth::unknown;
        leaf.undecided = {rule.rule, why.place ? why.place : about.place,
                          std::string(why.is(ValueKind::unknown) ? why.text : "a value known only in part")};
    };
    if (one.when != no_expr) {
        const Value when = evaluate(one.when, locals, context);
        const Truth applies = when.absent() ? Truth::no : as_truth(when);
        if (applies == Truth::unknown) undecided(when);
        if (applies != Truth::yes) return leaf;
    }
    const Value result = evaluate(one.condition, locals, context);
    const Truth holds = result.absent() || result.is(ValueKind::null) ? Truth::no : as_truth(result);
    leaf.fails = one.forbid ? holds : !holds;
    if (leaf.fails == Truth::unknown) undecided(result);
    if (leaf.fails != Truth::yes) return leaf;

    Failure& failure = leaf.failure;
    failure.rule = rule.rule;
    failure.severity = rule.severity;
    Value culprit = one.blame != no_expr ? evaluate(one.blame, locals, context) : result;
    if (!culprit.place) culprit = about;
    failure.culprit = culprit.place;
    failure.trace = culprit.trace;
    failure.subject = about.place;
    std::span<const MessagePart> message = one.message;
    for (const Adjustment& adjustment : one.adjust) {
        const Value applies = evaluate(adjustment.when, locals, context);
        if (applies.absent() || as_truth(applies) != Truth::yes) continue;
        failure.severity = adjusted(rule, adjustment);
        if (!adjustment.message.empty()) message = adjustment.message;
        break;
    }
    failure.message = fill(message, locals, context);
    locals.resize(item != nullptr ? 2 : 1);  // without the variables of the expressions so far
    failure.related = related_notes(one, locals, context);
    return leaf;
}

/// Judges one item (or the subject itself) under a scenario, and under those that decide what it depends on.
void Judge::explore(const ActiveRule& rule, const Case& one, const Scenario& scenario, const Value* item,
                    std::uint32_t index, std::vector<Leaf>& leaves) {
    std::vector<Scenario> open = {scenario};
    for (bool first = true; !open.empty(); first = false) {
        const Scenario current = std::move(open.back());
        open.pop_back();
        Env env(arena_, current);
        FactCache own_cache;
        FactCache& cache = current == base_ ? base_cache_ : own_cache;
        Value own_item;
        Condition needed;
        if (item != nullptr) {
            EvalContext context = this->context(rule, env, cache);
            Locals locals = {subject_};
            const Value list = first ? Value{} : evaluate(one.each, locals, context);
            env.forget_needed();
            own_item = first ? *item : index < list.count ? lintel::item(list, index, env) : Value{};
            needed = own_item.needs ? own_item.needs : env.needed();
            env.forget_needed();
            if (own_item.absent()) {
                leaves.push_back({Truth::no, current, {}, {}});
                continue;
            }
        }
        Leaf leaf = evaluate_case(rule, one, env, cache, item != nullptr ? &own_item : nullptr);
        if (leaf.fails == Truth::unknown) {
            std::vector<Scenario> branches;
            if (fork(needed, current, branches) || fork(env.needed(), current, branches)) {
                if (leaves.size() + open.size() + branches.size() > max_scenarios) {
                    leaf.undecided.cause = "it depends on more combinations of conditions than are tried";
                    leaves.push_back(std::move(leaf));
                    return;
                }
                open.insert(open.end(), branches.rbegin(), branches.rend());
                continue;
            }
        }
        leaves.push_back(std::move(leaf));
    }
}

void Judge::explore_items(const ActiveRule& rule, const Case& one, const Scenario& scenario, Judgement& out,
                          std::size_t& budget) {
    Env env(arena_, scenario);
    FactCache own_cache;
    FactCache& cache = scenario == base_ ? base_cache_ : own_cache;
    EvalContext context = this->context(rule, env, cache);
    Locals locals = {subject_};
    const Value list = evaluate(one.each, locals, context);
    if (list.is(ValueKind::unknown)) {
        std::vector<Scenario> branches;
        if (budget > 0 && fork(env.needed(), scenario, branches)) {
            --budget;
            for (const Scenario& branch : branches) explore_items(rule, one, branch, out, budget);
        } else {
            out.undecided.push_back({rule.rule, list.place ? list.place : subject_.place, std::string(list.text)});
        }
        return;
    }
    const bool is_list = list.is(ValueKind::list);
    const std::uint32_t count = is_list ? list.count : list.absent() || list.is(ValueKind::null) ? 0 : 1;
    for (std::uint32_t i = 0; i < count; ++i) {
        env.forget_needed();
        Value item = is_list ? lintel::item(list, i, env) : list;
        if (!item.needs) item.needs = env.needed();
        if (item.absent()) continue;
        std::vector<Leaf> leaves;
        explore(rule, one, scenario, &item, i, leaves);
        settle(rule, one, leaves, out);
    }
}

/// One defect is one finding: scenarios in which the same place fails the same way are joined, and a condition that
/// makes no difference is dropped.
void Judge::settle_apart(std::vector<Leaf>& leaves, Judgement& out) {
    std::vector<Leaf> failing;
    const Leaf* open = nullptr;
    for (Leaf& leaf : leaves) {
        if (leaf.fails == Truth::unknown && open == nullptr) open = &leaf;
        if (leaf.fails == Truth::yes) failing.push_back(std::move(leaf));
    }
    for (bool merged = true; merged;) {
        merged = false;
        for (std::size_t i = 0; i < failing.size() && !merged; ++i) {
            for (std::size_t j = i + 1; j < failing.size() && !merged; ++j) {
                Failure& a = failing[i].failure;
                const Failure& b = failing[j].failure;
                if (a.culprit != b.culprit || a.severity != b.severity || a.message != b.message) continue;
                for (const Assumption& assumption : failing[i].scenario.assumptions()) {
                    const Scenario rest = failing[i].scenario.without(assumption.condition);
                    if (rest != failing[j].scenario.without(assumption.condition)) continue;
                    failing[i].scenario = rest;
                    for (const RelatedNote& note : b.related) add_related(note, a.related);
                    failing.erase(failing.begin() + static_cast<std::ptrdiff_t>(j));
                    merged = true;
                    break;
                }
            }
        }
    }
    std::vector<const Failure*> told;
    for (Leaf& leaf : failing) {
        leaf.failure.scenario = leaf.scenario;
        leaf.failure.when = beyond_base(leaf.scenario);
        // The same place may fail in scenarios that do not join; the first says enough.
        const bool again =
            std::any_of(told.begin(), told.end(), [&](const Failure* f) { return f->culprit == leaf.failure.culprit; });
        if (again) continue;
        out.failures.push_back(leaf.failure);
        told.push_back(&leaf.failure);
    }
    if (failing.empty() && open != nullptr) out.undecided.push_back(open->undecided);
}

/// What must fail whatever the conditions are: one that decides it makes it unknown, for nobody can tell from here how
/// the template is used, or how several are deployed together.
void Judge::settle_together(const ActiveRule& rule, std::vector<Leaf>& leaves, Judgement& out) {
    const auto is = [](Truth truth) { return [truth](const Leaf& leaf) { return leaf.fails == truth; }; };
    const auto failing = std::find_if(leaves.begin(), leaves.end(), is(Truth::yes));
    if (failing != leaves.end() && std::all_of(leaves.begin(), leaves.end(), is(Truth::yes))) {
        failing->failure.scenario = failing->scenario;
        out.failures.push_back(failing->failure);
        return;
    }
    const auto open = std::find_if(leaves.begin(), leaves.end(), is(Truth::unknown));
    if (open != leaves.end()) {
        out.undecided.push_back(open->undecided);
    } else if (failing != leaves.end()) {
        out.undecided.push_back({rule.rule, failing->failure.culprit, "something that depends on a condition"});
    }
}

void Judge::settle(const ActiveRule& rule, const Case& one, std::vector<Leaf>& leaves, Judgement& out) {
    if (one.always)
        settle_together(rule, leaves, out);
    else
        settle_apart(leaves, out);
}

void Judge::judge(const ActiveRule& rule, const Case& one, Judgement& out) {
    if (impossible_) return;
    if (one.each != no_expr) {
        std::size_t budget = max_scenarios;
        explore_items(rule, one, base_, out, budget);
        return;
    }
    std::vector<Leaf> leaves;
    explore(rule, one, base_, nullptr, 0, leaves);
    settle(rule, one, leaves, out);
}

}  // namespace lintel
