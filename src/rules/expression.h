#pragma once

#include <cstdint>
#include <string_view>

namespace lintel {

/// Index into RuleSet::exprs.
using ExprId = std::uint32_t;
inline constexpr ExprId no_expr = UINT32_MAX;

enum class Op : std::uint8_t {
    null_literal,
    bool_literal,  ///< number: 0 or 1
    number_literal,
    string_literal,
    list_literal,
    variable,  ///< slot
    data,      ///< text: name of a table; slot: its index in RuleSet::data
    setting,   ///< text: its name; slot: its index in the settings of the rule
    select,    ///< args[0] . text
    fact,      ///< args[0] . text; slot: index in all_facts()
    index,     ///< args[0] [ args[1] ]
    has,       ///< has(args[0]), args[0] a select
    negate,    ///< - args[0]
    not_,
    and_,
    or_,
    conditional,  ///< args[0] ? args[1] : args[2]
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    in,
    add,
    subtract,
    multiply,
    divide,
    modulo,
    keys,  ///< the keys of args[0] where it is a map, else args[0] itself
    all,   ///< args[0].all(slot, args[1])
    exists,
    exists_one,
    filter,
    map,
    call,  ///< slot: index in all_functions(); args[0] is the receiver of a method
};

/// A node of a compiled expression. Its arguments stand in RuleSet::args from `first_arg` on.
struct Expr {
    Op op = Op::null_literal;
    std::uint8_t arg_count = 0;
    std::uint16_t slot = 0;
    std::uint32_t first_arg = 0;
    double number = 0;
    std::string_view text;
};

}  // namespace lintel
