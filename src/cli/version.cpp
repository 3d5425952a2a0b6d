#include "cli/version.h"

#include <CLI/CLI.hpp>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "rules/rule.h"

namespace lintel {
namespace {

#if defined(__clang__)
constexpr std::string_view compiler = "clang " __clang_version__;
#elif defined(__GNUC__)
constexpr std::string_view compiler = "gcc " __VERSION__;
#else
constexpr std::string_view compiler = "unknown";
#endif

}  // namespace

std::string_view version() { return LINTEL_VERSION; }

int version_command(const std::vector<std::string>& arguments, Console& console) {
    bool verbose = false;
    CLI::App app("Shows the version.", "lintel version");
    app.add_flag("--verbose", verbose, "also show how this program was built");
    if (const std::optional<int> done = read_arguments(app, arguments, console)) return *done;

    console.out << "lintel " << version() << "\n";
    if (verbose) {
        console.out << "rules:    " << builtin_rules().rules.size() << "\n"
                    << "compiler: " << compiler << "\n"
                    << "language: C++ " << __cplusplus << "\n";
    }
    return exit_clean;
}

}  // namespace lintel
