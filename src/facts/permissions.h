#pragma once

#include <string_view>

#include "model/value.h"

namespace lintel {

class Env;

/// Whether a record Permission really allows an action ("iam:PutRolePolicy"): its statement does without a condition
/// that narrows it, no Deny takes it off, and the permissions boundary lets it through. With `resource`, a pattern for
/// ARNs ("arn:aws:iam::*:role/*"; partition, region and account do not matter), only if it does so on all that this
/// stands for; empty: on whatever resource. A boolean placed at the item of Action, or unknown.
Value permission_allows(const Value& permission, std::string_view action, std::string_view resource, Env& env);

/// The ways in which a principal can gain more rights than it was given: a list of records Escalation, one in the place
/// of each permission with which a way begins; those of AWS-managed policies begin none. `permissions` is the fact of
/// that name. An item of `paths` is a map: `needs`, a list of {action, on_all?} that it takes together, and perhaps
/// `passes_to`, a service to which any role can be passed then. A full administrator has nothing to gain, and so no
/// ways.
Value escalations_of(const Value& permissions, const Value& paths, Env& env);

}  // namespace lintel
