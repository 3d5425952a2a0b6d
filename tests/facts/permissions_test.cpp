#include "facts/permissions.h"

#include <doctest/doctest.h>

#include <set>

#include "facts/aws_managed_policies.h"
#include "facts/sample.h"
#include "model/json_text.h"

using namespace lintel;

namespace {

std::set<std::string> actions_of(Sample& s, std::string_view principal) {
    const Value all = s.fact(principal, "permissions");
    REQUIRE(all.is(ValueKind::list));
    std::set<std::string> actions;
    for (std::uint32_t i = 0; i < all.count; ++i) {
        const Value permission = s.at(all, std::to_string(i));
        if (!permission.absent()) actions.insert(s.text(permission, "statement.actions.0"));
    }
    return actions;
}

/// A role with these statements as its only policy, and more properties.
std::string role_with(const std::string& statements, const std::string& more = "") {
    return "Resources:\n"
           "  Role:\n"
           "    Type: AWS::IAM::Role\n"
           "    Properties: {" +
           more + "Policies: [{PolicyName: n, PolicyDocument: {Statement: [" + statements + "]}}]}\n";
}

constexpr std::string_view roles = "arn:aws:iam::*:role/*";

/// Whether the first permission of the role allows the action on every role.
Truth allows(Sample& s, std::string_view action = "iam:PutRolePolicy", std::string_view resource = roles) {
    const Value all = s.fact("Role", "permissions");
    REQUIRE(all.is(ValueKind::list));
    const Value answer = permission_allows(s.at(all, "0"), action, resource, s.env());
    return answer.is(ValueKind::unknown) ? Truth::unknown : truth(answer.boolean);
}

Truth allows(const std::string& statements, const std::string& more = "") {
    Sample s(role_with(statements, more));
    return allows(s);
}

const std::string put = "{Effect: Allow, Action: 'iam:PutRolePolicy', Resource: '*'}";

std::string put_if(const std::string& condition) {
    return "{Effect: Allow, Action: 'iam:PutRolePolicy', Resource: '*', Condition: " + condition + "}";
}

std::string deny_if(const std::string& condition) {
    return put + ", {Effect: Deny, Action: 'iam:*', Resource: '*', Condition: " + condition + "}";
}

std::vector<std::string> ways(Sample& s, std::string_view id, const std::string& paths) {
    const Value table = json_in(string_value(paths, {}), s.env());
    const Value all = escalations_of(s.fact(id, "permissions"), table, s.env());
    REQUIRE(all.is(ValueKind::list));
    std::vector<std::string> found;
    for (std::uint32_t i = 0; i < all.count; ++i) {
        const Value escalation = s.at(all, std::to_string(i));
        if (!escalation.absent()) found.push_back(escalation.is(ValueKind::unknown) ? "?" : s.text(escalation, "ways"));
    }
    return found;
}

}  // namespace

TEST_CASE("a principal holds its own policies, those attached to it, and those of its groups") {
    const std::string doc = "PolicyDocument: {Statement: [{Effect: Allow, Resource: '*', Action: '";
    Sample s(
        "Resources:\n"
        "  Role:\n"
        "    Type: AWS::IAM::Role\n"
        "    Properties:\n"
        "      RoleName: app\n"
        "      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "
        "'sts:AssumeRole'}]}\n"
        "      Policies: [{PolicyName: n, " +
        doc +
        "a:Inline'}]}}]\n"
        "      ManagedPolicyArns: [!Ref Managed, 'arn:aws:iam::aws:policy/ReadOnlyAccess', "
        "'arn:aws:iam::aws:policy/AWSCloudFormationFullAccess']\n"
        "  Managed: {Type: AWS::IAM::ManagedPolicy, Properties: {ManagedPolicyName: m, " +
        doc +
        "a:Managed'}]}}}\n"
        "  Attached: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Role], Groups: [!Ref Group], " +
        doc +
        "a:Attached'}]}}}\n"
        "  ByName: {Type: AWS::IAM::RolePolicy, Properties: {RoleName: app, " +
        doc +
        "a:ByName'}]}}}\n"
        "  Group: {Type: AWS::IAM::Group, Properties: {Policies: [{PolicyName: g, " +
        doc +
        "a:Group'}]}}]}}\n"
        "  Other: {Type: AWS::IAM::Group, Properties: {Policies: [{PolicyName: g, " +
        doc +
        "a:Other'}]}}]}}\n"
        "  User: {Type: AWS::IAM::User, Properties: {Groups: [!Ref Group]}}\n"
        "  Addition: {Type: AWS::IAM::UserToGroupAddition, Properties: {GroupName: !Ref Other, Users: [!Ref User]}}\n"
        "  Set:\n"
        "    Type: AWS::SSO::PermissionSet\n"
        "    Properties: {CustomerManagedPolicyReferences: [{Name: m}], InlinePolicy: {Statement: [{Effect: Allow, "
        "Action: 'a:Set', Resource: '*'}]}}\n"
        "  Bucket: {Type: AWS::S3::Bucket}\n");
    CHECK(actions_of(s, "Role") ==
          std::set<std::string>{"a:Inline", "a:Managed", "a:Attached", "a:ByName", "cloudformation:*"});
    CHECK(actions_of(s, "Group") == std::set<std::string>{"a:Group", "a:Attached"});
    CHECK(actions_of(s, "User") == std::set<std::string>{"a:Group", "a:Attached", "a:Other"});
    CHECK(actions_of(s, "Set") == std::set<std::string>{"a:Managed", "a:Set"});
    CHECK(actions_of(s, "Bucket").empty());
    // What somebody here holds is judged there.
    CHECK(actions_of(s, "Managed").empty());
    CHECK(actions_of(s, "Attached").empty());
}

TEST_CASE("a policy that nobody in the input holds speaks for itself") {
    const std::string doc = "PolicyDocument: {Statement: [{Effect: Allow, Resource: '*', Action: 'a:B'}]}";
    Sample s(
        "Parameters: {Elsewhere: {Type: String}}\n"
        "Resources:\n"
        "  Alone: {Type: AWS::IAM::ManagedPolicy, Properties: {" +
        doc +
        "}}\n"
        "  Foreign: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Elsewhere], " +
        doc +
        "}}\n"
        "  Bound: {Type: AWS::IAM::ManagedPolicy, Properties: {" +
        doc +
        "}}\n"
        "  Role: {Type: AWS::IAM::Role, Properties: {PermissionsBoundary: !Ref Bound}}\n");
    CHECK(actions_of(s, "Alone") == std::set<std::string>{"a:B"});
    CHECK(actions_of(s, "Foreign") == std::set<std::string>{"a:B"});
    CHECK(actions_of(s, "Bound").empty());
}

TEST_CASE("a policy that a condition attaches leaves open what is held") {
    Sample s(
        "Parameters: {Env: {Type: String}}\n"
        "Conditions: {Prod: !Equals [!Ref Env, prod]}\n"
        "Resources:\n"
        "  Role: {Type: AWS::IAM::Role}\n"
        "  P:\n"
        "    Type: AWS::IAM::Policy\n"
        "    Condition: Prod\n"
        "    Properties: {Roles: [!Ref Role], PolicyDocument: {Statement: [{Effect: Allow, Action: 'a:B', Resource: "
        "'*'}]}}\n");
    CHECK(s.fact("Role", "permissions").is(ValueKind::unknown));
    CHECK(s.env().needed());
    s.assume("Prod", true);
    CHECK(s.fact("Role", "permissions").count == 1);
    s.assume("Prod", false);
    CHECK(s.fact("Role", "permissions").count == 0);
}

TEST_CASE("an action is allowed by patterns, NotAction and NotResource") {
    CHECK(allows(put) == Truth::yes);
    CHECK(allows("{Effect: Allow, Action: ['s3:GetObject', 'iam:put*'], Resource: ['arn:aws:iam::1:role/*']}") ==
          Truth::yes);
    CHECK(allows(
              "{Effect: Allow, Action: 'iam:PutRolePolicy', Resource: !Sub 'arn:aws:iam::${AWS::AccountId}:role/*'}") ==
          Truth::yes);
    CHECK(allows("{Effect: Allow, NotAction: 's3:*', NotResource: 'arn:aws:iam::1:role/admin'}") == Truth::yes);
    CHECK(allows("{Effect: Allow, Action: 'iam:Get*', Resource: '*'}") == Truth::no);
    CHECK(allows("{Effect: Allow, NotAction: ['iam:*'], Resource: '*'}") == Truth::no);
    CHECK(allows("{Effect: Allow, NotAction: ['s3:*'], NotResource: 'arn:aws:iam::*:role/*'}") == Truth::no);
    CHECK(allows("{Effect: Allow, Action: 'iam:*', Resource: 'arn:aws:iam::1:role/app-*'}") == Truth::no);
    CHECK(allows("{Effect: Allow, Action: 'iam:*', Resource: 'arn:aws:iam::1:user/*'}") == Truth::no);
    CHECK(allows("{Effect: Allow, Action: 'iam:*', Resource: !GetAtt Role.Arn}") == Truth::no);
    Sample s(role_with("{Effect: Allow, Action: 'iam:*', Resource: 'arn:aws:iam::1:role/app'}"));
    CHECK(allows(s, "iam:PutRolePolicy", "") == Truth::yes);
    Sample elsewhere(role_with("{Effect: Allow, Action: '*', Resource: ['arn:aws:iam::1:role/*', !GetAtt Role.Arn]}"));
    CHECK(allows(elsewhere, "iam:PutRolePolicy", "") == Truth::yes);
    CHECK(allows(elsewhere, "ec2:RunInstances", "") == Truth::no);
}

TEST_CASE("conditions that narrow what is allowed are told from those that do not") {
    CHECK(allows(put_if("{Bool: {'aws:SecureTransport': 'true'}}")) == Truth::yes);
    CHECK(allows(put_if("{StringEquals: {'aws:RequestedRegion': eu-west-1}}")) == Truth::yes);
    CHECK(allows(put_if("{ArnNotLike: {'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess'}}")) ==
          Truth::yes);
    CHECK(allows(put_if("{StringLike: {'iam:PermissionsBoundary': '*'}}")) == Truth::yes);
    CHECK(allows(put_if("{StringEquals: {'iam:PermissionsBoundary': 'arn:aws:iam::1:policy/b'}}")) == Truth::no);
    CHECK(allows(put_if("{'Null': {'iam:PermissionsBoundary': 'false'}}")) == Truth::no);
    CHECK(allows(put_if("{StringEquals: {'aws:ResourceTag/team': a}}")) == Truth::no);
}

TEST_CASE("a Deny takes off what it covers") {
    CHECK(allows(put + ", {Effect: Deny, Action: 'iam:Put*', Resource: '*'}") == Truth::no);
    CHECK(allows(put + ", {Effect: Deny, NotAction: 's3:*', Resource: '*'}") == Truth::no);
    CHECK(allows(put + ", {Effect: Deny, Action: 'iam:*', NotResource: 'arn:aws:iam::1:role/app-*'}") == Truth::no);
    CHECK(allows(put + ", {Effect: Deny, Action: 'iam:*', Resource: 'arn:aws:iam::1:role/admin'}") == Truth::yes);
    CHECK(allows(put + ", {Effect: Deny, Action: 'iam:Attach*', Resource: '*'}") == Truth::yes);
    CHECK(allows(deny_if("{StringNotEquals: {'iam:PermissionsBoundary': 'arn:aws:iam::1:policy/b'}}")) == Truth::no);
    CHECK(allows(deny_if("{'Null': {'iam:PermissionsBoundary': 'true'}}")) == Truth::no);
    CHECK(allows(deny_if("{BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}}")) == Truth::yes);
    CHECK(allows(deny_if("{StringEquals: {'aws:ResourceTag/protected': 'yes'}}")) == Truth::yes);
    // One of several clauses that can be evaded is enough.
    CHECK(allows(deny_if("{StringNotEquals: {'aws:RequestedRegion': a, 'iam:PermissionsBoundary': b}}")) == Truth::yes);
    CHECK(allows(put, "ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSDenyAll'], ") == Truth::no);
}

TEST_CASE("a permissions boundary lets through only what it allows as well") {
    const auto bounded = [](const std::string& statement) {
        Sample s(role_with(put, "PermissionsBoundary: !Ref Bound, ") +
                 "  Bound: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: [" + statement +
                 "]}}}\n");
        return allows(s);
    };
    CHECK(bounded("{Effect: Allow, Action: '*', Resource: '*'}") == Truth::yes);
    CHECK(bounded("{Effect: Allow, Action: 's3:*', Resource: '*'}") == Truth::no);
    CHECK(bounded("{Effect: Allow, Action: '*', Resource: '*'}, {Effect: Deny, Action: 'iam:*', Resource: '*'}") ==
          Truth::no);
    CHECK(allows(put, "PermissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess', ") == Truth::no);
    CHECK(allows(put, "PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess', ") == Truth::yes);
    CHECK(allows(put, "PermissionsBoundary: 'arn:aws:iam::1:policy/elsewhere', ") == Truth::unknown);
}

TEST_CASE("what is not known leaves open what is allowed") {
    Sample s("Parameters: {Name: {Type: String}}\n" + role_with("{Effect: Allow, Action: !Ref Name, Resource: '*'}"));
    CHECK(allows(s) == Truth::unknown);
    Sample resource("Parameters: {Name: {Type: String}}\n" +
                    role_with("{Effect: Allow, Action: 'iam:*', Resource: !Ref Name}"));
    CHECK(allows(resource) == Truth::unknown);
}

TEST_CASE("ways to more rights are gathered over all statements of a principal") {
    const std::string paths =
        R"([{"needs": [{"action": "iam:PutRolePolicy", "on_all": "arn:aws:iam::*:role/*"}]},)"
        R"({"passes_to": "ec2.amazonaws.com", "needs": [{"action": "ec2:RunInstances"}]},)"
        R"({"passes_to": "lambda.amazonaws.com", "needs": [{"action": "lambda:CreateFunction"}, {"action": "lambda:InvokeFunction"}]}])";
    const std::string pass =
        "{Effect: Allow, Action: 'iam:PassRole', Resource: '*', Condition: {StringEquals: {'iam:PassedToService': ";
    const std::string run = "{Effect: Allow, Action: 'ec2:RunInstances', Resource: '*'}";
    Sample s(role_with(pass + "ec2.amazonaws.com}}}, " + run));
    CHECK(ways(s, "Role", paths) == std::vector<std::string>{"iam:PassRole + ec2:RunInstances"});
    Sample other(role_with(pass + "lambda.amazonaws.com}}}, " + run));
    CHECK(ways(other, "Role", paths).empty());
    Sample part(role_with("{Effect: Allow, Action: ['iam:PassRole', 'lambda:CreateFunction'], Resource: '*'}"));
    CHECK(ways(part, "Role", paths).empty());
    Sample aws(role_with("{Effect: Allow, Action: 'iam:PassRole', Resource: '*'}",
                         "ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSLambda_FullAccess'], "));
    CHECK(ways(aws, "Role", paths) ==
          std::vector<std::string>{"iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction"});
    Sample both(role_with(put + ", {Effect: Allow, Action: 'iam:*', Resource: '*'}, " + run));
    CHECK(ways(both, "Role", paths) ==
          std::vector<std::string>{"iam:PutRolePolicy", "iam:PutRolePolicy, iam:PassRole + ec2:RunInstances"});
    Sample admin(role_with(put + ", {Effect: Allow, Action: '*', Resource: '*'}"));
    CHECK(ways(admin, "Role", paths).empty());
    Sample open("Parameters: {Arn: {Type: String}}\n" +
                role_with("{Effect: Allow, Action: 'iam:PutRolePolicy', Resource: !Ref Arn}"));
    CHECK(ways(open, "Role", paths) == std::vector<std::string>{"?"});
}

TEST_CASE("AWS-managed policies are known by their ARN, in AWS SAM by their name") {
    Sample s("Resources: {}\n");
    const auto known = [&](std::string_view text) {
        return aws_managed_policy(string_value(text, {}), s.env()).has_value();
    };
    CHECK(known("arn:aws:iam::aws:policy/PowerUserAccess"));
    CHECK(known("arn:aws-cn:iam::aws:policy/PowerUserAccess"));
    CHECK(known("PowerUserAccess"));
    CHECK_FALSE(known("arn:aws:iam::123456789012:policy/PowerUserAccess"));
    CHECK_FALSE(known("arn:aws:iam::aws:policy/ReadOnlyAccess"));
}
