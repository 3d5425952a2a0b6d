#include "packs/examples.h"

#include <filesystem>
#include <system_error>

#include "base/text.h"
#include "lint/inputs.h"
#include "packs/read_pack.h"

namespace lintel {

RuleExamples examples_of(const Rulebook& rulebook) {
    RuleExamples examples;
    const auto builtin = builtin_examples();
    examples.all.assign(builtin.begin(), builtin.end());
    for (const Rule& rule : rulebook.rules().rules) {
        if (rule.pack.empty()) continue;
        for (const std::string_view file : example_files) {
            const std::string path = file_in_pack(rule.pack, cat(fixtures_directory, "/", rule.path, "/", file));
            std::error_code error;
            if (!std::filesystem::is_regular_file(path, error)) continue;
            const Result<std::string> text = read_file(path);
            if (!text) continue;
            examples.texts.push_back(unmarked(*text));
            examples.all.push_back({rule.path, file, examples.texts.back(), rule.pack});
        }
    }
    return examples;
}

}  // namespace lintel
