#include <filesystem>

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/rule_packs.h"
#include "cli/whole_file.h"
#include "packs/examples.h"
#include "report/catalogue.h"
#include "report/rule_page.h"

namespace lintel {
namespace {

int write_pages(const Rulebook& rulebook, const std::string& directory, Console& console) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);  // writing tells what is wrong
    const RuleExamples examples = examples_of(rulebook);
    for (const PageFile& page : rule_pages({rulebook.rules(), examples.all, builtin_practices(), &rulebook.lift()})) {
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
    std::vector<std::string> packs;
    CLI::App app("Lists the rules: those that are built in, and those of packs.", "lintel rules");
    app.add_option("--format", format, "text, json or markdown (default: text)")->type_name("FMT");
    app.add_option("--pages", pages, "write a page in Markdown for each rule, and a list of them")->type_name("DIR");
    add_rules_option(app, packs);
    if (const std::optional<int> done = read_arguments(app, arguments, console)) return *done;

    const std::optional<Rulebook> rulebook = load_rules(packs, console);
    if (!rulebook) return exit_usage;
    const RuleSet& rules = rulebook->rules();
    if (!pages.empty()) return write_pages(*rulebook, pages, console);
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
