#include <utility>

#include "base/text.h"
#include "terraform/expression_parser.h"

namespace lintel {
namespace {

using Kind = ExpressionTokenKind;

}  // namespace

ExpressionParser::Id ExpressionParser::tuple() {
    const std::uint32_t begin = token().begin;
    const LineMode mode(*this, false);
    if (!advance()) return std::nullopt;
    if (is_word("for")) return for_expression(ForKind::tuple, begin);
    Parts parts;
    while (!is_symbol("]")) {
        const Id item = expression();
        if (!item) return std::nullopt;
        parts.push_back(*item);
        if (!is_symbol(",")) break;
        if (!advance()) return std::nullopt;
    }
    if (!is_symbol("]")) return fail_missing("',' or ']'", "end this item of the list");
    if (!advance()) return std::nullopt;
    return add(ExpressionKind::tuple, begin, std::move(parts));
}

ExpressionParser::Id ExpressionParser::object() {
    const std::uint32_t begin = token().begin;
    const LineMode mode(*this, true);
    if (!advance()) return std::nullopt;
    lexer_.pass_newline();
    if (is_word("for")) return for_expression(ForKind::object, begin);
    Parts parts;
    while (!is_symbol("}")) {
        if (!object_item(parts)) return std::nullopt;
    }
    if (!advance()) return std::nullopt;
    return add(ExpressionKind::object, begin, std::move(parts));
}

bool ExpressionParser::object_item(Parts& parts) {
    const Id key = object_key();
    if (!key) return false;
    if (!is_symbol("=") && !is_symbol(":")) {
        fail_missing("'='", "stand between a key of the object and its value");
        return false;
    }
    if (!advance()) return false;
    const Id value = expression();
    if (!value) return false;
    parts.push_back(*key);
    parts.push_back(*value);
    return object_item_end();
}

bool ExpressionParser::object_item_end() {
    const bool separated = is_symbol(",") || at_line_end();
    if (is_symbol(",") && !advance()) return false;
    lexer_.pass_newline();
    if (separated || is_symbol("}")) return true;
    fail_missing("',', '}' or the end of the line", "end this item of the object");
    return false;
}

ExpressionParser::Id ExpressionParser::object_key() {
    const std::uint32_t begin = token().begin;
    if (is(Kind::end)) return fail_missing("'}'", "end the object that begins with '{'");
    if (is_symbol(",")) return fail(begin, "a key is missing here: one ',' or the end of a line separates two items");
    const bool bare = is(Kind::name);
    const Id key = expression();
    if (!key || !bare) return key;
    ExpressionNode& node = tree_.nodes[*key];
    const bool is_keyword = node.kind == ExpressionKind::bool_literal || node.kind == ExpressionKind::null_literal;
    if (node.kind == ExpressionKind::variable || is_keyword) {
        node.kind = ExpressionKind::string_literal;
        node.text = lexer_.text().substr(node.begin, node.end - node.begin);
        node.number = 0;
    } else if (is_plain_traversal(*key)) {
        return fail(begin, "a key with dots or an index stands in quotes if it is a text, in parentheses if it is not");
    }
    return key;
}

/// Whether a node only takes parts with fixed names out of a variable.
bool ExpressionParser::is_plain_traversal(ExpressionId id) const {
    const auto is_literal = [&](ExpressionId part) {
        const ExpressionKind kind = tree_.nodes[part].kind;
        return kind == ExpressionKind::number_literal || kind == ExpressionKind::string_literal;
    };
    for (;;) {
        const ExpressionNode& node = tree_.nodes[id];
        const bool is_step =
            node.kind == ExpressionKind::attribute || (node.kind == ExpressionKind::index && is_literal(node.parts[1]));
        if (!is_step) return node.kind == ExpressionKind::variable;
        id = node.parts[0];
    }
}

/// Reads the inside of "[for ...]" or "{for ...}" and the closing bracket; the current token is the "for".
ExpressionParser::Id ExpressionParser::for_expression(ForKind kind, std::uint32_t begin) {
    const LineMode mode(*this, false);
    ExpressionNode node;
    node.kind = kind == ForKind::tuple ? ExpressionKind::for_tuple : ExpressionKind::for_object;
    node.begin = begin;
    if (!for_header(node.names, node.parts)) return std::nullopt;
    if (!expect(":", "stand between what the 'for' goes through and its result")) return std::nullopt;
    if (!for_result(kind, node)) return std::nullopt;
    if (!expect(kind == ForKind::tuple ? "]" : "}", "end the 'for'")) return std::nullopt;
    node.end = last_end_;
    return add(std::move(node));
}

/// Reads "for NAME, NAME in COLLECTION", which begins an expression and a directive alike.
bool ExpressionParser::for_header(std::vector<std::string>& names, Parts& parts) {
    do {
        if (!advance()) return false;
        if (!is(Kind::name)) {
            fail_missing("a name", "stand for each item of what the 'for' goes through");
            return false;
        }
        names.emplace_back(token().text);
        if (!advance()) return false;
    } while (names.size() < 2 && is_symbol(","));
    if (!is_word("in")) {
        fail_missing("'in'", "stand before what the 'for' goes through");
        return false;
    }
    if (!advance()) return false;
    const Id collection = expression();
    if (collection) parts.push_back(*collection);
    return collection.has_value();
}

bool ExpressionParser::for_result(ForKind kind, ExpressionNode& node) {
    const auto read_part = [&] {
        const Id part = expression();
        if (part) node.parts.push_back(*part);
        return part.has_value();
    };
    if (!read_part()) return false;
    if (kind == ForKind::object) {
        if (!expect("=>", "stand between the key and the value of an item") || !read_part()) return false;
        node.flag = is_symbol("...");
        if (node.flag && !advance()) return false;
    } else if (is_symbol("=>") || is_symbol("...")) {
        fail(here(), cat(found(), " belongs to a 'for' in braces; this one is in square brackets"));
        return false;
    }
    if (!is_word("if")) return true;
    return advance() && read_part();
}

}  // namespace lintel
