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

constexpr std::array<Fact, 4> facts = {{
    {Fact::Subject::output, "name", "string", "The output's name.", name},
    {Fact::Subject::output, "value", "any", "The output's value.", value},
    {Fact::Subject::output, "description", "string", "The output's description, as written.", description},
    {Fact::Subject::output, "sensitive", "bool",
     "Whether the output is marked as a secret, which only Terraform can do.", sensitive},
}};

}  // namespace

std::span<const Fact> output_facts() { return facts; }

}  // namespace lintel
