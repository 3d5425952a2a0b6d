#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lintel {

/// How a run reaches files that it was not given by name: those beside a configuration, its modules, what it reads by
/// file(). Paths are those of the run, with forward slashes. Who provides them lets nobody out of `root`, the directory
/// that a path must lie in ("" is the working directory).
struct Files {
    /// The names of the files in a directory, sorted; empty where there is none.
    std::function<std::vector<std::string>(const std::string& directory, const std::string& root)> list;
    /// The bytes of a file, or nothing.
    std::function<std::optional<std::string>(const std::string& path, const std::string& root)> read;
};

/// A path without "." and "..", as far as it has names to take away: "a/../b/./c" is "b/c". "" is the current
/// directory.
std::string normal_path(std::string_view path);

/// `path` seen from a directory ("" is the current one), normal.
std::string path_from(std::string_view directory, std::string_view path);

/// What `path_from(directory, ...)` makes a normal path of: "../b" for "b" seen from "a". Nothing where the directory
/// lies above the current one, so that nobody knows the names on the way down.
std::optional<std::string> path_between(std::string_view directory, std::string_view path);

/// The directory that a path names a file in; "" is the current one.
std::string directory_of(std::string_view path);

/// Whether a normal path lies in a directory or is that.
bool lies_below(std::string_view path, std::string_view directory);

}  // namespace lintel
