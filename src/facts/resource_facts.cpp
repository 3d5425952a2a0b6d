#include <array>

#include "facts/build.h"
#include "facts/tables.h"

namespace lintel {
namespace {

Value text_about(std::string_view text, const Value& subject) { return string_value(text, subject.place); }

Value id(const Value& subject, FactContext&) {
    return subject.resource != nullptr ? text_about(subject.resource->id, subject) : absent_value(subject.place);
}

Value type(const Value& subject, FactContext&) {
    return subject.resource != nullptr ? text_about(subject.resource->type, subject) : absent_value(subject.place);
}

/// A parameter is a map of its declaration, with its name as the text (see judge_graph.cpp).
Value parameter_name(const Value& subject, FactContext&) { return text_about(subject.text, subject); }

Value account(const Value& subject, FactContext& context) {
    const std::string_view id = context.graph.account;
    return id.empty() ? absent_value(subject.place) : text_about(id, subject);
}

Value attribute(const Value& subject, std::string_view name, FactContext& context) {
    if (subject.resource == nullptr || subject.place.source == nullptr) return absent_value(subject.place);
    return subject.place.source->attribute(*subject.resource, name, context.env);
}

Value deletion_policy(const Value& subject, FactContext& context) {
    return attribute(subject, "DeletionPolicy", context);
}

Value update_replace_policy(const Value& subject, FactContext& context) {
    return attribute(subject, "UpdateReplacePolicy", context);
}

Value provider(const Value& subject, FactContext& context) { return attribute(subject, "Provider", context); }

/// A resource that is only a part of another, and the property through which it says of which: that is no use of the
/// other.
bool is_part_of_target(const Resource& from, const Edge& edge) {
    const bool group_rule =
        from.type == "AWS::EC2::SecurityGroupIngress" || from.type == "AWS::EC2::SecurityGroupEgress";
    return group_rule && (edge.property == "GroupId" || edge.property == "GroupName");
}

/// Whether a rule that stands as a resource of its own belongs to the group, whose peer it may be as well.
bool is_rule_of(const Resource& from, const Resource& group, const Graph& graph) {
    for (const std::uint32_t index : graph.edges_from(from.index)) {
        const Edge& edge = graph.edges[index];
        if (edge.to == group.index && is_part_of_target(from, edge)) return true;
    }
    return false;
}

/// Places in which groups are named by the literal that they give themselves as GroupName.
struct NamedUse {
    std::string_view type;
    std::string_view property;
};

constexpr std::array<NamedUse, 4> group_names = {
    {{"AWS::EC2::Instance", "SecurityGroups"},
     {"AWS::EC2::SecurityGroupIngress", "SourceSecurityGroupName"},
     {"AWS::EC2::SecurityGroup", "SecurityGroupIngress.SourceSecurityGroupName"},
     {"AWS::AutoScaling::LaunchConfiguration", "SecurityGroups"}}};

Value mentions(const Value& subject, FactContext& context) {
    if (subject.resource == nullptr) return absent_value(subject.place);
    const Resource& target = *subject.resource;
    double sure = 0;
    Value open;
    for (const std::uint32_t index : context.graph.edges_to(target.index)) {
        const Edge& edge = context.graph.edges[index];
        if (edge.from == Edge::none) {
            ++sure;
            continue;
        }
        const Resource& from = context.graph.resources[edge.from];
        if (&from == &target || is_rule_of(from, target, context.graph)) continue;
        const Looked there = watched(context.env, [&] {
            return value_of({exists(from, context.env), from.place, "a condition that is not known"});
        });
        if (there.value.is(ValueKind::unknown))
            open = there.value;
        else if (there.value.boolean)
            ++sure;
    }
    bool undecided = false;
    if (sure == 0 && target.type == "AWS::EC2::SecurityGroup") {
        for (const NamedUse& use : group_names) {
            for (const Resource* by :
                 referrers(context.graph, target, use.type, use.property, "GroupName", context.env, undecided)) {
                if (by != &target) ++sure;
            }
        }
    }
    if (sure == 0 && (undecided || !open.absent() || context.graph.hides_references))
        return unknown_value("whether it is used depends on what is not known here", subject.place);
    return number_value(sure, subject.place);
}

constexpr std::array<Fact, 8> facts = {{
    {Fact::Subject::resource, "id", "string", "The logical id.", id},
    {Fact::Subject::resource, "type", "string", "The type's name in the CloudFormation registry.", type},
    {Fact::Subject::resource, "account", "string",
     "The id of the account that it is made in, where the input tells: a plan by its data source aws_caller_identity.",
     account},
    {Fact::Subject::resource, "deletion_policy", "string", "DeletionPolicy, as written.", deletion_policy},
    {Fact::Subject::resource, "update_replace_policy", "string", "UpdateReplacePolicy, as written.",
     update_replace_policy},
    {Fact::Subject::resource, "provider", "string",
     "The configuration of the provider that Terraform makes the resource with ('aws.audit'); absent for the default "
     "one.",
     provider},
    {Fact::Subject::resource, "mentions", "number",
     "How many places in other resources and in outputs are sure to refer to it. A security group's standalone rules "
     "are part of it and do not "
     "count.",
     mentions},
    {Fact::Subject::parameter, "name", "string", "The parameter's name.", parameter_name},
}};

}  // namespace

std::span<const Fact> resource_facts() { return facts; }

}  // namespace lintel
