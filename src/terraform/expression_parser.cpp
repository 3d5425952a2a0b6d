#include "terraform/expression_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace lintel {
namespace {

using Kind = ExpressionTokenKind;

struct Operator {
    std::string_view symbol;
    BinaryOperation operation;
    int level;  ///< 0 binds loosest
};

// Source: HCL Native Syntax Specification, Operations; "==" binds looser than "<".
constexpr std::array<Operator, 13> operators = {{
    {"||", BinaryOperation::or_, 0},
    {"&&", BinaryOperation::and_, 1},
    {"==", BinaryOperation::equal, 2},
    {"!=", BinaryOperation::not_equal, 2},
    {"<", BinaryOperation::less, 3},
    {"<=", BinaryOperation::less_equal, 3},
    {">", BinaryOperation::greater, 3},
    {">=", BinaryOperation::greater_equal, 3},
    {"+", BinaryOperation::add, 4},
    {"-", BinaryOperation::subtract, 4},
    {"*", BinaryOperation::multiply, 5},
    {"/", BinaryOperation::divide, 5},
    {"%", BinaryOperation::modulo, 5},
}};

const Operator* find_operator(std::string_view symbol) {
    const auto* const found = std::find_if(operators.begin(), operators.end(),
                                           [&](const Operator& candidate) { return candidate.symbol == symbol; });
    return found == operators.end() ? nullptr : found;
}

constexpr std::string_view too_deep = "this expression is nested too deep";

}  // namespace

ExpressionTree ExpressionParser::parse_bare_expression() {
    if (!read(0)) return finish(std::nullopt);
    const Id root = expression();
    if (root && token().kind != Kind::end) {
        return finish(fail(token().begin, cat("the expression should end here, but ", found(), " follows")));
    }
    return finish(root);
}

ExpressionTree ExpressionParser::finish(Id root) {
    tree_.root = root.value_or(0);
    if (!root) tree_.nodes.clear();
    return std::move(tree_);
}

std::nullopt_t ExpressionParser::fail(std::uint32_t offset, std::string message) {
    if (!tree_.error) tree_.error = ExpressionError{offset, std::move(message)};
    return std::nullopt;
}

/// Enters one more level of recursion; whoever calls it leaves the level with --depth_.
bool ExpressionParser::deeper(std::uint32_t offset) {
    if (++depth_ <= max_expression_height) return true;
    fail(offset, std::string(too_deep));
    return false;
}

/// Goes on at `offset`, which is where something ended that is no token of the lexer's.
bool ExpressionParser::read(std::uint32_t offset) {
    last_end_ = offset;
    if (lexer_.read(offset)) return true;
    fail(lexer_.error().offset, lexer_.error().message);
    return false;
}

bool ExpressionParser::advance() { return read(token().end); }

bool ExpressionParser::is_symbol(std::string_view symbol) const { return is(Kind::symbol) && token().text == symbol; }

bool ExpressionParser::is_word(std::string_view word) const { return is(Kind::name) && token().text == word; }

std::uint32_t ExpressionParser::here() const { return at_line_end() ? last_end_ : token().begin; }

/// Names the current token in a message.
std::string ExpressionParser::found() const {
    constexpr std::size_t longest_shown = 40;
    if (at_line_end()) return "the end of the line";
    if (token().kind == Kind::end) return "the end of the text";
    if (token().kind == Kind::quote) return "a string";
    if (token().kind == Kind::heredoc) return "'<<'";
    if (token().text.size() > longest_shown) return token().kind == Kind::number ? "a long number" : "a long name";
    return cat("'", token().text, "'");
}

std::nullopt_t ExpressionParser::fail_missing(std::string_view what, std::string_view purpose) {
    return fail(here(), cat(what, " is missing here: it would ", purpose));
}

bool ExpressionParser::expect(std::string_view symbol, std::string_view purpose) {
    if (is_symbol(symbol)) return advance();
    fail_missing(cat("'", symbol, "'"), purpose);
    return false;
}

ExpressionParser::Id ExpressionParser::add(ExpressionNode node) {
    std::uint32_t height = 1;
    for (const ExpressionId part : node.parts) height = std::max(height, heights_[part] + 1);
    if (height > max_expression_height) return fail(node.begin, std::string(too_deep));
    heights_.push_back(height);
    tree_.nodes.push_back(std::move(node));
    return static_cast<ExpressionId>(tree_.nodes.size() - 1);
}

/// Adds a node that ends with the token before the current one.
ExpressionParser::Id ExpressionParser::add(ExpressionKind kind, std::uint32_t begin, Parts parts, std::string text) {
    ExpressionNode node;
    node.kind = kind;
    node.begin = begin;
    node.end = last_end_;
    node.parts = std::move(parts);
    node.text = std::move(text);
    return add(std::move(node));
}

ExpressionParser::Id ExpressionParser::expression() {
    if (!deeper(here())) return std::nullopt;
    const std::uint32_t begin = token().begin;
    Id value = binary(0);
    if (value && is_symbol("?")) value = conditional(*value, begin);
    --depth_;
    return value;
}

ExpressionParser::Id ExpressionParser::conditional(ExpressionId condition, std::uint32_t begin) {
    if (!advance()) return std::nullopt;
    const Id then = expression();
    if (!then || !expect(":", "stand between the two results that '?' chooses from")) return std::nullopt;
    const Id otherwise = expression();
    if (!otherwise) return std::nullopt;
    return add(ExpressionKind::conditional, begin, {condition, *then, *otherwise});
}

ExpressionParser::Id ExpressionParser::binary(int lowest) {
    const std::uint32_t begin = token().begin;
    Id left = unary();
    while (left) {
        const Operator* const found_operator = is(Kind::symbol) ? find_operator(token().text) : nullptr;
        if (found_operator == nullptr || found_operator->level < lowest) return left;
        if (!advance()) return std::nullopt;
        const Id right = binary(found_operator->level + 1);
        if (!right) return std::nullopt;
        ExpressionNode node;
        node.kind = ExpressionKind::binary;
        node.operation = found_operator->operation;
        node.parts = {*left, *right};
        node.begin = begin;
        node.end = last_end_;
        left = add(std::move(node));
    }
    return left;
}

ExpressionParser::Id ExpressionParser::unary() {
    const bool negates = is_symbol("-");
    if (!negates && !is_symbol("!")) return term();
    const std::uint32_t begin = token().begin;
    if (!deeper(here()) || !advance()) return std::nullopt;
    const Id operand = unary();
    --depth_;
    if (!operand) return std::nullopt;
    return add(negates ? ExpressionKind::negate : ExpressionKind::not_, begin, {*operand});
}

ExpressionParser::Id ExpressionParser::term() {
    const std::uint32_t begin = token().begin;
    const Id value = primary();
    return value ? steps(*value, begin) : value;
}

ExpressionParser::Id ExpressionParser::primary() {
    if (is(Kind::number)) return number();
    if (is(Kind::name)) return named();
    if (is(Kind::quote)) return quoted();
    if (is(Kind::heredoc)) return heredoc();
    if (is_symbol("(")) return parenthesised();
    if (is_symbol("[")) return tuple();
    if (is_symbol("{")) return object();
    return fail(here(), cat("a value is missing here, before ", found()));
}

ExpressionParser::Id ExpressionParser::number() {
    ExpressionNode node;
    node.kind = ExpressionKind::number_literal;
    node.text = token().text;
    node.begin = token().begin;
    node.end = token().end;
    const std::optional<double> value = to_number(node.text);
    if (!value) return fail(node.begin, "this number is too large or too small to calculate with");
    node.number = *value;
    if (!advance()) return std::nullopt;
    if (is_symbol(".") && token().begin == node.end && node.text.find('.') != std::string::npos)
        return fail(node.begin, "this is no number; a text stands in double quotes");
    return add(std::move(node));
}

ExpressionParser::Id ExpressionParser::named() {
    const std::uint32_t begin = token().begin;
    std::string name(token().text);
    if (!advance()) return std::nullopt;
    bool is_function = is_symbol("(");
    while (is_symbol("::")) {
        is_function = true;
        if (!advance()) return std::nullopt;
        if (!is(Kind::name)) return fail_missing("a name", "go on with the function's name behind '::'");
        name += "::";
        name += token().text;
        if (!advance()) return std::nullopt;
    }
    if (is_function) return call(std::move(name), begin);
    if (name == "null") return add(ExpressionKind::null_literal, begin, {});
    if (name != "true" && name != "false") return add(ExpressionKind::variable, begin, {}, std::move(name));
    ExpressionNode node;
    node.kind = ExpressionKind::bool_literal;
    node.number = name == "true" ? 1 : 0;
    node.begin = begin;
    node.end = last_end_;
    return add(std::move(node));
}

ExpressionParser::Id ExpressionParser::call(std::string name, std::uint32_t begin) {
    if (!expect("(", "begin the arguments of the function")) return std::nullopt;
    const LineMode mode(*this, false);
    ExpressionNode node;
    while (!is_symbol(")") && !node.flag) {
        const Id argument = expression();
        if (!argument) return std::nullopt;
        node.parts.push_back(*argument);
        node.flag = is_symbol("...");
        if (!node.flag && !is_symbol(",")) break;
        if (!advance()) return std::nullopt;
    }
    if (!is_symbol(")") && !node.flag) return fail_missing("',' or ')'", "end this argument");
    if (!expect(")", "end the arguments, of which one with '...' is the last")) return std::nullopt;
    node.kind = ExpressionKind::call;
    node.text = std::move(name);
    node.begin = begin;
    node.end = last_end_;
    return add(std::move(node));
}

ExpressionParser::Id ExpressionParser::parenthesised() {
    const LineMode mode(*this, false);
    if (!advance()) return std::nullopt;
    const Id inner = expression();
    if (!inner || !expect(")", "end what begins with '('")) return std::nullopt;
    return inner;
}

}  // namespace lintel
