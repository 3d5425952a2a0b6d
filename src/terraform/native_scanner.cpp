#include "terraform/native_scanner.h"

#include <algorithm>
#include <cstddef>

#include "terraform/expression_characters.h"
#include "terraform/expression_text.h"

namespace lintel {
namespace {

enum class HeadKind : std::uint8_t { attribute, block, neither };

/// What an attribute or a block begins with, up to its "=" or "{".
struct Head {
    HeadKind kind = HeadKind::neither;
    std::string_view name;
    std::vector<std::string_view> labels;
    Span span;  ///< from the name to the end of the last label
};

/// What the scanner is inside of. Kept in a list of its own, as texts may nest deeper than the stack of calls goes.
enum class Nest : std::uint8_t { parenthesis, bracket, brace, sequence, quote, heredoc };

struct Opened {
    Nest nest;
    std::string_view word;  ///< that closes a heredoc
};

class NativeScanner {
   public:
    explicit NativeScanner(std::string_view text) : text_(text) {}

    std::vector<NativeBlock> run() {
        std::vector<NativeBlock> blocks;
        for (pass_blanks(); !done(); pass_blanks()) {
            if (current() == '}') {
                ++at_;  // closes nothing
                continue;
            }
            Head head = read_head();
            if (head.kind == HeadKind::block) {
                NativeBlock& block = blocks.emplace_back();
                block.type = head.name;
                block.labels = std::move(head.labels);
                block.header = head.span;
                read_members(block.members);
            } else {
                pass_expression();
            }
        }
        return blocks;
    }

   private:
    bool done() const { return at_ >= text_.size(); }
    char current() const { return text_[at_]; }
    bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }
    std::uint32_t offset() const { return static_cast<std::uint32_t>(at_); }
    void go_to(std::size_t place) { at_ = std::min(place, text_.size()); }

    bool inside(Nest nest) const { return !opened_.empty() && opened_.back().nest == nest; }

    // ---- blocks and attributes

    /// From the "{" of a block to behind its "}".
    void read_members(std::vector<NativeMember>& members) {
        ++at_;
        for (pass_blanks(); !done(); pass_blanks()) {
            if (current() == '}') {
                ++at_;
                return;
            }
            const Head head = read_head();
            NativeMember member{head.name, head.span, head.span.end, {}};
            if (head.kind == HeadKind::block) {
                if (head.name == "dynamic" && head.labels.size() == 1) member.name = head.labels.front();
                pass_braces();
                members.push_back(member);
                continue;
            }
            member.expression = pass_expression();
            member.end = end_;
            if (head.kind == HeadKind::attribute) members.push_back(member);
        }
    }

    /// Stops behind the "=" of an attribute, at the "{" of a block, or where it can be neither.
    Head read_head() {
        Head head;
        head.span = {offset(), offset()};
        const std::size_t size = name_size(text_.substr(at_));
        if (size == 0) return head;
        head.name = text_.substr(at_, size);
        at_ += size;
        for (;;) {
            head.span.end = offset();
            pass_blanks_of_line();
            if (done()) return head;
            if (current() == '=' && head.labels.empty() && !starts("==")) {
                ++at_;
                head.kind = HeadKind::attribute;
                return head;
            }
            if (current() == '{') {
                head.kind = HeadKind::block;
                return head;
            }
            if (!read_label(head.labels)) return head;
        }
    }

    bool read_label(std::vector<std::string_view>& labels) {
        const std::size_t begin = at_;
        if (current() != '"') {
            const std::size_t size = name_size(text_.substr(at_));
            at_ += size;
            if (size > 0) labels.push_back(text_.substr(begin, size));
            return size > 0;
        }
        do step();
        while (!done() && !opened_.empty());
        const bool closed = opened_.empty() && at_ - begin > 1 && text_[at_ - 1] == '"';
        if (closed) labels.push_back(text_.substr(begin + 1, at_ - begin - 2));
        return closed;
    }

    // ---- what is passed over

    /// Up to the end of the line or the "}" of the block around it, where that is not inside of something.
    std::string_view pass_expression() {
        end_ = offset();
        pass_blanks_of_line();
        const std::size_t begin = at_;
        while (!done() && !(opened_.empty() && (current() == '\n' || current() == '}'))) step();
        return end_ > begin ? text_.substr(begin, end_ - begin) : std::string_view{};
    }

    void pass_braces() {
        do step();
        while (!done() && !opened_.empty());
    }

    void pass_blanks() {
        while (!done() && pass_blank()) {
        }
    }

    void pass_blanks_of_line() {
        while (!done() && current() != '\n' && pass_blank()) {
        }
    }

    /// A blank, a line end or a comment.
    bool pass_blank() {
        const char c = current();
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            ++at_;
        } else if (c == '#' || starts("//")) {
            go_to(text_.find('\n', at_));
        } else if (starts("/*")) {
            const std::size_t end = text_.find("*/", at_ + 2);
            go_to(end == std::string_view::npos ? end : end + 2);
        } else {
            return false;
        }
        return true;
    }

    void step() {
        const std::size_t begin = at_;
        if (inside(Nest::quote)) {
            step_in_quote();
        } else if (inside(Nest::heredoc)) {
            step_in_heredoc();
        } else if (pass_blank()) {
            return;
        } else {
            step_in_code();
        }
        if (at_ > begin) end_ = offset();
    }

    void step_in_code() {
        switch (current()) {
            case '"':
                return open(Nest::quote, 1);
            case '(':
                return open(Nest::parenthesis, 1);
            case '[':
                return open(Nest::bracket, 1);
            case '{':
                return open(Nest::brace, 1);
            case ')':
                return close(Nest::parenthesis);
            case ']':
                return close(Nest::bracket);
            case '}':
                return close_brace();
            case '<':
                return open_heredoc();
            default:
                ++at_;
        }
    }

    void step_in_quote() {
        go_to(text_.find_first_of("\"\\\n$%", at_));
        if (done()) return;
        switch (current()) {
            case '"':
                ++at_;
                opened_.pop_back();
                break;
            case '\n':  // one that is not closed ends with its line, so that it does not take the rest of the file
                        // along
                opened_.pop_back();
                break;
            case '\\':
                ++at_;
                if (!done() && current() != '\n') ++at_;
                break;
            default:
                pass_sign();
        }
    }

    void step_in_heredoc() {
        if (text_[at_ - 1] == '\n') {
            if (const auto end = heredoc_end(text_, offset(), opened_.back().word)) {
                at_ = *end;
                opened_.pop_back();
                return;
            }
        }
        go_to(text_.find_first_of("\n$%", at_));
        if (done()) return;
        if (current() == '\n') {
            ++at_;
        } else {
            pass_sign();
        }
    }

    /// "$" or "%" in a template: text, or the beginning of an interpolation or a directive.
    void pass_sign() {
        const std::string_view rest = text_.substr(at_ + 1);
        if (rest.starts_with('{')) {
            open(Nest::sequence, 2);
        } else {
            const bool escapes = rest.size() > 1 && rest[0] == current() && rest[1] == '{';
            at_ += escapes ? 3 : 1;
        }
    }

    void open(Nest nest, std::size_t size) {
        opened_.push_back({nest, {}});
        at_ += size;
    }

    void open_heredoc() {
        if (!starts("<<")) {
            ++at_;
            return;
        }
        at_ += 2;
        if (starts("-")) ++at_;
        const std::string_view word = text_.substr(at_, name_size(text_.substr(at_)));
        at_ += word.size();
        const std::size_t line_end = starts("\r") ? at_ + 1 : at_;
        if (word.empty() || !text_.substr(line_end).starts_with('\n')) return;
        opened_.push_back({Nest::heredoc, word});
        at_ = line_end + 1;
    }

    void close(Nest nest) {
        ++at_;
        if (inside(nest)) opened_.pop_back();
    }

    /// "}" ends what is open inside of it too: a bracket that is not closed costs its block alone. Where nothing else
    /// is open it belongs to the block around the expression, and is left to that.
    void close_brace() {
        while (inside(Nest::parenthesis) || inside(Nest::bracket)) opened_.pop_back();
        if (opened_.empty()) return;
        opened_.pop_back();
        ++at_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::uint32_t end_ = 0;  ///< behind the last step that was no blank and no comment
    std::vector<Opened> opened_;
};

}  // namespace

std::vector<NativeBlock> scan_native(std::string_view text) { return NativeScanner(text).run(); }

std::optional<std::string_view> plain_string(std::string_view expression) {
    if (expression.size() < 2 || expression.front() != '"' || expression.back() != '"') return std::nullopt;
    const std::string_view text = expression.substr(1, expression.size() - 2);
    for (const std::string_view special : {"\"", "\\", "${", "%{"}) {
        if (text.find(special) != std::string_view::npos) return std::nullopt;
    }
    return text;
}

}  // namespace lintel
