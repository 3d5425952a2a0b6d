#include "terraform/expression_lexer.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "terraform/expression_characters.h"

namespace lintel {
namespace {

using Kind = ExpressionTokenKind;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_size(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - at;
}

/// Bytes of the number at the start of `text`. A point belongs to it only with a digit behind: "1..." is a number and
/// an ellipsis.
std::size_t number_size(std::string_view text) {
    std::size_t size = digits_size(text, 0);
    if (size < text.size() && text[size] == '.') {
        const std::size_t fraction = digits_size(text, size + 1);
        if (fraction > 0) size += 1 + fraction;
    }
    if (size < text.size() && (text[size] == 'e' || text[size] == 'E')) {
        const bool sign = size + 1 < text.size() && (text[size + 1] == '+' || text[size + 1] == '-');
        const std::size_t exponent = digits_size(text, size + (sign ? 2 : 1));
        if (exponent > 0) size += (sign ? 2 : 1) + exponent;
    }
    return size;
}

}  // namespace

bool ExpressionLexer::fail(std::size_t offset, std::string message) {
    error_ = {static_cast<std::uint32_t>(offset), std::move(message)};
    return false;
}

void ExpressionLexer::finish(Kind kind, std::size_t size) {
    token_.kind = kind;
    token_.text = text_.substr(at_, size);
    token_.end = static_cast<std::uint32_t>(at_ + size);
}

bool ExpressionLexer::read(std::uint32_t offset) {
    at_ = offset;
    token_ = {};
    if (!skip_blanks()) return false;
    token_.begin = static_cast<std::uint32_t>(at_);
    if (at_ == text_.size()) {
        finish(Kind::end, 0);
        return true;
    }
    if (const std::size_t size = name_size(text_.substr(at_)); size > 0) {
        finish(Kind::name, size);
        return true;
    }
    if (is_digit(text_[at_])) {
        finish(Kind::number, number_size(text_.substr(at_)));
        return true;
    }
    if (text_[at_] == '"') {
        finish(Kind::quote, 1);
        return true;
    }
    return starts("<<") ? read_heredoc() : read_symbol();
}

bool ExpressionLexer::skip_blanks() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (c == '\n') token_.after_newline = true;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            ++at_;
        } else if (c == '#' || starts("//") || starts("/*")) {
            if (!skip_comment()) return false;
        } else {
            break;
        }
    }
    return true;
}

/// A comment to the end of its line leaves the line's end in place, which may separate the items of an object; a line
/// end inside of "/* */" does not count as one.
bool ExpressionLexer::skip_comment() {
    const bool block = starts("/*");
    const std::size_t end = block ? text_.find("*/", at_ + 2) : text_.find('\n', at_);
    if (end == std::string_view::npos) {
        if (block) return fail(at_, "this comment is not closed: its '*/' is missing");
        at_ = text_.size();
        return true;
    }
    at_ = block ? end + 2 : end;
    return true;
}

bool ExpressionLexer::read_heredoc() {
    const std::size_t begin = at_;
    at_ += 2;
    token_.indented = starts("-");
    if (token_.indented) ++at_;
    finish(Kind::heredoc, name_size(text_.substr(at_)));
    at_ += token_.text.size();
    if (starts("\r")) ++at_;
    if (token_.text.empty() || !starts("\n")) {
        return fail(begin, "'<<' begins a text of several lines: a word must follow, and then the end of the line");
    }
    token_.end = static_cast<std::uint32_t>(at_ + 1);
    return true;
}

bool ExpressionLexer::read_symbol() {
    constexpr std::array<std::string_view, 10> long_symbols = {
        "...", "=>", "==", "!=", "<=", ">=", "&&", "||", "::", "~}"};
    for (const std::string_view symbol : long_symbols) {
        if (starts(symbol)) {
            finish(Kind::symbol, symbol.size());
            return true;
        }
    }
    if (std::string_view("()[]{}.,?:!-+*/%<>=").find(text_[at_]) == std::string_view::npos) return refuse_character();
    finish(Kind::symbol, 1);
    return true;
}

bool ExpressionLexer::refuse_character() {
    const char c = text_[at_];
    if (c == '\'') return fail(at_, "a string stands in double quotes here, not in single ones");
    if (is_curly_quote(text_.substr(at_)))
        return fail(at_, "a string stands in straight double quotes here, not in curly quotation marks");
    if (c == '&' || c == '|') return fail(at_, cat("'", c, "' has no meaning here; the operator is '", c, c, "'"));
    if (c > ' ' && c <= '~') return fail(at_, cat("'", c, "' has no meaning in an expression"));
    return fail(at_, "this character has no meaning in an expression");
}

}  // namespace lintel
