#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lintel {

/// An example of what a rule says. Its name begins with the verdict:
/// - bad: the rule fails on exactly the lines that are marked
/// - good: it passes everywhere, and nothing is unknown to it
/// - unknown: it is silent and says unknown; with the mark "silence" silent is enough
///
/// A mark is "# expect: ID" (or several ids with commas) at the end of a line. JSON has no comments; its marks are
/// lines "LINE ID" of a file beside it, NAME.expect. A file NAME.settings gives the rule's settings other values:
/// `{most_ports: 10}`.
struct Fixture {
    std::string name;  ///< of the file, without its directory
    std::string text;
    std::string marks;          ///< what NAME.expect holds; empty if there is none
    std::string settings = {};  ///< what NAME.settings holds; empty if there is none
};

/// Whether a file name is that of a fixture: bad, good or unknown in front, .yaml, .yml or .json behind.
bool is_fixture_name(std::string_view name);

/// The fixtures in a directory, by their names; none if there is no such directory.
Result<std::vector<Fixture>> read_fixtures(const std::string& directory);

}  // namespace lintel
