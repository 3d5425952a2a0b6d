#include "packs/prove.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/text.h"

namespace {

using namespace lintel;

/// A volume whose blocks are in the clear, marked with `mark`.
std::string volume(std::string_view mark, std::string_view encrypted = "false") {
    return cat(
        "Parameters: {Wish: {Type: String}}\nResources:\n  Data:\n    Type: AWS::EC2::Volume\n    Properties:\n"
        "      AvailabilityZone: eu-west-1a\n      Size: 10\n      Encrypted: ",
        encrypted, mark, "\n");
}

Proof proof_of(std::string_view name, const std::string& text, const std::string& marks = {}) {
    const auto& rules = builtin_rules().rules;
    const auto rule = std::find_if(rules.begin(), rules.end(), [](const Rule& each) { return each.id == "EBS001"; });
    REQUIRE(rule != rules.end());
    CheckOptions options;
    options.as_of = "2026-11-22";
    return prove(*rule, {std::string(name), text, marks}, builtin_rules(), options);
}

/// "LINE MESSAGE; ...", "" where the rule is proved.
std::string said(const Proof& proof) {
    std::string text;
    for (const Disproof& disproof : proof.disproofs) {
        if (!text.empty()) text += "; ";
        text += cat(disproof.line, " ", disproof.message);
    }
    return text;
}

std::string said_of(std::string_view name, const std::string& text, const std::string& marks = {}) {
    return said(proof_of(name, text, marks));
}

}  // namespace

TEST_CASE("a bad fixture fails on the marked lines and no others") {
    CHECK(said_of("bad.yaml", volume(" # expect: EBS001")).empty());
    CHECK(said_of("bad.yaml", volume("")).starts_with("0 no line is marked with '# expect: ID'; 8 EBS001 fails here"));
    CHECK(said_of("bad.yaml", volume(" # expect: EBS001", "true")) == "8 EBS001 does not fail here, as the mark says");
    CHECK(said_of("bad.yaml", "# expect: EBS001\n" + volume(" # expect: EBS001")) ==
          "1 EBS001 does not fail here, as the mark says");
}

TEST_CASE("a mark may name other rules, which are then looked at, too") {
    CHECK(said_of("bad.yaml", volume(" # expect: EBS001, ZZZ001")) == "8 ZZZ001 does not fail here, as the mark says");
}

TEST_CASE("JSON is marked in a file beside it") {
    const std::string text =
        "{\"Resources\": {\"Data\": {\"Type\": \"AWS::EC2::Volume\",\n\"Properties\": {\"Encrypted\": false}}}}\n";
    CHECK(said_of("bad.json", text, "2 EBS001\n").empty());
    CHECK(said_of("bad.json", text).starts_with("0 no line is marked: bad.json.expect holds"));
}

TEST_CASE("a good fixture passes, and nothing in it is unknown") {
    CHECK(said_of("good.yaml", volume("", "true")).empty());
    CHECK(said_of("good.yaml", volume("")).starts_with("8 EBS001 fails here, which is not marked: "));
    CHECK(said_of("good.yaml", volume("", "!Ref Wish")).starts_with("8 EBS001 is unknown here: "));
}

TEST_CASE("an unknown fixture is silent and says unknown, or is marked as silent") {
    CHECK(said_of("unknown.yaml", volume("", "!Ref Wish")).empty());
    CHECK(said_of("unknown.yaml", volume("", "true")).starts_with("0 EBS001 is not unknown anywhere"));
    CHECK(said_of("unknown.yaml", volume(" # expect: silence", "true")).empty());
    CHECK(said_of("unknown.yaml", volume(" # expect: silence")).starts_with("8 EBS001 fails here"));
}

TEST_CASE("a fixture that cannot be read proves nothing") {
    CHECK_FALSE(said_of("good.yaml", "AWSTemplateFormatVersion: [\n").empty());
}

TEST_CASE("a proof tells what the rule says of the fixture as a whole") {
    CHECK(proof_of("good.yaml", volume("")).fails == Truth::yes);
    CHECK(proof_of("good.yaml", volume("", "true")).fails == Truth::no);
    CHECK(proof_of("good.yaml", volume("", "!Ref Wish")).fails == Truth::unknown);
}
