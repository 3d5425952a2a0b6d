#pragma once

#include <string_view>

#include "base/truth.h"

namespace lintel {

/// Whether an item of Action, such as "s3:Get*", takes in this action ("s3:GetObject"). Letter case does not matter in
/// actions.
bool takes_in(std::string_view pattern, std::string_view action);

/// Whether it takes in every action of every service: "*", "*:*".
bool is_every_action(std::string_view pattern);

/// Whether it takes in a whole service: "s3:*".
bool is_whole_service(std::string_view pattern);

/// Whether it takes in an action that writes, tags or manages permissions. Unknown where the table has no such action.
/// Source of access levels: AWS Service Authorization Reference.
Truth takes_in_changes(std::string_view pattern);

/// Whether it takes in an action whose access level is "Permissions management". Unknown where the table has no such
/// action. Source: as above.
Truth takes_in_permissions_management(std::string_view pattern);

/// Whether what it takes in supports resource-level permissions, so that a Resource other than "*" can be said. A
/// wildcard does if one of its actions that change something does, or most of its actions do: "ec2:Describe*" needs
/// "*", although some few of its actions take a resource. Unknown where the table has no such action. Source: AWS
/// Service Authorization Reference.
Truth takes_in_scoped(std::string_view pattern);

}  // namespace lintel
