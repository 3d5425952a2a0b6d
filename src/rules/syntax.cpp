#include "rules/syntax.h"

#include <array>
#include <optional>

#include "base/text.h"

namespace lintel {
namespace {

enum class TokenKind : std::uint8_t { end, name, number, string, symbol };

struct Token {
    TokenKind kind = TokenKind::end;
    std::uint32_t offset = 0;
    std::string text;
    double number = 0;
};

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Words that CEL reserves for its host languages, so that an expression that uses one fails here as it would there.
constexpr std::array<std::string_view, 17> reserved = {"as",        "break",  "const",  "continue", "else", "for",
                                                       "function",  "if",     "import", "let",      "loop", "package",
                                                       "namespace", "return", "var",    "void",     "while"};

class Parser {
   public:
    Parser(std::string_view text, SyntaxTree& tree, SyntaxError& error) : text_(text), tree_(tree), error_(error) {}

    bool parse() {
        if (text_.size() > max_expression_bytes) return fail(0, "the expression is too long");
        if (!advance()) return false;
        const auto root = expression();
        if (!root) return false;
        if (token_.kind != TokenKind::end) return fail(token_.offset, cat("unexpected ", describe(token_)));
        tree_.root = *root;
        return true;
    }

   private:
    using NodeIndex = std::optional<std::uint32_t>;

    bool fail(std::uint32_t offset, std::string message) {
        if (error_.message.empty()) error_ = {offset, std::move(message)};
        return false;
    }

    static std::string describe(const Token& token) {
        if (token.kind == TokenKind::end) return "end of the expression";
        if (token.kind == TokenKind::string) return "string";
        return cat("'", token.text, "'");
    }

    std::uint32_t add(SyntaxNode node) {
        tree_.nodes.push_back(std::move(node));
        return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
    }

    bool advance() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                ++at_;
            } else if (c == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '/') {
                while (at_ < text_.size() && text_[at_] != '\n') ++at_;
            } else {
                break;
            }
        }
        token_ = {};
        token_.offset = static_cast<std::uint32_t>(at_);
        if (at_ == text_.size()) return true;
        const char c = text_[at_];
        if (is_letter(c)) return read_name();
        if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) return read_number();
        if (c == '\'' || c == '"') return read_string(false);
        return read_symbol();
    }

    bool read_name() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
        token_.text = text_.substr(begin, at_ - begin);
        if (at_ < text_.size() && (text_[at_] == '\'' || text_[at_] == '"')) {
            if (token_.text == "r" || token_.text == "R") return read_string(true);
            return fail(token_.offset, "only r'...' may stand before a string");
        }
        token_.kind = TokenKind::name;
        return true;
    }

    bool read_number() {
        const std::size_t begin = at_;
        while (at_ < text_.size() &&
               (is_digit(text_[at_]) || text_[at_] == '.' || text_[at_] == 'e' || text_[at_] == 'E' ||
                ((text_[at_] == '+' || text_[at_] == '-') && (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E')))) {
            ++at_;
        }
        token_.text = text_.substr(begin, at_ - begin);
        const auto number = to_number(token_.text);
        if (!number || (at_ < text_.size() && is_letter(text_[at_])))
            return fail(token_.offset, "this is not a decimal number");
        token_.kind = TokenKind::number;
        token_.number = *number;
        return true;
    }

    bool read_string(bool raw) {
        const char quote = text_[at_++];
        token_.kind = TokenKind::string;
        token_.text.clear();
        while (at_ < text_.size() && text_[at_] != quote) {
            if (text_[at_] == '\n') break;
            if (text_[at_] == '\\' && !raw) {
                if (!read_escape()) return false;
            } else {
                token_.text += text_[at_++];
            }
        }
        if (at_ == text_.size() || text_[at_] != quote) return fail(token_.offset, "this string is not closed");
        ++at_;
        return true;
    }

    bool read_escape() {
        constexpr std::string_view written = "\\'\"`?nrtabfv";
        constexpr std::string_view meant = "\\'\"`?\n\r\t\a\b\f\v";
        const std::size_t known = at_ + 1 < text_.size() ? written.find(text_[at_ + 1]) : std::string_view::npos;
        if (known == std::string_view::npos) {
            return fail(static_cast<std::uint32_t>(at_),
                        "this escape is not understood; r'...' takes a backslash as it is");
        }
        token_.text += meant[known];
        at_ += 2;
        return true;
    }

    bool read_symbol() {
        constexpr std::array<std::string_view, 6> pairs = {"&&", "||", "==", "!=", "<=", ">="};
        token_.kind = TokenKind::symbol;
        for (const std::string_view pair : pairs) {
            if (text_.substr(at_, 2) == pair) {
                token_.text = pair;
                at_ += 2;
                return true;
            }
        }
        token_.text = text_[at_];
        if (std::string_view("()[]{}.,?:!-+*/%<>").find(text_[at_]) == std::string_view::npos) {
            return fail(token_.offset, cat("'", token_.text, "' has no meaning in an expression"));
        }
        ++at_;
        return true;
    }

    bool is_symbol(std::string_view text) const { return token_.kind == TokenKind::symbol && token_.text == text; }

    bool expect(std::string_view symbol) {
        if (!is_symbol(symbol)) return fail(token_.offset, cat("expected '", symbol, "' before ", describe(token_)));
        return advance();
    }

    NodeIndex expression() {
        if (++depth_ > max_expression_depth) {
            fail(token_.offset, "the expression is nested too deeply");
            return std::nullopt;
        }
        NodeIndex condition = binary(0);
        if (condition && is_symbol("?")) condition = conditional(*condition);
        --depth_;
        return condition;
    }

    NodeIndex conditional(std::uint32_t condition) {
        const std::uint32_t offset = token_.offset;
        if (!advance()) return std::nullopt;
        const NodeIndex then = binary(0);
        if (!then || !expect(":")) return std::nullopt;
        const NodeIndex otherwise = expression();
        if (!otherwise) return std::nullopt;
        return add({SyntaxKind::conditional, offset, "?", 0, {condition, *then, *otherwise}});
    }

    /// The level at which a token binds as a binary operator: 0 loosest; -1 if it is none. CEL specification, operator
    /// table.
    int level() const {
        if (token_.kind == TokenKind::name) return token_.text == "in" ? 2 : -1;
        if (token_.kind != TokenKind::symbol) return -1;
        if (token_.text == "||") return 0;
        if (token_.text == "&&") return 1;
        for (const std::string_view relation : {"==", "!=", "<", "<=", ">", ">="}) {
            if (token_.text == relation) return 2;
        }
        if (token_.text == "+" || token_.text == "-") return 3;
        if (token_.text == "*" || token_.text == "/" || token_.text == "%") return 4;
        return -1;
    }

    NodeIndex binary(int lowest) {
        NodeIndex left = unary();
        while (left) {
            const int binding = level();
            if (binding < lowest) return left;
            const Token op = token_;
            if (!advance()) return std::nullopt;
            const NodeIndex right = binary(binding + 1);
            if (!right) return std::nullopt;
            left = add({SyntaxKind::binary, op.offset, op.text, 0, {*left, *right}});
        }
        return left;
    }

    NodeIndex unary() {
        if (!is_symbol("!") && !is_symbol("-")) return member();
        const Token op = token_;
        if (++depth_ > max_expression_depth) {
            fail(op.offset, "the expression is nested too deeply");
            return std::nullopt;
        }
        if (!advance()) return std::nullopt;
        const NodeIndex operand = unary();
        --depth_;
        if (!operand) return std::nullopt;
        return add({SyntaxKind::unary, op.offset, op.text, 0, {*operand}});
    }

    NodeIndex member() {
        NodeIndex value = primary();
        while (value) {
            const std::uint32_t offset = token_.offset;
            if (is_symbol(".")) {
                if (!advance()) return std::nullopt;
                if (token_.kind != TokenKind::name) {
                    fail(token_.offset, cat("expected a name behind '.', not ", describe(token_)));
                    return std::nullopt;
                }
                const Token name = token_;
                if (!advance()) return std::nullopt;
                if (is_symbol("(")) {
                    SyntaxNode node{SyntaxKind::method, name.offset, name.text, 0, {*value}};
                    if (!arguments(node, ")")) return std::nullopt;
                    value = add(std::move(node));
                } else {
                    value = add({SyntaxKind::select, name.offset, name.text, 0, {*value}});
                }
            } else if (is_symbol("[")) {
                if (!advance()) return std::nullopt;
                const NodeIndex index = expression();
                if (!index || !expect("]")) return std::nullopt;
                value = add({SyntaxKind::index, offset, "[", 0, {*value, *index}});
            } else if (is_symbol("{")) {
                fail(offset, "maps and messages cannot be built in an expression");
                return std::nullopt;
            } else {
                return value;
            }
        }
        return value;
    }

    /// Reads a list of expressions up to `close`; the opening symbol is the current token.
    bool arguments(SyntaxNode& node, std::string_view close) {
        if (!advance()) return false;
        while (!is_symbol(close)) {
            const NodeIndex argument = expression();
            if (!argument) return false;
            node.args.push_back(*argument);
            if (is_symbol(",")) {
                if (!advance()) return false;
            } else if (!is_symbol(close)) {
                return fail(token_.offset, cat("expected ',' or '", close, "' before ", describe(token_)));
            }
        }
        return advance();
    }

    NodeIndex primary() {
        const Token token = token_;
        if (token.kind == TokenKind::number || token.kind == TokenKind::string) {
            if (!advance()) return std::nullopt;
            const bool number = token.kind == TokenKind::number;
            return add({number ? SyntaxKind::number_literal : SyntaxKind::string_literal,
                        token.offset,
                        token.text,
                        token.number,
                        {}});
        }
        if (token.kind == TokenKind::name) return named(token);
        if (is_symbol("(")) {
            if (!advance()) return std::nullopt;
            const NodeIndex inner = expression();
            if (!inner || !expect(")")) return std::nullopt;
            return inner;
        }
        if (is_symbol("[")) {
            SyntaxNode node{SyntaxKind::list_literal, token.offset, "[", 0, {}};
            if (!arguments(node, "]")) return std::nullopt;
            return add(std::move(node));
        }
        fail(token.offset, cat("expected a value, not ", describe(token)));
        return std::nullopt;
    }

    NodeIndex named(const Token& token) {
        for (const std::string_view word : reserved) {
            if (token.text == word) {
                fail(token.offset, cat("'", word, "' is a reserved word"));
                return std::nullopt;
            }
        }
        if (!advance()) return std::nullopt;
        if (token.text == "true" || token.text == "false") {
            return add({SyntaxKind::bool_literal, token.offset, token.text, token.text == "true" ? 1.0 : 0.0, {}});
        }
        if (token.text == "null") return add({SyntaxKind::null_literal, token.offset, token.text, 0, {}});
        if (is_symbol("(")) {
            SyntaxNode node{SyntaxKind::call, token.offset, token.text, 0, {}};
            if (!arguments(node, ")")) return std::nullopt;
            return add(std::move(node));
        }
        return add({SyntaxKind::name, token.offset, token.text, 0, {}});
    }

    std::string_view text_;
    SyntaxTree& tree_;
    SyntaxError& error_;
    std::size_t at_ = 0;
    std::uint32_t depth_ = 0;
    Token token_;
};

}  // namespace

bool parse_expression(std::string_view text, SyntaxTree& tree, SyntaxError& error) {
    tree = {};
    error = {};
    return Parser(text, tree, error).parse();
}

}  // namespace lintel
