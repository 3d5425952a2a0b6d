#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/data_file.h"

namespace lintel {

/// A pack's directory as it is written in front of its files: without "./" and without "/" at the end.
std::string pack_name(const std::string& directory);

/// The files of a pack, and what is wrong with the directory itself; errors about a file as a whole are at line 0.
struct PackFiles {
    std::vector<RuleText> texts;  ///< rules, data tables and Terraform tables, sorted by path
    std::vector<RuleError> errors;
};

/// A pack's files may have this many bytes each, and there may be this many.
inline constexpr std::uint64_t max_pack_file_bytes = std::uint64_t{1} << 20U;
inline constexpr std::size_t max_pack_files = 20'000;

/// Where a pack's fixtures are, which are no rules: DIRECTORY/fixtures.
inline constexpr std::string_view fixtures_directory = "fixtures";

/// What is no input where a directory above it is walked: these packs, and the fixtures of each.
std::vector<std::string> directories_of_packs(const std::vector<std::string>& packs);

/// Reads every .yaml file of a directory but for its fixtures and hidden files. Nothing from outside is read: symbolic
/// links must not leave the directory, and those to directories are not followed. A pack without a rule is an error.
PackFiles read_pack(const std::string& directory);

}  // namespace lintel
