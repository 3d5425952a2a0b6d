#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/rule_names.h"
#include "cli/rule_packs.h"
#include "packs/examples.h"
#include "report/rule_page.h"

namespace lintel {

int explain_command(const std::vector<std::string>& arguments, Console& console) {
    std::string name;
    std::string format = "text";
    std::vector<std::string> packs;
    CLI::App app("Shows a rule's page: why it matters, what to do about it, and what it cannot see.", "lintel explain");
    app.add_option("RULE", name, "id or name of a rule: EBS001, volume-unencrypted")->required()->type_name("");
    app.add_option("--format", format, "text or markdown (default: text)")->type_name("FMT");
    add_rules_option(app, packs);
    if (const std::optional<int> done = read_arguments(app, arguments, console)) return *done;

    const std::optional<Rulebook> rulebook = load_rules(packs, console);
    if (!rulebook) return exit_usage;
    const Result<const Rule*> rule = find_rule(name, rulebook->rules());
    if (!rule) {
        console.err << "lintel explain: " << rule.error().message << "\n";
        return exit_usage;
    }
    const RuleExamples examples = examples_of(*rulebook);
    const PageContext context{rulebook->rules(), examples.all, builtin_practices(), &rulebook->lift()};
    if (format == "text") {
        console.out << rule_page_text(**rule, context);
    } else if (format == "markdown") {
        console.out << rule_page_markdown(**rule, context);
    } else {
        return wrong_usage(app.get_name(), cat("--format is text or markdown, not '", format, "'."), console);
    }
    return exit_clean;
}

}  // namespace lintel
