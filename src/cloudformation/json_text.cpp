#include "cloudformation/resolution.h"
#include "cloudformation/scalars.h"

namespace lintel {
namespace {

/// Writes values as JSON text, as Fn::ToJsonString does.
class JsonWriter {
   public:
    explicit JsonWriter(Resolution& r) : r_(r) {}

    void write(const Value& value) {
        secret_ = secret_ || value.secret;
        switch (value.kind) {
            case ValueKind::null:
                text_ += "null";
                break;
            case ValueKind::boolean:
                text_ += value.boolean ? "true" : "false";
                break;
            case ValueKind::number:
                text_ += value.text;
                break;
            case ValueKind::string:
                write_string(value.text);
                break;
            case ValueKind::list:
                write_list(value);
                break;
            case ValueKind::map:
                write_map(value);
                break;
            case ValueKind::absent:
                break;
            case ValueKind::unknown:
                write_hole(value);
                break;
        }
    }

    /// The text as a value at `node`.
    Value finish(NodeId node) {
        if (!shape_is_known_) return unknown_because(r_, node, cause_);
        if (!r_.env.step(text_cost(text_.size()))) return too_costly(r_, node);
        Value value = string_value(r_.env.arena().text(text_), r_.place(node));
        value.partial = value.text.find(hole) != std::string_view::npos;
        value.secret = secret_;
        return value;
    }

   private:
    void write_hole(const Value& value) {
        text_ += hole;
        if (!value.maybe_absent) return;
        shape_is_known_ = false;  // its key or comma may be missing, too
        cause_ = value.text;
    }

    void write_string(std::string_view text) {
        static constexpr std::string_view hexadecimal = "0123456789abcdef";
        text_ += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\') {
                text_ += '\\';
                text_ += c;
            } else if (c == '\n') {
                text_ += "\\n";
            } else if (c == '\t') {
                text_ += "\\t";
            } else if (static_cast<unsigned char>(c) < 0x20U && c != hole) {
                text_ += "\\u00";
                text_ += hexadecimal[static_cast<unsigned char>(c) >> 4U];
                text_ += hexadecimal[static_cast<unsigned char>(c) & 15U];
            } else {
                text_ += c;
            }
        }
        text_ += '"';
    }

    void write_list(const Value& list) {
        text_ += '[';
        bool first = true;
        for (const Value& value : children(r_, list)) {
            if (value.absent()) continue;
            if (!first) text_ += ',';
            first = false;
            write(value);
        }
        text_ += ']';
    }

    void write_map(const Value& map) {
        text_ += '{';
        bool first = true;
        for (const Member& member : members(map, r_.env)) {
            if (!first) text_ += ',';
            first = false;
            write_string(member.key);
            text_ += ':';
            write(member.value);
        }
        text_ += '}';
    }

    Resolution& r_;
    std::string text_;
    bool secret_ = false;
    bool shape_is_known_ = true;
    std::string_view cause_;
};

}  // namespace

Value resolve_to_json(Resolution& r, NodeId node, NodeId argument) {
    const Value value = resolve(r, argument);
    if (value.is(ValueKind::unknown)) return unknown_because(r, node, value.text);
    if (!value.is(ValueKind::list) && !value.is(ValueKind::map)) return malformed(r, node);
    JsonWriter writer(r);
    writer.write(value);
    return writer.finish(node);
}

}  // namespace lintel
