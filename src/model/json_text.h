#pragma once

#include "model/value.h"

namespace lintel {

class Env;

/// A value from JSON that stands as text in a string, as policies often do. All of it is placed at the string. Holes
/// inside JSON strings become holes of these; text that is no JSON, and a hole elsewhere, make the value unknown.
Value json_in(const Value& string, Env& env);

}  // namespace lintel
