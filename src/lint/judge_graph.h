#pragma once

#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/check.h"
#include "lint/finding.h"
#include "model/graph.h"
#include "rules/functions.h"

namespace lintel {

/// The cases of the selected rules, by what they are judged on.
class RuleIndex {
   public:
    struct Entry {
        const ActiveRule* rule = nullptr;
        const Case* one = nullptr;
    };

    /// `set` is what the rules are of. Cases that have a profile of their own are judged only where it is among
    /// `profiles`.
    RuleIndex(std::vector<ActiveRule> rules, const RuleSet& set, const std::vector<std::string>& profiles);
    RuleIndex(const RuleIndex&) = delete;
    RuleIndex& operator=(const RuleIndex&) = delete;

    /// Cases for resources of this type, in the order of rule ids; `written` is what the input calls it, if that is
    /// something else: rules may name that.
    std::vector<Entry> for_type(std::string_view type, std::string_view written = {}) const;
    const std::vector<Entry>& for_parameters() const { return parameters_; }
    const std::vector<Entry>& for_outputs() const { return outputs_; }
    const std::vector<Entry>& for_templates() const { return templates_; }
    const std::vector<Entry>& for_accounts() const { return accounts_; }

   private:
    std::vector<ActiveRule> rules_;
    const RuleSet& set_;
    std::unordered_map<std::string_view, std::vector<Entry>> by_type_;
    std::vector<Entry> any_type_;
    std::vector<Entry> parameters_;
    std::vector<Entry> outputs_;
    std::vector<Entry> templates_;
    std::vector<Entry> accounts_;
};

/// The rules of a run, by the files that they judge.
class RulesByFile {
   public:
    RulesByFile(const RuleSet& rules, const RuleChoice& otherwise, const std::vector<Input>& inputs);

    /// Those of an input, or of the input that it is judged with where it is none itself.
    const RuleIndex& of(std::string_view file, std::string_view judged_with) const;
    /// Whether any of them are about the account as a whole.
    bool judges_account() const;

   private:
    RuleIndex otherwise_;
    std::map<const RuleChoice*, RuleIndex> own_;
    std::unordered_map<std::string_view, const RuleIndex*> by_file_;  ///< empty where no input has rules of its own
};

/// What judging one graph gave.
struct GraphReport {
    std::vector<Finding> findings;
    std::vector<Unknown> unknown;
    std::vector<FileError> errors;  ///< internal ones: a rule that broke
};

/// What all inputs of a run are judged by.
struct Run {
    const RuleSet& rules;
    const RulesByFile& by_file;
    const CheckOptions& options;
    const LiftTable& lift;
};

/// Judges everything in a graph by the rules of the file that it stands in. `main` is an input, and stands for files
/// that are none.
GraphReport judge_graph(const Graph& graph, std::string_view main, const Run& run, RegexCache& regexes);

}  // namespace lintel
