#include "cloudformation/scalars.h"

#include <limits>
#include <string>

#include "base/text.h"

namespace lintel {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 99;
}

double in_base(std::string_view digits, int base) {
    double value = 0;
    bool any = false;
    for (const char c : digits) {
        if (c == '_') continue;
        const int digit = digit_of(c);
        if (digit >= base) return nan;
        value = value * base + digit;
        any = true;
    }
    return any ? value : nan;
}

double decimal(std::string_view text) {
    if (text.find('_') == std::string_view::npos) return to_number(text).value_or(nan);
    std::string plain;
    for (const char c : text) {
        if (c != '_') plain += c;
    }
    return to_number(plain).value_or(nan);
}

double unsigned_number(std::string_view text) {
    if (equal_ignoring_case(text, ".inf")) return std::numeric_limits<double>::infinity();
    if (text.size() > 1 && text[0] == '0') {
        if (text[1] == 'x') return in_base(text.substr(2), 16);
        if (text[1] == 'b') return in_base(text.substr(2), 2);
        const double octal = in_base(text.substr(1), 8);
        if (octal == octal) return octal;
    }
    if (text.front() == '.') return decimal("0" + std::string(text));
    return decimal(text);
}

}  // namespace

bool boolean_of(std::string_view text) {
    return equal_ignoring_case(text, "true") || equal_ignoring_case(text, "yes") || equal_ignoring_case(text, "on");
}

double number_of(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty()) return nan;
    const double value = unsigned_number(text);
    return negative ? -value : value;
}

}  // namespace lintel
