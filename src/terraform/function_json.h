#pragma once

#include <string>
#include <string_view>

#include "model/scenario.h"
#include "model/value.h"

namespace lintel {

/// Adds a text as a JSON string, with the escapes that Terraform writes ("<", ">" and "&" are among them).
void append_json_string(std::string& out, std::string_view text);

/// Adds a value that is known all the way down as JSON without blanks, keys sorted. It stops when `out` has become
/// longer than any text that a function makes.
void append_json(std::string& out, const Value& value, Env& env);

}  // namespace lintel
