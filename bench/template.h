#pragma once

#include <filesystem>

namespace lintel::bench {

enum class Notation { yaml, json };

/// Writes a CloudFormation template of that many resources (a multiple of ten): ten kinds that refer to one another,
/// with intrinsic functions, policies, a condition and a few mistakes, as real ones have them. Written piece by piece:
/// the benchmark itself must stay small.
void write_template(const std::filesystem::path& file, int resources, Notation notation);

}  // namespace lintel::bench
