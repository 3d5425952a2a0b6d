#pragma once

#include <string>
#include <vector>

#include "lint/check.h"

namespace lintel {

/// What the files of --parameters say together, later files over earlier ones.
struct ParameterFiles {
    GivenParameters values;
    std::vector<std::string> errors;  ///< lines for the user, "params.json:3:1: error: ...": none may be passed over
};

ParameterFiles read_parameter_files(const std::vector<std::string>& files);

}  // namespace lintel
