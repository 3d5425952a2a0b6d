#pragma once

#include <vector>

#include "cloudformation/parameters.h"
#include "document/document.h"
#include "document/read.h"

namespace lintel {

struct ParameterFile {
    ParameterValues values;
    std::vector<Flaw> flaws;  ///< fatal: it is no parameter file at all; else a parameter that was passed over
};

/// Reads the parameters out of a file in one of the shapes that AWS tools take: a list of {ParameterKey,
/// ParameterValue} (aws cloudformation create-stack) or of "Name=value" (aws cloudformation deploy), a mapping from
/// names to values, or a mapping with either of them under `Parameters` (CodePipeline's template configuration). A list
/// of values is joined by commas; UsePreviousValue gives nothing.
ParameterFile read_parameter_file(const Document& document);

}  // namespace lintel
