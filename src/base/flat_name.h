#pragma once

#include <string_view>

namespace lintel {

// Terraform writes "kms_key_id" and "awscc_kms_key" where CloudFormation's registry writes "KmsKeyId" and
// "AWS::KMS::Key": the same name but for underscores, colons and case.

bool same_flat_name(std::string_view a, std::string_view b);

/// Less than, by the same reading.
bool before_flat_name(std::string_view a, std::string_view b);

}  // namespace lintel
