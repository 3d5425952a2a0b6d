#pragma once

#include <span>
#include <string_view>

namespace lintel {

/// A table that facts rest on: where it comes from, and the day on which it was taken, YYYY-MM-DD.
struct FactTable {
    std::string_view name;
    std::string_view source;
    std::string_view taken;
};

/// All of them, by name: src/facts/NAME.inc, with the origin beside it. Some are written by a script in scripts/.
std::span<const FactTable> fact_tables();

}  // namespace lintel
