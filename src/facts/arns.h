#pragma once

#include <optional>
#include <string_view>

#include "base/truth.h"
#include "model/value.h"

namespace lintel {

/// Whether an item of Resource names everything of its kind: "*", or an ARN whose resource part is a bare wildcard,
/// such as "arn:aws:s3:::*" or "arn:aws:dynamodb:*:*:table/*". The text may have holes; one in the partition, region or
/// account does not matter, one in the resource part is some name.
bool is_wildcard_resource(std::string_view text);

/// The same for a value: unknown where it is, but a reference to a resource is one resource.
Truth is_wildcard_resource(const Value& value);

/// Whether an item of Resource names everything of every kind: "*", or an ARN whose service and resource are bare
/// wildcards, such as "arn:aws:*:*:*:*".
bool is_every_resource(std::string_view text);

/// Whether a pattern for ARNs fits every ARN that another one stands for, such as "arn:aws:iam::*:role/*". Partition,
/// region and account do not matter, but what AWS itself owns ("arn:aws:iam::aws:policy/*") is only a part.
bool takes_in_arn(std::string_view pattern, std::string_view wanted);

/// Whether a pattern for ARNs can fit ARNs of a service ("lambda").
bool names_service(std::string_view arn_pattern, std::string_view service);

/// Whether a pattern for ARNs can only fit ARNs of certain accounts (or a certain bucket: bucket names are unique
/// worldwide). "arn:aws:iam::*:role/Admin" does not: anyone can give a role that name.
bool names_an_owner(std::string_view arn_pattern);

/// The id of the account that a principal is as a whole: "123456789012", "arn:aws:iam::123456789012:root". Empty for
/// every other principal. Nothing where a hole in the text (not in its partition) leaves that open.
std::optional<std::string_view> whole_account(std::string_view principal);

}  // namespace lintel
