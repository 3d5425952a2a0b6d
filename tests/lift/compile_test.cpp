#include "lift/compile.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "lift/lift_sample.h"

namespace {

using namespace lintel;
using test::compiled_lift;
using test::lift_errors;

/// The errors of an entry aws_thing with this property.
std::string property_error(std::string_view property) {
    return lift_errors(cat("aws_thing:\n  type: AWS::Test::Thing\n  properties:\n    ", property, "\n"));
}

/// The only source of a property that is written so.
struct OneSource {
    explicit OneSource(std::string_view property)
        : compiled(compiled_lift(cat("aws_thing: {type: AWS::Test::Thing, properties: {", property,
                                     "}}\naws_thing_access: {part_of: {aws_thing: thing}}\n"))) {
        const LiftType* type = compiled->table().find("aws_thing");
        REQUIRE(type != nullptr);
        REQUIRE(type->properties.size() == 1);
        field = &type->properties[0];
        REQUIRE(field->sources.size() == 1);
    }
    const LiftSource* operator->() const { return &field->sources[0]; }

    std::unique_ptr<CompiledLift> compiled;
    const LiftField* field = nullptr;
};

}  // namespace

TEST_CASE("an entry becomes a type with its fields in the order of the table") {
    const auto compiled = compiled_lift(
        "aws_thing: {type: AWS::Test::Thing, properties: {Size: size, Name: name, Zones: zones}}\n"
        "aws_alb: {type: AWS::Test::Thing}\n");
    const LiftTable& table = compiled->table();
    REQUIRE(table.types.size() == 2);
    CHECK(table.types[0].name == "aws_alb");
    const LiftType* type = table.find("aws_thing");
    REQUIRE(type != nullptr);
    CHECK(type->type == "AWS::Test::Thing");
    REQUIRE(type->properties.size() == 3);
    CHECK(type->properties[0].name == "Size");
    CHECK(type->properties[1].name == "Name");
    CHECK_FALSE(type->properties[1].list);
    CHECK(type->properties[2].list);
    CHECK(type->find("Name") == &type->properties[1]);
    CHECK(type->find("name") == nullptr);
    CHECK(table.find("aws_loose") == nullptr);
    CHECK(table.find("") == nullptr);
}

TEST_CASE("types of the awscc provider are found by the registry's names") {
    const auto compiled = compiled_lift("aws_thing: {type: AWS::Test::Thing}\n");
    const LiftTable& table = compiled->table();
    CHECK(table.canonical_name("awscc_test_thing") == "AWS::Test::Thing");
    CHECK(table.canonical_name("awscc_test_thing_policy") == "AWS::Test::ThingPolicy");
    CHECK(table.canonical_name("awscc_test_thingy").empty());
    CHECK(table.canonical_name("aws_test_thing").empty());
    // Definitions of a type are no types.
    CHECK(table.canonical_name("awscc_test_thing.rule").empty());
}

TEST_CASE("an attribute decides between types") {
    const auto compiled = compiled_lift(
        "aws_either: {types: {attribute: type, values: {in: AWS::Test::In, out: AWS::Test::Out}}, "
        "properties: {Cidr: cidr, Port: port, To: port}}\n");
    const LiftType* type = compiled->table().find("aws_either");
    REQUIRE(type != nullptr);
    CHECK(type->type.empty());
    CHECK(type->choice_attribute == "type");
    REQUIRE(type->choices.size() == 2);
    CHECK(type->choices[1].written == "out");
    CHECK(type->choices[1].meant == "AWS::Test::Out");
    CHECK(type->properties.size() == 3);
}

TEST_CASE("a part names its parents by attributes") {
    const auto compiled = compiled_lift(
        "aws_thing: {type: AWS::Test::Thing}\naws_alb: {type: AWS::Test::Thing}\n"
        "aws_thing_zones: {part_of: {aws_thing: things, aws_alb: zone}}\n");
    const LiftType* type = compiled->table().find("aws_thing_zones");
    REQUIRE(type != nullptr);
    CHECK(type->type.empty());
    REQUIRE(type->parents.size() == 2);
    CHECK(type->parents[1].type == "aws_alb");
    CHECK(type->parents[1].attribute == "zone");
}

TEST_CASE("an entry is like another but for what it says itself") {
    const auto compiled = compiled_lift(
        "aws_alb: {like: aws_thing, properties: {Size: {const: 7}, Other: name}}\n"
        "aws_thing: {type: AWS::Test::Thing, attributes: {Arn: arn}, properties: {Name: name, Size: size}}\n"
        "aws_user: {like: aws_alb}\n");
    for (const std::string name : {"aws_alb", "aws_user"}) {
        CAPTURE(name);
        const LiftType* type = compiled->table().find(name);
        REQUIRE(type != nullptr);
        CHECK(type->name == name);
        CHECK(type->type == "AWS::Test::Thing");
        REQUIRE(type->properties.size() == 3);
        CHECK(type->properties[0].name == "Name");
        CHECK(type->properties[1].sources[0].constant.number == 7);
        CHECK(type->properties[2].name == "Other");
        REQUIRE(type->attributes.size() == 1);
        CHECK(type->attributes[0].written == "arn");
        CHECK(type->attributes[0].meant == "Arn");
    }
    CHECK(compiled->table().find("aws_thing")->properties[1].sources[0].path == "size");
    CHECK(compiled->table().types.size() == 3);
}

TEST_CASE("an entry may be like one of another file") {
    CHECK(lift_errors({{"terraform/a.yaml", "aws_alb: {like: aws_thing, properties: {Other: name}}\n"},
                       {"terraform/b.yaml", "aws_thing: {type: AWS::Test::Thing, properties: {Name: name}}\n"}})
              .empty());
}

TEST_CASE("texts of other directories are passed over") {
    CHECK(lift_errors({{"data/a.yaml", "no_such_type: {}"}, {"ebs/terraform.yaml", "- 1"}}).empty());
}

TEST_CASE("every way to say where a property comes from compiles") {
    CHECK(OneSource("Encrypted: encrypted")->path == "encrypted");
    CHECK(OneSource("Target: logging.level.name")->path == "logging.level.name");
    CHECK(OneSource("Encrypted: {from: encrypted}")->path == "encrypted");
    CHECK(OneSource("Name: {}")->path.empty());
    CHECK(OneSource("Zones: zones")->many);
    CHECK(OneSource("Zones: {from: more_zones}")->many);
    CHECK_FALSE(OneSource("Zones: access")->many);
    CHECK_FALSE(OneSource("Access: zones")->many);

    const OneSource object("Logging: {from: logging, object: {Bucket: bucket, Prefix: none}}");
    CHECK(object->object);
    REQUIRE(object->fields.size() == 2);
    CHECK(object->fields[0].sources[0].path == "bucket");
    CHECK(object->fields[1].sources.empty());

    const OneSource join("Access: {join: aws_thing_access, from: access}");
    CHECK(join->join == "aws_thing_access");
    CHECK(join->path == "access");

    const OneSource where("Rules: {from: rule, where: {type: in}, object: {Cidr: cidr}}");
    CHECK(where->where_attribute == "type");
    CHECK(where->where_value == "in");

    CHECK(OneSource("Access: {join: aws_thing_access, from: access, if: active}")->only_if == "active");
    CHECK(OneSource("Rules: {from: rule, if: self, object: {Cidr: cidr}}")->only_if == "self");
    const OneSource owner("Target: {owner: true, if: encrypted}");
    CHECK(owner->owner);
    CHECK(owner->only_if == "encrypted");

    const OneSource words("Access: {from: access, values: {public-read: PublicRead, 'true': Yes}}");
    REQUIRE(words->words.size() == 2);
    CHECK(words->words[1].written == "true");
    CHECK(words->words[1].meant == "Yes");

    CHECK(OneSource("Encrypted: {from: encrypted, default: false}")->fallback.is(ValueKind::boolean));
    CHECK(OneSource("Zones: {from: zones, default: []}")->fallback.is(ValueKind::list));
    const OneSource unless("Size: {from: size, default: 0, unless: target}");
    CHECK(unless->fallback.number == 0);
    CHECK(unless->unless == "target");
    CHECK(OneSource("Access: {from: access, const: Enabled}")->constant.text == "Enabled");
    CHECK(OneSource("Access: {const: Enabled}")->path.empty());
    CHECK(OneSource("Access: {from: access}")->constant.absent());
}

TEST_CASE("conditions are about the blocks that a path leads to, or about the block of a value") {
    CHECK(property_error("Rules: {from: rule, object: {Cidr: {from: cidr, where: {type: in}}}}").empty());
    CHECK(property_error("Rules: {from: rule, object: {Group: {from: groups, where: {type: in}, if: self}}}").empty());
    CHECK(property_error("Access: {from: tags, where: {open: 'yes'}, const: Public}").empty());
    CHECK(property_error("Rules: {from: rule, where: {kind: in}, object: {}}") ==
          "4:32 aws_thing.rule has no attribute 'kind'");
}

TEST_CASE("lists of sources, `all` and `none` compile") {
    const auto compiled = compiled_lift(
        "aws_thing: {type: AWS::Test::Thing, properties: {Access: [access, {from: old_access}], Encrypted: none, "
        "Target: {all: [target, {owner: true, if: public}]}, Zones: [zones, more_zones]}}\n");
    const LiftType* type = compiled->table().find("aws_thing");
    CHECK(type->find("Access")->sources.size() == 2);
    CHECK_FALSE(type->find("Access")->list);
    CHECK(type->find("Encrypted")->sources.empty());
    CHECK(type->find("Target")->sources.size() == 2);
    CHECK(type->find("Target")->list);
    CHECK(type->find("Zones")->sources.size() == 2);
}

TEST_CASE("what is written inside another resource compiles") {
    const auto compiled = compiled_lift(
        "aws_thing:\n"
        "  type: AWS::Test::Thing\n"
        "  also:\n"
        "    - {type: AWS::Test::ThingPolicy, if: policy, properties: {Thing: {owner: true}, Document: policy}}\n"
        "    - {type: AWS::Test::In, each: rule, properties: {Cidr: cidr}}\n");
    const LiftType* type = compiled->table().find("aws_thing");
    REQUIRE(type->aspects.size() == 2);
    CHECK(type->aspects[0].if_there == "policy");
    CHECK(type->aspects[0].each.empty());
    CHECK(type->aspects[1].each == "rule");
    CHECK(type->aspects[1].properties[0].sources[0].path == "cidr");
}

TEST_CASE("types that do not exist are errors at their place") {
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing}\naws_thingy: {type: AWS::Test::Thing}\n") ==
          "2:1 the provider has no resource type 'aws_thingy'; did you mean 'aws_thing'?");
    CHECK(lift_errors("aws_thing:\n  type: AWS::Test::Things\n") ==
          "2:3 there is no resource type 'AWS::Test::Things'; did you mean 'AWS::Test::Thing'?");
    CHECK(lift_errors("aws_either: {types: {attribute: type, values: {in: AWS::Test::Inn}}}\n") ==
          "1:21 there is no resource type 'AWS::Test::Inn'; did you mean 'AWS::Test::In'?");
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing, also: [{type: AWS::Test::Thong, if: policy}]}\n") ==
          "1:44 there is no resource type 'AWS::Test::Thong'; did you mean 'AWS::Test::Thing'?");
}

TEST_CASE("entries that say nothing, or the same twice, are errors") {
    CHECK(lift_errors("aws_thing: {}\n") == "1:12 an entry has a 'type', or says of what it is a 'part_of'");
    CHECK(lift_errors("aws_thing: x\n") == "1:12 an entry is a mapping");
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing, propertys: {}}\n") ==
          "1:37 there is no key 'propertys' here; did you mean 'properties'?");
    CHECK(lift_errors({{"terraform/a.yaml", "aws_thing: {type: AWS::Test::Thing}\n"},
                       {"terraform/b.yaml", "\naws_thing: {type: AWS::Test::Thing}\n"}}) ==
          "2:1 another entry tells of aws_thing");
    CHECK(lift_errors("- aws_thing\n") == "1:1 such a file is a mapping");
}

TEST_CASE("properties that do not exist are errors at their key, with the nearest one") {
    CHECK(property_error("Encryptd: encrypted") ==
          "4:5 AWS::Test::Thing has no property 'Encryptd'; did you mean 'Encrypted'?");
    CHECK(property_error("Logging: {from: logging, object: {Buckets: bucket}}") ==
          "4:39 AWS::Test::Thing.Logging has no property 'Buckets'; did you mean 'Bucket'?");
    CHECK(lift_errors("aws_either: {types: {attribute: type, values: {in: AWS::Test::In, out: AWS::Test::Out}}, "
                      "properties: {Name: cidr}}\n")
              .find("AWS::Test::In has no property 'Name'") != std::string::npos);
    CHECK(property_error("Policy: {object: {Anything: name}}").empty());
}

TEST_CASE("attributes that do not exist are errors, with the nearest one") {
    CHECK(property_error("Encrypted: encryptd") ==
          "4:16 aws_thing has no attribute 'encryptd'; did you mean 'encrypted'?");
    CHECK(property_error("Target: logging.level.names") ==
          "4:13 aws_thing.level has no attribute 'names'; did you mean 'name'?");
    CHECK(property_error("Target: name.first") == "4:13 string has no attribute 'first'");
    CHECK(property_error("Target: tags.Team").empty());
    CHECK(property_error("Target: {from: targets}") ==
          "4:13 aws_thing has no attribute 'targets'; did you mean 'target'?");
    CHECK(property_error("Target: {owner: true, if: publik}") ==
          "4:13 aws_thing has no attribute 'publik'; did you mean 'public'?");
    CHECK(property_error("Size: {from: size, default: 0, unless: targe}") ==
          "4:11 aws_thing has no attribute 'targe'; did you mean 'target'?");
    CHECK(property_error("Target:") == "4:12 aws_thing has no attribute ''");
    CHECK(lift_errors("aws_either: {types: {attribute: typ, values: {in: AWS::Test::In}}}\n") ==
          "1:21 aws_either has no attribute 'typ'; did you mean 'type'?");
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing}\naws_thing_access: {part_of: {aws_thing: thin}}\n") ==
          "2:41 aws_thing_access has no attribute 'thin'; did you mean 'thing'?");
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing, attributes: {Arn: ar}}\n") ==
          "1:49 aws_thing has no attribute 'ar'; did you mean 'arn'?");
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing, also: [{type: AWS::Test::In, each: rules}]}\n") ==
          "1:44 aws_thing has no attribute 'rules'; did you mean 'rule'?");
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing, also: [{type: AWS::Test::In, each: rule, "
                      "properties: {Cidr: name}}]}\n")
              .find("aws_thing.rule has no attribute 'name'") != std::string::npos);
}

TEST_CASE("a join reads a part that an entry tells of") {
    CHECK(property_error("Access: {join: aws_thing_acces, from: access}") ==
          "4:13 no entry tells of 'aws_thing_acces'");
    const std::string_view tables =
        "aws_thing: {type: AWS::Test::Thing, properties: {Access: {join: aws_thing_access, from: axess}}}\n"
        "aws_thing_access: {part_of: {aws_thing: thing}}\n";
    CHECK(lift_errors(tables) == "1:58 aws_thing_access has no attribute 'axess'; did you mean 'access'?");
    CHECK(lift_errors("aws_thing_access: {part_of: {aws_thing: thing}}\n") == "1:41 no entry tells of 'aws_thing'");
}

TEST_CASE("what is like nothing, or like itself, is an error") {
    CHECK(lift_errors("aws_thing: {like: aws_alb}\n") == "1:12 no entry tells of 'aws_alb'");
    CHECK(lift_errors("aws_thing: {like: aws_thing}\n") == "1:12 entries are like each other in a circle");
    CHECK(lift_errors("aws_thing: {like: aws_alb}\naws_alb: {like: aws_thing}\n") ==
          "2:10 entries are like each other in a circle; 1:12 entries are like each other in a circle");
}

TEST_CASE("an error is told once, also if other entries are like the one that has it") {
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing, properties: {Name: nam}}\naws_alb: {like: aws_thing}\n"
                      "aws_user: {like: aws_alb}\n") == "1:56 aws_thing has no attribute 'nam'; did you mean 'name'?");
}

TEST_CASE("a condition names one attribute") {
    CHECK(property_error("Rules: {from: rule, where: {type: in, cidr: x}, object: {}}") ==
          "4:32 'where' names one attribute and its value");
    CHECK(property_error("Rules: {from: rule, where: {}, object: {}}") ==
          "4:32 'where' names one attribute and its value");
}

TEST_CASE("keys that have no meaning are errors") {
    CHECK(property_error("Access: {form: access}") == "4:14 there is no key 'form' here; did you mean 'from'?");
    CHECK(property_error("Access: {all: [access], default: x}") == "4:29 there is no key 'default' here");
    CHECK(lift_errors("aws_either: {types: {atribute: type, values: {in: AWS::Test::In}}}\n")
              .find("1:22 there is no key 'atribute' here; did you mean 'attribute'?") == 0);
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing, also: [{type: AWS::Test::In, eech: rule}]}\n")
              .find("1:66 there is no key 'eech' here; did you mean 'each'?") == 0);
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing, also: [{type: AWS::Test::In}]}\n") ==
          "1:44 'if' is missing");
}

TEST_CASE("what must be a mapping is told if it is none") {
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing, properties: name}\n") == "1:49 'properties' is a mapping");
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing, attributes: [arn]}\n") == "1:49 'attributes' is a mapping");
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing, also: {type: AWS::Test::In}}\n") ==
          "1:43 'also' is a list of mappings");
    CHECK(property_error("Logging: {from: logging, object: bucket}") == "4:38 'object' is a mapping");
    CHECK(property_error("Access: {from: access, values: [a]}") == "4:36 'values' is a mapping");
}

TEST_CASE("what rules read must be named") {
    const PropertyUses uses = {{{"AWS::Test::Thing", "Encrypted"}, "ebs/a.yaml"},
                               {{"AWS::Test::Thing.Rule", "Port"}, "ebs/b.yaml"},
                               {{"AWS::Test::In", "Cidr"}, "ebs/c.yaml"}};
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing, properties: {Encrypted: none}}\n", uses).empty());
    CHECK(lift_errors("aws_thing:\n  type: AWS::Test::Thing\n", uses) ==
          "2:3 nothing says where 'Encrypted' of AWS::Test::Thing comes from, which ebs/a.yaml reads; write 'none' if "
          "the provider has nothing like it");
    CHECK(lift_errors("aws_thing:\n  type: AWS::Test::Thing\n  properties:\n    Encrypted: none\n"
                      "    Rules: {from: rule, object: {Cidr: cidr}}\n",
                      uses) ==
          "2:3 nothing says where 'Port' of AWS::Test::Thing.Rule comes from, which ebs/b.yaml reads; write 'none' if "
          "the provider has nothing like it");
    CHECK(lift_errors("aws_either: {types: {attribute: type, values: {in: AWS::Test::In}}, properties: {Port: port}}\n",
                      uses)
              .find("nothing says where 'Cidr' of AWS::Test::In comes from") != std::string::npos);
    CHECK(lift_errors("aws_thing: {type: AWS::Test::Thing, properties: {Encrypted: none}, also: [{type: AWS::Test::In, "
                      "if: rule}]}\n",
                      uses)
              .find("1:12 nothing says where 'Cidr' of AWS::Test::In comes from") == 0);
}

TEST_CASE("what is like another entry has what that names") {
    const PropertyUses uses = {{{"AWS::Test::Thing", "Encrypted"}, "ebs/a.yaml"}};
    CHECK(lift_errors("aws_alb: {like: aws_thing}\n"
                      "aws_thing: {type: AWS::Test::Thing, properties: {Encrypted: none}}\n",
                      uses)
              .empty());
}
