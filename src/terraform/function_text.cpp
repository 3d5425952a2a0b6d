#include "terraform/function_text.h"

#include <algorithm>
#include <array>

#include "terraform/function_values.h"

namespace lintel {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

bool continues(std::string_view text, std::size_t at) {
    return at < text.size() && (byte_at(text, at) & 0xC0U) == 0x80U;
}

/// How many bytes a character takes that begins with this byte; 0 if none does.
std::size_t sequence_size(std::uint8_t lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

struct Block {
    std::uint32_t first;
    std::uint32_t last;
};

/// Blocks of Unicode whose characters never join others: Latin, Greek, Cyrillic, punctuation, symbols that are no
/// emoji, kana, Han.
constexpr std::array<Block, 10> lonely_blocks = {{
    {0x00, 0x2FF},
    {0x370, 0x482},
    {0x48A, 0x52F},
    {0x2010, 0x2027},
    {0x2030, 0x203B},
    {0x20A0, 0x20C0},
    {0x2190, 0x2193},
    {0x3000, 0x3029},
    {0x3041, 0x3096},
    {0x4E00, 0x9FFF},
}};

bool stands_alone(std::string_view character) {
    const std::uint32_t point = code_point(character);
    return std::any_of(lonely_blocks.begin(), lonely_blocks.end(),
                       [&](const Block& block) { return point >= block.first && point <= block.last; });
}

bool is_space(std::string_view character) {
    const std::uint32_t point = code_point(character);
    return (point >= 0x09 && point <= 0x0D) || point == 0x20 || point == 0x85 || point == 0xA0 || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 || point == 0x202F ||
           point == 0x205F || point == 0x3000;
}

/// How many bytes at the beginning are white space; or, where holes may be nothing but white space, are either.
std::size_t leading_space(std::string_view text, bool holes_too) {
    std::size_t size = 0;
    while (size < text.size()) {
        const std::string_view next = first_character(text.substr(size));
        if (!is_space(next) && !(holes_too && next.front() == hole)) break;
        size += next.size();
    }
    return size;
}

std::size_t trailing_space(std::string_view text, bool holes_too) {
    std::size_t size = 0;
    while (size < text.size()) {
        const std::string_view next = last_character(text.substr(0, text.size() - size));
        if (!is_space(next) && !(holes_too && next.front() == hole)) break;
        size += next.size();
    }
    return size;
}

}  // namespace

std::uint32_t code_point(std::string_view character) {
    constexpr std::array<std::uint32_t, 5> lead_bits = {0, 0x7F, 0x1F, 0x0F, 0x07};
    if (character.empty() || character.size() >= lead_bits.size()) return 0;
    std::uint32_t point = byte_at(character, 0) & lead_bits[character.size()];
    for (std::size_t i = 1; i < character.size(); ++i) point = (point << 6U) | (byte_at(character, i) & 0x3FU);
    return point;
}

void TextMaker::add(std::string_view text) {
    too_long_ = too_long_ || text_.size() + text.size() > max_made_text;
    if (!too_long_) text_ += text;
}

void TextMaker::add_hole(const Value& value) {
    if (!text_.ends_with(hole)) add(std::string_view(&hole, 1));
    if (!first_unknown_) first_unknown_ = value;
    partial_ = true;
}

bool TextMaker::add(const Value& value, Env& env) {
    if (is_unknown(value)) {
        add_hole(value);
        return true;
    }
    if (!is_scalar(value)) return false;
    if (value.is(ValueKind::string) && value.partial) {
        if (!first_unknown_) first_unknown_ = value;
        partial_ = true;
    }
    add(as_string(value, env).text);
    return true;
}

Value TextMaker::finish(CallContext& context) const {
    if (too_long_) return refused("a text of more than 1 MiB", context);
    if (!context.env.step(text_cost(text_))) return refused(too_costly, context);
    if (first_unknown_ && text_.find_first_not_of(hole) == std::string::npos) {
        return unknown_as(*first_unknown_, context);
    }
    Value value = string_value(context.env.arena().text(text_), context.place);
    value.partial = partial_;
    return value;
}

std::string_view head_of(std::string_view text) { return text.substr(0, text.find(hole)); }

std::string_view tail_of(std::string_view text) {
    const std::size_t last = text.rfind(hole);
    return last == std::string_view::npos ? text : text.substr(last + 1);
}

Truth begins_with(std::string_view text, std::string_view prefix) {
    const std::string_view sure = head_of(text);
    if (sure.starts_with(prefix)) return Truth::yes;
    return sure.size() == text.size() || !prefix.starts_with(sure) ? Truth::no : Truth::unknown;
}

Truth ends_with(std::string_view text, std::string_view suffix) {
    const std::string_view sure = tail_of(text);
    if (sure.ends_with(suffix)) return Truth::yes;
    return sure.size() == text.size() || !suffix.ends_with(sure) ? Truth::no : Truth::unknown;
}

Truth holds(std::string_view text, std::string_view part) {
    if (text.find(part) != std::string_view::npos) return Truth::yes;
    return text.find(hole) == std::string_view::npos ? Truth::no : Truth::unknown;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<std::uint8_t>(c) < 0x80; });
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t size = sequence_size(byte_at(text, 0));
        if (size == 0 || size > text.size()) return false;
        for (std::size_t i = 1; i < size; ++i) {
            if (!continues(text, i)) return false;
        }
        const std::uint32_t point = code_point(text.substr(0, size));
        const bool too_long = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
        if (too_long || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return false;
        text.remove_prefix(size);
    }
    return true;
}

std::string_view first_character(std::string_view text) {
    std::size_t size = 1;
    while (size < 4 && continues(text, size)) ++size;
    return text.substr(0, size);
}

std::string_view last_character(std::string_view text) {
    std::size_t begin = text.size() - 1;
    while (begin > 0 && text.size() - begin < 4 && continues(text, begin)) --begin;
    return text.substr(begin);
}

std::optional<std::vector<std::string_view>> characters(std::string_view text) {
    std::vector<std::string_view> all;
    while (!text.empty()) {
        std::string_view character = first_character(text);
        if (!stands_alone(character)) return std::nullopt;
        if (text.starts_with("\r\n")) character = text.substr(0, 2);
        all.push_back(character);
        text.remove_prefix(character.size());
    }
    return all;
}

std::string trimmed_space(std::string_view text) {
    text.remove_prefix(leading_space(text, false));
    text.remove_suffix(trailing_space(text, false));
    const bool opens = text.starts_with(hole);
    const bool closes = text.ends_with(hole);
    text.remove_prefix(opens ? leading_space(text, true) : 0);
    text.remove_suffix(closes ? trailing_space(text, true) : 0);
    std::string trimmed(opens ? 1 : 0, hole);
    trimmed += text;
    if (closes && !text.empty()) trimmed += hole;
    return trimmed;
}

}  // namespace lintel
