#include "cli/configure.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "lint/configuration_search.h"
#include "lint/inputs.h"
#include "report/terminal_text.h"

namespace lintel {
namespace {

std::string error_line(const RuleError& error) {
    return cat(printable(error.path), ":", error.position.line, ":", error.position.column,
               ": error: ", printable(error.message));
}

std::vector<std::string> error_lines(const std::vector<RuleError>& errors) {
    std::vector<std::string> lines;
    for (const RuleError& error : errors) lines.push_back(error_line(error));
    return lines;
}

/// One file for all inputs.
std::vector<std::string> configure_by(const std::string& path, std::vector<Input>& inputs,
                                      const CheckSettings& settings, const RuleSet& rules) {
    Result<std::string> text = read_file(path);
    if (!text) return {cat("--config ", printable(path), ": ", text.error().message, ".")};
    std::vector<RuleError> errors;
    const ProjectConfiguration configuration = read_configuration({path, std::move(*text)}, rules, errors);
    const auto choice =
        std::make_shared<const RuleChoice>(joined_choice(configuration.choice, settings.check.choice, rules));
    for (Input& input : inputs) input.choice = choice;
    return error_lines(errors);
}

}  // namespace

std::vector<std::string> configure(std::vector<Input>& inputs, const CheckSettings& settings, const RuleSet& rules) {
    if (!settings.configuration.empty()) return configure_by(settings.configuration, inputs, settings, rules);
    ConfigurationSearch search(disk_configurations(), rules);
    std::map<std::shared_ptr<const ProjectConfiguration>, std::shared_ptr<const RuleChoice>> choices;
    for (Input& input : inputs) {
        const auto configuration = search.of(input.name);
        if (!configuration) continue;
        auto& choice = choices[configuration];
        if (!choice) {
            choice =
                std::make_shared<const RuleChoice>(joined_choice(configuration->choice, settings.check.choice, rules));
        }
        input.choice = choice;
    }
    return error_lines(search.errors());
}

std::vector<std::string> configured_rule_packs(const std::vector<std::string>& paths,
                                               const std::string& configuration) {
    std::vector<std::string> packs;
    const auto add = [&packs](const RuleText& file) {
        for (std::string& pack : rule_packs_of(file)) {
            if (std::find(packs.begin(), packs.end(), pack) == packs.end()) packs.push_back(std::move(pack));
        }
    };
    if (!configuration.empty()) {
        if (Result<std::string> text = read_file(configuration)) add({configuration, std::move(*text)});
        return packs;
    }
    const ConfigurationPlaces places = disk_configurations();
    for (const std::string& path : paths) {
        std::error_code error;
        const bool is_directory = std::filesystem::is_directory(path, error);
        const auto file = nearest_configuration(places, is_directory ? cat(path, "/", configuration_name) : path);
        if (file) add(*file);
    }
    return packs;
}

}  // namespace lintel
