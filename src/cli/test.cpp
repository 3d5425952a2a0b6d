#include <string_view>

#include <CLI/CLI.hpp>

#include "base/date.h"
#include "base/text.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/rule_packs.h"
#include "cli/today.h"
#include "packs/prove_pack.h"
#include "report/terminal_text.h"

namespace lintel {
namespace {

constexpr std::string_view footer =
    "Each rule FAMILY/NAME.yaml is held against the templates in fixtures/FAMILY/NAME:\n"
    "bad* fail on the lines marked '# expect: ID', good* pass, unknown* say unknown.\n"
    "Exit status: 0 every rule is proved, 1 one is not, 2 wrong usage or a pack with errors.";

std::string counted(std::size_t count, std::string_view what) { return cat(count, " ", what, count == 1 ? "" : "s"); }

void write_remark(const PackRemark& remark, std::string_view kind, Console& console) {
    console.out << printable(remark.file) << ":";
    if (remark.line > 0) console.out << remark.line << ":";
    console.out << " " << kind << printable(remark.message) << "\n";
}

/// Gives whether every rule is proved.
bool write_proof(const PackProof& proof, const std::string& directory, Console& console) {
    for (const PackRemark& remark : proof.disproofs) write_remark(remark, "", console);
    for (const PackRemark& remark : proof.notes) write_remark(remark, "note: ", console);
    if (!proof.disproofs.empty() || !proof.notes.empty()) console.out << "\n";
    console.out << printable(directory) << ": " << counted(proof.rules, "rule") << ", "
                << counted(proof.fixtures, "fixture") << ": ";
    if (proof.disproofs.empty()) {
        console.out << "all proved\n";
        return true;
    }
    if (proof.proved < proof.rules) {
        console.out << proof.proved << " proved, " << proof.rules - proof.proved << " not\n";
    } else {
        console.out << "all proved, but there are fixtures of no rule\n";
    }
    return false;
}

}  // namespace

int test_command(const std::vector<std::string>& arguments, Console& console) {
    std::vector<std::string> directories;
    std::vector<std::string> beside;
    std::string as_of = today();
    CLI::App app("Proves the rules of a pack: each fails, passes and stays silent as its fixtures say.", "lintel test");
    app.add_option("DIR", directories, "packs to prove (default: .)")->type_name("");
    add_rules_option(app, beside);
    app.add_option("--as-of", as_of, "judge as on that day, YYYY-MM-DD (default: today, UTC)")->type_name("DATE");
    app.footer(std::string(footer));
    if (const std::optional<int> done = read_arguments(app, arguments, console)) return *done;
    if (!day_number(as_of))
        return wrong_usage(app.get_name(), cat("--as-of takes a date as in 2027-01-31, not '", as_of, "'."), console);
    if (directories.empty()) directories.emplace_back(".");

    std::vector<std::string> all = directories;
    all.insert(all.end(), beside.begin(), beside.end());
    const std::optional<Rulebook> rulebook = load_rules(all, console);
    if (!rulebook) return exit_usage;
    CheckOptions options;
    options.as_of = as_of;
    bool proved = true;
    for (const std::string& directory : directories)
        proved = write_proof(prove_pack(directory, *rulebook, options), directory, console) && proved;
    for (const RuleError& note : rulebook->unknown_in_terraform())
        console.out << printable(note.path) << ": note: " << printable(note.message) << "\n";
    return proved ? exit_clean : exit_findings;
}

}  // namespace lintel
