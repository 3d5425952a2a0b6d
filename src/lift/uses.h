#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lift/lift.h"
#include "schema/data_file.h"
#include "schema/schema.h"

namespace lintel {

/// A property that a rule reads and of which the table of a Terraform type does not say where it comes from. It is
/// unknown to the rule there.
struct UnnamedProperty {
    std::string_view type;  ///< of Terraform: "aws_s3_bucket"
    std::string owner;      ///< the canonical type, or the definition of one
    std::string property;
    std::string rule;  ///< the file of the first rule that reads it
};

/// What of `uses` the tables do not name, in the order of the tables.
std::vector<UnnamedProperty> unnamed_properties(const LiftTable& lift, const Schema& schema, const PropertyUses& uses);

/// A type that a rule reads and as which no table lifts anything.
struct UnnamedType {
    std::string type;
    std::string rule;  ///< the file of the first rule that reads it
};

std::vector<UnnamedType> unnamed_types(const LiftTable& lift, const PropertyUses& uses);

}  // namespace lintel
