#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "document/document.h"

namespace lintel {

class Source;
struct Resource;
struct Output;
struct Member;

/// A node of one input. An empty place (`source == nullptr`) belongs to what nobody wrote.
struct Place {
    const Source* source = nullptr;
    NodeId node = no_node;
    explicit operator bool() const { return source != nullptr && node != no_node; }
    friend bool operator==(const Place&, const Place&) = default;
};

/// A condition of an input, by its index there.
struct Condition {
    const Source* source = nullptr;
    std::uint32_t index = 0;
    explicit operator bool() const { return source != nullptr; }
    friend bool operator==(const Condition&, const Condition&) = default;
};

/// One step of how a value came to be, the latest first: "parameter Env, default 'dev'".
struct TraceStep {
    Place place;
    std::string_view note;
    const TraceStep* next = nullptr;
};

enum class ValueKind : std::uint8_t {
    absent,   ///< not written, or AWS::NoValue: the platform's default holds
    unknown,  ///< written, but not knowable offline; Value::text tells the cause
    null,
    boolean,
    number,
    string,
    list,
    map,
};

/// Stands in Value::text for a piece of a string that is not known offline ("arn:aws:s3:::" + hole). The readers refuse
/// control characters, so it never occurs in an input.
inline constexpr char hole = '\x01';

/// A property as a rule sees it: known, absent or unknown, with the place where it is written and how it came to be.
/// A plain value, cheap to copy; everything it points to lives in the document or in the arena of the Env that made it.
struct Value {
    ValueKind kind = ValueKind::absent;
    bool boolean = false;
    /// Unknown values only: it may turn out absent (a condition that is not decided yet).
    bool maybe_absent = false;
    /// It comes from a place made for secrets: a dynamic reference to Secrets Manager or a secure string, a NoEcho
    /// parameter.
    bool secret = false;
    /// A string with holes: only a part of it is known.
    bool partial = false;
    /// It was read back from what is deployed: nobody wrote it as it stands.
    bool recorded = false;
    /// Which form a source gave it, and what the source keeps beside the place; both mean something only to
    /// Source::member, Source::item and Source::members of that source.
    std::uint16_t shape = 0;
    const void* inner = nullptr;
    /// Lists: the number of items as written (absent ones included). Built maps: the number of members.
    std::uint32_t count = 0;
    double number = 0;
    /// Strings: the text (with holes if partial). Numbers and booleans: as written. Unknown: the cause, a noun phrase.
    std::string_view text;
    /// Where it is written; for an absent value the nearest written thing above it.
    Place place;
    const TraceStep* trace = nullptr;
    /// Containers that no document holds (facts): `count` members. Else nullptr, and `place.source` gives the children.
    const Member* members = nullptr;
    /// The resource that a reference names (Ref, Fn::GetAtt), or that this value is; else nullptr.
    const Resource* resource = nullptr;
    /// What an encoding was made of (Fn::Base64, base64encode), also where only a part of that is known; else nullptr.
    const Value* plain = nullptr;
    /// An item of a list that a fact gives: the first undecided condition that anything in the item depended on, so
    /// that each item can be judged by its own conditions. None elsewhere: the Env notes what is needed.
    Condition needs;
    /// Fn::GetAtt: the attribute. Ref: empty.
    std::string_view attribute;

    bool known() const { return kind != ValueKind::unknown && !partial; }
    bool absent() const { return kind == ValueKind::absent; }
    bool is(ValueKind k) const { return kind == k; }
};

/// A member of a built map, or (with an empty key) an item of a built list.
struct Member {
    std::string_view key;
    Value value;
};

// Makers of values that no document holds. `place` is what a finding about the value points to.
Value absent_value(Place place);
Value unknown_value(std::string_view cause, Place place);
Value boolean_value(bool boolean, Place place);
Value number_value(double number, Place place);
Value string_value(std::string_view text, Place place);
Value list_value(std::span<const Member> items, Place place);
Value map_value(std::span<const Member> members, Place place);

}  // namespace lintel
