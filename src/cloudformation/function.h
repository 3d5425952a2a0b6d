#pragma once

#include <cstdint>
#include <string_view>

#include "document/document.h"

namespace lintel {

/// The functions of the template language (source: AWS CloudFormation, intrinsic function and rule function
/// references).
enum class Function : std::uint8_t {
    none,  ///< not a function call at all
    ref,
    get_att,
    sub,
    join,
    select,
    split,
    find_in_map,
    if_,
    equals,
    and_,
    or_,
    not_,
    condition,
    base64,
    cidr,
    get_azs,
    import_value,
    transform,
    length,
    to_json_string,
    for_each,
    contains,
    each_member_equals,
    each_member_in,
    ref_all,
    value_of,
    value_of_all,
    other,  ///< named Fn::..., but none that is documented
};

/// The function that a member's key names.
Function function_named(std::string_view key);

struct Call {
    Function function = Function::none;
    NodeId argument = no_node;
    explicit operator bool() const { return function != Function::none; }
};

/// The function call that a node is: a mapping whose only member is named after a function. `Condition` counts only
/// with a name as its argument, as IAM statements have a member of that name, too.
Call call_at(const Document& document, NodeId node);

/// Whether a member of a mapping makes members that are not written there: a macro or a loop beside them.
bool makes_members(std::string_view key);

}  // namespace lintel
