#pragma once

#include <vector>

#include "facts/build.h"
#include "facts/fact.h"
#include "facts/network_acls.h"

namespace lintel {

/// A stretch of the way from the internet to a resource.
struct Leg {
    Judged open;               ///< whether traffic passes
    std::vector<Value> steps;  ///< each in words and in its place, the outermost first
};

/// One stretch behind the other.
Leg joined(Leg outer, const Leg& inner);

/// A stretch that is open, with one step.
Leg open_leg(std::string_view words, Place place, Env& env);

Leg closed_leg(const Value& because);

/// Nobody knows; `about` is what is not known.
Leg unknown_leg(std::string_view cause, const Value& about);

/// Whether a route leads from an internet gateway into a subnet: through the route table that is associated with it, or
/// the main one of its VPC. A subnet that is not among the inputs is unknown.
Leg route_into(const Value& subnet, AddressFamily family, FactContext& context);

/// What of some ports the network ACL of a subnet opens to everybody: the ACL that is associated with it, or the
/// default one of its VPC, which opens everything unless the inputs say otherwise.
AclOpenings openings_into(const Value& subnet, AddressFamily family, double protocol, PortSpan ports,
                          FactContext& context);

}  // namespace lintel
