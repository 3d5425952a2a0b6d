#include <algorithm>
#include <array>

#include "facts/build.h"
#include "facts/tables.h"

namespace lintel {
namespace {

/// Where a type says which security groups it is in; some name them by the group's own name.
struct Membership {
    std::string_view type;
    std::string_view path;
    std::string_view name_property;
};

constexpr std::array<Membership, 33> memberships = {{
    {"AWS::AmazonMQ::Broker", "SecurityGroups", ""},
    {"AWS::AutoScaling::LaunchConfiguration", "SecurityGroups", "GroupName"},
    {"AWS::CodeBuild::Project", "VpcConfig.SecurityGroupIds", ""},
    {"AWS::DAX::Cluster", "SecurityGroupIds", ""},
    {"AWS::DMS::ReplicationInstance", "VpcSecurityGroupIds", ""},
    {"AWS::DocDB::DBCluster", "VpcSecurityGroupIds", ""},
    {"AWS::EC2::Instance", "NetworkInterfaces.GroupSet", ""},
    {"AWS::EC2::Instance", "SecurityGroupIds", ""},
    {"AWS::EC2::Instance", "SecurityGroups", "GroupName"},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateData.NetworkInterfaces.Groups", ""},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateData.SecurityGroupIds", ""},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateData.SecurityGroups", "GroupName"},
    {"AWS::EC2::NetworkInterface", "GroupSet", ""},
    {"AWS::EC2::VPCEndpoint", "SecurityGroupIds", ""},
    {"AWS::ECS::Service", "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups", ""},
    {"AWS::EFS::MountTarget", "SecurityGroups", ""},
    {"AWS::EKS::Cluster", "ResourcesVpcConfig.SecurityGroupIds", ""},
    {"AWS::ElastiCache::CacheCluster", "VpcSecurityGroupIds", ""},
    {"AWS::ElastiCache::ReplicationGroup", "SecurityGroupIds", ""},
    {"AWS::ElastiCache::ServerlessCache", "SecurityGroupIds", ""},
    {"AWS::ElasticLoadBalancing::LoadBalancer", "SecurityGroups", ""},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "SecurityGroups", ""},
    {"AWS::Elasticsearch::Domain", "VPCOptions.SecurityGroupIds", ""},
    {"AWS::Lambda::Function", "VpcConfig.SecurityGroupIds", ""},
    {"AWS::MSK::Cluster", "BrokerNodeGroupInfo.SecurityGroups", ""},
    {"AWS::MemoryDB::Cluster", "SecurityGroupIds", ""},
    {"AWS::Neptune::DBCluster", "VpcSecurityGroupIds", ""},
    {"AWS::OpenSearchService::Domain", "VPCOptions.SecurityGroupIds", ""},
    {"AWS::RDS::DBCluster", "VpcSecurityGroupIds", ""},
    {"AWS::RDS::DBInstance", "VPCSecurityGroups", ""},
    {"AWS::RDS::DBProxy", "VpcSecurityGroupIds", ""},
    {"AWS::Redshift::Cluster", "VpcSecurityGroupIds", ""},
    {"AWS::Serverless::Function", "VpcConfig.SecurityGroupIds", ""},
}};

bool is_group(std::string_view type) { return type == "AWS::EC2::SecurityGroup"; }

Value members_of(const Value& subject, FactContext& context) {
    Env& env = context.env;
    std::vector<Value> found;
    if (subject.resource == nullptr || !is_group(subject.resource->type)) return list_of(found, subject.place, env);
    bool undecided = false;
    for (const Membership& membership : memberships) {
        for (const Resource* member : referrers(context.graph, *subject.resource, membership.type, membership.path,
                                                membership.name_property, env, undecided)) {
            const bool again =
                std::any_of(found.begin(), found.end(), [&](const Value& other) { return other.resource == member; });
            if (!again) found.push_back(resource_value(*member));
        }
    }
    if (undecided) return unknown_value("what is in the group depends on what is not known here", subject.place);
    return list_of(found, subject.place, env);
}

constexpr std::array<Fact, 1> facts = {{
    {Fact::Subject::resource, "group_members", "list(resource())",
     "The resources that are in a security group: machines and what starts them, services, functions, load balancers, "
     "databases and the like.",
     members_of, is_group},
}};

}  // namespace

std::span<const Fact> group_member_facts() { return facts; }

}  // namespace lintel
