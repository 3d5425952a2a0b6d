// What every text file of the project keeps to, whoever wrote it.

#include <doctest/doctest.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "house/files.h"

namespace lintel::house {
namespace {

namespace fs = std::filesystem;

/// Fixtures are inputs: they may hold anything.
std::vector<fs::path> text_files() {
    std::vector<fs::path> files;
    for (const fs::path& file : files_below(".")) {
        const std::string top = file.lexically_normal().begin()->string();
        if (top == "fixtures" || top == "LICENSE") continue;
        if (content(file).find('\0') == std::string::npos) files.push_back(file);
    }
    return files;
}

TEST_CASE("text files end with a newline and have no tabs, carriage returns or trailing blanks") {
    std::vector<std::string> faults;
    for (const fs::path& file : text_files()) {
        const std::string text = content(file);
        if (text.empty()) continue;
        if (text.back() != '\n') faults.push_back(cat(file.string(), " does not end with a newline"));
        std::size_t number = 0;
        for (const std::string_view line : split(text, '\n')) {
            ++number;
            const bool table = file.extension() == ".tsv";
            if (line.ends_with(' ') || (line.ends_with('\t') && !table)) {
                faults.push_back(cat(file.string(), ":", number, " ends with a blank"));
            } else if (line.find('\r') != std::string_view::npos) {
                faults.push_back(cat(file.string(), ":", number, " has a carriage return"));
            } else if (line.find('\t') != std::string_view::npos && !table) {
                faults.push_back(cat(file.string(), ":", number, " has a tab"));
            }
        }
    }
    CHECK(join(faults, "\n") == "");
}

TEST_CASE("no file names a package registry's host or a directory of somebody's machine") {
    // In two pieces each, so that this file does not name them.
    const std::vector<std::string> forbidden = {
        cat("registry.", "npmjs.org"),
        cat("deb.", "debian.org"),
        cat("pypi.", "org"),
        cat("files.python", "hosted.org"),
        cat("crates", ".io"),
        cat("proxy.", "golang.org"),
        cat("/ho", "me/"),
        cat("/Use", "rs/"),
        cat("/wo", "rk/"),
    };
    std::vector<std::string> faults;
    for (const fs::path& file : text_files()) {
        const std::string text = content(file);
        for (const std::string& name : forbidden) {
            if (text.find(name) != std::string::npos) faults.push_back(cat(file.string(), " names ", name));
        }
    }
    CHECK(join(faults, "\n") == "");
}

TEST_CASE("pages lead nobody to a temporary directory") {
    std::vector<std::string> faults;
    for (const fs::path& file : text_files()) {
        if (file.extension() == ".md" && content(file).find("/tmp/") != std::string::npos)
            faults.push_back(file.string());
    }
    CHECK(join(faults, "\n") == "");
}

}  // namespace
}  // namespace lintel::house
