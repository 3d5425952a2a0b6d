#pragma once

#include "facts/fact.h"

namespace lintel {

/// The inbound rules of a security group, with those that are resources of their own: the fact `all_ingress`.
Value inbound_rules(const Value& group, FactContext& context);

/// Whether an address range is every address; no where nothing is written.
Truth is_world(const Value& range);

/// A record Ports of the ports from `first` to `last`, both included.
Value ports_between(double first, double last, Place place, Env& env);

}  // namespace lintel
