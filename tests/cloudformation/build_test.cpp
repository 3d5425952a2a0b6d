#include "cloudformation/build.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "cloudformation/template_sample.h"

using namespace lintel;
using namespace lintel::test;

namespace {

/// An edge in short: "From.Property -> To.Attribute @ line:column"; outputs and parameters in brackets.
std::string shown(const TemplateSample& sample, const Edge& edge) {
    const Graph& graph = sample.graph();
    std::string out = edge.from != Edge::none ? std::string(graph.resources[edge.from].id)
                                              : cat('(', graph.outputs[edge.from_output].name, ')');
    if (!edge.property.empty()) out += cat('.', edge.property);
    out += " -> ";
    out += edge.to != Edge::none ? std::string(graph.resources[edge.to].id)
                                 : cat('(', graph.parameters[edge.to_parameter].name, ')');
    if (!edge.attribute.empty()) out += cat('.', edge.attribute);
    return cat(out, " @ ", sample.at({&sample.source(), edge.node}));
}

std::string edges(const TemplateSample& sample) {
    std::string out;
    for (const Edge& edge : sample.graph().edges) out += cat(shown(sample, edge), '\n');
    return out;
}

std::string flaws(const TemplateSample& sample) {
    std::string out;
    for (const Flaw& flaw : sample.built().flaws) {
        CHECK_FALSE(flaw.fatal);
        out += cat(sample.document().position(flaw.offset).line, ": ", flaw.message, '\n');
    }
    return out;
}

std::string passed_over(const TemplateSample& sample) {
    std::string out;
    for (const PassedOver& kind : sample.built().passed_over) out += cat(kind.kind, ' ', kind.count, '\n');
    return out;
}

}  // namespace

TEST_CASE("resources, parameters and outputs are gathered in written order") {
    TemplateSample sample(R"(Parameters:
  Env: {Type: String, Default: dev}
  Size: {Type: Number}
Conditions:
  C: !Equals [!Ref Env, prod]
Resources:
  Zulu:
    Type: AWS::S3::Bucket
    Condition: C
    Metadata: {"aws:cdk:path": App/Stack/Zulu}
  Alpha:
    Type: AWS::Serverless::Function
    Condition: NotDeclared
Outputs:
  Name: {Value: !Ref Zulu}
)");
    const Graph& graph = sample.graph();
    REQUIRE(graph.resources.size() == 2);
    const Resource& zulu = graph.resources[0];
    CHECK(zulu.id == "Zulu");
    CHECK(zulu.type == "AWS::S3::Bucket");
    CHECK(zulu.written_type == "AWS::S3::Bucket");
    CHECK(zulu.construct == "App/Stack/Zulu");
    CHECK(zulu.condition == sample.condition("C"));
    CHECK(zulu.index == 0);
    CHECK(sample.document().key(zulu.place.node) == "Zulu");
    CHECK(graph.resources[1].type == "AWS::Serverless::Function");
    CHECK_FALSE(graph.resources[1].condition);
    CHECK(graph.resources[1].construct.empty());
    REQUIRE(graph.parameters.size() == 2);
    CHECK(graph.parameters[1].name == "Size");
    CHECK(sample.document().key(graph.parameters[1].place.node) == "Size");
    REQUIRE(graph.outputs.size() == 1);
    CHECK(graph.outputs[0].name == "Name");
    CHECK(flaws(sample).empty());
    CHECK(graph.find("Alpha") == &graph.resources[1]);
    CHECK(graph.find("Beta") == nullptr);
    CHECK(sample.source().resource("Zulu") == &zulu);
}

TEST_CASE("references become edges with property, attribute and place") {
    TemplateSample sample(R"(Parameters:
  Env: {Type: String}
Resources:
  Key:
    Type: AWS::KMS::Key
  Role:
    Type: AWS::IAM::Role
    DependsOn: Key
    Properties:
      Name: !Sub "${Env}-${Key}-${Key.Arn}-${AWS::Region}-${!Key}-${Nobody}"
      Own: !Sub ["${Key}-${Env}", {Key: !Ref Env}]
      Deep:
        - {a: [{"Fn::GetAtt": [Key, Arn]}]}
      Short: !GetAtt Key.KeyId
      NotOne: {Ref: Key, Other: x}
    Metadata:
      Init: !Ref Key
  Last:
    Type: AWS::IAM::Role
    DependsOn: [Key, Role, Nobody]
    Properties: !If [C, {P: !Ref Key}, {Q: !Ref Env}]
Outputs:
  Out: {Value: !GetAtt Role.Arn, Export: {Name: !Sub "${Env}-x"}}
)");
    CHECK(edges(sample) ==
          "Role -> Key @ 8:16\n"
          "Role.Name -> (Env) @ 10:13\n"
          "Role.Name -> Key @ 10:13\n"
          "Role.Name -> Key.Arn @ 10:13\n"
          "Role.Own -> (Env) @ 11:12\n"
          "Role.Own -> (Env) @ 11:41\n"
          "Role.Deep -> Key.Arn @ 13:16\n"
          "Role.Short -> Key.KeyId @ 14:14\n"
          "Role -> Key @ 17:13\n"
          "Last -> Key @ 20:17\n"
          "Last -> Role @ 20:22\n"
          "Last.P -> Key @ 21:29\n"
          "Last.Q -> (Env) @ 21:44\n"
          "(Out) -> Role.Arn @ 23:16\n"
          "(Out) -> (Env) @ 23:49\n");
    const Graph& graph = sample.graph();
    CHECK(graph.edges_to(graph.find("Key")->index).size() == 8);
    CHECK(graph.edges_from(graph.find("Last")->index).size() == 4);
    CHECK(graph.edges_to_parameter(0).size() == 5);
    CHECK(graph.edges_from(graph.find("Key")->index).empty());
}

TEST_CASE("references behind aliases count where the alias stands") {
    TemplateSample sample(R"(Resources:
  Key:
    Type: AWS::KMS::Key
  One:
    Type: AWS::Test::Thing
    Properties:
      P: &shared {k: !Ref Key}
  Two:
    Type: AWS::Test::Thing
    Properties:
      Q: *shared
      R: &self [*self]
)");
    CHECK(edges(sample) == "One.P -> Key @ 7:22\nTwo.Q -> Key @ 7:22\n");
}

TEST_CASE("what SAM's Globals refer to is referred to by each resource of the type") {
    TemplateSample sample(R"(Globals:
  Function:
    Environment: {Variables: {T: !Ref Table}}
Resources:
  Table:
    Type: AWS::Serverless::SimpleTable
  Handler:
    Type: AWS::Serverless::Function
)");
    CHECK(edges(sample) == "Handler.Environment -> Table @ 3:34\n");
}

TEST_CASE("resources that cannot be judged are flaws with their place") {
    TemplateSample sample(R"(AWSTemplateFormatVersion: '2010-09-09'
Resources:
  NoType: {Properties: {}}
  Text: text
  List: [a]
  Null:
  BadType: {Type: [a]}
  Good: {Type: AWS::S3::Bucket}
  Module: {Type: !Rain::Module bucket.yml}
)");
    CHECK(sample.graph().resources.size() == 1);
    CHECK(flaws(sample) ==
          "3: Resource NoType is not judged, for it has no Type.\n"
          "4: Resource Text is not judged, for it is no mapping.\n"
          "5: Resource List is not judged, for it is no mapping.\n"
          "6: Resource Null is not judged, for it is no mapping.\n"
          "7: Resource BadType is not judged, for it has no Type.\n");
    CHECK(passed_over(sample) == "Fn::Rain::Module 1\n");
}

TEST_CASE("a template whose Resources are no mapping says so") {
    for (const std::string_view resources : {"", " []", " text", " &r [*r]"}) {
        TemplateSample sample(cat("AWSTemplateFormatVersion: '2010-09-09'\nResources:", resources, "\n"));
        CHECK(flaws(sample) == "2: Nothing is judged, for Resources is no mapping of logical ids to resources.\n");
        CHECK(sample.graph().resources.empty());
    }
}

TEST_CASE("odd sections are no trouble") {
    for (const std::string_view section :
         {"Parameters", "Conditions", "Mappings", "Outputs", "Rules", "Globals", "Transform", "Metadata"}) {
        for (const std::string_view content :
             {"", " text", " [a, b]", " {a: }", " {a: [b]}", " {a: {b: {c: [d]}}}", " &s {a: *s}"}) {
            TemplateSample sample(
                cat(section, ":", content, "\nResources:\n  B: {Type: AWS::S3::Bucket, Properties: {P: !Ref a}}\n"));
            CHECK(sample.graph().resources.size() == 1);
            CHECK_FALSE(sample.property("B", "P").known());
            CHECK(flaws(sample).empty());
        }
    }
}

TEST_CASE("loops and macros are passed over and counted") {
    TemplateSample sample(R"(Transform: AWS::LanguageExtensions
Conditions:
  Fn::ForEach::Conds: [X, [a, b], {'${X}': !Equals [a, b]}]
Resources:
  Fn::ForEach::Buckets: [X, [a, b], {'B${X}': {Type: AWS::S3::Bucket}}]
  Fn::Transform: {Name: AWS::Include}
  Thing:
    Type: AWS::Test::Thing
    Properties:
      Fn::ForEach::Props: [X, [a, b], {'${X}': 1}]
      Deep: {a: {'Fn::Transform': {Name: Macro}}}
Outputs:
  Fn::ForEach::Outs: [X, [a, b], {'${X}': {Value: x}}]
)");
    CHECK(passed_over(sample) == "Fn::ForEach 4\nFn::Transform 2\n");
    CHECK(sample.graph().resources.size() == 1);
    CHECK(sample.graph().outputs.empty());
    CHECK(flaws(sample).empty());
}

TEST_CASE("a logical id that is declared twice counts once, with its last declaration") {
    TemplateSample sample(
        "Resources:\n  A: {Type: AWS::S3::Bucket}\n  B: {Type: AWS::S3::Bucket}\n  A: {Type: AWS::SNS::Topic}\n");
    CHECK(sample.graph().resources.size() == 2);
    CHECK(sample.resource("A").type == "AWS::SNS::Topic");
}

TEST_CASE("resources stay in place when the graph is moved") {
    TemplateSample sample = TemplateSample::of("!Ref Bucket");
    const TemplateSample moved = std::move(sample);
    CHECK(moved.source().resource("Bucket") == moved.graph().find("Bucket"));
}
