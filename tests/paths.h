#pragma once

#include <filesystem>

namespace lintel {

/// The project's directory. The only file that is compiled with it is paths.cpp, so that a checkout elsewhere compiles
/// the same.
std::filesystem::path source_directory();

}  // namespace lintel
