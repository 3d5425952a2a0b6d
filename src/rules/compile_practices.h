#pragma once

#include <memory>
#include <span>
#include <vector>

#include "base/arena.h"
#include "rules/practice.h"
#include "rules/rule.h"
#include "schema/data_file.h"

namespace lintel {

/// Practices read while the program is built, with the memory that they stand in.
class CompiledPractices {
   public:
    std::span<const PracticeDocument> documents() const { return documents_; }

   private:
    friend class PracticeCompiler;
    Arena arena_;
    std::vector<PracticeDocument> documents_;
};

/// Reads the files in practices/ (texts of other paths are passed over), each a document with its recommendations.
/// Errors, with their places: a recommendation that nothing answers, a rule that does not exist.
std::unique_ptr<CompiledPractices> compile_practices(const std::vector<RuleText>& texts, const RuleSet& rules,
                                                     std::vector<RuleError>& errors);

}  // namespace lintel
