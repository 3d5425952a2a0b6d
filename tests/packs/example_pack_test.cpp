// What docs/rule-packs.md tells users to do works as it says, and the pack that it points to is proved.

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/program_run.h"
#include "lint/scratch_directory.h"
#include "paths.h"

namespace {

std::string page() {
    std::ifstream in(lintel::source_directory() / "docs" / "rule-packs.md", std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// The pieces of YAML that the page shows.
std::vector<std::string> yaml_blocks(const std::string& text) {
    constexpr std::string_view open = "```yaml\n";
    std::vector<std::string> blocks;
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
        at += open.size();
        blocks.push_back(text.substr(at, text.find("```", at) - at));
    }
    return blocks;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("the example pack is proved") {
    const std::string pack = (lintel::source_directory() / "docs" / "example-pack").string();
    const lintel::Outcome run = lintel::lintel({"test", pack});
    CHECK(run.out == pack + ": 2 rules, 7 fixtures: all proved\n");
    CHECK(run.err.empty());
    CHECK(run.status == 0);
}

TEST_CASE("the rule that the page shows is proved as it says, and without 'blame' is not") {
    const std::string text = page();
    const std::vector<std::string> blocks = yaml_blocks(text);
    REQUIRE(blocks.size() >= 2);
    const lintel::ScratchDirectory directory;
    const std::string fixtures = "acme/fixtures/lambda/function-may-connect-anywhere/";
    const std::string rule = "acme/lambda/function-may-connect-anywhere.yaml";
    directory.write(fixtures + "bad.yaml", blocks[0]);
    directory.write(fixtures + "good.yaml",
                    replaced(replaced(blocks[0], "0.0.0.0/0", "10.0.0.0/16"), " # expect: ACME001", ""));
    directory.write(rule, blocks[1]);
    const lintel::Outcome proved = lintel::lintel({"test", "acme"});
    CHECK(proved.status == 0);
    CHECK(text.find("$ lintel test acme\n" + proved.out) != std::string::npos);

    directory.write(rule, replaced(blocks[1], "blame: group\n", ""));
    const lintel::Outcome disproved = lintel::lintel({"test", "acme"});
    CHECK(disproved.status == 1);
    CHECK(text.find("```\n" + disproved.out + "```") != std::string::npos);
}
