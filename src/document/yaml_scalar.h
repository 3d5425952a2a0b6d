#pragma once

#include <string_view>

#include "document/document.h"

namespace lintel {

/// What a plain (unquoted) YAML scalar is to CloudFormation, which reads YAML 1.1: null, boolean, number or string.
/// Follows the implicit types of the YAML 1.1 type repository as the JVM's common reader takes them: no `y` and `n`,
/// and an exponent needs no point. Base-60 numbers and timestamps are strings here, which is what template authors mean
/// by them.
NodeKind plain_kind(std::string_view text);

}  // namespace lintel
