#pragma once

#include <string_view>

namespace lintel {

/// Whether an attribute that a resource or data source gives ("AWS::IAM::AccessKey", "SecretAccessKey") is a secret.
/// What the resource was given as a secret in the first place is not meant.
bool is_secret_attribute(std::string_view type, std::string_view attribute);

}  // namespace lintel
