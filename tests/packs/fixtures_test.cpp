#include "packs/fixtures.h"

#include <doctest/doctest.h>

#include "lint/scratch_directory.h"

namespace {

using namespace lintel;

}  // namespace

TEST_CASE("the names of fixtures begin with the verdict") {
    CHECK(is_fixture_name("bad.yaml"));
    CHECK(is_fixture_name("bad-on-the-side.plan.json"));
    CHECK(is_fixture_name("unknown.tf.json"));
    CHECK(is_fixture_name("good.yml"));
    CHECK_FALSE(is_fixture_name("bad.json.expect"));
    CHECK_FALSE(is_fixture_name("worse.yaml"));
    CHECK_FALSE(is_fixture_name("bad.txt"));
}

TEST_CASE("a directory's fixtures come by their names, with the marks beside them") {
    const ScratchDirectory directory;
    directory.write("volume/good.yaml", "g");
    directory.write("volume/bad.json", "b");
    directory.write("volume/bad.json.expect", "1 EBS001");
    directory.write("volume/README.md", "r");
    const auto fixtures = read_fixtures("volume");
    REQUIRE(fixtures);
    REQUIRE(fixtures->size() == 2);
    CHECK(fixtures->front().name == "bad.json");
    CHECK(fixtures->front().text == "b");
    CHECK(fixtures->front().marks == "1 EBS001");
    CHECK(fixtures->back().name == "good.yaml");
    CHECK(fixtures->back().marks.empty());
}

TEST_CASE("where there is no directory there are no fixtures") {
    const auto fixtures = read_fixtures("no-such-directory");
    REQUIRE(fixtures);
    CHECK(fixtures->empty());
}
