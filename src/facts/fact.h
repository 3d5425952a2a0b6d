#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "model/graph.h"

namespace lintel {

/// What a fact may look at.
struct FactContext {
    const Graph& graph;
    Env& env;
};

/// Something hard, computed once in C++ so that rules need only judge it: a lower-case member of a resource, a
/// parameter, an output or the template in a rule's expression (`resource.ingress`, `parameter.credential_use`,
/// `output.value`, `template.access_keys`).
///
/// The length of a list must not depend on a condition that the scenario leaves undecided: such a fact is an unknown
/// value as a whole. Items that do not exist in the scenario stay in the list as absent values, so that an item keeps
/// its index.
struct Fact {
    enum class Subject : std::uint8_t { resource, parameter, output, template_ };
    Subject subject;
    std::string_view name;
    /// In the notation of the type checker: "bool", "number", "string", "any", "resource()" (of any type), a record's
    /// name, or "list(...)" of these.
    std::string_view type;
    std::string_view summary;  ///< one sentence for the page of the rule language
    Value (*compute)(const Value& subject, FactContext& context);
    /// Whether resources of a type can have it at all; null: any can. Where they cannot, the list is empty.
    bool (*possible)(std::string_view type) = nullptr;
};

struct RecordField {
    std::string_view name;
    std::string_view type;
    std::string_view summary;
};

/// The shape of a value that facts give: a map with these members.
struct Record {
    std::string_view name;
    std::span<const RecordField> fields;
};

std::span<const Fact> all_facts();
std::span<const Record> all_records();

}  // namespace lintel
