#include "lint/configuration_search.h"

#include <filesystem>
#include <system_error>

#include "base/files.h"
#include "base/text.h"
#include "lint/inputs.h"

namespace lintel {

std::optional<RuleText> nearest_configuration(const ConfigurationPlaces& places, std::string_view file) {
    std::string directory = directory_of(path_from(places.working_directory, file));
    while (true) {
        const std::string path = path_from(directory, configuration_name);
        if (auto text = places.read(path)) {
            if (!*text) return std::nullopt;
            return RuleText{path_between(places.working_directory, path).value_or(path), std::move(**text)};
        }
        if (directory.size() <= 1 || places.is_top(directory)) return std::nullopt;
        directory = directory_of(directory);
    }
}

std::shared_ptr<const ProjectConfiguration> ConfigurationSearch::of(std::string_view file) {
    return in_directory(directory_of(path_from(places_.working_directory, file)));
}

std::shared_ptr<const ProjectConfiguration> ConfigurationSearch::in_directory(const std::string& directory) {
    if (const auto known = known_.find(directory); known != known_.end()) return known->second;
    std::shared_ptr<const ProjectConfiguration> found;
    const std::string path = path_from(directory, configuration_name);
    if (auto text = places_.read(path)) {
        const std::string name = path_between(places_.working_directory, path).value_or(path);
        if (*text)
            found =
                std::make_shared<ProjectConfiguration>(read_configuration({name, std::move(**text)}, rules_, errors_));
        else
            errors_.push_back({name, {}, text->error().message});
    } else if (directory.size() > 1 && !places_.is_top(directory)) {
        found = in_directory(directory_of(directory));
    }
    known_.emplace(directory, found);
    return found;
}

ConfigurationPlaces disk_configurations() {
    namespace fs = std::filesystem;
    std::error_code unknown;
    ConfigurationPlaces places;
    places.working_directory = fs::current_path(unknown).generic_string();
    places.read = [](const std::string& path) -> std::optional<Result<std::string>> {
        std::error_code error;
        if (!fs::exists(path, error)) return std::nullopt;
        return read_file(path);
    };
    places.is_top = [](const std::string& directory) {
        std::error_code error;
        return fs::exists(path_from(directory, ".git"), error);
    };
    return places;
}

}  // namespace lintel
