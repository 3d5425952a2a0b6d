#include "rules/emit.h"

#include <cstdio>

#include "base/text.h"

namespace lintel {
namespace {

class Emitter {
   public:
    explicit Emitter(const RuleSet& rules) : rules_(rules) {}

    std::string run() {
        out_ =
            "// Written by lintel_rulec from the files in rules/.\n"
            "#include \"rules/rule.h\"\n\n"
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
            "    Value v;\n    v.kind = kind;\n    v.members = members;\n    v.count = count;\n    return v;\n}\n\n";
        expressions();
        std::string data = "constexpr DataTable data[] = {\n";
        for (const DataTable& table : rules_.data)
            data += cat("    {", quoted(table.name), ", ", constant(table.value), "},\n");
        out_ += data + "};\n\n";
        std::string rules = "constexpr Rule rules[] = {\n";
        for (const Rule& each : rules_.rules) rules += rule(each);
        out_ += rules + "};\n\n";
        out_ += "constexpr RuleSet builtin{rules, exprs, args, data};\n\n}  // namespace\n\n";
        out_ += "const RuleSet& builtin_rules() { return builtin; }\n\n}  // namespace lintel\n";
        return std::move(out_);
    }

   private:
    static std::string quoted(std::string_view text) {
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

    static std::string boolean(bool value) { return value ? "true" : "false"; }

    /// Writes an array in front of what uses it and gives its name; an empty array is "{}".
    std::string array(std::string_view type, const std::vector<std::string>& items) {
        if (items.empty()) return "{}";
        std::string name = cat("a", ++arrays_);
        out_ += cat("constexpr ", type, " ", name, "[] = {", join(items, ", "), "};\n");
        return name;
    }

    std::string strings(std::span<const std::string_view> texts) {
        std::vector<std::string> items;
        for (const std::string_view text : texts) items.push_back(quoted(text));
        return array("std::string_view", items);
    }

    void expressions() {
        // Without a single rule the arrays would be empty, which C++ does not allow.
        std::string exprs = "constexpr Expr exprs[] = {\n";
        for (const Expr& expr : rules_.exprs) {
            char number[40];
            std::snprintf(number, sizeof number, "%.17g", expr.number);
            exprs += cat("    {static_cast<Op>(", static_cast<int>(expr.op), "), ", static_cast<int>(expr.arg_count),
                         ", ", expr.slot, ", ", expr.first_arg, ", ", number, ", ", quoted(expr.text), "},\n");
        }
        if (rules_.exprs.empty()) exprs += "    {}\n";
        out_ += exprs + "};\n\n";
        std::string args = "constexpr ExprId args[] = {";
        for (const ExprId arg : rules_.args) args += cat(arg, ",");
        if (rules_.args.empty()) args += "0";
        out_ += args + "};\n\n";
    }

    std::string constant(const Value& value) {
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
                    members.push_back(
                        cat("{", quoted(value.members[i].key), ", ", constant(value.members[i].value), "}"));
                }
                const std::string name = value.count == 0 ? "nullptr" : array("Member", members);
                return cat("box(ValueKind::", value.is(ValueKind::list) ? "list" : "map", ", ", name, ", ", value.count,
                           ")");
            }
            case ValueKind::null:
            case ValueKind::absent:
            case ValueKind::unknown:
                break;
        }
        return "nothing()";
    }

    static std::string expr(ExprId id) { return id == no_expr ? std::string("no_expr") : std::to_string(id); }

    std::string message(std::span<const MessagePart> parts) {
        std::vector<std::string> items;
        for (const MessagePart& part : parts) items.push_back(cat("{", quoted(part.text), ", ", expr(part.expr), "}"));
        return array("MessagePart", items);
    }

    std::string one_case(const Case& one) {
        std::vector<std::string> adjust;
        for (const Adjustment& adjustment : one.adjust) {
            adjust.push_back(cat("{", expr(adjustment.when), ", static_cast<Severity>(",
                                 static_cast<int>(adjustment.severity), "), ", message(adjustment.message), "}"));
        }
        const std::string types = strings(one.types);
        const std::string text = message(one.message);
        const std::string adjustments = array("Adjustment", adjust);
        return cat("{static_cast<Subject>(", static_cast<int>(one.subject), "), ", types, ", ", expr(one.each), ", ",
                   expr(one.when), ", ", expr(one.condition), ", ", boolean(one.forbid), ", ", expr(one.blame), ", ",
                   text, ", ", adjustments, "}");
    }

    std::string rule(const Rule& rule) {
        std::vector<std::string> cases;
        for (const Case& one : rule.cases) cases.push_back(one_case(one));
        std::vector<std::string> controls;
        for (const Control& control : rule.controls)
            controls.push_back(cat("{", quoted(control.framework), ", ", strings(control.ids), "}"));
        const std::string sources = strings(rule.sources);
        const std::string covers = strings(rule.covers);
        const std::string case_array = array("Case", cases);
        const std::string control_array = array("Control", controls);
        return cat("    {", quoted(rule.id), ", ", quoted(rule.name), ", ", quoted(rule.title),
                   ", static_cast<Severity>(", static_cast<int>(rule.severity), "), static_cast<Profile>(",
                   static_cast<int>(rule.profile), "), ", quoted(rule.why), ", {", quoted(rule.fix.title), ", ",
                   quoted(rule.fix.set), ", ", quoted(rule.fix.to), "}, ", quoted(rule.misses), ", ", sources, ", ",
                   control_array, ", ", covers, ", ", case_array, ", ", boolean(rule.secret), ", ", quoted(rule.path),
                   "},\n");
    }

    const RuleSet& rules_;
    std::string out_;
    std::uint32_t arrays_ = 0;
};

}  // namespace

std::string emit_cpp(const RuleSet& rules) { return Emitter(rules).run(); }

}  // namespace lintel
