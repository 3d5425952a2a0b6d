#include "lift/emit.h"

#include <vector>

#include "base/text.h"
#include "schema/cpp_writer.h"

namespace lintel {
namespace {

class LiftEmitter {
   public:
    explicit LiftEmitter(const LiftTable& table) : table_(table) {}

    std::string run() {
        std::string types;
        for (const LiftType& each : table_.types) types += type(each);
        out_.write(cat("constexpr LiftType types[] = {\n", types.empty() ? "    {}\n" : types, "};\n\n"));
        const std::string canonical = out_.strings(table_.canonical);
        const std::string all = table_.types.empty() ? "{}" : "types";
        out_.write(cat("constexpr LiftTable builtin{", all, ", ", canonical, "};\n\n}  // namespace\n\n"));
        out_.write("const LiftTable& builtin_lift() { return builtin; }\n\n}  // namespace lintel\n");
        return out_.take();
    }

   private:
    static std::string quoted(std::string_view text) { return CppWriter::quoted(text); }

    std::string words(std::span<const LiftWord> words) {
        std::vector<std::string> items;
        for (const LiftWord& word : words)
            items.push_back(cat("{", quoted(word.written), ", ", quoted(word.meant), "}"));
        return out_.array("LiftWord", items);
    }

    std::string source(const LiftSource& source) {
        const std::string inner = fields(source.fields);
        const std::string translated = words(source.words);
        const std::string fallback = out_.constant(source.fallback);
        const std::string constant = out_.constant(source.constant);
        return cat("{", quoted(source.join), ", ", quoted(source.path), ", ", quoted(source.where_attribute), ", ",
                   quoted(source.where_value), ", ", quoted(source.only_if), ", ", CppWriter::boolean(source.many),
                   ", ", CppWriter::boolean(source.owner), ", ", CppWriter::boolean(source.object), ", ", inner, ", ",
                   translated, ", ", fallback, ", ", quoted(source.unless), ", ", constant, "}");
    }

    std::string fields(std::span<const LiftField> fields) {
        std::vector<std::string> items;
        for (const LiftField& field : fields) {
            std::vector<std::string> sources;
            for (const LiftSource& each : field.sources) sources.push_back(source(each));
            const std::string list = out_.array("LiftSource", sources);
            items.push_back(cat("{", quoted(field.name), ", ", CppWriter::boolean(field.list), ", ", list, "}"));
        }
        return out_.array("LiftField", items);
    }

    std::string type(const LiftType& type) {
        std::vector<std::string> parents;
        for (const LiftParent& parent : type.parents)
            parents.push_back(cat("{", quoted(parent.type), ", ", quoted(parent.attribute), "}"));
        const std::string choices = words(type.choices);
        const std::string parent_array = out_.array("LiftParent", parents);
        const std::string properties = fields(type.properties);
        const std::string attributes = words(type.attributes);
        std::vector<std::string> aspects;
        for (const LiftAspect& aspect : type.aspects) {
            const std::string inner = fields(aspect.properties);
            aspects.push_back(cat("{", quoted(aspect.type), ", ", quoted(aspect.each), ", ", quoted(aspect.if_there),
                                  ", ", inner, "}"));
        }
        const std::string aspect_array = out_.array("LiftAspect", aspects);
        return cat("    {", quoted(type.name), ", ", quoted(type.type), ", ", quoted(type.choice_attribute), ", ",
                   choices, ", ", parent_array, ", ", properties, ", ", attributes, ", ", aspect_array, "},\n");
    }

    const LiftTable& table_;
    CppWriter out_{"lift/lift.h"};
};

}  // namespace

std::string emit_lift(const LiftTable& table) { return LiftEmitter(table).run(); }

}  // namespace lintel
