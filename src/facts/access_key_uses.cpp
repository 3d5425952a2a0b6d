#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "facts/build.h"
#include "facts/plain_settings.h"
#include "facts/tables.h"
#include "model/secret_attributes.h"

namespace lintel {
namespace {

Value use_at(std::string_view name, Place place, Env& env) {
    return record_of({{"name", string_value(env.arena().text(name), place)}}, place, env);
}

/// An output that tells the secret to whoever may read it; absent where it is marked as a secret.
Value output_use(const Output& output, Env& env) {
    const Source& source = *output.place.source;
    const Value marked = source.output(output, "Sensitive", env);
    const Value value = source.output(output, "Value", env);
    if (as_truth(marked) == Truth::yes || value.absent()) return absent_value(output.place);
    if (output.condition && output.condition.source->decide(output.condition.index, env) == Truth::no)
        return absent_value(output.place);
    return use_at(cat("output ", output.name), value.place, env);
}

/// Whether everybody who may look at a resource sees what goes into it through an edge.
bool is_shown(const Resource& resource, const Edge& edge, Env& env) {
    const std::string_view property = edge.property;
    if (property.empty() || property == "Tags" || property == "tags") return true;  // metadata, tags
    if (!is_plain_setting(resource.type, property)) return false;
    return resource.type != "AWS::SSM::Parameter" ||
           as_text(member(resource_value(resource), "Type", env)) != "SecureString";
}

Value resource_use(const Resource& resource, const Edge& edge, Env& env) {
    const Place place = {resource.place.source, edge.node};
    if (!is_shown(resource, edge, env) || exists(resource, env) == Truth::no) return absent_value(place);
    return use_at(cat(edge.property.empty() ? "Metadata" : edge.property, " of ", resource.id), place, env);
}

Value secret_uses(const Value& subject, FactContext& context) {
    Env& env = context.env;
    std::vector<Value> uses;
    if (subject.resource == nullptr) return list_of(uses, subject.place, env);
    const Resource& key = *subject.resource;
    std::set<std::pair<std::uint32_t, NodeId>> told;  // an attribute of Terraform's may be several properties
    for (const std::uint32_t index : context.graph.edges_to(key.index)) {
        const Edge& edge = context.graph.edges[index];
        if (!is_secret_attribute(key.written_type, edge.attribute)) continue;
        uses.push_back(fact_item(env, [&] {
            if (edge.from_output != Edge::none) return output_use(context.graph.outputs[edge.from_output], env);
            if (edge.from == Edge::none) return absent_value(subject.place);
            const Value use = resource_use(context.graph.resources[edge.from], edge, env);
            if (use.absent() || !told.emplace(edge.from, edge.node).second) return absent_value(use.place);
            return use;
        }));
    }
    return list_of(uses, subject.place, env);
}

bool is_access_key(std::string_view type) { return type == "AWS::IAM::AccessKey"; }

constexpr std::array<Fact, 1> facts = {{
    {Fact::Subject::resource, "secret_uses", "list(SecretUse)",
     "Where the secret of an access key goes that everybody sees who may look there: outputs, plain settings, tags and "
     "metadata.",
     secret_uses, is_access_key},
}};

constexpr std::array<RecordField, 1> use_fields = {{
    {"name", "string", "Where it goes ('output Key', 'UserData of Web')."},
}};

constexpr std::array<Record, 1> records = {{{"SecretUse", use_fields}}};

}  // namespace

std::span<const Fact> access_key_facts() { return facts; }
std::span<const Record> access_key_records() { return records; }

}  // namespace lintel
