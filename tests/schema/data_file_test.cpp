#include "schema/data_file.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "cloudformation/template_sample.h"

namespace lintel {
namespace {

/// A file that is read, and what it complains about: "line:column message", one after the other.
struct Opened {
    explicit Opened(std::string text) { readable = file.open({"a.yaml", std::move(text)}); }

    std::string complaints() const {
        std::string all;
        for (const RuleError& error : errors)
            all += cat(all.empty() ? "" : "; ", error.position.line, ':', error.position.column, ' ', error.message);
        return all;
    }

    NodeId root() const { return file.document().root(); }
    NodeId node(std::string_view key) const { return file.document().member(root(), key); }

    std::string constant(std::string_view key) {
        const Scenario always;
        Env env(arena, always);
        return test::shown(file.constant(node(key)), env);
    }

    Arena arena;
    std::vector<RuleError> errors;
    DataFile file{arena, errors};
    bool readable = false;
};

using Texts = std::vector<std::string_view>;

Texts texts(Opened& opened, std::string_view key) {
    const auto found = opened.file.texts_of(opened.root(), key);
    return {found.begin(), found.end()};
}

TEST_CASE("a data file is a mapping") {
    CHECK(Opened("a: 1").readable);
    Opened list("- 1");
    CHECK_FALSE(list.readable);
    CHECK(list.complaints() == "1:1 such a file is a mapping");
    CHECK_FALSE(Opened("").readable);
    CHECK_FALSE(Opened("text").readable);
}

TEST_CASE("a data file that cannot be read has an error with its place") {
    Opened broken("a: 1\n]: 2");
    CHECK_FALSE(broken.readable);
    REQUIRE(broken.errors.size() == 1);
    CHECK(broken.errors[0].path == "a.yaml");
    CHECK(broken.errors[0].position.line == 2);
}

TEST_CASE("what is odd in other files is an error in this") {
    Opened repeated("a: 1\na: 2");
    CHECK_FALSE(repeated.readable);
    CHECK(repeated.file.failed());
    REQUIRE(repeated.errors.size() == 1);
    CHECK(repeated.errors[0].position == Position{2, 1});
}

TEST_CASE("a data file that is opened has not failed, whatever the one before did") {
    Opened opened("a: 1");
    CHECK_FALSE(opened.file.failed());
    opened.file.fail(opened.node("a"), "wrong");
    CHECK(opened.file.failed());
    CHECK(opened.complaints() == "1:4 wrong");
    CHECK(opened.file.open({"b.yaml", "b: 1"}));
    CHECK_FALSE(opened.file.failed());
    opened.file.fail_at(0, "too");
    CHECK(opened.errors[1].path == "b.yaml");
}

TEST_CASE("keys that are not known are errors at the key, with the nearest one") {
    Opened opened("from: 1\nfron: 2\n\"odd one\": 3\n");
    opened.file.check_keys(opened.root(), {"from", "join"});
    CHECK(opened.complaints() ==
          "2:1 there is no key 'fron' here; did you mean 'from'?; 3:1 there is no key 'odd one' here");
}

TEST_CASE("a member is a text, trimmed, or an error") {
    Opened opened("word: some\nlines: |\n  two\n  lines\nlist: [1]\nmap: {}\nnumber: 12\n");
    CHECK(opened.file.text_of(opened.root(), "word", true) == "some");
    CHECK(opened.file.text_of(opened.root(), "lines", true) == "two\nlines");
    CHECK(opened.file.text_of(opened.root(), "number", true) == "12");
    CHECK(opened.file.text_of(opened.root(), "none", false).empty());
    CHECK(opened.complaints() == "");
    CHECK(opened.file.text_of(opened.root(), "none", true).empty());
    CHECK(opened.file.text_of(opened.root(), "list", false).empty());
    CHECK(opened.file.text_of(opened.root(), "map", false).empty());
    CHECK(opened.complaints() == "1:1 'none' is missing; 5:7 'list' is a text; 6:6 'map' is a text");
}

TEST_CASE("a single text counts as a list of one") {
    Opened opened("one: a\nmore: [a, 2]\nempty: []\n");
    CHECK(texts(opened, "one") == Texts{"a"});
    CHECK(texts(opened, "more") == Texts{"a", "2"});
    CHECK(texts(opened, "empty").empty());
    CHECK(texts(opened, "none").empty());
}

TEST_CASE("what is kept outlives the file") {
    Opened opened("a: some text");
    const std::string_view text = opened.file.text_of(opened.root(), "a", true);
    const Value constant = opened.file.constant(opened.root());
    CHECK(opened.file.open({"b.yaml", "b: other text"}));
    CHECK(text == "some text");
    REQUIRE(constant.count == 1);
    CHECK(constant.members[0].key == "a");
    CHECK(constant.members[0].value.text == "some text");
}

TEST_CASE("a constant is what is written, without a place") {
    Opened opened("map: {a: [1, TRUE, 'true', null], b: {}}\nnumber: -1.5\nlist: []\n");
    CHECK(opened.constant("map") == R"({a: [1, true, "true", null], b: {}})");
    CHECK(opened.constant("number") == "-1.5");
    CHECK(opened.constant("list") == "[]");
    CHECK_FALSE(opened.file.constant(opened.node("map")).place);
}

TEST_CASE("a name that is not known comes with the nearest one") {
    CHECK(not_known("no 'Encrypte'", "Encrypte", {"Size", "Encrypted"}) == "no 'Encrypte'; did you mean 'Encrypted'?");
    CHECK(not_known("no 'x'", "x", {"Encrypted"}) == "no 'x'");
    CHECK(not_known("no 'x'", "x", {}) == "no 'x'");
}

}  // namespace
}  // namespace lintel
