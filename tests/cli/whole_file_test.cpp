#include "cli/whole_file.h"

#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>

#include "lint/scratch_directory.h"

namespace lintel {
namespace {

namespace fs = std::filesystem;

std::ptrdiff_t files_in(const fs::path& directory) {
    return std::distance(fs::directory_iterator(directory), fs::directory_iterator());
}

TEST_CASE("a report is written whole, and nothing else is left behind") {
    const ScratchDirectory directory;
    directory.write("old.json", "old and longer");
    CHECK_FALSE(write_whole_file("new.json", "new").has_value());
    CHECK_FALSE(write_whole_file("old.json", "new").has_value());
    CHECK(directory.read("new.json") == "new");
    CHECK(directory.read("old.json") == "new");
    CHECK(files_in(directory.path()) == 2);
}

TEST_CASE("permissions and symbolic links of the file stay as they were") {
    const ScratchDirectory directory;
    directory.write("real.json", "old");
    fs::permissions("real.json", fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("real.json", "link.json");
    CHECK_FALSE(write_whole_file("link.json", "new").has_value());
    CHECK(fs::is_symlink("link.json"));
    CHECK(directory.read("real.json") == "new");
    CHECK(fs::status("real.json").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("what cannot be written is told, and nothing is left behind") {
    const ScratchDirectory directory;
    CHECK(write_whole_file("gone/new.json", "new")->message == "'gone/new.json' cannot be written.");
    fs::create_directory("sub");
    CHECK(write_whole_file("sub", "new")->message == "'sub' is a directory.");
    CHECK(files_in(directory.path()) == 1);
}

TEST_CASE("a device is written straight") {
    CHECK_FALSE(write_whole_file("/dev/null", "text").has_value());
    CHECK(fs::is_character_file("/dev/null"));
    CHECK(write_whole_file("/dev/full", "text").has_value());
}

}  // namespace
}  // namespace lintel
