#pragma once

#include "facts/build.h"
#include "facts/fact.h"

namespace lintel {

/// The statements of all policy documents that a resource holds itself: a list of records Statement, or unknown where a
/// condition that is not decided says how many there are.
Value statements_of(const Value& resource, FactContext& context);

/// Whether a record Statement allows an action ("iam:PassRole"), on whatever resource and under whatever condition.
Truth statement_grants(const Value& statement, std::string_view action, Env& env);

}  // namespace lintel
