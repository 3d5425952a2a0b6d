#pragma once

#include <memory>
#include <vector>

#include "lint/check_configurations.h"

namespace lintel {

/// Judges the rules about the account as a whole over the graphs of all inputs, in any order. `report` holds what was
/// said so far: a file that could not be read makes unknown what no other one has, and a finding whose rule covers one
/// about the account at the same place speaks for it. Nothing is said where no graph has a resource of AWS.
///
/// The rules are those of the file where a finding about all stands.
///
/// A finding stands at the resource that lacks something; where there is none, at the resources of the first file, the
/// one with the fewest directories above it, of these by name. Its fingerprint is that of the rule alone, so that it
/// stays the same when files are added.
void judge_account(const std::vector<std::unique_ptr<Graph>>& graphs, const Run& run, RegexCache& regexes,
                   Report& report);

}  // namespace lintel
