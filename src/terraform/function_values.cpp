#include "terraform/function_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "base/text.h"
#include "terraform/function_text.h"

namespace lintel {
namespace {

constexpr std::string_view known_in_part = "a value known only in part";
constexpr double largest_exact_integer = 9007199254740992.0;  // 2^53, IEEE 754 binary64

std::string_view cause_of(const Value& value) { return is_unknown(value) ? value.text : known_in_part; }

/// Whether a number is written as the language itself would write it.
bool is_plain_decimal(std::string_view text) {
    constexpr std::string_view digits = "0123456789";
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    if (whole.empty() || whole.find_first_not_of(digits) != std::string_view::npos) return false;
    if (whole.size() > 1 && whole.front() == '0') return false;
    if (point == std::string_view::npos) return !negative || whole != "0";
    const std::string_view fraction = text.substr(point + 1);
    return !fraction.empty() && fraction.back() != '0' && fraction.find_first_not_of(digits) == std::string_view::npos;
}

std::string digits_of(double number) {
    if (number == 0) return "0";  // also for minus zero
    if (std::floor(number) == number && std::fabs(number) <= largest_exact_integer) return number_text(number);
    char buffer[512];  // the longest one is that of the smallest number: 1,074 binary places need 17 digits and 324
                       // zeros
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed);
    return {buffer, error == std::errc{} ? end : buffer};
}

Truth equal_strings(const Value& a, const Value& b) {
    if (!a.partial) return equals(b, a.text);
    if (!b.partial) return equals(a, b.text);
    const bool may_begin_alike =
        begins_with(a.text, head_of(b.text)) != Truth::no || begins_with(b.text, head_of(a.text)) != Truth::no;
    const bool may_end_alike =
        ends_with(a.text, tail_of(b.text)) != Truth::no || ends_with(b.text, tail_of(a.text)) != Truth::no;
    return may_begin_alike && may_end_alike ? Truth::unknown : Truth::no;
}

Truth equal_scalars(const Value& a, const Value& b, Env& env) {
    if (!env.step(text_cost(a.text) + text_cost(b.text))) return Truth::unknown;
    if (a.is(ValueKind::string) && b.is(ValueKind::string)) return equal_strings(a, b);
    if (a.kind == b.kind) return truth(a.is(ValueKind::number) ? a.number == b.number : a.boolean == b.boolean);
    const Truth same_text = equal_strings(as_string(a, env), as_string(b, env));
    return same_text == Truth::no ? Truth::no : Truth::unknown;
}

Truth equal_lists(const Value& a, const Value& b, Env& env) {
    const std::vector<Value> left = items_of(a, env);
    const std::vector<Value> right = items_of(b, env);
    if (first_undecided(left) != nullptr || first_undecided(right) != nullptr) return Truth::unknown;
    if (left.size() != right.size()) return Truth::no;
    Truth equal = Truth::yes;
    for (std::size_t i = 0; i < left.size() && equal != Truth::no; ++i) {
        equal = both(equal, same_value(left[i], right[i], env));
    }
    return equal;
}

bool any_undecided(const std::vector<Member>& members) {
    return std::any_of(members.begin(), members.end(),
                       [](const Member& each) { return is_unknown(each.value) && each.value.maybe_absent; });
}

Truth equal_maps(const Value& a, const Value& b, Env& env) {
    const std::vector<Member> left = sorted_members(a, env);
    const std::vector<Member> right = sorted_members(b, env);
    if (any_undecided(left) || any_undecided(right)) return Truth::unknown;
    if (left.size() != right.size()) return Truth::no;
    Truth equal = Truth::yes;
    for (std::size_t i = 0; i < left.size() && equal != Truth::no; ++i) {
        if (left[i].key != right[i].key) return Truth::no;
        equal = both(equal, same_value(left[i].value, right[i].value, env));
    }
    return equal;
}

/// Where a value stands in a set of its kind (source: Terraform language, Types and Values: sets have no order, and go
/// through their items in the order of numbers and of strings). What is not known is in front, as it may be anywhere.
int rank(const Value& value) {
    if (is_unknown(value)) return 0;
    if (value.is(ValueKind::boolean)) return 1;
    if (value.is(ValueKind::number)) return 2;
    return value.is(ValueKind::string) ? 3 : 4;
}

bool stands_before(const Value& a, const Value& b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    if (a.is(ValueKind::boolean)) return !a.boolean && b.boolean;
    if (a.is(ValueKind::number)) return a.number < b.number;
    return a.is(ValueKind::string) && a.text < b.text;
}

bool is_known_scalar(const Value& value) { return is_scalar(value) && value.known(); }

/// Goes through the items of a list in order and keeps those that are not there before.
class Distinct {
   public:
    Distinct(std::size_t count, Env& env) : env_(env), alone_(count == 1) { kept_.reserve(count); }

    void add(const Value& item) {
        if (!env_.step(text_cost(as_text(item)))) return;
        if (is_unknown(item)) {
            keep_unknown(item);
        } else if (!is_known_scalar(item)) {
            keep(item, before(item, others_));
        } else if (scalars_.emplace(item.kind, as_string(item, env_).text).second) {
            kept_.push_back(item);
        }
    }

    /// A known item may come behind a partial one that turns out to be the same.
    std::vector<Value> finish() {
        for (Value& item : kept_) {
            if (!item.is(ValueKind::string) || !item.partial) continue;
            for (const Value& other : kept_) {
                if (!env_.step()) break;
                if (!is_known_scalar(other) || same_value(item, other, env_) != Truth::unknown) continue;
                item = undecided(item);
                break;
            }
        }
        return std::move(kept_);
    }

   private:
    static Value undecided(const Value& item) {
        Value unknown = is_unknown(item) ? item : unknown_value(known_in_part, item.place);
        unknown.maybe_absent = true;
        unknown.secret = item.secret;
        unknown.trace = item.trace;
        return unknown;
    }

    Truth before(const Value& item, const std::vector<Value>& earlier) {
        Truth found = Truth::no;
        for (const Value& other : earlier) {
            if (!env_.step()) return Truth::unknown;
            found = either(found, same_value(item, other, env_));
            if (found == Truth::yes) break;
        }
        return found;
    }

    void keep_unknown(const Value& item) { kept_.push_back(alone_ ? item : undecided(item)); }

    void keep(const Value& item, Truth is_there) {
        if (is_there == Truth::yes) return;
        kept_.push_back(is_there == Truth::no ? item : undecided(item));
        others_.push_back(item);
    }

    Env& env_;
    bool alone_;
    std::vector<Value> kept_;
    std::vector<Value> others_;  // what cannot be looked up by its text
    std::set<std::pair<ValueKind, std::string_view>> scalars_;
};

}  // namespace

std::optional<Value> unknown_within(const Value& value, Env& env) {
    if (!value.known()) return value;
    if (!value.is(ValueKind::list) && !value.is(ValueKind::map)) return std::nullopt;
    const Descent descent(env);
    if (!descent || !env.step(value.count)) return unknown_value("a value that is too large to look through", {});
    for (const Member& child : value.is(ValueKind::map) ? members(value, env) : std::vector<Member>{}) {
        if (const auto unknown = unknown_within(child.value, env)) return unknown;
    }
    for (const Value& child : items(value, env)) {
        if (const auto unknown = unknown_within(child, env)) return unknown;
    }
    return std::nullopt;
}

bool known_all_through(const Value& value, Env& env) { return !unknown_within(value, env); }

bool secret_within(const Value& value, Env& env) {
    if (value.secret) return true;
    if (!value.is(ValueKind::list) && !value.is(ValueKind::map)) return false;
    const Descent descent(env);
    if (!descent || !env.step(value.count)) return true;
    for (const Member& child : value.is(ValueKind::map) ? members(value, env) : std::vector<Member>{}) {
        if (secret_within(child.value, env)) return true;
    }
    const std::vector<Value> all = items(value, env);
    return std::any_of(all.begin(), all.end(), [&](const Value& child) { return secret_within(child, env); });
}

Truth same_value(const Value& a, const Value& b, Env& env) {
    if (is_unknown(a) || is_unknown(b) || !env.step()) return Truth::unknown;
    if (is_null(a) || is_null(b)) return truth(is_null(a) && is_null(b));
    if (is_scalar(a) && is_scalar(b)) return equal_scalars(a, b, env);
    if (a.kind != b.kind) return Truth::no;
    const Descent descent(env);
    if (!descent) return Truth::unknown;
    return a.is(ValueKind::list) ? equal_lists(a, b, env) : equal_maps(a, b, env);
}

std::string_view decimal_text(const Value& number, Env& env) {
    if (is_plain_decimal(number.text)) return number.text;
    return env.arena().text(digits_of(number.number));
}

std::optional<std::string_view> text_of(const Value& value, Env& env) {
    if (!is_scalar(value) || value.partial) return std::nullopt;
    if (value.is(ValueKind::boolean)) return value.boolean ? "true" : "false";
    return value.is(ValueKind::number) ? decimal_text(value, env) : value.text;
}

std::optional<double> number_of(const Value& value) {
    const auto number = as_number(value);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::optional<std::int64_t> whole_number_of(const Value& value) {
    const auto number = number_of(value);
    if (!number || std::fabs(*number) > largest_exact_integer || std::floor(*number) != *number) return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

std::optional<bool> truth_of(const Value& value) {
    if (value.is(ValueKind::boolean)) return value.boolean;
    if (!value.is(ValueKind::string) || value.partial) return std::nullopt;
    if (value.text == "true" || value.text == "1") return true;
    if (value.text == "false" || value.text == "0") return false;
    return std::nullopt;
}

Value as_string(Value value, Env& env) {
    if (!value.is(ValueKind::number) && !value.is(ValueKind::boolean)) return value;
    value.text = *text_of(value, env);
    value.kind = ValueKind::string;
    return value;
}

std::vector<Value> unified(std::vector<Value> items, Env& env) {
    bool strings = false;
    for (const Value& item : items) {
        strings = strings || item.is(ValueKind::string);
        if (item.is(ValueKind::list) || item.is(ValueKind::map)) return items;
    }
    if (!strings) return items;
    for (Value& item : items) item = as_string(item, env);
    return items;
}

Value below_unknown(const Value& container) {
    Value child = container;
    child.maybe_absent = container.resource == nullptr;
    return child;
}

std::vector<Value> items_of(const Value& list, Env& env) {
    if (is_unknown(list)) return {below_unknown(list)};
    if (!env.step(std::size_t{1} + list.count)) return {};
    std::vector<Value> all = items(list, env);
    for (Value& item : all) item.secret = item.secret || list.secret;
    return all;
}

std::vector<Member> sorted_members(const Value& map, Env& env) {
    if (!map.is(ValueKind::map) || !env.step(std::size_t{1} + map.count)) return {};
    std::vector<Member> all = members(map, env);
    for (Member& member : all) member.value.secret = member.value.secret || map.secret;
    std::stable_sort(all.begin(), all.end(), [](const Member& a, const Member& b) { return a.key < b.key; });
    return all;
}

const Value* first_undecided(const std::vector<Value>& items) {
    const auto found = std::find_if(items.begin(), items.end(),
                                    [](const Value& item) { return is_unknown(item) && item.maybe_absent; });
    return found == items.end() ? nullptr : &*found;
}

Value refused(std::string_view cause, const CallContext& context) { return unknown_value(cause, context.place); }

Value unknown_as(const Value& value, const CallContext& context) {
    Value unknown = unknown_value(cause_of(value), context.place);
    unknown.secret = value.secret;
    unknown.trace = value.trace;
    return unknown;
}

Value refused(Arguments arguments, std::string_view cause, CallContext& context) {
    for (const Value& argument : arguments) {
        if (const auto unknown = unknown_within(argument, context.env)) return unknown_as(*unknown, context);
    }
    return refused(cause, context);
}

Value null_value(Place place) {
    Value value;
    value.kind = ValueKind::null;
    value.place = place;
    return value;
}

Value made_truth(Truth truth, Arguments arguments, CallContext& context) {
    if (truth == Truth::unknown) return refused(arguments, "a comparison of values of different types", context);
    return boolean_value(truth == Truth::yes, context.place);
}

Value made_number(double number, CallContext& context) {
    if (!std::isfinite(number)) return refused("a number that is not finite", context);
    Value value = number_value(number == 0 ? 0 : number, context.place);
    value.text = context.env.arena().text(digits_of(number));
    return value;
}

Value made_text(std::string_view text, CallContext& context) {
    TextMaker made;
    made.add(text);
    return made.finish(context);
}

Value made_part(std::string_view text, const Value& whole, CallContext& context) {
    if (!whole.partial) return made_text(text, context);
    if (text.find_first_not_of(hole) == std::string_view::npos) return unknown_as(whole, context);
    Value made = made_text(text, context);
    made.partial = made.is(ValueKind::string);
    return made;
}

Value made_list(const std::vector<Value>& items, CallContext& context) {
    if (items.size() > max_made_items) return refused("a list of more than 10,000 items", context);
    if (!context.env.step(items.size())) return refused(too_costly, context);
    const std::span<Member> list = context.env.arena().array<Member>(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) list[i].value = items[i];
    return list_value(list, context.place);
}

Value made_map(std::vector<Member> members, CallContext& context) {
    std::stable_sort(members.begin(), members.end(), [](const Member& a, const Member& b) { return a.key < b.key; });
    std::vector<Member> once;
    once.reserve(members.size());
    for (const Member& member : members) {
        if (!once.empty() && once.back().key == member.key) {
            once.back() = member;
        } else {
            once.push_back(member);
        }
    }
    if (once.size() > max_made_items) return refused("a map of more than 10,000 members", context);
    if (!context.env.step(once.size())) return refused(too_costly, context);
    return map_value(context.env.arena().copy(once), context.place);
}

Value made_set(std::vector<Value> items, CallContext& context) {
    std::vector<Value> once = distinct_items(unified(std::move(items), context.env), context.env);
    if (context.env.exhausted()) return refused(too_costly, context);
    std::stable_sort(once.begin(), once.end(), stands_before);
    Value set = made_list(once, context);
    if (set.is(ValueKind::list)) set.shape = shape_set;
    return set;
}

std::vector<Value> distinct_items(const std::vector<Value>& items, Env& env) {
    Distinct distinct(items.size(), env);
    for (const Value& item : items) distinct.add(item);
    return distinct.finish();
}

}  // namespace lintel
