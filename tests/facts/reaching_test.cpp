#include <doctest/doctest.h>

#include "facts/sample.h"

using namespace lintel;

namespace {

constexpr std::string_view allow_get =
    "{Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'}]}";

/// A user with these properties beside a group, a policy and what adds users to groups.
Sample with_user(std::string_view properties) {
    return Sample(
        "Parameters: {Group: {Type: String}}\n"
        "Resources:\n"
        "  User: {Type: AWS::IAM::User, Properties: {" +
        std::string(properties) +
        "}}\n"
        "  Staff: {Type: AWS::IAM::Group, Properties: {Policies: [{PolicyName: p, PolicyDocument: " +
        std::string(allow_get) +
        "}]}}\n"
        "  Managed: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: " +
        std::string(allow_get) + "}}\n");
}

/// How many statements reach the user, and how many of them are unknown: "2, 1 unknown".
std::string reach(std::string_view properties) {
    Sample s = with_user(properties);
    const Value all = s.fact("User", "reaching_statements");
    REQUIRE(all.is(ValueKind::list));
    int unknown = 0;
    for (std::uint32_t i = 0; i < all.count; ++i) unknown += s.at(all, std::to_string(i)).is(ValueKind::unknown);
    return std::to_string(all.count) + ", " + std::to_string(unknown) + " unknown";
}

}  // namespace

TEST_CASE("what reaches a user comes from its groups, policies and boundary") {
    CHECK(reach("") == "0, 0 unknown");
    CHECK(reach("Groups: [!Ref Staff]") == "1, 0 unknown");
    CHECK(reach("ManagedPolicyArns: [!Ref Managed]") == "1, 0 unknown");
    CHECK(reach("PermissionsBoundary: !Ref Managed") == "1, 0 unknown");
    CHECK(reach("Groups: [!Ref Staff], ManagedPolicyArns: [!Ref Managed]") == "2, 0 unknown");
}

TEST_CASE("a group or policy that is not declared here is unknown, one of AWS's own is not") {
    CHECK(reach("Groups: [staff]") == "1, 1 unknown");
    CHECK(reach("Groups: [!Ref Staff, !Ref Group]") == "2, 1 unknown");
    CHECK(reach("ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/p']") == "1, 1 unknown");
    CHECK(reach("ManagedPolicyArns: [!Sub 'arn:aws:iam::${AWS::AccountId}:policy/p']") == "1, 1 unknown");
    CHECK(reach("PermissionsBoundary: 'arn:aws:iam::111122223333:policy/p'") == "1, 1 unknown");
    CHECK(reach("ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess']") == "0, 0 unknown");
    CHECK(reach("ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess']") == "0, 0 unknown");
}

TEST_CASE("only what holds policies has statements that reach it") {
    Sample s("Resources: {Bucket: {Type: AWS::S3::Bucket}}\n");
    CHECK(s.fact("Bucket", "reaching_statements").count == 0);
}
