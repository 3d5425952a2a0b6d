#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lintel {

/// Names and value types of the CloudFormation registry and of Terraform's AWS provider, as the tables in rules/schema/
/// hold them. Only what checks rules and lift tables reads it: a property that does not exist there is an error in
/// them.
class Schema {
   public:
    /// Reads a table; the error names the line. `text` must outlive the schema.
    static Result<Schema> read(std::string_view text);
    /// Reads one more table. A type that is there already stays as it is.
    std::optional<Error> add(std::string_view text);

    /// Whether this names a resource type or a definition of one.
    bool has(std::string_view type) const { return types_.contains(type); }
    /// The type of a property: boolean, number, string, json, list(T), map(T) or a definition's name; empty if there is
    /// none. Of a type of the Terraform provider, attributes may be asked for as rules write them ("KmsKeyId").
    std::string_view property(std::string_view type, std::string_view name) const;
    std::vector<std::string_view> properties(std::string_view type) const;
    std::vector<std::string_view> type_names() const;

   private:
    std::map<std::string_view, std::map<std::string_view, std::string_view>> types_;
};

}  // namespace lintel
