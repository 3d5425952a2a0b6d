#pragma once

#include <string>

#include "schema/schema.h"

namespace lintel {

/// The C++ source that defines builtin_schema().
std::string emit_schema(const Schema& schema);

}  // namespace lintel
