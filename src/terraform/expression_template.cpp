#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "terraform/expression_parser.h"

namespace lintel {
namespace {

using Kind = ExpressionTokenKind;
using PartKind = TemplatePartKind;

/// Whether an interpolation or a directive begins at `offset`.
bool opens_sequence(std::string_view text, std::uint32_t offset) {
    const std::string_view rest = text.substr(offset);
    return rest.starts_with("${") || rest.starts_with("%{");
}

struct DirectiveWord {
    std::string_view word;
    PartKind kind;
};

constexpr std::array<DirectiveWord, 5> directive_words = {{
    {"if", PartKind::if_},
    {"else", PartKind::else_},
    {"endif", PartKind::endif},
    {"for", PartKind::for_},
    {"endfor", PartKind::endfor},
}};

}  // namespace

ExpressionTree ExpressionParser::parse_bare_template() {
    std::vector<TemplatePart> parts;
    const std::optional<std::uint32_t> end = read_parts(TemplateForm::bare, 0, {}, parts);
    return finish(end ? template_node(parts, 0, *end) : std::nullopt);
}

ExpressionParser::Id ExpressionParser::quoted() {
    const std::uint32_t begin = token().begin;
    std::vector<TemplatePart> parts;
    const std::optional<std::uint32_t> end = read_parts(TemplateForm::quoted, token().end, {}, parts);
    if (!end) return std::nullopt;
    if (*end == lexer_.text().size()) return fail(begin, "this string is not closed: its last '\"' is missing");
    const Id node = template_node(parts, begin, *end + 1);
    return node && read(*end + 1) ? node : std::nullopt;
}

ExpressionParser::Id ExpressionParser::heredoc() {
    const ExpressionToken opening = token();
    std::vector<TemplatePart> parts;
    const std::optional<std::uint32_t> last = read_parts(TemplateForm::heredoc, opening.end, opening.text, parts);
    if (!last) return std::nullopt;
    const std::optional<std::uint32_t> end = heredoc_end(lexer_.text(), *last, opening.text);
    if (!end)
        return fail(opening.begin, "this text is not closed: a line that holds only the word behind '<<' is missing");
    if (opening.indented) remove_indentation(parts);
    const Id node = template_node(parts, opening.begin, *end);
    return node && read(*end) ? node : std::nullopt;
}

/// Reads a template up to its end, whose offset it gives: the closing '"', the closing line, or the end of the text.
std::optional<std::uint32_t> ExpressionParser::read_parts(TemplateForm form, std::uint32_t begin, std::string_view word,
                                                          std::vector<TemplatePart>& parts) {
    const LineMode mode(*this, false);
    const std::string_view text = lexer_.text();
    std::uint32_t at = begin;
    bool trims = false;
    for (;;) {
        const bool line_starts = at == begin || text[at - 1] == '\n';
        if (form == TemplateForm::heredoc && line_starts && heredoc_end(text, at, word)) return at;
        if (at == text.size() || (form == TemplateForm::quoted && text[at] == '"')) return at;
        TemplatePart part;
        part.begin = at;
        if (opens_sequence(text, at)) {
            if (text.substr(at + 2).starts_with('~') && !parts.empty()) trim_end(parts.back().text);
            if (!read_sequence(part)) return std::nullopt;
        } else {
            ExpressionError error;
            if (!read_literal(text, form, part, error)) return fail(error.offset, std::move(error.message));
            if (trims) trim_begin(part.text);
        }
        trims = part.kind != PartKind::literal && text[part.end - 2] == '~';
        at = part.end;
        parts.push_back(std::move(part));
    }
}

/// Reads an interpolation or a directive with its braces. The token after it is not read: text follows.
bool ExpressionParser::read_sequence(TemplatePart& part) {
    const std::string_view rest = lexer_.text().substr(part.begin);
    const bool is_directive = rest[0] == '%';
    if (!read(part.begin + (rest.substr(2).starts_with('~') ? 3 : 2))) return false;
    if (is_directive) {
        if (!read_directive(part)) return false;
    } else {
        part.kind = PartKind::interpolation;
        const Id value = expression();
        if (!value) return false;
        part.expression = *value;
    }
    part.end = token().end;
    if (is_symbol("}") || is_symbol("~}")) return true;
    fail_missing("'}'", is_directive ? "end the directive that begins with '%{'"
                                     : "end the interpolation that begins with '${'");
    return false;
}

bool ExpressionParser::read_directive(TemplatePart& part) {
    const auto* const known = std::find_if(directive_words.begin(), directive_words.end(),
                                           [&](const DirectiveWord& candidate) { return is_word(candidate.word); });
    if (known == directive_words.end()) {
        fail(here(), cat(found(), " is no directive; '%{' begins an if, else, endif, for or endfor"));
        return false;
    }
    part.kind = known->kind;
    if (part.kind == PartKind::for_) {
        Parts collection;
        if (!for_header(part.names, collection)) return false;
        part.expression = collection.front();
        return true;
    }
    if (!advance()) return false;
    if (part.kind != PartKind::if_) return true;
    const Id condition = expression();
    part.expression = condition.value_or(0);
    return condition.has_value();
}

}  // namespace lintel
