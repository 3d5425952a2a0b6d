#include "terraform/format_verb.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "base/text.h"
#include "terraform/function_json.h"
#include "terraform/function_text.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

constexpr std::size_t widest = 1000;

/// Takes a decimal number off the front; nothing if there is none or it is too large.
std::optional<std::size_t> take_number(std::string_view& text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || number > widest) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

bool starts_with_digit(std::string_view text) { return !text.empty() && text[0] >= '0' && text[0] <= '9'; }

bool take_flag(std::string_view& text, FormatVerb& verb) {
    if (text.empty()) return false;
    switch (text.front()) {
        case '0':
            verb.zeros = true;
            break;
        case '#':
            verb.sharp = true;
            break;
        case '+':
            verb.plus = true;
            break;
        case '-':
            verb.left = true;
            break;
        case ' ':
            verb.blank = true;
            break;
        default:
            return false;
    }
    text.remove_prefix(1);
    return true;
}

bool take_width(std::string_view& text, FormatVerb& verb) {
    if (!starts_with_digit(text)) return true;
    const auto width = take_number(text);
    verb.width = width.value_or(0);
    return width.has_value();
}

bool take_precision(std::string_view& text, FormatVerb& verb) {
    if (!text.starts_with('.')) return true;
    text.remove_prefix(1);
    verb.precision = take_number(text);
    return verb.precision.has_value();
}

bool take_index(std::string_view& text, FormatVerb& verb) {
    if (!text.starts_with('[')) return true;
    text.remove_prefix(1);
    const auto number = take_number(text);
    if (!number || *number == 0 || !text.starts_with(']')) return false;
    text.remove_prefix(1);
    verb.value = *number - 1;
    return true;
}

/// The text filled up to the width. Nothing if its characters cannot be told apart.
std::optional<std::string> filled(const FormatVerb& verb, std::string text, char filler) {
    if (verb.width == 0) return text;
    const auto all = characters(text);
    if (!all) return std::nullopt;
    if (all->size() >= verb.width) return text;
    const std::size_t missing = verb.width - all->size();
    return verb.left ? text.append(missing, filler) : std::string(missing, filler).append(text);
}

/// A number whose digits are there, with its sign in front: zeros go between both.
std::optional<std::string> signed_number(const FormatVerb& verb, bool negative, std::string digits) {
    const std::string_view sign = negative ? "-" : verb.plus ? "+" : verb.blank ? " " : "";
    if (verb.zeros && !verb.left && sign.size() + digits.size() < verb.width) {
        digits.insert(0, verb.width - sign.size() - digits.size(), '0');
    }
    return filled(verb, std::string(sign) + digits, ' ');
}

char upper_digit(char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; }

int base_of(char mode) {
    switch (mode) {
        case 'b':
            return 2;
        case 'o':
            return 8;
        case 'd':
            return 10;
        default:
            return 16;
    }
}

std::string_view base_prefix(char mode) {
    switch (mode) {
        case 'b':
            return "0b";
        case 'o':
            return "0";
        case 'x':
            return "0x";
        case 'X':
            return "0X";
        default:
            return "";
    }
}

/// The digits of an integer; nothing if it has a fraction, or does not fit where it must.
std::optional<std::string> integer_digits(const FormatVerb& verb, const Value& number, Env& env) {
    std::string_view decimal = decimal_text(number, env);
    if (decimal.starts_with('-')) decimal.remove_prefix(1);
    if (decimal.find('.') != std::string_view::npos) return std::nullopt;
    if (verb.mode == 'd') return std::string(decimal);
    std::uint64_t value = 0;
    if (std::from_chars(decimal.data(), decimal.data() + decimal.size(), value).ec != std::errc{}) return std::nullopt;
    char buffer[64];
    std::string digits(buffer, std::to_chars(buffer, buffer + sizeof buffer, value, base_of(verb.mode)).ptr);
    if (verb.mode == 'X') std::transform(digits.begin(), digits.end(), digits.begin(), upper_digit);
    return digits;
}

std::optional<std::string> write_integer(const FormatVerb& verb, const Value& number, Env& env) {
    auto digits = integer_digits(verb, number, env);
    if (!digits) return std::nullopt;
    const std::size_t least = verb.precision.value_or(0);
    if (digits->size() < least) digits->insert(0, least - digits->size(), '0');
    if (verb.sharp) digits->insert(0, base_prefix(verb.mode));
    return signed_number(verb, number.number < 0, *digits);
}

std::string chars_of(double number, std::chars_format format, std::optional<std::size_t> precision) {
    std::string buffer(2 * widest, '\0');  // the largest number has 309 digits in front of its point
    char* const end = buffer.data() + buffer.size();
    const auto result = precision ? std::to_chars(buffer.data(), end, number, format, static_cast<int>(*precision))
                                  : std::to_chars(buffer.data(), end, number, format);
    buffer.resize(result.ec == std::errc{} ? static_cast<std::size_t>(result.ptr - buffer.data()) : 0);
    return buffer;
}

/// As short as it can be: with an exponent that is below -4 or above 5 (source: Go, package math/big, Float.Text with
/// format 'g' and the smallest precision).
std::string shortest(double number) {
    std::string scientific = chars_of(number, std::chars_format::scientific, std::nullopt);
    std::string_view exponent = std::string_view(scientific).substr(scientific.find('e') + 1);
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    const auto value = to_integer(exponent);
    if (!value || *value < -4 || *value > 5) return scientific;
    return chars_of(number, std::chars_format::fixed, std::nullopt);
}

std::optional<std::string> write_float(const FormatVerb& verb, double number) {
    constexpr std::size_t default_precision = 6;
    const double size = std::fabs(number);
    std::string digits;
    switch (verb.mode) {
        case 'f':
            digits = chars_of(size, std::chars_format::fixed, verb.precision.value_or(default_precision));
            break;
        case 'e':
        case 'E':
            digits = chars_of(size, std::chars_format::scientific, verb.precision.value_or(default_precision));
            break;
        default:
            digits = verb.precision ? chars_of(size, std::chars_format::general, verb.precision) : shortest(size);
    }
    if (verb.mode == 'E' || verb.mode == 'G') std::replace(digits.begin(), digits.end(), 'e', 'E');
    return signed_number(verb, number < 0, digits);
}

std::optional<std::string> write_number(const FormatVerb& verb, const Value& value, Env& env) {
    const auto number = number_of(value);
    if (!number) return std::nullopt;
    Value as_number = value;
    as_number.kind = ValueKind::number;
    as_number.number = *number;
    constexpr std::string_view integer_modes = "bdoxX";
    return integer_modes.find(verb.mode) != std::string_view::npos ? write_integer(verb, as_number, env)
                                                                   : write_float(verb, *number);
}

std::optional<std::string> write_text(const FormatVerb& verb, const Value& value, Env& env) {
    const auto text = text_of(value, env);
    if (!text) return std::nullopt;
    std::string cut(*text);
    if (verb.precision && *verb.precision > 0) {
        const auto all = characters(*text);
        if (!all) return std::nullopt;
        cut.clear();
        for (std::size_t i = 0; i < std::min(*verb.precision, all->size()); ++i) cut += (*all)[i];
    }
    const char filler = verb.zeros ? '0' : ' ';
    if (verb.mode == 's') return filled(verb, cut, filler);
    std::string quoted;
    append_json_string(quoted, cut);
    return filled(verb, quoted, filler);
}

std::optional<std::string> write_as_is(const FormatVerb& verb, const Value& value, Env& env) {
    std::string text;
    if (!verb.sharp && value.is(ValueKind::string)) {
        text = value.text;
    } else if (!verb.sharp && value.is(ValueKind::number)) {
        text = (value.number < 0 ? "-" : "") + shortest(std::fabs(value.number));
    } else {
        append_json(text, value, env);
    }
    return filled(verb, text, verb.zeros ? '0' : ' ');
}

}  // namespace

std::optional<FormatVerb> read_verb(std::string_view text, std::size_t next) {
    constexpr std::string_view modes = "vtbdoxXeEfgGsq";
    FormatVerb verb;
    verb.value = next;
    std::string_view rest = text.substr(1);
    while (take_flag(rest, verb)) {
    }
    if (!take_width(rest, verb) || !take_precision(rest, verb) || !take_index(rest, verb)) return std::nullopt;
    if (rest.empty() || modes.find(rest.front()) == std::string_view::npos) return std::nullopt;
    verb.mode = rest.front();
    verb.size = text.size() - rest.size() + 1;
    return verb;
}

std::optional<std::string> write_verb(const FormatVerb& verb, const Value& value, Env& env) {
    if (verb.mode == 'v') return write_as_is(verb, value, env);
    if (is_null(value)) return std::nullopt;
    switch (verb.mode) {
        case 't': {
            const auto truth = truth_of(value);
            return truth ? std::optional<std::string>(*truth ? "true" : "false") : std::nullopt;
        }
        case 's':
        case 'q':
            return write_text(verb, value, env);
        default:
            return write_number(verb, value, env);
    }
}

}  // namespace lintel
