#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "facts/fact.h"

namespace lintel {

struct HeldStatement {
    Value statement;
    bool aws_managed = false;  ///< of a policy that AWS keeps
};

/// What reaches a principal: records Statement (see statements.h), each in its place. Those that a condition leaves
/// open or that are not known are unknown values among them.
struct HeldPolicies {
    /// Of its own policies, of the policies of this input that are attached to it, of a user's groups, and of those
    /// AWS-managed policies whose text is known here. Policies that are declared elsewhere are left out.
    std::vector<HeldStatement> statements;
    /// The policies and groups that it names and that are not declared here, but for AWS's own policies.
    std::vector<Value> elsewhere;
    /// Of its permissions boundary; none where it has no boundary.
    std::optional<std::vector<Value>> bounds;
    /// Unknown where a condition that is not decided says how many there are; then the lists do not count.
    Value undecided;
};

/// Whether resources of the type are principals or policies of principals.
bool holds_permissions(std::string_view type);

/// The policies of a role, user, group, permission set, or serverless function; of a policy that nobody in the input
/// holds, its own, as if one principal held just it.
HeldPolicies held_policies(const Resource& resource, FactContext& context);

}  // namespace lintel
