#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/files.h"
#include "document/document.h"
#include "lift/lift.h"
#include "model/graph.h"

namespace lintel {

/// What a configuration is read from.
struct ConfigurationInput {
    std::string directory;                                   ///< of the root module
    std::string root;                                        ///< the directory that no path may leave
    std::vector<std::shared_ptr<const Document>> files;      ///< those of the root module that were read already
    std::vector<std::shared_ptr<const Document>> variables;  ///< files with values of its variables, later ones win
};

/// Something odd about a file, and where.
struct ConfigurationFlaw {
    std::shared_ptr<const Document> document;
    std::uint32_t offset = 0;
    std::string message;
    bool warning = false;  ///< judged all the same
};

struct ConfigurationGraph {
    std::unique_ptr<Graph> graph;  ///< indexed
    std::vector<ConfigurationFlaw> flaws;
    std::vector<std::string> passed_over;                ///< sources of modules that are not local, each once
    std::vector<std::string> directories;                ///< of the local modules that it calls
    std::vector<std::shared_ptr<const Document>> files;  ///< all that was read, those of the input first
};

/// What is said of a file that Terraform would read by its name, and that cannot be what it is named.
inline constexpr std::string_view no_json_object = "Terraform takes only a JSON object for this file.";

/// How many instances of one block are judged; more are told as a flaw.
inline constexpr std::uint32_t max_instances = 100;
/// How many modules one configuration may come to.
inline constexpr std::uint32_t max_module_instances = 2000;

/// The resources of a module and of all that it calls, and who refers to whom. `lift` and `files` must outlive the
/// graph.
ConfigurationGraph build_configuration_graph(const ConfigurationInput& input, const Files& files,
                                             const LiftTable& lift);

}  // namespace lintel
