#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "terraform/function_table.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

constexpr std::string_view no_list = "an argument that is no list";

bool holds_item(const std::vector<Value>& items, const Value& item, Env& env) {
    return std::any_of(items.begin(), items.end(),
                       [&](const Value& each) { return same_value(each, item, env) == Truth::yes; });
}

bool are_lists(Arguments arguments) {
    return std::all_of(arguments.begin(), arguments.end(),
                       [](const Value& argument) { return argument.is(ValueKind::list); });
}

/// The items of the first list of which the second holds none, or holds all.
std::vector<Value> filtered(const std::vector<Value>& items, const std::vector<Value>& others, bool held, Env& env) {
    std::vector<Value> kept;
    for (const Value& item : items) {
        if (env.exhausted()) break;
        if (holds_item(others, item, env) == held) kept.push_back(item);
    }
    return kept;
}

Value united(Arguments arguments, CallContext& context) {
    if (arguments.size() == 1 && is_unknown(arguments[0])) return arguments[0];
    std::vector<Value> all;
    for (const Value& list : arguments) {
        if (!list.is(ValueKind::list) && !is_unknown(list)) return refused(no_list, context);
        const std::vector<Value> items = items_of(list, context.env);
        all.insert(all.end(), items.begin(), items.end());
    }
    return made_set(std::move(all), context);
}

Value intersected(Arguments arguments, CallContext& context) {
    if (!are_lists(arguments)) return refused(no_list, context);
    std::vector<Value> kept = items_of(arguments[0], context.env);
    for (const Value& list : arguments.subspan(1)) {
        kept = filtered(kept, items_of(list, context.env), true, context.env);
    }
    return made_set(std::move(kept), context);
}

Value subtracted(Arguments arguments, CallContext& context) {
    if (!are_lists(arguments)) return refused(no_list, context);
    return made_set(
        filtered(items_of(arguments[0], context.env), items_of(arguments[1], context.env), false, context.env),
        context);
}

/// How many ways there are to take one item of each list; more than fit a list count as just that.
std::size_t ways(const std::vector<std::vector<Value>>& columns) {
    std::size_t count = 1;
    for (const std::vector<Value>& column : columns) {
        if (column.empty()) return 0;
        count = std::min(count * std::min(column.size(), max_made_items + 1), max_made_items + 1);
    }
    return count;
}

/// All ways to take one item of each list; those of the last list change fastest.
Value multiplied(Arguments arguments, CallContext& context) {
    if (!are_lists(arguments)) return refused(arguments, no_list, context);
    std::vector<std::vector<Value>> columns;
    for (const Value& list : arguments) {
        columns.push_back(items_of(list, context.env));
        const Value* undecided = first_undecided(columns.back());
        if (undecided != nullptr) return unknown_as(*undecided, context);
    }
    const std::size_t count = ways(columns);
    if (count > max_made_items) return refused("a product of more than 10,000 items", context);
    std::vector<Value> rows;
    for (std::size_t i = 0; i < count && !context.env.exhausted(); ++i) {
        std::vector<Value> row(columns.size());
        std::size_t rest = i;
        for (std::size_t column = columns.size(); column-- > 0;) {
            row[column] = columns[column][rest % columns[column].size()];
            rest /= columns[column].size();
        }
        rows.push_back(made_list(row, context));
    }
    return made_list(rows, context);
}

constexpr std::array table = {
    TerraformFunction{"setintersection", 1, any_number, false, gathers<intersected>},
    TerraformFunction{"setproduct", 1, any_number, true, gathers<multiplied>},
    TerraformFunction{"setsubtract", 2, 2, false, gathers<subtracted>},
    TerraformFunction{"setunion", 1, any_number, true, gathers<united>},
};
static_assert(is_sorted_by_name(table));

}  // namespace

std::span<const TerraformFunction> set_functions() { return table; }

}  // namespace lintel
