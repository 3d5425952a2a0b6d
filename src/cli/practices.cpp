#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "report/practices.h"

namespace lintel {

int practices_command(const std::vector<std::string>& arguments, Console& console) {
    std::string format = "text";
    CLI::App app("Lists what the source documents recommend, with the rules that judge it or why no template shows it.",
                 "lintel practices");
    app.add_option("--format", format, "text, json or markdown (default: text)")->type_name("FMT");
    if (const std::optional<int> done = read_arguments(app, arguments, console)) return *done;

    if (format == "text") {
        console.out << practices_text(builtin_practices(), builtin_rules());
    } else if (format == "json") {
        console.out << practices_json(builtin_practices(), builtin_rules());
    } else if (format == "markdown") {
        console.out << practices_markdown(builtin_practices(), builtin_rules());
    } else {
        return wrong_usage(app.get_name(), cat("--format is text, json or markdown, not '", format, "'."), console);
    }
    return exit_clean;
}

}  // namespace lintel
