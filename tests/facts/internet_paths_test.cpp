#include <doctest/doctest.h>

#include "base/text.h"
#include "facts/sample.h"

using namespace lintel;

namespace {

/// A VPC with a public subnet `Front`, and a group `Open` that lets everybody in to SSH.
constexpr std::string_view network =
    "Parameters: {Unknown: {Type: String}}\n"
    "Resources:\n"
    "  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n"
    "  Gateway: {Type: AWS::EC2::InternetGateway}\n"
    "  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}\n"
    "  Out: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, "
    "GatewayId: !Ref Gateway}}\n"
    "  Front: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, MapPublicIpOnLaunch: true}}\n"
    "  Joined: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Front, RouteTableId: !Ref "
    "Table}}\n"
    "  Back: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}\n"
    "  Open: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, "
    "ToPort: 22, CidrIp: 0.0.0.0/0}]}}\n";

/// The ports on which the resource X, whose type and properties are given, can be reached: "22", "22?" where that is
/// not known, "?" where nothing is known, "" for none.
std::string reached(std::string_view type, std::string_view properties, std::string_view more = "") {
    Sample s(cat(network, "  X: {Type: ", type, ", Properties: {", properties, "}}\n", more));
    const Value paths = s.fact("X", "internet_paths");
    if (paths.is(ValueKind::unknown)) return "?";
    std::string text;
    for (std::uint32_t i = 0; i < paths.count; ++i) {
        const Value path = s.at(paths, std::to_string(i));
        text +=
            cat(i == 0 ? "" : " ", path.is(ValueKind::unknown) ? "?"
                                                               : cat(static_cast<int>(s.number(path, "ports.from")),
                                                                     s.truth(path, "open") == Truth::yes ? "" : "?"));
    }
    return text;
}

constexpr std::string_view instance = "AWS::EC2::Instance";

}  // namespace

TEST_CASE("a path has its steps in their places, the outermost first") {
    Sample s(
        cat(network,
            "  X: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Front, SecurityGroupIds: [!Ref Open]}}\n"));
    const Value paths = s.fact("X", "internet_paths");
    REQUIRE(paths.count == 1);
    CHECK(s.text(paths, "0.protocol") == "tcp");
    CHECK(s.text(paths, "0.hops.0") == "the internet gateway Gateway");
    CHECK(s.text(paths, "0.hops.1") == "the route of Table from 0.0.0.0/0");
    CHECK(s.text(paths, "0.hops.2") == "the subnet Front, which uses Table");
    CHECK(s.text(paths, "0.hops.3") == "the public address that the subnet gives it");
    CHECK(s.text(paths, "0.hops.4") == "the rule of Open for 0.0.0.0/0");
    CHECK(s.line(s.at(paths, "0.hops.1")) == 6);
    CHECK(s.line(s.at(paths, "0.hops.4")) == 10);
}

TEST_CASE("every step must be open") {
    CHECK(reached(instance, "SubnetId: !Ref Front, SecurityGroupIds: [!Ref Open]") == "22");
    CHECK(reached(instance, "SubnetId: !Ref Back, SecurityGroupIds: [!Ref Open]") == "");
    CHECK(reached(instance, "SubnetId: !Ref Front") == "");
    CHECK(reached(instance,
                  "NetworkInterfaces: [{SubnetId: !Ref Front, AssociatePublicIpAddress: false, GroupSet: [!Ref "
                  "Open]}]") == "");
    CHECK(reached(instance,
                  "NetworkInterfaces: [{SubnetId: !Ref Back, AssociatePublicIpAddress: true, GroupSet: [!Ref "
                  "Open]}]") == "");
}

TEST_CASE("what is declared elsewhere is unknown, where it matters") {
    CHECK(reached(instance, "SubnetId: !Ref Unknown, SecurityGroupIds: [!Ref Open]") == "22?");
    CHECK(reached(instance, "SubnetId: !Ref Front, SecurityGroupIds: [!Ref Unknown]") == "?");
    CHECK(reached(instance, "SubnetId: !Ref Front, SecurityGroupIds: [!Ref Open, !Ref Unknown]") == "22 ?");
    CHECK(reached(instance, "SubnetId: !Ref Back, SecurityGroupIds: [!Ref Unknown]") == "");
    CHECK(reached(instance, "LaunchTemplate: {LaunchTemplateId: !Ref Unknown}, SubnetId: !Ref Front") == "?");
}

TEST_CASE("without a subnet an instance is in the default VPC, which is public") {
    CHECK(reached(instance, "SecurityGroups: [!Ref Open]") == "22");
    CHECK(reached("AWS::RDS::DBInstance", "PubliclyAccessible: true, VPCSecurityGroups: [!Ref Open]") == "22");
    CHECK(reached("AWS::RDS::DBInstance", "VPCSecurityGroups: [!Ref Open]") == "22?");
    CHECK(reached("AWS::Redshift::Cluster", "VpcSecurityGroupIds: [!Ref Open]") == "");
}

TEST_CASE("an Auto Scaling group has what it starts and where") {
    constexpr std::string_view launch =
        "  T: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateName: t, LaunchTemplateData: "
        "{SecurityGroupIds: [!Ref Open]}}}\n";
    constexpr std::string_view group = "AWS::AutoScaling::AutoScalingGroup";
    CHECK(reached(group, "VPCZoneIdentifier: [!Ref Back, !Ref Front], LaunchTemplate: {LaunchTemplateName: t}",
                  launch) == "22");
    CHECK(reached(group, "VPCZoneIdentifier: [!Ref Back], LaunchTemplate: {LaunchTemplateName: t}", launch) == "");
}

TEST_CASE("a service has an address if it asks for one") {
    constexpr std::string_view service = "AWS::ECS::Service";
    const auto with = [](std::string_view more) {
        return cat("NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Front], SecurityGroups: [!Ref Open]",
                   more, "}}");
    };
    CHECK(reached(service, with(", AssignPublicIp: ENABLED")) == "22");
    CHECK(reached(service, with("")) == "");
}

TEST_CASE("a load balancer leads to the port of its target") {
    constexpr std::string_view balancer =
        "  L: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Type: network}}\n"
        "  N: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref L, Port: 2222, "
        "DefaultActions: [{TargetGroupArn: !Ref T}]}}\n";
    const auto targets = [&](std::string_view target) {
        return cat(balancer, "  T: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, Targets: [{",
                   target, "}]}}\n");
    };
    constexpr std::string_view host = "SubnetId: !Ref Back, SecurityGroupIds: [!Ref Open]";
    CHECK(reached(instance, host, targets("Id: !Ref X, Port: 22")) == "22");
    CHECK(reached(instance, host, targets("Id: !Ref X")) == "");
    CHECK(reached(instance, host, targets("Id: i-1, Port: 22")) == "");
    // A rule of a listener that is declared elsewhere may lead there.
    const auto ruled = targets("Id: !Ref X, Port: 22");
    CHECK(reached(instance, host,
                  cat(ruled.substr(ruled.find("  T:")),
                      "  R: {Type: AWS::ElasticLoadBalancingV2::ListenerRule, "
                      "Properties: {ListenerArn: !Ref Unknown, Actions: "
                      "[{TargetGroupArn: !Ref T}]}}\n")) == "?");
}
