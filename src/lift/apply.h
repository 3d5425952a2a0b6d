#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lift/lift.h"
#include "model/graph.h"
#include "model/source.h"

namespace lintel {

/// What a lifted value is to its source (Value::shape): 0 is left for values that are as the provider has them.
enum class LiftShape : std::uint16_t {
    plain = 0,
    object = 1,   ///< members are the fields of a table
    list = 2,     ///< items come from one or several lists of blocks
    by_name = 3,  ///< members are asked for by the registry's names, and are the provider's of the same flat name
};

/// What lifting asks of a source of Terraform resources.
class LiftInput {
   public:
    LiftInput() = default;
    LiftInput(const LiftInput&) = delete;
    LiftInput& operator=(const LiftInput&) = delete;
    virtual ~LiftInput() = default;

    virtual const LiftTable& lift() const = 0;
    /// The resource's attributes, as the provider names them.
    virtual Value attributes(const Resource& resource, Env& env) const = 0;
    /// A resource of the graph by its index.
    virtual const Resource& resource_of(std::uint32_t index) const = 0;
    /// The resources of a type that may be parts of another.
    virtual std::vector<const Resource*> parts(const Resource& parent, std::string_view type) const = 0;
};

/// A property of a resource by its name in the canonical model. Unknown where no table tells of it.
Value lifted_property(const LiftInput& input, const Resource& resource, std::string_view property, Env& env);
std::vector<Member> lifted_properties(const LiftInput& input, const Resource& resource, Env& env);

// Looking into what lifting made; for containers whose shape is not plain.
Value lifted_member(const Value& map, std::string_view key, Env& env);
Value lifted_item(const Value& list, std::uint32_t index, Env& env);
std::vector<Member> lifted_members(const Value& container, Env& env);

/// Whether a part says in `attribute` that it belongs to the parent: by reference, or by the text of one of the
/// parent's identities.
Truth names_parent(const LiftInput& input, const Resource& part, std::string_view attribute, const Resource& parent,
                   Env& env);

/// Whether the value is one by which others may name the resource: its id, its ARN, or its name.
Truth is_identity(const LiftInput& input, const Resource& resource, const Value& value, Env& env);

}  // namespace lintel
