#include "report/excerpt.h"

#include <string>

#include <doctest/doctest.h>

#include "report/terminal_text.h"

namespace lintel {
namespace {

Excerpt shown(std::string_view line, ColumnRange defect) {
    LineCut cut;
    cut.text = line;
    return lay_out(cut, defect);
}

unsigned width_of(std::string_view text) {
    unsigned width = 0;
    while (!text.empty()) {
        const CodePoint c = first_code_point(text);
        width += display_width(c.value);
        text.remove_prefix(c.size);
    }
    return width;
}

TEST_CASE("the underline stands below the defect") {
    const Excerpt excerpt = shown("  Encrypted: false", {3, 19});
    CHECK(excerpt.line == "  Encrypted: false");
    CHECK(excerpt.indent == 2);
    CHECK(excerpt.underline == 16);
}

TEST_CASE("a defect that goes on in the next line is underlined to the end of the text") {
    const Excerpt excerpt = shown("  Tags:   ", {3, UINT32_MAX});
    CHECK(excerpt.line == "  Tags:");
    CHECK(excerpt.underline == 5);
}

TEST_CASE("an empty defect, an empty line and a place behind the line still get one mark") {
    CHECK(shown("abc", {2, 2}).underline == 1);
    CHECK(shown("", {1, 1}).underline == 1);
    const Excerpt behind = shown("abc", {4, 5});
    CHECK(behind.indent == 3);
    CHECK(behind.underline == 1);
}

TEST_CASE("tabs are laid out as blanks up to the next multiple of four") {
    const Excerpt excerpt = shown("\ta\tb", {4, 5});
    CHECK(excerpt.line == "    a   b");
    CHECK(excerpt.indent == 8);
    CHECK(excerpt.underline == 1);
}

TEST_CASE("wide characters take two columns and combining marks none") {
    const Excerpt wide = shown("\u540D\u524D: \U0001F600x", {5, 6});
    CHECK(wide.indent == 6);
    CHECK(wide.underline == 2);
    const Excerpt combining = shown("e\u0301x", {3, 4});
    CHECK(combining.indent == 1);
    CHECK(display_width(U'\u200D') == 0);
    CHECK(display_width(U'\u00E9') == 1);
    CHECK(display_width(U'\uFF21') == 2);
}

TEST_CASE("control characters and broken bytes are replaced and take one column") {
    const Excerpt excerpt = shown("a\x1b[31mb\xFFz", {8, 9});
    CHECK(excerpt.line == "a\uFFFD[31mb\uFFFDz");
    CHECK(excerpt.indent == 7);
}

TEST_CASE("of a very long line the part around the defect is shown") {
    const std::string line = std::string(1000, 'a') + "BAD" + std::string(1000, 'z');
    const Excerpt excerpt = shown(line, {1001, 1004});
    CHECK(width_of(excerpt.line) == excerpt_width + 2);
    CHECK(excerpt.line.substr(0, 3) == "\u2026");
    CHECK(excerpt.line.substr(excerpt.line.size() - 3) == "\u2026");
    CHECK(excerpt.line.substr(2 + excerpt.indent, 3) == "BAD");  // the ellipsis has two bytes more than columns
    CHECK(excerpt.underline == 3);
}

TEST_CASE("at the end of a long line the window ends with the line, and a long defect with the window") {
    const std::string line = std::string(500, 'a') + "END";
    const Excerpt end = shown(line, {501, 504});
    CHECK(end.line.substr(end.line.size() - 3) == "END");
    CHECK(end.indent + end.underline == excerpt_width + 1);
    const Excerpt all = shown(line, {1, 504});
    CHECK(all.indent == 0);
    CHECK(all.underline == excerpt_width);
}

TEST_CASE("a window that would cut a wide character in two starts behind it") {
    std::string line = "a";
    for (int i = 0; i < 300; ++i) line += "\u540D";
    line += "BAD";
    const Excerpt excerpt = shown(line, {302, 305});
    CHECK(width_of(excerpt.line.substr(0, excerpt.line.size() - 3)) == excerpt.indent);
}

TEST_CASE("a secret is masked without its key, whatever the quotes") {
    LineCut cut;
    cut.text = "Password: hunter2";
    CHECK(lay_out(cut, {1, 18}, {{1, 18}}).line == "Password: *******");
    cut.text = "\"Password\" : \"hunter2\", x";
    CHECK(lay_out(cut, {1, 23}, {{1, 23}}).line == "\"Password\" : *********, x");
    cut.text = "- hunter2";
    CHECK(lay_out(cut, {3, 10}, {{3, 10}}).line == "- *******");
    cut.text = "Password: hunter2";
    CHECK(lay_out(cut, {1, 9}, {{1, 9}}).line == "Password: *******");  // only the key is the place
}

TEST_CASE("UTF-8 that is overlong, a surrogate or cut off is no character") {
    CHECK(first_code_point("\xC0\x80").value == replacement);
    CHECK(first_code_point("\xED\xA0\x80").value == replacement);
    CHECK(first_code_point("\xE2\x82").value == replacement);
    CHECK(first_code_point("\xF5\x80\x80\x80").value == replacement);
    CHECK(first_code_point("\xE2\x82\xAC").value == U'\u20AC');
    CHECK(first_code_point("\xF0\x9F\x98\x80").size == 4);
}

}  // namespace
}  // namespace lintel
