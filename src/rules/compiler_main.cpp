// lintel_rulec RULES_DIR OUTPUT.cpp: checks every rule and data table and writes them as constant C++ data. Part of the
// build only.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

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

int compile(const fs::path& directory, const fs::path& output) {
    const std::string table = read_file(directory / "schema" / "cloudformation.tsv");
    const auto schema = lintel::Schema::read(table);
    if (!schema) {
        std::cerr << (directory / "schema/cloudformation.tsv").string() << ": error: " << schema.error().message
                  << '\n';
        return 1;
    }
    std::vector<lintel::RuleError> errors;
    const auto rules = lintel::compile_rules(read_rules(directory), *schema, errors);
    for (const auto& error : errors) {
        std::cerr << (directory / error.path).string() << ':' << error.position.line << ':' << error.position.column
                  << ": error: " << error.message << '\n';
    }
    if (!errors.empty()) return 1;
    std::ofstream out(output, std::ios::binary);
    out << lintel::emit_cpp(rules->set());
    return out.flush() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: lintel_rulec RULES_DIR OUTPUT.cpp\n";
        return 2;
    }
    try {
        return compile(argv[1], argv[2]);
    } catch (const std::exception& error) {
        std::cerr << "lintel_rulec: " << error.what() << '\n';
        return 1;
    }
}
