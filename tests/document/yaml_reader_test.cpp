#include <doctest/doctest.h>

#include "document/reading.h"

namespace lintel {
namespace {

using namespace std::string_literals;
using test::find;
using test::flaws;
using test::outline;
using test::repeat;
using test::yaml;

/// The outline of what must be readable without a remark.
std::string shape(std::string source) {
    const ReadResult result = yaml(std::move(source));
    return result.readable && result.flaws.empty() ? outline(*result.document) : flaws(result);
}

std::string fault(std::string source) {
    const ReadResult result = yaml(std::move(source));
    return result.readable ? "readable " + flaws(result) : flaws(result);
}

TEST_CASE("every kind of scalar spans what is written") {
    CHECK(shape("a: plain\nb: \"dou\\\"ble\" # c\nc: 'it''s'\nd: |\n  one\n  two\n\n# comment\ne: >-\n  one\n  two\nf: "
                "two\n  lines # c\n") ==
          "mapping <a: plain\\nb: \"dou\\\"ble\" # c\\nc: 'it''s'\\nd: |\\n  one\\n  two\\n\\n# comment\\ne: >-\\n  "
          "one\\n  two\\nf: two\\n  lines>\n"
          "  a = string <plain>\n"
          "  b = string <\"dou\\\"ble\">\n"
          "  c = string <'it''s'>\n"
          "  d = string <|\\n  one\\n  two>\n"
          "  e = string <>-\\n  one\\n  two>\n"
          "  f = string <two\\n  lines>\n");
}

TEST_CASE("text is decoded and style is remembered") {
    const auto document = yaml(
                              "a: plain\nb: \"\\u00e9\\n\"\nc: 'it''s'\nd: |\n  one\n   two\ne: >-\n  one\n  two\nf: "
                              "two\n  lines\ng: \"same\"\n")
                              .document;
    const auto text = [&](std::string_view key) { return document->text(document->member(0, key)); };
    const auto flags = [&](std::string_view key) {
        return document->node(document->member(0, key)).flags & ~NodeFlag::has_key;
    };
    CHECK(text("a") == "plain");
    CHECK(text("b") == "é\n");
    CHECK(text("c") == "it's");
    CHECK(text("d") == "one\n two\n");
    CHECK(text("e") == "one two");
    CHECK(text("f") == "two lines");
    CHECK(text("g") == "same");
    CHECK(flags("a") == 0);
    CHECK(flags("b") == NodeFlag::quoted);
    CHECK(flags("c") == NodeFlag::quoted);
    CHECK(flags("d") == (NodeFlag::quoted | NodeFlag::block_style));
    CHECK(flags("e") == (NodeFlag::quoted | NodeFlag::block_style));
}

TEST_CASE("escape sequences give UTF-8") {
    const auto document = yaml(R"(a: "é\_日\N\L\P\xA0\xe9\U0001F600\0\_\_")").document;
    CHECK(document->text(1) == "é\u00A0日\u0085\u2028\u2029\u00A0é😀\0\u00A0\u00A0"s);
    CHECK(yaml(R"(a: 'x\_\N')").document->text(1) == R"(x\_\N)");
}

TEST_CASE("plain scalars have types, quoted ones are strings, and text keeps the lexeme") {
    CHECK(shape("[yes, 'yes', 0123, \"1\", 1_000, ~, 'null', null, 2012-10-17, n]") ==
          "list <[yes, 'yes', 0123, \"1\", 1_000, ~, 'null', null, 2012-10-17, n]>\n"
          "  boolean <yes>\n  string <'yes'>\n  number <0123>\n  string <\"1\">\n  number <1_000>\n  null <~>\n  "
          "string <'null'>\n"
          "  null <null>\n  string <2012-10-17>\n  string <n>\n");
    const auto document = yaml("a: 0123\nb: Yes\nc: ~\n").document;
    CHECK(document->text(1) == "0123");
    CHECK(document->text(2) == "Yes");
    CHECK(document->text(3) == "~");
}

TEST_CASE("a null that is written spans its word") {
    CHECK(shape("a: null # c\nb: ~\nc: [null, ~ ,{d: Null}]\ne: &x NULL\r\nf:\n  null\n") ==
          "mapping <a: null # c\\nb: ~\\nc: [null, ~ ,{d: Null}]\\ne: &x NULL\\r\\nf:\\n  null>\n"
          "  a = null <null>\n  b = null <~>\n  c = list <[null, ~ ,{d: Null}]>\n    null <null>\n    null <~>\n"
          "    mapping <{d: Null}>\n      d = null <Null>\n  e = null <NULL>\n  f = null <null>\n");
}

TEST_CASE("collections span their children or their brackets") {
    CHECK(shape("a:\n- 1\n-   b: 2\n    c: 3\n  # comment\nd: {e: [1, 2 ], f: {}, # c\n  }\ng: []\n") ==
          "mapping <a:\\n- 1\\n-   b: 2\\n    c: 3\\n  # comment\\nd: {e: [1, 2 ], f: {}, # c\\n  }\\ng: []>\n"
          "  a = list <- 1\\n-   b: 2\\n    c: 3>\n"
          "    number <1>\n"
          "    mapping <b: 2\\n    c: 3>\n"
          "      b = number <2>\n"
          "      c = number <3>\n"
          "  d = mapping <{e: [1, 2 ], f: {}, # c\\n  }>\n"
          "    e = list <[1, 2 ]>\n"
          "      number <1>\n"
          "      number <2>\n"
          "    f = mapping <{}>\n"
          "  g = list <[]>\n");
    const auto document = yaml("a: [1]\nb:\n- 1\n").document;
    CHECK((document->node(1).flags & NodeFlag::block_style) == 0);
    CHECK((document->node(3).flags & NodeFlag::block_style) != 0);
    CHECK((document->node(0).flags & NodeFlag::block_style) != 0);
}

TEST_CASE("a single pair in a list needs no braces") {
    CHECK(shape("[a: b, {c: d}, e]") ==
          "list <[a: b, {c: d}, e]>\n  mapping <a: b>\n    a = string <b>\n"
          "  mapping <{c: d}>\n    c = string <d>\n  string <e>\n");
}

TEST_CASE("a missing value is null behind its key or dash") {
    const auto place = [](std::string source, std::string_view path) {
        const auto document = yaml(std::move(source)).document;
        const NodeId id = find(*document, path);
        REQUIRE(id != no_node);
        CHECK(document->kind(id) == NodeKind::null);
        CHECK(document->text(id).empty());
        CHECK(document->node(id).begin == document->node(id).end);
        return document->node(id).begin;
    };
    CHECK(place("k:\n", "k") == 2);
    CHECK(place("k:", "k") == 2);
    CHECK(place("k  : # c\n\n# c\nl: 1\n", "k") == 4);
    CHECK(place("a:\n  k:\nnull: 1\n", "a/k") == 7);
    CHECK(place("k:\nnullable: 1\n", "k") == 2);
    CHECK(place("k:\n~ : 1\n", "k") == 2);
    CHECK(place("k:\nnull and void: 1\n", "k") == 2);
    CHECK(place("k:\nnull, x: 1\n", "k") == 2);
    CHECK(place("{a, b: 1}", "a") == 2);
    CHECK(place("{null, b: 1}", "null") == 5);
    CHECK(place("{a: , b: 1}", "a") == 3);
    CHECK(place("? a\n? b\n", "a") == 3);
    CHECK(place("- \n- 1\n", "0") == 1);
    CHECK(place("- 1\n-\n- 1\n", "1") == 5);
    CHECK(place("- &x\n- 1\n", "0") == 4);
    CHECK(place("a: !Ref\nb: 1\n", "a/Ref") == 7);
    CHECK(place("a: !Ref\n\"b\": 1\n", "a/Ref") == 7);
}

TEST_CASE("an empty text in quotes or in a block is a string") {
    CHECK(shape("a: ''\nb: !Sub \"\"\nc: |\nd: !Sub |-\ne: \"\\\n  \"\n") ==
          "mapping <a: ''\\nb: !Sub \"\"\\nc: |\\nd: !Sub |-\\ne: \"\\\\n  \">\n"
          "  a = string <''>\n"
          "  b = mapping <!Sub \"\">\n"
          "    !Sub = string <\"\">\n"
          "  c = string <|>\n"
          "  d = mapping <!Sub |->\n"
          "    !Sub = string <|->\n"
          "  e = string <\"\\\\n  \">\n");
}

TEST_CASE("a file without content is a readable null") {
    for (const char* source :
         {"", "\n\n", "# only a comment\n", "---\n", "--- # c\n...\n", "%YAML 1.1\n---\n", "\xEF\xBB\xBF"}) {
        const ReadResult result = yaml(source);
        CHECK_MESSAGE(result.readable, source);
        REQUIRE(result.document->size() == 1);
        CHECK(result.document->kind(0) == NodeKind::null);
    }
}

TEST_CASE("a tag is the mapping it stands for") {
    CHECK(shape("A: !Ref x\nB: !GetAtt A.B\nC: !Condition D\nE: !Sub |\n  a\n  b\nF: !Sub\n  - ${x}\n  - x: 1\nG: "
                "!Transform {Name: x}\n") ==
          "mapping <A: !Ref x\\nB: !GetAtt A.B\\nC: !Condition D\\nE: !Sub |\\n  a\\n  b\\nF: !Sub\\n  - ${x}\\n  - x: "
          "1\\nG: !Transform {Name: x}>\n"
          "  A = mapping <!Ref x>\n"
          "    !Ref = string <x>\n"
          "  B = mapping <!GetAtt A.B>\n"
          "    !GetAtt = string <A.B>\n"
          "  C = mapping <!Condition D>\n"
          "    !Condition = string <D>\n"
          "  E = mapping <!Sub |\\n  a\\n  b>\n"
          "    !Sub = string <|\\n  a\\n  b>\n"
          "  F = mapping <!Sub\\n  - ${x}\\n  - x: 1>\n"
          "    !Sub = list <- ${x}\\n  - x: 1>\n"
          "      string <${x}>\n"
          "      mapping <x: 1>\n"
          "        x = number <1>\n"
          "  G = mapping <!Transform {Name: x}>\n"
          "    !Transform = mapping <{Name: x}>\n"
          "      Name = string <x>\n");
    const auto document = yaml("A: !Ref x\nB: !GetAtt A.B\nC: !Condition D\nD: {Ref: x}\n").document;
    CHECK(document->key(2) == "Ref");
    CHECK(document->key(4) == "Fn::GetAtt");
    CHECK(document->key(6) == "Condition");
    CHECK((document->node(1).flags & NodeFlag::short_form) != 0);
    CHECK((document->node(7).flags & NodeFlag::short_form) == 0);
    CHECK((document->node(2).flags & NodeFlag::short_form) == 0);
}

TEST_CASE("short forms nest in each other and in long forms") {
    CHECK(shape("A: !If [c, !Ref A, !Ref \"AWS::NoValue\"]\nB:\n  Fn::Sub: !Ref x\nC: !Base64\n  Fn::Join: ['', [!Ref "
                "y]]\n") ==
          "mapping <A: !If [c, !Ref A, !Ref \"AWS::NoValue\"]\\nB:\\n  Fn::Sub: !Ref x\\nC: !Base64\\n  Fn::Join: ['', "
          "[!Ref y]]>\n"
          "  A = mapping <!If [c, !Ref A, !Ref \"AWS::NoValue\"]>\n"
          "    !If = list <[c, !Ref A, !Ref \"AWS::NoValue\"]>\n"
          "      string <c>\n"
          "      mapping <!Ref A>\n"
          "        !Ref = string <A>\n"
          "      mapping <!Ref \"AWS::NoValue\">\n"
          "        !Ref = string <\"AWS::NoValue\">\n"
          "  B = mapping <Fn::Sub: !Ref x>\n"
          "    Fn::Sub = mapping <!Ref x>\n"
          "      !Ref = string <x>\n"
          "  C = mapping <!Base64\\n  Fn::Join: ['', [!Ref y]]>\n"
          "    !Base64 = mapping <Fn::Join: ['', [!Ref y]]>\n"
          "      Fn::Join = list <['', [!Ref y]]>\n"
          "        string <''>\n"
          "        list <[!Ref y]>\n"
          "          mapping <!Ref y>\n"
          "            !Ref = string <y>\n");
}

TEST_CASE("anchors and tags stand in any order") {
    for (const char* source : {"a: &x !Sub t\nb: *x\n", "a: !Sub &x t\nb: *x\n", "a: !Sub # c\n  &x t\nb: *x\n"}) {
        const auto document = yaml(source).document;
        REQUIRE_MESSAGE(document->size() == 4, source);
        CHECK(document->key(2) == "Fn::Sub");
        CHECK(document->text(2) == "t");
        CHECK(document->source()[document->node(1).begin] == '!');
        CHECK(document->follow(3) == 1);
    }
    CHECK(shape("a: &x\n  &y k: 1\nb: !Foo\n  !!str k: 1\n") ==
          "mapping <a: &x\\n  &y k: 1\\nb: !Foo\\n  !!str k: 1>\n"
          "  a = mapping <&y k: 1>\n"
          "    k = number <1>\n"
          "  b = mapping <!Foo\\n  !!str k: 1>\n"
          "    !Foo = mapping <!!str k: 1>\n"
          "      k = number <1>\n");
}

TEST_CASE("the content of a short form is text even if it looks like a number") {
    const auto document = yaml("a: !Sub 123\nb: !Ref yes\n").document;
    CHECK(document->kind(2) == NodeKind::string);
    CHECK(document->kind(4) == NodeKind::string);
}

TEST_CASE("global tags say what a scalar is") {
    CHECK(
        shape("[!!str 123, !!int \"12\", !!bool yes, !!float 1.5, !!null '', ! 12, !!int x, !!seq [1], !<!Ref> x]") ==
        "list <[!!str 123, !!int \"12\", !!bool yes, !!float 1.5, !!null '', ! 12, !!int x, !!seq [1], !<!Ref> x]>\n"
        "  string <123>\n  number <\"12\">\n  boolean <yes>\n  number <1.5>\n  null <''>\n  string <12>\n  string <x>\n"
        "  list <[1]>\n    number <1>\n  mapping <!<!Ref> x>\n    !<!Ref> = string <x>\n");
}

TEST_CASE("tags that CloudFormation does not support are told") {
    CHECK(flaws(yaml("a: !!binary aGk=\nb: !!set {x}\nc: !!timestamp 2001-01-01\n")) ==
          "1:4 (the YAML tag '!!binary' is not supported)\n2:4 (the YAML tag '!!set' is not supported)\n"
          "3:4 (the YAML tag '!!timestamp' is not supported)\n");
    const auto document = yaml("c: !!timestamp 2001-01-01\n").document;
    CHECK(document->kind(1) == NodeKind::string);
    CHECK(document->text(1) == "2001-01-01");
}

TEST_CASE("an alias is a node that names its anchor") {
    const auto document = yaml("a: &x\n  b: 1\nc: *x\nd: [*x , *x]\n").document;
    CHECK(outline(*document) ==
          "mapping <a: &x\\n  b: 1\\nc: *x\\nd: [*x , *x]>\n  a = mapping <b: 1>\n    b = number <1>\n"
          "  c = alias <*x>\n  d = list <[*x , *x]>\n    alias <*x>\n    alias <*x>\n");
    CHECK(document->follow(3) == 1);
}

TEST_CASE("an anchor that is set again names the later node") {
    const auto document = yaml("a: &x 1\nb: &x 2\nc: *x\n").document;
    CHECK(document->text(document->follow(3)) == "2");
}

TEST_CASE("an alias of a key stands for its text") {
    const auto document = yaml("&k name: 1\nb: *k\n").document;
    CHECK(document->kind(2) == NodeKind::string);
    CHECK(document->text(2) == "name");
    CHECK(test::slice(*document, document->span(2)) == "*k");
}

TEST_CASE("an alias bomb is read in linear time and stays small") {
    std::string source = "a0: &a0 [x]\n";
    for (int i = 1; i < 30; ++i) {
        source += cat("a", i, ": &a", i, " [", repeat(cat("*a", i - 1, ", "), 9), "]\n");
    }
    const ReadResult result = yaml(source);
    CHECK(result.readable);
    CHECK(result.document->size() < 400);
}

TEST_CASE("a duplicate key in YAML is told and does not stop the reading") {
    const ReadResult result = yaml("a: 1\nb: {c: 1, \"c\": 2}\na: !Ref x\n");
    CHECK(result.readable);
    CHECK(flaws(result) ==
          "2:11 (the key 'c' is repeated in this mapping; only the last one counts)\n"
          "3:1 (the key 'a' is repeated in this mapping; only the last one counts)\n");
    CHECK(result.document->kind(result.document->member(0, "a")) == NodeKind::mapping);
}

TEST_CASE("a key must be a text") {
    CHECK(fault("? [a]\n: b\n") == "1:3 a key must be a plain text, not a list\n");
    CHECK(fault("a: {{ x }}\n") == "1:5 a key must be a plain text, not a mapping\n");
    CHECK(fault("[{a: b}: c]") == "1:2 a key must be a plain text, not a mapping\n");
    CHECK(fault("a: &x 1\n*x : 2\n") == "2:1 a key must be a plain text, not an alias\n");
    CHECK(fault("!Ref a: 1\n") == "1:1 a key must be a plain text, not a function\n");
    CHECK(fault(": x\n") == "readable 1:1 (a key is missing here)\n");
    CHECK(fault("- : x\n- a\n") == "readable 1:3 (a key is missing here)\n");
    CHECK(fault("null: x\n") == "readable ");
    CHECK(yaml("null: x\n").document->key(1) == "null");
    CHECK(yaml("12: x\n").document->key(1) == "12");
    CHECK(fault("? " + std::string(65536, 'k') + "\n: 1\n") == "1:3 this key is longer than 65535 bytes\n");
}

TEST_CASE("a file of separators ends") {
    CHECK(fault(",") == "1:1 unexpected ',' here\n");
    CHECK(fault(", a: b") == "1:1 unexpected ',' here\n");
    CHECK(fault("--- ,") == "1:5 unexpected ',' here\n");
    CHECK_FALSE(yaml("]").readable);
    CHECK_FALSE(yaml("}").readable);
}

TEST_CASE("a quote that is never closed is told where it opens") {
    CHECK(fault("a: \"x\nb: 1\n") == "1:4 this quote is never closed\n");
    CHECK(fault("a: \"x\nb: 1") == "1:4 this quote is never closed\n");
    CHECK(fault("a: 'x''\n") == "1:4 this quote is never closed\n");
    CHECK(fault("a: \"x\\\"\n") == "1:4 this quote is never closed\n");
    CHECK(fault("a: 1\n\"b: 2\n").starts_with("2:1 "));
}

TEST_CASE("text behind the root is not a second document in silence") {
    CHECK(fault("{a: b}\nResources: {}\n") ==
          "2:1 unexpected text behind the end of the document; check the indentation\n");
    CHECK(fault("\"\"\"text") == "1:3 unexpected text behind the end of the document; check the indentation\n");
    CHECK(fault("a: 1\n---\nb: 2\n") == "2:1 a second document starts here; only one is allowed in a file\n");
    CHECK(fault("---\n---\nb: 2\n") == "2:1 a second document starts here; only one is allowed in a file\n");
    CHECK(fault("a: 1\n...\n") == "readable ");
    CHECK(fault("---\na: 1\n") == "readable ");
}

TEST_CASE("tabs in the indentation are named") {
    CHECK(fault("a:\n\tb: 1\n") == "2:1 YAML must be indented with blanks, not with tabs\n");
    CHECK(fault("a:\n  b: 1\n\tc: 1\n") == "3:1 YAML must be indented with blanks, not with tabs\n");
    CHECK(fault("a:\n  b: 1\n  \tc: 1\n") == "3:3 YAML must be indented with blanks, not with tabs\n");
    CHECK(fault("a: \t1\nb:\t2\n") == "readable ");
}

TEST_CASE("a TAG directive cannot change what short forms mean") {
    CHECK(fault("%TAG ! tag:x,2000:\n---\na: !Ref b\n") == "1:1 %TAG directives are not supported\n");
    CHECK(fault("# c\n\n%YAML 1.1\n%TAG ! tag:x,2000:\n---\na: !Ref b\n") == "4:1 %TAG directives are not supported\n");
    CHECK(fault("%YAML 9.9\n---\na: 1\n") == "1:1 this version of YAML is not known\n");
    CHECK(fault("%FOO bar\n---\na: 1\n") == "readable ");
    CHECK(fault("a: 1\n%TAG\nb: 2\n") == "2:1 %TAG directives are not supported\n");
    CHECK(fault("%YAML 1.1 1.2\n---\na: 1\n") == "1:1 a %YAML directive takes one version and no more\n");
}

TEST_CASE("broken YAML is explained where it breaks") {
    CHECK(fault("a: *b\n") == "1:4 no anchor 'b' stands before this alias\n");
    CHECK(fault("a: @x\n") == "1:4 a plain text cannot start with '@'; put the text in quotes\n");
    CHECK(fault("a: b: c\n").starts_with("1:5 a ':' is not expected here"));
    CHECK(fault("a: - b\n").starts_with("1:4 a list item is not expected here"));
    CHECK(fault("a: [b\nc: d\n") == "1:4 this '[' is never closed\n");
    CHECK(fault("a: ['b' 'c']\n").starts_with("1:9 a ',' or ']' is missing in this list"));
    CHECK(fault("a: {b: 1 c: 2}\n").find("this mapping") != std::string::npos);
    CHECK(fault("a: {b: 1\n") == "1:4 this '{' is never closed\n");
    CHECK(fault("a: [b, # ]\n  ']', c'd\n") == "1:4 this '[' is never closed\n");
    CHECK(fault("a:\n- [']', x] : y\n") == "2:3 a key must be a plain text, not a list\n");
    CHECK(fault("a: \"\\q\"\n").find("is not an escape sequence of YAML") != std::string::npos);
    CHECK(fault("a: \"\\uD800\"\n").find("does not stand for a character of Unicode") != std::string::npos);
    CHECK(fault("a: !Sub !Ref b\n").find("a value cannot have two tags") != std::string::npos);
    CHECK(fault("a: | x\n").find("may follow '|' or '>'") != std::string::npos);
    CHECK(fault("a: 1\n b: 2\n").find("check the indentation") != std::string::npos);
    CHECK(fault("a:\n  b: 1\n c: 2\n").find("check the indentation") != std::string::npos);
}

TEST_CASE("no message of yaml-cpp reaches the user") {
    for (const char* source : {"a: *b\n", "a: [b\nc: d\n", "a: {b\n", "a: !<x\n", "a: &\n", "a: *\n", "a: \"\\xZZ\"\n",
                               "a: |0\n x\n", "%YAML\n---\n", "%YAML 1.1 2\n---\n", "a: &x &y z\n", "a: *x y\n",
                               "a: !a!b!c d\n", "- a\nb\n", "a: \"\n---\n\"\n"}) {
        const ReadResult result = yaml(source);
        for (const Flaw& flaw : result.flaws) {
            CHECK_MESSAGE(flaw.message.find("illegal") == std::string::npos, source);
            CHECK_MESSAGE(flaw.message.find("yaml-cpp") == std::string::npos, source);
        }
    }
}

TEST_CASE("NUL bytes and control characters never reach yaml-cpp") {
    CHECK(fault("a: b\0c\n"s).starts_with("1:5 a NUL byte is not allowed here"));
    CHECK(fault("a: \x04\n") == "1:4 the control character U+0004 is not allowed here\n");
    CHECK(fault("a: \xFF\n") == "1:4 the text is not valid UTF-8 here\n");
}

TEST_CASE("nesting in YAML is bounded, and harmless at any depth") {
    const std::string message = "values are nested more than 256 levels deep\n";
    CHECK(yaml(" " + repeat("[", 256) + repeat("]", 256)).readable);
    CHECK(fault("- " + repeat("[", 255) + repeat("]", 255)) == "readable ");
    CHECK(fault("- " + repeat("[", 256) + repeat("]", 256)) == "1:258 " + message);
    CHECK(fault("# c\n" + repeat("[", 400'000) + repeat("]", 400'000)) == "2:257 " + message);
    CHECK(fault("# c\n" + repeat("[", 1'000'000)) == "2:1 this '[' is never closed\n");
    CHECK(fault(repeat("- ", 500'000)).ends_with(message));
    CHECK(fault(repeat("? ", 500'000)).find("a key must be a plain text") != std::string::npos);
    CHECK(fault("# c\n" + repeat("{a: ", 200'000) + repeat("}", 200'000)).ends_with(message));
    CHECK(fault("# c\n" + repeat("{a: ", 200'000)) == "2:1 this '{' is never closed\n");
    std::string deep;
    for (std::size_t i = 0; i < 1000; ++i) deep += std::string(i, ' ') + "a:\n";
    CHECK(fault(deep).ends_with(message));
}

TEST_CASE("short forms count as a level of nesting") {
    ReadLimits limits;
    limits.depth = 2;
    CHECK(read_document("a.yaml", "- !Ref x\n", limits).readable);
    CHECK(flaws(read_document("a.yaml", "- !If [x]\n", limits)) == "1:7 values are nested more than 2 levels deep\n");
}

TEST_CASE("the number of values in YAML is bounded") {
    ReadLimits limits;
    limits.nodes = 4;
    CHECK(read_document("a.yaml", "- 1\n- 2\n- 3\n", limits).readable);
    CHECK(flaws(read_document("a.yaml", "- 1\n- 2\n- 3\n- 4\n", limits)) == "4:3 the file has more than 4 values\n");
}

TEST_CASE("a single value of YAML cannot eat the memory") {
    const ReadResult result = yaml("a: 1\nb: " + repeat("[", 3'000'000));
    CHECK_FALSE(result.readable);
    CHECK(flaws(result).find("larger than 1 MiB") != std::string::npos);
    std::string many;
    for (int i = 0; i < 100'000; ++i) many += cat("key", i, ": [a, b]\n");
    CHECK(yaml(many).readable);
}

TEST_CASE("CRLF and a byte-order mark leave places exact") {
    const ReadResult result = yaml(
        "\xEF\xBB\xBF"
        "a: é # c\r\nb: |\r\n  one\r\n  two\r\nc: !Ref x\r\n");
    REQUIRE(result.readable);
    const Document& document = *result.document;
    CHECK(outline(document) ==
          "mapping <a: é # c\\r\\nb: |\\r\\n  one\\r\\n  two\\r\\nc: !Ref x>\n  a = string <é>\n"
          "  b = string <|\\r\\n  one\\r\\n  two>\n  c = mapping <!Ref x>\n    !Ref = string <x>\n");
    CHECK(document.text(2) == "one\ntwo\n");
    CHECK(document.position(document.node(1).begin) == Position{1, 4});
    CHECK(document.position(document.node(4).begin) == Position{5, 9});
}

TEST_CASE("columns count code points, not bytes") {
    const auto document = yaml("日本: {😀: x, 'é': [y]}\n").document;
    CHECK(document->position(find(*document, "日本") == no_node ? 0 : document->node(1).begin) == Position{1, 5});
    CHECK(document->position(document->node(2).begin) == Position{1, 9});
    CHECK(document->position(document->node(4).begin) == Position{1, 18});
}

}  // namespace
}  // namespace lintel
