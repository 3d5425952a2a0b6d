#include <utility>

#include "base/text.h"
#include "terraform/expression_parser.h"

namespace lintel {
namespace {

using PartKind = TemplatePartKind;

/// Whether a part closes the run of parts that it stands behind.
bool closes(PartKind kind) { return kind == PartKind::else_ || kind == PartKind::endif || kind == PartKind::endfor; }

std::string_view written(PartKind kind) {
    if (kind == PartKind::else_) return "'%{else}'";
    return kind == PartKind::endif ? "'%{endif}'" : "'%{endfor}'";
}

std::string_view opening_word(PartKind kind) {
    return kind == PartKind::endfor || kind == PartKind::for_ ? "for" : "if";
}

}  // namespace

/// The node of a whole template: an interpolation that stands alone is the expression in it, whatever its type.
ExpressionParser::Id ExpressionParser::template_node(const std::vector<TemplatePart>& parts, std::uint32_t begin,
                                                     std::uint32_t end) {
    if (parts.size() == 1 && parts[0].kind == PartKind::interpolation) return parts[0].expression;
    PartCursor cursor{parts, end};
    const Id node = joined(cursor, begin);
    if (!node || cursor.done()) return node;
    const PartKind kind = cursor.part().kind;
    return fail(cursor.offset(), cat("this ", written(kind), " has no '%{", opening_word(kind), "' before it"));
}

/// Joins the parts up to a directive that closes something, which stays the current one.
ExpressionParser::Id ExpressionParser::joined(PartCursor& cursor, std::uint32_t begin) {
    ExpressionNode node;
    ExpressionNode text;
    while (!cursor.done() && !closes(cursor.part().kind)) {
        const TemplatePart& part = cursor.part();
        if (part.kind == PartKind::literal) {
            if (text.text.empty()) text.begin = part.begin;
            text.text += part.text;
            text.end = part.end;
            ++cursor.at;
            continue;
        }
        if (!add_text(text, node.parts)) return std::nullopt;
        const Id piece = part.kind == PartKind::interpolation ? part.expression : directive(cursor);
        if (!piece) return std::nullopt;
        if (part.kind == PartKind::interpolation) ++cursor.at;
        node.parts.push_back(*piece);
    }
    if (node.parts.empty()) {
        node.kind = ExpressionKind::string_literal;
        node.text = std::move(text.text);
    } else {
        node.kind = ExpressionKind::text_template;
        if (!add_text(text, node.parts)) return std::nullopt;
    }
    node.begin = begin;
    node.end = cursor.offset();
    return add(std::move(node));
}

/// Makes a node of the text that was gathered, if there is any, and empties it.
bool ExpressionParser::add_text(ExpressionNode& text, Parts& parts) {
    if (text.text.empty()) return true;
    text.kind = ExpressionKind::string_literal;
    const Id node = add(std::exchange(text, {}));
    if (node) parts.push_back(*node);
    return node.has_value();
}

/// Reads a directive with what it encloses, up to the one that closes it.
ExpressionParser::Id ExpressionParser::directive(PartCursor& cursor) {
    const TemplatePart& opening = cursor.part();
    if (!deeper(opening.begin)) return std::nullopt;
    const bool is_if = opening.kind == PartKind::if_;
    ExpressionNode node;
    node.kind = is_if ? ExpressionKind::template_if : ExpressionKind::template_for;
    node.names = opening.names;
    node.parts = {opening.expression};
    node.begin = opening.begin;
    if (!branch(cursor, node.parts)) return std::nullopt;
    if (is_if && !else_branch(cursor, node.parts)) return std::nullopt;
    if (!close_directive(cursor, is_if ? PartKind::endif : PartKind::endfor, opening)) return std::nullopt;
    node.end = cursor.parts[cursor.at - 1].end;
    --depth_;
    return add(std::move(node));
}

/// Reads what stands behind the current directive.
bool ExpressionParser::branch(PartCursor& cursor, Parts& parts) {
    const std::uint32_t begin = cursor.part().end;
    ++cursor.at;
    const Id node = joined(cursor, begin);
    if (node) parts.push_back(*node);
    return node.has_value();
}

bool ExpressionParser::else_branch(PartCursor& cursor, Parts& parts) {
    if (!cursor.done() && cursor.part().kind == PartKind::else_) return branch(cursor, parts);
    ExpressionNode empty;
    empty.kind = ExpressionKind::string_literal;
    empty.begin = cursor.offset();
    empty.end = cursor.offset();
    const Id node = add(std::move(empty));
    if (node) parts.push_back(*node);
    return node.has_value();
}

bool ExpressionParser::close_directive(PartCursor& cursor, PartKind kind, const TemplatePart& opening) {
    if (cursor.done()) {
        fail(opening.begin, cat("this '%{", opening_word(opening.kind), "' has no ", written(kind), " behind it"));
        return false;
    }
    if (cursor.part().kind != kind) {
        fail(cursor.offset(), cat(written(kind), " is missing before this ", written(cursor.part().kind)));
        return false;
    }
    ++cursor.at;
    return true;
}

}  // namespace lintel
