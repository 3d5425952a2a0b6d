#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "terraform/function_table.h"
#include "terraform/function_text.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

constexpr std::string_view no_text = "an argument that is no text";
constexpr std::string_view beyond_ascii = "a text with letters beyond ASCII";
constexpr std::string_view unclear_characters = "a text whose characters need the tables of Unicode";

/// A text that is known in part at least; numbers and bools are texts, too.
std::optional<Value> text_argument(const Value& value, Env& env) {
    if (!is_scalar(value)) return std::nullopt;
    return as_string(value, env);
}

/// Gives the text of the argument, which may be partial, to `change`. What is not known at all is handed on: to a
/// reader of the plan it still refers to the same thing.
template <typename Change>
Value changed(const Value& argument, CallContext& context, Change change) {
    if (is_unknown(argument)) return argument;
    const auto text = text_argument(argument, context.env);
    if (!text) return refused(no_text, context);
    return made_part(change(text->text), *text, context);
}

char upper_letter(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::string to_upper(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), upper_letter);
    return out;
}

Value in_lower_case(Arguments arguments, CallContext& context) {
    if (!is_ascii(as_text(arguments[0]))) return refused(beyond_ascii, context);
    return changed(arguments[0], context, to_lower);
}

Value in_upper_case(Arguments arguments, CallContext& context) {
    if (!is_ascii(as_text(arguments[0]))) return refused(beyond_ascii, context);
    return changed(arguments[0], context, to_upper);
}

bool is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

Value in_title_case(Arguments arguments, CallContext& context) {
    const auto text = text_of(arguments[0], context.env);
    if (!text) return refused(no_text, context);
    if (!is_ascii(*text)) return refused(beyond_ascii, context);
    std::string out(*text);
    bool inside = false;
    for (char& c : out) {
        if (!inside) c = upper_letter(c);
        inside = is_word_character(c);
    }
    return made_text(out, context);
}

Value without_space(Arguments arguments, CallContext& context) { return changed(arguments[0], context, trimmed_space); }

Value without_line_ends(Arguments arguments, CallContext& context) {
    const auto text = text_of(arguments[0], context.env);
    if (!text) return refused(no_text, context);
    const std::size_t last = text->find_last_not_of("\r\n");
    return made_text(last == std::string_view::npos ? std::string_view{} : text->substr(0, last + 1), context);
}

Value without_characters(Arguments arguments, CallContext& context) {
    const auto whole = text_of(arguments[0], context.env);
    const auto cut = text_of(arguments[1], context.env);
    if (!whole || !cut) return refused(no_text, context);
    const auto is_cut = [&](std::string_view character) { return cut->find(character) != std::string_view::npos; };
    std::string_view text = *whole;
    while (!text.empty() && is_cut(first_character(text))) text.remove_prefix(first_character(text).size());
    while (!text.empty() && is_cut(last_character(text))) text.remove_suffix(last_character(text).size());
    return made_text(text, context);
}

/// A text and a known text beside it, as the functions for prefixes and suffixes have them.
struct TextPair {
    Value whole;
    std::string_view part;
};

std::optional<TextPair> text_pair(Arguments arguments, Env& env) {
    const auto whole = text_argument(arguments[0], env);
    const auto part = text_of(arguments[1], env);
    if (!whole || !part) return std::nullopt;
    return TextPair{*whole, *part};
}

/// Takes the part away where it is for sure. A text that is wholly unknown is handed on.
template <typename Test, typename Cut>
Value without_part(Arguments arguments, CallContext& context, Test test, Cut cut) {
    if (is_unknown(arguments[0]) && text_of(arguments[1], context.env)) return arguments[0];
    const auto pair = text_pair(arguments, context.env);
    if (!pair) return refused(arguments, no_text, context);
    const Truth there = test(pair->whole.text, pair->part);
    if (there == Truth::unknown) return unknown_as(pair->whole, context);
    return changed(pair->whole, context,
                   [&](std::string_view text) { return there == Truth::yes ? cut(text, pair->part.size()) : text; });
}

Value without_prefix(Arguments arguments, CallContext& context) {
    return without_part(arguments, context, begins_with,
                        [](std::string_view text, std::size_t size) { return text.substr(size); });
}

Value without_suffix(Arguments arguments, CallContext& context) {
    return without_part(arguments, context, ends_with,
                        [](std::string_view text, std::size_t size) { return text.substr(0, text.size() - size); });
}

template <Truth (*test)(std::string_view, std::string_view)>
Value tested(Arguments arguments, CallContext& context) {
    const auto pair = text_pair(arguments, context.env);
    if (!pair) return refused(arguments, no_text, context);
    return made_truth(test(pair->whole.text, pair->part), arguments, context);
}

Value indented(Arguments arguments, CallContext& context) {
    const auto spaces = whole_number_of(arguments[0]);
    const auto text = text_of(arguments[1], context.env);
    if (!spaces || *spaces < 0 || !text) return refused("an argument of indent that it does not take", context);
    if (static_cast<std::uint64_t>(*spaces) > max_made_text) return refused("a text of more than 1 MiB", context);
    const std::string line_start = '\n' + std::string(static_cast<std::size_t>(*spaces), ' ');
    TextMaker made;
    std::string_view between;
    for (const std::string_view line : split(*text, '\n')) {
        made.add(between);
        made.add(line);
        between = line_start;
    }
    return made.finish(context);
}

/// The items of all lists, the texts that join puts together. Nothing if an argument is no list.
std::optional<std::vector<Value>> items_of_all(Arguments lists, Env& env) {
    std::vector<Value> all;
    for (const Value& list : lists) {
        if (!list.is(ValueKind::list) && !is_unknown(list)) return std::nullopt;
        const std::vector<Value> some = items_of(list, env);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

Value joined(Arguments arguments, CallContext& context) {
    const auto separator = text_of(arguments[0], context.env);
    if (!separator) return refused(arguments.first(1), "a separator of join that is no text", context);
    const auto all = items_of_all(arguments.subspan(1), context.env);
    if (!all) return refused(arguments, "an argument of join that is no list", context);
    if (all->size() == 1 && is_unknown(all->front())) {
        Value single = all->front();  // the join of one reference is that reference
        single.maybe_absent = false;
        return single;
    }
    TextMaker made;
    bool first = true;
    for (const Value& value : *all) {
        // Where an item may be missing its separator may be missing, too: one hole stands for both.
        const bool may_be_missing = is_unknown(value) && value.maybe_absent;
        if (!first && !may_be_missing) made.add(*separator);
        first = may_be_missing && first;
        if (!made.add(value, context.env)) return refused("an item of join that is no text", context);
        if (made.too_long()) break;
    }
    return made.finish(context);
}

/// The text between separators; an empty separator parts all characters.
std::vector<std::string_view> pieces_of(std::string_view text, std::string_view separator) {
    if (!separator.empty()) return split(text, separator);
    std::vector<std::string_view> pieces;
    while (!text.empty() && pieces.size() <= max_made_items) {
        pieces.push_back(first_character(text));
        text.remove_prefix(pieces.back().size());
    }
    return pieces;
}

Value parted(Arguments arguments, CallContext& context) {
    const auto separator = text_of(arguments[0], context.env);
    const auto text = text_of(arguments[1], context.env);
    if (!separator || !text) return refused(no_text, context);
    context.env.step(text_cost(*text));
    const std::vector<std::string_view> pieces = pieces_of(*text, *separator);
    if (pieces.size() > max_made_items) return refused("a list of more than 10,000 items", context);
    std::vector<Value> values;
    for (const std::string_view piece : pieces) values.push_back(string_value(piece, context.place));
    return made_list(values, context);
}

Value reversed_text(Arguments arguments, CallContext& context) {
    const auto text = text_of(arguments[0], context.env);
    if (!text) return refused(no_text, context);
    const auto all = characters(*text);
    if (!all) return refused(unclear_characters, context);
    std::string out;
    out.reserve(text->size());
    for (auto character = all->rbegin(); character != all->rend(); ++character) out += *character;
    return made_text(out, context);
}

/// Characters from `offset` on, which counts from the end if it is negative; all of the rest if `length` is negative.
Value part_of_text(Arguments arguments, CallContext& context) {
    const auto text = text_of(arguments[0], context.env);
    const auto offset = whole_number_of(arguments[1]);
    const auto length = whole_number_of(arguments[2]);
    if (!text || !offset || !length) return refused("an argument of substr that it does not take", context);
    const auto all = characters(*text);
    if (!all) return refused(unclear_characters, context);
    const auto count = static_cast<std::int64_t>(all->size());
    const std::int64_t begin = std::clamp(*offset < 0 ? *offset + count : *offset, std::int64_t{0}, count);
    const std::int64_t end = *length < 0 ? count : begin + std::min(*length, count - begin);
    std::string out;
    for (std::int64_t i = begin; i < end; ++i) out += (*all)[static_cast<std::size_t>(i)];
    return made_text(out, context);
}

constexpr std::array table = {
    TerraformFunction{"chomp", 1, 1, false, makes<without_line_ends>},
    TerraformFunction{"endswith", 2, 2, true, makes<tested<ends_with>>},
    TerraformFunction{"indent", 2, 2, false, makes<indented>},
    TerraformFunction{"join", 1, any_number, true, makes<joined>},
    TerraformFunction{"lower", 1, 1, true, makes<in_lower_case>},
    TerraformFunction{"split", 2, 2, false, makes<parted>},
    TerraformFunction{"startswith", 2, 2, true, makes<tested<begins_with>>},
    TerraformFunction{"strcontains", 2, 2, true, makes<tested<holds>>},
    TerraformFunction{"strrev", 1, 1, false, makes<reversed_text>},
    TerraformFunction{"substr", 3, 3, false, makes<part_of_text>},
    TerraformFunction{"title", 1, 1, false, makes<in_title_case>},
    TerraformFunction{"trim", 2, 2, false, makes<without_characters>},
    TerraformFunction{"trimprefix", 2, 2, true, makes<without_prefix>},
    TerraformFunction{"trimspace", 1, 1, true, makes<without_space>},
    TerraformFunction{"trimsuffix", 2, 2, true, makes<without_suffix>},
    TerraformFunction{"upper", 1, 1, true, makes<in_upper_case>},
};
static_assert(is_sorted_by_name(table));

}  // namespace

std::span<const TerraformFunction> string_functions() { return table; }

}  // namespace lintel
