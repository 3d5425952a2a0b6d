#include "packs/rulebook.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "lift/uses.h"
#include "packs/read_pack.h"

namespace lintel {
namespace {

namespace fs = std::filesystem;

/// Without those that name a directory again.
std::vector<std::string> each_once(const std::vector<std::string>& directories) {
    std::vector<std::string> once;
    std::set<fs::path> seen;
    for (const std::string& directory : directories) {
        std::error_code error;
        const fs::path whole = fs::weakly_canonical(directory, error);
        if (error || seen.insert(whole).second) once.push_back(directory);
    }
    return once;
}

void sort_by_place(std::vector<RuleError>& errors) {
    const auto place = [](const RuleError& e) { return std::tie(e.path, e.position.line, e.position.column); };
    std::stable_sort(errors.begin(), errors.end(),
                     [&](const RuleError& a, const RuleError& b) { return place(a) < place(b); });
}

}  // namespace

std::vector<RuleError> Rulebook::unknown_in_terraform() const {
    std::vector<RuleError> notes;
    if (!packs_) return notes;
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::string>> types;  // by what is not told
    for (const UnnamedProperty& unnamed : unnamed_properties(lift(), builtin_schema(), packs_->uses()))
        types[{unnamed.rule, unnamed.owner, unnamed.property}].emplace_back(unnamed.type);
    for (const auto& [what, names] : types) {
        const auto& [rule, owner, property] = what;
        notes.push_back({rule,
                         {},
                         cat("in Terraform '", property, "' of ", owner, " is unknown: no table says where ",
                             join(names, ", "), " has it")});
    }
    for (const UnnamedType& unnamed : unnamed_types(lift(), packs_->uses()))
        notes.push_back(
            {unnamed.rule,
             {},
             cat("nothing of Terraform is judged as ", unnamed.type, ": no table says what that is there")});
    sort_by_place(notes);
    return notes;
}

LoadedPacks load_packs(const std::vector<std::string>& directories) {
    LoadedPacks loaded;
    if (directories.empty()) return loaded;
    std::vector<RuleText> texts;
    for (const std::string& directory : each_once(directories)) {
        PackFiles files = read_pack(directory);
        std::move(files.texts.begin(), files.texts.end(), std::back_inserter(texts));
        std::move(files.errors.begin(), files.errors.end(), std::back_inserter(loaded.errors));
    }
    const Schema schema = builtin_schema();
    std::shared_ptr<const CompiledRules> rules = compile_rules(texts, schema, loaded.errors, builtin_rules());
    std::shared_ptr<const CompiledLift> lift = compile_lift(texts, schema, {}, loaded.errors, builtin_lift());
    sort_by_place(loaded.errors);
    if (!loaded.errors.empty()) return loaded;
    loaded.rulebook.packs_ = std::move(rules);
    loaded.rulebook.lift_ = std::move(lift);
    return loaded;
}

std::string error_line(const RuleError& error) {
    const std::string place =
        error.position.line > 0 ? cat(":", error.position.line, ":", error.position.column) : std::string();
    return cat(error.path, place, ": error: ", error.message);
}

}  // namespace lintel
