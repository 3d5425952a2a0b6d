#pragma once

#include <string_view>
#include <vector>

#include "facts/fact.h"

namespace lintel {

/// A policy document of a resource, as JSON structure or unknown. Kinds: 'identity' (what a principal may do), 'trust'
/// (who may assume a role), 'resource' (who may use the resource), 'endpoint' (what a VPC endpoint lets through),
/// 'device' (what a device may do in AWS IoT), 'scp' (what an organization allows its accounts), 'boundary' (a managed
/// policy that only bounds what others grant).
struct PolicyDocument {
    Value document;
    std::string_view kind;
    Value name;
    bool bare_statement = false;  ///< the document is one statement rather than a policy that holds some
};

struct PolicyDocuments {
    std::vector<PolicyDocument> documents;
    /// Unknown where a condition that is not decided says how many there are; then `documents` is empty.
    Value undecided;
};

/// The policy documents that a resource holds itself, in written order. JSON text in strings is read.
PolicyDocuments policy_documents(const Value& resource, FactContext& context);

/// Whether resources of the type can hold policy documents.
bool holds_policies(std::string_view type);

}  // namespace lintel
