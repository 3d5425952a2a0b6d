#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lift/compile.h"
#include "rules/compile.h"

namespace lintel {

/// All rules of a run: the built-in ones and those of packs, as one set. Copies share what they are made of.
class Rulebook {
   public:
    /// The built-in rules alone; reads nothing and costs nothing.
    Rulebook() = default;

    const RuleSet& rules() const { return packs_ ? packs_->set() : builtin_rules(); }
    /// How Terraform is lifted for them.
    const LiftTable& lift() const { return lift_ ? lift_->table() : builtin_lift(); }
    /// What Terraform does not tell the rules of the packs: sentences for their author.
    std::vector<RuleError> unknown_in_terraform() const;

   private:
    friend struct LoadedPacks load_packs(const std::vector<std::string>& directories);
    std::shared_ptr<const CompiledRules> packs_;
    std::shared_ptr<const CompiledLift> lift_;
};

struct LoadedPacks {
    Rulebook rulebook;              ///< of the built-in rules alone if there are errors
    std::vector<RuleError> errors;  ///< all of them, by file and place
};

/// Reads the packs in these directories and compiles them onto the built-in rules. Rules of a pack can do all that
/// built-in ones can, and are checked in the same way. With any error no pack is taken: none runs half.
LoadedPacks load_packs(const std::vector<std::string>& directories);

/// "acme/s3/tags.yaml:3:9: error: ...", for the user to read.
std::string error_line(const RuleError& error);

}  // namespace lintel
