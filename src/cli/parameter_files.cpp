#include "cli/parameter_files.h"

#include <utility>

#include "base/text.h"
#include "cloudformation/parameter_file.h"
#include "document/read.h"
#include "lint/inputs.h"
#include "report/terminal_text.h"

namespace lintel {
namespace {

void add_errors(const Document& document, const std::vector<Flaw>& flaws, std::vector<std::string>& errors) {
    for (const Flaw& flaw : flaws) {
        const Position at = document.position(flaw.offset);
        errors.push_back(
            cat(printable(document.name()), ":", at.line, ":", at.column, ": error: ", printable(flaw.message)));
    }
}

}  // namespace

ParameterFiles read_parameter_files(const std::vector<std::string>& files) {
    ParameterFiles out;
    for (const std::string& file : files) {
        Result<std::string> text = read_file(file);
        if (!text) {
            out.errors.push_back(cat(printable(file), ": error: ", text.error().message));
            continue;
        }
        const ReadResult read = read_document(file, std::move(*text));
        add_errors(*read.document, read.flaws, out.errors);
        if (!read.readable) continue;
        ParameterFile given = read_parameter_file(*read.document);
        add_errors(*read.document, given.flaws, out.errors);
        for (auto& [name, value] : given.values) out.values.insert_or_assign(name, std::move(value));
    }
    return out;
}

}  // namespace lintel
