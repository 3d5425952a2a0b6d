#include <doctest/doctest.h>

#include "document/reading.h"

namespace lintel {
namespace {

using namespace std::string_literals;
using test::flaws;
using test::json;
using test::outline;
using test::repeat;

TEST_CASE("every JSON value spans what is written") {
    const ReadResult result = json(R"( { "s" : "text", "e":"a\"\u00e9\n", "n":[-1.5e+3 ,0,12],
 "b":true , "f":false,"z":null,"o":{},"a":[ ],
 "k\\\u0041":{"x":"😀"} } )");
    REQUIRE(result.readable);
    CHECK(result.document->format() == Format::json);
    const std::string written = outline(*result.document);
    CHECK(written.starts_with(R"(mapping <{ "s" : "text", "e")"));
    CHECK(written.find(R"({"x":"😀"} }>)") != std::string::npos);
    CHECK(written.substr(written.find('\n') + 1) == R"(  "s" = string <"text">
  "e" = string <"a\"\u00e9\n">
  "n" = list <[-1.5e+3 ,0,12]>
    number <-1.5e+3>
    number <0>
    number <12>
  "b" = boolean <true>
  "f" = boolean <false>
  "z" = null <null>
  "o" = mapping <{}>
  "a" = list <[ ]>
  "k\\\u0041" = mapping <{"x":"😀"}>
    "x" = string <"😀">
)");
    const Document& document = *result.document;
    CHECK(document.text(document.member(0, "s")) == "text");
    CHECK(document.text(document.member(0, "e")) == "a\"é\n");
    CHECK(document.text(document.member(0, "b")) == "true");
    CHECK(document.text(document.member(document.member(0, "k\\A"), "x")) == "😀");
    CHECK((document.node(document.member(0, "s")).flags & NodeFlag::quoted) != 0);
    CHECK((document.node(document.member(0, "b")).flags & NodeFlag::quoted) == 0);
}

TEST_CASE("numbers keep their lexeme") {
    const auto document = json("[123456789012345678901234567890, 1.10, -0, 1E5,7]").document;
    CHECK(document->text(1) == "123456789012345678901234567890");
    CHECK(document->text(2) == "1.10");
    CHECK(document->text(3) == "-0");
    CHECK(document->text(4) == "1E5");
    CHECK(document->text(5) == "7");
}

TEST_CASE("a duplicate key in JSON is told and does not stop the reading") {
    const ReadResult result = json("{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2}, \"a\": 3}");
    CHECK(result.readable);
    CHECK(flaws(result) ==
          "2:16 (the key 'c' is repeated in this mapping; only the last one counts)\n"
          "2:25 (the key 'a' is repeated in this mapping; only the last one counts)\n");
}

TEST_CASE("duplicates are found in large mappings too, and their number is bounded") {
    std::string source = "{\"k0\": 0";
    for (int i = 1; i < 100; ++i) source += cat(",\"k", i, "\": 0");
    CHECK(flaws(json(source + "}")).empty());
    CHECK(json(source + ",\"k3\": 1, \"k77\": 1}").flaws.size() == 2);
    CHECK(json(source + repeat(",\"k99\": 1", 5000) + "}").flaws.size() == 100);
}

TEST_CASE("broken JSON is explained where it breaks") {
    const auto fault = [](std::string source) { return flaws(json(std::move(source))); };
    CHECK(fault("{\"a\":1 \"b\":2}") == "1:8 a ',' or '}' is missing here\n");
    CHECK(fault("[1\n2]") == "2:1 a ',' or ']' is missing here\n");
    CHECK(fault("{\"a\":1,}") == "1:7 unexpected ',' before '}'\n");
    CHECK(fault("[1,2, ]") == "1:5 unexpected ',' before ']'\n");
    CHECK(fault("{\"a\":1,,\"b\":2}") == "1:8 unexpected ',' here; a key in double quotes is missing\n");
    CHECK(fault("{\"a\" 1}") == "1:6 a ':' is missing between a key and its value\n");
    CHECK(fault("{\"a\":,}") == "1:6 unexpected ',' here; a value is missing\n");
    CHECK(fault("{\"a\":1]") == "1:7 unexpected ']' here; the last '{' is closed by '}'\n");
    CHECK(fault("[}") == "1:2 unexpected '}' here; a value is missing\n");
    CHECK(fault("{a:1}") == "1:2 the key 'a' must be in double quotes\n");
    CHECK(fault("{'a':1}") == "1:2 JSON writes strings in double quotes\n");
    CHECK(fault("[tru]") == "1:2 'tru' is not a value of JSON; is it a string without its quotes?\n");
    CHECK(fault("[NaN]") == "1:2 'NaN' is not a value of JSON; is it a string without its quotes?\n");
    CHECK(fault("[-]") == "1:2 '-' is not a number as JSON writes it\n");
    CHECK(fault("[1-2, 3]") == "1:2 '1-2' is not a number as JSON writes it\n");
    CHECK(fault("[012345678901]") ==
          "1:2 the number '012345678901' must not start with 0; put it in quotes if the zero counts\n");
    CHECK(fault("[1, 1e999]") == "1:5 the number '1e999' is too large\n");
    CHECK(fault("{// c\n\"a\":1}") == "1:2 JSON has no comments\n");
    CHECK(fault("{\"a\":1 /* c */}") == "1:8 JSON has no comments\n");
    CHECK(fault("{\"a\":1}{\"b\":2}") == "1:8 unexpected text behind the end of the JSON value\n");
}

TEST_CASE("strings that are not JSON are explained") {
    const auto fault = [](std::string source) { return flaws(json(std::move(source))); };
    CHECK(fault("[\"a\tb\"]") == "1:4 a tab inside a string must be written as \\t\n");
    CHECK(fault("[\"a\\qb\"]") == "1:4 '\\q' is not an escape sequence of JSON\n");
    CHECK(fault(R"(["\ud800"])") ==
          "1:3 '\\u' must be followed by four hexadecimal digits, and a surrogate by its other half\n");
    CHECK(fault(R"(["\u12G4"])") ==
          "1:3 '\\u' must be followed by four hexadecimal digits, and a surrogate by its other half\n");
    CHECK(fault("{\"a\": \"b\n\"}").starts_with("1:7 this string is not closed on its line"));
    CHECK(fault("{\"a\n\": 1}").starts_with("1:2 this string is not closed on its line"));
}

TEST_CASE("a file that ends too early is told so") {
    const auto fault = [](std::string source) { return flaws(json(std::move(source))); };
    CHECK(fault("[\"x") == "1:2 the file ends inside this string; a closing '\"' is missing\n");
    CHECK(fault("{\"a\":") == "1:6 the file ends before the last '{' is closed\n");
    CHECK(fault("{\"a\":[1,2\n") == "2:1 the file ends before the last '[' is closed\n");
    CHECK(fault("{") == "1:2 the file ends before the last '{' is closed\n");
    CHECK(fault("[1,") == "1:4 the file ends before the last '[' is closed\n");
    CHECK(fault("[tr") == "1:2 'tr' is not a value of JSON; is it a string without its quotes?\n");
}

TEST_CASE("a message never holds a long token") {
    const ReadResult result = json("[" + std::string(1'000'000, 'x') + "]");
    REQUIRE_FALSE(result.readable);
    CHECK(result.flaws.back().message.size() < 200);
    CHECK(json("[\"" + std::string(1'000'000, 'x')).flaws.back().message.size() < 200);
}

TEST_CASE("NUL bytes do not end a JSON file early") {
    const ReadResult result = json("{\"a\":1}\0,\"evil\":["s);
    CHECK_FALSE(result.readable);
    CHECK(flaws(result).starts_with("1:8 a NUL byte is not allowed here"));
}

TEST_CASE("nesting in JSON is bounded, and harmless at any depth") {
    CHECK(json(repeat("[", 256) + repeat("]", 256)).readable);
    CHECK(flaws(json(repeat("[", 257) + repeat("]", 257))) == "1:257 values are nested more than 256 levels deep\n");
    CHECK(flaws(json(repeat("[", 1'000'000))) == "1:257 values are nested more than 256 levels deep\n");
    CHECK(flaws(json(repeat("{\"a\":", 1'000'000))) == "1:1281 values are nested more than 256 levels deep\n");
}

TEST_CASE("the number of values in JSON is bounded") {
    ReadLimits limits;
    limits.nodes = 4;
    CHECK(read_document("a.json", "[1,2,3]", limits).readable);
    CHECK(flaws(read_document("a.json", "[1,2,3,4]", limits)) == "1:8 the file has more than 4 values\n");
    CHECK(flaws(read_document("a.json", "[1,2,3,[]]", limits)) == "1:8 the file has more than 4 values\n");
}

TEST_CASE("a key of JSON has at most 65535 bytes") {
    CHECK(json("{\"" + std::string(65535, 'k') + "\":1}").readable);
    CHECK(flaws(json("{\"" + std::string(65536, 'k') + "\":1}")) == "1:2 this key is longer than 65535 bytes\n");
}

TEST_CASE("JSON behind a byte-order mark and with CRLF has exact places") {
    const ReadResult result = json("\xEF\xBB\xBF{\r\n  \"é\": \"x\",\r\n  \"b\": [1]\r\n}\r\n");
    REQUIRE(result.readable);
    const Document& document = *result.document;
    CHECK(document.position(0) == Position{1, 1});
    CHECK(document.position(document.node(1).begin) == Position{2, 8});
    CHECK(document.position(document.node(3).begin) == Position{3, 9});
    CHECK(outline(document) ==
          "mapping <{\\r\\n  \"é\": \"x\",\\r\\n  \"b\": [1]\\r\\n}>\n"
          "  \"é\" = string <\"x\">\n"
          "  \"b\" = list <[1]>\n"
          "    number <1>\n");
}

}  // namespace
}  // namespace lintel
