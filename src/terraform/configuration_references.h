#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "terraform/configuration_model.h"

namespace lintel {

/// What an expression refers to in the end: an instance of a resource or data source, or a variable of the root module.
struct ConfigurationTarget {
    static constexpr std::uint32_t none = UINT32_MAX;
    std::uint32_t instance = none;
    std::string_view variable;   ///< if it is none
    std::string_view attribute;  ///< the attribute asked for; empty: the resource itself
    friend auto operator<=>(const ConfigurationTarget&, const ConfigurationTarget&) = default;
};

/// Who refers to whom in a configuration, through locals, the inputs of modules and their outputs.
class ConfigurationReferences {
   public:
    explicit ConfigurationReferences(const Configuration& configuration) : configuration_(configuration) {}

    /// Where an expression stands.
    struct Within {
        const ModuleInstance& module;
        std::string_view key = {};  ///< of the instance ("[\"a\"]"), if there are several
        FileNode for_each = {};     ///< what makes the instances
    };

    /// All that is referred to in what is written at a node; each once.
    std::vector<ConfigurationTarget> targets(FileNode written, const Within& within);

   private:
    using Targets = std::set<ConfigurationTarget>;

    void read(FileNode written, const Within& within, Targets& out);
    void read(const ExpressionTree& tree, ExpressionId id, const Within& within, Targets& out);
    void bare_address(std::string_view text, const ModuleInstance& module, Targets& out);
    bool traversal(const ExpressionTree& tree, ExpressionId id, const Within& within, Targets& out);
    void each_value(const Within& within, std::string_view attribute, Targets& out);
    const Targets& behind(std::string_view kind, std::string_view name, const ModuleInstance& module);
    void add_instances(const ModuleInstance& module, bool data, std::string_view type, std::string_view name,
                       std::string_view wanted, std::string_view attribute, Targets& out);

    const Configuration& configuration_;
    std::map<std::pair<const ModuleInstance*, std::string>, Targets> known_;
    int depth_ = 0;
};

}  // namespace lintel
