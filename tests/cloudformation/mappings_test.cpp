#include <doctest/doctest.h>

#include "cloudformation/template_sample.h"

using namespace lintel;
using namespace lintel::test;

namespace {

constexpr std::string_view sections = R"(Parameters:
  Env:
    Type: String
    Default: dev
  Bare:
    Type: String
Mappings:
  Envs:
    dev: {Size: small, Encrypted: false, Zones: [a, b], Same: 1, Only: here}
    prod: {Size: big, Encrypted: true, Zones: [a, b], Same: 1}
  Regions:
    us-east-1: {Ami: ami-1, Other: ami-1}
    eu-west-1: {Ami: ami-2, Other: ami-2}
  Odd:
    a: {Map: {x: y}, Ref: !Ref Env, List: [{x: y}, ok]}
)";

std::string value_of(std::string_view expression, const ParameterValues& given = {}) {
    TemplateSample sample = TemplateSample::of(expression, sections, given);
    return shown(sample.value(), sample.env());
}

}  // namespace

TEST_CASE("Fn::FindInMap finds an entry, traced to it and to what chose it") {
    TemplateSample sample = TemplateSample::of("!FindInMap [Envs, !Ref Env, Size]", sections);
    const Value value = sample.value();
    CHECK(shown(value, sample.env()) == "\"small\"");
    CHECK(sample.written(value.place) == "!FindInMap [Envs, !Ref Env, Size]");
    CHECK(sample.trace(value) == "mapping Envs, dev, Size @ 9:17 <- parameter Env, default 'dev' @ 4:14");
    CHECK(value_of("{'Fn::FindInMap': [Envs, prod, Encrypted]}") == "true");
    CHECK(value_of("!FindInMap [Envs, !Ref Env, Size]", {{"Env", "prod"}}) == "\"big\"");
}

TEST_CASE("Fn::FindInMap gives lists, with their trace on each item") {
    TemplateSample sample = TemplateSample::of("!FindInMap [Envs, dev, Zones]", sections);
    CHECK(shown(sample.value(), sample.env()) == "[\"a\", \"b\"]");
    CHECK(sample.trace(item(sample.value(), 0, sample.env())) == "mapping Envs, dev, Zones @ 9:49");
}

TEST_CASE("with an unknown key the value is known where all rows agree") {
    CHECK(value_of("!FindInMap [Envs, !Ref Bare, Same]") == "1");
    CHECK(value_of("!FindInMap [Envs, !Ref Bare, Zones]") == "[\"a\", \"b\"]");
    CHECK(value_of("!FindInMap [Envs, !Ref Bare, Size]") == "unknown: parameter Bare, which has no default");
    CHECK(value_of("!FindInMap [Envs, !Ref Bare, Only]") == "\"here\"");
    CHECK(value_of("!FindInMap [Regions, !Ref 'AWS::Region', Ami]") ==
          "unknown: AWS::Region, which is known only when the stack is deployed");
    CHECK(value_of("!FindInMap [Regions, us-east-1, !Ref Bare]") == "\"ami-1\"");
    CHECK(value_of("!FindInMap [Envs, !Sub 'd${Bare}', Size]") == "\"small\"");
    TemplateSample sample = TemplateSample::of("!FindInMap [Envs, !Ref Bare, Same]", sections);
    CHECK(sample.trace(sample.value()) == "mapping Envs, any, Same @ 9:63");
}

TEST_CASE("DefaultValue counts where an entry may be missing") {
    CHECK(value_of("!FindInMap [Envs, test, Size, {DefaultValue: tiny}]") == "\"tiny\"");
    CHECK(value_of("!FindInMap [Envs, dev, Size, {DefaultValue: tiny}]") == "\"small\"");
    CHECK(value_of("!FindInMap [Envs, dev, Nothing, {DefaultValue: !Ref Env}]") == "\"dev\"");
    CHECK(value_of("!FindInMap [Envs, !Ref Bare, Same, {DefaultValue: 1}]") == "1");
    CHECK(value_of("!FindInMap [Envs, !Ref Bare, Same, {DefaultValue: 2}]") ==
          "unknown: parameter Bare, which has no default");
    CHECK(value_of("!FindInMap [Nowhere, a, b, {DefaultValue: x}]") == "\"x\"");
    CHECK(value_of("!FindInMap [Envs, test, Size, {DefaultValue: !Ref 'AWS::NoValue'}]") == "absent");
}

TEST_CASE("an entry that is not there is unknown") {
    CHECK(value_of("!FindInMap [Envs, test, Size]") == "unknown: an entry that mapping Envs does not have");
    CHECK(value_of("!FindInMap [Nowhere, a, b]") == "unknown: an entry that mapping Nowhere does not have");
    CHECK(value_of("!FindInMap [!Ref Bare, a, b]") == "unknown: a mapping whose name is not known");
    CHECK(value_of("!FindInMap [Odd, a, Map]") == "unknown: an entry of a mapping that is no literal value");
    CHECK(value_of("!FindInMap [Odd, a, Ref]") == "unknown: an entry of a mapping that is no literal value");
    CHECK(value_of("!FindInMap [Odd, a, List]") == "[unknown: an entry of a mapping that is no literal value, \"ok\"]");
}

TEST_CASE("a scenario that pins a parameter pins what is looked up with it") {
    TemplateSample sample =
        TemplateSample::of("!If [IsProd, !FindInMap [Envs, !Ref Env, Encrypted], true]",
                           std::string(sections) + "Conditions:\n  IsProd: !Equals [!Ref Env, prod]\n");
    CHECK(shown(sample.value(), sample.env()) == "unknown: condition IsProd, which is not decided");
    sample.assume("IsProd", true);
    CHECK(shown(sample.value(), sample.env()) == "true");
    CHECK(sample.trace(sample.value()) ==
          "mapping Envs, prod, Encrypted @ 10:34 <- parameter Env, 'prod' under these conditions @ 3:5 <- condition "
          "IsProd is true @ 25:15");
}
