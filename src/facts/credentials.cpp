#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/text.h"
#include "facts/build.h"
#include "facts/paths.h"
#include "facts/tables.h"

namespace lintel {
namespace {

struct CredentialProperty {
    std::string_view type;
    std::string_view path;
};

constexpr CredentialProperty properties[] = {
#include "facts/credential_properties.inc"
};

constexpr bool before(const CredentialProperty& a, const CredentialProperty& b) { return a.type < b.type; }

static_assert(std::is_sorted(std::begin(properties), std::end(properties), before));

auto properties_of(std::string_view type) {
    return std::equal_range(std::begin(properties), std::end(properties), CredentialProperty{type, {}}, before);
}

/// What cfn-init takes to authenticate with, in a resource's metadata (source: AWS CloudFormation,
/// AWS::CloudFormation::Authentication).
constexpr std::string_view authentication = "AWS::CloudFormation::Authentication";
constexpr std::array<std::string_view, 2> authentication_keys = {"password", "secretKey"};

std::string_view kind_of(std::string_view path) {
    const std::string name = to_lower(path.substr(path.rfind('.') + 1));
    if (name.find("passw") != std::string::npos) return "password";
    if (name.find("token") != std::string::npos) return "token";
    return "key";
}

/// The part of a document that a node stands for.
bool within(const Place& place, const Place& whole) {
    if (!place || place.source != whole.source) return false;
    return place.node >= whole.node && place.node < whole.source->document().node(whole.node).next;
}

/// Whether a condition decides what stands at a place: what its branches refer to then says nothing.
bool is_choice(Place place) {
    const Document& document = place.source->document();
    const NodeId first = document.first_child(place.node);
    return first != no_node && document.has_key(first) && document.key(first) == "Fn::If";
}

/// The parameter that a value comes from, as its trace tells, or else what is written at its place; null: none.
const Parameter* parameter_of(const Value& value, const Graph& graph) {
    for (const TraceStep* step = value.trace; step != nullptr; step = step->next) {
        for (const Parameter& parameter : graph.parameters) {
            if (within(step->place, parameter.place)) return &parameter;
        }
    }
    if (!value.place || value.resource != nullptr || is_choice(value.place)) return nullptr;
    for (std::uint32_t i = 0; i < graph.parameters.size(); ++i) {
        for (const std::uint32_t index : graph.edges_to_parameter(i)) {
            const Edge& edge = graph.edges[index];
            if (edge.from == Edge::none) continue;
            const Place written_at = {graph.resources[edge.from].place.source, edge.node};
            if (within(written_at, value.place)) return &graph.parameters[i];
        }
    }
    return nullptr;
}

/// What a parameter's declaration says, by CloudFormation's names.
Value declared(const Parameter& parameter, std::string_view key, Env& env) {
    Value declaration;
    declaration.kind = ValueKind::map;
    declaration.place = parameter.place;
    return member(declaration, key, env);
}

/// Types whose default is the name under which Systems Manager keeps the value.
bool is_stored_elsewhere(const Parameter& parameter, Env& env) {
    return as_text(declared(parameter, "Type", env)).starts_with("AWS::SSM::Parameter");
}

/// Whether a value is what the parameter's declaration gives it.
bool is_default(const Parameter& parameter, const Value& value, Env& env) {
    if (is_stored_elsewhere(parameter, env)) return false;
    const Value fallback = declared(parameter, "Default", env);
    if (!value.recorded) return !as_text(fallback).empty();
    return !as_text(fallback).empty() && as_text(fallback) == as_text(value);
}

/// What a dynamic reference, which CloudFormation fills in when it deploys, begins with.
constexpr std::string_view dynamic_reference = "{{resolve:";

bool holds_dynamic_reference(const Document& document, NodeId node) {
    for (NodeId below = node; below < document.node(node).next; ++below) {
        if (document.text(below).find(dynamic_reference) != std::string_view::npos) return true;
    }
    return false;
}

/// Whether what is written at a place is a dynamic reference.
bool is_dynamic(Place place) {
    return place && place.source->document().text(place.node).find(dynamic_reference) != std::string_view::npos;
}

/// Whether just this text is written at a value's place.
bool is_written_out(const Value& value) {
    if (!value.place || !value.known()) return false;
    const Document& document = value.place.source->document();
    const NodeKind kind = document.kind(value.place.node);
    return kind != NodeKind::mapping && kind != NodeKind::sequence && document.text(value.place.node) == as_text(value);
}

Judged is_literal(const Value& value, const Parameter* parameter) {
    if (written(value) == Truth::no || parameter != nullptr || value.resource != nullptr)
        return judged(Truth::no, value);
    if (value.recorded || is_dynamic(value.place)) return judged(Truth::no, value);
    // A Terraform plan calls every value of some attributes sensitive, also one that stands in the configuration.
    if (value.secret && !is_written_out(value)) return judged(Truth::no, value);
    if (!value.known()) return judged(Truth::unknown, value);
    return judged(truth(!as_text(value).empty()), value);
}

/// Whether the value is what was given for a parameter that every description of the deployment shows.
Judged is_echoed(const Value& value, const Parameter* parameter, Env& env) {
    if (parameter == nullptr || !value.place || is_stored_elsewhere(*parameter, env)) return judged(Truth::no, value);
    // Into a dynamic reference it brings the name of the secret.
    if (holds_dynamic_reference(value.place.source->document(), value.place.node)) return judged(Truth::no, value);
    const Value hidden = declared(*parameter, "NoEcho", env);
    return judged(hidden.absent() ? Truth::yes : !as_truth(hidden), value);
}

Value credential_record(std::string_view path, const Value& value, FactContext& context) {
    Env& env = context.env;
    const Parameter* parameter = parameter_of(value, context.graph);
    const Value name = parameter == nullptr ? absent_value(value.place) : string_value(parameter->name, value.place);
    // Of a dynamic reference a parameter gives only the name, and the value is not known.
    const bool by_default = parameter != nullptr && value.known() && is_default(*parameter, value, env);
    const Judged from_default = judged(truth(by_default), value);
    return record_of({{"property", string_value(path, value.place)},
                      {"value", value},
                      {"kind", string_value(kind_of(path), value.place)},
                      {"literal", value_of(is_literal(value, parameter))},
                      {"from_default", value_of(from_default)},
                      {"echoed", value_of(is_echoed(value, parameter, env))},
                      {"parameter", name}},
                     value.place, env);
}

/// The credentials in a resource's metadata for cfn-init.
void add_authentication(const Value& subject, std::vector<Value>& found, FactContext& context) {
    Env& env = context.env;
    const Value metadata = subject.place.source->attribute(*subject.resource, "Metadata", env);
    if (!metadata.is(ValueKind::map)) return;
    for (const Member& entry : members(member(metadata, authentication, env), env)) {
        for (const std::string_view key : authentication_keys) {
            const Value value = member(entry.value, key, env);
            if (!value.absent() && !value.maybe_absent) found.push_back(credential_record(key, value, context));
        }
    }
}

/// What stands at the end of a path: a value, or a map whose values are all credentials.
void add_credentials(std::string_view path, const Reached& reached, std::vector<Value>& found, FactContext& context) {
    const auto add = [&](const Value& value) {
        Value credential = fact_item(context.env, [&] { return credential_record(path, value, context); });
        if (!credential.needs) credential.needs = reached.needed;
        found.push_back(credential);
    };
    const Value& value = reached.value;
    if (value.absent() || value.is(ValueKind::null)) {
        found.push_back(absent_value(value.place));
    } else if (value.is(ValueKind::map) && value.resource == nullptr) {
        for (const Member& entry : members(value, context.env)) add(entry.value);
    } else {
        add(value);
    }
}

Value credentials(const Value& subject, FactContext& context) {
    std::vector<Value> found;
    if (subject.resource == nullptr) return list_of(found, subject.place, context.env);
    const auto range = properties_of(subject.resource->type);
    for (const CredentialProperty* property = range.first; property != range.second; ++property) {
        const AtPath at = at_path(subject, property->path, context.env);
        if (!at.undecided.absent()) return at.undecided;
        for (const Reached& reached : at.values) add_credentials(property->path, reached, found, context);
    }
    if (subject.place.source != nullptr) add_authentication(subject, found, context);
    return list_of(found, subject.place, context.env);
}

/// How many of the steps written in a template lead to a property, intrinsic functions on the way included: five of
/// "Users/Fn::If/1/0/Password/Ref" lead to "Users[].Password" (all but the last). 0: they lead elsewhere.
std::size_t steps_to(const std::vector<std::string>& steps, std::string_view path) {
    const std::vector<std::string_view> wanted = split(path, '.');
    std::size_t next = 0;
    bool in_list = false;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (next == wanted.size() && !in_list) return i;
        if (steps[i] == "Fn::If") {
            ++i;  // the branch's index
            continue;
        }
        if (in_list) {
            in_list = false;
            continue;
        }
        std::string_view name = wanted[next];
        const bool list = name.ends_with("[]");
        if (list) name.remove_suffix(2);
        if (steps[i] != name) return 0;
        ++next;
        in_list = list;
    }
    return next == wanted.size() ? steps.size() : 0;
}

/// What a path leads to.
NodeId node_at(const Document& document, NodeId from, std::span<const std::string> steps) {
    NodeId node = from;
    for (const std::string& step : steps) {
        node = document.follow(node);
        if (node == no_node) return no_node;
        if (document.kind(node) == NodeKind::mapping) {
            node = document.member(node, step);
        } else {
            const NodeId sequence = node;
            node = document.first_child(sequence);
            for (auto skip = to_integer(step).value_or(0); skip > 0 && node != no_node; --skip) {
                node = document.sibling(sequence, node);
            }
        }
        if (node == no_node) return no_node;
    }
    return node;
}

/// Whether the text of a parameter becomes a part of the property that the first `head` steps lead to: it does not
/// where it chooses or names something, as in a mapping or a dynamic reference.
bool flows_in(const Document& document, NodeId from, const std::vector<std::string>& steps, std::size_t head) {
    std::size_t branch = head;
    for (std::size_t i = head; i < steps.size(); ++i) {
        if (steps[i] == "Fn::FindInMap" || steps[i] == "Fn::ImportValue" || steps[i] == "Fn::Transform") return false;
        if (steps[i] == "Fn::If") branch = std::min(i + 2, steps.size());
    }
    const NodeId whole = node_at(document, from, std::span(steps).first(branch));
    return whole == no_node || !holds_dynamic_reference(document, whole);
}

/// What is no credential in itself, but what is put there shall stay a secret.
constexpr CredentialProperty kept_secret = {"AWS::SecretsManager::Secret", "SecretString"};

bool is_credential(const Edge& edge, const Graph& graph) {
    const Resource& from = graph.resources[edge.from];
    if (from.place.source == nullptr || edge.node == no_node) return false;
    const Document& document = from.place.source->document();
    std::vector<std::string> steps = document.path(from.place.node, edge.node);
    if (steps.empty() || steps.front() != "Properties") return false;
    steps.erase(steps.begin());
    const NodeId resource = document.follow(from.place.node);
    const NodeId declared = resource == no_node ? no_node : document.member(resource, "Properties");
    if (declared == no_node) return false;
    const auto is_given = [&](std::string_view path) {
        const std::size_t head = steps_to(steps, path);
        return head > 0 && flows_in(document, declared, steps, head);
    };
    if (from.type == kept_secret.type && is_given(kept_secret.path)) return true;
    const auto range = properties_of(from.type);
    return std::any_of(range.first, range.second,
                       [&](const CredentialProperty& property) { return is_given(property.path); });
}

/// Whether a text of Terraform's takes in what stands in variables, and nothing else that is not written there.
bool only_takes_variables(std::string_view text) {
    constexpr std::string_view opening = "${";
    constexpr std::string_view variable = "var.";
    bool any = false;
    for (std::size_t at = text.find(opening); at != std::string_view::npos; at = text.find(opening)) {
        text.remove_prefix(at + opening.size());
        const std::string_view inner = trim(text.substr(0, text.find('}')));
        if (!inner.starts_with(variable) || inner.find_first_of("[(?.", variable.size()) != std::string_view::npos)
            return false;
        any = true;
    }
    return any;
}

/// Whether a value, for which Terraform evaluated an expression, comes from a parameter that the edge leads to.
bool comes_from(const Value& value, const Parameter& parameter, const Edge& edge, const Resource& from) {
    for (const TraceStep* step = value.trace; step != nullptr; step = step->next) {
        if (within(step->place, parameter.place)) return true;
    }
    if (value.known() || !value.place || value.resource != nullptr) return false;
    const std::string_view text = value.place.source->document().text(value.place.node);
    if (!only_takes_variables(text)) return false;
    // The edge stands for a whole attribute; in a block it tells the variable no nearer than by its name.
    const Place written = {from.place.source, edge.node};
    return within(written, value.place) ||
           (within(value.place, written) && text.find(cat("var.", parameter.name)) != std::string_view::npos);
}

/// Whether a credential of a resource of Terraform's comes from a parameter.
bool is_given_credential(const Edge& edge, const Parameter& parameter, FactContext& context) {
    const Resource& from = context.graph.resources[edge.from];
    const auto is_given = [&](const CredentialProperty& property) {
        const AtPath at = at_path(resource_value(from), property.path, context.env);
        for (const Reached& reached : at.values) {
            const Value& value = reached.value;
            if (comes_from(value, parameter, edge, from)) return true;
            if (!value.is(ValueKind::map) || value.resource != nullptr) continue;
            for (const Member& entry : members(value, context.env)) {
                if (comes_from(entry.value, parameter, edge, from)) return true;
            }
        }
        return false;
    };
    if (from.type == kept_secret.type && is_given(kept_secret)) return true;
    const auto range = properties_of(from.type);
    return std::any_of(range.first, range.second, is_given);
}

Value credential_use(const Value& subject, FactContext& context) {
    const Graph& graph = context.graph;
    for (std::uint32_t i = 0; i < graph.parameters.size(); ++i) {
        if (graph.parameters[i].place != subject.place) continue;
        for (const std::uint32_t index : graph.edges_to_parameter(i)) {
            const Edge& edge = graph.edges[index];
            if (edge.from == Edge::none) continue;
            const Resource& from = graph.resources[edge.from];
            const bool terraform = from.type != from.written_type;
            const auto uses = [&] {
                const bool used =
                    terraform ? is_given_credential(edge, graph.parameters[i], context) : is_credential(edge, graph);
                return boolean_value(used, subject.place);
            };
            if (watched(context.env, uses).value.boolean) return boolean_value(true, subject.place);
        }
    }
    return boolean_value(false, subject.place);
}

constexpr std::array<Fact, 2> facts = {{
    {Fact::Subject::resource, "credentials", "list(Credential)",
     "The passwords, tokens and keys that a resource is given as text, in its properties or its metadata for cfn-init.",
     credentials},
    {Fact::Subject::parameter, "credential_use", "bool",
     "Whether a property that holds a credential refers to the parameter.", credential_use},
}};

constexpr std::array<RecordField, 7> credential_fields = {{
    {"property", "string", "The property's path ('Users[].Password')."},
    {"value", "any", "The value."},
    {"kind", "string", "'password', 'token' or 'key'."},
    {"literal", "bool", "Whether it stands in the template as text."},
    {"from_default", "bool", "Whether it comes from a parameter that has a default, which stands in the template."},
    {"echoed", "bool",
     "Whether it comes from a parameter that is shown wherever the deployment is: one without NoEcho (in Terraform, "
     "sensitive)."},
    {"parameter", "string", "The parameter it comes from, if any."},
}};

constexpr std::array<Record, 1> records = {{{"Credential", credential_fields}}};

}  // namespace

std::span<const Fact> credential_facts() { return facts; }
std::span<const Record> credential_records() { return records; }

}  // namespace lintel
