#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "terraform/function_table.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

Value to_text(Arguments arguments, CallContext& context) {
    const Value& value = arguments[0];
    if (is_null(value) || is_unknown(value) || value.is(ValueKind::string)) return value;
    if (!is_scalar(value)) return refused("an argument of tostring that is no text", context);
    return as_string(value, context.env);
}

Value to_number_value(Arguments arguments, CallContext& context) {
    const Value& value = arguments[0];
    if (is_null(value) || value.is(ValueKind::number)) return value;
    const auto number = number_of(value);
    return number ? made_number(*number, context) : refused("an argument of tonumber that is no number", context);
}

Value to_boolean(Arguments arguments, CallContext& context) {
    const Value& value = arguments[0];
    if (is_null(value) || value.is(ValueKind::boolean)) return value;
    const auto truth = truth_of(value);
    return truth ? boolean_value(*truth, context.place)
                 : refused("an argument of tobool that is neither true nor false", context);
}

bool same_kinds(const std::vector<Value>& a, const std::vector<Value>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Value& x, const Value& y) { return x.kind == y.kind; });
}

/// A list whose items are of one type already is handed on.
Value to_list(Arguments arguments, CallContext& context) {
    const Value& value = arguments[0];
    if (is_null(value) || is_unknown(value)) return value;
    if (!value.is(ValueKind::list)) return refused("an argument of tolist that is no list", context);
    const std::vector<Value> items = items_of(value, context.env);
    const std::vector<Value> converted = unified(items, context.env);
    if (!same_kinds(items, converted)) return made_list(converted, context);
    Value list = value;
    list.shape = 0;
    return list;
}

Value to_set(Arguments arguments, CallContext& context) {
    const Value& value = arguments[0];
    if (is_null(value) || is_unknown(value)) return value;
    if (!value.is(ValueKind::list)) return refused("an argument of toset that is no list", context);
    return made_set(items_of(value, context.env), context);
}

Value to_map(Arguments arguments, CallContext& context) {
    const Value& value = arguments[0];
    if (is_null(value) || is_unknown(value)) return value;
    if (!value.is(ValueKind::map)) return refused("an argument of tomap that is no map", context);
    std::vector<Member> members = sorted_members(value, context.env);
    std::vector<Value> values;
    for (const Member& member : members) values.push_back(member.value);
    const std::vector<Value> converted = unified(values, context.env);
    if (same_kinds(values, converted)) return value;
    for (std::size_t i = 0; i < members.size(); ++i) members[i].value = converted[i];
    return made_map(std::move(members), context);
}

/// The value and all that is in it, as secrets.
Value hidden(const Value& value, CallContext& context) {
    Value secret = value;
    secret.secret = true;
    const Descent descent(context.env);
    const std::size_t size = std::size_t{1} + value.count;
    if (!descent || size > max_made_items || !context.env.step(size)) return secret;
    std::vector<Member> children;
    if (value.is(ValueKind::map)) {
        children = members(value, context.env);
    } else if (value.is(ValueKind::list)) {
        for (const Value& item : items(value, context.env)) children.push_back({{}, item});
    } else {
        return secret;
    }
    for (Member& child : children) child.value = hidden(child.value, context);
    const auto copied = context.env.arena().copy(children);
    Value made = value.is(ValueKind::map) ? map_value(copied, value.place) : list_value(copied, value.place);
    made.secret = true;
    made.trace = value.trace;
    made.resource = value.resource;
    made.attribute = value.attribute;
    return made;
}

Value as_secret(Arguments arguments, CallContext& context) { return hidden(arguments[0], context); }

Value as_open(Arguments arguments, CallContext&) {
    Value value = arguments[0];
    value.secret = false;
    return value;
}

Value tells_secrecy(Arguments arguments, CallContext& context) {
    return boolean_value(arguments[0].secret, context.place);
}

Value same(Arguments arguments, CallContext&) { return arguments[0]; }

constexpr std::array table = {
    TerraformFunction{"ephemeralasnull", 1, 1, true, hands_on<same>},
    TerraformFunction{"issensitive", 1, 1, true, hands_on<tells_secrecy>},
    TerraformFunction{"nonsensitive", 1, 1, true, hands_on<as_open>},
    TerraformFunction{"sensitive", 1, 1, true, hands_on<as_secret>},
    TerraformFunction{"tobool", 1, 1, false, makes<to_boolean>},
    TerraformFunction{"tolist", 1, 1, true, gathers<to_list>},
    TerraformFunction{"tomap", 1, 1, true, gathers<to_map>},
    TerraformFunction{"tonumber", 1, 1, false, makes<to_number_value>},
    TerraformFunction{"toset", 1, 1, true, gathers<to_set>},
    TerraformFunction{"tostring", 1, 1, true, gathers<to_text>},
};
static_assert(is_sorted_by_name(table));

}  // namespace

std::span<const TerraformFunction> conversion_functions() { return table; }

}  // namespace lintel
