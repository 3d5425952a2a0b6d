#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/select.h"
#include "rules/rule.h"
#include "schema/data_file.h"

namespace lintel {

/// What a configuration file is called.
inline constexpr std::string_view configuration_name = ".lintel.yaml";

/// What a configuration file says; docs/configuration.md and docs/schema/configuration.schema.json tell its keys.
struct ProjectConfiguration {
    RuleChoice choice;
    /// Directories with rules of the user's own, as paths of the run: what the file writes is seen from its directory.
    std::vector<std::string> rule_packs;
};

/// Reads a configuration. The file's path is what errors call it. Every key and value that is not as it should be is an
/// error at its place; what is right is read all the same.
ProjectConfiguration read_configuration(const RuleText& file, const RuleSet& rules, std::vector<RuleError>& errors);

/// The directories of rule packs alone, for who must read them before the rest can be understood. Says nothing of
/// errors: reading the whole configuration does.
std::vector<std::string> rule_packs_of(const RuleText& file);

}  // namespace lintel
