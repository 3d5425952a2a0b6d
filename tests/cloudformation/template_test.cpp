#include "cloudformation/template.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "cloudformation/template_sample.h"

using namespace lintel;
using namespace lintel::test;

TEST_CASE("a missing property is absent, placed at the resource; a missing member at its map") {
    TemplateSample sample = TemplateSample::of("{k: v}");
    const Value missing = sample.property("Thing", "Q");
    CHECK(missing.absent());
    CHECK(missing.place == sample.resource("Thing").place);
    const Value inner = member(sample.value(), "x", sample.env());
    CHECK(inner.absent());
    CHECK(sample.written(inner.place) == "{k: v}");
    CHECK(member(inner, "y", sample.env()).absent());
    CHECK(sample.written(member(inner, "y", sample.env()).place) == "{k: v}");
    CHECK(sample.property("Bucket", "BucketName").absent());
}

TEST_CASE("properties as a whole can be an Fn::If") {
    const std::string text = R"(Parameters:
  Env:
    Type: String
    Default: dev
Conditions:
  C: !Equals [!Ref Env, prod]
Resources:
  Thing:
    Type: AWS::Test::Thing
    Properties: !If [C, {Size: 1}, {Size: 2, More: x}]
  Other:
    Type: AWS::Test::Thing
    Properties: !If [C, {Size: 1}, !Ref AWS::NoValue]
)";
    TemplateSample sample(text);
    CHECK(shown(sample.property("Thing", "Size"), sample.env()) == "unknown?: condition C, which is not decided");
    CHECK(sample.env().needed() == sample.condition("C"));
    sample.assume("C", false);
    CHECK(shown(sample.property("Thing", "Size"), sample.env()) == "2");
    CHECK(sample.trace(sample.property("Thing", "Size")) == "condition C is false @ 10:22");
    CHECK(shown(resource_value(sample.resource("Thing")), sample.env()) == "{Size: 2, More: \"x\"}");
    CHECK(sample.property("Other", "Size").absent());
    CHECK(sample.property("Other", "Size").place == sample.resource("Other").place);
    CHECK(shown(resource_value(sample.resource("Other")), sample.env()) == "{}");
}

TEST_CASE("a list as a whole can be an Fn::If, and so can its items") {
    constexpr std::string_view sections =
        "Parameters:\n  Env:\n    Type: String\n    Default: dev\nConditions:\n  C: !Equals [!Ref Env, prod]\n";
    TemplateSample whole = TemplateSample::of("!If [C, [a, b], [c]]", sections);
    CHECK(items(whole.value(), whole.env()).size() == 1);
    CHECK(items(whole.value(), whole.env())[0].maybe_absent);
    whole.assume("C", true);
    CHECK(shown(whole.value(), whole.env()) == "[\"a\", \"b\"]");
    CHECK(whole.trace(item(whole.value(), 1, whole.env())) == "condition C is true @ 14:15");

    TemplateSample part = TemplateSample::of("[a, !If [C, b, !Ref AWS::NoValue], c]", sections);
    CHECK(part.value().count == 3);
    CHECK(items(part.value(), part.env()).size() == 3);
    part.assume("C", false);
    CHECK(part.value().count == 3);
    CHECK(shown(part.value(), part.env()) == "[\"a\", absent, \"c\"]");
    CHECK(items(part.value(), part.env()).size() == 2);
    CHECK(as_text(item(part.value(), 2, part.env())) == "c");
    CHECK(item(part.value(), 3, part.env()).absent());
}

TEST_CASE("the items of a list can be asked for in any order") {
    TemplateSample sample = TemplateSample::of("[[a, b], [c, d], [e, f]]");
    const Value outer = sample.value();
    const auto text = [&](std::uint32_t i, std::uint32_t j) {
        return as_text(item(item(outer, i, sample.env()), j, sample.env()));
    };
    CHECK(text(2, 1) == "f");
    CHECK(text(0, 1) == "b");
    CHECK(text(0, 0) == "a");
    CHECK(text(1, 0) == "c");
    CHECK(text(1, 1) == "d");
    CHECK(item(outer, 3, sample.env()).absent());
    CHECK(text(0, 1) == "b");
    CHECK(text(2, 0) == "e");
}

TEST_CASE("going through a long list by index is linear") {
    std::string text = "[";
    for (int i = 0; i < 200'000; ++i) text += "x,";
    TemplateSample sample = TemplateSample::of(text + "y]");
    const Value list = sample.value();
    REQUIRE(list.count == 200'001);
    std::size_t found = 0;
    for (std::uint32_t i = 0; i < list.count; ++i) found += as_text(item(list, i, sample.env())) == "x" ? 1U : 0U;
    CHECK(found == 200'000);
}

TEST_CASE("beside a macro or a loop a missing member is unknown rather than absent") {
    TemplateSample macro = TemplateSample::of("{'Fn::Transform': {Name: AWS::Include}, k: v}");
    CHECK(shown(member(macro.value(), "k", macro.env()), macro.env()) == "\"v\"");
    CHECK(shown(member(macro.value(), "x", macro.env()), macro.env()) ==
          "unknown?: the result of Fn::Transform beside it");
    CHECK(shown(macro.value(), macro.env()) == "{Fn::Transform: unknown?: the result of Fn::Transform, k: \"v\"}");

    TemplateSample loop(R"(Transform: AWS::LanguageExtensions
Resources:
  Thing:
    Type: AWS::Test::Thing
    Properties:
      Fn::ForEach::Each: [X, [a, b], {'${X}': 1}]
      Known: 2
)");
    CHECK(shown(loop.property("Thing", "Known"), loop.env()) == "2");
    CHECK(shown(loop.property("Thing", "Other"), loop.env()) == "unknown?: the result of Fn::ForEach::Each beside it");
    TemplateSample only = TemplateSample::of("{'Fn::ForEach::Each': [X, [a, b], {'${X}': 1}]}");
    CHECK(shown(only.value(), only.env()) == "unknown: the result of Fn::ForEach::Each");
}

TEST_CASE("attributes beside the properties are resolved") {
    TemplateSample sample(R"(Parameters:
  Keep:
    Type: String
    Default: Retain
Resources:
  Thing:
    Type: AWS::Test::Thing
    DeletionPolicy: !Ref Keep
    DependsOn: [Other]
    Metadata: {note: !Sub "${Keep}ed"}
  Other:
    Type: AWS::Test::Thing
)");
    const auto attribute = [&](std::string_view name) {
        return shown(sample.source().attribute(sample.resource("Thing"), name, sample.env()), sample.env());
    };
    CHECK(attribute("DeletionPolicy") == "\"Retain\"");
    CHECK(attribute("DependsOn") == "[\"Other\"]");
    CHECK(attribute("Metadata") == "{note: \"Retained\"}");
    CHECK(attribute("UpdateReplacePolicy") == "absent");
    CHECK(sample.source().attribute(sample.resource("Thing"), "UpdatePolicy", sample.env()).place ==
          sample.resource("Thing").place);
}

TEST_CASE("properties that are no mapping are unknown") {
    for (const std::string_view properties : {"text", "[a]", "12"}) {
        TemplateSample sample(
            cat("Resources:\n  Thing:\n    Type: AWS::Test::Thing\n    Properties: ", properties, "\n"));
        CHECK(shown(sample.property("Thing", "P"), sample.env()) == "unknown: properties that are no mapping");
        CHECK(shown(resource_value(sample.resource("Thing")), sample.env()) == "{}");
    }
    TemplateSample empty("Resources:\n  Thing:\n    Type: AWS::Test::Thing\n    Properties:\n");
    CHECK(empty.property("Thing", "P").absent());
}

TEST_CASE("a key that occurs twice counts with its last value") {
    TemplateSample sample(
        "Resources:\n  Thing:\n    Type: AWS::Test::Thing\n    Properties:\n      P: 1\n      Q: 2\n      P: 3\n");
    CHECK(shown(sample.property("Thing", "P"), sample.env()) == "3");
    CHECK(shown(resource_value(sample.resource("Thing")), sample.env()) == "{Q: 2, P: 3}");
}

TEST_CASE("templates in JSON mean the same") {
    TemplateSample sample(R"({"Parameters": {"Env": {"Type": "String", "Default": "dev"}},
"Resources": {"Thing": {"Type": "AWS::Test::Thing", "Properties": {
"P": {"Fn::Join": ["-", [{"Ref": "Env"}, 7, true, null]]}}}}})",
                          {}, "sample.json");
    CHECK(shown(sample.value(), sample.env()) == "\"dev-7-true-*\"");
    CHECK(sample.at(sample.value().place) == "3:6");
}

TEST_CASE("what SAM's Globals say counts for its resources") {
    TemplateSample sample(R"(Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.12
    Timeout: 3
    Environment:
      Variables: {A: global, B: global}
    Layers: [one]
Resources:
  Handler:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 10
      Environment:
        Variables: {B: own, C: own}
      Layers: [two]
  Bare:
    Type: AWS::Serverless::Function
  Api:
    Type: AWS::Serverless::Api
  Plain:
    Type: AWS::Lambda::Function
)");
    CHECK(shown(sample.property("Handler", "Runtime"), sample.env()) == "\"python3.12\"");
    CHECK(sample.at(sample.property("Handler", "Runtime").place) == "4:14");
    CHECK(shown(sample.property("Handler", "Timeout"), sample.env()) == "10");
    CHECK(shown(sample.property("Handler", "Environment"), sample.env()) ==
          "{Variables: {B: \"own\", C: \"own\", A: \"global\"}}");
    CHECK(shown(sample.property("Handler", "Layers"), sample.env()) == "[\"one\", \"two\"]");
    CHECK(shown(sample.property("Handler", "Nothing"), sample.env()) == "absent");
    CHECK(shown(sample.property("Bare", "Timeout"), sample.env()) == "3");
    CHECK(shown(resource_value(sample.resource("Bare")), sample.env()) ==
          "{Runtime: \"python3.12\", Timeout: 3, Environment: {Variables: {A: \"global\", B: \"global\"}}, Layers: "
          "[\"one\"]}");
    CHECK(sample.property("Api", "Runtime").absent());
    CHECK(sample.property("Plain", "Runtime").absent());
}

TEST_CASE("an evaluation that is too long ends in unknowns") {
    TemplateSample sample = TemplateSample::of("text");
    CHECK(sample.env().step(Env::max_steps - 2));
    CHECK(shown(sample.value(), sample.env()).starts_with("\"text\""));
    CHECK(shown(sample.value(), sample.env()).starts_with("unknown"));
    CHECK(sample.env().exhausted());
    CHECK_FALSE(sample.env().step(SIZE_MAX));
    CHECK(sample.env().exhausted());
}
