#include "cloudformation/recognise.h"

#include "cloudformation/sections.h"

namespace lintel {
namespace {

/// Names of resource types have at least two pairs of colons (AWS::S3::Bucket, Custom::Thing has one); source:
/// CloudFormation registry.
bool is_resource(const Document& document, NodeId entry) {
    return member_text(document, entry, "Type").find("::") != std::string_view::npos;
}

}  // namespace

bool looks_like_template(const Document& document) {
    if (document.size() == 0 || document.kind(document.root()) != NodeKind::mapping) return false;
    const NodeId resources = document.member(document.root(), "Resources");
    if (resources == no_node) return false;
    if (document.member(document.root(), "AWSTemplateFormatVersion") != no_node) return true;
    const NodeId mapping = document.follow(resources);
    if (mapping == no_node || document.kind(mapping) != NodeKind::mapping) return false;
    if (document.member(document.root(), "Transform") != no_node) return true;
    for (NodeId entry = document.first_child(mapping); entry != no_node; entry = document.sibling(mapping, entry)) {
        if (is_resource(document, entry)) return true;
    }
    return false;
}

}  // namespace lintel
