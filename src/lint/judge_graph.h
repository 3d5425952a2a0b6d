#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

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

    /// `set` is what the rules are of. Cases that have a profile of their own are judged only in that one.
    RuleIndex(std::vector<ActiveRule> rules, const RuleSet& set, Profile profile);
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

/// What judging one graph gave.
struct GraphReport {
    std::vector<Finding> findings;
    std::vector<Unknown> unknown;
    std::vector<FileError> errors;  ///< internal ones: a rule that broke
};

/// Judges everything in a graph by the rules of the index.
GraphReport judge_graph(const Graph& graph, const RuleSet& rules, const RuleIndex& index, std::string_view as_of,
                        RegexCache& regexes);

}  // namespace lintel
