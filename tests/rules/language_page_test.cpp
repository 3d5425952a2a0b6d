// docs/rule-language.md lists every function, fact and record as the program knows them.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "paths.h"
#include "rules/functions.h"

namespace {

using namespace lintel;

std::string page() {
    std::ifstream in(source_directory() / "docs" / "rule-language.md", std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string row_of(const Function& function) {
    std::string arguments;
    for (std::size_t i = function.method ? 1 : 0; i < function.arguments.size(); ++i) {
        arguments += cat(arguments.empty() ? "" : ", ", function.arguments[i]);
    }
    const std::string receiver = function.method ? cat(function.arguments[0], ".") : "";
    return cat("| `", receiver, function.name, "(", arguments, ")` | ", function.result, " | ", function.summary, " |");
}

std::string row_of(const Fact& fact) {
    const std::string_view subject = fact.subject == Fact::Subject::resource    ? "resource"
                                     : fact.subject == Fact::Subject::parameter ? "parameter"
                                     : fact.subject == Fact::Subject::output    ? "output"
                                                                                : "template";
    return cat("| `", subject, ".", fact.name, "` | ", fact.type, " | ", fact.summary, " |");
}

std::string row_of(const RecordField& field) {
    return cat("| `", field.name, "` | ", field.type, " | ", field.summary, " |");
}

}  // namespace

TEST_CASE("the page of the rule language lists what the language has") {
    const std::string text = page();
    const auto has = [&](const std::string& row) {
        CHECK_MESSAGE(text.find(row) != std::string::npos, cat("missing row: ", row));
    };
    for (const Function& function : all_functions()) has(row_of(function));
    for (const Fact& fact : all_facts()) has(row_of(fact));
    for (const Record& record : all_records()) {
        has(cat("#### ", record.name));
        for (const RecordField& field : record.fields) has(row_of(field));
    }
}
