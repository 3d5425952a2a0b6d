#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "model/scenario.h"
#include "model/value.h"

namespace lintel {

/// An input file seen as values: how a template language turns what is written into what is meant.
/// All functions are const and may be called from several threads at once.
class Source {
   public:
    Source() = default;
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    virtual ~Source() = default;

    virtual const Document& document() const = 0;

    /// The parts of the document that are the user's own words, each thing once: what searches through texts reads
    /// these.
    virtual std::vector<NodeId> own_text() const { return {document().root()}; }

    /// What a node means: scalars and containers as they are, intrinsic functions and expressions resolved.
    virtual Value resolve(NodeId node, Env& env) const = 0;

    /// A member of a map of this source, resolved. Of a value that is a resource: the property. Not there: absent.
    virtual Value member(const Value& map, std::string_view key, Env& env) const = 0;

    /// An item of a list of this source, resolved; absent where it is AWS::NoValue. `index < list.count`.
    virtual Value item(const Value& list, std::uint32_t index, Env& env) const = 0;

    /// The members of a map of this source in written order, resolved; of a resource: its properties; of a list: its
    /// items, with empty keys and absent ones included.
    virtual std::vector<Member> members(const Value& map, Env& env) const = 0;

    /// An attribute beside the properties of a resource: "DeletionPolicy", "Metadata", "DependsOn", ...
    virtual Value attribute(const Resource& resource, std::string_view name, Env& env) const = 0;

    /// What an output says: "Value", "Description", or "Sensitive" for whether it is marked as a secret.
    virtual Value output(const Output& output, std::string_view name, Env& env) const = 0;

    /// Whether a condition holds: assumed by the scenario, or the same for all parameter values that may be given.
    /// Otherwise unknown, and the Env notes that it needs the condition.
    virtual Truth decide(std::uint32_t condition, Env& env) const = 0;

    /// Parameter values that bring the scenario about, or nothing if its assumptions exclude one another.
    /// Gives an empty example where no parameter matters, or where the search was too long to be sure.
    virtual std::optional<Example> feasible(const Scenario& scenario) const = 0;

    /// As the user wrote it.
    virtual std::string_view condition_name(std::uint32_t condition) const = 0;
};

// The ways to look into any value, whoever made it. Looking into an unknown gives an unknown of the same cause; looking
// into anything else that has no such child gives absent, placed at the nearest written thing.
Value member(const Value& map, std::string_view key, Env& env);
Value item(const Value& list, std::uint32_t index, Env& env);
/// All items that are there. An undecided item is an unknown that is `maybe_absent`; an unknown list gives one such
/// item.
std::vector<Value> items(const Value& list, Env& env);
/// As AWS reads most lists: a single value counts as a list of one; absent counts as empty.
std::vector<Value> items_or_single(const Value& value, Env& env);
/// The members that are there; an unknown map gives one unknown member with an empty key.
std::vector<Member> members(const Value& map, Env& env);

// The ways AWS reads scalars: "true" is true, "22" is 22. `unknown` and std::nullopt: not known, or not of that type.
Truth as_truth(const Value& value);
std::optional<double> as_number(const Value& value);
/// The text of a known scalar, or of a partial string with its holes; empty for anything else.
std::string_view as_text(const Value& value);

/// Whether a string may be equal to `text`: decided also for partial strings where the known pieces rule it out.
Truth equals(const Value& value, std::string_view text);

/// Puts a step in front of the value's trace.
Value traced(Value value, Place place, std::string_view note, Env& env);

}  // namespace lintel
