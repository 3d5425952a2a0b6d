#include "cloudformation/parameters.h"

#include "base/text.h"
#include "cloudformation/scalars.h"
#include "cloudformation/sections.h"

namespace lintel {
namespace {

ParameterType type_named(std::string_view name) {
    if (name == "Number") return ParameterType::number;
    if (name == "List<Number>") return ParameterType::number_list;
    if (name == "CommaDelimitedList" || name.starts_with("List<")) return ParameterType::string_list;
    if (name.starts_with("AWS::SSM::Parameter::Value<")) return ParameterType::stored;
    return ParameterType::string;
}

bool is_scalar(const Document& document, NodeId node) {
    const NodeKind kind = document.kind(node);
    return kind != NodeKind::mapping && kind != NodeKind::sequence && kind != NodeKind::alias;
}

bool is_text(const Document& document, NodeId node) {
    if (is_scalar(document, node)) return document.kind(node) != NodeKind::null;
    if (document.kind(node) != NodeKind::sequence) return false;
    for (NodeId item = document.first_child(node); item != no_node; item = document.sibling(node, item)) {
        if (!is_scalar(document, item)) return false;
    }
    return true;
}

ParameterDeclaration declaration(const Document& document, std::string_view name, NodeId node) {
    ParameterDeclaration out;
    out.name = name;
    out.node = node;
    const NodeId mapping = document.follow(node);
    if (mapping == no_node || document.kind(mapping) != NodeKind::mapping) return out;
    for (NodeId child = document.first_child(mapping); child != no_node; child = document.sibling(mapping, child)) {
        const std::string_view key = document.key(child);
        const NodeId value = document.follow(child);
        if (value == no_node) continue;
        if (key == "Type") {
            out.type = type_named(document.text(value));
        } else if (key == "Default") {
            if (is_text(document, value)) out.default_node = value;
        } else if (key == "AllowedValues") {
            if (document.kind(value) == NodeKind::sequence && is_text(document, value)) out.allowed_node = value;
        } else if (key == "NoEcho") {
            out.secret = equal_ignoring_case(scalar_text(document, value), "true");
        }
    }
    if (out.allowed_node != no_node && !is_list(out.type) && document.child_count(out.allowed_node) == 1) {
        out.only_allowed = document.first_child(out.allowed_node);
    }
    return out;
}

}  // namespace

Parameters::Parameters(const Document& document, NodeId section, const ParameterValues& given) {
    const std::vector<Entry> entries = entries_of(document, section);
    names_ = NameTable(entries.size());
    all_.reserve(entries.size());
    for (const Entry& entry : entries) {
        names_.set(entry.name, static_cast<std::uint32_t>(all_.size()));
        all_.push_back(declaration(document, entry.name, entry.node));
        if (given.empty()) continue;
        const auto value = given.find(entry.name);
        if (value != given.end()) all_.back().given = &value->second;
    }
}

std::string_view scalar_text(const Document& document, NodeId scalar) {
    switch (document.kind(scalar)) {
        case NodeKind::boolean:
            return boolean_of(document.text(scalar)) ? "true" : "false";
        case NodeKind::number:
        case NodeKind::string:
            return document.text(scalar);
        default:
            return {};
    }
}

std::string parameter_text(const Document& document, NodeId node) {
    if (document.kind(node) != NodeKind::sequence) return std::string(scalar_text(document, node));
    std::string out;
    for (NodeId item = document.first_child(node); item != no_node; item = document.sibling(node, item)) {
        if (item != document.first_child(node)) out += ',';
        out += scalar_text(document, item);
    }
    return out;
}

}  // namespace lintel
