// ARCHITECTURE.md's table of who may include whom is a promise; these tests hold the source to it.

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "house/files.h"
#include "paths.h"

namespace lintel::house {
namespace {

namespace fs = std::filesystem;

using Table = std::map<std::string, std::set<std::string>>;

/// The words in backquotes in a piece of Markdown.
std::vector<std::string> quoted_words(std::string_view text) {
    std::vector<std::string> words;
    const std::vector<std::string_view> pieces = split(text, '`');
    for (std::size_t i = 1; i < pieces.size(); i += 2) words.emplace_back(pieces[i]);
    return words;
}

/// The rows under `| room | may include |`: a room, and the rooms that it may include (`nothing` names none).
Table allowed_includes(const std::vector<std::string>& page) {
    Table table;
    bool inside = false;
    for (const std::string& line : page) {
        const std::vector<std::string_view> cells = split(line, '|');
        if (cells.size() < 4) {
            inside = false;
            continue;
        }
        if (trim(cells[1]) == "room" && trim(cells[2]) == "may include") {
            inside = true;
            continue;
        }
        if (!inside || cells[1].find("---") != std::string_view::npos) continue;
        for (const std::string& room : quoted_words(cells[1])) {
            const std::vector<std::string> others = quoted_words(cells[2]);
            table[room] = {others.begin(), others.end()};
        }
    }
    return table;
}

struct Include {
    std::string file;
    bool ours = false;  ///< in quotes, not in angle brackets
};

std::optional<Include> include_of(std::string_view line) {
    line = trim(line);
    if (!line.starts_with('#')) return std::nullopt;
    line = trim(line.substr(1));
    if (!line.starts_with("include")) return std::nullopt;
    line = trim(line.substr(std::string_view("include").size()));
    if (line.empty() || (line.front() != '"' && line.front() != '<')) return std::nullopt;
    const bool ours = line.front() == '"';
    const std::size_t end = line.find(ours ? '"' : '>', 1);
    if (end == std::string_view::npos) return std::nullopt;
    return Include{std::string(line.substr(1, end - 1)), ours};
}

std::string first_part(const fs::path& path) { return path.begin()->string(); }

/// The room of a file in src/.
std::string room_of(const fs::path& file) { return first_part(file.lexically_relative("src")); }

/// Every include in src/, with the file it stands in.
std::vector<std::pair<fs::path, Include>> all_includes() {
    std::vector<std::pair<fs::path, Include>> all;
    for (const fs::path& file : files_below("src")) {
        for (const std::string& line : lines(file)) {
            if (const std::optional<Include> include = include_of(line)) all.emplace_back(file, *include);
        }
    }
    return all;
}

TEST_CASE("the include table is read from Markdown") {
    const Table table = allowed_includes({
        "| other | table |",
        "|---|---|",
        "| `a` | `b` |",
        "",
        "| room | may include |",
        "|---|---|",
        "| `base` | nothing |",
        "| `lint` | `base`, `rules` |",
        "",
        "| `late` | `base` |",
    });
    CHECK(table == Table{{"base", {}}, {"lint", {"base", "rules"}}});
}

TEST_CASE("an include is told from other lines") {
    CHECK(include_of("  # include \"base/text.h\" // why")->file == "base/text.h");
    CHECK(include_of("#include \"base/text.h\"")->ours);
    CHECK_FALSE(include_of("#include <string>")->ours);
    CHECK_FALSE(include_of("// #include <string>").has_value());
    CHECK_FALSE(include_of("#define include \"x\"").has_value());
}

TEST_CASE("ARCHITECTURE.md lists the rooms that are there") {
    std::set<std::string> listed;
    for (const auto& [room, others] : allowed_includes(lines("ARCHITECTURE.md"))) {
        listed.insert(room);
        listed.insert(others.begin(), others.end());
    }
    REQUIRE_MESSAGE(!listed.empty(), "ARCHITECTURE.md has no table headed `| room | may include |`");

    std::set<std::string> rooms;
    for (const fs::path& file : files_below("src")) rooms.insert(room_of(file));
    CHECK(listed == rooms);
}

TEST_CASE("includes point only where ARCHITECTURE.md allows") {
    const Table table = allowed_includes(lines("ARCHITECTURE.md"));
    REQUIRE_FALSE(table.empty());
    std::vector<std::string> faults;
    for (const auto& [file, include] : all_includes()) {
        if (!include.ours) continue;
        if (!fs::exists(source_directory() / "src" / include.file)) {
            faults.push_back(cat(file.string(), " includes ", include.file, ", which is no path below src/"));
            continue;
        }
        const std::string room = room_of(file);
        const std::string other = first_part(include.file);
        const auto allowed = table.find(room);
        if (other == room || (allowed != table.end() && allowed->second.contains(other))) continue;
        faults.push_back(cat(file.string(), " includes ", include.file, ", but ", room, " may not include ", other));
    }
    CHECK(join(faults, "\n") == "");
}

TEST_CASE("a library whose inside must not spread is included by one room alone") {
    const std::map<std::string, std::string> homes = {{"yaml-cpp", "document"}, {"CLI", "cli"}};
    std::vector<std::string> faults;
    for (const auto& [file, include] : all_includes()) {
        if (include.ours) continue;
        const auto home = homes.find(first_part(include.file));
        if (home == homes.end() || room_of(file) == home->second) continue;
        faults.push_back(cat(file.string(), " includes ", include.file, ", which belongs to ", home->second));
    }
    CHECK(join(faults, "\n") == "");
}

}  // namespace
}  // namespace lintel::house
