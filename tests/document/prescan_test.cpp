#include <doctest/doctest.h>

#include "document/prescan.h"

namespace lintel {
namespace {

using namespace std::string_literals;

/// Offset of the flaw, or -1.
std::int64_t refused_at(std::string_view source) {
    const Prescan result = prescan(source);
    return result.flaw ? static_cast<std::int64_t>(result.flaw->offset) : -1;
}

TEST_CASE("well-formed UTF-8 passes, whatever its length") {
    CHECK(refused_at("") == -1);
    CHECK(refused_at("plain ASCII with\ttabs\r\nand lines\n") == -1);
    CHECK(refused_at("é日😀\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF") == -1);
    CHECK(refused_at("1234567é1234567日") == -1);
}

TEST_CASE("bytes that are not UTF-8 are refused where they stand") {
    CHECK(refused_at("ab\x80") == 2);            // a continuation without a start
    CHECK(refused_at("ab\xC0\xAF") == 2);        // overlong
    CHECK(refused_at("ab\xC1\xBF") == 2);        // overlong
    CHECK(refused_at("\xE0\x80\xAF") == 0);      // overlong
    CHECK(refused_at("\xF0\x80\x80\xAF") == 0);  // overlong
    CHECK(refused_at("\xED\xA0\x80") == 0);      // surrogate
    CHECK(refused_at("\xF4\x90\x80\x80") == 0);  // beyond U+10FFFF
    CHECK(refused_at("\xF5\x80\x80\x80") == 0);
    CHECK(refused_at("0123456789\xE6\x97") == 10);  // cut at the end
    CHECK(refused_at("a\xE6\x97z") == 1);
    CHECK(refused_at("a\xFFz") == 1);
}

TEST_CASE("control characters are refused, also in the middle of a word of eight bytes") {
    CHECK(refused_at("abc\0def"s) == 3);
    CHECK(refused_at("0123456789abcde\0"s) == 15);
    CHECK(refused_at("a\x04") == 1);
    CHECK(refused_at("abcdefgh\x1Bzzzzzzzzz") == 8);
    for (char c = 1; c < 0x20; ++c) {
        const bool allowed = c == '\t' || c == '\n' || c == '\r';
        CHECK(refused_at("12345"s + c + "1234567890") == (allowed ? -1 : 5));
    }
}

TEST_CASE("UTF-16 and UTF-32 are named") {
    const auto message = [](std::string_view source) { return prescan(source).flaw.value_or(Flaw{0, "none"}).message; };
    CHECK(message("\xFF\xFE"s + "a\0"s).find("UTF-16") != std::string::npos);
    CHECK(message("\xFE\xFF"s + "\0a"s).find("UTF-16") != std::string::npos);
    CHECK(message("\xFF\xFE\0\0a\0\0\0"s).find("UTF-32") != std::string::npos);
    CHECK(message("\0\0\xFE\xFF\0\0\0a"s).find("UTF-32") != std::string::npos);
    CHECK(message("a\0b\0"s).find("NUL") != std::string::npos);
}

TEST_CASE("the mark of UTF-8 is cut off") {
    std::string_view source =
        "\xEF\xBB\xBF"
        "a: 1";
    const Prescan result = prescan(source);
    CHECK_FALSE(result.flaw);
    CHECK(source == "a: 1");
}

TEST_CASE("lines start behind each line feed, also in a source that is refused") {
    std::string_view source =
        "a\nbb\r\n\n\xFF"
        "ccccccccccc\nd\n";
    const Prescan result = prescan(source);
    CHECK(result.flaw);
    CHECK(result.line_starts == std::vector<std::uint32_t>{0, 2, 6, 7, 20, 22});
}

TEST_CASE("continuation bytes are counted by block, if there are any") {
    const std::string plain(10'000, 'a');
    std::string_view ascii = plain;
    CHECK(prescan(ascii).continuations.empty());
    const std::string text = std::string(4095, 'a') + "é" + std::string(5000, 'b') + "日";
    std::string_view source = text;
    CHECK(prescan(source).continuations == std::vector<std::uint32_t>{0, 0, 1});
}

}  // namespace
}  // namespace lintel
