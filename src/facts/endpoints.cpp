#include "facts/endpoints.h"

#include "base/text.h"

namespace lintel {
namespace {

void append(std::vector<Value>& all, const Value& list, Env& env) {
    for (const Value& each : items_or_single(list, env)) all.push_back(each);
}

bool is_written(const Value& value) { return written(value) != Truth::no; }

/// What instances are started from: properties of their own and, where they leave one out, those of a launch template.
class Launch {
   public:
    Launch(Value own, Env& env) : own_(std::move(own)), env_(env) {}

    /// `specification`: the property that names a launch template.
    void take_template(const Value& specification, FactContext& context) {
        if (!is_written(specification)) return;
        Value named = member(specification, "LaunchTemplateId", env_);
        if (!is_written(named)) named = member(specification, "LaunchTemplateName", env_);
        const Resource* found =
            named_resource(context.graph, named, "AWS::EC2::LaunchTemplate", "LaunchTemplateName", env_);
        if (found != nullptr) {
            template_ = member(resource_value(*found), "LaunchTemplateData", env_);
        } else {
            template_ = unknown_value("a launch template that is declared elsewhere", named.place);
        }
    }

    Value property(std::string_view name) const {
        const Value own = member(own_, name, env_);
        if (is_written(own) || template_.absent()) return own;
        return member(template_, name, env_);
    }

   private:
    Value own_;
    Value template_;
    Env& env_;
};

/// The groups, subnets and addresses of network interfaces, as an instance or a launch template lists them.
void add_interfaces(const Value& interfaces, Endpoint& endpoint, FactContext& context) {
    Env& env = context.env;
    for (const Value& each : items_or_single(interfaces, env)) {
        append(endpoint.groups, member(each, "GroupSet", env), env);
        append(endpoint.groups, member(each, "Groups", env), env);
        append(endpoint.subnets, member(each, "SubnetId", env), env);
        const Value asks = member(each, "AssociatePublicIpAddress", env);
        if (is_written(asks) && as_truth(endpoint.asks_address) != Truth::yes) endpoint.asks_address = asks;
        for (const std::string_view name : {"Ipv6AddressCount", "Ipv6Addresses"}) {
            const Value addresses = member(each, name, env);
            if (addresses.known() && is_written(addresses)) endpoint.ipv6 = addresses;
        }
        const Value named = member(each, "NetworkInterfaceId", env);
        if (!is_written(named)) continue;
        // An interface that was there before gets no public address but an Elastic IP.
        if (!is_written(endpoint.asks_address)) endpoint.asks_address = boolean_value(false, named.place);
        if (named.resource == nullptr || named.resource->type != "AWS::EC2::NetworkInterface") {
            const Value elsewhere = unknown_value("a network interface that is declared elsewhere", named.place);
            endpoint.groups.push_back(elsewhere);
            endpoint.subnets.push_back(elsewhere);
            continue;
        }
        const Value own = resource_value(*named.resource);
        append(endpoint.groups, member(own, "GroupSet", env), env);
        append(endpoint.subnets, member(own, "SubnetId", env), env);
    }
}

/// An Elastic IP that is joined to an instance, or to a network interface that it is given.
std::optional<Leg> elastic_ip(const Value& instance, FactContext& context) {
    Env& env = context.env;
    bool undecided = false;
    const auto joined_to = [&](const Resource& target, std::string_view type, std::string_view property) {
        const auto found = referrers(context.graph, target, type, property, "", env, undecided);
        return found.empty() ? nullptr : found.front();
    };
    const Resource* found = joined_to(*instance.resource, "AWS::EC2::EIP", "InstanceId");
    if (found == nullptr) found = joined_to(*instance.resource, "AWS::EC2::EIPAssociation", "InstanceId");
    for (const Value& each : items_or_single(member(instance, "NetworkInterfaces", env), env)) {
        const Value named = member(each, "NetworkInterfaceId", env);
        if (found == nullptr && named.resource != nullptr)
            found = joined_to(*named.resource, "AWS::EC2::EIPAssociation", "NetworkInterfaceId");
    }
    if (found != nullptr) return open_leg(cat("the Elastic IP address of ", found->id), found->place, env);
    if (undecided) return unknown_leg("whether an Elastic IP address is joined to it", instance);
    return std::nullopt;
}

Endpoint instance(const Value& self, FactContext& context) {
    Env& env = context.env;
    Launch launch(self, env);
    launch.take_template(member(self, "LaunchTemplate", env), context);
    Endpoint endpoint;
    endpoint.self = self;
    append(endpoint.groups, launch.property("SecurityGroupIds"), env);
    append(endpoint.groups, launch.property("SecurityGroups"), env);
    append(endpoint.subnets, launch.property("SubnetId"), env);
    const Value addresses = member(self, "Ipv6AddressCount", env);
    if (addresses.known() && is_written(addresses)) endpoint.ipv6 = addresses;
    add_interfaces(launch.property("NetworkInterfaces"), endpoint, context);
    endpoint.in_default_vpc = endpoint.subnets.empty();
    endpoint.elastic_ip = elastic_ip(self, context);
    return endpoint;
}

Endpoint scaling_group(const Value& self, FactContext& context) {
    Env& env = context.env;
    const Value named = member(self, "LaunchConfigurationName", env);
    const Resource* configuration =
        named_resource(context.graph, named, "AWS::AutoScaling::LaunchConfiguration", "LaunchConfigurationName", env);
    Value own;
    if (configuration != nullptr)
        own = resource_value(*configuration);
    else if (is_written(named))
        own = unknown_value("a launch configuration that is declared elsewhere", named.place);
    Launch launch(own, env);
    launch.take_template(member(self, "LaunchTemplate", env), context);
    const Value mixed = member(member(self, "MixedInstancesPolicy", env), "LaunchTemplate", env);
    launch.take_template(member(mixed, "LaunchTemplateSpecification", env), context);
    Endpoint endpoint;
    endpoint.self = self;
    append(endpoint.groups, launch.property("SecurityGroupIds"), env);
    append(endpoint.groups, launch.property("SecurityGroups"), env);
    endpoint.asks_address = configuration != nullptr ? member(own, "AssociatePublicIpAddress", env) : Value{};
    add_interfaces(launch.property("NetworkInterfaces"), endpoint, context);
    endpoint.subnets.clear();  // the group's own count
    append(endpoint.subnets, member(self, "VPCZoneIdentifier", env), env);
    endpoint.in_default_vpc = endpoint.subnets.empty();
    return endpoint;
}

std::optional<Endpoint> service(const Value& self, FactContext& context) {
    Env& env = context.env;
    const Value network = member(member(self, "NetworkConfiguration", env), "AwsvpcConfiguration", env);
    if (!is_written(network)) return std::nullopt;
    Endpoint endpoint;
    endpoint.self = self;
    append(endpoint.groups, member(network, "SecurityGroups", env), env);
    append(endpoint.subnets, member(network, "Subnets", env), env);
    const Value assigns = member(network, "AssignPublicIp", env);
    // Amazon ECS API Reference, AwsVpcConfiguration, assignPublicIp: DISABLED where it is not written.
    endpoint.asks_address = assigns.is(ValueKind::unknown)
                                ? assigns
                                : boolean_value(equals(assigns, "ENABLED") == Truth::yes, assigns.place);
    return endpoint;
}

/// The subnets of a database are those of its subnet group.
void add_subnets(const Value& group, std::string_view type, std::string_view name_property, Endpoint& endpoint,
                 FactContext& context) {
    if (!is_written(group)) {
        endpoint.in_default_vpc = true;
        return;
    }
    const Resource* found = named_resource(context.graph, group, type, name_property, context.env);
    if (found == nullptr)
        endpoint.subnets.push_back(unknown_value("a subnet group that is declared elsewhere", group.place));
    else
        append(endpoint.subnets, member(resource_value(*found), "SubnetIds", context.env), context.env);
}

Endpoint database(const Value& self, FactContext& context) {
    Env& env = context.env;
    Endpoint endpoint;
    endpoint.self = self;
    append(endpoint.groups, member(self, "VPCSecurityGroups", env), env);
    Value subnets = member(self, "DBSubnetGroupName", env);
    const Value cluster = member(self, "DBClusterIdentifier", env);
    if (is_written(cluster)) {
        const Resource* found =
            named_resource(context.graph, cluster, "AWS::RDS::DBCluster", "DBClusterIdentifier", env);
        const Value whole = found != nullptr
                                ? resource_value(*found)
                                : unknown_value("a database cluster that is declared elsewhere", cluster.place);
        append(endpoint.groups, member(whole, "VpcSecurityGroupIds", env), env);
        if (!is_written(subnets)) subnets = member(whole, "DBSubnetGroupName", env);
    }
    add_subnets(subnets, "AWS::RDS::DBSubnetGroup", "DBSubnetGroupName", endpoint, context);
    endpoint.asks_address = member(self, "PubliclyAccessible", env);
    // Where it is not written AWS decides by the subnets (source: Amazon RDS API Reference, CreateDBInstance).
    if (!is_written(endpoint.asks_address))
        endpoint.asks_address =
            unknown_value("whether the database is public, which AWS decides by its subnets", self.place);
    return endpoint;
}

Endpoint warehouse(const Value& self, FactContext& context) {
    Env& env = context.env;
    Endpoint endpoint;
    endpoint.self = self;
    append(endpoint.groups, member(self, "VpcSecurityGroupIds", env), env);
    add_subnets(member(self, "ClusterSubnetGroupName", env), "AWS::Redshift::ClusterSubnetGroup", "", endpoint,
                context);
    endpoint.asks_address = member(self, "PubliclyAccessible", env);
    // Amazon Redshift Management Guide, changes of defaults in January 2025: false where it is not written.
    if (!is_written(endpoint.asks_address)) endpoint.asks_address = boolean_value(false, self.place);
    return endpoint;
}

}  // namespace

std::optional<Endpoint> endpoint_of(const Value& resource, FactContext& context) {
    if (resource.resource == nullptr) return std::nullopt;
    const std::string_view type = resource.resource->type;
    if (type == "AWS::EC2::Instance") return instance(resource, context);
    if (type == "AWS::AutoScaling::AutoScalingGroup") return scaling_group(resource, context);
    if (type == "AWS::ECS::Service") return service(resource, context);
    if (type == "AWS::RDS::DBInstance") return database(resource, context);
    if (type == "AWS::Redshift::Cluster") return warehouse(resource, context);
    return std::nullopt;
}

Leg public_address(const Endpoint& endpoint, const Value& subnet, AddressFamily family, FactContext& context) {
    Env& env = context.env;
    const bool ipv6 = family == AddressFamily::ipv6;
    if (!ipv6 && endpoint.elastic_ip && endpoint.elastic_ip->open.truth == Truth::yes) return *endpoint.elastic_ip;
    const Value& asks = ipv6 ? endpoint.ipv6 : endpoint.asks_address;
    if (is_written(asks)) {
        const Truth wants = ipv6 ? truth(as_number(asks).value_or(1) > 0) : as_truth(asks);
        if (wants == Truth::unknown) return unknown_leg("whether it asks for a public address", asks);
        if (wants == Truth::yes) return open_leg("its public address", asks.place, env);
        return !ipv6 && endpoint.elastic_ip ? *endpoint.elastic_ip : closed_leg(asks);
    }
    if (subnet.absent()) {
        // Amazon VPC User Guide, default VPC: its subnets give public IPv4 addresses.
        return ipv6 ? closed_leg(endpoint.self)
                    : open_leg("the public address that it is given there", endpoint.self.place, env);
    }
    if (subnet.resource == nullptr) return unknown_leg("a subnet that is declared elsewhere", subnet);
    const Value gives =
        member(resource_value(*subnet.resource), ipv6 ? "AssignIpv6AddressOnCreation" : "MapPublicIpOnLaunch", env);
    const Truth public_ = gives.absent() ? Truth::no : as_truth(gives);
    if (public_ == Truth::unknown) return unknown_leg("whether a subnet gives public addresses", gives);
    if (public_ == Truth::yes) return open_leg("the public address that the subnet gives it", gives.place, env);
    return !ipv6 && endpoint.elastic_ip ? *endpoint.elastic_ip : closed_leg(gives.place ? gives : subnet);
}

}  // namespace lintel
