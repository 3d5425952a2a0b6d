#include <doctest/doctest.h>

#include "terraform/function_sample.h"

using lintel::test::called;

TEST_CASE("Base64 is written and read") {
    CHECK(called("base64encode('')") == R"("")");
    CHECK(called("base64encode('f')") == R"("Zg==")");
    CHECK(called("base64encode('fo')") == R"("Zm8=")");
    CHECK(called("base64encode('foo')") == R"("Zm9v")");
    CHECK(called("base64encode('Hello World')") == R"("SGVsbG8gV29ybGQ=")");
    CHECK(called("base64decode('SGVsbG8gV29ybGQ=')") == R"("Hello World")");
    CHECK(called("base64decode('SGVs\nbG8=')") == R"("Hello")");
    CHECK(called("base64decode('')") == R"("")");
    CHECK(called("base64decode(!'Zg==')") == R"(!"f")");
}

TEST_CASE("what is no Base64, or no text, is unknown") {
    CHECK(called("base64decode('Zg=')") == "?a text that is not in Base64");
    CHECK(called("base64decode('Zg==Zg==')") == "?a text that is not in Base64");
    CHECK(called("base64decode('Z===')") == "?a text that is not in Base64");
    CHECK(called("base64decode('Z_8=')") == "?a text that is not in Base64");
    CHECK(called("base64decode('/w==')") == "?bytes that are no text");
    CHECK(called("base64decode('AQ==')") == "?bytes that are no text");
    CHECK(called("base64decode('7aCA')") == "?bytes that are no text");
    CHECK(called("base64decode(?x)") == "?x");
    CHECK(called("base64encode('a~')") == "?a value known only in part");
    CHECK(called("base64encode(null)") == "?an argument that is no text");
}

TEST_CASE("texts are encoded in UTF-8 and UTF-16") {
    CHECK(called("textencodebase64('Hello World', 'UTF-16LE')") == R"("SABlAGwAbABvACAAVwBvAHIAbABkAA==")");
    CHECK(called("textencodebase64('\u00e9', 'utf-8')") == R"("w6k=")");
    CHECK(called("textencodebase64('\U0001F600', 'UTF-16LE')") == R"("PdgA3g==")");
    CHECK(called("textdecodebase64('SABlAGwAbABvACAAVwBvAHIAbABkAA==', 'UTF-16LE')") == R"("Hello World")");
    CHECK(called("textdecodebase64('PdgA3g==', 'UTF-16LE')") == "\"\U0001F600\"");
    CHECK(called("textdecodebase64('w6k=', 'UTF-8')") == "\"\u00e9\"");
    CHECK(called("textdecodebase64('PdgA', 'UTF-16LE')") == "?bytes that are no text");
    CHECK(called("textdecodebase64('Pdg=', 'UTF-16LE')") == "?bytes that are no text");
    CHECK(called("textencodebase64('a', 'shift_jis')") == "?a text in an encoding other than UTF-8 and UTF-16LE");
}

TEST_CASE("urlencode escapes as in a query") {
    CHECK(called("urlencode('Hello World!')") == R"("Hello+World%21")");
    CHECK(called("urlencode('\u2603')") == R"("%E2%98%83")");
    CHECK(called("urlencode('a-b_c.d')") == R"("a-b_c.d")");
    CHECK(called("urlencode('foo:bar@x?foo=bar&b=az')") == R"("foo%3Abar%40x%3Ffoo%3Dbar%26b%3Daz")");
}

TEST_CASE("csvdecode gives a map of each row") {
    CHECK(called("csvdecode('a,b\n1,2\n3,4')") == R"([{a: "1", b: "2"}, {a: "3", b: "4"}])");
    CHECK(called("csvdecode('a,b\r\n\r\n\"x,\"\"y\",\"l\r\nm\"\r\n')") == "[{a: \"x,\"y\", b: \"l\nm\"}]");
    CHECK(called("csvdecode('a,b\n,')") == R"([{a: "", b: ""}])");
    CHECK(called("csvdecode('a,b')") == "[]");
}

TEST_CASE("what is no CSV is unknown") {
    constexpr auto cause = "?a text that is no CSV with a row of different names and rows of that length";
    CHECK(called("csvdecode('')") == cause);
    CHECK(called("csvdecode('a,b\n1')") == cause);
    CHECK(called("csvdecode('a\n1,2')") == cause);
    CHECK(called("csvdecode('a,a\n1,2')") == cause);
    CHECK(called("csvdecode('a\n\"1')") == cause);
    CHECK(called("csvdecode('a\nx\"1\"')") == cause);
    CHECK(called("csvdecode('a\n\"1\"x')") == cause);
    CHECK(called("csvdecode([])") == "?an argument that is no text");
}
