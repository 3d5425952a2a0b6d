#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "terraform/expression.h"

namespace lintel {

enum class ExpressionTokenKind : std::uint8_t {
    end,      ///< of the text
    name,     ///< keywords are names
    number,   ///< not checked yet
    quote,    ///< '"': what follows is a template, which the parser reads
    heredoc,  ///< "<<" with its word and the end of the line; text: the word. What follows is a template
    symbol,   ///< an operator, a bracket, or "~}"
};

struct ExpressionToken {
    ExpressionTokenKind kind = ExpressionTokenKind::end;
    bool after_newline = false;  ///< a line ended between the token before and this one
    bool indented = false;       ///< a heredoc that is written "<<-"
    std::string_view text;
    std::uint32_t begin = 0;  ///< byte offsets into the text
    std::uint32_t end = 0;
};

/// Cuts the inside of an expression into tokens. Where a template begins the parser takes over, and says where to go
/// on.
class ExpressionLexer {
   public:
    explicit ExpressionLexer(std::string_view text) : text_(text) {}

    /// Reads the token at `offset`, or what stands there behind white space and comments. False: error() tells why.
    bool read(std::uint32_t offset);

    /// Forgets that the current token is the first of its line.
    void pass_newline() { token_.after_newline = false; }

    std::string_view text() const { return text_; }
    const ExpressionToken& token() const { return token_; }
    const ExpressionError& error() const { return error_; }

   private:
    bool fail(std::size_t offset, std::string message);
    bool skip_blanks();
    bool skip_comment();
    bool read_heredoc();
    bool read_symbol();
    bool refuse_character();
    void finish(ExpressionTokenKind kind, std::size_t size);
    bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }

    std::string_view text_;
    std::size_t at_ = 0;
    ExpressionToken token_;
    ExpressionError error_;
};

}  // namespace lintel
