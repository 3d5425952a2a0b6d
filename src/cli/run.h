#pragma once

#include <istream>
#include <ostream>

namespace lintel {

/// The whole program: takes the arguments and the streams of the process, gives its exit status. Never throws.
int run(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace lintel
