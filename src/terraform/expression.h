#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lintel {

/// Index of a node in ExpressionTree::nodes.
using ExpressionId = std::uint32_t;

enum class ExpressionKind : std::uint8_t {
    null_literal,
    bool_literal,    ///< number: 0 or 1
    number_literal,  ///< number; text: as written
    string_literal,  ///< text: decoded
    text_template,   ///< parts: literals, expressions and `%{}` directives, joined to one text ("a${b}c"); there may be
                     ///< only one of them
    variable,        ///< text: the first name of a traversal ("var", "local", "aws_s3_bucket", "each", ...)
    attribute,       ///< parts[0] . text
    index,           ///< parts[0] [ parts[1] ]; "a.0" is "a[0]"
    splat,         ///< parts[0] is the list, parts[1] what is done with each item, in which `splat_item` stands for it
    splat_item,    ///< the item of the innermost splat whose parts[1] it stands in
    call,          ///< text: the function's name ("provider::aws::arn_parse" as written); parts: arguments; flag: the
                   ///< last argument is expanded ("f(list...)")
    negate,        ///< - parts[0]
    not_,          ///< ! parts[0]
    binary,        ///< operation, parts[0], parts[1]
    conditional,   ///< parts[0] ? parts[1] : parts[2]
    tuple,         ///< [parts...]
    object,        ///< parts: key, value, key, value, ...; a bare identifier as a key is a string_literal, one in
                   ///< parentheses is an expression
    for_tuple,     ///< [for names in parts[0] : parts[1] if parts[2]]; parts[2] may be absent
    for_object,    ///< {for names in parts[0] : parts[1] => parts[2] if parts[3]}; parts[3] may be absent; flag:
                   ///< grouping ("...")
    template_if,   ///< %{if parts[0]} parts[1] %{else} parts[2] %{endif}; without an else parts[2] is an empty text.
                   ///< parts[1] and parts[2] are a string_literal or a text_template
    template_for,  ///< %{for names in parts[0]} parts[1] %{endfor}; parts[1] likewise
};

enum class BinaryOperation : std::uint8_t {
    or_,
    and_,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    add,
    subtract,
    multiply,
    divide,
    modulo,
};

/// A node of a parsed expression. `begin` and `end` are byte offsets into the text that was parsed. Parentheses around
/// an expression do not belong to it, nor does the "${}" around one that stands alone.
struct ExpressionNode {
    ExpressionKind kind = ExpressionKind::null_literal;
    BinaryOperation operation = BinaryOperation::or_;
    bool flag = false;
    double number = 0;
    std::string text;
    std::vector<ExpressionId> parts;
    std::vector<std::string> names;  ///< the variables of a for: one, or two (key or index first)
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

struct ExpressionError {
    std::uint32_t offset = 0;  ///< byte offset into the text that was parsed
    std::string message;       ///< one sentence, without a place
};

/// An expression of Terraform's language, parsed. Children stand before their parents. No tree is more than
/// max_expression_height levels high, so that recursion over it is safe.
struct ExpressionTree {
    std::vector<ExpressionNode> nodes;
    ExpressionId root = 0;
    std::optional<ExpressionError> error;  ///< then there are no nodes
    const ExpressionNode& node(ExpressionId id) const { return nodes[id]; }
};

/// How deep brackets, operators, steps and templates may nest, and how long chains of them ("a + b + ...") may be,
/// which nest as well; beyond it there is an error.
inline constexpr std::uint32_t max_expression_height = 100;

/// Whether a string of a Terraform JSON file is more than its own text: it holds "${" or "%{".
bool holds_template(std::string_view text);

/// Parses a string of a Terraform JSON file, which is a template: text with "${...}" and "%{...}", "$${" and "%%{"
/// being the escaped forms. A string that is one interpolation and nothing else ("${var.x}") is that expression,
/// whatever its type; a string without any is a string_literal. (Source: Terraform, JSON Configuration Syntax,
/// Expression Mapping; HCL Native Syntax Specification, Templates.)
ExpressionTree parse_template(std::string_view text);

/// Parses an expression without "${" around it, as it stands in `depends_on`, in `provider`, or between the braces.
/// (Source: HCL Native Syntax Specification, Expressions.)
ExpressionTree parse_expression(std::string_view text);

}  // namespace lintel
