#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"

namespace lintel {

/// How long a part of a run took.
struct Timing {
    std::string_view what;
    double seconds = 0;
};

/// What each file was taken for, which kinds of resources were passed over, how often each rule spoke, and the times.
std::string statistics_text(const Report& report, const std::vector<Timing>& timings);

}  // namespace lintel
