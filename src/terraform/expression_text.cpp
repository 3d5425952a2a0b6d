#include "terraform/expression_text.h"

#include <algorithm>
#include <charconv>

#include "terraform/expression_characters.h"

namespace lintel {
namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

bool fail(ExpressionError& error, std::uint32_t offset, std::string_view message) {
    error = {offset, std::string(message)};
    return false;
}

/// Reads "\uXXXX" or "\UXXXXXXXX" at the end of the part so far.
bool read_code(std::string_view text, TemplatePart& part, ExpressionError& error) {
    const std::size_t size = text[part.end + 1] == 'u' ? 4 : 8;
    const std::string_view digits = text.substr(part.end + 2, size);
    std::uint32_t code = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (digits.size() < size || failure != std::errc{} || end != digits.data() + size) {
        return fail(error, part.end, "'\\u' takes four hexadecimal digits, and '\\U' eight");
    }
    if (!append_character(part.text, code)) return fail(error, part.end, "there is no character with this number");
    part.end += static_cast<std::uint32_t>(2 + size);
    return true;
}

bool read_escape(std::string_view text, TemplatePart& part, ExpressionError& error) {
    constexpr std::string_view written = "nrt\"\\";
    constexpr std::string_view meant = "\n\r\t\"\\";
    const char c = part.end + 1 < text.size() ? text[part.end + 1] : '\0';
    if (c == 'u' || c == 'U') return read_code(text, part, error);
    const std::size_t known = written.find(c);
    if (known == std::string_view::npos) {
        return fail(error, part.end, "this escape is not known; a backslash is written '\\\\'");
    }
    part.text += meant[known];
    part.end += 2;
    return true;
}

/// What `c` at the end of the part so far begins, if it is '$' or '%': text, or something that ends the literal.
bool read_sign(std::string_view text, TemplatePart& part) {
    const char c = text[part.end];
    const std::string_view rest = text.substr(part.end + 1);
    if (rest.starts_with('{')) return false;
    part.text += c;
    ++part.end;
    if (rest.size() > 1 && rest[0] == c && rest[1] == '{') {
        part.text += '{';
        part.end += 2;
    }
    return true;
}

/// How much white space a line begins with, if it counts: a blank line does not.
std::optional<std::size_t> indentation(const TemplatePart& part) {
    if (part.kind != TemplatePartKind::literal) return 0;
    const std::size_t size = std::min(part.text.find_first_not_of(blanks), part.text.size());
    if (size == part.text.size() && part.text.ends_with('\n')) return std::nullopt;
    return size;
}

}  // namespace

bool read_literal(std::string_view text, TemplateForm form, TemplatePart& part, ExpressionError& error) {
    const bool quoted = form == TemplateForm::quoted;
    part.end = part.begin;
    while (part.end < text.size()) {
        const char c = text[part.end];
        if (c == '$' || c == '%') {
            if (!read_sign(text, part)) return true;
        } else if (quoted && c == '"') {
            return true;
        } else if (quoted && (c == '\n' || c == '\r')) {
            return fail(error, part.end,
                        "a quoted string cannot go on in the next line; a line end in it is written '\\n'");
        } else if (quoted && c == '\\') {
            if (!read_escape(text, part, error)) return false;
        } else {
            part.text += c;
            ++part.end;
            if (c == '\n') return true;
        }
    }
    return true;
}

std::optional<std::uint32_t> heredoc_end(std::string_view text, std::uint32_t offset, std::string_view word) {
    const std::size_t begin = text.find_first_not_of(" \t\r", offset);
    if (begin == std::string_view::npos || !text.substr(begin).starts_with(word)) return std::nullopt;
    const std::size_t end = begin + word.size();
    const std::size_t next = text.find_first_not_of(" \t\r", end);
    if (next != std::string_view::npos && text[next] != '\n') return std::nullopt;
    return static_cast<std::uint32_t>(end);
}

void trim_begin(std::string& text) { text.erase(0, text.find_first_not_of(blanks)); }

void trim_end(std::string& text) { text.erase(text.find_last_not_of(blanks) + 1); }

void remove_indentation(std::vector<TemplatePart>& parts) {
    std::vector<TemplatePart*> lines;
    std::size_t common = std::string::npos;
    bool line_starts = true;
    for (TemplatePart& part : parts) {
        const std::optional<std::size_t> size = line_starts ? indentation(part) : std::nullopt;
        if (size) {
            common = std::min(common, *size);
            lines.push_back(&part);
        }
        line_starts = part.kind == TemplatePartKind::literal && part.text.ends_with('\n');
    }
    for (TemplatePart* line : lines) line->text.erase(0, common);
}

}  // namespace lintel
