#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "terraform/function_table.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

constexpr std::string_view no_map = "an argument that is no map";

bool is_map(const Value& value) { return value.is(ValueKind::map); }

/// A member that may be missing, so that nobody knows all keys; null if there is none.
const Value* undecided_member(const std::vector<Member>& members) {
    const auto found = std::find_if(members.begin(), members.end(), [](const Member& member) {
        return is_unknown(member.value) && member.value.maybe_absent;
    });
    return found == members.end() ? nullptr : &found->value;
}

Value keys_of(Arguments arguments, CallContext& context) {
    if (is_unknown(arguments[0])) return unknown_as(arguments[0], context);
    if (!is_map(arguments[0])) return refused(no_map, context);
    const std::vector<Member> members = sorted_members(arguments[0], context.env);
    const Value* undecided = undecided_member(members);
    if (undecided != nullptr) return unknown_as(*undecided, context);
    std::vector<Value> keys;
    for (const Member& member : members) keys.push_back(string_value(member.key, member.value.place));
    return made_list(keys, context);
}

Value values_of(Arguments arguments, CallContext& context) {
    if (is_unknown(arguments[0])) return arguments[0];
    if (!is_map(arguments[0])) return refused(no_map, context);
    std::vector<Value> values;
    for (const Member& member : sorted_members(arguments[0], context.env)) values.push_back(member.value);
    return made_list(values, context);
}

/// Secret where the map or the key is.
Value looked_up(Arguments arguments, CallContext& context) {
    const Value& map = arguments[0];
    if (is_unknown(map)) return below_unknown(map);
    if (!arguments[1].known()) return unknown_as(arguments[1], context);
    const auto key = text_of(arguments[1], context.env);
    if (!is_map(map) || !key) return refused("an argument of lookup that it does not take", context);
    Value found = member(map, *key, context.env);
    if (found.absent()) {
        if (arguments.size() < 3) return refused("a key that lookup does not find", context);
        found = arguments[2];
    }
    found.secret = found.secret || map.secret || arguments[1].secret;
    return found;
}

/// Later maps go over earlier ones; null counts as an empty map.
Value merged(Arguments arguments, CallContext& context) {
    if (arguments.size() == 1 && is_unknown(arguments[0])) return arguments[0];
    std::vector<Member> all;
    for (const Value& map : arguments) {
        if (is_null(map)) continue;
        if (is_unknown(map)) return unknown_as(map, context);
        if (!is_map(map)) return refused(no_map, context);
        const std::vector<Member> members = sorted_members(map, context.env);
        all.insert(all.end(), members.begin(), members.end());
    }
    return made_map(std::move(all), context);
}

/// The items of a list of known length.
std::optional<std::vector<Value>> sure_items(const Value& list, Env& env) {
    if (!list.is(ValueKind::list)) return std::nullopt;
    std::vector<Value> items = items_of(list, env);
    return first_undecided(items) == nullptr ? std::optional(items) : std::nullopt;
}

Value zipped(Arguments arguments, CallContext& context) {
    constexpr std::string_view misfit = "arguments of zipmap that do not fit one another";
    const auto keys = sure_items(arguments[0], context.env);
    auto values = sure_items(arguments[1], context.env);
    if (keys && is_unknown(arguments[1])) values.emplace(keys->size(), below_unknown(arguments[1]));
    if (!keys || !values || values->size() != keys->size()) return refused(arguments, misfit, context);
    std::vector<Member> members;
    for (std::size_t i = 0; i < keys->size(); ++i) {
        const auto key = text_of((*keys)[i], context.env);
        if (!key) return refused(arguments.first(1), misfit, context);
        members.push_back({*key, (*values)[i]});
    }
    return made_map(std::move(members), context);
}

Value transposed(Arguments arguments, CallContext& context) {
    constexpr std::string_view misfit = "an argument of transpose that is no map of lists";
    std::vector<Member> pairs;  // each value, and the key that it stands under
    if (!is_map(arguments[0])) return refused(misfit, context);
    for (const Member& member : sorted_members(arguments[0], context.env)) {
        if (!member.value.is(ValueKind::list)) return refused(misfit, context);
        for (const Value& item : items_of(member.value, context.env)) {
            const auto text = text_of(item, context.env);
            if (!text) return refused(misfit, context);
            pairs.push_back({*text, string_value(member.key, context.place)});
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Member& a, const Member& b) { return a.key < b.key; });
    std::vector<Member> members;
    for (auto begin = pairs.begin(); begin != pairs.end();) {
        const auto end = std::find_if(begin, pairs.end(), [&](const Member& pair) { return pair.key != begin->key; });
        std::vector<Value> keys;
        for (auto pair = begin; pair != end; ++pair) keys.push_back(pair->value);
        members.push_back({begin->key, made_list(keys, context)});
        begin = end;
    }
    return made_map(std::move(members), context);
}

constexpr std::array table = {
    TerraformFunction{"keys", 1, 1, true, gathers<keys_of>},
    TerraformFunction{"lookup", 2, 3, true, hands_on<looked_up>},
    TerraformFunction{"merge", 0, any_number, true, gathers<merged>},
    TerraformFunction{"transpose", 1, 1, false, makes<transposed>},
    TerraformFunction{"values", 1, 1, true, gathers<values_of>},
    TerraformFunction{"zipmap", 2, 2, true, gathers<zipped>},
};
static_assert(is_sorted_by_name(table));

}  // namespace

std::span<const TerraformFunction> map_functions() { return table; }

}  // namespace lintel
