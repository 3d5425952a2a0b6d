#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lint/project_configuration.h"

namespace lintel {

/// Where configurations are looked for. Paths are absolute, with forward slashes.
struct ConfigurationPlaces {
    std::string working_directory;
    /// The text of a file, or why it cannot be read; nothing if there is no such file.
    std::function<std::optional<Result<std::string>>(const std::string& path)> read;
    /// Whether a directory is the top of a repository: nothing above it is looked at.
    std::function<bool(const std::string& directory)> is_top;
};

/// Those of the disk; a directory that holds .git is the top of a repository.
ConfigurationPlaces disk_configurations();

/// The nearest configuration file of a file that is called as findings call it, unless there is none or it cannot be
/// read.
std::optional<RuleText> nearest_configuration(const ConfigurationPlaces& places, std::string_view file);

/// Finds the configuration of each file: that of the nearest directory from its own upward that has one. Each directory
/// is looked into once.
class ConfigurationSearch {
   public:
    ConfigurationSearch(ConfigurationPlaces places, const RuleSet& rules) : places_(std::move(places)), rules_(rules) {}

    /// The configuration of a file that is called as findings call it; null if there is none.
    std::shared_ptr<const ProjectConfiguration> of(std::string_view file);
    /// What is wrong with the configurations found so far.
    const std::vector<RuleError>& errors() const { return errors_; }

   private:
    std::shared_ptr<const ProjectConfiguration> in_directory(const std::string& directory);

    ConfigurationPlaces places_;
    const RuleSet& rules_;
    std::map<std::string, std::shared_ptr<const ProjectConfiguration>, std::less<>> known_;
    std::vector<RuleError> errors_;
};

}  // namespace lintel
