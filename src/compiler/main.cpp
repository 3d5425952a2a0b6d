// lintel_rulec RULES_DIR RULES.cpp LIFT.cpp: checks every rule and table and writes them as constant C++ data. Part of
// the build only.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/text.h"
#include "lift/compile.h"
#include "lift/emit.h"
#include "rules/compile.h"
#include "rules/emit.h"

namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<lintel::RuleText> read_rules(const fs::path& directory) {
    std::vector<lintel::RuleText> texts;
    for (const auto& entry : fs::recursive_directory_iterator(directory)) {
        if (entry.path().extension() != ".yaml") continue;
        texts.push_back({entry.path().lexically_relative(directory).generic_string(), read_file(entry.path())});
    }
    std::sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return texts;
}

/// The tables of names, the registry's first; the texts must outlive the schema.
lintel::Result<lintel::Schema> read_schema(const fs::path& directory, std::vector<std::string>& texts) {
    for (const char* name : {"cloudformation.tsv", "terraform-aws.tsv", "terraform-additions.tsv"})
        texts.push_back(read_file(directory / name));
    auto schema = lintel::Schema::read(texts.front());
    for (std::size_t i = 1; schema && i < texts.size(); ++i) {
        if (auto error = schema->add(texts[i])) return *error;
    }
    return schema;
}

bool write(const fs::path& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary);
    out << text;
    return static_cast<bool>(out.flush());
}

int compile(const fs::path& directory, const fs::path& rules_output, const fs::path& lift_output) {
    std::vector<std::string> tables;
    const auto schema = read_schema(directory / "schema", tables);
    if (!schema) {
        std::cerr << (directory / "schema").string() << ": error: " << schema.error().message << '\n';
        return 1;
    }
    const std::vector<lintel::RuleText> texts = read_rules(directory);
    std::vector<lintel::RuleError> errors;
    const auto rules = lintel::compile_rules(texts, *schema, errors);
    const auto lift = lintel::compile_lift(texts, *schema, rules->uses(), errors);
    for (const auto& error : errors) {
        std::cerr << (directory / error.path).string() << ':' << error.position.line << ':' << error.position.column
                  << ": error: " << error.message << '\n';
    }
    if (!errors.empty()) return 1;
    return write(rules_output, lintel::emit_cpp(rules->set())) && write(lift_output, lintel::emit_lift(lift->table()))
               ? 0
               : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: lintel_rulec RULES_DIR RULES.cpp LIFT.cpp\n";
        return 2;
    }
    try {
        return compile(argv[1], argv[2], argv[3]);
    } catch (const std::exception& error) {
        std::cerr << "lintel_rulec: " << error.what() << '\n';
        return 1;
    }
}
