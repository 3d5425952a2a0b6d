#pragma once

#include <filesystem>

namespace lintel::bench {

/// Writes a Terraform plan of that many resources (a multiple of eight) as `terraform show -json` does, in one line:
/// eight kinds with what the provider fills in, what is known only after apply, references between them, and one
/// mistake in a hundred resources. With `modules` each resource stands in a nest of that many modules.
void write_plan(const std::filesystem::path& file, int resources, int modules = 0);

/// Writes a configuration of `levels` directories, each a module that calls the next one and hands a variable down; the
/// last one declares `resources` volumes.
void write_module_nest(const std::filesystem::path& directory, int levels, int resources);

}  // namespace lintel::bench
