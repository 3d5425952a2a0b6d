#include "facts/statements.h"

#include <doctest/doctest.h>

#include "facts/sample.h"

using namespace lintel;

namespace {

/// A managed policy with these members in its only statement, in YAML's flow style.
std::string policy_with(std::string_view statement) {
    return "Parameters:\n"
           "  Name: {Type: String}\n"
           "  Env: {Type: String}\n"
           "Conditions: {Prod: !Equals [!Ref Env, prod]}\n"
           "Resources:\n"
           "  Queue: {Type: AWS::SQS::Queue}\n"
           "  P:\n"
           "    Type: AWS::IAM::ManagedPolicy\n"
           "    Properties:\n"
           "      PolicyDocument:\n"
           "        Version: '2012-10-17'\n"
           "        Statement:\n"
           "          - {" +
           std::string(statement) + "}\n";
}

struct OneStatement {
    explicit OneStatement(std::string_view statement)
        : sample(policy_with(statement)), all(sample.fact("P", "statements")) {
        REQUIRE(all.is(ValueKind::list));
        REQUIRE(all.count == 1);
    }
    Truth truth(std::string_view field) { return sample.truth(all, "0." + std::string(field)); }
    std::string text(std::string_view field) { return sample.text(all, "0." + std::string(field)); }

    Sample sample;
    Value all;
};

Truth fact_of(std::string_view statement, std::string_view field) { return OneStatement(statement).truth(field); }

}  // namespace

TEST_CASE("a statement is told as it is written, single items as lists") {
    OneStatement s("Sid: Read, Effect: Allow, Action: 's3:GetObject', Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::b']");
    CHECK(s.text("effect") == "Allow");
    CHECK(s.text("sid") == "Read");
    CHECK(s.text("actions.0") == "s3:GetObject");
    CHECK(s.sample.at(s.all, "0.actions").count == 1);
    CHECK(s.sample.at(s.all, "0.resources").count == 2);
    CHECK(s.text("resources.1") == "arn:aws:s3:::b");
    CHECK(s.sample.at(s.all, "0.not_actions").count == 0);
    CHECK(s.truth("has_not_action") == Truth::no);
    CHECK(s.truth("has_not_resource") == Truth::no);
    CHECK(s.truth("has_not_principal") == Truth::no);
    CHECK(s.text("policy_kind") == "identity");
}

TEST_CASE("parts of a statement are placed at their nodes") {
    Sample s(
        "Resources:\n"
        "  P:\n"
        "    Type: AWS::IAM::ManagedPolicy\n"
        "    Properties:\n"
        "      PolicyDocument:\n"
        "        Statement:\n"
        "          Effect: Allow\n"
        "          Action:\n"
        "            - s3:Get*\n"
        "            - '*'\n"
        "          Resource: '*'\n");
    const Value all = s.fact("P", "statements");
    REQUIRE(all.count == 1);
    CHECK(s.line(s.at(all, "0")) == 7);
    CHECK(s.line(s.at(all, "0.actions")) == 9);
    CHECK(s.line(s.at(all, "0.actions.1")) == 10);
    CHECK(s.line(s.at(all, "0.broad_actions.1")) == 10);
    CHECK(s.line(s.at(all, "0.wildcard_resources.0")) == 11);
    CHECK(s.line(s.at(all, "0.full_admin")) == 10);
}

TEST_CASE("every policy of a resource is read, each with its kind and name") {
    Sample s(
        "Resources:\n"
        "  R:\n"
        "    Type: AWS::IAM::Role\n"
        "    Properties:\n"
        "      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "
        "'sts:AssumeRole'}]}\n"
        "      Policies:\n"
        "        - {PolicyName: one, PolicyDocument: {Statement: [{Effect: Allow, Action: a, Resource: b}, {Effect: "
        "Deny, Action: c, Resource: d}]}}\n"
        "        - {PolicyName: two, PolicyDocument: {Statement: {Effect: Allow, Action: e, Resource: f}}}\n");
    const Value all = s.fact("R", "statements");
    REQUIRE(all.count == 4);
    CHECK(s.text(all, "0.policy_kind") == "trust");
    CHECK(s.text(all, "0.principals.0.kind") == "Service");
    CHECK(s.text(all, "0.principals.0.value") == "ec2.amazonaws.com");
    CHECK(s.truth(all, "0.principals.0.any") == Truth::no);
    CHECK(s.text(all, "1.policy_kind") == "identity");
    CHECK(s.text(all, "1.policy_name") == "one");
    CHECK(s.text(all, "2.effect") == "Deny");
    CHECK(s.text(all, "3.policy_name") == "two");
}

TEST_CASE("resource policies, permission sets, SAM policies and single statements are found") {
    Sample s(
        "Transform: AWS::Serverless-2016-10-31\n"
        "Resources:\n"
        "  B: {Type: AWS::S3::BucketPolicy, Properties: {PolicyDocument: {Statement: [{Effect: Allow, Principal: '*', "
        "Action: 's3:*', Resource: '*'}]}}}\n"
        "  S: {Type: AWS::SSO::PermissionSet, Properties: {Name: ops, InlinePolicy: {Statement: [{Effect: Allow, "
        "Action: '*', Resource: '*'}]}}}\n"
        "  E: {Type: AWS::Events::EventBusPolicy, Properties: {StatementId: x, Statement: {Effect: Allow, Principal: "
        "'*', Action: 'events:PutEvents', Resource: r}}}\n"
        "  F:\n"
        "    Type: AWS::Serverless::Function\n"
        "    Properties:\n"
        "      Policies:\n"
        "        - AmazonS3ReadOnlyAccess\n"
        "        - S3ReadPolicy: {BucketName: b}\n"
        "        - Statement: [{Effect: Allow, Action: '*', Resource: '*'}]\n"
        "  D: {Type: AWS::DynamoDB::Table, Properties: {ResourcePolicy: {PolicyDocument: {Statement: {Effect: Allow, "
        "Principal: '*', Action: 'dynamodb:*', Resource: '*'}}}}}\n"
        "  A: {Type: AWS::Serverless::Api, Properties: {Auth: {ResourcePolicy: {CustomStatements: [{Effect: Allow, "
        "Principal: '*', Action: 'execute-api:Invoke', Resource: r}]}}}}\n"
        "  Q: {Type: AWS::SQS::Queue}\n");
    CHECK(s.truth(s.fact("A", "statements"), "0.any_principal") == Truth::yes);
    CHECK(s.text(s.fact("B", "statements"), "0.policy_kind") == "resource");
    CHECK(s.text(s.fact("S", "statements"), "0.policy_name") == "ops");
    const Value event = s.fact("E", "statements");
    REQUIRE(event.count == 1);
    CHECK(s.text(event, "0.policy_name") == "x");
    CHECK(s.truth(event, "0.any_principal") == Truth::yes);
    const Value sam = s.fact("F", "statements");
    REQUIRE(sam.count == 1);
    CHECK(s.truth(sam, "0.full_admin") == Truth::yes);
    CHECK(s.fact("D", "statements").count == 1);
    CHECK(s.fact("Q", "statements").count == 0);
}

TEST_CASE("policies that stand as JSON text in a string are read, holes included") {
    Sample s(
        "Parameters: {Account: {Type: String}}\n"
        "Resources:\n"
        "  L:\n"
        "    Type: AWS::Logs::ResourcePolicy\n"
        "    Properties:\n"
        "      PolicyName: logs\n"
        "      PolicyDocument: !Sub '{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": "
        "\"arn:aws:iam::${Account}:root\"}, \"Action\": \"logs:*\", \"Resource\": \"*\"}]}'\n"
        "  X: {Type: AWS::Logs::ResourcePolicy, Properties: {PolicyDocument: 'no JSON'}}\n"
        "  Y: {Type: AWS::Logs::ResourcePolicy, Properties: {PolicyDocument: !Ref Account}}\n"
        "  Z: {Type: AWS::Logs::ResourcePolicy, Properties: {PolicyDocument: !Sub '{\"Statement\": ${Account}}'}}\n");
    const Value all = s.fact("L", "statements");
    REQUIRE(all.count == 1);
    CHECK(s.text(all, "0.actions.0") == "logs:*");
    CHECK(s.at(all, "0.principals.0.value").partial);
    CHECK(s.truth(all, "0.principals.0.any") == Truth::no);
    CHECK(s.line(s.at(all, "0.actions.0")) == 7);
    for (const char* const id : {"X", "Y", "Z"}) {
        CAPTURE(id);
        const Value open = s.fact(id, "statements");
        REQUIRE(open.count == 1);
        CHECK(s.at(open, "0").is(ValueKind::unknown));
    }
}

TEST_CASE("a managed policy that only bounds is told apart") {
    Sample s(
        "Resources:\n"
        "  Bound: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: [{Effect: Allow, Action: "
        "'*', Resource: '*'}]}}}\n"
        "  Both: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: [{Effect: Allow, Action: "
        "'*', Resource: '*'}]}}}\n"
        "  R: {Type: AWS::IAM::Role, Properties: {PermissionsBoundary: !Ref Bound}}\n"
        "  T: {Type: AWS::IAM::Role, Properties: {PermissionsBoundary: !Ref Both, ManagedPolicyArns: [!Ref Both]}}\n");
    CHECK(s.text(s.fact("Bound", "statements"), "0.policy_kind") == "boundary");
    CHECK(s.truth(s.fact("Bound", "statements"), "0.full_admin") == Truth::no);
    CHECK(s.text(s.fact("Both", "statements"), "0.policy_kind") == "identity");
}

TEST_CASE("full administration takes every action and every resource") {
    CHECK(fact_of("Effect: Allow, Action: '*', Resource: '*'", "full_admin") == Truth::yes);
    CHECK(fact_of("Effect: Allow, Action: '*:*', Resource: '*'", "full_admin") == Truth::yes);
    CHECK(fact_of("Effect: Allow, Action: ['s3:Get*', '*'], Resource: ['*']", "full_admin") == Truth::yes);
    CHECK(fact_of("Effect: Allow, NotAction: ['iam:*', 'organizations:*'], Resource: '*'", "full_admin") == Truth::yes);
    CHECK(fact_of("Effect: Deny, Action: '*', Resource: '*'", "full_admin") == Truth::no);
    CHECK(fact_of("Effect: Allow, Action: 's3:*', Resource: '*'", "full_admin") == Truth::no);
    CHECK(fact_of("Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::a'", "full_admin") == Truth::no);
    CHECK(fact_of("Effect: Allow, NotAction: '*', Resource: '*'", "full_admin") == Truth::no);
    CHECK(fact_of("Effect: Allow, Action: '*', Resource: '*', Condition: {StringEquals: {'aws:ResourceTag/team': a}}",
                  "full_admin") == Truth::no);
    CHECK(fact_of("Effect: Allow, Action: '*', Resource: '*', Condition: {Bool: {'aws:MultiFactorAuthPresent': true}}",
                  "full_admin") == Truth::yes);
    CHECK(fact_of("Effect: Allow, Action: !Ref Name, Resource: '*'", "full_admin") == Truth::unknown);
    CHECK(fact_of("Effect: !Ref Name, Action: '*', Resource: '*'", "full_admin") == Truth::unknown);
    CHECK(fact_of("Effect: Allow, Action: '*', Resource: !Ref Queue", "full_admin") == Truth::no);
}

TEST_CASE("broad actions are whole services and wildcards that take in changes") {
    OneStatement s(
        "Effect: Allow, Action: ['s3:*', 's3:Get*', 'iam:P*', 's3:PutObject', '*', !Ref Name], Resource: '*'");
    CHECK(s.sample.at(s.all, "0.broad_actions").count == 6);
    CHECK(s.text("broad_actions.0") == "s3:*");
    CHECK(s.text("broad_actions.1") == "absent");
    CHECK(s.text("broad_actions.2") == "iam:P*");
    CHECK(s.text("broad_actions.3") == "absent");
    CHECK(s.text("broad_actions.4") == "*");
    CHECK(s.text("broad_actions.5") == "unknown");
}

TEST_CASE("wildcard resources are told beside those that name something") {
    OneStatement s(
        "Effect: Allow, Action: 's3:GetObject', Resource: ['*', 'arn:aws:s3:::b/*', !Sub "
        "'arn:${AWS::Partition}:s3:::*', "
        "!GetAtt Queue.Arn, !Sub 'arn:aws:s3:::${Name}/*', !Ref Name]");
    CHECK(s.text("wildcard_resources.0") == "*");
    CHECK(s.text("wildcard_resources.1") == "absent");
    CHECK(s.sample.at(s.all, "0.wildcard_resources.2").partial);
    CHECK(s.text("wildcard_resources.3") == "absent");
    CHECK(s.text("wildcard_resources.4") == "absent");
    CHECK(s.text("wildcard_resources.5") == "unknown");
}

TEST_CASE("resource-level support is that of any action") {
    CHECK(fact_of("Effect: Allow, Action: ['ec2:DescribeInstances', 's3:GetObject'], Resource: '*'",
                  "resource_scoped_actions") == Truth::yes);
    CHECK(fact_of("Effect: Allow, Action: ['ec2:DescribeInstances', 's3:ListAllMyBuckets'], Resource: '*'",
                  "resource_scoped_actions") == Truth::no);
    CHECK(fact_of("Effect: Allow, Action: 'ec2:Describe*', Resource: '*'", "resource_scoped_actions") == Truth::no);
    CHECK(fact_of("Effect: Allow, Action: '*', Resource: '*'", "resource_scoped_actions") == Truth::yes);
    CHECK(fact_of("Effect: Allow, NotAction: 'iam:*', Resource: '*'", "resource_scoped_actions") == Truth::yes);
    CHECK(fact_of("Effect: Allow, Action: !Ref Name, Resource: '*'", "resource_scoped_actions") == Truth::unknown);
}

TEST_CASE("passing any role needs a wildcard and no condition on the service") {
    CHECK(fact_of("Effect: Allow, Action: 'iam:PassRole', Resource: '*'", "passes_any_role") == Truth::yes);
    CHECK(fact_of("Effect: Allow, Action: 'iam:passrole', Resource: 'arn:aws:iam::123456789012:role/*'",
                  "passes_any_role") == Truth::yes);
    CHECK(fact_of("Effect: Allow, Action: 'iam:*', Resource: '*'", "passes_any_role") == Truth::yes);
    CHECK(fact_of("Effect: Allow, NotAction: 's3:*', Resource: '*'", "passes_any_role") == Truth::yes);
    CHECK(fact_of("Effect: Allow, NotAction: 'iam:*', Resource: '*'", "passes_any_role") == Truth::no);
    CHECK(fact_of("Effect: Allow, Action: 'iam:PassRole', Resource: 'arn:aws:iam::123456789012:role/app-*'",
                  "passes_any_role") == Truth::no);
    CHECK(fact_of("Effect: Allow, Action: 'iam:GetRole', Resource: '*'", "passes_any_role") == Truth::no);
    CHECK(fact_of("Effect: Deny, Action: 'iam:PassRole', Resource: '*'", "passes_any_role") == Truth::no);
    CHECK(fact_of("Effect: Allow, Action: 'iam:PassRole', Resource: '*', Condition: {StringEquals: "
                  "{'iam:PassedToService': ec2.amazonaws.com}}",
                  "passes_any_role") == Truth::no);
    CHECK(fact_of("Effect: Allow, Action: 'iam:PassRole', Resource: '*', Condition: {StringLike: "
                  "{'iam:PassedToService': '*'}}",
                  "passes_any_role") == Truth::yes);
    CHECK(fact_of("Effect: Allow, Action: 'iam:PassRole', Resource: !Ref Name", "passes_any_role") == Truth::unknown);
}

TEST_CASE("everybody is Principal star or AWS star in an Allow") {
    CHECK(fact_of("Effect: Allow, Principal: '*', Action: a, Resource: b", "any_principal") == Truth::yes);
    CHECK(fact_of("Effect: Allow, Principal: {AWS: '*'}, Action: a, Resource: b", "any_principal") == Truth::yes);
    CHECK(fact_of("Effect: Allow, Principal: {AWS: ['arn:aws:iam::123456789012:root', '*']}, Action: a, Resource: b",
                  "any_principal") == Truth::yes);
    CHECK(fact_of("Effect: Deny, Principal: '*', Action: a, Resource: b", "any_principal") == Truth::no);
    CHECK(fact_of("Effect: Allow, Principal: {AWS: '123456789012'}, Action: a, Resource: b", "any_principal") ==
          Truth::no);
    CHECK(fact_of("Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: a, Resource: b", "any_principal") ==
          Truth::no);
    CHECK(fact_of("Effect: Allow, Principal: {AWS: !Ref Name}, Action: a, Resource: b", "any_principal") ==
          Truth::unknown);
    CHECK(fact_of("Effect: Allow, Principal: {AWS: !GetAtt Queue.Arn}, Action: a, Resource: b", "any_principal") ==
          Truth::no);
    CHECK(fact_of("Effect: Allow, Principal: {AWS: !Sub 'arn:aws:iam::${Name}:root'}, Action: a, Resource: b",
                  "any_principal") == Truth::no);
    CHECK(fact_of("Effect: Allow, NotPrincipal: {AWS: '123456789012'}, Action: a, Resource: b", "has_not_principal") ==
          Truth::yes);
}

TEST_CASE("statements and policies that conditions decide") {
    Sample s(policy_with("Effect: Allow, Action: a, Resource: b") +
             "          - !If [Prod, {Effect: Allow, Action: '*', Resource: '*'}, !Ref AWS::NoValue]\n"
             "  Doc:\n"
             "    Type: AWS::IAM::ManagedPolicy\n"
             "    Properties: {PolicyDocument: !If [Prod, {Statement: []}, {Statement: [{Effect: Allow, Action: a, "
             "Resource: b}]}]}\n"
             "  Role:\n"
             "    Type: AWS::IAM::Role\n"
             "    Properties:\n"
             "      Policies: [!If [Prod, {PolicyName: n, PolicyDocument: {Statement: [{Effect: Allow, Action: a, "
             "Resource: b}]}}, !Ref AWS::NoValue]]\n");
    const Value open = s.fact("P", "statements");
    REQUIRE(open.count == 2);
    CHECK(s.at(open, "1").is(ValueKind::unknown));
    CHECK(s.at(open, "1").maybe_absent);
    CHECK(s.at(open, "1").needs);
    CHECK_FALSE(s.at(open, "0").needs);
    CHECK(s.fact("Doc", "statements").is(ValueKind::unknown));
    CHECK(s.fact("Role", "statements").is(ValueKind::unknown));
    CHECK(s.env().needed());
    s.assume("Prod", false);
    REQUIRE(s.fact("P", "statements").count == 2);
    CHECK(s.at(s.fact("P", "statements"), "1").absent());
    CHECK(s.fact("Doc", "statements").count == 1);
    CHECK(s.fact("Role", "statements").count == 0);
}

TEST_CASE("malformed policies do no harm") {
    Sample s(
        "Resources:\n"
        "  A: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: [1, 2]}}\n"
        "  B: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: text}}}\n"
        "  C: {Type: AWS::IAM::Role, Properties: {Policies: text, AssumeRolePolicyDocument: {}}}\n"
        "  D: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: [{Effect: [], Action: {a: b}, "
        "Principal: [x], Condition: [1]}, {}]}}}\n"
        "  E: {Type: AWS::IAM::ManagedPolicy}\n");
    for (const char* const id : {"A", "B", "C", "D", "E"}) {
        CAPTURE(id);
        const Value all = s.fact(id, "statements");
        for (std::uint32_t i = 0; i < all.count; ++i)
            CHECK(s.truth(all, std::to_string(i) + ".full_admin") != Truth::yes);
    }
}
