#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "rules/checker.h"
#include "rules/rule.h"
#include "schema/data_file.h"
#include "schema/schema.h"

namespace lintel {

/// Rules read at run time (or while the program is built), with the memory that they stand in.
class CompiledRules {
   public:
    const RuleSet& set() const { return set_; }
    const PropertyUses& uses() const { return uses_; }

   private:
    friend class RuleCompiler;
    Arena arena_;
    ExprTable table_;
    std::vector<Rule> rules_;
    std::vector<DataTable> data_;
    std::vector<RuleProfile> profiles_;
    PropertyUses uses_;
    RuleSet set_;
};

/// Reads, checks and compiles rule files, data tables (`data/...`) and profiles (`profiles/...`). The format is
/// described by docs/schema/rule.schema.json and in docs/rule-language.md. A file with an error yields no rule; every
/// error is told with its place. The texts may be dropped afterwards.
///
/// `base`: rules that these are added to, and that the set then holds, too. Its expressions and tables keep their
/// numbers. Ids and names of tables are unique in all. It must outlive what is compiled.
std::unique_ptr<CompiledRules> compile_rules(const std::vector<RuleText>& texts, const Schema& schema,
                                             std::vector<RuleError>& errors, const RuleSet& base = {});

/// The keys that a rule file may have besides those of a judgement, and those of a judgement (of a rule with one, or of
/// an item of `cases`).
std::span<const std::string_view> rule_file_keys();
std::span<const std::string_view> judgement_keys();

}  // namespace lintel
