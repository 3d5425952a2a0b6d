#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "model/source.h"
#include "model/value.h"

namespace lintel {

/// What a function of Terraform's language may use.
struct CallContext {
    Env& env;
    Place place;  ///< where the call is written: what a function makes is placed there
};

/// A pure function of Terraform's language, over values as the evaluator has them:
///
/// - null is ValueKind::null, never absent; lists, tuples and sets are lists (a set has its items sorted and once),
///   maps and objects are maps, sorted by key where the function makes them.
/// - Strings, numbers and bools convert into one another where the language does so ("true" is true, 1 is "1").
/// - An unknown value stays unknown and keeps its cause; a text of which a part is unknown is a partial string, with
///   `hole` for what is missing. Functions that do not set `takes_unknown` are called with arguments that are known all
///   the way down; the caller makes the result unknown otherwise.
/// - An argument that the function cannot take makes the result unknown, with the reason as the cause ("an argument of
///   cidrsubnet that is no CIDR range"): Terraform would stop there.
/// - A value that is handed on (coalesce, lookup, element, merge, ...) is the argument itself, with its place, trace,
///   secrecy and resource.
struct TerraformFunction {
    std::string_view name;
    std::uint8_t least_arguments = 0;
    std::uint8_t most_arguments = 0;  ///< UINT8_MAX: any number
    bool takes_unknown = false;
    Value (*call)(std::span<const Value> arguments, CallContext& context);
};

/// Null if there is no such function, or none that can be told offline (timestamp, uuid, bcrypt, ...).
/// Source: Terraform language, Functions; the semantics are those of Terraform 1.9 and later. Left to the evaluator:
/// try, can, file and the functions like it, templatefile, jsonencode and jsondecode.
const TerraformFunction* terraform_function(std::string_view name);

}  // namespace lintel
