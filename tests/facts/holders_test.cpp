#include <doctest/doctest.h>

#include <set>

#include "facts/sample.h"

using namespace lintel;

namespace {

std::set<std::string> actions_of(Sample& s, std::string_view principal) {
    const Value all = s.fact(principal, "held_statements");
    REQUIRE(all.is(ValueKind::list));
    std::set<std::string> actions;
    for (std::uint32_t i = 0; i < all.count; ++i) actions.insert(s.text(all, std::to_string(i) + ".actions.0"));
    return actions;
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
        "      ManagedPolicyArns: [!Ref Managed, 'arn:aws:iam::aws:policy/ReadOnlyAccess']\n"
        "  Managed: {Type: AWS::IAM::ManagedPolicy, Properties: {" +
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
        "  Bucket: {Type: AWS::S3::Bucket}\n");
    CHECK(actions_of(s, "Role") == std::set<std::string>{"a:Inline", "a:Managed", "a:Attached", "a:ByName"});
    CHECK(actions_of(s, "Group") == std::set<std::string>{"a:Group", "a:Attached"});
    CHECK(actions_of(s, "User") == std::set<std::string>{"a:Group", "a:Attached", "a:Other"});
    CHECK(actions_of(s, "Bucket").empty());
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
    CHECK(s.fact("Role", "held_statements").is(ValueKind::unknown));
    CHECK(s.env().needed());
    s.assume("Prod", true);
    CHECK(s.fact("Role", "held_statements").count == 1);
    s.assume("Prod", false);
    CHECK(s.fact("Role", "held_statements").count == 0);
}
