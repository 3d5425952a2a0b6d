#include <doctest/doctest.h>

#include "base/text.h"
#include "facts/sample.h"

using namespace lintel;

namespace {

std::string members(Sample& s, std::string_view group) {
    const Value all = s.fact(group, "group_members");
    if (all.is(ValueKind::unknown)) return "?";
    std::string text;
    for (std::uint32_t i = 0; i < all.count; ++i)
        text += cat(i == 0 ? "" : " ", s.at(all, std::to_string(i)).resource->id);
    return text;
}

}  // namespace

TEST_CASE("the members of a group are told whatever property they name it in, each once") {
    Sample s(
        "Parameters: {P: {Type: String}}\n"
        "Conditions: {C: !Equals [!Ref P, a]}\n"
        "Resources:\n"
        "  G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupName: web}}\n"
        "  H: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{SourceSecurityGroupId: !Ref G}]}}\n"
        "  I: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!Ref G], NetworkInterfaces: [{GroupSet: [!Ref "
        "G]}]}}\n"
        "  J: {Type: AWS::EC2::Instance, Properties: {SecurityGroups: [web]}}\n"
        "  F: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SecurityGroupIds: [!GetAtt G.GroupId]}}}\n"
        "  D: {Type: AWS::RDS::DBInstance, Condition: C, Properties: {VPCSecurityGroups: [!Ref H]}}\n");
    CHECK(members(s, "G") == "I J F");
    CHECK(members(s, "H") == "?");
    CHECK(members(s, "I") == "");
    s.assume("C", true);
    CHECK(members(s, "H") == "D");
    s.assume("C", false);
    CHECK(members(s, "H") == "");
}
