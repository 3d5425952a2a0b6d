#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/arena.h"
#include "lift/lift.h"
#include "schema/data_file.h"
#include "schema/schema.h"

namespace lintel {

/// Tables read while the program is built, or at run time, with the memory that they stand in.
class CompiledLift {
   public:
    const LiftTable& table() const { return table_; }

   private:
    friend class LiftCompiler;
    Arena arena_;
    std::vector<LiftType> types_;
    std::vector<std::string_view> canonical_;
    LiftTable table_;
};

/// Reads, checks and compiles the tables in terraform/ (texts of other paths are passed over). docs/terraform-lift.md
/// describes the format. Every name is checked against the schema, and every property of `uses` must be in each table
/// of its type: what no table names is unknown to the rule that reads it. Every error is told with its place.
///
/// `base`: tables that these are added to, and that the result then holds, too. An entry for a type that has one there
/// adds properties to it and changes none. It must outlive what is compiled.
std::unique_ptr<CompiledLift> compile_lift(const std::vector<RuleText>& texts, const Schema& schema,
                                           const PropertyUses& uses, std::vector<RuleError>& errors,
                                           const LiftTable& base = {});

}  // namespace lintel
