#pragma once

#include <optional>

#include "model/value.h"

namespace lintel {

class Env;

/// The document of the AWS-managed policy that a value names by its ARN (or, as AWS SAM allows, by its name alone), as
/// far as it is of weight: the statements on every resource. Nothing for others. All of it is placed at the value.
std::optional<Value> aws_managed_policy(const Value& policy, Env& env);

}  // namespace lintel
