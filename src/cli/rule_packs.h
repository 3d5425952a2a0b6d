#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/console.h"
#include "packs/rulebook.h"

namespace lintel {

/// The option --rules DIR, which may be written several times.
void add_rules_option(CLI::App& app, std::vector<std::string>& directories);

/// The built-in rules with those of the packs in these directories. Where a pack is wrong all that is wrong is written
/// to standard error, and nothing may be judged: exit_usage is what is left.
std::optional<Rulebook> load_rules(const std::vector<std::string>& directories, Console& console);

}  // namespace lintel
