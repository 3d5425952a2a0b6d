#pragma once

#include "base/truth.h"
#include "model/value.h"

namespace lintel {

class Env;

/// The last port of TCP and UDP (RFC 9293, RFC 768: sixteen bits).
inline constexpr double last_port = 65535;

/// Whether a range meets a port of `list`. `ports` is a record Ports; an item of `list` is a number, a map with `port`,
/// or a map with `from` and `to`; what is not known may be any port. A range of which only one end is known is still
/// judged where that end decides.
Truth ports_overlap(const Value& ports, const Value& list, Env& env);

/// Whether every port of a range is in `list`, whose items are as above.
Truth ports_covered(const Value& ports, const Value& list, Env& env);

/// The items of `list` that a range meets for sure, in words: "SSH (22), RDP (3389) and 4 more". An item's words are
/// its `name` and its ports; at most three are spelled out. Ports given as in ports_overlap.
Value ports_within(const Value& ports, const Value& list, Env& env);

}  // namespace lintel
