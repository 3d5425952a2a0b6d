#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/expression.h"

namespace lintel {

enum class TemplatePartKind : std::uint8_t { literal, interpolation, if_, else_, endif, for_, endfor };

/// A piece of a template in the order of the text; directives are not yet matched with one another.
struct TemplatePart {
    TemplatePartKind kind = TemplatePartKind::literal;
    std::uint32_t begin = 0;  ///< byte offsets into the text that is parsed
    std::uint32_t end = 0;
    std::string text;                ///< of a literal: decoded
    ExpressionId expression = 0;     ///< what is interpolated, the condition of an if, the collection of a for
    std::vector<std::string> names;  ///< the variables of a for
};

enum class TemplateForm : std::uint8_t { bare, quoted, heredoc };

/// Reads text up to "${", "%{", the end of the template or, in what is not quoted, the end of the line, which belongs
/// to it. `part.begin` is where to start. False: `error` tells why.
///
/// A line is a part of its own because the language trims ("~") and removes indentation line by line.
bool read_literal(std::string_view text, TemplateForm form, TemplatePart& part, ExpressionError& error);

/// The end of the line that closes a heredoc, without the white space behind the word, if such a line begins at
/// `offset`.
std::optional<std::uint32_t> heredoc_end(std::string_view text, std::uint32_t offset, std::string_view word);

/// "~" behind an interpolation or directive.
void trim_begin(std::string& text);

/// "~" before an interpolation or directive.
void trim_end(std::string& text);

/// Removes as much white space from each line of a "<<-" heredoc as all of them begin with; blank lines do not count.
void remove_indentation(std::vector<TemplatePart>& parts);

}  // namespace lintel
