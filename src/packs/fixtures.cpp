#include "packs/fixtures.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "lint/inputs.h"

namespace lintel {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> verdicts = {"bad", "good", "unknown"};
constexpr std::array<std::string_view, 3> endings = {".yaml", ".yml", ".json"};

/// Reads a file that need not be there.
std::optional<Error> read_beside(const std::string& path, std::string& text) {
    std::error_code error;
    if (!fs::exists(path, error)) return std::nullopt;
    Result<std::string> read = read_file(path);
    if (!read) return Error{cat(path, ": ", read.error().message)};
    text = std::move(*read);
    return std::nullopt;
}

}  // namespace

bool is_fixture_name(std::string_view name) {
    return std::any_of(verdicts.begin(), verdicts.end(), [&](auto verdict) { return name.starts_with(verdict); }) &&
           std::any_of(endings.begin(), endings.end(), [&](auto ending) { return name.ends_with(ending); });
}

Result<std::vector<Fixture>> read_fixtures(const std::string& directory) {
    std::vector<Fixture> fixtures;
    std::error_code error;
    if (!fs::is_directory(directory, error)) return fixtures;
    for (fs::directory_iterator entry(directory, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (is_fixture_name(name)) fixtures.push_back({name, {}, {}, {}});
    }
    if (error) return Error{cat(directory, ": the directory cannot be read")};
    std::sort(fixtures.begin(), fixtures.end(), [](const Fixture& a, const Fixture& b) { return a.name < b.name; });
    for (Fixture& fixture : fixtures) {
        const std::string path = cat(directory, "/", fixture.name);
        Result<std::string> text = read_file(path);
        if (!text) return Error{cat(path, ": ", text.error().message)};
        fixture.text = std::move(*text);
        if (const auto wrong = read_beside(path + ".expect", fixture.marks)) return *wrong;
        if (const auto wrong = read_beside(path + ".settings", fixture.settings)) return *wrong;
    }
    return fixtures;
}

}  // namespace lintel
