#pragma once

#include <string>
#include <vector>

#include "rules/functions.h"
#include "rules/rule.h"

namespace lintel {

/// The values of an expression's variables, by slot.
using Locals = std::vector<Value>;

/// Evaluates a compiled expression in three-valued logic. Never fails: what cannot be known is an unknown value with
/// its cause.
///
/// The place of a truth value is what decided it: the operand of a comparison, the property that has() asked for, the
/// item that made exists() true. A rule blames it.
Value evaluate(ExprId expr, Locals& locals, EvalContext& context);

/// A message with the values of its expressions filled in.
std::string fill(std::span<const MessagePart> message, Locals& locals, EvalContext& context);

/// A value as a message shows it; a secret is masked.
std::string shown(const Value& value, Env& env);

/// Whether two values are equal as AWS compares them ("true" is true, "22" is 22).
Truth equal_values(const Value& a, const Value& b, Env& env);

}  // namespace lintel
