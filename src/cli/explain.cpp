#include <CLI/CLI.hpp>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/rule_names.h"
#include "report/catalogue.h"

namespace lintel {

int explain_command(const std::vector<std::string>& arguments, Console& console) {
    std::string name;
    CLI::App app("Shows a rule's page: why it matters, what to do about it, and what it cannot see.", "lintel explain");
    app.add_option("RULE", name, "id or name of a rule: EBS001, volume-unencrypted")->required()->type_name("");
    if (const std::optional<int> done = read_arguments(app, arguments, console)) return *done;

    const Result<const Rule*> rule = find_rule(name, builtin_rules());
    if (!rule) {
        console.err << "lintel explain: " << rule.error().message << "\n";
        return exit_usage;
    }
    console.out << rule_page(**rule, builtin_rules());
    return exit_clean;
}

}  // namespace lintel
