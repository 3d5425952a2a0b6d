#include "terraform/function_json.h"

#include <array>
#include <cstdint>

#include "terraform/function_values.h"

namespace lintel {
namespace {

struct Escape {
    char character;
    std::string_view text;
};

constexpr std::array<Escape, 8> escapes = {{
    {'"', "\\\""},
    {'\\', "\\\\"},
    {'\n', "\\n"},
    {'\r', "\\r"},
    {'\t', "\\t"},
    {'<', "\\u003c"},
    {'>', "\\u003e"},
    {'&', "\\u0026"},
}};

void append_character(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (const Escape& escape : escapes) {
        if (escape.character == c) {
            out += escape.text;
            return;
        }
    }
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte >= 0x20) {
        out += c;
        return;
    }
    out += "\\u00";
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
}

void append_list(std::string& out, const Value& list, Env& env) {
    out += '[';
    std::string_view between;
    for (const Value& item : items_of(list, env)) {
        out += between;
        append_json(out, item, env);
        between = ",";
    }
    out += ']';
}

void append_map(std::string& out, const Value& map, Env& env) {
    out += '{';
    std::string_view between;
    for (const Member& member : sorted_members(map, env)) {
        out += between;
        append_json_string(out, member.key);
        out += ':';
        append_json(out, member.value, env);
        between = ",";
    }
    out += '}';
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) append_character(out, c);
    out += '"';
}

void append_json(std::string& out, const Value& value, Env& env) {
    const Descent descent(env);
    if (!descent || !env.step() || out.size() > max_made_text) return;
    switch (value.kind) {
        case ValueKind::list:
            append_list(out, value, env);
            break;
        case ValueKind::map:
            append_map(out, value, env);
            break;
        case ValueKind::string:
            append_json_string(out, value.text);
            break;
        case ValueKind::number:
        case ValueKind::boolean:
            out += *text_of(value, env);
            break;
        default:
            out += "null";
    }
}

}  // namespace lintel
