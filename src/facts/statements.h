#pragma once

#include <string_view>
#include <vector>

#include "facts/build.h"
#include "facts/fact.h"

namespace lintel {

/// The statements of all policy documents that a resource holds itself: a list of records Statement, or unknown where a
/// condition that is not decided says how many there are.
Value statements_of(const Value& resource, FactContext& context);

/// The statements of one policy document, as records Statement. Kinds: see policy_places.h.
std::vector<Value> statements_of_document(const Value& document, std::string_view kind, Env& env);

/// Whether an item of Action takes in an action ("iam:PassRole"); decided also for a text with holes that begins
/// otherwise.
Truth item_takes_in(const Value& item, std::string_view action);

}  // namespace lintel
