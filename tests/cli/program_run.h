#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "cli/run.h"

namespace lintel {

/// What a run of the program came to.
struct Outcome {
    int status = 0;
    std::string out;
    std::string err;
};

/// Runs `lintel` with arguments, in this process.
inline Outcome lintel(const std::vector<std::string>& arguments, const std::string& standard_input = {}) {
    std::vector<const char*> argv{"lintel"};
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    std::istringstream in(standard_input);
    std::ostringstream out;
    std::ostringstream err;
    const int status = run(static_cast<int>(argv.size()), argv.data(), in, out, err);
    return {status, out.str(), err.str()};
}

}  // namespace lintel
