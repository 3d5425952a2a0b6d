#include "lift/apply.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "lift/lift_sample.h"
#include "terraform/plan_sample.h"

namespace {

using namespace lintel;
using test::Planned;

using Resources = std::vector<Planned>;

/// Resources of a plan seen through tables.
class Lifted : public test::PlanSample {
   public:
    Lifted(std::string_view tables, const Resources& resources)
        : Lifted(test::compiled_lift(tables), test::plan_of(resources)) {}

    /// A resource aws_thing that has these properties besides its name, and the parts it may have.
    static Lifted thing(std::string_view properties, const Resources& resources) {
        return {cat("aws_thing: {type: AWS::Test::Thing, properties: {Name: name, ", properties,
                    "}}\n"
                    "aws_thing_access: {part_of: {aws_thing: thing}}\n"
                    "aws_thing_zones: {part_of: {aws_thing: things}}\n"
                    "aws_thing_logging: {part_of: {aws_thing: thing}}\n"),
                resources};
    }

   private:
    Lifted(std::unique_ptr<CompiledLift> tables, std::string plan)
        : PlanSample(std::move(plan), PlanSide::after, tables->table()), tables_(std::move(tables)) {}

    std::unique_ptr<CompiledLift> tables_;
};

/// What aws_thing.a has, of whose properties one is written in this way. `property` begins with its name.
std::string lifted(std::string_view property, const Resources& resources) {
    Lifted sample = Lifted::thing(property, resources);
    return sample.told("aws_thing.a", property.substr(0, property.find(':')));
}

std::string lifted(std::string_view property, std::string_view values) {
    return lifted(property, Resources{{"aws_thing.a", values}});
}

/// The same where an attribute is known only after apply.
std::string lifted_unknown(std::string_view property, std::string_view values, std::string_view unknown) {
    return lifted(property, Resources{{"aws_thing.a", values, unknown}});
}

}  // namespace

TEST_CASE("a property is an attribute") {
    CHECK(lifted("Encrypted: encrypted", "{encrypted: true}") == "true");
    CHECK(lifted("Encrypted: {from: encrypted}", "{encrypted: false}") == "false");
    CHECK(lifted("Encrypted: encrypted", "{encrypted: null}") == "absent");
    CHECK(lifted("Encrypted: encrypted", "{}") == "absent");
    CHECK(lifted("Zones: zones", "{zones: [a, b]}") == R"(["a", "b"])");
    CHECK(lifted_unknown("Size: size", "{}", "{size: true}") == "?size, which is known only after apply");
}

TEST_CASE("what the provider has not is absent, and what no table names is unknown") {
    CHECK(lifted("Size: none", "{size: 1}") == "absent");
    Lifted sample = Lifted::thing("Size: size", {{"aws_thing.a", "{size: 1, target: t}"}});
    CHECK(sample.told("aws_thing.a", "Target") == "??Target, which lintel does not read of aws_thing");
    CHECK(sample.told("aws_thing.a", "size") == "??size, which lintel does not read of aws_thing");
}

TEST_CASE("a dotted path leads through blocks, single ones and lists of one") {
    CHECK(lifted("Target: logging.bucket", "{logging: {bucket: b}}") == R"("b")");
    CHECK(lifted("Target: logging.bucket", "{logging: [{bucket: b}]}") == R"("b")");
    CHECK(lifted("Target: logging.bucket", "{logging: [{bucket: b}, {bucket: c}]}") == R"("b")");
    CHECK(lifted("Target: logging.bucket", "{logging: []}") == "absent");
    CHECK(lifted("Target: logging.bucket", "{logging: null}") == "absent");
    CHECK(lifted("Target: logging.bucket", "{logging: [{}]}") == "absent");
    CHECK(lifted("Target: logging.level.name", "{logging: [{level: [{name: n}]}]}") == R"("n")");
    CHECK(lifted("Target: logging.level.name", "{logging: [{level: []}]}") == "absent");
    CHECK(lifted("Target: tags.Team", "{tags: {Team: t}}") == R"("t")");
    CHECK(lifted_unknown("Target: logging.bucket", "{}", "{logging: true}") ==
          "??logging, which is known only after apply");
    CHECK(lifted_unknown("Target: logging.bucket", "{logging: [{}]}", "{logging: [{bucket: true}]}") ==
          "?bucket, which is known only after apply");
}

TEST_CASE("an object is read from a block") {
    const std::string_view logging =
        "Logging: {from: logging, object: {Bucket: bucket, Level: {from: level, object: {Name: name}}}}";
    CHECK(lifted(logging, "{logging: [{bucket: b, level: [{name: n}]}]}") == R"({Bucket: "b", Level: {Name: "n"}})");
    CHECK(lifted(logging, "{logging: {bucket: b}}") == R"({Bucket: "b"})");
    CHECK(lifted(logging, "{logging: [{}]}") == "{}");
    CHECK(lifted(logging, "{logging: []}") == "absent");
    CHECK(lifted_unknown(logging, "{}", "{logging: true}") == "?logging, which is known only after apply");
    Lifted sample = Lifted::thing(logging, {{"aws_thing.a", "{logging: [{bucket: b, prefix: p}]}"}});
    CHECK(sample.told("aws_thing.a", "Logging.Bucket") == R"("b")");
    CHECK(sample.told("aws_thing.a", "Logging.Level") == "absent");
    CHECK(sample.told("aws_thing.a", "Logging.Prefix") == "??Prefix, which lintel does not read of aws_thing");
}

TEST_CASE("an object of the resource's own attributes is there if one of them is") {
    const std::string_view logging = "Logging: {object: {Bucket: target, Prefix: access}}";
    CHECK(lifted(logging, "{target: t}") == R"({Bucket: "t"})");
    CHECK(lifted(logging, "{access: a, target: null}") == R"({Prefix: "a"})");
    CHECK(lifted(logging, "{size: 1}") == "absent");
    CHECK(lifted_unknown(logging, "{}", "{target: true}") == "{Bucket: ?target, which is known only after apply}");
}

TEST_CASE("each block gives an item of a list of objects") {
    const std::string_view rules = "Rules: {from: rule, object: {Cidr: cidr, Port: port}}";
    CHECK(lifted(rules, "{rule: [{cidr: a, port: 1}, {cidr: b}]}") == R"([{Cidr: "a", Port: 1}, {Cidr: "b"}])");
    CHECK(lifted(rules, "{rule: {cidr: a}}") == R"([{Cidr: "a"}])");
    CHECK(lifted(rules, "{rule: []}") == "absent");
    CHECK(lifted_unknown(rules, "{rule: [{}, {port: 2}]}", "{rule: [{port: true}, {}]}") ==
          "[{Port: ?port, which is known only after apply}, {Port: 2}]");
    CHECK(lifted_unknown(rules, "{}", "{rule: true}") == "?rule, which is known only after apply");
}

TEST_CASE("a list has all that its sources give") {
    CHECK(lifted("Zones: [zones, more_zones]", "{zones: [a, b], more_zones: [c]}") == R"(["a", "b", "c"])");
    CHECK(lifted("Zones: [zones, more_zones]", "{more_zones: [c]}") == R"(["c"])");
    CHECK(lifted("Zones: [zones, more_zones]", "{zones: [], more_zones: null}") == "absent");
    CHECK(lifted("Zones: [zones, access]", "{zones: [a], access: b}") == R"(["a", "b"])");
    CHECK(lifted("Rules: [{from: rule, object: {Cidr: cidr}}, {from: extra, object: {Port: port}}]",
                 "{rule: [{cidr: a}], extra: [{port: 1}, {port: 2}]}") == R"([{Cidr: "a"}, {Port: 1}, {Port: 2}])");
    CHECK(lifted_unknown("Zones: [zones, more_zones]", "{more_zones: [c]}", "{zones: true}") ==
          R"([??zones, which is known only after apply, "c"])");
}

TEST_CASE("a list that is not known among others may be empty, a single thing is one") {
    CHECK(lifted_unknown("Zones: [zones, access]", "{zones: [a]}", "{access: true}") ==
          R"(["a", ?access, which is known only after apply])");
    CHECK(lifted_unknown("Zones: [zones, access]", "{access: a}", "{zones: true}") ==
          R"([??zones, which is known only after apply, "a"])");
}

TEST_CASE("a single property is the first that is there") {
    CHECK(lifted("Access: [access, old_access]", "{access: a, old_access: b}") == R"("a")");
    CHECK(lifted("Access: [access, old_access]", "{old_access: b}") == R"("b")");
    CHECK(lifted("Access: [access, old_access]", "{}") == "absent");
    CHECK(lifted_unknown("Access: [access, old_access]", "{old_access: b}", "{access: true}") ==
          "?access, which is known only after apply");
    CHECK(lifted("Logging: [{from: logging, object: {Bucket: bucket}}, {object: {Bucket: target}}]", "{target: t}") ==
          R"({Bucket: "t"})");
}

TEST_CASE("other words are the same") {
    CHECK(lifted("Access: {from: access, values: {public: Public}}", "{access: public}") == R"("Public")");
    CHECK(lifted("Access: {from: access, values: {public: Public}}", "{access: odd}") == R"("odd")");
    CHECK(lifted("Access: {from: encrypted, values: {'true': 'On', 'false': 'Off'}}", "{encrypted: false}") ==
          R"("Off")");
    CHECK(lifted("Access: {from: size, values: {'1': One}}", "{size: 1}") == R"("One")");
    CHECK(lifted("Access: {from: access, values: {public: Public}}", "{}") == "absent");
    CHECK(lifted("Zones: {from: zones, values: {a: A}}", "{zones: [a, b]}") == R"(["A", "b"])");
    CHECK(lifted_unknown("Access: {from: access, values: {public: Public}}", "{}", "{access: true}") ==
          "?access, which is known only after apply");
}

TEST_CASE("a default holds where nothing is written") {
    CHECK(lifted("Encrypted: {from: encrypted, default: true}", "{}") == "true");
    CHECK(lifted("Encrypted: {from: encrypted, default: true}", "{encrypted: null}") == "true");
    CHECK(lifted("Encrypted: {from: encrypted, default: true}", "{encrypted: false}") == "false");
    CHECK(lifted("Zones: {from: zones, default: []}", "{}") == "[]");
    CHECK(lifted("Rules: {from: rule, object: {Cidr: cidr}, default: []}", "{rule: []}") == "[]");
    CHECK(lifted("Logging: {from: logging, object: {Bucket: bucket}, default: {}}", "{}") == "{}");
    CHECK(lifted("Logging: {from: logging, object: {Bucket: bucket}, default: {Bucket: b}}", "{}") ==
          R"({Bucket: "b"})");
    CHECK(lifted("Access: [access, {from: old_access, default: x}]", "{}") == R"("x")");
    CHECK(lifted_unknown("Encrypted: {from: encrypted, default: true}", "{}", "{encrypted: true}") ==
          "?encrypted, which is known only after apply");
    CHECK(lifted("Rules: {from: rule, object: {Port: {from: port, default: 22}}}", "{rule: [{}]}") == "[{Port: 22}]");
}

TEST_CASE("a default may hold only where another attribute is not there") {
    const std::string_view size = "Size: {from: size, default: 0, unless: target}";
    CHECK(lifted(size, "{}") == "0");
    CHECK(lifted(size, "{target: t}") == "absent");
    CHECK(lifted(size, "{target: t, size: 3}") == "3");
    CHECK(lifted_unknown(size, "{}", "{target: true}") == "??target, which is known only after apply");
}

TEST_CASE("a constant stands where something is there at all") {
    CHECK(lifted("Access: {const: Enabled}", "{}") == R"("Enabled")");
    CHECK(lifted("Access: {from: logging, const: Enabled}", "{logging: [{}]}") == R"("Enabled")");
    CHECK(lifted("Access: {from: logging, const: Enabled}", "{logging: []}") == "absent");
    CHECK(lifted("Access: {from: access, const: Enabled}", "{}") == "absent");
    CHECK(lifted_unknown("Access: {from: access, const: Enabled}", "{}", "{access: true}") == R"("Enabled")");
    CHECK(lifted("Rules: {from: rule, object: {Cidr: {const: c}, Port: port}}", "{rule: [{port: 1}]}") ==
          R"([{Cidr: "c", Port: 1}])");
}

TEST_CASE("an object may be made of single values") {
    const std::string_view rules = "Rules: {from: zones, object: {Cidr: {}, Port: {const: 1}}}";
    CHECK(lifted(rules, "{zones: [a, b]}") == R"([{Cidr: "a", Port: 1}, {Cidr: "b", Port: 1}])");
    CHECK(lifted("Rules: {from: encrypted, object: {Cidr: {}}}", "{encrypted: true}") == "[{Cidr: true}]");
}

TEST_CASE("what Terraform writes once stands for several with `all`") {
    const std::string_view rules = "Rules: {from: rule, object: {Group: {all: [groups, {owner: true, if: self}]}}}";
    CHECK(lifted(rules, "{rule: [{groups: [a, b]}]}") == R"([{Group: ["a", "b", absent]}])");
    CHECK(lifted(rules, "{rule: [{groups: [a], self: true}]}") == R"([{Group: ["a", @aws_thing.a]}])");
    CHECK(lifted(rules, "{rule: [{groups: [], self: true}]}") == "[{Group: [@aws_thing.a]}]");
    CHECK(lifted(rules, "{rule: [{groups: [a], self: false}]}") == R"([{Group: ["a", absent]}])");
    CHECK(lifted("Target: {all: [target, access]}", "{target: t, access: a}") == R"(["t", "a"])");
}

TEST_CASE("the resource itself is a reference where a condition holds") {
    CHECK(lifted("Target: {owner: true, if: public}", "{public: true}") == "@aws_thing.a");
    CHECK(lifted("Target: {owner: true, if: public}", "{public: false}") == "absent");
    CHECK(lifted("Target: {owner: true, if: public}", "{}") == "absent");
    CHECK(lifted_unknown("Target: {owner: true, if: public}", "{}", "{public: true}") ==
          "??public, which is known only after apply");
    CHECK(lifted("Target: [{owner: true, if: public}, target]", "{public: false, target: t}") == R"("t")");
}

TEST_CASE("only blocks with a value count") {
    const std::string_view rules = "Rules: {from: rule, where: {type: in}, object: {Cidr: cidr}}";
    CHECK(lifted(rules, "{rule: [{type: in, cidr: a}, {type: out, cidr: b}, {type: in, cidr: c}]}") ==
          R"([{Cidr: "a"}, absent, {Cidr: "c"}])");
    CHECK(lifted_unknown(rules, "{rule: [{cidr: a}, {type: out}]}", "{rule: [{type: true}, {}]}") ==
          "[??type, which is known only after apply, absent]");
    const std::string_view access = "Access: {from: rule, where: {type: in}, const: Open}";
    CHECK(lifted(access, "{rule: [{type: out}, {type: in}]}") == R"("Open")");
    CHECK(lifted(access, "{rule: [{type: out}]}") == "absent");
    CHECK(lifted_unknown(access, "{rule: [{}, {type: out}]}", "{rule: [{type: true}, {}]}") ==
          "??type, which is known only after apply");
    CHECK(lifted_unknown(access, "{rule: [{}, {type: in}]}", "{rule: [{type: true}, {}]}") == R"("Open")");
}

TEST_CASE("a condition may lead deeper into the block") {
    CHECK(lifted("Access: {from: logging, where: {level.name: debug}, const: Loud}",
                 "{logging: [{level: [{name: debug}]}]}") == R"("Loud")");
    CHECK(lifted("Access: {from: logging, where: {level.name: debug}, const: Loud}", "{logging: [{level: []}]}") ==
          "absent");
}

TEST_CASE("the condition of a value is about the block that the value stands in") {
    const std::string_view rules = "Rules: {from: rule, object: {Cidr: {from: cidr, where: {type: in}}}}";
    CHECK(lifted(rules, "{rule: [{type: in, cidr: a}, {type: out, cidr: b}]}") == R"([{Cidr: "a"}, {}])");
    CHECK(lifted("Target: {from: target, if: public}", "{target: t, public: true}") == R"("t")");
    CHECK(lifted("Target: {from: target, if: public}", "{target: t, public: false}") == "absent");
    CHECK(lifted("Zones: {from: zones, if: public}", "{zones: [a], public: true}") == R"(["a"])");
    CHECK(lifted("Target: {from: zones, if: public}", "{zones: [a], public: true}") == R"("a")");
    CHECK(lifted("Target: {from: zones, if: public}", "{zones: [a], public: false}") == "absent");
}

TEST_CASE("only blocks in which an attribute is true count") {
    const std::string_view rules = "Rules: {from: rule, if: self, object: {Port: port}}";
    CHECK(lifted(rules, "{rule: [{self: true, port: 1}, {self: false, port: 2}, {port: 3}]}") ==
          "[{Port: 1}, absent, absent]");
    CHECK(lifted("Access: {from: rule, where: {type: in}, if: self, const: Open}",
                 "{rule: [{type: in}, {type: in, self: true}]}") == R"("Open")");
    CHECK(lifted("Access: {from: rule, where: {type: in}, if: self, const: Open}",
                 "{rule: [{type: in}, {type: out, self: true}]}") == "absent");
}

TEST_CASE("a part belongs by reference") {
    const std::string_view access = "Access: {join: aws_thing_access, from: access}";
    const std::string_view refers = "{thing: {references: [aws_thing.a.id, aws_thing.a]}}";
    CHECK(lifted(access, {{"aws_thing.a"}, {"aws_thing_access.p", "{access: x}", "{thing: true}", refers}}) ==
          R"("x")");
    CHECK(lifted(access, {{"aws_thing.a"},
                          {"aws_thing.b"},
                          {"aws_thing_access.p", "{access: x}", "{thing: true}",
                           "{thing: {references: [aws_thing.b.id, aws_thing.b]}}"}}) == "absent");
    CHECK(lifted(access, {{"aws_thing.a"},
                          {"aws_thing_access.p", "{}", "{thing: true}", refers},
                          {"aws_thing_access.q", "{access: y}", "{thing: true}", refers}}) == R"("y")");
}

TEST_CASE("a part belongs by the parent's name, id or ARN") {
    const std::string_view access = "Access: {join: aws_thing_access, from: access}";
    const auto with = [&](std::string_view parent, std::string_view name) {
        const std::string values = cat("{access: x, thing: '", name, "'}");
        return lifted(access, Resources{{"aws_thing.a", parent}, {"aws_thing_access.p", values}});
    };
    CHECK(with("{name: n}", "n") == R"("x")");
    CHECK(with("{id: i, name: n}", "i") == R"("x")");
    CHECK(with("{arn: 'arn:aws:test:::a'}", "arn:aws:test:::a") == R"("x")");
    CHECK(with("{name: n}", "other") == "absent");
    CHECK(with("{name: ''}", "") == "absent");
    CHECK(with("{access: n}", "n") == "absent");
}

TEST_CASE("a part of which it cannot be told whose it is may be everybody's that it mentions") {
    Lifted sample =
        Lifted::thing("Access: {join: aws_thing_access, from: access}",
                      {{"aws_thing.a"},
                       {"aws_thing.b"},
                       {"aws_thing.c"},
                       {"aws_thing_access.p", "{access: x}", "{thing: true}",
                        "{thing: {references: [aws_thing.a.id, aws_thing.a, aws_thing.b.id, aws_thing.b]}}"}});
    CHECK(sample.told("aws_thing.a", "Access") == "??a part that may or may not belong to it");
    CHECK(sample.told("aws_thing.b", "Access") == "??a part that may or may not belong to it");
    CHECK(sample.told("aws_thing.c", "Access") == "absent");
}

TEST_CASE("a part may name several parents") {
    Lifted sample =
        Lifted::thing("Zones: {join: aws_thing_zones, from: zone}", {{"aws_thing.a", "{name: a}"},
                                                                     {"aws_thing.b", "{name: b}"},
                                                                     {"aws_thing.c", "{name: c}"},
                                                                     {"aws_thing_zones.p", "{things: [a, b], zone: z}"},
                                                                     {"aws_thing_zones.q", "{things: [b], zone: y}"}});
    CHECK(sample.told("aws_thing.a", "Zones") == R"(["z"])");
    CHECK(sample.told("aws_thing.b", "Zones") == R"(["z", "y"])");
    CHECK(sample.told("aws_thing.c", "Zones") == "absent");
}

TEST_CASE("parts and own attributes give a list together") {
    const std::string_view zones = "Zones: [zones, {join: aws_thing_zones, from: zones}]";
    CHECK(lifted(zones, {{"aws_thing.a", "{name: n, zones: [a]}"},
                         {"aws_thing_zones.p", "{things: [n], zones: [b, c]}"}}) == R"(["a", "b", "c"])");
    CHECK(lifted(zones, {{"aws_thing.a", "{name: n}"}, {"aws_thing_zones.p", "{things: [n], zones: [b]}"}}) ==
          R"(["b"])");
}

TEST_CASE("a part gives an object or a constant, under conditions of its own") {
    CHECK(lifted("Logging: {join: aws_thing_logging, object: {Bucket: bucket}}",
                 {{"aws_thing.a", "{name: n}"}, {"aws_thing_logging.p", "{thing: n, bucket: b}"}}) ==
          R"({Bucket: "b"})");
    CHECK(lifted("Encrypted: {join: aws_thing_logging, const: true}",
                 {{"aws_thing.a", "{name: n}"}, {"aws_thing_logging.p", "{thing: n}"}}) == "true");
    CHECK(lifted("Encrypted: {join: aws_thing_logging, const: true}", "{name: n}") == "absent");
    const std::string_view access = "Access: {join: aws_thing_access, from: access, if: active}";
    CHECK(lifted(access, {{"aws_thing.a", "{name: n}"},
                          {"aws_thing_access.p", "{thing: n, access: x, active: false}"},
                          {"aws_thing_access.q", "{thing: n, access: y, active: true}"}}) == R"("y")");
    CHECK(lifted("Access: {join: aws_thing_access, from: access, where: {active: 'false'}}",
                 {{"aws_thing.a", "{name: n}"}, {"aws_thing_access.p", "{thing: n, access: x, active: false}"}}) ==
          R"("x")");
}

TEST_CASE("a part without a parent stands in for it, and only what it brings is known") {
    Lifted sample = Lifted::thing(
        "Access: [{join: aws_thing_access, from: access}, access], Encrypted: encrypted, "
        "Logging: {join: aws_thing_logging, object: {Bucket: bucket}}",
        {{"aws_thing_access.p", "{thing: elsewhere, access: x}"}});
    CHECK(sample.resources() == "aws_thing_access.p: AWS::Test::Thing");
    CHECK(sample.told("aws_thing_access.p", "Access") == R"("x")");
    const std::string_view unknown = "??what is declared elsewhere about the resource that it is a part of";
    CHECK(sample.told("aws_thing_access.p", "Encrypted") == unknown);
    CHECK(sample.told("aws_thing_access.p", "Logging") == unknown);
    CHECK(sample.told("aws_thing_access.p", "Name") == unknown);
}

TEST_CASE("a part whose parent is there, or that names none, is no resource of the parent's type") {
    Lifted sample = Lifted::thing(
        "Access: {join: aws_thing_access, from: access}",
        {{"aws_thing.a", "{name: n}"}, {"aws_thing_access.p", "{thing: n}"}, {"aws_thing_access.q", "{}"}});
    CHECK(sample.resources() ==
          "aws_thing.a: AWS::Test::Thing; aws_thing_access.p: aws_thing_access; aws_thing_access.q: aws_thing_access");
}

TEST_CASE("a part stands in for each of its parents that is missing") {
    Lifted sample(
        "aws_thing: {type: AWS::Test::Thing, properties: {Name: name, Zones: {join: aws_thing_zones, from: zones}}}\n"
        "aws_alb: {type: AWS::Test::In, properties: {Cidr: {join: aws_thing_zones, from: zone}}}\n"
        "aws_thing_zones: {part_of: {aws_thing: things, aws_alb: zone}}\n",
        {{"aws_thing_zones.p", "{things: [t], zone: z, zones: [x]}"}});
    CHECK(sample.resources() == "aws_thing_zones.p: AWS::Test::Thing; aws_thing_zones.p: AWS::Test::In");
    CHECK(sample.told(member(resource_value(sample.graph().resources[0]), "Zones", sample.env())) == R"(["x"])");
    CHECK(sample.told(member(resource_value(sample.graph().resources[1]), "Cidr", sample.env())) == R"("z")");
}

TEST_CASE("a resource is several if others are written inside it") {
    Lifted sample(
        "aws_thing:\n"
        "  type: AWS::Test::Thing\n"
        "  also:\n"
        "    - {type: AWS::Test::ThingPolicy, if: policy, properties: {Thing: {owner: true}, Document: policy}}\n"
        "    - {type: AWS::Test::In, each: rule, properties: {Cidr: cidr, Thing: {owner: true}}}\n"
        "  properties: {Name: name}\n",
        {{"aws_thing.a", "{name: n, policy: '{}', rule: [{cidr: x}, {cidr: y}]}"},
         {"aws_thing.b", "{name: m, policy: null, rule: []}"}});
    CHECK(sample.resources() ==
          "aws_thing.a: AWS::Test::Thing; aws_thing.b: AWS::Test::Thing; aws_thing.a: AWS::Test::ThingPolicy; "
          "aws_thing.a: AWS::Test::In; aws_thing.a: AWS::Test::In");
    const auto aspect = [&](std::size_t index) { return sample.told(resource_value(sample.graph().resources[index])); };
    CHECK(aspect(2) == R"({Thing: @aws_thing.a, Document: "{}"})");
    CHECK(aspect(3) == R"({Cidr: "x", Thing: @aws_thing.a})");
    CHECK(aspect(4) == R"({Cidr: "y", Thing: @aws_thing.a})");
    const Value reference = member(resource_value(sample.graph().resources[4]), "Thing", sample.env());
    CHECK(reference.resource == &sample.graph().resources[0]);
    CHECK(sample.told(member(resource_value(sample.graph().resources[4]), "Port", sample.env())) ==
          "??Port, which lintel does not read of aws_thing");
}

TEST_CASE("the resource that another one is written in is what it refers to") {
    Lifted sample(
        "aws_thing: {type: AWS::Test::Thing, also: [{type: AWS::Test::ThingPolicy, if: policy, "
        "properties: {Thing: {owner: true}, Document: policy}}], properties: {Name: name}}\n",
        {{"aws_thing.a", "{name: n, policy: '{}'}"}});
    bool undecided = false;
    const auto found = referrers(sample.graph(), sample.graph().resources[0], "AWS::Test::ThingPolicy", "Thing", {},
                                 sample.env(), undecided);
    REQUIRE(found.size() == 1);
    CHECK(found[0] == &sample.graph().resources[1]);
    CHECK_FALSE(undecided);
}

TEST_CASE("an attribute decides what a resource is") {
    Lifted sample(
        "aws_either: {types: {attribute: type, values: {in: AWS::Test::In, out: AWS::Test::Out}}, "
        "properties: {Cidr: cidr, Port: port, To: port}}\n",
        {{"aws_either.a", "{type: in, port: 1}"},
         {"aws_either.b", "{type: out, port: 2}"},
         {"aws_either.c", "{type: odd}"},
         {"aws_either.d", "{}", "{type: true}"}});
    CHECK(sample.resources() ==
          "aws_either.a: AWS::Test::In; aws_either.b: AWS::Test::Out; aws_either.c: aws_either; "
          "aws_either.d: aws_either");
    CHECK(sample.told("aws_either.a", "Port") == "1");
    CHECK(sample.told("aws_either.b", "To") == "2");
}

TEST_CASE("types that no table names keep their own, and are read by the registry's names") {
    Lifted sample("aws_thing: {type: AWS::Test::Thing}\n",
                  {{"aws_loose.a",
                    "{kms_key_id: k, block_public_acls: true, nested: {inner_name: n}, list: [{inner_name: m}]}"}});
    CHECK(sample.resources() == "aws_loose.a: aws_loose");
    CHECK(sample.told("aws_loose.a", "KmsKeyId") == R"("k")");
    CHECK(sample.told("aws_loose.a", "kms_key_id") == R"("k")");
    CHECK(sample.told("aws_loose.a", "BlockPublicAcls") == "true");
    CHECK(sample.told("aws_loose.a", "Nested.InnerName") == R"("n")");
    CHECK(sample.told("aws_loose.a", "List.0.InnerName") == R"("m")");
    CHECK(sample.told("aws_loose.a", "KmsKey") == "absent");
    CHECK(sample.all("aws_loose.a") ==
          R"({kms_key_id: "k", block_public_acls: true, nested: {inner_name: "n"}, list: [{inner_name: "m"}]})");
}

TEST_CASE("types of the awscc provider are those of the registry") {
    Lifted sample("aws_thing: {type: AWS::Test::Thing}\n",
                  {{"awscc_test_thing.a", "{encrypted: true, logging: {bucket: b}, rules: [{cidr: c}]}", "{size: true}",
                    "{size: {references: [var.size]}}"},
                   {"awscc_other.b", "{}"}});
    CHECK(sample.resources() == "awscc_test_thing.a: AWS::Test::Thing; awscc_other.b: awscc_other");
    CHECK(sample.told("awscc_test_thing.a", "Encrypted") == "true");
    CHECK(sample.told("awscc_test_thing.a", "Logging.Bucket") == R"("b")");
    CHECK(sample.told("awscc_test_thing.a", "Rules.0.Cidr") == R"("c")");
    CHECK(sample.told("awscc_test_thing.a", "Size") == "?size, which is known only after apply");
    CHECK(sample.told("awscc_test_thing.a", "Name") == "absent");
}

TEST_CASE("all properties of a resource are those of its table") {
    Lifted sample = Lifted::thing("Size: size, Encrypted: encrypted, Zones: {from: zones, default: []}",
                                  {{"aws_thing.a", "{name: n, size: 1, target: t}"}});
    CHECK(sample.all("aws_thing.a") == R"({Name: "n", Size: 1, Zones: []})");
}

TEST_CASE("values stand where they are written, and what is not written at the resource") {
    const std::string plan_lines = "{name: n, logging: [{bucket: b}], zones: [x, y]}";
    Lifted sample = Lifted::thing(
        "Target: logging.bucket, Logging: {from: logging, object: {Bucket: bucket, Prefix: prefix}}, "
        "Encrypted: {from: encrypted, default: false}, Zones: zones, Size: size",
        {{"aws_thing.a", plan_lines}});
    const auto written = [&](std::string_view path) {
        const Value value = sample.value("aws_thing.a", path);
        REQUIRE(value.place);
        const Document& document = value.place.source->document();
        const Span span = document.span(value.place.node);
        return std::string(document.source().substr(span.begin, span.end - span.begin));
    };
    CHECK(written("Target") == "b");
    CHECK(written("Logging") == "{bucket: b}");
    CHECK(written("Logging.Prefix") == "{bucket: b}");
    CHECK(written("Zones.1") == "y");
    const Resource& resource = sample.resource("aws_thing.a");
    CHECK(sample.value("aws_thing.a", "Size").place == resource.place);
    CHECK(sample.value("aws_thing.a", "Encrypted").place == resource.body);
}

TEST_CASE("what a part brings stands in the part") {
    Lifted sample = Lifted::thing("Access: {join: aws_thing_access, from: access}",
                                  {{"aws_thing.a", "{name: n}"}, {"aws_thing_access.p", "{thing: n, access: x}"}});
    CHECK(sample.at(sample.value("aws_thing.a", "Access")).starts_with("4:"));
}
