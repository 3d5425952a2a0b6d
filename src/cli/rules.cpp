#include <filesystem>

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/whole_file.h"
#include "report/catalogue.h"
#include "report/rule_page.h"

namespace lintel {
namespace {

int write_pages(const std::string& directory, Console& console) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);  // writing tells what is wrong
    for (const PageFile& page : rule_pages({builtin_rules(), builtin_examples()})) {
        const std::string file = cat(directory, "/", page.name);
        if (const auto failed = write_whole_file(file, page.text)) {
            console.err << "lintel rules: " << file << ": " << failed->message << "\n";
            return exit_usage;
        }
    }
    return exit_clean;
}

}  // namespace

int rules_command(const std::vector<std::string>& arguments, Console& console) {
    std::string format = "text";
    std::string pages;
    CLI::App app("Lists the rules that are built in.", "lintel rules");
    app.add_option("--format", format, "text, json or markdown (default: text)")->type_name("FMT");
    app.add_option("--pages", pages, "write a page in Markdown for each rule, and a list of them")->type_name("DIR");
    if (const std::optional<int> done = read_arguments(app, arguments, console)) return *done;

    const RuleSet& rules = builtin_rules();
    if (!pages.empty()) return write_pages(pages, console);
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
