#include "base/text.h"
#include "cloudformation/resolution.h"
#include "cloudformation/sections.h"
#include "cloudformation/substitution.h"
#include "model/secret_attributes.h"

namespace lintel {
namespace {

/// A variable of Fn::Sub: from its own map, or a reference.
Value variable(Resolution& r, std::string_view name, NodeId map, NodeId node) {
    const NodeId own = member_of(r.document(), map, name);
    if (own != no_node) return resolve(r, own);
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return reference(r, name, node);
    return attribute_of(r, name.substr(0, dot), name.substr(dot + 1), node);
}

/// `"${Name}"` and nothing else passes on what it refers to.
Value passed_on(Resolution& r, const Value& value, NodeId node) {
    if (value.is(ValueKind::unknown)) return placed(r, value, node);
    TextBuilder text;
    text.add(r, value);
    return text.finish(r, node);
}

}  // namespace

Value reference(Resolution& r, std::string_view name, NodeId node) {
    if (is_pseudo_parameter(name)) return pseudo_parameter_value(r, name, node);
    if (name == "AWS::NoValue") return absent_value(r.place(node));
    const auto parameter = r.source.parameters().find(name);
    if (parameter) return parameter_value(r, *parameter, node);
    const Resource* resource = r.source.resource(name);
    if (resource == nullptr) return unknown_because(r, node, name, ", which the template does not declare");
    Value value =
        unknown_because(r, node, "the reference to ", name, ", which has a value only when the stack is deployed");
    value.resource = resource;
    return value;
}

Value attribute_of(Resolution& r, std::string_view resource, std::string_view attribute, NodeId node) {
    const Resource* const declared = r.source.resource(resource);
    if (declared == nullptr) return unknown_because(r, node, resource, ", which the template does not declare");
    Value value = unknown_because(r, node, "attribute ", attribute, " of ", resource,
                                  ", which has a value only when the stack is deployed");
    value.resource = declared;
    value.attribute = attribute;
    value.secret = is_secret_attribute(declared->type, attribute);
    return value;
}

Value resolve_ref(Resolution& r, NodeId node, NodeId argument) {
    const Value name = resolve(r, argument);  // with AWS::LanguageExtensions it may be an expression
    if (name.is(ValueKind::unknown)) return placed(r, name, node);
    const std::string_view text = as_text(name);
    if (!name.is(ValueKind::string) || name.partial || text.empty()) return malformed(r, node);
    return reference(r, text, node);
}

Value resolve_get_att(Resolution& r, NodeId node, NodeId argument) {
    const Value whole = resolve(r, argument);
    if (whole.is(ValueKind::string) && !whole.partial) {
        const std::size_t dot = whole.text.find('.');
        if (dot == std::string_view::npos || dot == 0) return malformed(r, node);
        return attribute_of(r, whole.text.substr(0, dot), whole.text.substr(dot + 1), node);
    }
    const std::vector<NodeId> parts = arguments(r, argument);
    if (parts.size() != 2) return malformed(r, node);
    const Value resource = resolve(r, parts[0]);
    const Value attribute = resolve(r, parts[1]);
    if (!resource.is(ValueKind::string) || resource.partial) return malformed(r, node);
    if (attribute.is(ValueKind::unknown) || attribute.partial)
        return unknown_because(r, node, "an attribute of ", resource.text);
    if (!attribute.is(ValueKind::string)) return malformed(r, node);
    return attribute_of(r, resource.text, attribute.text, node);
}

Value resolve_sub(Resolution& r, NodeId node, NodeId argument) {
    const Document& document = r.document();
    NodeId pattern = document.follow(argument);
    NodeId map = no_node;
    if (pattern != no_node && document.kind(pattern) == NodeKind::sequence) {
        const std::vector<NodeId> parts = arguments(r, pattern);
        if (parts.empty() || parts.size() > 2) return malformed(r, node);
        pattern = document.follow(parts[0]);
        if (parts.size() == 2) map = document.follow(parts[1]);
        if (parts.size() == 2 && (map == no_node || document.kind(map) != NodeKind::mapping)) return malformed(r, node);
    }
    if (pattern == no_node) return malformed(r, node);
    if (document.kind(pattern) == NodeKind::mapping) {
        const Value made = resolve(r, pattern);  // by a preprocessor, or nobody
        return made.is(ValueKind::unknown) ? unknown_because(r, node, made.text) : malformed(r, node);
    }

    const std::string_view text = scalar_text(document, pattern);
    SubReader reader(text);
    TextBuilder out;
    SubPiece piece;
    while (reader.next(piece)) {
        if (!piece.variable) {
            out.add(piece.text);
            continue;
        }
        const Value value = variable(r, piece.text, map, node);
        if (piece.whole) return passed_on(r, value, node);
        out.add(r, value);
    }
    return out.finish(r, node);
}

Value resolve_import(Resolution& r, NodeId node, NodeId argument) {
    const Value name = resolve(r, argument);
    if (name.is(ValueKind::string) && !name.partial) {
        return unknown_because(r, node, "the value ", name.text, ", which another stack exports");
    }
    return unknown_because(r, node, "a value that another stack exports");
}

Value resolve_transform(Resolution& r, NodeId node, NodeId argument) {
    const std::string_view macro = member_text(r.document(), argument, "Name");
    Value value = macro.empty() ? unknown_because(r, node, "the result of a macro")
                                : unknown_because(r, node, "the result of the macro ", macro);
    value.maybe_absent = true;
    return value;
}

}  // namespace lintel
