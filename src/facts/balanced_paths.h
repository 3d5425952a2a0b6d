#pragma once

#include <vector>

#include "facts/endpoints.h"

namespace lintel {

/// A record InternetPath. `open`: whether the way is open, where that is known.
Value path_record(const Judged& open, const Value& protocol, const Value& ports, const std::vector<Value>& hops,
                  Place place, Env& env);

/// A rule of a security group as a step of a path.
Value rule_step(const Value& rule, Env& env);

/// What leads from the internet through a load balancer to the endpoint; `open` gets what may lead there.
void add_balanced_paths(const Endpoint& endpoint, FactContext& context, std::vector<Value>& paths,
                        std::vector<Value>& open);

}  // namespace lintel
