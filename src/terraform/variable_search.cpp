// Which values of the root module's variables bring a scenario about.

#include <algorithm>
#include <set>
#include <tuple>

#include "base/text.h"
#include "terraform/evaluator.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

constexpr int max_tries = 2000;
constexpr std::size_t max_candidates = 24;
constexpr std::size_t max_followed = 200;  // locals and inputs that a test refers to

const Scenario& no_assumptions() {
    static const Scenario empty;
    return empty;
}

/// The literals in an expression and in what it refers to: these are what variables are compared with.
class Literals {
   public:
    explicit Literals(const Configuration& configuration) : configuration_(configuration) {}

    void read(const ExpressionTree& tree, ExpressionId id, const ModuleInstance& module) {
        const ExpressionNode& node = tree.node(id);
        const bool literal = node.kind == ExpressionKind::string_literal ||
                             node.kind == ExpressionKind::number_literal || node.kind == ExpressionKind::bool_literal;
        if (literal) found_.push_back(&node);
        if (node.kind == ExpressionKind::attribute) follow(tree, node, module);
        for (const ExpressionId part : node.parts) read(tree, part, module);
    }

    void read(FileNode written, const ModuleInstance& module) {
        if (!written || seen_.size() >= max_followed) return;
        if (!seen_.insert({&module, written.file, written.node}).second) return;
        const Document& document = configuration_.document(written.file);
        const NodeId end = document.node(written.node).next;
        for (NodeId node = written.node; node < end; ++node) {
            if (document.kind(node) != NodeKind::string || !holds_template(document.text(node))) continue;
            const ExpressionTree& tree = configuration_.expression({written.file, node});
            if (!tree.error) read(tree, tree.root, module);
        }
    }

    const std::vector<const ExpressionNode*>& found() const { return found_; }

   private:
    void follow(const ExpressionTree& tree, const ExpressionNode& node, const ModuleInstance& module) {
        const ExpressionNode& owner = tree.node(node.parts[0]);
        if (owner.kind != ExpressionKind::variable) return;
        if (owner.text == "local") {
            const auto local = module.blocks->locals.find(node.text);
            if (local != module.blocks->locals.end()) read(local->second, module);
        } else if (owner.text == "var" && module.parent != nullptr) {
            for (const FileNode& layer : module.call->body) {
                const NodeId argument = configuration_.document(layer.file).member(layer.node, node.text);
                if (argument != no_node) read(FileNode{layer.file, argument}, *module.parent);
            }
        }
    }

    const Configuration& configuration_;
    std::vector<const ExpressionNode*> found_;
    std::set<std::tuple<const ModuleInstance*, std::uint32_t, NodeId>> seen_;
};

/// Collects what may matter to a variable.
class CandidateList {
   public:
    explicit CandidateList(bool secret) : secret_(secret) {}

    void add(VariableCandidate candidate) {
        if (all_.size() >= max_candidates) return;
        const bool there = std::any_of(all_.begin(), all_.end(), [&](const VariableCandidate& other) {
            return other.text == candidate.text && other.other == candidate.other &&
                   other.value.kind == candidate.value.kind;
        });
        candidate.secret = secret_ && !candidate.other;
        if (!there) all_.push_back(std::move(candidate));
    }

    std::vector<VariableCandidate> take() { return std::move(all_); }

   private:
    bool secret_;
    std::vector<VariableCandidate> all_;
};

std::string text_for_people(const Value& value) {
    if (value.is(ValueKind::null)) return "null";
    if (value.is(ValueKind::list)) return value.count == 0 ? "[]" : "[...]";
    if (value.is(ValueKind::map)) return value.count == 0 ? "{}" : "{...}";
    return std::string(as_text(value));
}

}  // namespace

std::vector<VariableCandidate> Configuration::candidates(std::string_view variable, const Scenario& scenario) const {
    const RootVariable& declared = root_variables.find(variable)->second;
    Env env(arena, no_assumptions());
    Evaluator evaluator(*this, env);
    const auto declared_text = [&](std::string_view key) -> FileNode {
        for (auto layer = declared.declaration.rbegin(); layer != declared.declaration.rend(); ++layer) {
            const NodeId node = document(layer->file).member(layer->node, key);
            if (node != no_node) return {layer->file, node};
        }
        return {};
    };
    const FileNode sensitive = declared_text("sensitive");
    CandidateList list(sensitive && document(sensitive.file).text(sensitive.node) == "true");
    const FileNode fallback = declared_text("default");
    Value usual;
    if (fallback) {
        usual = evaluator.node_value(fallback, literal_scope);
        list.add({usual, text_for_people(usual), false});
    }
    const FileNode type_node = declared_text("type");
    std::string_view type = type_node ? document(type_node.file).text(type_node.node) : std::string_view{};
    if (type.starts_with("${")) type = type.substr(2, type.size() - 3);
    if (type.empty() && usual.is(ValueKind::boolean)) type = "bool";
    if (type.empty() && usual.is(ValueKind::number)) type = "number";
    if (type.empty() && usual.is(ValueKind::string)) type = "string";
    if (type == "bool") {
        for (const bool value : {true, false}) list.add({boolean_value(value, {}), value ? "true" : "false", false});
        return list.take();
    }
    const bool collection = type.starts_with("list") || type.starts_with("set") || type.starts_with("map") ||
                            usual.is(ValueKind::list) || usual.is(ValueKind::map);
    for (const Assumption& assumption : scenario.assumptions()) {
        const ConfigurationCondition& known = condition(assumption.condition.index);
        Literals literals(*this);
        if (known.tree != nullptr)
            literals.read(*known.tree, known.expression, *known.scope->module);
        else
            literals.read(known.at, *known.scope->module);
        for (const ExpressionNode* literal : literals.found()) {
            if (collection) break;  // what it is compared with is about what is in it
            if (literal->kind == ExpressionKind::bool_literal) {
                if (type.empty()) {
                    for (const bool value : {true, false})
                        list.add({boolean_value(value, {}), value ? "true" : "false", false});
                }
            } else if (literal->kind == ExpressionKind::number_literal) {
                if (type == "string") continue;
                for (const double value : {literal->number, literal->number + 1, literal->number - 1}) {
                    Value number = number_value(value, {});
                    const std::string text = number_text(value);
                    number.text = arena.text(text);
                    list.add({number, text, false});
                }
            } else if (type != "number") {
                list.add({string_value(literal->text, {}), literal->text, false});
            }
        }
    }
    if (collection) list.add({usual.is(ValueKind::map) ? map_value({}, {}) : list_value({}, {}), "empty", false});
    if (type == "string" || type.empty()) list.add({string_value("", {}), "", false});
    if (usual.is(ValueKind::null) || !fallback) list.add({null_value({}), "null", false});
    list.add({unknown_value("a value that the configuration does not name", {}), "(any other)", true});
    return list.take();
}

Truth Configuration::truth_under_assignment(std::uint32_t index) const {
    const ConfigurationCondition& known = condition(index);
    Env env(*trial_->arena, no_assumptions());
    Evaluator evaluator(*this, env);
    Truth holds = Truth::unknown;
    if (known.kind == ConfigurationCondition::Kind::test) {
        const Value test = evaluator.evaluate(*known.tree, known.expression, *known.scope, known.at);
        const auto decided = test.known() ? truth_of(test) : std::nullopt;
        holds = decided ? truth(*decided) : Truth::unknown;
    } else {
        const Value number = evaluator.node_value(known.at, *known.scope);
        const auto count = number.known() ? number_of(number) : std::nullopt;
        if (number.is(ValueKind::list) || number.is(ValueKind::map))
            holds = truth(number.count > 0);
        else if (count)
            holds = truth(*count > 0);
    }
    gave_up = gave_up || env.exhausted();
    return known.also ? both(holds, truth_under_assignment(*known.also)) : holds;
}

Truth Configuration::possible(const Scenario& scenario, const VariableAssignment& chosen) const {
    const VariableAssignment* const outer = assignment;
    assignment = &chosen;
    Arena scratch;
    Cache trial{&scratch, {}, {}};
    trial_ = &trial;
    compared_other = false;
    Truth fits = Truth::yes;
    for (const Assumption& assumption : scenario.assumptions()) {
        const Truth holds = truth_under_assignment(assumption.condition.index);
        fits = both(fits, assumption.holds ? holds : !holds);
        if (compared_other) fits = Truth::no;
        if (fits == Truth::no) break;
    }
    assignment = outer;
    trial_ = nullptr;
    return fits;
}

VariableSolution Configuration::solve(const Scenario& scenario) const {
    std::vector<std::string_view> variables;
    for (const Assumption& assumption : scenario.assumptions()) {
        for (const std::string_view name : condition(assumption.condition.index).variables) {
            if (std::find(variables.begin(), variables.end(), name) == variables.end()) variables.push_back(name);
        }
    }
    std::sort(variables.begin(), variables.end());
    // Candidates live as long as the solutions that choose them.
    std::vector<const std::vector<VariableCandidate>*> choices;
    for (const std::string_view name : variables) {
        kept_candidates_.push_back(std::make_unique<std::vector<VariableCandidate>>(candidates(name, scenario)));
        choices.push_back(kept_candidates_.back().get());
    }
    VariableSolution solution;
    const auto choose = [&](VariableAssignment chosen) {
        for (const auto& [name, candidate] : chosen)
            solution.example.emplace_back(name, candidate->secret ? "****" : candidate->text);
        solution.assignment = std::move(chosen);
    };
    std::optional<VariableAssignment> perhaps;
    gave_up = false;
    std::vector<std::size_t> at(variables.size(), 0);
    for (int tries = 0; tries < max_tries; ++tries) {
        VariableAssignment chosen;
        for (std::size_t i = 0; i < variables.size(); ++i) chosen.emplace(variables[i], &(*choices[i])[at[i]]);
        const Truth fits = possible(scenario, chosen);
        if (fits == Truth::yes) {
            choose(std::move(chosen));
            return solution;
        }
        if (fits == Truth::unknown && !perhaps) perhaps = std::move(chosen);
        if (gave_up) break;
        // The next combination, the last variable first, so that the others keep their defaults longest.
        std::size_t i = variables.size();
        while (i > 0 && ++at[i - 1] == choices[i - 1]->size()) at[--i] = 0;
        if (i == 0) {
            solution.feasible = perhaps.has_value();
            break;
        }
    }
    // Values that may do are better than none; where the search was too long to be sure, there may be others.
    if (perhaps) choose(std::move(*perhaps));
    return solution;
}

}  // namespace lintel
