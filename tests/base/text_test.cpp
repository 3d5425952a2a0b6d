#include <doctest/doctest.h>

#include "base/text.h"

#include <limits>

namespace lintel {
namespace {

using Pieces = std::vector<std::string_view>;

TEST_CASE("cat joins strings, characters and integers") {
    CHECK(cat("a", 'b', 12, -3, std::string("c"), std::string_view("d"), std::uint64_t{18446744073709551615U}) ==
          "ab12-3cd18446744073709551615");
    CHECK(cat().empty());
}

TEST_CASE("split gives the pieces between separators") {
    CHECK(split("a,b,,c", ',') == Pieces{"a", "b", "", "c"});
    CHECK(split("", ',') == Pieces{""});
    CHECK(split(",", ',') == Pieces{"", ""});
    CHECK(split("a::b:c::", "::") == Pieces{"a", "b:c", ""});
    CHECK(split("abc", "") == Pieces{"abc"});
    CHECK(split("ab", "abc") == Pieces{"ab"});
}

TEST_CASE("join puts the separator between, not around") {
    CHECK(join({"a", "b", "c"}, ", ") == "a, b, c");
    CHECK(join({"a"}, ", ") == "a");
    CHECK(join({}, ", ").empty());
    CHECK(join({"", ""}, "/") == "/");
}

TEST_CASE("trim cuts white space at both ends only") {
    CHECK(trim(" \t\r\n a b \n") == "a b");
    CHECK(trim(" \t ").empty());
    CHECK(trim("").empty());
}

TEST_CASE("case is folded for ASCII only") {
    CHECK(to_lower("AbZ[É") == "abz[É");
    CHECK(equal_ignoring_case("AbC", "aBc"));
    CHECK_FALSE(equal_ignoring_case("ab", "abc"));
    CHECK_FALSE(equal_ignoring_case("@", "`"));
}

TEST_CASE("integers are read whole or not at all") {
    CHECK(to_integer("42") == 42);
    CHECK(to_integer("-42") == -42);
    CHECK(to_integer("007") == 7);
    CHECK(to_integer("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
    CHECK_FALSE(to_integer("9223372036854775808"));
    CHECK_FALSE(to_integer(""));
    CHECK_FALSE(to_integer("4 "));
    CHECK_FALSE(to_integer(" 4"));
    CHECK_FALSE(to_integer("4.0"));
    CHECK_FALSE(to_integer("0x4"));
}

TEST_CASE("numbers are read whole or not at all") {
    CHECK(to_number("1.5") == 1.5);
    CHECK(to_number("-2e3") == -2000);
    CHECK(to_number("7") == 7);
    CHECK_FALSE(to_number(""));
    CHECK_FALSE(to_number("1.5x"));
    CHECK_FALSE(to_number("1,5"));
    CHECK_FALSE(to_number("1e999"));
}

TEST_CASE("numbers are written as people write them") {
    CHECK(number_text(3) == "3");
    CHECK(number_text(-3) == "-3");
    CHECK(number_text(0) == "0");
    CHECK(number_text(0.5) == "0.5");
    CHECK(number_text(1.10) == "1.1");
    CHECK(number_text(9007199254740992.0) == "9007199254740992");
    CHECK(number_text(1e300) == "1e+300");
}

TEST_CASE("wildcards match any text and single characters") {
    CHECK(matches_wildcard("s3:GetObject", "s3:*"));
    CHECK(matches_wildcard("s3:GetObject", "*"));
    CHECK(matches_wildcard("s3:GetObject", "s3:Get*t"));
    CHECK(matches_wildcard("s3:GetObject", "s3:?et*"));
    CHECK(matches_wildcard("s3:GetObject", "s3:GetObject*"));
    CHECK(matches_wildcard("", "*"));
    CHECK(matches_wildcard("", ""));
    CHECK(matches_wildcard("a*b", "a*b"));
    CHECK(matches_wildcard("abab", "*ab"));
    CHECK(matches_wildcard("aXbXc", "a*b*c"));
    CHECK_FALSE(matches_wildcard("s3:GetObject", "S3:*"));
    CHECK_FALSE(matches_wildcard("s3:GetObject", "s3:Get"));
    CHECK_FALSE(matches_wildcard("", "?"));
    CHECK_FALSE(matches_wildcard("abc", "a*d"));
    CHECK_FALSE(matches_wildcard("abc", ""));
}

TEST_CASE("many stars cost little") {
    std::string pattern;
    for (int i = 0; i < 50; ++i) pattern += "a*";
    CHECK_FALSE(matches_wildcard(std::string(2000, 'a'), pattern + "b"));
}

TEST_CASE("the edit distance counts insertions, removals and replacements") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("abc", "abc") == 0);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("abc", "") == 3);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("Encrpyted", "Encrypted") == 2);
}

TEST_CASE("the nearest candidate is found only if it is near") {
    const std::vector<std::string_view> candidates = {"Encrypted", "KmsKeyId", "Size"};
    CHECK(nearest("encrypted", candidates) == "Encrypted");
    CHECK(nearest("Encrpyted", candidates) == "Encrypted");
    CHECK(nearest("KmsKey", candidates) == "KmsKeyId");
    CHECK_FALSE(nearest("BlockDeviceMappings", candidates));
    CHECK_FALSE(nearest("Size", {}));
}

}  // namespace
}  // namespace lintel
