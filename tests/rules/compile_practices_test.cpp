#include "rules/compile_practices.h"

#include <doctest/doctest.h>

#include <array>

#include "base/text.h"

namespace lintel {
namespace {

std::string error_of(const std::string& practice) {
    constexpr std::array<std::string_view, 1> sources{"house/doors"};
    std::array<Rule, 1> rules;
    rules[0].id = "EBS001";
    rules[0].sources = sources;
    RuleSet set;
    set.rules = rules;
    std::vector<RuleError> errors;
    compile_practices({{"practices/house.yaml", "document: House rules\npractices:\n  - " + practice},
                       {"ebs/volume.yaml", "no practice"}},
                      set, errors);
    return errors.empty() ? std::string() : cat(errors[0].position.line, ": ", errors[0].message);
}

}  // namespace

TEST_CASE("a practice needs an answer") {
    CHECK(error_of("{key: doors, asks: Close the doors}").empty());
    CHECK(error_of("{key: roof, asks: Mend the roof, rules: [EBS001]}").empty());
    CHECK(error_of("{key: roof, asks: Mend the roof, not_in_templates: It is a roof.}").empty());
    CHECK(error_of("{key: roof, asks: Mend the roof, review: every hole}").empty());
    CHECK(error_of("{key: roof, asks: Mend the roof}") ==
          "3: no rule has the source house/roof: name rules, a review or the reason");
    CHECK(error_of("{key: roof, asks: Mend the roof, rules: [EBS009]}") == "3: there is no rule EBS009");
    CHECK(error_of("{key: roof, ask: Mend the roof}") == "3: there is no key 'ask' here; did you mean 'asks'?");
}

}  // namespace lintel
