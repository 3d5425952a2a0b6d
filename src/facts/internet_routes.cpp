#include "facts/internet_routes.h"

#include "base/text.h"
#include "facts/networks.h"

namespace lintel {
namespace {

constexpr std::string_view route_table = "AWS::EC2::RouteTable";

Judged certain(Truth truth, Place place) { return {truth, place, {}, nullptr}; }

/// A value that names a resource of this type, or not: then it may be one that is declared elsewhere.
const Resource* of_type(const Value& value, std::string_view type) {
    return value.resource != nullptr && value.resource->type == type ? value.resource : nullptr;
}

/// What Terraform takes over rather than makes comes with the default VPC.
bool is_default_subnet(const Resource& subnet) { return subnet.written_type == "aws_default_subnet"; }

/// The gateway of a route: an internet gateway, by reference or by its id.
Truth leads_to_internet(const Value& gateway) {
    if (gateway.absent() || gateway.is(ValueKind::null)) return Truth::no;
    if (gateway.resource != nullptr) return truth(gateway.resource->type == "AWS::EC2::InternetGateway");
    if (!gateway.known()) return Truth::unknown;
    return truth(as_text(gateway).starts_with("igw-"));
}

/// Where the gateway is joined to its VPC, if that is among the inputs; else where it is declared.
std::vector<Value> gateway_step(const Value& gateway, FactContext& context) {
    if (gateway.resource == nullptr) return {};
    bool undecided = false;
    const auto attachments = referrers(context.graph, *gateway.resource, "AWS::EC2::VPCGatewayAttachment",
                                       "InternetGatewayId", "", context.env, undecided);
    const Place place = attachments.empty() ? gateway.resource->place : attachments.front()->place;
    return {string_value(context.env.arena().text(cat("the internet gateway ", gateway.resource->id)), place)};
}

Leg through_table(const Resource& table, AddressFamily family, FactContext& context) {
    Env& env = context.env;
    bool undecided = false;
    const auto routes = referrers(context.graph, table, "AWS::EC2::Route", "RouteTableId", "", env, undecided);
    Leg way = closed_leg(resource_value(table));
    for (const Resource* route : routes) {
        const Value self = resource_value(*route);
        const Value to =
            member(self, family == AddressFamily::ipv4 ? "DestinationCidrBlock" : "DestinationIpv6CidrBlock", env);
        const Truth world = is_world(to);
        if (world == Truth::no) continue;
        const Value gateway = member(self, "GatewayId", env);
        const Truth leads = both(world, leads_to_internet(gateway));
        if (leads == Truth::no) continue;
        if (leads == Truth::unknown) {
            way = unknown_leg("where a route leads", world == Truth::unknown ? to : gateway);
            continue;
        }
        const Place place = gateway.place ? gateway.place : route->place;
        Leg found = open_leg(cat("the route of ", table.id, " from ", as_text(to)), place, env);
        const auto gateways = gateway_step(gateway, context);
        found.steps.insert(found.steps.begin(), gateways.begin(), gateways.end());
        return found;
    }
    if (undecided && way.open.truth == Truth::no) return unknown_leg("which routes a table has", resource_value(table));
    return way;
}

/// The table of subnets that are associated with none. AWS makes it with a route inside the VPC only, and only
/// Terraform can give it others; that of the default VPC leads to the internet (source: Amazon VPC User Guide, main
/// route table and default VPC components).
Leg through_main_table(const Value& subnet, AddressFamily family, FactContext& context) {
    Env& env = context.env;
    const Value vpc = member(subnet, "VpcId", env);
    const Resource* named = of_type(vpc, "AWS::EC2::VPC");
    if (named == nullptr) {
        if (is_default_subnet(*subnet.resource))
            return open_leg(cat(subnet.resource->id, ", a public subnet of the default VPC"), subnet.place, env);
        return unknown_leg("the main route table of a VPC that is declared elsewhere", vpc.absent() ? subnet : vpc);
    }
    for (const std::uint32_t index : context.graph.of_type("aws_main_route_table_association")) {
        const Value association = resource_value(context.graph.resources[index]);
        if (member(association, "VpcId", env).resource != named) continue;
        const Value table = member(association, "RouteTableId", env);
        if (const Resource* found = of_type(table, route_table)) return through_table(*found, family, context);
        return unknown_leg("a route table that is declared elsewhere", table);
    }
    for (const std::uint32_t index : context.graph.of_type(route_table)) {
        const Resource& table = context.graph.resources[index];
        if (table.written_type == "aws_default_route_table" &&
            member(resource_value(table), "VpcId", env).resource == named) {
            return through_table(table, family, context);
        }
    }
    if (named->written_type == "aws_default_vpc" && family == AddressFamily::ipv4)
        return open_leg(cat("the main route table of ", named->id), named->place, env);
    return closed_leg(resource_value(*named));
}

}  // namespace

Leg joined(Leg outer, const Leg& inner) {
    outer.open = both(outer.open, inner.open);
    outer.steps.insert(outer.steps.end(), inner.steps.begin(), inner.steps.end());
    return outer;
}

Leg open_leg(std::string_view words, Place place, Env& env) {
    return {certain(Truth::yes, place), {string_value(env.arena().text(words), place)}};
}

Leg closed_leg(const Value& because) { return {certain(Truth::no, because.place), {}}; }

Leg unknown_leg(std::string_view cause, const Value& about) {
    return {{Truth::unknown, about.place, about.is(ValueKind::unknown) ? about.text : cause, nullptr}, {}};
}

Leg route_into(const Value& subnet, AddressFamily family, FactContext& context) {
    Env& env = context.env;
    if (of_type(subnet, "AWS::EC2::Subnet") == nullptr)
        return unknown_leg("a subnet that is declared elsewhere", subnet);
    const Value self = resource_value(*subnet.resource);
    bool undecided = false;
    const auto associations = referrers(context.graph, *subnet.resource, "AWS::EC2::SubnetRouteTableAssociation",
                                        "SubnetId", "", env, undecided);
    if (associations.empty()) {
        if (undecided) return unknown_leg("which route table a subnet has", self);
        return through_main_table(self, family, context);
    }
    const Resource& association = *associations.front();
    const Value table = member(resource_value(association), "RouteTableId", env);
    const Resource* named = of_type(table, route_table);
    if (named == nullptr) return unknown_leg("a route table that is declared elsewhere", table);
    return joined(
        through_table(*named, family, context),
        open_leg(cat("the subnet ", subnet.resource->id, ", which uses ", named->id), association.place, env));
}

AclOpenings openings_into(const Value& subnet, AddressFamily family, double protocol, PortSpan ports,
                          FactContext& context) {
    Env& env = context.env;
    const auto open = [&](std::string_view cause, Place place) {
        AclOpenings openings;
        openings.open = unknown_value(cause, place);
        return openings;
    };
    const auto openings_of = [&](const Resource& acl, bool keeps_default) {
        bool undecided = false;
        const auto entries =
            referrers(context.graph, acl, "AWS::EC2::NetworkAclEntry", "NetworkAclId", "", env, undecided);
        if (undecided) return open("which entries a network ACL has", acl.place);
        return acl_openings(entries, keeps_default, family, protocol, ports, env);
    };
    if (subnet.resource == nullptr) return acl_openings({}, true, family, protocol, ports, env);
    const Value self = resource_value(*subnet.resource);
    bool undecided = false;
    const auto associations = referrers(context.graph, *subnet.resource, "AWS::EC2::SubnetNetworkAclAssociation",
                                        "SubnetId", "", env, undecided);
    if (!associations.empty()) {
        const Value acl = member(resource_value(*associations.front()), "NetworkAclId", env);
        if (acl.resource == nullptr || acl.resource->type != "AWS::EC2::NetworkAcl")
            return open("a network ACL that is declared elsewhere", acl.place);
        return openings_of(*acl.resource, false);
    }
    if (undecided) return open("which network ACL a subnet has", self.place);
    // The default network ACL: entries may be added to it, and Terraform may take it over with none of AWS's own.
    const Value vpc = member(self, "VpcId", env);
    if (vpc.resource == nullptr) return acl_openings({}, true, family, protocol, ports, env);
    for (const std::uint32_t index : context.graph.of_type("AWS::EC2::NetworkAcl")) {
        const Resource& acl = context.graph.resources[index];
        if (acl.written_type == "aws_default_network_acl" &&
            member(resource_value(acl), "VpcId", env).resource == vpc.resource) {
            return openings_of(acl, false);
        }
    }
    return openings_of(*vpc.resource, true);
}

}  // namespace lintel
