#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "terraform/function_table.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

constexpr std::string_view no_number = "an argument that is no number";

/// What a function of one number gives.
template <double (*function)(double)>
Value of_one(Arguments arguments, CallContext& context) {
    const auto number = number_of(arguments[0]);
    return number ? made_number(function(*number), context) : refused(no_number, context);
}

template <double (*function)(double, double)>
Value of_two(Arguments arguments, CallContext& context) {
    const auto a = number_of(arguments[0]);
    const auto b = number_of(arguments[1]);
    return a && b ? made_number(function(*a, *b), context) : refused(no_number, context);
}

double absolute(double number) { return std::fabs(number); }
double rounded_up(double number) { return std::ceil(number); }
double rounded_down(double number) { return std::floor(number); }
double sign(double number) { return number > 0 ? 1 : number < 0 ? -1 : 0; }
double logarithm(double number, double base) { return std::log(number) / std::log(base); }
double power(double base, double exponent) { return std::pow(base, exponent); }

std::optional<std::vector<double>> numbers_of(Arguments values) {
    std::vector<double> numbers;
    for (const Value& value : values) {
        const auto number = number_of(value);
        if (!number) return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

Value greatest(Arguments arguments, CallContext& context) {
    const auto numbers = numbers_of(arguments);
    if (!numbers || numbers->empty()) return refused(no_number, context);
    return made_number(*std::max_element(numbers->begin(), numbers->end()), context);
}

Value least(Arguments arguments, CallContext& context) {
    const auto numbers = numbers_of(arguments);
    if (!numbers || numbers->empty()) return refused(no_number, context);
    return made_number(*std::min_element(numbers->begin(), numbers->end()), context);
}

Value total(Arguments arguments, CallContext& context) {
    if (!arguments[0].is(ValueKind::list)) return refused("an argument of sum that is no list", context);
    const auto numbers = numbers_of(items_of(arguments[0], context.env));
    if (!numbers || numbers->empty()) return refused("an argument of sum that is no list of numbers", context);
    double sum = 0;
    for (const double number : *numbers) sum += number;
    return made_number(sum, context);
}

/// The value of a digit in bases up to 62: above 36 the capital letters follow the small ones.
std::int64_t digit_value(char digit, std::int64_t base) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'z') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'Z') return digit - 'A' + (base <= 36 ? 10 : 36);
    return base;
}

Value parsed_integer(Arguments arguments, CallContext& context) {
    constexpr std::string_view no_integer = "an argument of parseint that is no integer of its base";
    constexpr std::int64_t largest_exact = std::int64_t{1} << 53;  // IEEE 754 binary64
    auto text = text_of(arguments[0], context.env);
    const auto base = whole_number_of(arguments[1]);
    if (!text || !base || *base < 2 || *base > 62) return refused(no_integer, context);
    const bool negative = text->starts_with('-');
    if (negative || text->starts_with('+')) text->remove_prefix(1);
    if (text->empty()) return refused(no_integer, context);
    std::int64_t number = 0;
    for (const char digit : *text) {
        const std::int64_t value = digit_value(digit, *base);
        if (value >= *base) return refused(no_integer, context);
        number = number * *base + value;
        if (number > largest_exact) return refused("a number that is too large", context);
    }
    return made_number(static_cast<double>(negative ? -number : number), context);
}

constexpr std::array table = {
    TerraformFunction{"abs", 1, 1, false, makes<of_one<absolute>>},
    TerraformFunction{"ceil", 1, 1, false, makes<of_one<rounded_up>>},
    TerraformFunction{"floor", 1, 1, false, makes<of_one<rounded_down>>},
    TerraformFunction{"log", 2, 2, false, makes<of_two<logarithm>>},
    TerraformFunction{"max", 1, any_number, false, makes<greatest>},
    TerraformFunction{"min", 1, any_number, false, makes<least>},
    TerraformFunction{"parseint", 2, 2, false, makes<parsed_integer>},
    TerraformFunction{"pow", 2, 2, false, makes<of_two<power>>},
    TerraformFunction{"signum", 1, 1, false, makes<of_one<sign>>},
    TerraformFunction{"sum", 1, 1, false, makes<total>},
};
static_assert(is_sorted_by_name(table));

}  // namespace

std::span<const TerraformFunction> numeric_functions() { return table; }

}  // namespace lintel
