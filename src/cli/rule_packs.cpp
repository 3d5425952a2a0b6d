#include "cli/rule_packs.h"

#include "report/terminal_text.h"

namespace lintel {

void add_rules_option(CLI::App& app, std::vector<std::string>& directories) {
    app.add_option("--rules", directories, "also use the rules in this directory; repeatable")
        ->type_name("DIR")
        ->allow_extra_args(false);
}

std::optional<Rulebook> load_rules(const std::vector<std::string>& directories, Console& console) {
    LoadedPacks loaded = load_packs(directories);
    for (const RuleError& error : loaded.errors) console.err << printable(error_line(error)) << "\n";
    if (!loaded.errors.empty()) return std::nullopt;
    return std::move(loaded.rulebook);
}

}  // namespace lintel
