#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace lintel::bench {

/// Milliseconds of CPU time that yaml-cpp's events, or nlohmann's SAX parser, take over the files with a handler that
/// does nothing: what a reader on these libraries can reach at best. The bytes are in memory before the clock starts.
std::optional<double> bare_yaml(int runs, const std::vector<std::filesystem::path>& files);
std::optional<double> bare_json(int runs, const std::vector<std::filesystem::path>& files);

}  // namespace lintel::bench
