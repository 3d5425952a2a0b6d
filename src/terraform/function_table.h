#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "terraform/function_values.h"
#include "terraform/functions.h"

namespace lintel {

inline constexpr std::uint8_t any_number = UINT8_MAX;

/// Which parts of the arguments make a result secret.
enum class Secrecy : std::uint8_t {
    of_all,       ///< anything in them
    of_wholes,    ///< the arguments themselves: what is in them is handed on with its own secrecy
    handed_over,  ///< nothing: the result is an argument, or lies in one
};

/// A result with the trace and the secrecy that it has from the arguments; unknown if the budget is used up.
Value settled(Value result, Arguments arguments, Secrecy secrecy, CallContext& context);

/// An entry's function, which gives its result so.
template <Value (*function)(Arguments, CallContext&), Secrecy secrecy>
Value settling(Arguments arguments, CallContext& context) {
    return settled(function(arguments, context), arguments, secrecy, context);
}

/// Makes something new out of all that is in the arguments.
template <Value (*function)(Arguments, CallContext&)>
inline constexpr auto makes = settling<function, Secrecy::of_all>;

/// Makes a container of what is in the arguments, or tells something about the containers.
template <Value (*function)(Arguments, CallContext&)>
inline constexpr auto gathers = settling<function, Secrecy::of_wholes>;

/// Hands an argument on, or something that lies in one.
template <Value (*function)(Arguments, CallContext&)>
inline constexpr auto hands_on = settling<function, Secrecy::handed_over>;

/// Whether a table can be searched by name.
constexpr bool is_sorted_by_name(std::span<const TerraformFunction> table) {
    for (std::size_t i = 1; i < table.size(); ++i) {
        if (table[i - 1].name >= table[i].name) return false;
    }
    return true;
}

// The tables, each sorted by name.

std::span<const TerraformFunction> numeric_functions();
std::span<const TerraformFunction> string_functions();
std::span<const TerraformFunction> format_functions();
std::span<const TerraformFunction> pattern_functions();
std::span<const TerraformFunction> list_functions();
std::span<const TerraformFunction> map_functions();
std::span<const TerraformFunction> set_functions();
std::span<const TerraformFunction> encoding_functions();
std::span<const TerraformFunction> path_functions();
std::span<const TerraformFunction> ip_functions();
std::span<const TerraformFunction> date_functions();
std::span<const TerraformFunction> conversion_functions();

}  // namespace lintel
