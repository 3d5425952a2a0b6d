#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/expression.h"
#include "terraform/expression_lexer.h"
#include "terraform/expression_text.h"

namespace lintel {

/// A recursive-descent parser of the expression language; see parse_template and parse_expression for its results.
///
/// The current token is always read already. A function that gives an Id gives nothing after an error, and then the
/// parse is over: nothing is put back in order.
class ExpressionParser {
   public:
    explicit ExpressionParser(std::string_view text) : lexer_(text) {}

    ExpressionTree parse_bare_template();
    ExpressionTree parse_bare_expression();

   private:
    using Id = std::optional<ExpressionId>;
    using Parts = std::vector<ExpressionId>;

    /// Says whether line ends matter, which they do between the items of an object, and restores what was on its way
    /// out.
    class LineMode {
       public:
        LineMode(ExpressionParser& parser, bool lines_matter) : parser_(parser), before_(parser.lines_matter_) {
            parser.lines_matter_ = lines_matter;
        }
        ~LineMode() { parser_.lines_matter_ = before_; }
        LineMode(const LineMode&) = delete;
        LineMode& operator=(const LineMode&) = delete;

       private:
        ExpressionParser& parser_;
        bool before_;
    };

    /// Where the reader of a template's parts stands.
    struct PartCursor {
        const std::vector<TemplatePart>& parts;
        std::uint32_t end = 0;  ///< of the template
        std::size_t at = 0;
        bool done() const { return at == parts.size(); }
        const TemplatePart& part() const { return parts[at]; }
        std::uint32_t offset() const { return done() ? end : part().begin; }
    };

    /// The kind of brackets that a for-expression stands in.
    enum class ForKind : std::uint8_t { tuple, object };

    // expression_parser.cpp: tokens, nodes, operators, terms
    ExpressionTree finish(Id root);
    std::nullopt_t fail(std::uint32_t offset, std::string message);
    bool deeper(std::uint32_t offset);
    bool read(std::uint32_t offset);
    bool advance();
    const ExpressionToken& token() const { return lexer_.token(); }
    bool at_line_end() const { return lines_matter_ && token().after_newline; }
    bool is(ExpressionTokenKind kind) const { return token().kind == kind && !at_line_end(); }
    bool is_symbol(std::string_view symbol) const;
    bool is_word(std::string_view word) const;
    std::uint32_t here() const;
    std::string found() const;
    std::nullopt_t fail_missing(std::string_view what, std::string_view purpose);
    bool expect(std::string_view symbol, std::string_view purpose);
    Id add(ExpressionNode node);
    Id add(ExpressionKind kind, std::uint32_t begin, Parts parts, std::string text = {});
    Id expression();
    Id conditional(ExpressionId condition, std::uint32_t begin);
    Id binary(int lowest);
    Id unary();
    Id term();
    Id primary();
    Id number();
    Id named();
    Id call(std::string name, std::uint32_t begin);
    Id parenthesised();

    // expression_traversal.cpp: what follows a term
    Id steps(ExpressionId value, std::uint32_t begin);
    Id dot_step(ExpressionId value, std::uint32_t begin);
    Id name_or_number_step(ExpressionId value, std::uint32_t begin);
    Id attribute_splat(ExpressionId list, std::uint32_t begin);
    Id bracket_step(ExpressionId value, std::uint32_t begin);
    Id full_splat(ExpressionId list, std::uint32_t begin, std::uint32_t bracket);

    // expression_collections.cpp: tuples, objects and the for-expressions in their brackets
    Id tuple();
    Id object();
    bool object_item(Parts& parts);
    bool object_item_end();
    Id object_key();
    bool is_plain_traversal(ExpressionId id) const;
    Id for_expression(ForKind kind, std::uint32_t begin);
    bool for_header(std::vector<std::string>& names, Parts& parts);
    bool for_result(ForKind kind, ExpressionNode& node);

    // expression_template.cpp: templates of all forms
    Id quoted();
    Id heredoc();
    std::optional<std::uint32_t> read_parts(TemplateForm form, std::uint32_t begin, std::string_view word,
                                            std::vector<TemplatePart>& parts);
    bool read_sequence(TemplatePart& part);
    bool read_directive(TemplatePart& part);

    // expression_directives.cpp: from the parts of a template to nodes
    Id template_node(const std::vector<TemplatePart>& parts, std::uint32_t begin, std::uint32_t end);
    Id joined(PartCursor& cursor, std::uint32_t begin);
    bool add_text(ExpressionNode& text, Parts& parts);
    Id directive(PartCursor& cursor);
    bool branch(PartCursor& cursor, Parts& parts);
    bool else_branch(PartCursor& cursor, Parts& parts);
    bool close_directive(PartCursor& cursor, TemplatePartKind kind, const TemplatePart& opening);

    ExpressionLexer lexer_;
    ExpressionTree tree_;
    std::vector<std::uint32_t> heights_;  ///< of each node's subtree, so that no tree is higher than the limit
    std::uint32_t depth_ = 0;
    std::uint32_t last_end_ = 0;  ///< the end of the token before the current one
    bool lines_matter_ = false;
};

}  // namespace lintel
