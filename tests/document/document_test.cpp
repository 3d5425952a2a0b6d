#include <doctest/doctest.h>

#include "document/reading.h"

namespace lintel {
namespace {

using test::find;
using test::json;
using test::slice;
using test::yaml;

TEST_CASE("positions count lines and code points from 1") {
    const auto document = yaml("a: 1\nb: '日本😀' # é\r\nc: 2\n").document;
    const auto at = [&](std::string_view text) {
        return document->position(static_cast<std::uint32_t>(document->source().find(text)));
    };
    CHECK(at("a:") == Position{1, 1});
    CHECK(at("1") == Position{1, 4});
    CHECK(at("\n") == Position{1, 5});
    CHECK(at("b:") == Position{2, 1});
    CHECK(at("😀") == Position{2, 7});
    CHECK(at("' #") == Position{2, 8});
    CHECK(at("c:") == Position{3, 1});
    CHECK(document->position(1'000'000) == Position{4, 1});
}

TEST_CASE("columns in one very long line count code points across blocks") {
    std::string source = "[\"" + test::repeat("é", 10'000) + "\",1]";
    const auto document = json(source).document;
    CHECK(document->position(document->node(2).begin) == Position{1, 10'005});
    CHECK(document->position(static_cast<std::uint32_t>(source.size())) == Position{1, 10'007});
}

TEST_CASE("lines come without their line ends") {
    const auto document = yaml("a: 1\r\n\nb: 2").document;
    CHECK(document->line_count() == 3);
    CHECK(document->line(1) == "a: 1");
    CHECK(document->line(2) == "");
    CHECK(document->line(3) == "b: 2");
    CHECK(document->line(0) == "");
    CHECK(document->line(4) == "");
}

TEST_CASE("a document that no reader has filled still has positions") {
    const Document document("x", "abc", Format::yaml);
    CHECK(document.position(2) == Position{1, 3});
    CHECK(document.line(1) == "abc");
    CHECK(document.size() == 0);
}

TEST_CASE("the last of duplicate members wins") {
    const auto document = json(R"({"a": 1, "b": 2, "a": 3})").document;
    CHECK(document->text(document->member(0, "a")) == "3");
    CHECK(document->text(document->member(0, "b")) == "2");
    CHECK(document->member(0, "c") == no_node);
    CHECK(document->member(0, "") == no_node);
    CHECK(document->member(1, "a") == no_node);
    CHECK(document->child_count(0) == 3);
}

TEST_CASE("an empty key is found") {
    const auto document = json(R"({"": 1})").document;
    CHECK(document->text(document->member(0, std::string_view{})) == "1");
}

TEST_CASE("merges are followed, and what is written out wins") {
    const auto document = yaml(R"(base: &base {a: 1, b: 1, c: 1}
more: &more
  <<: *base
  b: 2
  d: 2
one:
  b: 3
  <<: *more
two:
  <<: [*base, *more]
)")
                              .document;
    const auto text = [&](std::string_view path) {
        const NodeId id = find(*document, path);
        return id == no_node ? "none" : document->text(id);
    };
    CHECK(text("one/b") == "3");
    CHECK(text("one/a") == "1");
    CHECK(text("one/d") == "2");
    CHECK(text("more/b") == "2");
    CHECK(text("two/b") == "1");
    CHECK(text("two/d") == "2");
    CHECK(text("two/e") == "none");
    CHECK(document->kind(find(*document, "one/<<")) == NodeKind::alias);
}

TEST_CASE("a quoted << is an ordinary key") {
    const auto document = yaml("base: &base {a: 1}\none: {\"<<\": *base}\n").document;
    CHECK(find(*document, "one/a") == no_node);
    CHECK(json(R"({"<<": {"a": 1}})").document->member(0, "a") == no_node);
}

TEST_CASE("members are found behind an alias") {
    const auto document = yaml("a: &x {k: v}\nb: *x\n").document;
    const NodeId alias = document->member(0, "b");
    REQUIRE(document->kind(alias) == NodeKind::alias);
    CHECK(document->follow(alias) == document->member(0, "a"));
    CHECK(document->text(document->member(alias, "k")) == "v");
    CHECK(document->text(alias).empty());
}

TEST_CASE("an alias that contains itself leads nowhere") {
    const auto list = yaml("a: &x [*x]\n").document;
    CHECK(list->follow(2) == no_node);
    const auto merge = yaml("a: &x {<<: *x, b: 1}\n").document;
    CHECK(find(*merge, "a/c") == no_node);
    CHECK(merge->text(find(*merge, "a/b")) == "1");
}

TEST_CASE("a bomb of merges costs little") {
    std::string source = "m0: &m0 {x: 1}\n";
    for (int i = 1; i < 60; ++i)
        source += cat("m", i, ": &m", i, " {<<: [*m", i - 1, ", *m", i - 1, ", *m", i - 1, "]}\n");
    const auto document = yaml(source).document;
    CHECK(document->text(find(*document, "m59/x")) == "1");
    CHECK(find(*document, "m59/y") == no_node);
}

TEST_CASE("a path names the keys and indices on the way down") {
    const auto document = yaml("a:\n- b: 1\n- c: !Sub [x, {d: 2}]\ne: 3\n").document;
    const NodeId leaf = find(*document, "a/1/c/Fn::Sub/1/d");
    REQUIRE(leaf != no_node);
    CHECK(join(document->path(0, leaf), "/") == "a/1/c/Fn::Sub/1/d");
    CHECK(join(document->path(find(*document, "a/1"), leaf), "/") == "c/Fn::Sub/1/d");
    CHECK(document->path(leaf, leaf).empty());
    CHECK(document->path(leaf, 0).empty());
    CHECK(document->path(find(*document, "e"), leaf).empty());
}

TEST_CASE("the span of a key is how it is written") {
    const auto document =
        yaml("plain key: 1\n\"dou\\\"ble\": 2\n'sin''gle': 3\n!!str tagged: 4\nf: !Sub x\n? |\n  block\n: 5\n")
            .document;
    const auto key = [&](NodeId id) { return slice(*document, document->key_span(id)); };
    CHECK(key(1) == "plain key");
    CHECK(key(2) == "\"dou\\\"ble\"");
    CHECK(key(3) == "'sin''gle'");
    CHECK(key(4) == "tagged");
    CHECK(key(6) == "!Sub");
    CHECK(document->key(6) == "Fn::Sub");
    CHECK(key(7) == "|\n  block");
    CHECK(document->key_span(0).begin == document->key_span(0).end);
}

TEST_CASE("more nodes than one block holds stay in order") {
    std::string source = "[0";
    for (int i = 1; i < 5000; ++i) source += cat(',', i);
    const auto document = json(source + "]").document;
    REQUIRE(document->size() == 5001);
    CHECK(document->text(5000) == "4999");
    CHECK(document->node(0).next == 5001);
    CHECK(document->child_count(0) == 5000);
}

}  // namespace
}  // namespace lintel
