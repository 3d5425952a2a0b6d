#include "report/wording.h"

#include <doctest/doctest.h>

#include "report/sample_report.h"

namespace lintel {
namespace {

TEST_CASE("the first sentence ends at a full stop that is no abbreviation, a number or a name") {
    CHECK(first_sentence("One. Two.") == "One.");
    CHECK(first_sentence("Tools, e.g. scanners, find it. Two.") == "Tools, e.g. scanners, find it.");
    CHECK(first_sentence("TLS 1.2 or db.t3.micro is fine. Two.") == "TLS 1.2 or db.t3.micro is fine.");
    CHECK(first_sentence("Is it? Yes.") == "Is it?");
    CHECK(first_sentence("  folded\n  over lines\n") == "folded over lines");
    CHECK(first_sentence("").empty());
}

TEST_CASE("advice without a title is made from the property and its value") {
    Rule rule;
    CHECK(fix_title(rule).empty());
    rule.fix.set = "Encrypted";
    rule.fix.to = "true";
    CHECK(fix_title(rule) == "Set Encrypted to true");
    rule.fix.title = "Encrypt\nthe volume";
    CHECK(fix_title(rule) == "Encrypt the volume");
}

TEST_CASE("conditions are told with an example that brings them about") {
    Finding finding = sample_finding();
    CHECK(when_text(finding) == "IsProd is false (for example Env = dev)");
    finding.when.push_back({"HasKey", true});
    finding.example.emplace_back("Key", "");
    CHECK(when_text(finding) == "IsProd is false and HasKey is true (for example Env = dev, Key = '')");
    finding.example.clear();
    CHECK(when_text(finding) == "IsProd is false and HasKey is true");
    finding.when.clear();
    CHECK(when_text(finding).empty());
}

TEST_CASE("what a rule is judged on is listed once") {
    CHECK(judged_subjects(sample_rules.rules[0]) == std::vector<std::string_view>{"AWS::EC2::Volume", "parameters"});
    CHECK(judged_subjects(sample_rules.rules[1]) ==
          std::vector<std::string_view>{"the template as a whole", "every resource"});
}

TEST_CASE("text is wrapped at blanks, and a word that is too long stands alone") {
    CHECK(wrapped("aaa bbb ccc", 9, 2) == "  aaa bbb\n  ccc\n");
    CHECK(wrapped("a bbbbbbbbbbbb c", 6, 1) == " a\n bbbbbbbbbbbb\n c\n");
    CHECK(wrapped("\u00E9\u00E9 \u00E9\u00E9", 5, 0) == "\u00E9\u00E9 \u00E9\u00E9\n");
    CHECK(wrapped(" \n ", 10, 2).empty());
}

}  // namespace
}  // namespace lintel
