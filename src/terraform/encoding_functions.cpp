#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/base64.h"
#include "base/text.h"
#include "terraform/csv.h"
#include "terraform/expression_characters.h"
#include "terraform/function_table.h"
#include "terraform/function_text.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

constexpr std::string_view no_text = "an argument that is no text";
constexpr std::string_view no_base64 = "a text that is not in Base64";
constexpr std::string_view binary = "bytes that are no text";
constexpr std::string_view other_encoding = "a text in an encoding other than UTF-8 and UTF-16LE";

std::uint32_t byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<std::uint8_t>(text[at]) : 0U;
}

/// A text that was encoded; it must not hold what stands for a hole, nor the end of a C string.
Value decoded_text(std::string_view text, CallContext& context) {
    const bool is_text =
        is_utf8(text) && text.find(hole) == std::string_view::npos && text.find('\0') == std::string_view::npos;
    return is_text ? made_text(text, context) : refused(binary, context);
}

Value base64_encoded(Arguments arguments, CallContext& context) {
    const Value& plain = arguments[0];
    if (plain.is(ValueKind::unknown)) return unknown_value(plain.text, context.place);
    const auto text = text_of(plain, context.env);
    if (!text && !plain.partial) return refused(no_text, context);
    Value encoded =
        text ? made_text(to_base64(*text), context) : unknown_value("a value known only in part", context.place);
    encoded.plain = context.env.arena().make(plain);
    return encoded;
}

Value base64_decoded(Arguments arguments, CallContext& context) {
    const auto text = text_of(arguments[0], context.env);
    if (!text) return refused(no_text, context);
    const auto bytes = from_base64(*text);
    return bytes ? decoded_text(*bytes, context) : refused(no_base64, context);
}

void append_unit(std::string& out, std::uint32_t unit) {
    out += static_cast<char>(unit & 255U);
    out += static_cast<char>((unit >> 8U) & 255U);
}

std::string to_utf16(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::uint32_t point = code_point(first_character(text));
        if (point < 0x10000) {
            append_unit(out, point);
        } else {
            append_unit(out, 0xD800U + ((point - 0x10000U) >> 10U));
            append_unit(out, 0xDC00U + ((point - 0x10000U) & 0x3FFU));
        }
        text.remove_prefix(first_character(text).size());
    }
    return out;
}

/// Nothing if a half of a pair stands alone.
std::optional<std::string> from_utf16(std::string_view bytes) {
    if (bytes.size() % 2 != 0) return std::nullopt;
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        const std::uint32_t unit = byte_at(bytes, i) | (byte_at(bytes, i + 1) << 8U);
        const std::uint32_t next = byte_at(bytes, i + 2) | (byte_at(bytes, i + 3) << 8U);
        const bool pair = unit >= 0xD800 && unit < 0xDC00 && next >= 0xDC00 && next < 0xE000;
        const std::uint32_t point = pair ? 0x10000U + ((unit - 0xD800U) << 10U) + (next - 0xDC00U) : unit;
        if (!append_character(out, point)) return std::nullopt;
        if (pair) i += 2;
    }
    return out;
}

Value encoded_text(Arguments arguments, CallContext& context) {
    const auto text = text_of(arguments[0], context.env);
    const auto encoding = text_of(arguments[1], context.env);
    if (!text || !encoding) return refused(no_text, context);
    if (equal_ignoring_case(*encoding, "UTF-8")) return made_text(to_base64(*text), context);
    if (equal_ignoring_case(*encoding, "UTF-16LE")) return made_text(to_base64(to_utf16(*text)), context);
    return refused(other_encoding, context);
}

Value decoded_from(Arguments arguments, CallContext& context) {
    const auto text = text_of(arguments[0], context.env);
    const auto encoding = text_of(arguments[1], context.env);
    if (!text || !encoding) return refused(no_text, context);
    const auto bytes = from_base64(*text);
    if (!bytes) return refused(no_base64, context);
    if (equal_ignoring_case(*encoding, "UTF-8")) return decoded_text(*bytes, context);
    if (!equal_ignoring_case(*encoding, "UTF-16LE")) return refused(other_encoding, context);
    const auto decoded = from_utf16(*bytes);
    return decoded ? decoded_text(*decoded, context) : refused(binary, context);
}

/// As a part of a query (source: Go, package net/url, QueryEscape).
Value url_encoded(Arguments arguments, CallContext& context) {
    constexpr std::string_view kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto text = text_of(arguments[0], context.env);
    if (!text) return refused(no_text, context);
    std::string out;
    for (const char c : *text) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (kept.find(c) != std::string_view::npos) {
            out += c;
        } else if (c == ' ') {
            out += '+';
        } else {
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        }
    }
    return made_text(out, context);
}

/// The first row names the columns; each other one gives a map.
Value csv_decoded(Arguments arguments, CallContext& context) {
    constexpr std::string_view no_csv = "a text that is no CSV with a row of different names and rows of that length";
    const auto text = text_of(arguments[0], context.env);
    if (!text) return refused(no_text, context);
    if (text->size() > max_made_text || !context.env.step(text_cost(*text)))
        return refused("a CSV text that is too long", context);
    const auto rows = read_csv(*text);
    if (!rows || rows->empty()) return refused(no_csv, context);
    if (rows->size() > max_made_items || rows->front().size() > max_made_items)
        return refused("a list of more than 10,000 items", context);
    std::vector<Value> maps;
    for (std::size_t row = 1; row < rows->size() && !context.env.exhausted(); ++row) {
        std::vector<Member> members;
        for (std::size_t column = 0; column < rows->front().size(); ++column) {
            const std::string_view name = context.env.arena().text(rows->front()[column]);
            members.push_back({name, made_text((*rows)[row][column], context)});
        }
        const std::size_t count = members.size();
        maps.push_back(made_map(std::move(members), context));
        if (maps.back().count != count) return refused(no_csv, context);
    }
    return made_list(maps, context);
}

constexpr std::array table = {
    TerraformFunction{"base64decode", 1, 1, false, makes<base64_decoded>},
    TerraformFunction{"base64encode", 1, 1, true, makes<base64_encoded>},
    TerraformFunction{"csvdecode", 1, 1, false, makes<csv_decoded>},
    TerraformFunction{"textdecodebase64", 2, 2, false, makes<decoded_from>},
    TerraformFunction{"textencodebase64", 2, 2, false, makes<encoded_text>},
    TerraformFunction{"urlencode", 1, 1, false, makes<url_encoded>},
};
static_assert(is_sorted_by_name(table));

}  // namespace

std::span<const TerraformFunction> encoding_functions() { return table; }

}  // namespace lintel
