#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/files.h"
#include "lift/lift.h"
#include "lint/finding.h"
#include "lint/select.h"
#include "rules/rule.h"

namespace lintel {

/// A file's name (as findings shall call it) and its bytes.
struct Input {
    std::string name;
    std::string text;
    /// The directory that nothing which the file refers to may lie outside of; "" is the working directory.
    std::string root = {};
    /// By which rules it is judged; none: as the options say.
    std::shared_ptr<const RuleChoice> choice = {};
};

/// Parameter values given from outside: they pin their parameters.
using GivenParameters = std::map<std::string, std::string, std::less<>>;

struct CheckOptions {
    RuleChoice choice;  ///< for inputs that have none of their own
    GivenParameters parameters;
    std::vector<Input> variable_files;  ///< JSON files with values of Terraform variables, later ones win
    /// Where the configuration of a plan lies: its findings then tell of the blocks there, too; empty: nobody knows.
    std::string plan_sources;
    const LiftTable* lift = nullptr;  ///< how Terraform is lifted for the rules; null: for the built-in ones
    Files files;                      ///< how files are reached that the inputs refer to; empty: not at all
    /// Inputs that are named but cannot be had: what they hold, rules about the account must not take for missing.
    std::vector<std::string> unread;
    std::string as_of;  ///< the checking date, YYYY-MM-DD: an input, so that the same input gives the same output
    unsigned jobs = 1;  ///< workers; never changes the result
};

/// Judges the inputs: the whole way from bytes to findings, without clock or global state, and without I/O but for what
/// `files` reads. Findings are ordered by
/// file, place and rule.
Report check(const std::vector<Input>& inputs, const RuleSet& rules, const CheckOptions& options);

}  // namespace lintel
