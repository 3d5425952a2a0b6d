#include "rules/emit.h"

#include <cstdio>

#include "base/text.h"
#include "schema/cpp_writer.h"

namespace lintel {
namespace {

class Emitter {
   public:
    explicit Emitter(const RuleSet& rules) : rules_(rules) {}

    std::string run() {
        expressions();
        std::string data = "constexpr DataTable data[] = {\n";
        for (const DataTable& table : rules_.data)
            data += cat("    {", CppWriter::quoted(table.name), ", ", out_.constant(table.value), ", ",
                        CppWriter::quoted(table.source), ", ", CppWriter::quoted(table.taken), "},\n");
        out_.write(data + "};\n\n");
        std::string rules = "constexpr Rule rules[] = {\n";
        for (const Rule& each : rules_.rules) rules += rule(each);
        out_.write(rules + "};\n\n");
        std::vector<std::string> profiles;
        for (const RuleProfile& each : rules_.profiles) profiles.push_back(profile(each));
        const std::string profile_array = array("RuleProfile", profiles);
        out_.write(cat("constexpr RuleSet builtin{rules, exprs, args, data, ", profile_array, "};"));
        out_.write("\n\n}  // namespace\n\n");
        out_.write("const RuleSet& builtin_rules() { return builtin; }\n\n}  // namespace lintel\n");
        return out_.take();
    }

   private:
    static std::string quoted(std::string_view text) { return CppWriter::quoted(text); }
    static std::string boolean(bool value) { return CppWriter::boolean(value); }
    std::string array(std::string_view type, const std::vector<std::string>& items) { return out_.array(type, items); }
    std::string strings(std::span<const std::string_view> texts) { return out_.strings(texts); }

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
        out_.write(exprs + "};\n\n");
        std::string args = "constexpr ExprId args[] = {";
        for (const ExprId arg : rules_.args) args += cat(arg, ",");
        if (rules_.args.empty()) args += "0";
        out_.write(args + "};\n\n");
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
        std::vector<std::string> related;
        for (const RelatedPlace& place : one.related) {
            related.push_back(cat("{", expr(place.each), ", ", expr(place.when), ", ", expr(place.at), ", ",
                                  message(place.message), "}"));
        }
        const std::string types = strings(one.types);
        const std::string text = message(one.message);
        const std::string adjustments = array("Adjustment", adjust);
        const std::string places = array("RelatedPlace", related);
        return cat("{static_cast<Subject>(", static_cast<int>(one.subject), "), ", types, ", ", expr(one.each), ", ",
                   expr(one.when), ", ", expr(one.condition), ", ", boolean(one.forbid), ", ", expr(one.blame), ", ",
                   text, ", ", adjustments, ", ", places, ", static_cast<Profile>(", static_cast<int>(one.profile),
                   "), ", boolean(one.always), "}");
    }

    /// A default that is a data table stands in the program once.
    std::string setting_value(const Setting& setting) {
        for (std::size_t i = 0; i < rules_.data.size(); ++i) {
            if (rules_.data[i].name == setting.table) return cat("data[", i, "].value");
        }
        return out_.constant(setting.value);
    }

    std::string tuning(const RuleTuning& tuning) {
        std::vector<std::string> given;
        for (const GivenSetting& each : tuning.settings)
            given.push_back(cat("{", quoted(each.name), ", ", out_.constant(each.value), "}"));
        const std::string severity =
            tuning.severity ? cat("static_cast<Severity>(", static_cast<int>(*tuning.severity), ")") : "std::nullopt";
        return cat("{", quoted(tuning.rule), ", ", severity, ", ", array("GivenSetting", given), "}");
    }

    std::string profile(const RuleProfile& profile) {
        std::vector<std::string> tunings;
        for (const RuleTuning& each : profile.rules) tunings.push_back(tuning(each));
        const std::string enable = strings(profile.enable);
        return cat("{", quoted(profile.name), ", ", quoted(profile.title), ", ", quoted(profile.about), ", ", enable,
                   ", ", array("RuleTuning", tunings), "}");
    }

    std::string setting(const Setting& setting) {
        return cat("{", quoted(setting.name), ", ", quoted(setting.about), ", static_cast<SettingType>(",
                   static_cast<int>(setting.type), "), ", setting_value(setting), ", ", quoted(setting.table), ", ",
                   number_text(setting.least), ", ", number_text(setting.most), "}");
    }

    std::string rule(const Rule& rule) {
        std::vector<std::string> cases;
        for (const Case& one : rule.cases) cases.push_back(one_case(one));
        std::vector<std::string> controls;
        for (const Control& control : rule.controls)
            controls.push_back(cat("{", quoted(control.framework), ", ", quoted(control.id), ", static_cast<Fit>(",
                                   static_cast<int>(control.fit), "), ", quoted(control.note), "}"));
        std::vector<std::string> settings;
        for (const Setting& each : rule.settings) settings.push_back(setting(each));
        const std::string sources = strings(rule.sources);
        const std::string covers = strings(rule.covers);
        const std::string case_array = array("Case", cases);
        const std::string setting_array = array("Setting", settings);
        const std::string control_array = array("Control", controls);
        return cat("    {", quoted(rule.id), ", ", quoted(rule.name), ", ", quoted(rule.title),
                   ", static_cast<Severity>(", static_cast<int>(rule.severity), "), static_cast<Profile>(",
                   static_cast<int>(rule.profile), "), ", quoted(rule.why), ", {", quoted(rule.fix.title), ", ",
                   quoted(rule.fix.set), ", ", quoted(rule.fix.to), "}, ", quoted(rule.misses), ", ", sources, ", ",
                   control_array, ", ", covers, ", ", case_array, ", ", setting_array, ", ", boolean(rule.secret), ", ",
                   boolean(rule.deletion), ", ", quoted(rule.path), ", ", quoted(rule.pack), "},\n");
    }

    const RuleSet& rules_;
    CppWriter out_{"rules/rule.h"};
};

}  // namespace

std::string emit_cpp(const RuleSet& rules) { return Emitter(rules).run(); }

std::string emit_examples(std::span<const RuleExample> examples) {
    std::string out =
        "// Written by lintel_rulec from the files in fixtures/rules/.\n#include \"rules/rule_example.h\"\n\n"
        "namespace lintel {\nnamespace {\n\nusing namespace std::string_view_literals;\n\n";
    std::string items;
    for (const RuleExample& each : examples) {
        items += cat("    {", CppWriter::quoted(each.rule), ", ", CppWriter::quoted(each.file), ", ",
                     CppWriter::quoted(each.text), "},\n");
    }
    if (!items.empty()) out += cat("constexpr RuleExample all[] = {\n", items, "};\n\n");
    out += cat("}  // namespace\n\nstd::span<const RuleExample> builtin_examples() { return ",
               items.empty() ? "{}" : "all", "; }\n\n}  // namespace lintel\n");
    return out;
}

std::string emit_practices(std::span<const PracticeDocument> documents) {
    std::string out =
        "// Written by lintel_rulec from the files in rules/practices/.\n#include \"rules/practice.h\"\n\n"
        "namespace lintel {\nnamespace {\n\nusing namespace std::string_view_literals;\n\n";
    int arrays = 0;
    std::string all = "constexpr PracticeDocument documents[] = {\n";
    for (const PracticeDocument& document : documents) {
        std::string practices;
        for (const Practice& each : document.practices) {
            std::string rules = "{}";
            if (!each.rules.empty()) {
                rules = cat("rules_", ++arrays);
                std::string ids;
                for (const std::string_view id : each.rules) ids += cat(CppWriter::quoted(id), ", ");
                out += cat("constexpr std::string_view ", rules, "[] = {", ids, "};\n");
            }
            practices +=
                cat("    {", CppWriter::quoted(each.key), ", ", CppWriter::quoted(each.asks), ", ", rules, ", ",
                    CppWriter::quoted(each.not_in_templates), ", ", CppWriter::quoted(each.review), "},\n");
        }
        out += cat("constexpr Practice ", document.name, "[] = {\n", practices, "};\n\n");
        all += cat("    {", CppWriter::quoted(document.name), ", ", CppWriter::quoted(document.title), ", ",
                   document.name, "},\n");
    }
    return cat(out, all, "};\n\n}  // namespace\n\nstd::span<const PracticeDocument> builtin_practices() { ",
               "return documents; }\n\n}  // namespace lintel\n");
}

}  // namespace lintel
