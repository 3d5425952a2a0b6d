#include "cloudformation/sections.h"

#include <doctest/doctest.h>

#include <string>

#include "base/text.h"
#include "cloudformation/name_table.h"
#include "document/read.h"

using namespace lintel;

namespace {

std::shared_ptr<const Document> document(std::string text, std::string name = "x.yaml") {
    const ReadResult read = read_document(std::move(name), std::move(text));
    REQUIRE(read.readable);
    return read.document;
}

/// The entries of the member `m`, as "name=text".
std::string entries(const std::string& text, std::string name = "x.yaml") {
    const auto read = document(text, std::move(name));
    std::string out;
    for (const Entry& entry : entries_of(*read, read->member(read->root(), "m"))) {
        out += cat(entry.name, '=', read->text(entry.node), ' ');
        CHECK(entry.node == member_of(*read, read->member(read->root(), "m"), entry.name));
    }
    return out;
}

}  // namespace

TEST_CASE("entries are the members that lookups find, in written order") {
    CHECK(entries("m: {b: 1, a: 2}") == "b=1 a=2 ");
    CHECK(entries("m: {b: 1, a: 2, b: 3}") == "a=2 b=3 ");
    CHECK(entries("m: {}").empty());
    CHECK(entries("m: [a]").empty());
    CHECK(entries("m: text").empty());
    CHECK(entries("n: 1").empty());
    CHECK(entries("a: &a {x: 1}\nm: *a") == "x=1 ");
    CHECK(entries("m: &a [*a]").empty());
}

TEST_CASE("merges are followed, and what is written out wins") {
    CHECK(entries("a: &a {x: 1, y: 1}\nm: {<<: *a, x: 2}") == "x=2 y=1 ");
    CHECK(entries("a: &a {x: 1}\nb: &b {x: 2, y: 2}\nm: {<<: [*a, *b]}") == "x=1 y=2 ");
    CHECK(entries("a: &a {x: 1}\nb: &b {<<: *a, x: 2}\nm: {<<: *b}") == "x=2 ");
    CHECK(entries("a: &a {x: 1}\nm: {<<: [*a, *a]}") == "x=1 ");
    CHECK(entries("a: &a {x: 1}\nm: {'<<': *a}") == "<<= ");
    CHECK(entries(R"({"m": {"<<": 1}})", "x.json") == "<<=1 ");
    CHECK(entries("m: &m {<<: *m, x: 1}") == "x=1 ");
}

TEST_CASE("merges that multiply come to an end") {
    std::string text = "a0: &a0 {x: 1}\n";
    for (int i = 1; i < 20; ++i) {
        text += cat("a", i, ": &a", i, " {<<: [*a", i - 1, ", *a", i - 1, ", *a", i - 1, ", *a", i - 1, "]}\n");
    }
    CHECK(entries(text + "m: *a19") == "x=1 ");
}

TEST_CASE("many members are told apart, too") {
    std::string text = "m:\n";
    for (int i = 0; i < 20'000; ++i) text += cat("  k", i % 10'000, ": ", i, "\n");
    const auto read = document(text);
    const std::vector<Entry> found = entries_of(*read, read->member(read->root(), "m"));
    REQUIRE(found.size() == 10'000);
    CHECK(found.front().name == "k0");
    CHECK(read->text(found.front().node) == "10000");
}

TEST_CASE("the text of a member is that of a scalar") {
    const auto read = document("m: {a: x, b: [y], c: &c z, d: *c}");
    const NodeId mapping = read->member(read->root(), "m");
    CHECK(member_text(*read, mapping, "a") == "x");
    CHECK(member_text(*read, mapping, "b").empty());
    CHECK(member_text(*read, mapping, "d") == "z");
    CHECK(member_text(*read, mapping, "e").empty());
    CHECK(member_text(*read, no_node, "a").empty());
}

TEST_CASE("a name table finds what was set last, and nothing else") {
    NameTable table(3);
    CHECK_FALSE(table.find("a"));
    table.set("a", 1);
    table.set("b", 2);
    table.set("a", 3);
    table.set("", 4);
    CHECK(table.find("a") == 3);
    CHECK(table.find("b") == 2);
    CHECK(table.find("") == 4);
    CHECK_FALSE(table.find("c"));
    CHECK_FALSE(NameTable().find("a"));
}
