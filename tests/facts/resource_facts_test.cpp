#include <doctest/doctest.h>

#include "facts/sample.h"

using namespace lintel;

TEST_CASE("a resource tells its id, type and policies") {
    Sample s(
        "Resources:\n"
        "  Key: {Type: AWS::KMS::Key, DeletionPolicy: Retain, UpdateReplacePolicy: Delete}\n"
        "  Bare: {Type: AWS::KMS::Key}\n");
    CHECK(s.text(s.fact("Key", "id"), "") == "Key");
    CHECK(s.text(s.fact("Key", "type"), "") == "AWS::KMS::Key");
    CHECK(s.text(s.fact("Key", "deletion_policy"), "") == "Retain");
    CHECK(s.text(s.fact("Key", "update_replace_policy"), "") == "Delete");
    CHECK(s.fact("Bare", "deletion_policy").absent());
    CHECK(s.fact("Key", "provider").absent());  // Terraform's alone
}

TEST_CASE("mentions are the places that use a resource") {
    Sample s(
        "Parameters: {Env: {Type: String}}\n"
        "Conditions: {Prod: !Equals [!Ref Env, prod]}\n"
        "Resources:\n"
        "  Used: {Type: AWS::EC2::SecurityGroup}\n"
        "  Host: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!Ref Used]}}\n"
        "  Exported: {Type: AWS::EC2::SecurityGroup}\n"
        "  Alone: {Type: AWS::EC2::SecurityGroup}\n"
        "  Rule: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !Ref Alone, SourceSecurityGroupId: !Ref "
        "Peer}}\n"
        "  Peer: {Type: AWS::EC2::SecurityGroup}\n"
        "  Self: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{SourceSecurityGroupId: !GetAtt "
        "Self.GroupId}]}}\n"
        "  Named: {Type: AWS::EC2::SecurityGroup, Properties: {GroupName: web}}\n"
        "  Old: {Type: AWS::EC2::Instance, Properties: {SecurityGroups: [web]}}\n"
        "  Perhaps: {Type: AWS::EC2::SecurityGroup}\n"
        "  Later: {Type: AWS::EC2::Instance, Condition: Prod, Properties: {SecurityGroupIds: [!Ref Perhaps]}}\n"
        "Outputs: {O: {Value: !Ref Exported}}\n");
    CHECK(s.number(s.fact("Used", "mentions"), "") == 1);
    CHECK(s.number(s.fact("Exported", "mentions"), "") == 1);
    CHECK(s.number(s.fact("Alone", "mentions"), "") == 0);
    CHECK(s.number(s.fact("Peer", "mentions"), "") == 1);
    CHECK(s.number(s.fact("Self", "mentions"), "") == 0);
    CHECK(s.number(s.fact("Named", "mentions"), "") == 1);
    CHECK(s.fact("Perhaps", "mentions").is(ValueKind::unknown));
    s.assume("Prod", true);
    CHECK(s.number(s.fact("Perhaps", "mentions"), "") == 1);
    s.assume("Prod", false);
    CHECK(s.number(s.fact("Perhaps", "mentions"), "") == 0);
}
