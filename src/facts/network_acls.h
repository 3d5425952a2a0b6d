#pragma once

#include <optional>
#include <vector>

#include "facts/build.h"
#include "facts/fact.h"

namespace lintel {

enum class AddressFamily : std::uint8_t { ipv4, ipv6 };

/// Ports from one to another, both included.
struct PortSpan {
    double first = 0;
    double last = 0;
};

/// Ports that a network ACL lets everybody in to, and the entry that says so; none: AWS's own entry of a default ACL.
struct AclOpening {
    PortSpan ports;
    const Resource* entry = nullptr;
};

struct AclOpenings {
    std::vector<AclOpening> sure;
    std::optional<Value> open;  ///< why there may be more: an unknown value
};

/// Protocols of network ACLs (IANA, Assigned Internet Protocol Numbers; -1 is AWS's number for all).
inline constexpr double every_protocol = -1;
inline constexpr double tcp_protocol = 6;
inline constexpr double udp_protocol = 17;

/// What of some ports the inbound entries of a network ACL open to every address. Entries decide in the order of their
/// numbers, each about what no entry before it has decided (source: Amazon VPC User Guide, network ACL rules). An entry
/// about some addresses only decides nothing about all the others.
/// `keeps_default`: the ACL is a default one, in which AWS's entry number 100 lets in what is not decided before it.
AclOpenings acl_openings(const std::vector<const Resource*>& entries, bool keeps_default, AddressFamily family,
                         double protocol, PortSpan ports, Env& env);

}  // namespace lintel
