#pragma once

#include "document/document.h"

namespace lintel {

/// Whether a document is a CloudFormation template, told by its content: it has `Resources`, and it says what it is
/// (AWSTemplateFormatVersion, Transform) or one of the resources has a type such as AWS::S3::Bucket. A fragment that
/// has nothing but resources of such types counts as a template.
bool looks_like_template(const Document& document);

}  // namespace lintel
