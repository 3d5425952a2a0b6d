#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "report/catalogue.h"

namespace lintel {

int rules_command(const std::vector<std::string>& arguments, Console& console) {
    std::string format = "text";
    CLI::App app("Lists the rules that are built in.", "lintel rules");
    app.add_option("--format", format, "text, json or markdown (default: text)")->type_name("FMT");
    if (const std::optional<int> done = read_arguments(app, arguments, console)) return *done;

    const RuleSet& rules = builtin_rules();
    if (format == "text") {
        console.out << catalogue_text(rules);
    } else if (format == "json") {
        console.out << catalogue_json(rules);
    } else if (format == "markdown") {
        console.out << catalogue_markdown(rules);
    } else {
        return wrong_usage(app.get_name(), cat("--format is text, json or markdown, not '", format, "'."), console);
    }
    return exit_clean;
}

}  // namespace lintel
