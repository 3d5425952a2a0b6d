#pragma once

#include <istream>
#include <ostream>

namespace lintel {

/// The streams of the process, so that tests can own them.
struct Console {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
};

/// What scripts may rely on.
enum ExitStatus : int {
    exit_clean = 0,  ///< nothing at or above --fail-on
    exit_findings = 1,
    exit_usage = 2,       ///< wrong usage, or a report that could not be written
    exit_unreadable = 3,  ///< an input could not be read or parsed; the rest was judged
};

}  // namespace lintel
