#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/console.h"

namespace lintel {

/// Reads the arguments of a command into the variables of its options. Gives an exit status where that is all there is
/// to do: help was asked for and shown, or the usage is wrong and was explained.
std::optional<int> read_arguments(CLI::App& app, const std::vector<std::string>& arguments, Console& console);

/// Explains wrong usage of a command on standard error; gives the exit status for it.
int wrong_usage(const std::string& command, const std::string& message, Console& console);

}  // namespace lintel
