#include "facts/secret_texts.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <vector>

#include "base/base64.h"
#include "base/text.h"
#include "facts/key_literals.h"
#include "model/value.h"

namespace lintel {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return is_upper(c) || is_lower(c); }
bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_name_character(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.'; }

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool any_of(std::string_view text, bool (*test)(char)) { return std::any_of(text.begin(), text.end(), test); }

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_found(std::string_view text, const re2::RE2& pattern) {
    return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

// ---- names

/// The words of a name in lower case: "/app/dbPassword" is app, db, password.
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    bool inside = false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        if (!is_letter(c) && !is_digit(c)) {
            inside = false;
            continue;
        }
        const bool next_is_lower = i + 1 < name.size() && is_lower(name[i + 1]);
        const bool humped = is_upper(c) && i > 0 && (!is_upper(name[i - 1]) || next_is_lower);
        if (!inside || humped) words.emplace_back();
        inside = true;
        words.back() += to_lower(std::string_view(&c, 1));
    }
    return words;
}

constexpr std::array<std::string_view, 7> password_words = {"password", "passwd",   "passphrase", "pwd",
                                                            "pass",     "passcode", "pw"};
/// Also where they are only the end of a word ("dbpassword").
constexpr std::array<std::string_view, 4> password_ends = {"password", "passwd", "passphrase", "pwd"};
constexpr std::array<std::string_view, 3> key_words = {"secret", "token", "credential"};
constexpr std::array<std::string_view, 9> key_ends = {"secret",     "token",      "apikey",    "secretkey", "accesskey",
                                                      "privatekey", "signingkey", "masterkey", "accountkey"};
/// In front of "key".
constexpr std::array<std::string_view, 16> kinds_of_key = {
    "api",     "access", "secret",  "private", "auth",        "encryption", "signing", "shared",
    "account", "master", "session", "app",     "application", "service",    "jwt",     "hmac"};
/// Behind a secret's name, without changing what it names.
constexpr std::array<std::string_view, 5> idle_words = {"value", "string", "text", "plaintext", "plain"};
/// In front of a secret's name: a switch, a number or something else that is no secret.
constexpr std::array<std::string_view, 28> other_starts = {
    "use",  "enable", "disable", "create", "existing", "generate", "has",          "is",        "max", "min",
    "need", "number", "require", "reset",  "rotate",   "show",     "hide",         "allow",     "no",  "skip",
    "next", "page",   "change",  "forgot", "start",    "starting", "continuation", "pagination"};

bool ends_with_any(std::string_view word, const std::string_view* first, const std::string_view* last) {
    return std::any_of(first, last, [&](std::string_view end) { return word.ends_with(end); });
}

// ---- values

/// Shannon entropy in bits for each character.
double entropy(std::string_view text) {
    std::array<double, 256> counts{};
    for (const char c : text) ++counts[static_cast<unsigned char>(c)];
    double sum = 0;
    for (const double count : counts) {
        if (count == 0) continue;
        const double share = count / static_cast<double>(text.size());
        sum -= share * std::log2(share);
    }
    return sum;
}

/// Whether a text is made of words, as names are: "prod-db-secret", "my.token.v2".
bool is_made_of_words(std::string_view text) {
    static const re2::RE2 pattern(R"(^[A-Za-z]+[0-9]{0,2}(?:[-_./:][A-Za-z]+[0-9]{0,2}|[-_./:][0-9]{1,4})*$)");
    return is_found(text, pattern);
}

/// Whether a text can be a token or key rather than the name of one.
bool looks_random(std::string_view text) {
    constexpr std::size_t shortest = 8;
    constexpr double least_entropy = 2.75;  // below the mean of eight random characters, above words with a number
    if (text.size() < shortest || text.find(' ') != std::string_view::npos) return false;
    if (!any_of(text, is_digit) || !any_of(text, is_letter)) return false;
    if (text.starts_with("pk_")) return false;  // a publishable key
    return !is_made_of_words(text) && entropy(text) >= least_entropy;
}

/// Whether it is an id or a name that AWS gives: "ami-0abc1234", "key/1234abcd-...".
bool is_identifier_of_aws(std::string_view text) {
    static const re2::RE2 pattern(R"(^[a-z]{1,12}-(?:[0-9a-f]{8}|[0-9a-f]{17})$)");
    return is_found(text, pattern);
}

bool is_path(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return false;
    return slash == 0 || text.starts_with("./") || text.starts_with("~/") || is_made_of_words(text);
}

bool is_aws_key(std::string_view secret, std::string_view context) { return !find_keys(secret, context).empty(); }

/// Of a URL only the password is asked about, which find_in_url() does.
bool is_url(std::string_view text) { return has(text, "://"); }

/// What a value that a telling name has is, if it is a secret.
std::optional<std::string_view> secret_kind(SecretName named, std::string_view value) {
    if (named == SecretName::none || is_placeholder(value) || is_url(value)) return std::nullopt;
    if (named == SecretName::password) return "a password";
    if (!looks_random(value) || is_identifier_of_aws(value)) return std::nullopt;
    return "a token or key";
}

// ---- known formats

struct SecretFormat {
    std::string_view what;
    std::string_view mark;
    std::string_view pattern;
};

constexpr SecretFormat formats[] = {
#include "facts/secret_formats.inc"
};

std::optional<SecretText> find_by_format(std::string_view text) {
    static const std::vector<std::unique_ptr<re2::RE2>> patterns = [] {
        std::vector<std::unique_ptr<re2::RE2>> all;
        for (const SecretFormat& format : formats)
            all.push_back(std::make_unique<re2::RE2>(cat("(", format.pattern, ")")));
        return all;
    }();
    for (std::size_t i = 0; i < std::size(formats); ++i) {
        if (!has(text, formats[i].mark)) continue;
        re2::StringPiece rest(text.data(), text.size());
        re2::StringPiece found;
        while (re2::RE2::FindAndConsume(&rest, *patterns[i], &found)) {
            const std::string_view secret(found.data(), found.size());
            if (!is_placeholder(secret)) return SecretText{std::string(formats[i].what), {}, secret};
        }
    }
    return std::nullopt;
}

/// "postgres://user:password@host": only where the host is one that others can reach.
std::optional<SecretText> find_in_url(std::string_view text) {
    static const re2::RE2 pattern(
        R"([A-Za-z][A-Za-z0-9+.-]*://[^\s:/@"'<>\x01]*:([^\s/@"'<>\x01]+)@([A-Za-z0-9.\[\]:_\x01$-]+))");
    if (!has(text, "://")) return std::nullopt;
    re2::StringPiece rest(text.data(), text.size());
    re2::StringPiece password;
    re2::StringPiece host;
    while (re2::RE2::FindAndConsume(&rest, pattern, &password, &host)) {
        const std::string_view secret(password.data(), password.size());
        const std::string_view at(host.data(), host.size());
        const bool local =
            at.starts_with("localhost") || at.starts_with("127.") || at.starts_with("example.") || has(at, ".example.");
        if (local || is_placeholder(secret) || equal_ignoring_case(secret, "password")) continue;
        return SecretText{"a password in a URL", {}, secret};
    }
    return std::nullopt;
}

// ---- assignments

/// The line that an offset lies in, up to the offset.
std::string_view line_before(std::string_view text, std::size_t at) {
    const std::size_t newline = text.substr(0, at).rfind('\n');
    const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
    return text.substr(begin, at - begin);
}

bool is_comment(std::string_view line) {
    const std::string_view begin = trim(line);
    return (begin.starts_with("#") && !begin.starts_with("#!")) || begin.starts_with("//") || begin.starts_with("REM ");
}

/// Reads what is assigned to a name in a text.
class Assignment {
   public:
    /// `begin` and `end` are those of the name.
    Assignment(std::string_view text, std::size_t begin, std::size_t end) : text_(text), begin_(begin), at_(end) {}

    /// The value, if something is assigned at all and is written out.
    std::optional<std::string_view> value() {
        const std::string_view line = line_before(text_, begin_);
        const char before = line.empty() ? '\n' : line.back();
        if (is_comment(line) || before == '{' || before == '%' || before == '@' || before == '/' || before == hole)
            return std::nullopt;
        if (before == '<') return in_element();
        const bool option = line.ends_with("--") && (line.size() == 2 || is_blank(line[line.size() - 3]));
        // A quote that closes what began before the name says nothing of the name: "\"$PASSWORD\", \"next\"".
        const std::size_t in_front = line.find_last_not_of('-');
        const char opening = in_front == std::string_view::npos ? '\n' : line[in_front];
        const bool quoted_name = skip_quote() != '\0';
        if (quoted_name && opening != '"' && opening != '\'') return std::nullopt;
        const std::size_t blanks = skip_blanks();
        const bool code = before == '$';  // of PowerShell or PHP, where a text has quotes
        if (take("=>") || (quoted_name && take(","))) return quoted();
        if (take(":")) {
            if (quoted_name) return quoted();
            const bool starts_line = trim(line).empty() || trim(line) == "-";
            if (!starts_line || code || skip_blanks() == 0) return std::nullopt;
            return rest_of_line();
        }
        if (take("=")) {
            if (peek() == '=' || peek() == '~') return std::nullopt;
            const bool spaced = skip_blanks() + blanks > 0;
            if (code || quoted_name) return quoted();
            if (!spaced) return word();
            const bool starts_line = trim(line).empty();
            return starts_line ? rest_of_line() : quoted();
        }
        if (option && blanks > 0) return argument();
        return std::nullopt;
    }

   private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\n'; }

    bool take(std::string_view piece) {
        if (!text_.substr(at_).starts_with(piece)) return false;
        at_ += piece.size();
        return true;
    }

    std::size_t skip_blanks() {
        const std::size_t from = at_;
        while (is_blank(peek())) ++at_;
        return at_ - from;
    }

    /// Goes over a quote, which may be escaped, and gives it.
    char skip_quote() {
        std::size_t at = at_;
        while (at < text_.size() && text_[at] == '\\') ++at;
        if (at == text_.size() || (text_[at] != '"' && text_[at] != '\'')) return '\0';
        at_ = at + 1;
        return text_[at];
    }

    /// Whether the name stands within quotes of this kind, so that one behind it closes them.
    bool is_within(char quote) const {
        const std::string_view line = line_before(text_, begin_);
        return std::count(line.begin(), line.end(), quote) % 2 == 1;
    }

    std::optional<std::string_view> quoted() {
        skip_blanks();
        const std::size_t from = at_;
        const char quote = skip_quote();
        if (quote == '\0') return std::nullopt;
        const bool escaped = text_[from] == '\\';
        if (!escaped && is_within(quote) && text_[begin_ - 1] != quote) return std::nullopt;
        const std::size_t begin = at_;
        std::size_t end = begin;
        while (end < text_.size() && text_[end] != quote && text_[end] != '\n') ++end;
        if (end == text_.size() || text_[end] != quote) return std::nullopt;
        std::size_t last = end;
        while (last > begin && text_[last - 1] == '\\') --last;
        // What goes on behind the quote is an expression.
        const std::string_view behind = trim(text_.substr(end + 1, text_.find('\n', end) - end - 1));
        if (behind.starts_with("+") || behind.starts_with(".")) return std::nullopt;
        return text_.substr(begin, last - begin);
    }

    static bool ends_word(char c) {
        constexpr std::string_view ends = " \t\r\n\"'`;|&<>()[]{},\\";
        return ends.find(c) != std::string_view::npos;
    }

    /// A word of a shell, of a query or of a file of settings.
    std::optional<std::string_view> word() {
        const char next = peek();
        if (next == '"' || next == '\'' || next == '\\') return quoted();
        const std::size_t begin = at_;
        while (at_ < text_.size() && !ends_word(text_[at_])) ++at_;
        const std::string_view word = text_.substr(begin, at_ - begin);
        const char behind = peek();
        if (behind == '(' || behind == '[' || behind == '{' || behind == '<' || behind == '`') return std::nullopt;
        if (is_code(word, behind)) return std::nullopt;
        return word;
    }

    /// Whether an unquoted word is a variable of a program: "password=password,", "token=config.token".
    bool is_code(std::string_view word, char behind) const {
        if (any_of(word, is_digit)) return false;
        const bool argument = behind == ',' || behind == ')';
        return argument || (has(word, ".") && std::all_of(word.begin(), word.end(), is_name_character));
    }

    /// The value of a line "name: value" or "name = value": one word, or something in quotes.
    std::optional<std::string_view> rest_of_line() {
        const char next = peek();
        if (next == '"' || next == '\'') return quoted();
        const auto found = word();
        if (!found) return std::nullopt;
        const std::size_t newline = text_.find('\n', at_);
        const std::string_view behind = trim(text_.substr(at_, newline - at_));
        if (!behind.empty() && !behind.starts_with("#")) return std::nullopt;
        return found;
    }

    /// The argument behind an option of a command: in quotes, or one that no word of a sentence looks like.
    std::optional<std::string_view> argument() {
        const char next = peek();
        if (next == '"' || next == '\'') return quoted();
        const auto found = word();
        if (!found || !any_of(*found, is_digit) || found->starts_with("-")) return std::nullopt;
        return found;
    }

    /// "<password>value</password>"
    std::optional<std::string_view> in_element() {
        if (!take(">")) return std::nullopt;
        const std::size_t end = text_.find('<', at_);
        if (end == std::string_view::npos || !text_.substr(end).starts_with("</")) return std::nullopt;
        return text_.substr(at_, end - at_);
    }

    std::string_view text_;
    std::size_t begin_;
    std::size_t at_;
};

/// What telling names have in common with one another, whatever their letter case.
bool may_tell(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 6> stems = {"pass", "pwd", "secret", "token", "key", "credential"};
    return std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) {
        return text.size() - at >= stem.size() && equal_ignoring_case(text.substr(at, stem.size()), stem);
    });
}

std::optional<SecretText> find_assigned(std::string_view text) {
    std::size_t behind = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at < behind || !is_letter(text[at]) || !may_tell(text, at)) continue;
        std::size_t begin = at;
        while (begin > 0 && is_name_character(text[begin - 1])) --begin;
        while (begin < at && !is_letter(text[begin]) && text[begin] != '_') ++begin;
        std::size_t end = at;
        while (end < text.size() && is_name_character(text[end])) ++end;
        behind = end;
        const std::string_view name = text.substr(begin, end - begin);
        const SecretName named = secret_name(name);
        if (named == SecretName::none) continue;
        const auto value = Assignment(text, begin, end).value();
        if (!value || value->empty() || equal_ignoring_case(*value, name)) continue;
        const auto kind = secret_kind(named, *value);
        if (!kind || value->starts_with("-") || value->starts_with("!") || value->starts_with(".")) continue;
        if (is_aws_key(*value, name)) continue;
        return SecretText{std::string(*kind), std::string(name), *value};
    }
    return std::nullopt;
}

/// Commands that take a password without naming it.
std::optional<SecretText> find_in_command(std::string_view text) {
    struct Command {
        std::string_view mark;
        std::string_view pattern;
    };
    static constexpr std::array<Command, 4> commands = {{
        {"chpasswd", R"(echo\s+\\?["']?[\w.-]+:([^\s"'|\\]+)\\?["']?\s*\|\s*(?:sudo\s+)?chpasswd)"},
        {"mysqladmin", R"(mysqladmin\b[^\n;|]*\spassword\s+\\?["']?([^\s"';|\\]+))"},
        {"IDENTIFIED BY", R"(IDENTIFIED BY\s+(?:PASSWORD\s+)?\\?["']([^"'\\]+)\\?["'])"},
        {"ConvertTo-SecureString", R"(ConvertTo-SecureString\s+(?:-String\s+)?\\?["']([^"'\\]+)\\?["'])"},
    }};
    static const std::vector<std::unique_ptr<re2::RE2>> patterns = [] {
        std::vector<std::unique_ptr<re2::RE2>> all;
        for (const Command& command : commands) all.push_back(std::make_unique<re2::RE2>(std::string(command.pattern)));
        return all;
    }();
    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (!has(text, commands[i].mark)) continue;
        re2::StringPiece rest(text.data(), text.size());
        re2::StringPiece found;
        while (re2::RE2::FindAndConsume(&rest, *patterns[i], &found)) {
            const std::string_view secret(found.data(), found.size());
            if (!is_placeholder(secret) && !secret.starts_with("-"))
                return SecretText{"a password", std::string(commands[i].mark), secret};
        }
    }
    return std::nullopt;
}

}  // namespace

SecretName secret_name(std::string_view name) {
    if (const std::size_t slash = name.rfind('/'); slash != std::string_view::npos) name.remove_prefix(slash + 1);
    while (!name.empty() && is_digit(name.back())) name.remove_suffix(1);
    std::vector<std::string> words = words_of(name);
    while (words.size() > 1 && is_one_of(words.back(), idle_words)) words.pop_back();
    if (words.empty() || (words.size() > 1 && is_one_of(words.front(), other_starts))) return SecretName::none;
    const std::string& last = words.back();
    const auto ends = [&](const auto& all) { return ends_with_any(last, all.data(), all.data() + all.size()); };
    if (is_one_of(last, password_words) || ends(password_ends)) return SecretName::password;
    if (is_one_of(last, key_words) || ends(key_ends)) return SecretName::key;
    const bool key = last == "key" && words.size() > 1 && is_one_of(words[words.size() - 2], kinds_of_key);
    return key ? SecretName::key : SecretName::none;
}

bool is_placeholder(std::string_view written) {
    const std::string text = to_lower(trim(written));
    if (text.empty() || has(text, std::string_view(&hole, 1))) return true;
    // What stands for something else, in one template language or another.
    for (const std::string_view mark : {"${", "$(", "{{", "<%", "@@", "`", "%{", "#{"}) {
        if (has(text, mark)) return true;
    }
    const char first = text.front();
    const char last = text.back();
    if (first == '$' || (first == '<' && last == '>') || (first == '%' && last == '%') ||
        (first == '[' && last == ']') || (first == '{' && last == '}') || (text.starts_with("__") && last == '_'))
        return true;
    constexpr std::array<std::string_view, 30> fillers = {
        "todo", "tbd",    "fixme",    "none",    "null",    "nil",       "undefined", "true", "false",  "yes",
        "no",   "on",     "off",      "default", "require", "required",  "optional",  "n/a",  "na",     "0",
        "1",    "string", "redacted", "masked",  "hidden",  "encrypted", "replaceme", "fill", "prompt", "unset"};
    if (std::find(fillers.begin(), fillers.end(), text) != fillers.end()) return true;
    for (const std::string_view part : {"placeholder", "example", "redacted", "your-", "your_", "replace_", "replace-",
                                        "insert-", "insert_", "goes-here", "goes_here", "_here", "-here"}) {
        if (has(text, part)) return true;
    }
    if (text.starts_with("your") || text.starts_with("<") || text.starts_with("enter-")) return true;
    for (const std::string_view scheme :
         {"arn:", "ssm:", "vault:", "secretsmanager:", "secret:", "env:", "file:", "op:"}) {
        if (text.starts_with(scheme)) return true;
    }
    const bool filled = std::all_of(text.begin(), text.end(), [&](char c) { return c == first; });
    if ((filled && (text.size() > 2 || !is_letter(first))) || has(text, "xxxx") || has(text, "****") ||
        has(text, "...."))
        return true;
    return is_path(text);
}

std::optional<SecretText> find_secret(std::string_view text) {
    if (auto found = find_by_format(text)) return found;
    if (auto found = find_in_url(text)) return found;
    if (auto found = find_assigned(text)) return found;
    return find_in_command(text);
}

std::optional<SecretText> find_secret(std::string_view name, std::string_view text) {
    if (auto found = find_by_format(text)) return found;
    if (auto found = find_in_url(text)) return found;
    const auto kind = secret_kind(secret_name(name), text);
    if (kind && !is_aws_key(text, name)) return SecretText{std::string(*kind), {}, text};
    return find_secret(text);
}

std::optional<std::string> text_in_base64(std::string_view text) {
    constexpr std::size_t shortest = 16;
    const std::string_view run = trim(text);
    if (run.size() < shortest) return std::nullopt;
    auto plain = from_base64(run);
    if (!plain) return std::nullopt;
    const auto is_text = [](char c) {
        constexpr unsigned char behind_utf8 = 0xF5;  // no byte of UTF-8 from here on (source: RFC 3629)
        const auto byte = static_cast<unsigned char>(c);
        return c == '\n' || c == '\r' || c == '\t' || (byte >= 0x20 && byte < behind_utf8);
    };
    return std::all_of(plain->begin(), plain->end(), is_text) ? plain : std::nullopt;
}

}  // namespace lintel
