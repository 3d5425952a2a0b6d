#include "packs/read_pack.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "lint/scratch_directory.h"

namespace {

namespace fs = std::filesystem;
using namespace lintel;

std::vector<std::string> paths(const PackFiles& files) {
    std::vector<std::string> out;
    for (const RuleText& text : files.texts) out.push_back(text.path);
    return out;
}

/// "PATH: MESSAGE; ...", "" where nothing is wrong.
std::string said(const PackFiles& files) {
    std::string out;
    for (const RuleError& error : files.errors) out += cat(out.empty() ? "" : "; ", error.path, ": ", error.message);
    return out;
}

}  // namespace

TEST_CASE("a pack's rules and tables are read, and its fixtures and hidden files are not") {
    const ScratchDirectory directory;
    for (const char* file :
         {"acme/s3/b.yaml", "acme/a.yaml", "acme/data/d.yaml", "acme/terraform/t.yaml", "acme/fixtures/s3/b/bad.yaml",
          "acme/.github/x.yaml", "acme/.hidden.yaml", "acme/README.md", "acme/s3/fixtures/c.yaml"}) {
        directory.write(file, file);
    }
    const PackFiles files = read_pack("./acme/");
    CHECK(said(files).empty());
    CHECK(paths(files) ==
          std::vector<std::string>{"a.yaml", "data/d.yaml", "s3/b.yaml", "s3/fixtures/c.yaml", "terraform/t.yaml"});
    CHECK(files.texts[0].text == "acme/a.yaml");
    CHECK(files.texts[0].pack == "acme");
}

TEST_CASE("a pack is called as its user calls it") {
    CHECK(pack_name("acme") == "acme");
    CHECK(pack_name("./acme//") == "acme");
    CHECK(pack_name("../acme/") == "../acme");
    CHECK(pack_name("/srv/acme/.") == "/srv/acme");
    CHECK(pack_name(".") == ".");
    CHECK(pack_name("./") == ".");
    CHECK(pack_name("/") == "/");
}

TEST_CASE("a directory that is no pack is an error") {
    const ScratchDirectory directory;
    directory.write("file", "x");
    directory.write("data-only/data/d.yaml", "x");
    fs::create_directory("empty");
    CHECK(said(read_pack("none")) == "none: there is no such directory");
    CHECK(said(read_pack("file")) == "file: a pack of rules is a directory");
    CHECK(said(read_pack("empty")) == "empty: there is no rule in this directory; a rule is a file FAMILY/NAME.yaml");
    CHECK(said(read_pack("data-only")).starts_with("data-only: there is no rule"));
    CHECK_FALSE(said(read_pack("")).empty());
}

TEST_CASE("what could be meant as a rule is not passed over") {
    const ScratchDirectory directory;
    directory.write("acme/s3/a.yml", "x");
    directory.write("acme/s3/b.yaml", "x");
    CHECK(said(read_pack("acme")) == "acme/s3/a.yml: the files of a pack end in .yaml");
}

TEST_CASE("symbolic links do not lead out of a pack") {
    const ScratchDirectory directory;
    directory.write("outside.yaml", "x");
    directory.write("acme/s3/a.yaml", "x");
    fs::create_symlink("a.yaml", "acme/s3/inside.yaml");
    fs::create_symlink("../../outside.yaml", "acme/s3/out.yaml");
    fs::create_symlink("nowhere.yaml", "acme/s3/dangling.yaml");
    fs::create_directory_symlink(".", "acme/s3/round");
    fs::create_directory_symlink("acme", "link");
    const PackFiles files = read_pack("acme");
    CHECK(paths(files) == std::vector<std::string>{"s3/a.yaml", "s3/inside.yaml"});
    CHECK(said(files) ==
          "acme/s3/dangling.yaml: a symbolic link that leads out of the pack is not read; "
          "acme/s3/out.yaml: a symbolic link that leads out of the pack is not read; "
          "acme/s3/round: a symbolic link to a directory is not followed");
    CHECK(read_pack("link").texts.size() == 2);
}

TEST_CASE("files that are large, or none, are errors and do not hold up the run") {
    const ScratchDirectory directory;
    directory.write("acme/s3/a.yaml", "x");
    directory.write("acme/s3/large.yaml", std::string(max_pack_file_bytes + 1, '#'));
    REQUIRE(mkfifo("acme/s3/pipe.yaml", 0600) == 0);
    CHECK(said(read_pack("acme")) ==
          "acme/s3/large.yaml: the file is larger than 1 MB; acme/s3/pipe.yaml: the file cannot be read");
}

TEST_CASE("what may not be read is an error") {
    if (geteuid() == 0) return;  // may read everything
    const ScratchDirectory directory;
    directory.write("acme/s3/a.yaml", "x");
    directory.write("acme/ec2/b.yaml", "x");
    fs::permissions("acme/s3/a.yaml", fs::perms::none);
    fs::permissions("acme/ec2", fs::perms::none);
    CHECK(said(read_pack("acme")) ==
          "acme/ec2: the directory cannot be read; acme/s3/a.yaml: the file cannot be opened");
    fs::permissions("acme/ec2", fs::perms::owner_all);
}
