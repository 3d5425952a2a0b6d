#include <algorithm>

#include "base/text.h"
#include "terraform/expression_parser.h"

namespace lintel {
namespace {

using Kind = ExpressionTokenKind;

}  // namespace

/// Reads everything that is taken out of `value`: attributes, indices, splats.
ExpressionParser::Id ExpressionParser::steps(ExpressionId value, std::uint32_t begin) {
    Id current = value;
    while (current) {
        if (is_symbol(".")) {
            current = dot_step(*current, begin);
        } else if (is_symbol("[")) {
            current = bracket_step(*current, begin);
        } else {
            return current;
        }
    }
    return current;
}

ExpressionParser::Id ExpressionParser::dot_step(ExpressionId value, std::uint32_t begin) {
    if (!advance()) return std::nullopt;
    return is_symbol("*") ? attribute_splat(value, begin) : name_or_number_step(value, begin);
}

/// Reads what stands behind a '.'.
ExpressionParser::Id ExpressionParser::name_or_number_step(ExpressionId value, std::uint32_t begin) {
    const std::uint32_t offset = here();
    std::string text(token().text);
    if (is(Kind::name)) {
        if (!advance()) return std::nullopt;
        return add(ExpressionKind::attribute, begin, {value}, std::move(text));
    }
    if (!is(Kind::number)) return fail(offset, cat("an attribute's name is missing here, before ", found()));
    if (text.find('.') != std::string::npos)
        return fail(offset, "two indexes cannot follow one another with dots; they are written [0][0]");
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return fail(offset, "an index behind '.' is a whole number");
    const Id index = number();
    if (!index) return std::nullopt;
    return add(ExpressionKind::index, begin, {value, *index});
}

/// Names and numbers behind ".*" are taken out of each item; what stands in brackets is taken out of the whole.
ExpressionParser::Id ExpressionParser::attribute_splat(ExpressionId list, std::uint32_t begin) {
    const std::uint32_t star = token().begin;
    if (!advance()) return std::nullopt;
    Id item = add(ExpressionKind::splat_item, star, {});
    while (item && is_symbol(".")) {
        if (!advance()) return std::nullopt;
        if (is_symbol("*")) return fail(here(), "'.*' cannot follow within another '.*'; '[*]' can");
        item = name_or_number_step(*item, star);
    }
    if (!item) return std::nullopt;
    return add(ExpressionKind::splat, begin, {list, *item});
}

ExpressionParser::Id ExpressionParser::bracket_step(ExpressionId value, std::uint32_t begin) {
    const std::uint32_t bracket = token().begin;
    Id key;
    {
        const LineMode mode(*this, false);
        if (!advance()) return std::nullopt;
        const bool is_splat = is_symbol("*");
        if (is_splat ? !advance() : !(key = expression())) return std::nullopt;
        if (!expect("]", "end the index that begins with '['")) return std::nullopt;
    }
    if (!key) return full_splat(value, begin, bracket);
    return add(ExpressionKind::index, begin, {value, *key});
}

/// All that follows "[*]" is done with each item, further splats too.
ExpressionParser::Id ExpressionParser::full_splat(ExpressionId list, std::uint32_t begin, std::uint32_t bracket) {
    if (!deeper(bracket)) return std::nullopt;
    Id item = add(ExpressionKind::splat_item, bracket, {});
    if (item) item = steps(*item, bracket);
    --depth_;
    if (!item) return std::nullopt;
    return add(ExpressionKind::splat, begin, {list, *item});
}

}  // namespace lintel
