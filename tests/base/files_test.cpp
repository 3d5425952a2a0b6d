#include "base/files.h"

#include <doctest/doctest.h>

namespace lintel {
namespace {

TEST_CASE("a normal path has no steps that lead nowhere") {
    CHECK(normal_path("a/../b/./c") == "b/c");
    CHECK(normal_path("a//b/") == "a/b");
    CHECK(normal_path("./a") == "a");
    CHECK(normal_path("") == "");
    CHECK(normal_path(".") == "");
    CHECK(normal_path("a/..") == "");
    CHECK(normal_path("a/b/../../c") == "c");
    CHECK(normal_path("...") == "...");
    CHECK(normal_path("a/..b") == "a/..b");
}

TEST_CASE("a normal path keeps what leads out of the current directory") {
    CHECK(normal_path("..") == "..");
    CHECK(normal_path("../../a") == "../../a");
    CHECK(normal_path("a/../../b") == "../b");
    CHECK(normal_path("../a/..") == "..");
}

TEST_CASE("nothing leads out of the root of the file system") {
    CHECK(normal_path("/") == "/");
    CHECK(normal_path("/a/../b") == "/b");
    CHECK(normal_path("/../a") == "/a");
    CHECK(normal_path("/..") == "/");
    CHECK(normal_path("//a") == "/a");
}

TEST_CASE("a path is seen from a directory") {
    CHECK(path_from("", "a/./b") == "a/b");
    CHECK(path_from("modules/a", "../b") == "modules/b");
    CHECK(path_from("modules", "./b") == "modules/b");
    CHECK(path_from("modules", "../..") == "..");
    CHECK(path_from("modules", "/etc/x") == "/etc/x");
    CHECK(path_from("/", "a") == "/a");
    CHECK(path_from("a", "") == "a");
}

TEST_CASE("a file lies in a directory") {
    CHECK(directory_of("a/b.json") == "a");
    CHECK(directory_of("b.json") == "");
    CHECK(directory_of("/b.json") == "/");
    CHECK(directory_of("/a/b.json") == "/a");
}

TEST_CASE("the way between two paths leads back from one to the other") {
    for (const std::string_view directory : {"", "a", "a/b", "/", "/a/b"}) {
        for (const std::string_view path : {"", "a", "a/c", "b", "../d", "/", "/a", "/e/f"}) {
            if (directory.starts_with('/') != path.starts_with('/')) continue;
            const auto way = path_between(directory, path);
            REQUIRE(way.has_value());
            CAPTURE(*way);
            CHECK(path_from(directory, *way) == path);
        }
    }
    CHECK(path_between("a/b", "a/c") == "../c");
    CHECK(path_between("a", "a") == "");
    CHECK(path_between("..", "../a") == "a");
    CHECK_FALSE(path_between("..", "a").has_value());
}

TEST_CASE("a path lies below a directory whose steps it begins with") {
    CHECK(lies_below("a/b", "a"));
    CHECK(lies_below("a", "a"));
    CHECK(lies_below("/a/b", "/a"));
    CHECK(lies_below("/a", "/"));
    CHECK(lies_below("/", "/"));
    CHECK_FALSE(lies_below("ab", "a"));
    CHECK_FALSE(lies_below("a", "a/b"));
    CHECK_FALSE(lies_below("b/a", "a"));
    CHECK_FALSE(lies_below("/ab", "/a"));
    CHECK_FALSE(lies_below("", "a"));
    CHECK_FALSE(lies_below("a", "/a"));
    CHECK_FALSE(lies_below("/a", "a"));
}

TEST_CASE("all that does not climb lies below the current directory") {
    CHECK(lies_below("a", ""));
    CHECK(lies_below("", ""));
    CHECK(lies_below("..a", ""));
    CHECK_FALSE(lies_below("..", ""));
    CHECK_FALSE(lies_below("../a", ""));
    CHECK_FALSE(lies_below("/a", ""));
}

TEST_CASE("a directory above the current one holds this, but nothing above itself") {
    CHECK(lies_below("../a", ".."));
    CHECK(lies_below("..", ".."));
    CHECK(lies_below("a", ".."));
    CHECK(lies_below("../a", "../.."));
    CHECK(lies_below("../a/b", "../a"));
    CHECK_FALSE(lies_below("../..", ".."));
    CHECK_FALSE(lies_below("../../a", ".."));
    CHECK_FALSE(lies_below("../ab", "../a"));
    CHECK_FALSE(lies_below("a", "../a"));
}

}  // namespace
}  // namespace lintel
