// The pack that docs/rule-packs.md shows is proved, as its users are told to prove theirs.

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "cli/program_run.h"
#include "paths.h"

namespace {

using lintel::source_directory;

const std::string pack = (source_directory() / "docs" / "example-pack").string();

}  // namespace

TEST_CASE("the example pack is proved") {
    const lintel::Outcome run = lintel::lintel({"test", pack});
    CHECK(run.out == pack + ": 2 rules, 7 fixtures: all proved\n");
    CHECK(run.err.empty());
    CHECK(run.status == 0);
}

TEST_CASE("the page about packs shows the rule that the example pack has") {
    // The example says a little more; what the page shows of the rule is word for word in it.
    const auto text_of = [](const std::string& path) {
        std::ifstream in(source_directory() / "docs" / path, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    };
    const std::string page = text_of("rule-packs.md");
    const std::string rule = text_of("example-pack/lambda/function-may-connect-anywhere.yaml");
    const std::size_t begin = page.find("each: group in ");
    REQUIRE(begin != std::string::npos);
    const std::string judgement = page.substr(begin, page.find("blame: ", begin) - begin);
    CHECK(rule.find(judgement) != std::string::npos);
}
