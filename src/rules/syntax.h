#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lintel {

/// The syntax tree of an expression, as written and not yet checked.
enum class SyntaxKind : std::uint8_t {
    null_literal,
    bool_literal,
    number_literal,
    string_literal,
    list_literal,
    name,
    select,  ///< args[0] . text
    index,   ///< args[0] [ args[1] ]
    call,    ///< text ( args... )
    method,  ///< args[0] . text ( args[1]... )
    unary,   ///< text is the operator
    binary,
    conditional,
};

struct SyntaxNode {
    SyntaxKind kind = SyntaxKind::null_literal;
    std::uint32_t offset = 0;  ///< bytes from the start of the expression
    std::string text;
    double number = 0;
    std::vector<std::uint32_t> args;
};

struct SyntaxTree {
    std::vector<SyntaxNode> nodes;
    std::uint32_t root = 0;
};

/// What is wrong with an expression and where.
struct SyntaxError {
    std::uint32_t offset = 0;
    std::string message;
};

/// Limits that keep a hostile rule file from exhausting the stack.
inline constexpr std::uint32_t max_expression_depth = 100;
inline constexpr std::uint32_t max_expression_bytes = 16U << 10U;

/// Parses an expression in the syntax of CEL. False: `error` tells why.
/// Grammar: the Common Expression Language specification, section "Syntax"; what is left out (bytes literals, message
/// and map construction, unsigned and hexadecimal numbers) is an error that says so.
bool parse_expression(std::string_view text, SyntaxTree& tree, SyntaxError& error);

}  // namespace lintel
