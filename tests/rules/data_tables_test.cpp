// Tables of facts say where they come from, how old they are and how they are renewed.

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "cli/program_run.h"
#include "paths.h"
#include "rules/rule.h"
#include "rules/table_origins.h"
#include "schema/schema.h"

namespace {

using namespace lintel;

std::string content(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::filesystem::path> files_in(std::string_view directory, std::string_view extension) {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(source_directory() / directory)) {
        if (entry.path().extension() == extension) found.push_back(entry.path());
    }
    return found;
}

/// The tables by the names of their files: "data/admin-ports.yaml" is admin_ports, "iam_actions_table.inc" iam_actions.
std::set<std::string> tables_by_files() {
    std::set<std::string> names;
    for (const auto& path : files_in("rules/data", ".yaml")) {
        names.insert(std::regex_replace(path.stem().string(), std::regex("-"), "_"));
    }
    for (const auto& path : files_in("src/facts", ".inc")) {
        names.insert(std::regex_replace(path.stem().string(), std::regex("_(table|origin)$"), ""));
    }
    return names;
}

}  // namespace

TEST_CASE("every table of facts is dated, and not in the future") {
    const auto since_epoch = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()).time_since_epoch();
    // A day more: a table may have been taken where the day had begun already.
    const std::int64_t tomorrow = *day_number("1970-01-01") + since_epoch.count() + 1;
    for (const TableOrigin& table : table_origins(builtin_rules())) {
        CAPTURE(table.name);
        const auto day = day_number(table.taken);
        REQUIRE(day.has_value());
        CHECK(*day <= tomorrow);
        CHECK_FALSE(table.source.empty());
    }
}

TEST_CASE("every table of facts is named by the version") {
    const std::string version = lintel::lintel({"version", "--verbose"}).out;
    std::set<std::string> named;
    for (const TableOrigin& table : table_origins(builtin_rules())) {
        CAPTURE(table.name);
        CHECK(version.find(cat("\n  ", table.name, " ")) != std::string::npos);
        named.insert(std::string(table.name));
    }
    const std::set<std::string> files = tables_by_files();
    for (const std::string& file : files)
        CHECK_MESSAGE(named.contains(file), file, ": fact_tables() has no such table");
    for (const std::string& name : named) CHECK_MESSAGE(files.contains(name), name, ": there is no such file");
}

TEST_CASE("every data table says how it is renewed") {
    const std::regex script("scripts/(renew|check)-[a-z-]+");
    for (const auto& path : files_in("rules/data", ".yaml")) {
        CAPTURE(path.filename().string());
        const std::string text = content(path);
        const std::string header = text.substr(0, text.find("\nvalue:"));
        std::smatch named;
        if (std::regex_search(header, named, script)) {
            CHECK(std::filesystem::exists(source_directory() / named.str()));
        } else {
            CHECK((header.find("# Nothing renews it:") != std::string::npos ||
                   header.find("Renewed by hand:") != std::string::npos));
        }
    }
}

TEST_CASE("CloudFormation has the types in tables of facts") {
    const std::regex type("AWS::[A-Za-z0-9]+::[A-Za-z0-9]+");
    const Schema schema = builtin_schema();
    std::vector<std::filesystem::path> tables = files_in("rules/data", ".yaml");
    const auto compiled_in = files_in("src/facts", ".inc");
    tables.insert(tables.end(), compiled_in.begin(), compiled_in.end());
    for (const auto& path : tables) {
        CAPTURE(path.filename().string());
        const std::string text = content(path);
        for (std::sregex_iterator found(text.begin(), text.end(), type), end; found != end; ++found) {
            CAPTURE(found->str());
            CHECK(schema.has(found->str()));
        }
    }
}
