// lintel_rulec RULES_DIR FIXTURES_DIR OUTPUT_DIR: checks every rule and table and writes them as constant C++ data, and
// so the fixtures that serve as examples, and the names that rules were checked against. Part of the build only.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/text.h"
#include "lift/compile.h"
#include "lift/emit.h"
#include "rules/compile.h"
#include "rules/compile_practices.h"
#include "rules/emit.h"
#include "schema/emit.h"

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

/// The tables of names, the registry's first.
lintel::Result<lintel::Schema> read_schema(const fs::path& directory) {
    std::vector<std::string> texts;
    for (const char* name : {"cloudformation.tsv", "terraform-aws.tsv", "terraform-additions.tsv"})
        texts.push_back(read_file(directory / name));
    return lintel::Schema::read(std::vector<std::string_view>(texts.begin(), texts.end()));
}

/// The fixtures of each rule that show best how it fails and how it passes.
std::string examples_of(const lintel::RuleSet& rules, const fs::path& fixtures) {
    std::vector<std::string_view> paths;
    for (const lintel::Rule& rule : rules.rules) paths.push_back(rule.path);
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> texts;
    texts.reserve(paths.size() * lintel::example_files.size());  // examples point into them
    std::vector<lintel::RuleExample> examples;
    for (const std::string_view path : paths) {
        for (const std::string_view file : lintel::example_files) {
            const fs::path fixture = fixtures / path / file;
            if (!fs::exists(fixture)) continue;
            texts.push_back(lintel::unmarked(read_file(fixture)));
            examples.push_back({path, file, texts.back()});
        }
    }
    return lintel::emit_examples(examples);
}

/// Writes a file where it differs, so that nothing is compiled anew without need.
bool write(const fs::path& path, const std::string& text) {
    if (read_file(path) == text) return true;
    std::ofstream out(path, std::ios::binary);
    out << text;
    return static_cast<bool>(out.flush());
}

int compile(const fs::path& directory, const fs::path& fixtures, const fs::path& output) {
    const auto schema = read_schema(directory / "schema");
    if (!schema) {
        std::cerr << (directory / "schema").string() << ": error: " << schema.error().message << '\n';
        return 1;
    }
    const std::vector<lintel::RuleText> texts = read_rules(directory);
    // Practices are the built-in rules' own affair: to whoever compiles a pack, such a folder is a family like any
    // other.
    std::vector<lintel::RuleText> rule_texts = texts;
    std::erase_if(rule_texts, [](const lintel::RuleText& text) { return text.path.starts_with("practices/"); });
    std::vector<lintel::RuleError> errors;
    const auto rules = lintel::compile_rules(rule_texts, *schema, errors);
    const auto lift = lintel::compile_lift(texts, *schema, rules->uses(), errors);
    const auto practices = lintel::compile_practices(texts, rules->set(), errors);
    for (const auto& error : errors) {
        std::cerr << (directory / error.path).string() << ':' << error.position.line << ':' << error.position.column
                  << ": error: " << error.message << '\n';
    }
    if (!errors.empty()) return 1;
    const bool written = write(output / "builtin_rules.cpp", lintel::emit_cpp(rules->set())) &&
                         write(output / "builtin_lift.cpp", lintel::emit_lift(lift->table())) &&
                         write(output / "builtin_examples.cpp", examples_of(rules->set(), fixtures)) &&
                         write(output / "builtin_schema.cpp", lintel::emit_schema(*schema)) &&
                         write(output / "builtin_practices.cpp", lintel::emit_practices(practices->documents()));
    return written ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: lintel_rulec RULES_DIR FIXTURES_DIR OUTPUT_DIR\n";
        return 2;
    }
    try {
        return compile(argv[1], argv[2], argv[3]);
    } catch (const std::exception& error) {
        std::cerr << "lintel_rulec: " << error.what() << '\n';
        return 1;
    }
}
