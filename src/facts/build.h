#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/truth.h"
#include "model/scenario.h"
#include "model/source.h"
#include "model/value.h"

namespace lintel {

/// A map in the Env's arena. Keys must outlive the arena (string literals do).
Value record_of(const std::vector<Member>& members, Place place, Env& env);

/// A list in the Env's arena.
Value list_of(const std::vector<Value>& items, Place place, Env& env);

/// A truth with what decided it: where that stands, how it came to be, and for an unknown why it is not known.
struct Judged {
    Truth truth = Truth::no;
    Place place;
    std::string_view cause;
    const TraceStep* trace = nullptr;
};

/// Judged by a value: an unknown passes its cause on.
Judged judged(Truth truth, const Value& about);

/// A disjunction, decided by the first that holds; unknown if none holds for sure.
Judged either(const Judged& a, const Judged& b);

/// A conjunction, decided by the first that does not hold; where both hold by the first that has a place.
Judged both(const Judged& a, const Judged& b);

Judged operator!(const Judged& a);

/// As a boolean value, or an unknown one.
Value value_of(const Judged& judged);

/// Whether the value is there at all.
Truth written(const Value& value);

/// The same unknown, and as a thing that may be missing.
Value undecided_item(const Value& value);

/// What `look` gives, and whether it is unknown because of a condition that the scenario leaves open.
struct Looked {
    Value value;
    bool undecided = false;
    Condition needed;  ///< the first condition that it depended on and that is open
};

template <typename Look>
Looked watched(Env& env, Look look) {
    const Condition before = env.needed();
    env.forget_needed();
    Looked looked;
    looked.value = look();
    looked.needed = env.needed();
    looked.undecided = looked.value.is(ValueKind::unknown) && (looked.needed || looked.value.maybe_absent);
    if (before) {
        env.forget_needed();
        env.need(before);
    }
    return looked;
}

/// Whether the value may be anything: unknown, and not just the name of a resource that is given when the resource is
/// made.
bool is_open(const Value& value);

/// The items of a list with those that are absent, so that an item keeps its index; a single value counts as a list of
/// one, as AWS reads most lists. Nothing where the value is absent or open.
std::vector<Value> placed_items(const Value& value, Env& env);

/// An item of a fact's list, made by `make`, that knows which undecided condition anything in it depends on.
template <typename Make>
Value fact_item(Env& env, Make make) {
    const Condition before = env.needed();
    env.forget_needed();
    Value made = make();
    made.needs = env.needed();
    if (before) {
        env.forget_needed();
        env.need(before);
    }
    return made;
}

/// Makes a fact's list from the items of a list, each in its place; a single value counts as a list of one.
template <typename Make>
std::vector<Value> fact_items(const Value& list, Env& env, Make make) {
    std::vector<Value> made;
    if (!list.is(ValueKind::list)) {
        for (const Value& single : placed_items(list, env))
            made.push_back(fact_item(env, [&] { return make(single); }));
        return made;
    }
    for (std::uint32_t i = 0; i < list.count; ++i) {
        made.push_back(fact_item(env, [&] { return make(item(list, i, env)); }));
    }
    return made;
}

}  // namespace lintel
