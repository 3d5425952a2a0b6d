#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "terraform/function_table.h"
#include "terraform/function_text.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

constexpr std::string_view no_list = "an argument that is no list";

bool is_list(const Value& value) { return value.is(ValueKind::list); }
bool is_empty_text(const Value& value) { return value.is(ValueKind::string) && value.text.empty(); }

/// Known in part, and what is known is not nothing.
bool is_surely_some_text(const Value& value) {
    return value.partial && value.text.find_first_not_of(hole) != std::string_view::npos;
}

/// A list of known length as its items; else, in `open`, what the function gives instead: an unknown list as it is.
std::optional<std::vector<Value>> sure_items(const Value& list, Value& open, CallContext& context) {
    open = is_unknown(list) ? list : refused(no_list, context);
    if (!is_list(list)) return std::nullopt;
    std::vector<Value> items = items_of(list, context.env);
    const Value* undecided = first_undecided(items);
    if (undecided == nullptr) return items;
    open = unknown_as(*undecided, context);
    return std::nullopt;
}

// Truths.

/// `decisive` decides as soon as one item is it; null decides nothing, or counts as false.
Value over_all(Arguments arguments, bool decisive, CallContext& context) {
    if (is_unknown(arguments[0])) return unknown_as(arguments[0], context);
    if (!is_list(arguments[0])) return refused(no_list, context);
    Truth found = Truth::no;
    for (const Value& item : items_of(arguments[0], context.env)) {
        const auto is_true = is_null(item) ? std::optional(false) : truth_of(item);
        if (!is_true && item.known()) return refused("an item that is neither true nor false", context);
        found = either(found, is_true ? truth(*is_true == decisive) : Truth::unknown);
    }
    return made_truth(decisive ? found : !found, arguments, context);
}

Value all_true(Arguments arguments, CallContext& context) { return over_all(arguments, false, context); }
Value any_true(Arguments arguments, CallContext& context) { return over_all(arguments, true, context); }

Value has_item(Arguments arguments, CallContext& context) {
    if (is_unknown(arguments[0])) return unknown_as(arguments[0], context);
    if (!is_list(arguments[0])) return refused(no_list, context);
    Truth found = Truth::no;
    for (const Value& item : items_of(arguments[0], context.env)) {
        found = either(found, same_value(item, arguments[1], context.env));
        if (found == Truth::yes) break;
    }
    return made_truth(found, arguments, context);
}

// One item.

Value first_some(Arguments arguments, CallContext& context) {
    for (const Value& argument : arguments) {
        if (is_null(argument) || is_empty_text(argument)) continue;
        // An attribute of a resource is taken to say something. All else may be null or empty, and then the next
        // counts.
        const bool is_sure = argument.known() || is_surely_some_text(argument) ||
                             (argument.resource != nullptr && !argument.maybe_absent);
        if (!is_sure && &argument != &arguments.back()) return unknown_as(argument, context);
        Value found = argument;
        found.maybe_absent = false;  // if all are null Terraform stops
        return found;
    }
    return refused("arguments of coalesce that are all null or empty", context);
}

Value first_some_list(Arguments arguments, CallContext& context) {
    for (const Value& argument : arguments) {
        if (is_null(argument)) continue;
        if (is_unknown(argument)) return unknown_as(argument, context);
        if (!is_list(argument)) return refused(no_list, context);
        const std::vector<Value> items = items_of(argument, context.env);
        const bool is_sure = std::any_of(items.begin(), items.end(),
                                         [](const Value& item) { return !is_unknown(item) || !item.maybe_absent; });
        if (is_sure) return argument;
        if (!items.empty()) return unknown_as(items.front(), context);
    }
    return refused("arguments of coalescelist that are all empty", context);
}

Value one_item(Arguments arguments, CallContext& context) {
    const Value& list = arguments[0];
    if (is_unknown(list)) {
        Value item = list;
        item.maybe_absent = true;  // no item is null
        return item;
    }
    if (!is_list(list)) return refused(no_list, context);
    const std::vector<Value> items = items_of(list, context.env);
    if (items.size() == 1) return items.front();
    if (items.empty()) return null_value(context.place);
    const Value* undecided = first_undecided(items);
    if (undecided != nullptr) return unknown_as(*undecided, context);
    return refused("a list of more than one item, for one", context);
}

/// The index of an item, which wraps around at both ends.
Value wrapped_item(Arguments arguments, CallContext& context) {
    const Value& list = arguments[0];
    if (is_unknown(list)) return below_unknown(list);
    if (!arguments[1].known()) return unknown_as(arguments[1], context);
    const auto index = whole_number_of(arguments[1]);
    if (!is_list(list) || !index) return refused("an argument of element that it does not take", context);
    const std::vector<Value> items = items_of(list, context.env);
    if (items.empty()) return refused("an item of an empty list", context);
    const Value* undecided = first_undecided(items);
    if (undecided != nullptr) {
        // In front of what may be missing everything has its place.
        const bool is_sure = *index >= 0 && *index < undecided - items.data();
        return is_sure ? items[static_cast<std::size_t>(*index)] : unknown_as(*undecided, context);
    }
    const auto count = static_cast<std::int64_t>(items.size());
    return items[static_cast<std::size_t>((*index % count + count) % count)];
}

Value index_of_item(Arguments arguments, CallContext& context) {
    if (!is_list(arguments[0])) return refused(no_list, context);
    double index = 0;
    for (const Value& item : items_of(arguments[0], context.env)) {
        const Truth equal = same_value(item, arguments[1], context.env);
        if (equal == Truth::unknown) return made_truth(equal, arguments, context);
        if (equal == Truth::yes) return made_number(index, context);
        ++index;
    }
    return refused("an item that index does not find", context);
}

Value length_of(Arguments arguments, CallContext& context) {
    const Value& value = arguments[0];
    if (!value.known()) return unknown_as(value, context);
    if (value.is(ValueKind::string)) {
        const auto all = characters(value.text);
        if (!all) return refused("a text whose characters need the tables of Unicode", context);
        return made_number(static_cast<double>(all->size()), context);
    }
    std::vector<Value> items;
    if (value.is(ValueKind::map)) {
        for (const Member& member : sorted_members(value, context.env)) items.push_back(member.value);
    } else if (is_list(value)) {
        items = items_of(value, context.env);
    } else {
        return refused("an argument of length that has none", context);
    }
    const Value* undecided = first_undecided(items);
    if (undecided != nullptr) return unknown_as(*undecided, context);
    return made_number(static_cast<double>(items.size()), context);
}

// Lists out of lists.

Value concatenated(Arguments arguments, CallContext& context) {
    if (arguments.size() == 1 && is_unknown(arguments[0])) return arguments[0];
    std::vector<Value> all;
    for (const Value& list : arguments) {
        if (!is_list(list) && !is_unknown(list)) return refused(no_list, context);
        const std::vector<Value> items = items_of(list, context.env);
        all.insert(all.end(), items.begin(), items.end());
    }
    return made_list(all, context);
}

/// Whether nothing is left of it: null and the empty text.
Value compacted(Arguments arguments, CallContext& context) {
    const Value& list = arguments[0];
    if (is_unknown(list)) return list;
    if (!is_list(list)) return refused(no_list, context);
    std::vector<Value> kept;
    for (Value item : items_of(list, context.env)) {
        if (is_null(item) || is_empty_text(item)) continue;
        if (!is_scalar(item) && !is_unknown(item)) return refused("an item of compact that is no text", context);
        if (item.partial && !is_surely_some_text(item)) item = unknown_as(item, context);
        // An attribute of a resource is taken to say something; all else may be empty, and then it goes.
        if (is_unknown(item)) item.maybe_absent = item.maybe_absent || item.resource == nullptr;
        kept.push_back(as_string(item, context.env));
    }
    return made_list(kept, context);
}

Value without_repetition(Arguments arguments, CallContext& context) {
    if (is_unknown(arguments[0])) return arguments[0];
    if (!is_list(arguments[0])) return refused(no_list, context);
    return made_list(distinct_items(unified(items_of(arguments[0], context.env), context.env), context.env), context);
}

/// Adds the items of a list and of the lists in it. An unknown item may be a list, too, of any length.
bool flatten_into(std::vector<Value>& all, const Value& list, Env& env) {
    const Descent descent(env);
    if (!descent) return false;
    for (Value item : items_of(list, env)) {
        if (is_list(item)) {
            if (!flatten_into(all, item, env)) return false;
            continue;
        }
        if (is_unknown(item)) item.maybe_absent = true;
        all.push_back(item);
        if (all.size() > max_made_items) return false;
    }
    return true;
}

Value flattened(Arguments arguments, CallContext& context) {
    if (is_unknown(arguments[0])) return arguments[0];
    if (!is_list(arguments[0])) return refused(no_list, context);
    std::vector<Value> all;
    if (!flatten_into(all, arguments[0], context.env)) return refused("a list that is too large to flatten", context);
    return made_list(all, context);
}

Value reversed_list(Arguments arguments, CallContext& context) {
    if (is_unknown(arguments[0])) return arguments[0];
    if (!is_list(arguments[0])) return refused(no_list, context);
    std::vector<Value> items = items_of(arguments[0], context.env);
    std::reverse(items.begin(), items.end());
    return made_list(items, context);
}

Value in_chunks(Arguments arguments, CallContext& context) {
    Value open;
    const auto items = sure_items(arguments[0], open, context);
    if (!items) return open;
    if (!arguments[1].known()) return unknown_as(arguments[1], context);
    const auto wanted = whole_number_of(arguments[1]);
    if (!wanted || *wanted < 0) return refused("an argument of chunklist that is no size", context);
    const std::size_t size = *wanted == 0 ? items->size() : static_cast<std::size_t>(*wanted);
    std::vector<Value> chunks;
    for (std::size_t begin = 0; begin < items->size(); begin += std::min(size, items->size() - begin)) {
        const auto first = items->begin() + static_cast<std::ptrdiff_t>(begin);
        const auto count = static_cast<std::ptrdiff_t>(std::min(size, items->size() - begin));
        chunks.push_back(made_list({first, first + count}, context));
    }
    return made_list(chunks, context);
}

Value part_of_list(Arguments arguments, CallContext& context) {
    const Value& list = arguments[0];
    if (is_unknown(list)) return list;
    for (const Value& bound : arguments.subspan(1)) {
        if (!bound.known()) return unknown_as(bound, context);
    }
    const auto begin = whole_number_of(arguments[1]);
    const auto end = whole_number_of(arguments[2]);
    if (!is_list(list) || !begin || !end) return refused("an argument of slice that it does not take", context);
    const std::vector<Value> items = items_of(list, context.env);
    const Value* undecided = first_undecided(items);
    const std::int64_t sure = undecided == nullptr ? std::ssize(items) : undecided - items.data();
    if (*begin < 0 || *end < *begin || (undecided == nullptr && *end > sure))
        return refused("bounds of slice that lie outside of its list", context);
    if (*end > sure) return unknown_as(*undecided, context);
    return made_list({items.begin() + *begin, items.begin() + *end}, context);
}

Value sorted_texts(Arguments arguments, CallContext& context) {
    if (!is_list(arguments[0])) return refused(no_list, context);
    std::vector<Value> items = items_of(arguments[0], context.env);
    for (Value& item : items) {
        if (!is_scalar(item)) return refused("an item of sort that is no text", context);
        item = as_string(item, context.env);
        if (!context.env.step(text_cost(item.text))) return refused(too_costly, context);
    }
    std::stable_sort(items.begin(), items.end(), [](const Value& a, const Value& b) { return a.text < b.text; });
    return made_list(items, context);
}

Value matched_by_key(Arguments arguments, CallContext& context) {
    for (const Value& argument : arguments) {
        if (!is_list(argument)) return refused(no_list, context);
    }
    const std::vector<Value> values = items_of(arguments[0], context.env);
    const std::vector<Value> keys = items_of(arguments[1], context.env);
    const std::vector<Value> wanted = items_of(arguments[2], context.env);
    if (values.size() != keys.size()) return refused("lists of different lengths for matchkeys", context);
    std::vector<Value> found;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool is_wanted = std::any_of(wanted.begin(), wanted.end(), [&](const Value& key) {
            return same_value(key, keys[i], context.env) == Truth::yes;
        });
        if (is_wanted) found.push_back(values[i]);
        if (context.env.exhausted()) break;
    }
    return made_list(found, context);
}

Value number_range(Arguments arguments, CallContext& context) {
    constexpr std::size_t most = 1024;  // Terraform language, Functions, range
    std::array<double, 3> numbers{};
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto number = number_of(arguments[i]);
        if (!number) return refused("an argument of range that is no number", context);
        numbers[i] = *number;
    }
    const double start = arguments.size() == 1 ? 0 : numbers[0];
    const double limit = arguments.size() == 1 ? numbers[0] : numbers[1];
    const double step = arguments.size() == 3 ? numbers[2] : limit < start ? -1 : 1;
    if (step == 0 || (step > 0 && limit < start) || (step < 0 && limit > start))
        return refused("a step of range that never reaches its limit", context);
    std::vector<Value> values;
    for (double next = start; step > 0 ? next < limit : next > limit;
         next = start + step * static_cast<double>(values.size())) {
        if (values.size() == most) return refused("a range of more than 1024 numbers", context);
        values.push_back(made_number(next, context));
    }
    return made_list(values, context);
}

constexpr std::array table = {
    TerraformFunction{"alltrue", 1, 1, true, makes<all_true>},
    TerraformFunction{"anytrue", 1, 1, true, makes<any_true>},
    TerraformFunction{"chunklist", 2, 2, true, gathers<in_chunks>},
    TerraformFunction{"coalesce", 1, any_number, true, hands_on<first_some>},
    TerraformFunction{"coalescelist", 1, any_number, true, hands_on<first_some_list>},
    TerraformFunction{"compact", 1, 1, true, gathers<compacted>},
    TerraformFunction{"concat", 1, any_number, true, gathers<concatenated>},
    TerraformFunction{"contains", 2, 2, true, makes<has_item>},
    TerraformFunction{"distinct", 1, 1, true, gathers<without_repetition>},
    TerraformFunction{"element", 2, 2, true, hands_on<wrapped_item>},
    TerraformFunction{"flatten", 1, 1, true, gathers<flattened>},
    TerraformFunction{"index", 2, 2, false, makes<index_of_item>},
    TerraformFunction{"length", 1, 1, true, gathers<length_of>},
    TerraformFunction{"matchkeys", 3, 3, false, gathers<matched_by_key>},
    TerraformFunction{"one", 1, 1, true, hands_on<one_item>},
    TerraformFunction{"range", 1, 3, false, makes<number_range>},
    TerraformFunction{"reverse", 1, 1, true, gathers<reversed_list>},
    TerraformFunction{"slice", 3, 3, true, gathers<part_of_list>},
    TerraformFunction{"sort", 1, 1, false, gathers<sorted_texts>},
};
static_assert(is_sorted_by_name(table));

}  // namespace

std::span<const TerraformFunction> list_functions() { return table; }

}  // namespace lintel
