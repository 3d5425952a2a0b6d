#include "facts/key_literals.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "base/text.h"

namespace lintel {
namespace {

constexpr std::size_t id_size = 20;
constexpr std::size_t secret_size = 40;

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter_or_digit(char c) { return is_upper(c) || is_lower(c) || is_digit(c); }
constexpr bool is_base64(char c) { return is_letter_or_digit(c) || c == '/' || c == '+'; }

bool contains_ignoring_case(std::string_view text, std::string_view word) {
    const auto same = [](char a, char b) { return (is_upper(a) ? a - 'A' + 'a' : a) == b; };
    return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

/// "secret_access_key", "AwsSecretKey", "SecretKey: ": a secret and a key.
bool calls_it_secret_key(std::string_view words) {
    return contains_ignoring_case(words, "secret") && contains_ignoring_case(words, "key");
}

bool is_id_at(std::string_view text, std::size_t at) {
    if (at + id_size > text.size() || (at > 0 && is_letter_or_digit(text[at - 1]))) return false;
    for (std::size_t i = at; i < at + id_size; ++i) {
        if (!is_upper(text[i]) && !is_digit(text[i])) return false;
    }
    return at + id_size == text.size() || !is_letter_or_digit(text[at + id_size]);
}

std::size_t find_id(std::string_view text, std::size_t from) {
    for (std::size_t at = text.find("IA", from); at != std::string_view::npos; at = text.find("IA", at + 1)) {
        if (at < 2 || text[at - 2] != 'A' || (text[at - 1] != 'K' && text[at - 1] != 'S')) continue;
        if (at - 2 >= from && is_id_at(text, at - 2)) return at - 2;
    }
    return std::string_view::npos;
}

/// Hexadecimal digests, words and paths are no secret keys: these mix capitals, small letters and digits.
bool looks_random(std::string_view run) {
    const bool upper = std::any_of(run.begin(), run.end(), is_upper);
    const bool lower = std::any_of(run.begin(), run.end(), is_lower);
    const bool digit = std::any_of(run.begin(), run.end(), is_digit);
    return upper && lower && digit;
}

/// What stands before an offset on its line, no more than is needed for a name.
std::string_view line_before(std::string_view text, std::size_t offset) {
    constexpr std::size_t most = 80;
    const std::size_t newline = text.substr(0, offset).rfind('\n');
    std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
    if (offset - begin > most) begin = offset - most;
    return text.substr(begin, offset - begin);
}

std::optional<std::string> decoded(std::string_view run) {
    std::string out;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : run) {
        const std::uint32_t value = is_upper(c)   ? static_cast<std::uint32_t>(c - 'A')
                                    : is_lower(c) ? static_cast<std::uint32_t>(c - 'a' + 26)
                                    : is_digit(c) ? static_cast<std::uint32_t>(c - '0' + 52)
                                    : c == '+'    ? 62U
                                                  : 63U;
        bits = bits << 6U | value;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out += static_cast<char>(bits >> held & 0xffU);
        }
    }
    const auto is_text = [](char c) {
        return c == '\n' || c == '\r' || c == '\t' || static_cast<unsigned char>(c) >= 0x20;
    };
    if (!std::all_of(out.begin(), out.end(), is_text)) return std::nullopt;
    return out;
}

KeyLiteral key_at(std::string_view text, KeyLiteral::Kind kind, std::size_t begin, std::size_t size) {
    return {kind, begin, size, text.substr(begin, size).find("EXAMPLE") != std::string_view::npos};
}

template <typename Visit>
void for_each_run(std::string_view text, Visit visit) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_base64(text[end])) ++end;
        if (end - at >= secret_size) visit(at, end - at);
        at = end + 1;
    }
}

}  // namespace

std::vector<KeyLiteral> find_keys(std::string_view text, std::string_view context) {
    std::vector<KeyLiteral> found;
    for (std::size_t at = find_id(text, 0); at != std::string_view::npos; at = find_id(text, at + id_size)) {
        found.push_back(key_at(text, KeyLiteral::Kind::id, at, id_size));
    }
    const bool beside_id = !found.empty();
    for_each_run(text, [&](std::size_t at, std::size_t size) {
        // Base64 of forty characters needs no padding: a '=' behind it belongs to something else.
        if (size != secret_size || !looks_random(text.substr(at, size))) return;
        if (at + size < text.size() && text[at + size] == '=') return;
        if (at > 0 && (text[at - 1] == ':' || text[at - 1] == '-') &&
            text.substr(0, at).find("arn:") != std::string_view::npos)
            return;
        const bool named = calls_it_secret_key(line_before(text, at)) || (at == 0 && calls_it_secret_key(context));
        if (beside_id || named) found.push_back(key_at(text, KeyLiteral::Kind::secret, at, size));
    });
    return found;
}

std::vector<KeyLiteral> find_encoded_keys(std::string_view text) {
    std::vector<KeyLiteral> found;
    for_each_run(text, [&](std::size_t at, std::size_t size) {
        const auto plain = decoded(text.substr(at, size));
        if (!plain) return;
        for (const KeyLiteral& key : find_keys(*plain, {})) found.push_back({key.kind, at, size, key.example});
    });
    return found;
}

bool may_hold_keys(std::string_view text) {
    // The last six are what base64 makes of "AKIA" and "ASIA" at each of the three alignments, as far as the letters
    // around them do not matter. A secret key counts only where something says "secret".
    constexpr std::array<std::string_view, 10> marks = {"AKIA", "ASIA",  "ecret", "ECRET", "QUtJQ",
                                                        "FLSU", "BS0lB", "QVNJQ", "FTSU",  "BU0lB"};
    return std::any_of(marks.begin(), marks.end(),
                       [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

}  // namespace lintel
