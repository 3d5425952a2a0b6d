#include "lint/inputs.h"

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "lint/scratch_directory.h"

namespace lintel {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

Inputs read(const Names& paths, const std::string& standard_input = {}) {
    std::istringstream in(standard_input);
    return read_inputs(paths, "stdin", in);
}

Names names(const Inputs& inputs) {
    Names out;
    for (const Input& input : inputs.inputs) out.push_back(input.name);
    return out;
}

TEST_CASE("a directory is walked in the order of the names, and only files that may be templates are read") {
    const ScratchDirectory directory;
    for (const char* file : {"b.yaml", "a/z.json", "a/a.template", "A.YML", "c.txt", "d.tf.json", "e.cfn", "README"}) {
        directory.write(file, "x");
    }
    const Inputs inputs = read({"."});
    CHECK(names(inputs) == Names{"A.YML", "a/a.template", "a/z.json", "b.yaml", "d.tf.json", "e.cfn"});
    CHECK(inputs.errors.empty());
}

TEST_CASE("directories of tools and caches are left out, but other hidden ones are walked") {
    const ScratchDirectory directory;
    for (const char* file : {".git/a.yaml", "node_modules/b.yaml", "x/.terraform/c.yaml", ".mypy_cache/d.yaml",
                             ".built/CACHEDIR.TAG", ".built/e.yaml", ".github/f.yaml", "cdk.out/g.template.json"}) {
        directory.write(file, "x");
    }
    CHECK(names(read({"."})) == Names{".github/f.yaml", "cdk.out/g.template.json"});
    CHECK(names(read({".git", "node_modules/"})) == Names{".git/a.yaml", "node_modules/b.yaml"});
}

TEST_CASE("a file that is named is read whatever it is called, with its bytes as they are") {
    const ScratchDirectory directory;
    const std::string bytes("\xEF\xBB\xBF\r\n\0\xFF", 7);
    directory.write("template.txt", bytes);
    const Inputs inputs = read({"template.txt"});
    REQUIRE(inputs.inputs.size() == 1);
    CHECK(inputs.inputs[0].text == bytes);
}

TEST_CASE("a file large enough for several reads, and an empty one, come whole") {
    const ScratchDirectory directory;
    std::string large;
    for (int i = 0; large.size() < 300'000; ++i) large += std::to_string(i);
    directory.write("large.json", large);
    directory.write("empty.json", "");
    const Inputs inputs = read({"large.json", "empty.json", "-"}, large);
    REQUIRE(inputs.inputs.size() == 3);
    CHECK(inputs.inputs[0].text == large);
    CHECK(inputs.inputs[1].text.empty());
    CHECK(inputs.inputs[2].text == large);
}

TEST_CASE("files are called by their path relative to the working directory") {
    const ScratchDirectory directory;
    directory.write("here/sub/a.yaml", "x");
    directory.write("other/b.yaml", "x");
    fs::current_path(directory.path() / "here");
    CHECK(names(read({"./sub/../sub/a.yaml"})) == Names{"sub/a.yaml"});
    CHECK(names(read({(directory.path() / "here/sub").string()})) == Names{"sub/a.yaml"});
    CHECK(names(read({"../here/sub/"})) == Names{"sub/a.yaml"});
    CHECK(names(read({"../other"})) == Names{"../other/b.yaml"});
    CHECK(names(read({(directory.path() / "other").string()})) == Names{(directory.path() / "other/b.yaml").string()});
}

TEST_CASE("each file is read once") {
    const ScratchDirectory directory;
    directory.write("sub/a.yaml", "x");
    CHECK(names(read({"sub/a.yaml", ".", "./sub"})) == Names{"sub/a.yaml"});
    CHECK(names(read({"-", "-"}, "x")) == Names{"stdin"});
}

TEST_CASE("what is missing is an error, once, and the rest is read") {
    const ScratchDirectory directory;
    directory.write("a.yaml", "x");
    const Inputs inputs = read({"gone.yaml", "a.yaml", "a.yaml/b", "./gone.yaml", ""});
    CHECK(names(inputs) == Names{"a.yaml"});
    REQUIRE(inputs.errors.size() == 3);
    CHECK(inputs.errors[0].file == "gone.yaml");
    CHECK(inputs.errors[0].message == "there is no such file or directory");
    CHECK(inputs.errors[1].file == "a.yaml/b");
    CHECK(inputs.errors[2].message == "an empty path names no file");
}

TEST_CASE("a file that is too large is not read") {
    const ScratchDirectory directory;
    directory.write("a.json", "x");
    fs::resize_file("a.json", max_input_bytes + 1);  // a hole: takes no room on the disk
    const Inputs inputs = read({"."});
    CHECK(inputs.inputs.empty());
    REQUIRE(inputs.errors.size() == 1);
    CHECK(inputs.errors[0].message == "the file is larger than 512 MB");
}

TEST_CASE("symbolic links are followed where they are named, never in a walk") {
    const ScratchDirectory directory;
    directory.write("real/a.yaml", "x");
    fs::create_directory_symlink("..", "real/loop");
    fs::create_symlink("a.yaml", "real/link.yaml");
    fs::create_directory_symlink("real", "alias");
    fs::create_symlink("self", "self");
    CHECK(names(read({"."})) == Names{"real/a.yaml"});
    CHECK(names(read({"alias", "real/link.yaml"})) == Names{"alias/a.yaml", "real/link.yaml"});
    REQUIRE(read({"self"}).errors.size() == 1);
}

TEST_CASE("standard input has the name it is given") {
    const ScratchDirectory directory;
    std::istringstream in("Resources: {}");
    const Inputs inputs = read_inputs({"-"}, (directory.path() / "sub/a.yaml").string(), in);
    REQUIRE(inputs.inputs.size() == 1);
    CHECK(inputs.inputs[0].name == "sub/a.yaml");
    CHECK(inputs.inputs[0].text == "Resources: {}");
}

TEST_CASE("a file that is not there has no bytes but a reason") {
    const ScratchDirectory directory;
    CHECK(read_file("gone").error().message == "the file cannot be opened");
}

}  // namespace
}  // namespace lintel
