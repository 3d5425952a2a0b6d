#include "terraform/plan_source.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "terraform/plan_sample.h"

namespace {

using namespace lintel;
using test::plan_of;
using test::Planned;
using test::PlanSample;
using test::state_of;

using Resources = std::vector<Planned>;

/// The attributes of a resource of a type that no table names, which may refer to aws_other.b, aws_other.c and var.v.
PlanSample attributes(std::string_view values, std::string_view unknown = "{}", std::string_view expressions = {},
                      std::string_view sensitive = "{}") {
    return PlanSample(plan_of({{"aws_test.a", values, unknown, expressions, sensitive},
                               {"aws_other.b", "{name: b-name, id: b-id}"},
                               {"aws_other.c"}}));
}

/// One attribute `k` of it.
std::string k(std::string_view values, std::string_view unknown = "{}", std::string_view expressions = {},
              std::string_view sensitive = "{}") {
    PlanSample sample = attributes(values, unknown, expressions, sensitive);
    return sample.told("aws_test.a", "k");
}

constexpr std::string_view after_apply = "?k, which is known only after apply";

std::string expression(std::string_view references) { return cat("{k: {references: [", references, "]}}"); }

}  // namespace

TEST_CASE("what a plan knows is known") {
    CHECK(k("{k: text}") == R"("text")");
    CHECK(k("{k: '12'}") == R"("12")");
    CHECK(k("{k: 12.50}") == "12.5");
    CHECK(k("{k: false}") == "false");
    CHECK(k("{k: null}") == "absent");
    CHECK(k("{}") == "absent");
    CHECK(k("{k: [1, {a: b}, []]}") == R"([1, {a: "b"}, []])");
    PlanSample sample = attributes("{k: 12.50}");
    CHECK(sample.value("aws_test.a", "k").text == "12.50");
}

TEST_CASE("what refers to a resource that is created is a reference to it") {
    CHECK(k("{}", "{k: true}", expression("aws_other.b.arn, aws_other.b")) == "@aws_other.b.arn");
    CHECK(k("{k: null}", "{k: true}", expression("aws_other.b.arn, aws_other.b")) == "@aws_other.b.arn");
    CHECK(k("{}", "{k: true}", expression("aws_other.b")) == "@aws_other.b");
    CHECK(k("{}", "{k: true}", expression("aws_other.b.id, aws_other.b, var.v")) == "@aws_other.b.id");
}

TEST_CASE("what refers to several resources, or to none, is unknown") {
    CHECK(k("{}", "{k: true}", expression("aws_other.b.id, aws_other.b, aws_other.c.id, aws_other.c")) == after_apply);
    CHECK(k("{}", "{k: true}", expression("var.v")) == after_apply);
    CHECK(k("{}", "{k: true}", expression("local.x")) == after_apply);
    CHECK(k("{}", "{k: true}", expression("aws_gone.x.id, aws_gone.x")) == after_apply);
}

TEST_CASE("what is neither known nor configured is the provider's to choose") {
    CHECK(k("{}", "{k: true}", "{other: {constant_value: 1}}") == "absent");
    CHECK(k("{}", "{k: true}", "{}") == "absent");
    CHECK(k("{k: null}", "{k: true}", "{}") == "absent");
    CHECK(k("{k: text}", "{}", "{}") == R"("text")");
    // Of this resource the configuration does not tell, so nobody knows.
    CHECK(k("{}", "{k: true}") == after_apply);
    // The configuration of a block that says nothing has no expressions.
    PlanSample silent(plan_of({{"aws_test.a", "{}", "{k: true}"}},
                              "configuration: {root_module: {resources: [{address: aws_test.a}]}}"));
    CHECK(silent.told("aws_test.a", "k") == "absent");
}

TEST_CASE("what is known after apply may lie deep inside") {
    const std::string_view values = "{rule: [{port: 1}, {cidr: x}], single: {}}";
    const std::string_view unknown = "{rule: [{cidr: true}, {port: true}], single: {deep: [{k: true}]}}";
    PlanSample sample = attributes(values, unknown);
    CHECK(sample.told("aws_test.a", "rule.0.port") == "1");
    CHECK(sample.told("aws_test.a", "rule.0.cidr") == "?cidr, which is known only after apply");
    CHECK(sample.told("aws_test.a", "rule.1.port") == "?port, which is known only after apply");
    CHECK(sample.told("aws_test.a", "rule") ==
          R"([{port: 1, cidr: ?cidr, which is known only after apply}, {cidr: "x", port: ?port, which is known only )"
          R"(after apply}])");
    CHECK(sample.told("aws_test.a", "single.deep.0.k") == after_apply);
    CHECK(sample.told("aws_test.a", "rule.0.other") == "absent");
}

TEST_CASE("a list or object may stand only in what is known after apply") {
    CHECK(k("{}", "{k: [true]}") == "[?an item, which is known only after apply]");
    CHECK(k("{}", "{k: {a: true, b: false}}") == "{a: ?a, which is known only after apply}");
    CHECK(k("{}", "{k: [{a: true}]}") == "[{a: ?a, which is known only after apply}]");
    CHECK(k("{}", "{k: [[true]]}") == "[[?an item, which is known only after apply]]");
}

TEST_CASE("an item that is known after apply is a null among the known ones") {
    CHECK(k("{k: [a, null, b]}", "{k: [false, true, false]}") ==
          R"(["a", ?an item, which is known only after apply, "b"])");
    CHECK(k("{k: [a, null]}", "{k: [false, false]}") == R"(["a", absent])");
}

TEST_CASE("blocks have references of their own") {
    const std::string_view block =
        "{k: [{in: {references: [aws_other.b.id, aws_other.b]}, port: {constant_value: 1}}]}";
    PlanSample sample = attributes("{k: [{port: 1}]}", "{k: [{in: true, made: true}]}", block);
    CHECK(sample.told("aws_test.a", "k.0.in") == "@aws_other.b.id");
    CHECK(sample.told("aws_test.a", "k.0.made") == "absent");
    CHECK(sample.told("aws_test.a", "k") == "[{port: 1, in: @aws_other.b.id}]");
}

TEST_CASE("of blocks that are in another order in the plan those count whose constants are the same") {
    const std::string_view blocks =
        "{k: [{in: {references: [aws_other.b.id, aws_other.b]}, port: {constant_value: 1}}, "
        "{in: {references: [aws_other.c.id, aws_other.c]}, port: {constant_value: 2}}]}";
    PlanSample sample = attributes("{k: [{port: 2}, {port: 1}]}", "{k: [{in: true}, {in: true}]}", blocks);
    CHECK(sample.told("aws_test.a", "k.0.in") == "@aws_other.c.id");
    CHECK(sample.told("aws_test.a", "k.1.in") == "@aws_other.b.id");
    const std::string_view alike =
        "{k: [{in: {references: [aws_other.b.id, aws_other.b]}}, {in: {references: [aws_other.c.id, aws_other.c]}}]}";
    PlanSample open = attributes("{k: [{port: 2}, {port: 1}]}", "{k: [{in: true}, {in: true}]}", alike);
    CHECK(open.told("aws_test.a", "k.0.in") == "?in, which is known only after apply");
}

TEST_CASE("what a known value refers to is told if it has that resource's value") {
    CHECK(k("{k: b-name}", "{}", expression("aws_other.b.name, aws_other.b")) == R"("b-name" @aws_other.b.name)");
    CHECK(k("{k: b-id}", "{}", expression("aws_other.b.id, aws_other.b")) == R"("b-id" @aws_other.b.id)");
    CHECK(k("{k: x}", "{}", expression("aws_other.b.tags, aws_other.b")) == R"("x")");
    CHECK(k("{k: x}", "{}", expression("aws_other.b.id, aws_other.b, aws_other.c")) == R"("x")");
    CHECK(k("{k: x}", "{}", expression("aws_gone.x.id, aws_gone.x")) == R"("x")");
    // A text that is made of it is not it.
    CHECK(k("{k: b-name-logs}", "{}", expression("aws_other.b.name, aws_other.b")) == R"("b-name-logs")");
}

TEST_CASE("attributes are called as rules ask for them") {
    const std::string_view refers = "{vpc_id: {references: [aws_vpc.v.default_security_group_id, aws_vpc.v]}}";
    for (const bool known : {false, true}) {
        CAPTURE(known);
        PlanSample sample(plan_of(
            {{"aws_security_group.g", known ? "{vpc_id: sg-0123abcd}" : "{}", known ? "{}" : "{vpc_id: true}", refers},
             {"aws_vpc.v", known ? "{default_security_group_id: sg-0123abcd}" : "{}"}}));
        CHECK(sample.value("aws_security_group.g", "VpcId").attribute == "DefaultSecurityGroup");
    }
}

TEST_CASE("sensitive values are secrets, with all that they hold") {
    CHECK(k("{k: text}", "{}", {}, "{k: true}") == R"(!"text")");
    CHECK(k("{k: 12}", "{}", {}, "{k: true}") == "!12");
    CHECK(k("{k: {a: x, b: y}}", "{}", {}, "{k: {a: true}}") == R"({a: !"x", b: "y"})");
    CHECK(k("{k: [x, y]}", "{}", {}, "{k: [false, true]}") == R"(["x", !"y"])");
    CHECK(k("{k: [{a: x}]}", "{}", {}, "{k: true}") == R"([{a: !"x"}])");
    CHECK(k("{}", "{k: true}", {}, "{k: true}") == "!?k, which is known only after apply");
    CHECK(k("{k: text}", "{}", {}, "true") == R"(!"text")");
    CHECK(k("{k: text}", "{}", {}, "{k: false}") == R"("text")");
    PlanSample state(state_of({{"aws_test.a", "{k: text}", "{}", {}, "{k: true}"}}));
    CHECK(state.told("aws_test.a", "k") == R"(!"text")");
}

TEST_CASE("what the configuration has as a constant was written, all else is recorded") {
    PlanSample sample = attributes(
        "{constant: x, map: {a: x, b: [y]}, list: [x], given: x, block: [{constant: x, made: x}], made: x}", "{}",
        "{constant: {constant_value: x}, map: {constant_value: {a: x, b: [y]}}, list: {constant_value: [x]}, "
        "given: {references: [var.v]}, block: [{constant: {constant_value: x}}]}");
    const auto recorded = [&](std::string_view path) { return sample.value("aws_test.a", path).recorded; };
    CHECK_FALSE(recorded("constant"));
    CHECK_FALSE(recorded("map.a"));
    CHECK_FALSE(recorded("map.b.0"));
    CHECK_FALSE(recorded("list.0"));
    CHECK_FALSE(recorded("block.0.constant"));
    CHECK(recorded("given"));
    CHECK(recorded("block.0.made"));
    CHECK(recorded("made"));
    PlanSample state(state_of({{"aws_test.a", "{k: text}"}}));
    CHECK(state.value("aws_test.a", "k").recorded);
}

TEST_CASE("ids that AWS makes up are told from names") {
    for (const std::string id : {"arn:aws:s3:::b", "https://sqs.eu-west-1.amazonaws.com/1/q", "sg-903004f8",
                                 "vol-049df61146c4d7901", "1234abcd-12ab-34cd-56ef-1234567890ab"}) {
        CAPTURE(id);
        CHECK(is_generated_id(id));
    }
    for (const std::string name : {"", "my-bucket", "bucket", "sg-", "sg-abc", "sg-9030zzzz", "a_b-0123abcd",
                                   "SG-903004f8", "arn", "http://x", "1234abcd-12ab-34cd-56ef-1234567890zz"}) {
        CAPTURE(name);
        CHECK_FALSE(is_generated_id(name));
    }
}

TEST_CASE("texts that are the id of a resource refer to it") {
    PlanSample state(state_of({{"aws_test.a", "{k: [sg-0123abcd, sg-ffffffff], own: vol-0123abcd, id: vol-0123abcd}"},
                               {"aws_other.b", "{id: sg-0123abcd}"},
                               {"data.aws_other.d", "{id: sg-ffffffff}"}}));
    CHECK(state.told("aws_test.a", "k") == R"(["sg-0123abcd" @aws_other.b, "sg-ffffffff"])");
    // The thing itself is no edge.
    CHECK(state.edges() == "aws_test.a.k > aws_other.b");
}

TEST_CASE("ids are those of the resource that comes first, by id, ARN or key id") {
    PlanSample state(state_of({{"aws_test.a",
                                "{k: 'arn:aws:kms:::key/1', m: 1234abcd-12ab-34cd-56ef-1234567890ab, "
                                "n: name}"},
                               {"aws_other.b",
                                "{arn: 'arn:aws:kms:::key/1', key_id: "
                                "1234abcd-12ab-34cd-56ef-1234567890ab, id: name}"},
                               {"aws_other.c", "{arn: 'arn:aws:kms:::key/1'}"}}));
    CHECK(state.told("aws_test.a", "k") == R"("arn:aws:kms:::key/1" @aws_other.b)");
    CHECK(state.told("aws_test.a", "m") == R"("1234abcd-12ab-34cd-56ef-1234567890ab" @aws_other.b)");
    CHECK(state.told("aws_test.a", "n") == R"("name")");
}

TEST_CASE("a policy document that is read during apply is known as far as the plan tells") {
    const std::string_view refers =
        "{policy: {references: [data.aws_iam_policy_document.d.json, "
        "data.aws_iam_policy_document.d]}}";
    const Resources resources = {
        {"aws_iam_policy.p", "{name: n}", "{policy: true}", refers},
        {"data.aws_iam_policy_document.d",
         "{statement: [{effect: Allow, actions: ['s3:*'], resources: ['*', null]}, {sid: S}]}",
         "{json: true, id: true, statement: [{resources: [false, true]}, {actions: true}]}",
         "{statement: [{actions: {constant_value: ['s3:*']}, resources: {references: [aws_s3_bucket.b.arn, "
         "aws_s3_bucket.b]}}, {actions: {references: [aws_s3_bucket.b.id, aws_s3_bucket.b]}}]}",
         "{}", "null", "[read]"},
        {"aws_s3_bucket.b"}};
    PlanSample sample(plan_of(resources));
    CHECK(sample.told("aws_iam_policy.p", "PolicyDocument.Version") == R"("2012-10-17")");
    CHECK(sample.told("aws_iam_policy.p", "PolicyDocument.Statement.0.Action") == R"(["s3:*"])");
    CHECK(sample.told("aws_iam_policy.p", "PolicyDocument.Statement.0.Resource") ==
          R"(["*", ?an item, which is known only after apply])");
    CHECK(sample.told("aws_iam_policy.p", "PolicyDocument.Statement.1.Sid") == R"("S")");
    CHECK(sample.told("aws_iam_policy.p", "PolicyDocument.Statement.1.Effect") == R"("Allow")");
    CHECK(sample.told("aws_iam_policy.p", "PolicyDocument.Statement.1.Action").starts_with("?actions"));
    // The document stands in the policy, its statements in the data source.
    CHECK(sample.at(sample.value("aws_iam_policy.p", "PolicyDocument")).starts_with("3:"));
    CHECK(sample.at(sample.value("aws_iam_policy.p", "PolicyDocument.Statement.0.Action")).starts_with("4:"));
}

TEST_CASE("a policy document of which nothing is known is unknown") {
    PlanSample sample(plan_of({{"aws_iam_policy.p", "{}", "{policy: true}",
                                "{policy: {references: [data.aws_iam_policy_document.d.json, "
                                "data.aws_iam_policy_document.d]}}"},
                               {"data.aws_iam_policy_document.d", "null", "{}", "{}", "{}", "null", "[read]"}}));
    CHECK(sample.told("aws_iam_policy.p", "PolicyDocument") == "?a policy document that is known only after apply");
}

TEST_CASE("variables are parameters, called as CloudFormation calls what they say") {
    PlanSample sample(plan_of({{"aws_test.a", "{k: secret-one}", "{}", expression("var.password")}},
                              "configuration: {root_module: {resources: [{address: aws_test.a, expressions: {k: "
                              "{references: [var.password]}}}], variables: {password: {default: secret-one, sensitive: "
                              "true, description: d}, zones: {type: list(string)}, size: {type: number}}}}\n"
                              "variables: {password: {value: secret-one}}"));
    REQUIRE(sample.graph().parameters.size() == 3);
    const auto of = [&](std::size_t index, std::string_view name) {
        Value declaration;
        declaration.kind = ValueKind::map;
        declaration.place = sample.graph().parameters[index].place;
        return sample.told(member(declaration, name, sample.env()));
    };
    CHECK(sample.graph().parameters[0].name == "password");
    CHECK(of(0, "Default") == R"("secret-one")");
    CHECK(of(0, "NoEcho") == "true");
    CHECK(of(0, "Description") == R"("d")");
    CHECK(of(0, "Type") == R"("String")");
    CHECK(of(1, "Default") == "absent");
    CHECK(of(1, "NoEcho") == "absent");
    CHECK(of(1, "Type") == R"("CommaDelimitedList")");
    CHECK(of(2, "Type") == R"("Number")");
    CHECK(sample.edges() == "aws_test.a.k > $password");
    const Value value = sample.value("aws_test.a", "k");
    REQUIRE(value.trace != nullptr);
    CHECK(value.trace->note == "variable password");
    CHECK(value.trace->place == sample.graph().parameters[0].place);
}

TEST_CASE("a plan tells of deletion, and of no other part of a resource's lifecycle") {
    PlanSample sample(plan_of({{"aws_test.gone", "null", "{}", {}, "{}", "{k: x}", "[delete]"},
                               {"aws_test.anew", "{k: y}", "{}", {}, "{}", "{k: x}", "[delete, create]"},
                               {"aws_test.kept", "{k: x}", "{}", {}, "{}", "{k: x}", "[no-op]"}}));
    const auto of = [&](std::string_view address, std::string_view name) {
        const Resource& resource = sample.resource(address);
        return sample.told(resource.place.source->attribute(resource, name, sample.env()));
    };
    CHECK(of("aws_test.gone", "DeletionPolicy") == R"("Delete")");
    CHECK(of("aws_test.anew", "UpdateReplacePolicy") == R"("Delete")");
    CHECK(of("aws_test.kept", "DeletionPolicy") == "?the lifecycle of the resource, which a plan does not show");
    CHECK(of("aws_test.kept", "Metadata") == "absent");
    CHECK(sample.told("aws_test.gone", "k") == R"("x")");
    CHECK(sample.resource("aws_test.gone").deleted);
    CHECK_FALSE(sample.resource("aws_test.anew").deleted);
}

TEST_CASE("people's own words are what resources have, but for what Terraform made up") {
    PlanSample sample(plan_of({{"aws_test.a", "{k: x}"},
                               {"aws_iam_access_key.k", "{secret: x}"},
                               {"data.aws_other.d", "{k: x}"},
                               {"aws_test.gone", "null", "{}", {}, "{}", "{k: x}", "[delete]"},
                               {"aws_test.nothing", "null", "true"}}));
    const Source& source = *sample.graph().sources.front();
    const auto own = source.own_text();
    REQUIRE(own.size() == 1);
    CHECK(own[0] == sample.resource("aws_test.a").body.node);
}

TEST_CASE("a resource of which nothing is known is unknown in all its attributes") {
    CHECK(k("null", "true") == after_apply);
    CHECK(k("{}", "true") == after_apply);
}
