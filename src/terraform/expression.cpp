#include "terraform/expression.h"

#include "terraform/expression_parser.h"

namespace lintel {
namespace {

/// Offsets have 32 bits.
bool is_too_long(std::string_view text) { return text.size() > UINT32_MAX - 1; }

ExpressionTree too_long() {
    ExpressionTree tree;
    tree.error = ExpressionError{0, "this text is too long for an expression"};
    return tree;
}

}  // namespace

bool holds_template(std::string_view text) {
    return text.find("${") != std::string_view::npos || text.find("%{") != std::string_view::npos;
}

ExpressionTree parse_template(std::string_view text) {
    return is_too_long(text) ? too_long() : ExpressionParser(text).parse_bare_template();
}

ExpressionTree parse_expression(std::string_view text) {
    return is_too_long(text) ? too_long() : ExpressionParser(text).parse_bare_expression();
}

}  // namespace lintel
