#include <array>

#include "base/text.h"
#include "facts/tables.h"
#include "model/source.h"

namespace lintel {
namespace {

/// Where a type names the machine image that its instances start from.
struct ImageHome {
    std::string_view type;
    std::string_view holder;  ///< the property that holds ImageId; empty: the resource itself
};

constexpr std::array<ImageHome, 3> homes = {{{"AWS::EC2::Instance", ""},
                                             {"AWS::EC2::LaunchTemplate", "LaunchTemplateData"},
                                             {"AWS::AutoScaling::LaunchConfiguration", ""}}};

/// The name in Systems Manager that the default of a parameter gives, if that is what the parameter holds.
Value stored_name(const Parameter& parameter, Place place, Env& env) {
    Value declaration;
    declaration.kind = ValueKind::map;
    declaration.place = parameter.place;
    const Value name = member(declaration, "Default", env);
    const bool stored = as_text(member(declaration, "Type", env)).starts_with("AWS::SSM::Parameter::Value<");
    return stored && name.is(ValueKind::string) ? string_value(name.text, place) : absent_value(place);
}

Value image_name(const Value& subject, FactContext& context) {
    if (subject.resource == nullptr) return absent_value(subject.place);
    for (const ImageHome& home : homes) {
        if (home.type != subject.resource->type) continue;
        const Value holder = home.holder.empty() ? subject : member(subject, home.holder, context.env);
        const Value image = member(holder, "ImageId", context.env);
        if (image.known() || !image.place) return image.is(ValueKind::string) ? image : absent_value(image.place);
        const Document& document = image.place.source->document();
        const NodeId end = document.node(image.place.node).next;
        for (const std::uint32_t index : context.graph.edges_from(subject.resource->index)) {
            const Edge& edge = context.graph.edges[index];
            if (edge.to_parameter == Edge::none || edge.node < image.place.node || edge.node >= end) continue;
            return stored_name(context.graph.parameters[edge.to_parameter], image.place, context.env);
        }
        const bool scalar = document.kind(image.place.node) == NodeKind::string;
        return scalar ? string_value(document.text(image.place.node), image.place) : absent_value(image.place);
    }
    return absent_value(subject.place);
}

constexpr std::array<Fact, 1> facts = {{
    {Fact::Subject::resource, "image_name", "string",
     "The name under which Systems Manager keeps the machine image of an instance, launch template or launch "
     "configuration; the "
     "image's id where that is written; absent where it is not known.",
     image_name},
}};

}  // namespace

std::span<const Fact> image_facts() { return facts; }

}  // namespace lintel
