#include "terraform/functions.h"

#include <algorithm>
#include <array>

#include "terraform/function_table.h"

namespace lintel {

const TerraformFunction* terraform_function(std::string_view name) {
    static const std::array<std::span<const TerraformFunction>, 12> tables = {
        numeric_functions(), string_functions(), format_functions(), pattern_functions(),
        list_functions(),    map_functions(),    set_functions(),    encoding_functions(),
        path_functions(),    ip_functions(),     date_functions(),   conversion_functions(),
    };
    for (const auto& table : tables) {
        const auto found = std::lower_bound(
            table.begin(), table.end(), name,
            [](const TerraformFunction& function, std::string_view wanted) { return function.name < wanted; });
        if (found != table.end() && found->name == name) return &*found;
    }
    return nullptr;
}

Value settled(Value result, Arguments arguments, Secrecy secrecy, CallContext& context) {
    const bool is_made = result.place == context.place;
    for (const Value& argument : arguments) {
        context.env.step(text_cost(as_text(argument)));
        if (is_made && result.trace == nullptr) result.trace = argument.trace;
        if (secrecy == Secrecy::of_wholes) result.secret = result.secret || argument.secret;
        if (secrecy == Secrecy::of_all) result.secret = result.secret || secret_within(argument, context.env);
    }
    if (!result.place) result.place = context.place;
    if (!context.env.exhausted()) return result;
    Value unknown = unknown_value(too_costly, context.place);
    unknown.secret = result.secret;
    return unknown;
}

}  // namespace lintel
