#include <doctest/doctest.h>

#include "facts/sample.h"

using namespace lintel;

namespace {

/// A group whose only inbound rule has these members, in YAML's flow style.
std::string group_with(std::string_view rule) {
    return "Parameters:\n"
           "  Anywhere: {Type: String, Default: 0.0.0.0/0}\n"
           "  Unknown: {Type: String}\n"
           "Resources:\n"
           "  Web:\n"
           "    Type: AWS::EC2::SecurityGroup\n"
           "    Properties:\n"
           "      GroupDescription: web\n"
           "      SecurityGroupIngress:\n"
           "        - {" +
           std::string(rule) + "}\n";
}

}  // namespace

TEST_CASE("an inbound rule is told with protocol, ports and source") {
    Sample s(group_with("IpProtocol: tcp, FromPort: 20, ToPort: '25', CidrIp: 0.0.0.0/0, Description: d"));
    const Value rules = s.fact("Web", "ingress");
    REQUIRE(rules.is(ValueKind::list));
    REQUIRE(rules.count == 1);
    CHECK(s.text(rules, "0.protocol") == "tcp");
    CHECK(s.number(rules, "0.ports.from") == 20);
    CHECK(s.number(rules, "0.ports.to") == 25);
    CHECK(s.number(rules, "0.ports.count") == 6);
    CHECK(s.truth(rules, "0.ports.all") == Truth::no);
    CHECK(s.truth(rules, "0.source.world") == Truth::yes);
    CHECK(s.truth(rules, "0.source.ipv4") == Truth::yes);
    CHECK(s.truth(rules, "0.source.address_range") == Truth::yes);
    CHECK(s.text(rules, "0.source.kind") == "cidr");
    CHECK(s.text(rules, "0.source.text") == "0.0.0.0/0");
    CHECK(s.text(rules, "0.description") == "d");
    CHECK(s.text(rules, "0.direction") == "ingress");
}

TEST_CASE("fields are placed at the nodes they come from") {
    Sample s(
        "Resources:\n"
        "  Web:\n"
        "    Type: AWS::EC2::SecurityGroup\n"
        "    Properties:\n"
        "      SecurityGroupIngress:\n"
        "        - IpProtocol: tcp\n"
        "          FromPort: 22\n"
        "          ToPort: 22\n"
        "          CidrIp: 0.0.0.0/0\n");
    const Value rules = s.fact("Web", "ingress");
    CHECK(s.line(s.at(rules, "0")) == 6);
    CHECK(s.line(s.at(rules, "0.ports")) == 7);
    CHECK(s.line(s.at(rules, "0.source")) == 9);
    CHECK(s.line(s.at(rules, "0.source.world")) == 9);
}

TEST_CASE("protocols go by name and by number") {
    const auto protocol = [](std::string_view written) {
        Sample s(group_with("IpProtocol: " + std::string(written) + ", FromPort: 1, ToPort: 2, CidrIp: 10.0.0.0/8"));
        const Value rules = s.fact("Web", "ingress");
        return s.text(rules, "0.protocol");
    };
    CHECK(protocol("6") == "tcp");
    CHECK(protocol("'17'") == "udp");
    CHECK(protocol("1") == "icmp");
    CHECK(protocol("58") == "icmpv6");
    CHECK(protocol("-1") == "all");
    CHECK(protocol("'-1'") == "all");
    CHECK(protocol("TCP") == "tcp");
    CHECK(protocol("all") == "all");
    CHECK(protocol("50") == "50");
    CHECK(protocol("!Ref Unknown") == "unknown");
}

TEST_CASE("all protocols and missing ports open every port") {
    for (const char* const rule :
         {"IpProtocol: -1, CidrIp: 10.0.0.0/8", "IpProtocol: '-1', FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8",
          "IpProtocol: tcp, CidrIp: 10.0.0.0/8", "IpProtocol: udp, FromPort: -1, ToPort: -1, CidrIp: 10.0.0.0/8",
          "IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIp: 10.0.0.0/8"}) {
        CAPTURE(rule);
        Sample s(group_with(rule));
        const Value rules = s.fact("Web", "ingress");
        CHECK(s.truth(rules, "0.ports.all") == Truth::yes);
        CHECK(s.number(rules, "0.ports.from") == 0);
        CHECK(s.number(rules, "0.ports.to") == 65535);
        CHECK(s.number(rules, "0.ports.count") == 65536);
    }
}

TEST_CASE("ICMP types are no ports") {
    Sample s(group_with("IpProtocol: icmp, FromPort: -1, ToPort: -1, CidrIp: 0.0.0.0/0"));
    const Value rules = s.fact("Web", "ingress");
    CHECK(s.truth(rules, "0.ports.all") == Truth::no);
    CHECK(s.text(rules, "0.ports.from") == "absent");
    CHECK(s.text(rules, "0.ports.count") == "absent");
}

TEST_CASE("a source comes from a parameter with its trace, or stays unknown") {
    Sample s(group_with("IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref Anywhere"));
    const Value rules = s.fact("Web", "ingress");
    const Value world = s.at(rules, "0.source.world");
    CHECK(as_truth(world) == Truth::yes);
    REQUIRE(world.trace != nullptr);
    CHECK(world.trace->note.find("Anywhere") != std::string_view::npos);

    Sample open(group_with("IpProtocol: tcp, FromPort: 22, ToPort: !Ref Unknown, CidrIp: !Ref Unknown"));
    const Value rule = open.fact("Web", "ingress");
    CHECK(open.truth(rule, "0.source.world") == Truth::unknown);
    CHECK(open.truth(rule, "0.source.ipv4") == Truth::yes);
    CHECK(open.text(rule, "0.source.kind") == "cidr");
    CHECK(open.number(rule, "0.ports.from") == 22);
    CHECK(open.text(rule, "0.ports.to") == "unknown");
    CHECK(open.truth(rule, "0.ports.all") == Truth::no);
}

TEST_CASE("a group as source is known as the own or another one") {
    Sample s(
        "Resources:\n"
        "  Other: {Type: AWS::EC2::SecurityGroup}\n"
        "  Web:\n"
        "    Type: AWS::EC2::SecurityGroup\n"
        "    Properties:\n"
        "      GroupName: web\n"
        "      SecurityGroupIngress:\n"
        "        - {IpProtocol: -1, SourceSecurityGroupId: !Ref Other}\n"
        "        - {IpProtocol: -1, SourceSecurityGroupId: !GetAtt Web.GroupId}\n"
        "        - {IpProtocol: -1, SourceSecurityGroupName: web}\n"
        "        - {IpProtocol: -1, SourcePrefixListId: pl-1}\n"
        "        - {IpProtocol: -1, SourceSecurityGroupId: sg-1}\n"
        "        - {IpProtocol: -1}\n"
        "  Self:\n"
        "    Type: AWS::EC2::SecurityGroupIngress\n"
        "    Properties: {GroupId: !GetAtt Web.GroupId, IpProtocol: -1, SourceSecurityGroupId: !Ref Web}\n");
    const Value rules = s.fact("Web", "ingress");
    REQUIRE(rules.count == 6);
    CHECK(s.text(rules, "0.source.kind") == "group");
    CHECK(s.text(rules, "0.source.text") == "security group Other");
    CHECK(s.truth(rules, "0.source.self") == Truth::no);
    CHECK(s.truth(rules, "0.source.world") == Truth::no);
    CHECK(s.truth(rules, "0.source.address_range") == Truth::no);
    CHECK(s.truth(rules, "1.source.self") == Truth::yes);
    CHECK(s.truth(rules, "2.source.self") == Truth::yes);
    CHECK(s.text(rules, "3.source.kind") == "prefix-list");
    CHECK(s.text(rules, "3.source.text") == "prefix list pl-1");
    CHECK(s.truth(rules, "4.source.self") == Truth::no);
    CHECK(s.text(rules, "5.source.kind") == "none");
    CHECK(s.truth(s.fact("Self", "ingress"), "0.source.self") == Truth::yes);
}

TEST_CASE("a rule with an IPv4 and an IPv6 source is as open as the wider one") {
    Sample s(group_with("IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8, CidrIpv6: '::/0'"));
    const Value rules = s.fact("Web", "ingress");
    CHECK(s.truth(rules, "0.source.world") == Truth::yes);
    CHECK(s.text(rules, "0.source.text") == "::/0");
    CHECK(s.truth(rules, "0.source.ipv6") == Truth::yes);
}

TEST_CASE("standalone rules have their own and are joined to their group on demand") {
    Sample s(
        "Resources:\n"
        "  Web:\n"
        "    Type: AWS::EC2::SecurityGroup\n"
        "    Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]}\n"
        "  Ssh:\n"
        "    Type: AWS::EC2::SecurityGroupIngress\n"
        "    Properties: {GroupId: !GetAtt Web.GroupId, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: '::/0'}\n"
        "  Elsewhere:\n"
        "    Type: AWS::EC2::SecurityGroupIngress\n"
        "    Properties: {GroupId: sg-1, IpProtocol: tcp, FromPort: 23, ToPort: 23, CidrIp: 0.0.0.0/0}\n"
        "  Out:\n"
        "    Type: AWS::EC2::SecurityGroupEgress\n"
        "    Properties: {GroupId: !Ref Web, IpProtocol: tcp, FromPort: 5432, ToPort: 5432, "
        "DestinationSecurityGroupId: sg-2}\n");
    CHECK(s.fact("Web", "ingress").count == 1);
    const Value own = s.fact("Ssh", "ingress");
    REQUIRE(own.count == 1);
    CHECK(s.number(own, "0.ports.from") == 22);
    CHECK(s.at(own, "0.group").resource != nullptr);
    const Value all = s.fact("Web", "all_ingress");
    REQUIRE(all.count == 2);
    CHECK(s.number(all, "1.ports.from") == 22);
    CHECK(s.fact("Web", "egress").count == 0);
    const Value out = s.fact("Web", "all_egress");
    REQUIRE(out.count == 1);
    CHECK(s.text(out, "0.source.kind") == "group");
    CHECK(s.text(out, "0.direction") == "egress");
    CHECK(s.fact("Ssh", "egress").count == 0);
}

TEST_CASE("the rules of database security groups have a source and no ports") {
    Sample s(
        "Resources:\n"
        "  Db:\n"
        "    Type: AWS::RDS::DBSecurityGroup\n"
        "    Properties: {DBSecurityGroupIngress: [{CIDRIP: 0.0.0.0/0}, {EC2SecurityGroupId: sg-1}]}\n"
        "  Apart:\n"
        "    Type: AWS::RDS::DBSecurityGroupIngress\n"
        "    Properties: {DBSecurityGroupName: !Ref Db, CIDRIP: 10.0.0.0/8}\n");
    const Value rules = s.fact("Db", "ingress");
    REQUIRE(rules.count == 2);
    CHECK(s.truth(rules, "0.source.world") == Truth::yes);
    CHECK(s.text(rules, "0.protocol") == "absent");
    CHECK(s.text(rules, "0.ports.from") == "absent");
    CHECK(s.text(rules, "1.source.kind") == "group");
    CHECK(s.truth(s.fact("Apart", "ingress"), "0.source.private") == Truth::yes);
}

TEST_CASE("a rule that a condition may take away keeps its place in the list") {
    Sample s(
        "Parameters: {Env: {Type: String}}\n"
        "Conditions: {Prod: !Equals [!Ref Env, prod]}\n"
        "Resources:\n"
        "  Web:\n"
        "    Type: AWS::EC2::SecurityGroup\n"
        "    Properties:\n"
        "      SecurityGroupIngress:\n"
        "        - !If [Prod, !Ref AWS::NoValue, {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}]\n"
        "        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}\n");
    const Value open = s.fact("Web", "ingress");
    REQUIRE(open.count == 2);
    CHECK(s.at(open, "0").is(ValueKind::unknown));
    CHECK(s.at(open, "0").maybe_absent);
    CHECK(s.at(open, "0").needs);
    CHECK_FALSE(s.at(open, "1").needs);
    CHECK(s.number(open, "1.ports.from") == 443);

    s.assume("Prod", true);
    const Value prod = s.fact("Web", "ingress");
    REQUIRE(prod.count == 2);
    CHECK(s.at(prod, "0").absent());
    CHECK(s.number(prod, "1.ports.from") == 443);

    s.assume("Prod", false);
    CHECK(s.number(s.fact("Web", "ingress"), "0.ports.from") == 22);
}

TEST_CASE("a list that a condition chooses is unknown until it does") {
    Sample s(
        "Parameters: {Env: {Type: String}}\n"
        "Conditions: {Prod: !Equals [!Ref Env, prod]}\n"
        "Resources:\n"
        "  Web:\n"
        "    Type: AWS::EC2::SecurityGroup\n"
        "    Properties:\n"
        "      SecurityGroupIngress: !If [Prod, [{IpProtocol: -1, CidrIp: 10.0.0.0/8}], !Ref AWS::NoValue]\n");
    CHECK(s.fact("Web", "ingress").is(ValueKind::unknown));
    CHECK(s.env().needed());
    s.assume("Prod", true);
    CHECK(s.fact("Web", "ingress").count == 1);
    s.assume("Prod", false);
    const Value none = s.fact("Web", "ingress");
    CHECK(none.is(ValueKind::list));
    CHECK(none.count == 0);
}

TEST_CASE("a source that a condition decides is unknown field by field") {
    Sample s(
        "Parameters: {Env: {Type: String}}\n"
        "Conditions: {Prod: !Equals [!Ref Env, prod]}\n"
        "Resources:\n"
        "  Web:\n"
        "    Type: AWS::EC2::SecurityGroup\n"
        "    Properties:\n"
        "      SecurityGroupIngress:\n"
        "        - IpProtocol: tcp\n"
        "          FromPort: 22\n"
        "          ToPort: 22\n"
        "          CidrIp: !If [Prod, 10.0.0.0/8, !Ref AWS::NoValue]\n"
        "          CidrIpv6: !If [Prod, !Ref AWS::NoValue, '::/0']\n");
    const Value open = s.fact("Web", "ingress");
    CHECK(s.truth(open, "0.source.world") == Truth::unknown);
    CHECK(s.text(open, "0.source.kind") == "unknown");
    CHECK(s.at(open, "0").needs);
    s.assume("Prod", true);
    CHECK(s.truth(s.fact("Web", "ingress"), "0.source.world") == Truth::no);
    s.assume("Prod", false);
    CHECK(s.truth(s.fact("Web", "ingress"), "0.source.world") == Truth::yes);
}

TEST_CASE("AWS lets everything out where a group declares no egress at all") {
    Sample s(
        "Parameters: {Env: {Type: String}}\n"
        "Conditions: {Prod: !Equals [!Ref Env, prod]}\n"
        "Resources:\n"
        "  None: {Type: AWS::EC2::SecurityGroup}\n"
        "  Empty: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupEgress: []}}\n"
        "  Inline: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupEgress: [{IpProtocol: -1, CidrIp: "
        "10.0.0.0/8}]}}\n"
        "  Perhaps:\n"
        "    Type: AWS::EC2::SecurityGroup\n"
        "    Properties: {SecurityGroupEgress: [!If [Prod, {IpProtocol: -1, CidrIp: 10.0.0.0/8}, !Ref AWS::NoValue]]}\n"
        "  Apart: {Type: AWS::EC2::SecurityGroup}\n"
        "  Rule: {Type: AWS::EC2::SecurityGroupEgress, Properties: {GroupId: !Ref Apart, IpProtocol: -1, CidrIp: "
        "10.0.0.0/8}}\n"
        "  Bucket: {Type: AWS::S3::Bucket}\n");
    CHECK(s.truth(s.fact("None", "egress_implied"), "") == Truth::yes);
    CHECK(s.truth(s.fact("Empty", "egress_implied"), "") == Truth::yes);
    CHECK(s.truth(s.fact("Inline", "egress_implied"), "") == Truth::no);
    CHECK(s.truth(s.fact("Perhaps", "egress_implied"), "") == Truth::unknown);
    CHECK(s.truth(s.fact("Apart", "egress_implied"), "") == Truth::no);
    CHECK(s.truth(s.fact("Bucket", "egress_implied"), "") == Truth::no);
    s.assume("Prod", false);
    CHECK(s.truth(s.fact("Perhaps", "egress_implied"), "") == Truth::yes);
}

TEST_CASE("malformed rules do no harm") {
    Sample s(
        "Resources:\n"
        "  Text: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [open, 5, [1], {IpProtocol: {a: "
        "b}, CidrIp: [x]}]}}\n"
        "  Single: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: {IpProtocol: tcp, FromPort: x, "
        "CidrIp: hello}}}\n");
    const Value rules = s.fact("Text", "ingress");
    REQUIRE(rules.count == 4);
    CHECK(s.at(rules, "0").is(ValueKind::unknown));
    CHECK(s.truth(rules, "3.source.world") == Truth::no);
    const Value single = s.fact("Single", "ingress");
    REQUIRE(single.count == 1);
    CHECK(s.text(single, "0.ports.from") == "unknown");
    CHECK(s.truth(single, "0.source.world") == Truth::no);
}
