#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lint/check.h"
#include "lint/judge_graph.h"

namespace lintel {

/// A file of a Terraform configuration among the inputs.
struct ConfigurationDocument {
    std::shared_ptr<const Document> document;
    std::string root;
};

/// What one configuration gave.
struct ConfigurationResult {
    std::vector<FileSummary> files;
    GraphReport report;
    std::vector<FileError> warnings;
    std::vector<ReadFile> read_besides;
    std::unique_ptr<Graph> graph;  ///< where rules about the account will look at it
};

/// Configurations among the inputs: a directory is a module, and a directory that another one calls is judged there.
/// Files that are not named as Terraform wants it stand alone.
std::vector<std::vector<ConfigurationDocument>> root_modules(const std::vector<ConfigurationDocument>& documents);

/// Judges a root module with all that it calls.
ConfigurationResult check_configuration(const std::vector<ConfigurationDocument>& files, const Run& run,
                                        RegexCache& regexes);

}  // namespace lintel
