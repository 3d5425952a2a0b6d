#include "rules/syntax.h"

#include <doctest/doctest.h>

#include <string>

#include "base/text.h"

namespace {

using namespace lintel;

/// The tree with every operation in parentheses.
std::string shape(const SyntaxTree& tree, std::uint32_t index) {
    const SyntaxNode& node = tree.nodes[index];
    std::string args;
    for (const std::uint32_t arg : node.args) args += cat(args.empty() ? "" : " ", shape(tree, arg));
    switch (node.kind) {
        case SyntaxKind::string_literal:
            return cat("'", node.text, "'");
        case SyntaxKind::number_literal:
            return number_text(node.number);
        case SyntaxKind::select:
            return cat("(. ", args, " ", node.text, ")");
        case SyntaxKind::call:
        case SyntaxKind::method:
            return cat("(", node.text, args.empty() ? "" : " ", args, ")");
        default:
            return node.args.empty() ? node.text : cat("(", node.text, " ", args, ")");
    }
}

std::string parsed(std::string_view text) {
    SyntaxTree tree;
    SyntaxError error;
    if (!parse_expression(text, tree, error)) return cat("error at ", error.offset, ": ", error.message);
    return shape(tree, tree.root);
}

}  // namespace

TEST_CASE("operators bind as CEL's table says") {
    CHECK(parsed("a || b && c") == "(|| a (&& b c))");
    CHECK(parsed("a == b && !c") == "(&& (== a b) (! c))");
    CHECK(parsed("1 + 2 * 3 - 4") == "(- (+ 1 (* 2 3)) 4)");
    CHECK(parsed("a ? b : c ? d : e") == "(? a b (? c d e))");
    CHECK(parsed("x in [1, 2] == true") == "(== (in x ([ 1 2)) true)");
    CHECK(parsed("-a.b") == "(- (. a b))");
    CHECK(parsed("(a || b) && c") == "(&& (|| a b) c)");
}

TEST_CASE("members, indices, calls and macros are read") {
    CHECK(parsed("a.b[0].c") == "(. ([ (. a b) 0) c)");
    CHECK(parsed("a.exists(x, x == 'y')") == "(exists a x (== x 'y'))");
    CHECK(parsed("size(a) > 1") == "(> (size a) 1)");
    CHECK(parsed("[]") == "[");
}

TEST_CASE("strings take both quotes, escapes and raw form") {
    CHECK(parsed(R"("it's")") == "'it's'");
    CHECK(parsed(R"('a\'b\n')") == "'a'b\n'");
    CHECK(parsed(R"(r'\d+')") == R"('\d+')");
}

TEST_CASE("comments and line ends are white space") { CHECK(parsed("a // why\n&& b") == "(&& a b)"); }

TEST_CASE("errors name the place and what was expected") {
    CHECK(parsed("a &&") == "error at 4: expected a value, not end of the expression");
    CHECK(parsed("a b") == "error at 2: unexpected 'b'");
    CHECK(parsed("(a") == "error at 2: expected ')' before end of the expression");
    CHECK(parsed("'open") == "error at 0: this string is not closed");
    CHECK(parsed("a # b") == "error at 2: '#' has no meaning in an expression");
    CHECK(parsed("1x") == "error at 0: this is not a decimal number");
    CHECK(parsed("if") == "error at 0: 'if' is a reserved word");
    CHECK(parsed("A{b: 1}") == "error at 1: maps and messages cannot be built in an expression");
    CHECK(parsed(R"('\q')") == "error at 1: this escape is not understood; r'...' takes a backslash as it is");
}

TEST_CASE("deep nesting is an error, not a crash") {
    CHECK(parsed(std::string(5000, '(')).find("nested too deeply") != std::string::npos);
    CHECK(parsed(std::string(5000, '!')).find("nested too deeply") != std::string::npos);
    CHECK(parsed(std::string(20000, 'a')).find("too long") != std::string::npos);
}
