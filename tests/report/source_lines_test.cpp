#include "report/source_lines.h"

#include <string>

#include <doctest/doctest.h>

#include "report/sample_report.h"

namespace lintel {
namespace {

std::string line_of(SourceLines& lines, std::uint32_t line, std::uint32_t column = 1) {
    const std::optional<LineCut> cut = lines.around("f", {line, column});
    return cut ? std::string(cut->text) : "(none)";
}

TEST_CASE("lines end with LF or CR LF, and the last one may lack its end") {
    SourceLines lines(only("f", "one\r\ntwo\n\nfour"));
    CHECK(line_of(lines, 1) == "one");
    CHECK(line_of(lines, 2) == "two");
    CHECK(line_of(lines, 3).empty());
    CHECK(line_of(lines, 4) == "four");
    CHECK(line_of(lines, 5) == "(none)");
    CHECK(line_of(lines, 0) == "(none)");
}

TEST_CASE("a byte order mark is no part of the first line") {
    SourceLines lines(only("f", "\xEF\xBB\xBFone\ntwo"));
    CHECK(line_of(lines, 1) == "one");
    CHECK(line_of(lines, 2) == "two");
}

TEST_CASE("a file that is not at hand has no lines") {
    SourceLines lines(only("f", "one"));
    CHECK_FALSE(lines.around("g", {1, 1}).has_value());
    CHECK(line_of(lines, 1) == "one");
}

TEST_CASE("of a long line the surroundings of the place are cut out, forwards and backwards") {
    std::string text;
    for (int i = 0; i < 4000; ++i) text += i % 2 == 0 ? "\u00E9" : "x";
    SourceLines lines(only("f", text));
    for (const std::uint32_t column : {3000U, 3500U, 1000U, 1U}) {
        const std::optional<LineCut> cut = lines.around("f", {1, column});
        REQUIRE(cut);
        CHECK(cut->first_column == (column > SourceLines::reach ? column - SourceLines::reach : 1));
        CHECK(cut->cut_before == (column > SourceLines::reach));
        CHECK(cut->cut_after);
        const bool starts_even = cut->first_column % 2 == 1;
        CHECK(cut->text.substr(0, 1) == (starts_even ? "\xC3" : "x"));
    }
}

}  // namespace
}  // namespace lintel
