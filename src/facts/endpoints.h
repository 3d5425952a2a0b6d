#pragma once

#include <optional>
#include <vector>

#include "facts/internet_routes.h"

namespace lintel {

/// What has addresses in a network: an instance, those of an Auto Scaling group, the tasks of a service, a database.
struct Endpoint {
    Value self;
    std::vector<Value> subnets;   ///< unknown ones included
    bool in_default_vpc = false;  ///< no subnet is named, so AWS takes one of the default VPC
    std::vector<Value> groups;    ///< its security groups, likewise
    Value asks_address;           ///< whether it asks for a public address; absent: its subnet decides
    Value ipv6;                   ///< the addresses of IPv6 that it asks for; absent: its subnet decides
    std::optional<Leg> elastic_ip;
};

/// The endpoint that a resource is, or starts; nothing for other resources.
std::optional<Endpoint> endpoint_of(const Value& resource, FactContext& context);

/// Whether the endpoint has a public address in a subnet (absent: one of the default VPC).
Leg public_address(const Endpoint& endpoint, const Value& subnet, AddressFamily family, FactContext& context);

}  // namespace lintel
