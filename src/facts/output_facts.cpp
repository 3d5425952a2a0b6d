#include <algorithm>
#include <array>

#include "facts/build.h"
#include "facts/tables.h"

namespace lintel {
namespace {

/// An output is a map with its name as the text (see judge_graph.cpp).
Value name(const Value& subject, FactContext&) { return string_value(subject.text, subject.place); }

/// What the output of the graph that stands at the subject's place says.
Value said(const Value& subject, std::string_view key, FactContext& context) {
    const auto& all = context.graph.outputs;
    const auto output =
        std::find_if(all.begin(), all.end(), [&](const Output& each) { return each.place == subject.place; });
    if (output == all.end()) return absent_value(subject.place);
    return output->place.source->output(*output, key, context.env);
}

Value value(const Value& subject, FactContext& context) { return said(subject, "Value", context); }
Value description(const Value& subject, FactContext& context) { return said(subject, "Description", context); }

Value sensitive(const Value& subject, FactContext& context) {
    const Value marked = said(subject, "Sensitive", context);
    return marked.absent() ? boolean_value(false, subject.place) : marked;
}

constexpr int max_depth = 16;  // of containers in an output: deeper ones are not looked into

/// A secret among the values that an output is made of; absent where there is none.
Value secret_within(const Value& value, Env& env, int depth) {
    if (value.secret) return value;
    if (depth == max_depth) return {};
    if (value.is(ValueKind::list)) {
        for (const Value& each : items(value, env)) {
            if (const Value found = secret_within(each, env, depth + 1); !found.absent()) return found;
        }
    }
    if (value.is(ValueKind::map) && value.resource == nullptr) {
        for (const Member& each : members(value, env)) {
            if (const Value found = secret_within(each.value, env, depth + 1); !found.absent()) return found;
        }
    }
    return {};
}

/// Dynamic references are filled in only in the properties of resources (source: AWS CloudFormation, Get values stored
/// in other services using dynamic references).
bool holds_dynamic_reference(Place place) {
    const Document& document = place.source->document();
    for (NodeId node = place.node; node < document.node(place.node).next; ++node) {
        if (document.text(node).find("{{resolve:") != std::string_view::npos) return true;
    }
    return false;
}

Value secret(const Value& subject, FactContext& context) {
    const Looked looked = watched(context.env, [&] { return value(subject, context); });
    const Value& whole = looked.value;
    const Value found = secret_within(whole, context.env, 0);
    const bool is_secret = !found.absent() && !holds_dynamic_reference(whole.place);
    if (!is_secret && looked.undecided) return unknown_value(whole.text, whole.place);
    Value told = boolean_value(is_secret, whole.place);
    told.trace = found.trace;
    return told;
}

constexpr std::array<Fact, 5> facts = {{
    {Fact::Subject::output, "name", "string", "The output's name.", name},
    {Fact::Subject::output, "value", "any", "The output's value.", value},
    {Fact::Subject::output, "description", "string", "The output's description, as written.", description},
    {Fact::Subject::output, "secret", "bool",
     "Whether the output's value, or a part of it, comes from a place made for secrets: a NoEcho parameter or "
     "sensitive "
     "variable, a secret attribute of a resource.",
     secret},
    {Fact::Subject::output, "sensitive", "bool",
     "Whether the output is marked as a secret, which only Terraform can do.", sensitive},
}};

}  // namespace

std::span<const Fact> output_facts() { return facts; }

}  // namespace lintel
