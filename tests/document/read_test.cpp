#include <doctest/doctest.h>

#include "document/reading.h"

namespace lintel {
namespace {

using test::flaws;

TEST_CASE("the first character tells JSON from YAML, not the name") {
    CHECK(read_document("a.yaml", " \r\n\t{\"a\": 1}").document->format() == Format::json);
    CHECK(read_document("a.template", "[1]").document->format() == Format::json);
    CHECK(read_document("a.json", "a: 1\n").document->format() == Format::yaml);
    CHECK(read_document("a.json", "a: 1\n").readable);
    CHECK(read_document("a.json", "").readable);
    CHECK(read_document("", "").document->name().empty());
}

TEST_CASE("YAML in braces is read as YAML, unless the name says JSON") {
    const std::string source = "{a: [1, 'x',], b: !Ref c} # comment\n";
    for (const char* name : {"a.yaml", "a.template", "-"}) {
        const ReadResult result = read_document(name, source);
        CHECK(result.readable);
        CHECK(result.document->format() == Format::yaml);
        CHECK(result.document->size() == 6);
        CHECK(result.document->key(5) == "Ref");
    }
    const ReadResult result = read_document("a.JSON", source);
    CHECK_FALSE(result.readable);
    CHECK(flaws(result) == "1:2 the key 'a' must be in double quotes\n");
}

TEST_CASE("a file in braces that nothing can read is judged by its name") {
    CHECK(flaws(read_document("a.template", "{\"a\": 1 \"b\": 2}")) == "1:9 a ',' or '}' is missing here\n");
    CHECK(read_document("a.template", "{\"a\": 1 \"b\": 2}").document->format() == Format::json);
    CHECK(read_document("a.yml", "{\"a\": 1 \"b\": 2}").document->format() == Format::yaml);
    CHECK_FALSE(read_document("a.yml", "{\"a\": 1 \"b\": 2}").readable);
}

TEST_CASE("an unreadable file still has a document with its source, its lines and a null root") {
    const ReadResult result = read_document("a.json", "{\"a\": 1,\n \"b\" 2}");
    REQUIRE(result.document != nullptr);
    CHECK_FALSE(result.readable);
    CHECK(result.document->source() == "{\"a\": 1,\n \"b\" 2}");
    CHECK(result.document->name() == "a.json");
    CHECK(result.document->size() == 1);
    CHECK(result.document->kind(0) == NodeKind::null);
    CHECK(result.document->line(2) == " \"b\" 2}");
    CHECK(flaws(result) == "2:6 a ':' is missing between a key and its value\n");
    CHECK(result.flaws.back().fatal);
}

TEST_CASE("files that are too large are refused before they are read") {
    ReadLimits limits;
    limits.yaml_bytes = 3U << 20U;
    limits.json_bytes = 4U << 20U;
    const std::string large = "a: " + std::string(3U << 20U, 'x');
    CHECK(flaws(read_document("a.yaml", large, limits)) == "1:1 the file is larger than 3 MiB\n");
    const std::string array = "[\"" + std::string(4U << 20U, 'x') + "\"]";
    CHECK(flaws(read_document("a.json", array, limits)) == "1:1 the file is larger than 4 MiB\n");
    CHECK(read_document("a.json", "[\"" + std::string(3U << 20U, 'x') + "\"]", limits).readable);
}

TEST_CASE("JSON above the size limit of YAML is not tried as YAML") {
    ReadLimits limits;
    limits.yaml_bytes = 10;
    CHECK(flaws(read_document("a.yaml", "{a: 1, bbbbb: 2}", limits)) == "1:2 the key 'a' must be in double quotes\n");
}

TEST_CASE("the byte-order mark does not hide JSON") {
    const ReadResult result = read_document("a.json", "\xEF\xBB\xBF{\"a\": 1}");
    CHECK(result.readable);
    CHECK(result.document->format() == Format::json);
    CHECK(result.document->source() == "{\"a\": 1}");
}

TEST_CASE("remarks that are not fatal leave the document readable") {
    const ReadResult result = read_document("a.yaml", "a: 1\na: 2\n");
    CHECK(result.readable);
    REQUIRE(result.flaws.size() == 1);
    CHECK_FALSE(result.flaws.front().fatal);
}

TEST_CASE("remarks come before the flaw that stopped the reading") {
    const ReadResult result = read_document("a.yaml", "a: {b: 1, b: 2}\nc: *d\n");
    CHECK_FALSE(result.readable);
    REQUIRE(result.flaws.size() == 2);
    CHECK_FALSE(result.flaws[0].fatal);
    CHECK(result.flaws[1].fatal);
}

}  // namespace
}  // namespace lintel
