#include "schema/emit.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "schema/cpp_writer.h"

namespace lintel {

std::string emit_schema(const Schema& schema) {
    constexpr std::size_t line_bytes = 64;
    std::string lines;
    for (std::string_view rest = schema.packed(); !rest.empty();
         rest.remove_prefix(std::min(rest.size(), line_bytes))) {
        lines += cat("    ", CppWriter::quoted(rest.substr(0, line_bytes)), "\n");
    }
    return cat(
        "// Written by lintel_rulec from the files in rules/.\n#include \"schema/schema.h\"\n\nnamespace lintel {\n"
        "namespace {\n\nusing namespace std::string_view_literals;\n\nconstexpr std::string_view packed =\n",
        lines,
        ";\n\n}  // namespace\n\nSchema builtin_schema() { return Schema(packed); }\n\n}  // namespace lintel\n");
}

}  // namespace lintel
