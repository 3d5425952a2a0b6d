#include "rules/evaluate.h"

#include <cmath>

#include "base/text.h"
#include "model/source.h"

namespace lintel {
namespace {

Value truth_value(Truth truth, const Value& culprit, std::string_view cause = {}) {
    if (truth == Truth::unknown) {
        return unknown_value(!cause.empty()                   ? cause
                             : culprit.is(ValueKind::unknown) ? culprit.text
                                                              : "a value known only in part",
                             culprit.place);
    }
    Value value = boolean_value(truth == Truth::yes, culprit.place);
    value.trace = culprit.trace;
    return value;
}

/// A place that says more than "somewhere in this resource".
bool is_telling(const Value& value) { return value.place && !(value.is(ValueKind::map) && value.resource != nullptr); }

/// Of two operands that decided together, the one whose place tells more; the left one if both do.
const Value& more_telling(const Value& left, const Value& right, const Locals& locals) {
    const Place subject = locals.empty() ? Place{} : locals.front().place;
    const bool left_tells = is_telling(left) && left.place != subject;
    const bool right_tells = is_telling(right) && right.place != subject;
    return !left_tells && (right_tells || !left.place) ? right : left;
}

class Evaluator {
   public:
    Evaluator(Locals& locals, EvalContext& context) : locals_(locals), context_(context), env_(context.facts.env) {}

    Value eval(ExprId id) {
        const Expr& expr = context_.rules.exprs[id];
        if (!env_.step()) return unknown_value("the evaluation was stopped after too many steps", {});
        switch (expr.op) {
            case Op::null_literal:
                return constant(ValueKind::null);
            case Op::bool_literal:
                return boolean_value(expr.number != 0, {});
            case Op::number_literal:
                return number_value(expr.number, {});
            case Op::string_literal:
                return string_value(expr.text, {});
            case Op::list_literal:
                return list(expr);
            case Op::variable:
                return locals_[expr.slot];
            case Op::data:
                return context_.rules.data[expr.slot].value;
            case Op::setting:
                return context_.settings[expr.slot].value;
            case Op::select:
                return member(only_item(eval(arg(expr, 0))), expr.text, env_);
            case Op::fact:
                return fact(expr);
            case Op::index:
                return subscript(expr);
            case Op::has:
                return has(eval(arg(expr, 0)));
            case Op::negate:
                return negate(eval(arg(expr, 0)));
            case Op::not_: {
                const Value operand = eval(arg(expr, 0));
                return truth_value(!condition(operand), operand);
            }
            case Op::and_:
                return connect(expr, Truth::no);
            case Op::or_:
                return connect(expr, Truth::yes);
            case Op::conditional:
                return conditional(expr);
            case Op::equal:
                return equality(expr, false);
            case Op::not_equal:
                return equality(expr, true);
            case Op::less:
            case Op::less_equal:
            case Op::greater:
            case Op::greater_equal:
                return order(expr);
            case Op::in:
                return membership(expr);
            case Op::add:
            case Op::subtract:
            case Op::multiply:
            case Op::divide:
            case Op::modulo:
                return arithmetic(expr);
            case Op::keys:
                return keys(eval(arg(expr, 0)));
            case Op::all:
                return quantify(expr, Truth::no);
            case Op::exists:
                return quantify(expr, Truth::yes);
            case Op::exists_one:
                return exactly_one(expr);
            case Op::filter:
                return filter(expr);
            case Op::map:
                return transform(expr);
            case Op::call:
                return call(expr);
        }
        return {};
    }

   private:
    ExprId arg(const Expr& expr, std::uint32_t index) const { return context_.rules.args[expr.first_arg + index]; }

    static Value constant(ValueKind kind) {
        Value value;
        value.kind = kind;
        return value;
    }

    /// How a value counts as a condition: what is not there does not hold.
    static Truth condition(const Value& value) {
        if (value.absent() || value.is(ValueKind::null)) return Truth::no;
        return as_truth(value);
    }

    Value list(const Expr& expr) {
        const auto members = env_.arena().array<Member>(expr.arg_count);
        for (std::uint32_t i = 0; i < expr.arg_count; ++i) members[i].value = eval(arg(expr, i));
        return list_value(members, {});
    }

    Value fact(const Expr& expr) {
        const Value subject = eval(arg(expr, 0));
        FactContext facts = context_.about(subject);
        return context_.cache.get(expr.slot, subject, facts);
    }

    Value subscript(const Expr& expr) {
        const Value container = eval(arg(expr, 0));
        const Value key = eval(arg(expr, 1));
        if (container.is(ValueKind::list)) {
            const auto number = as_number(key);
            if (!number || *number < 0 || *number >= container.count || std::floor(*number) != *number) {
                return key.known() ? absent_value(container.place) : unknown_value(key.text, key.place);
            }
            return item(container, static_cast<std::uint32_t>(*number), env_);
        }
        if (key.absent()) return absent_value(container.place);
        if (!key.known())
            return unknown_value(key.is(ValueKind::unknown) ? key.text : "a key known only in part", key.place);
        Value found = member(container, as_text(key), env_);
        // A table's entry is nobody's fault: the key that chose it stands in the template.
        if (!found.place) found.place = key.place;
        if (found.trace == nullptr) found.trace = key.trace;
        return found;
    }

    static Value has(const Value& operand) {
        if (operand.is(ValueKind::unknown) && operand.maybe_absent) return truth_value(Truth::unknown, operand);
        // CloudFormation hands an empty string on, and services take it for no value.
        const bool empty = operand.is(ValueKind::string) && operand.text.empty();
        return truth_value(truth(!operand.absent() && !operand.is(ValueKind::null) && !empty), operand);
    }

    static Value negate(const Value& operand) {
        const auto number = as_number(operand);
        if (!number)
            return unknown_value(operand.is(ValueKind::unknown) ? operand.text : "a value that is not a number",
                                 operand.place);
        return number_value(-*number, operand.place);
    }

    /// `decisive` decides the connection alone: no for a conjunction, yes for a disjunction.
    Value connect(const Expr& expr, Truth decisive) {
        const Value left = eval(arg(expr, 0));
        const Truth l = condition(left);
        if (l == decisive) return truth_value(l, left);
        const Value right = eval(arg(expr, 1));
        const Truth r = condition(right);
        if (r == decisive) return truth_value(r, right);
        if (l == Truth::unknown) return truth_value(l, left);
        if (r == Truth::unknown) return truth_value(r, right);
        return truth_value(l, more_telling(left, right, locals_));
    }

    Value conditional(const Expr& expr) {
        const Value test = eval(arg(expr, 0));
        const Truth holds = condition(test);
        if (holds == Truth::unknown)
            return unknown_value(test.is(ValueKind::unknown) ? test.text : "a condition that is not known", test.place);
        return eval(arg(expr, holds == Truth::yes ? 1 : 2));
    }

    Value equality(const Expr& expr, bool negated) {
        const Value left = eval(arg(expr, 0));
        const Value right = eval(arg(expr, 1));
        const Truth equal = equal_values(left, right, env_);
        return decided(negated ? !equal : equal, left, right);
    }

    Value decided(Truth truth, const Value& left, const Value& right) const {
        const Value& culprit = more_telling(left, right, locals_);
        if (truth != Truth::unknown) return truth_value(truth, culprit);
        return truth_value(truth, left.known() ? right : left);
    }

    Value order(const Expr& expr) {
        const Value left = eval(arg(expr, 0));
        const Value right = eval(arg(expr, 1));
        if (left.is(ValueKind::unknown) || right.is(ValueKind::unknown)) return decided(Truth::unknown, left, right);
        if (left.absent() || right.absent()) return decided(Truth::no, left, right);
        const auto l = as_number(left);
        const auto r = as_number(right);
        int sign = 0;
        if (l && r) {
            sign = *l < *r ? -1 : *l > *r ? 1 : 0;
        } else if (!l && !r && left.known() && right.known()) {
            sign = as_text(left).compare(as_text(right));
        } else {
            return decided(Truth::unknown, left, right);
        }
        const bool holds = expr.op == Op::less         ? sign < 0
                           : expr.op == Op::less_equal ? sign <= 0
                           : expr.op == Op::greater    ? sign > 0
                                                       : sign >= 0;
        return decided(truth(holds), left, right);
    }

    Value membership(const Expr& expr) {
        const Value needle = eval(arg(expr, 0));
        const Value range = eval(arg(expr, 1));
        if (range.is(ValueKind::unknown)) return truth_value(Truth::unknown, range);
        Truth found = Truth::no;
        if (range.is(ValueKind::map)) {
            if (!needle.known()) return truth_value(Truth::unknown, needle);
            const Value entry = member(range, as_text(needle), env_);
            found = entry.is(ValueKind::unknown) && entry.maybe_absent ? Truth::unknown : truth(!entry.absent());
        } else {
            for (const Value& each : items_or_single(range, env_)) {
                found = either(found, equal_values(needle, each, env_));
                if (found == Truth::yes) break;
            }
        }
        return decided(found, needle, range);
    }

    Value arithmetic(const Expr& expr) {
        const Value left = eval(arg(expr, 0));
        const Value right = eval(arg(expr, 1));
        if (left.is(ValueKind::unknown)) return left;
        if (right.is(ValueKind::unknown)) return right;
        if (expr.op == Op::add && left.is(ValueKind::list) && right.is(ValueKind::list)) return joined(left, right);
        const auto l = as_number(left);
        const auto r = as_number(right);
        if (expr.op == Op::add && (left.is(ValueKind::string) || right.is(ValueKind::string))) {
            Value sum = string_value(env_.arena().text(cat(as_text(left), as_text(right))),
                                     left.place ? left.place : right.place);
            sum.partial = left.partial || right.partial;
            return sum;
        }
        if (!l || !r) return unknown_value("a value that is not a number", left.place);
        if ((expr.op == Op::divide || expr.op == Op::modulo) && *r == 0)
            return unknown_value("a division by zero", left.place);
        const double result = expr.op == Op::add        ? *l + *r
                              : expr.op == Op::subtract ? *l - *r
                              : expr.op == Op::multiply ? *l * *r
                              : expr.op == Op::divide   ? *l / *r
                                                        : std::fmod(*l, *r);
        return number_value(result, left.place);
    }

    Value joined(const Value& left, const Value& right) {
        std::vector<Value> all = placed_items(left);
        const std::vector<Value> more = placed_items(right);
        all.insert(all.end(), more.begin(), more.end());
        const auto made = env_.arena().array<Member>(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) made[i].value = all[i];
        return list_value(made, left.place ? left.place : right.place);
    }

    /// The keys of a map; what is none stays as it is.
    Value keys(const Value& over) {
        if (!over.is(ValueKind::map)) return over;
        const std::vector<Member> all = members(over, env_);
        const auto made = env_.arena().array<Member>(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) made[i].value = string_value(all[i].key, all[i].value.place);
        return list_value(made, over.place);
    }

    /// The object that somebody has put into a list of its own, as other properties are written.
    Value only_item(const Value& value) {
        return value.is(ValueKind::list) && value.count == 1 ? item(value, 0, env_) : value;
    }

    Value with_local(std::uint16_t slot, const Value& value, ExprId body) {
        if (locals_.size() <= slot) locals_.resize(slot + 1U);
        locals_[slot] = value;
        return eval(body);
    }

    /// exists (decisive: yes) and all (decisive: no).
    Value quantify(const Expr& expr, Truth decisive) {
        const Value over = eval(arg(expr, 0));
        if (over.is(ValueKind::unknown)) return truth_value(Truth::unknown, over);
        Value undecided;
        for (const Value& each : items_or_single(over, env_)) {
            const Value result = with_local(expr.slot, each, arg(expr, 1));
            const Truth holds = condition(result);
            if (holds == decisive && !(each.is(ValueKind::unknown) && each.maybe_absent)) {
                return truth_value(holds, result.place ? result : each);
            }
            if (holds == Truth::unknown || holds == decisive) undecided = result.is(ValueKind::unknown) ? result : each;
        }
        if (!undecided.absent()) return truth_value(Truth::unknown, undecided);
        return truth_value(!decisive, over);
    }

    Value exactly_one(const Expr& expr) {
        const Value over = eval(arg(expr, 0));
        if (over.is(ValueKind::unknown)) return truth_value(Truth::unknown, over);
        std::uint32_t found = 0;
        Value undecided;
        Value last = over;
        for (const Value& each : items_or_single(over, env_)) {
            const Truth holds = condition(with_local(expr.slot, each, arg(expr, 1)));
            if (holds == Truth::unknown) undecided = each;
            if (holds == Truth::yes) {
                ++found;
                last = each;
            }
        }
        if (found > 1) return truth_value(Truth::no, last);
        if (!undecided.absent()) return truth_value(Truth::unknown, undecided);
        return truth_value(truth(found == 1), last);
    }

    Value filter(const Expr& expr) {
        const Value over = eval(arg(expr, 0));
        if (over.is(ValueKind::unknown)) return over;
        const std::vector<Value> all = placed_items(over);
        const auto kept = env_.arena().array<Member>(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].absent()) continue;
            const Value result = with_local(expr.slot, all[i], arg(expr, 1));
            const Truth holds = condition(result);
            if (holds == Truth::yes) kept[i].value = all[i];
            if (holds == Truth::no) kept[i].value = absent_value(all[i].place);
            if (holds == Truth::unknown) {
                kept[i].value = unknown_value(
                    result.is(ValueKind::unknown) ? result.text : "a condition that is not known", all[i].place);
                kept[i].value.maybe_absent = true;
            }
        }
        return list_value(kept, over.place);
    }

    Value transform(const Expr& expr) {
        const Value over = eval(arg(expr, 0));
        if (over.is(ValueKind::unknown)) return over;
        const std::vector<Value> all = placed_items(over);
        const auto made = env_.arena().array<Member>(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].absent()) continue;
            made[i].value = with_local(expr.slot, all[i], arg(expr, 1));
            // What may be missing may be missing still.
            const bool open = all[i].is(ValueKind::unknown) && all[i].maybe_absent;
            if (open && made[i].value.is(ValueKind::unknown)) made[i].value.maybe_absent = true;
        }
        return list_value(made, over.place);
    }

    /// The items with those that are absent, so that an item keeps its index.
    std::vector<Value> placed_items(const Value& over) {
        if (!over.is(ValueKind::list)) return items_or_single(over, env_);
        std::vector<Value> all;
        for (std::uint32_t i = 0; i < over.count; ++i) all.push_back(item(over, i, env_));
        return all;
    }

    Value call(const Expr& expr) {
        std::vector<Value> arguments;
        arguments.reserve(expr.arg_count);
        for (std::uint32_t i = 0; i < expr.arg_count; ++i) arguments.push_back(eval(arg(expr, i)));
        return all_functions()[expr.slot].call(arguments, context_);
    }

    Locals& locals_;
    EvalContext& context_;
    Env& env_;
};

}  // namespace

Value evaluate(ExprId expr, Locals& locals, EvalContext& context) { return Evaluator(locals, context).eval(expr); }

Truth equal_values(const Value& a, const Value& b, Env& env) {
    const auto is_empty_text = [](const Value& v) { return v.is(ValueKind::string) && v.text.empty(); };
    const auto is_missing = [](const Value& v) { return v.absent() || v.is(ValueKind::null); };
    if ((a.is(ValueKind::unknown) && a.maybe_absent) || (b.is(ValueKind::unknown) && b.maybe_absent))
        return Truth::unknown;
    if (is_missing(a) || is_missing(b)) return truth(is_missing(a) && is_missing(b));
    // What a reference to a resource gives is known only after deployment, but it is never the empty string.
    if ((a.resource != nullptr && is_empty_text(b)) || (b.resource != nullptr && is_empty_text(a))) return Truth::no;
    if (a.is(ValueKind::unknown) || b.is(ValueKind::unknown)) return Truth::unknown;
    if (a.partial && b.partial) return Truth::unknown;
    if (a.partial) return equals(a, as_text(b));
    if (b.partial) return equals(b, as_text(a));
    if (a.is(ValueKind::boolean) || b.is(ValueKind::boolean)) {
        const Truth left = as_truth(a);
        const Truth right = as_truth(b);
        if (left != Truth::unknown && right != Truth::unknown) return truth(left == right);
        // "yes" written as a string is no truth value for AWS; which it takes it for is not ours to guess.
        return Truth::unknown;
    }
    if (a.is(ValueKind::number) || b.is(ValueKind::number)) {
        const auto left = as_number(a);
        const auto right = as_number(b);
        if (left && right) return truth(*left == *right);
        return truth(as_text(a) == as_text(b));
    }
    if (a.is(ValueKind::list) && b.is(ValueKind::list)) {
        const std::vector<Value> left = items(a, env);
        const std::vector<Value> right = items(b, env);
        if (left.size() != right.size()) return Truth::no;
        Truth same = Truth::yes;
        for (std::size_t i = 0; i < left.size(); ++i) same = both(same, equal_values(left[i], right[i], env));
        return same;
    }
    if (a.is(ValueKind::string) && b.is(ValueKind::string)) return truth(a.text == b.text);
    if (a.is(ValueKind::map) && b.is(ValueKind::map))
        return a.place && a.place == b.place ? Truth::yes : Truth::unknown;
    return Truth::no;
}

std::string shown(const Value& value, Env& env) {
    if (value.secret && value.known() && !value.absent()) return "****";
    switch (value.kind) {
        case ValueKind::absent:
            return "not set";
        case ValueKind::null:
            return "null";
        case ValueKind::unknown:
            return value.resource != nullptr ? std::string(value.resource->id) : "a value not known here";
        case ValueKind::boolean:
            return value.boolean ? "true" : "false";
        case ValueKind::number:
            return number_text(value.number);
        case ValueKind::string: {
            std::string text;
            for (const char c : value.text) {
                if (c == hole)
                    text += "...";
                else
                    text += c == '\n' ? ' ' : c;
            }
            return text;
        }
        case ValueKind::list: {
            // Items that may not be there are left out, as long as others say something.
            std::vector<std::string> texts;
            std::string open;
            for (const Value& each : items(value, env)) {
                const bool may_be_missing = each.is(ValueKind::unknown) && each.maybe_absent;
                if (may_be_missing)
                    open = shown(each, env);
                else
                    texts.push_back(shown(each, env));
            }
            return texts.empty() ? open : join(texts, ", ");
        }
        case ValueKind::map:
            return value.resource != nullptr ? std::string(value.resource->id) : "an object";
    }
    return {};
}

std::string fill(std::span<const MessagePart> message, Locals& locals, EvalContext& context) {
    std::string text;
    for (const MessagePart& part : message) {
        text += part.expr == no_expr ? std::string(part.text)
                                     : shown(evaluate(part.expr, locals, context), context.facts.env);
    }
    return text;
}

}  // namespace lintel
