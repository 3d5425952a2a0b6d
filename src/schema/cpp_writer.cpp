#include "schema/cpp_writer.h"

#include <cstdio>

#include "base/text.h"

namespace lintel {

CppWriter::CppWriter(std::string_view header) {
    out_ =
        cat("// Written by lintel_rulec from the files in rules/.\n#include \"", header, "\"\n\n",
            "namespace lintel {\nnamespace {\n\n"
            "using namespace std::string_view_literals;\n\n"
            "[[maybe_unused]] constexpr Value str(std::string_view text) {\n    Value v;\n    v.kind = "
            "ValueKind::string;\n    v.text = text;\n    return v;\n}\n"
            "[[maybe_unused]] constexpr Value num(double number) {\n    Value v;\n    v.kind = ValueKind::number;\n    "
            "v.number = number;\n    return v;\n}\n"
            "[[maybe_unused]] constexpr Value truth_of(bool boolean) {\n    Value v;\n    v.kind = "
            "ValueKind::boolean;\n    v.boolean = boolean;\n    return v;\n}\n"
            "[[maybe_unused]] constexpr Value nothing() {\n    Value v;\n    v.kind = ValueKind::null;\n    return "
            "v;\n}\n"
            "[[maybe_unused]] constexpr Value box(ValueKind kind, const Member* members, std::uint32_t count) {\n"
            "    Value v;\n    v.kind = kind;\n    v.members = members;\n    v.count = count;\n    return v;\n}\n\n");
}

std::string CppWriter::quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte >= 0x7f) {
            char octal[8];
            std::snprintf(octal, sizeof octal, "\\%03o", byte);
            out += octal;
        } else {
            out += c;
        }
    }
    return out + "\"sv";
}

std::string CppWriter::array(std::string_view type, const std::vector<std::string>& items) {
    if (items.empty()) return "{}";
    std::string name = cat("a", ++arrays_);
    out_ += cat("constexpr ", type, " ", name, "[] = {", join(items, ", "), "};\n");
    return name;
}

std::string CppWriter::strings(std::span<const std::string_view> texts) {
    std::vector<std::string> items;
    for (const std::string_view text : texts) items.push_back(quoted(text));
    return array("std::string_view", items);
}

std::string CppWriter::constant(const Value& value) {
    switch (value.kind) {
        case ValueKind::boolean:
            return cat("truth_of(", boolean(value.boolean), ")");
        case ValueKind::number:
            return cat("num(", number_text(value.number), ")");
        case ValueKind::string:
            return cat("str(", quoted(value.text), ")");
        case ValueKind::list:
        case ValueKind::map: {
            std::vector<std::string> members;
            for (std::uint32_t i = 0; i < value.count; ++i) {
                members.push_back(cat("{", quoted(value.members[i].key), ", ", constant(value.members[i].value), "}"));
            }
            const std::string name = value.count == 0 ? "nullptr" : array("Member", members);
            return cat("box(ValueKind::", value.is(ValueKind::list) ? "list" : "map", ", ", name, ", ", value.count,
                       ")");
        }
        case ValueKind::null:
            return "nothing()";
        case ValueKind::absent:
        case ValueKind::unknown:
            break;
    }
    return "Value{}";
}

}  // namespace lintel
