#include <algorithm>

#include "cloudformation/resolution.h"

namespace lintel {
namespace {

/// Whether a branch of Fn::If can turn out to be AWS::NoValue, judged by how it is written.
bool can_be_absent(const Document& document, NodeId branch, int depth = 0) {
    constexpr int deepest = 64;
    const NodeId node = document.follow(branch);
    if (node == no_node || depth > deepest) return true;
    const Call call = call_at(document, node);
    if (call.function == Function::ref) return document.text(call.argument) == "AWS::NoValue";
    if (call.function != Function::if_) return call.function == Function::transform;
    const NodeId list = document.follow(call.argument);
    if (list == no_node || document.kind(list) != NodeKind::sequence) return true;
    const NodeId name = document.first_child(list);
    for (NodeId inner = name; inner != no_node; inner = document.sibling(list, inner)) {
        if (inner != name && can_be_absent(document, inner, depth + 1)) return true;
    }
    return false;
}

/// The name of the condition that Fn::If asks for: a string, or the same as {Condition: name}.
std::string_view condition_named(const Document& document, NodeId argument) {
    const NodeId node = document.follow(argument);
    if (node == no_node) return {};
    const Call call = call_at(document, node);
    return document.text(call.function == Function::condition ? call.argument : node);
}

/// A Ref to a parameter that is not resolved, but compared as the variable it is.
struct Operand {
    std::optional<std::uint32_t> variable;
    std::optional<std::string_view> literal;
};

Operand operand(const Resolution& r, NodeId argument) {
    const Document& document = r.document();
    const NodeId node = document.follow(argument);
    if (node == no_node) return {};
    const NodeKind kind = document.kind(node);
    if (kind == NodeKind::boolean || kind == NodeKind::number) return {std::nullopt, scalar_text(document, node)};
    if (kind == NodeKind::string) {
        const std::string_view text = document.text(node);
        if (text.find("{{resolve:") != std::string_view::npos) return {};
        return {std::nullopt, text};
    }
    const Call call = call_at(document, node);
    if (call.function != Function::ref) return {};
    return {Variables::find(r.source, document.text(call.argument)), std::nullopt};
}

/// Whether a variable has that value, under the assignment.
Truth has_value(const Resolution& r, std::uint32_t index, std::string_view text) {
    const Variable& variable = r.source.conditions().variables()[index];
    const Candidate* chosen = r.assignment->chosen(index);
    if (chosen != nullptr) return chosen->other && variable.cut ? Truth::unknown : truth(chosen->text == text);
    if (variable.open) return Truth::unknown;
    const bool possible = std::any_of(variable.candidates.begin(), variable.candidates.end(),
                                      [&](const Candidate& candidate) { return candidate.text == text; });
    return possible ? Truth::unknown : Truth::no;
}

Truth equals_at(Resolution& r, NodeId a, NodeId b) {
    if (r.assignment == nullptr) return same(r, resolve(r, a), resolve(r, b));
    const Operand x = operand(r, a);
    const Operand y = operand(r, b);
    if (x.literal && y.literal) return truth(*x.literal == *y.literal);
    if (x.variable && y.literal) return has_value(r, *x.variable, *y.literal);
    if (x.literal && y.variable) return has_value(r, *y.variable, *x.literal);
    if (x.variable && y.variable) {
        if (*x.variable == *y.variable) return Truth::yes;
        const Candidate* first = r.assignment->chosen(*x.variable);
        const Candidate* second = r.assignment->chosen(*y.variable);
        if (first != nullptr) return has_value(r, *y.variable, first->text);
        return second != nullptr ? has_value(r, *x.variable, second->text) : Truth::unknown;
    }
    return same(r, resolve(r, a), resolve(r, b));
}

/// Whether `value` is among the items of a list.
Truth contains(Resolution& r, const Value& list, const Value& value) {
    if (!list.is(ValueKind::list)) return Truth::unknown;
    Truth any = Truth::no;
    for (const Value& candidate : children(r, list)) any = either(any, same(r, candidate, value));
    return any;
}

/// A list function of the Rules section: whether each item of the first argument is (or is in) the second.
Truth each_member(Resolution& r, const std::vector<NodeId>& parts, bool in) {
    const Value list = resolve(r, parts[0]);
    const Value wanted = resolve(r, parts[1]);
    if (!list.is(ValueKind::list)) return Truth::unknown;
    Truth all = Truth::yes;
    for (const Value& value : children(r, list))
        all = both(all, in ? contains(r, wanted, value) : same(r, value, wanted));
    return all;
}

/// Fn::And and Fn::Or.
Truth combined(Resolution& r, const std::vector<NodeId>& parts, bool all) {
    Truth result = truth(all);
    for (const NodeId part : parts) {
        const Truth one = truth_of(r, part);
        result = all ? both(result, one) : either(result, one);
    }
    return parts.empty() ? Truth::unknown : result;
}

Truth truth_of_call(Resolution& r, Call call) {
    if (call.function == Function::condition) return condition_truth(r, r.document().text(call.argument));
    const std::vector<NodeId> parts = arguments(r, call.argument);
    switch (call.function) {
        case Function::and_:
            return combined(r, parts, true);
        case Function::or_:
            return combined(r, parts, false);
        case Function::not_:
            return parts.size() == 1 ? !truth_of(r, parts[0]) : Truth::unknown;
        case Function::equals:
            return parts.size() == 2 ? equals_at(r, parts[0], parts[1]) : Truth::unknown;
        case Function::contains:
            return parts.size() == 2 ? contains(r, resolve(r, parts[0]), resolve(r, parts[1])) : Truth::unknown;
        case Function::each_member_equals:
            return parts.size() == 2 ? each_member(r, parts, false) : Truth::unknown;
        case Function::each_member_in:
            return parts.size() == 2 ? each_member(r, parts, true) : Truth::unknown;
        default:
            return Truth::unknown;
    }
}

}  // namespace

Truth same(Resolution& r, const Value& a, const Value& b) {
    const auto x = passed_text(a);
    const auto y = passed_text(b);
    if (x && y) {
        if (a.partial && b.partial) return Truth::unknown;
        return b.partial ? equals(b, *x) : equals(a, *y);
    }
    if (!a.is(ValueKind::list) || !b.is(ValueKind::list)) return Truth::unknown;
    const std::vector<Value> left = children(r, a);
    const std::vector<Value> right = children(r, b);
    if (left.size() != right.size()) return Truth::unknown;  // items may turn out absent
    Truth all = Truth::yes;
    for (std::size_t i = 0; i < left.size(); ++i) all = both(all, same(r, left[i], right[i]));
    return all;
}

Truth condition_truth(Resolution& r, std::string_view name) {
    const auto condition = r.source.conditions().find(name);
    if (!condition) return Truth::unknown;
    return r.assignment != nullptr ? r.assignment->condition(*condition) : r.source.decide(*condition, r.env);
}

Truth truth_of(Resolution& r, NodeId node) {
    const Document& document = r.document();
    const NodeId target = document.follow(node);
    if (target == no_node || !r.env.step() || !r.env.descend()) {
        if (target != no_node) r.env.ascend();
        return Truth::unknown;
    }
    Truth result = Truth::unknown;
    const Call call = call_at(document, target);
    if (call) {
        result = truth_of_call(r, call);
    } else if (document.kind(target) == NodeKind::boolean || document.kind(target) == NodeKind::string) {
        result = as_truth(resolve(r, target));
    }
    r.env.ascend();
    return result;
}

Value resolve_if(Resolution& r, NodeId node, NodeId argument) {
    const Document& document = r.document();
    const std::vector<NodeId> parts = arguments(r, argument);
    if (parts.size() != 3) return malformed(r, node);
    const std::string_view name = condition_named(document, parts[0]);
    if (name.empty()) return malformed(r, node);
    const Truth holds = condition_truth(r, name);
    if (holds == Truth::unknown) {
        Value value = r.source.conditions().find(name)
                          ? unknown_because(r, node, "condition ", name, ", which is not decided")
                          : unknown_because(r, node, "condition ", name, ", which the template does not declare");
        value.maybe_absent = can_be_absent(document, parts[1]) || can_be_absent(document, parts[2]);
        return value;
    }
    const bool yes = holds == Truth::yes;
    Value value = resolve(r, parts[yes ? 1 : 2]);
    const std::string_view note = yes ? " is true" : " is false";
    const std::string text = std::string("condition ").append(name).append(note);
    value.trace =
        joined(r, value.trace, r.env.arena().make(TraceStep{r.place(parts[0]), r.env.arena().text(text), nullptr}));
    return value;
}

Value resolve_condition_function(Resolution& r, NodeId node) {
    const Truth holds = truth_of(r, node);
    if (holds != Truth::unknown) return boolean_value(holds == Truth::yes, r.place(node));
    return unknown_because(r, node, "the result of ", r.document().key(node + 1));
}

}  // namespace lintel
