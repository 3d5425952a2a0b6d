#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lintel {

/// Names and value types of the CloudFormation registry and of Terraform's AWS provider, as the tables in rules/schema/
/// hold them. Only what checks rules and lift tables reads it: a property that does not exist there is an error in
/// them. Looking something up costs some microseconds, and no memory.
class Schema {
   public:
    /// A view of a packed schema (see pack_schema), which must outlive it.
    explicit Schema(std::string_view packed) : bytes_(packed) {}
    /// Reads tables; the error names the line. Of a type that two tables hold the first one counts.
    static Result<Schema> read(std::span<const std::string_view> tables);
    static Result<Schema> read(std::string_view table) { return read(std::span(&table, 1)); }

    /// Whether this names a resource type, or a definition or block of one.
    bool has(std::string_view type) const;
    /// The type of a property: boolean, number, string, json, list(T), map(T) or a definition's name; empty if there is
    /// none. Of a type of the Terraform provider, attributes may be asked for as rules write them ("KmsKeyId").
    std::string property(std::string_view type, std::string_view name) const;
    /// Sorted, as all lists of names.
    std::vector<std::string> properties(std::string_view type) const;
    /// The types themselves, without definitions and blocks.
    std::vector<std::string> resource_types() const;

    /// As pack_schema wrote it.
    std::string_view packed() const { return bytes_; }

   private:
    std::string_view bytes_;
    std::shared_ptr<const std::string> owned_;
};

/// What is compiled into the program, from rules/schema/.
Schema builtin_schema();

}  // namespace lintel
