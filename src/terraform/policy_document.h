#pragma once

#include "model/source.h"

namespace lintel {

/// The IAM policy that a data source aws_iam_policy_document renders, as a structure whose values stand where they are
/// written. `attributes` are those of the data source; `source_documents` and `override_documents` in it may be texts
/// of JSON or policies. Statements of source documents come first; one of an override document takes the place of the
/// one with its Sid. (Source: Terraform AWS provider, data source aws_iam_policy_document.)
Value rendered_policy(const Value& attributes, Env& env);

}  // namespace lintel
