#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lintel::house {

/// The project's own files below a directory of it ("src"; "." for all), sorted, relative to the project's root. Leaves
/// out what is built, fetched or kept by tools.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& directory);

/// The content of a file, named relative to the project's root; empty if it cannot be read.
std::string content(const std::filesystem::path& file);

std::vector<std::string> lines(const std::filesystem::path& file);

}  // namespace lintel::house
