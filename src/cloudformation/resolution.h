#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "cloudformation/function.h"
#include "cloudformation/template.h"
#include "model/source.h"

namespace lintel {

class Assignment;

/// One evaluation in a template: what every function of the template language needs to know.
struct Resolution {
    const Template& source;
    Env& env;
    /// Set while the conditions are searched: what the parameters and conditions are taken to be. Else null, and the
    /// scenario tells.
    const Assignment* assignment = nullptr;

    const Document& document() const { return source.document(); }
    Place place(NodeId node) const { return {&source, node}; }
};

/// What a node means; `Source::resolve` under an assignment.
Value resolve(Resolution& r, NodeId node);
/// The items of a list, absent ones included.
std::vector<Value> children(Resolution& r, const Value& list);

/// Why a value is unknown, kept in the arena: a noun phrase.
template <typename... Parts>
Value unknown_because(Resolution& r, NodeId node, const Parts&... parts) {
    const std::string_view pieces[] = {std::string_view(parts)...};
    std::size_t size = 0;
    for (const std::string_view piece : pieces) size += piece.size();
    const std::span<char> text = r.env.arena().array<char>(size);
    char* at = text.data();
    for (const std::string_view piece : pieces) {
        if (piece.empty()) continue;
        std::memcpy(at, piece.data(), piece.size());
        at += piece.size();
    }
    return unknown_value({text.data(), text.size()}, r.place(node));
}

/// The same for a value that would cost more than the evaluation budget allows.
Value too_costly(Resolution& r, NodeId node);

/// For a function that is not written as it must be: "a malformed Fn::Join".
Value malformed(Resolution& r, NodeId node);

/// The arguments of a call: the items of a sequence, aliases not followed. Empty for anything else.
std::vector<NodeId> arguments(const Resolution& r, NodeId argument);

/// The first trace with the second one behind it.
const TraceStep* joined(Resolution& r, const TraceStep* first, const TraceStep* second);

/// Text put together from pieces that may be unknown.
class TextBuilder {
   public:
    void add(std::string_view text);
    void add_hole();
    /// A scalar's text, else a hole. Takes over secrecy, and the trace while it is short enough to be of use.
    void add(Resolution& r, const Value& value);
    /// The string value at `node`. Dynamic references in it are no text but unknown.
    Value finish(Resolution& r, NodeId node);

   private:
    std::string text_;
    bool partial_ = false;
    bool secret_ = false;
    bool too_long_ = false;
    std::uint32_t traced_ = 0;
    const TraceStep* trace_ = nullptr;
};

/// A scalar's text as CloudFormation passes it on (booleans in lower case), holes included; nothing for what is no
/// scalar.
std::optional<std::string_view> passed_text(const Value& value);

/// A string that may hold dynamic references ("{{resolve:secretsmanager:...}}"): what is unknown in it becomes a hole,
/// and a string that is one reference as a whole becomes unknown. `text` must live as long as the value.
Value with_dynamic_references(Resolution& r, std::string_view text, Value value);

/// A value as it comes out of a function at `node`: placed there.
Value placed(Resolution& r, Value value, NodeId node);

/// Steps of the evaluation budget for making a text of that many bytes: with them all of an Env's texts stay below 128
/// MB.
constexpr std::size_t text_cost(std::size_t bytes) { return 1 + bytes / 64; }

/// The value of a Ref, or of a variable in Fn::Sub.
Value reference(Resolution& r, std::string_view name, NodeId node);
Value attribute_of(Resolution& r, std::string_view resource, std::string_view attribute, NodeId node);
Value parameter_value(Resolution& r, std::uint32_t parameter, NodeId node);
Value pseudo_parameter_value(Resolution& r, std::string_view name, NodeId node);

/// Whether two values are the same to Fn::Equals.
Truth same(Resolution& r, const Value& a, const Value& b);
/// The truth of a condition function at `node` (Fn::Equals, Fn::And, {Condition: name}, ...).
Truth truth_of(Resolution& r, NodeId node);
/// The truth of a declared condition; unknown where there is none of that name.
Truth condition_truth(Resolution& r, std::string_view name);

// One function each; `node` is the whole call.
Value resolve_ref(Resolution& r, NodeId node, NodeId argument);
Value resolve_get_att(Resolution& r, NodeId node, NodeId argument);
Value resolve_sub(Resolution& r, NodeId node, NodeId argument);
Value resolve_join(Resolution& r, NodeId node, NodeId argument);
Value resolve_split(Resolution& r, NodeId node, NodeId argument);
Value resolve_base64(Resolution& r, NodeId node, NodeId argument);
Value resolve_select(Resolution& r, NodeId node, NodeId argument);
Value resolve_length(Resolution& r, NodeId node, NodeId argument);
Value resolve_cidr(Resolution& r, NodeId node, NodeId argument);
Value resolve_find_in_map(Resolution& r, NodeId node, NodeId argument);
Value resolve_if(Resolution& r, NodeId node, NodeId argument);
Value resolve_condition_function(Resolution& r, NodeId node);
Value resolve_import(Resolution& r, NodeId node, NodeId argument);
Value resolve_transform(Resolution& r, NodeId node, NodeId argument);
Value resolve_to_json(Resolution& r, NodeId node, NodeId argument);

}  // namespace lintel
