#pragma once

#include <string>
#include <vector>

#include "cli/console.h"

namespace lintel {

// One function a command, each in the file of its name. They take what stands behind the command's name and give the
// exit status.

int check_command(const std::vector<std::string>& arguments, Console& console);
int explain_command(const std::vector<std::string>& arguments, Console& console);
int practices_command(const std::vector<std::string>& arguments, Console& console);
int test_command(const std::vector<std::string>& arguments, Console& console);
int rules_command(const std::vector<std::string>& arguments, Console& console);
int version_command(const std::vector<std::string>& arguments, Console& console);

}  // namespace lintel
