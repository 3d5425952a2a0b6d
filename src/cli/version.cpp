#include "cli/version.h"

#include <algorithm>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "report/wording.h"
#include "rules/rule.h"
#include "rules/table_origins.h"

namespace lintel {
namespace {

#if defined(__clang__)
constexpr std::string_view compiler = "clang " __clang_version__;
#elif defined(__GNUC__)
constexpr std::string_view compiler = "gcc " __VERSION__;
#else
constexpr std::string_view compiler = "unknown";
#endif

/// How old the facts are that rules rest on.
std::string tables_text() {
    const std::vector<TableOrigin> origins = table_origins(builtin_rules());
    std::size_t width = 0;
    for (const TableOrigin& origin : origins) width = std::max(width, origin.name.size());
    std::string out = "Tables of facts, and the day on which they were taken:\n";
    for (const TableOrigin& origin : origins) {
        const std::string padding(width - origin.name.size(), ' ');
        out += cat("  ", origin.name, padding, "  ", origin.taken, "  ", single_spaced(origin.source), "\n");
    }
    return out;
}

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
                    << "language: C++ " << __cplusplus << "\n\n"
                    << tables_text();
    }
    return exit_clean;
}

}  // namespace lintel
