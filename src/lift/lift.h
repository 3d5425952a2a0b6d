#pragma once

#include <span>
#include <string_view>

#include "model/value.h"

namespace lintel {

/// A word of Terraform and what it is called in the canonical model ("public-read": "PublicRead").
struct LiftWord {
    std::string_view written;
    std::string_view meant;
};

struct LiftField;

/// One place that a property may come from. docs/terraform-lift.md explains the notation of the tables.
struct LiftSource {
    std::string_view join;             ///< the type of the parts it is read from; empty: the block itself
    std::string_view path;             ///< the attribute, dots leading through blocks; empty: the whole block
    std::string_view where_attribute;  ///< only blocks or parts in which this attribute ...
    std::string_view where_value;      ///< ... has this value; empty attribute: all of them
    std::string_view only_if;          ///< only where this attribute of the block is true; empty: always
    bool many = false;                 ///< a list for a list: where it is not known, neither is how many there are
    bool owner = false;                ///< the resource itself, as a reference
    bool object = false;               ///< an object (or a list of them) of `fields`
    std::span<const LiftField> fields;
    std::span<const LiftWord> words;
    Value fallback;           ///< where nothing is there; absent: nothing
    std::string_view unless;  ///< the attribute beside which there is no fallback; empty: always
    Value constant;           ///< in place of what is there; absent: that itself
};

/// A property of the canonical model. No sources: the provider has nothing like it.
struct LiftField {
    std::string_view name;
    bool list = false;  ///< its canonical type is a list
    std::span<const LiftSource> sources;
};

/// Which resource a split resource is a part of.
struct LiftParent {
    std::string_view type;       ///< "aws_s3_bucket"
    std::string_view attribute;  ///< the part's attribute that names it
};

/// A resource of the canonical model that Terraform writes inside another one, such as a bucket's policy.
struct LiftAspect {
    std::string_view type;
    std::string_view each;      ///< one for each block of this attribute, in which paths start; or empty
    std::string_view if_there;  ///< one if this attribute is there; paths start in the resource
    std::span<const LiftField> properties;
};

/// How the resources of one Terraform type are read.
struct LiftType {
    std::string_view name;              ///< "aws_s3_bucket"
    std::string_view type;              ///< in the canonical model; empty for a part, or where an attribute decides
    std::string_view choice_attribute;  ///< the attribute that decides ...
    std::span<const LiftWord> choices;  ///< ... and the types it decides for
    std::span<const LiftParent> parents;
    std::span<const LiftField> properties;  ///< the first names the resource; the rest in the order of the table
    std::span<const LiftWord> attributes;   ///< attributes with the names that Fn::GetAtt has for them
    std::span<const LiftAspect> aspects;    ///< what else it is
    const LiftField* find(std::string_view property) const;
};

/// All tables, and what the awscc provider is read by.
struct LiftTable {
    std::span<const LiftType> types;              ///< sorted by name
    std::span<const std::string_view> canonical;  ///< types of the CloudFormation registry, sorted by before_flat_name
    const LiftType* find(std::string_view type) const;
    /// The registry's name of a type of the awscc provider ("awscc_s3_bucket"); empty if there is none.
    std::string_view canonical_name(std::string_view awscc_type) const;
};

/// The table that is compiled into the program, from rules/terraform/.
const LiftTable& builtin_lift();

}  // namespace lintel
