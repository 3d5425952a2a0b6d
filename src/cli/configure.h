#pragma once

#include <string>
#include <vector>

#include "cli/check_settings.h"
#include "lint/check.h"

namespace lintel {

/// Gives each input the rules that its configuration and the command line together choose. Gives what is wrong with
/// the configurations, in lines for the user ("infra/.lintel.yaml:3:1: error: ..."): none may be passed over.
std::vector<std::string> configure(std::vector<Input>& inputs, const CheckSettings& settings, const RuleSet& rules);

/// The rule packs that the configuration of `--config`, or those of the files and directories that are named, ask for;
/// each once. (One of a directory below is no place for them: rules are the same for the whole run.)
std::vector<std::string> configured_rule_packs(const std::vector<std::string>& paths, const std::string& configuration);

}  // namespace lintel
