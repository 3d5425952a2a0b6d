#include "house/files.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "paths.h"

namespace lintel::house {

namespace fs = std::filesystem;

namespace {

/// Whether a file, or what is in a directory, is part of the project. `.git` is a file in a worktree.
bool is_ours(const fs::path& path) {
    const std::string name = path.filename().string();
    return name != ".git" && name != "node_modules" && name != ".cache" && name != ".vscode" &&
           !name.starts_with("build");
}

}  // namespace

std::vector<fs::path> files_below(const fs::path& directory) {
    const fs::path root = source_directory();
    std::vector<fs::path> files;
    for (auto entry = fs::recursive_directory_iterator(root / directory); entry != fs::recursive_directory_iterator();
         ++entry) {
        if (!is_ours(entry->path())) {
            entry.disable_recursion_pending();
        } else if (!entry->is_directory()) {
            files.push_back(entry->path().lexically_relative(root));
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string content(const fs::path& file) {
    std::ifstream stream(source_directory() / file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::vector<std::string> lines(const fs::path& file) {
    std::istringstream stream(content(file));
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

}  // namespace lintel::house
