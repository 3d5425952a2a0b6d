#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/truth.h"
#include "terraform/functions.h"

namespace lintel {

using Arguments = std::span<const Value>;

/// No function makes a longer text or list: what is longer is unknown.
inline constexpr std::size_t max_made_text = std::size_t{1} << 20U;  // 1 MiB
inline constexpr std::size_t max_made_items = 10'000;

/// Why a result is unknown once the evaluation budget is used up.
inline constexpr std::string_view too_costly = "a function that takes too many steps to evaluate";

/// What reading or writing a text costs of the evaluation budget.
constexpr std::size_t text_cost(std::string_view text) { return 1 + text.size() / 64; }

/// One level deeper into nested values, for as long as it lives; false where they nest too deep.
class Descent {
   public:
    explicit Descent(Env& env) : env_(env), allowed_(env.descend()) {}
    Descent(const Descent&) = delete;
    Descent& operator=(const Descent&) = delete;
    ~Descent() { env_.ascend(); }
    explicit operator bool() const { return allowed_; }

   private:
    Env& env_;
    bool allowed_;
};

// What a value is.

inline bool is_null(const Value& value) { return value.is(ValueKind::null) || value.absent(); }
inline bool is_unknown(const Value& value) { return value.is(ValueKind::unknown); }
inline bool is_scalar(const Value& value) {
    return value.is(ValueKind::string) || value.is(ValueKind::number) || value.is(ValueKind::boolean);
}

/// The first value, on the way down, that is unknown or known only in part.
std::optional<Value> unknown_within(const Value& value, Env& env);
bool known_all_through(const Value& value, Env& env);
bool secret_within(const Value& value, Env& env);

/// Whether two values are equal in Terraform's language, where a number equals no string. Unknown also for a number and
/// a string of the same text: such a pair may come from a place whose type would have converted one of them.
Truth same_value(const Value& a, const Value& b, Env& env);

// Conversions as the language does them where a type is asked for. Nothing: null, not convertible, or not known.

std::optional<std::string_view> text_of(const Value& value, Env& env);
std::optional<double> number_of(const Value& value);
/// An integer that a double holds exactly.
std::optional<std::int64_t> whole_number_of(const Value& value);
std::optional<bool> truth_of(const Value& value);

/// A number in the notation of the language: without an exponent, as long as need be.
std::string_view decimal_text(const Value& number, Env& env);

/// A scalar as a string, in its place; partial strings and all else as they are.
Value as_string(Value value, Env& env);

/// The items as one list type takes them: where strings are among scalars, all become strings.
std::vector<Value> unified(std::vector<Value> items, Env& env);

// What is in a container.

/// What lies in an unknown container: unknown for the same reason. A reference stays one; all else may not be there.
Value below_unknown(const Value& container);

/// The items that are there; secret where the list is. An unknown list gives one unknown item.
std::vector<Value> items_of(const Value& list, Env& env);

/// The members that are there, sorted by key; secret where the map is.
std::vector<Member> sorted_members(const Value& map, Env& env);

/// The first item that may be missing, so that nobody knows how many there are; null if there is none.
const Value* first_undecided(const std::vector<Value>& items);

// What functions give. The place is that of the call.

/// Unknown, because Terraform would stop here. `cause` is a noun phrase and outlives the Env.
Value refused(std::string_view cause, const CallContext& context);
/// Unknown for the reason that `value` is.
Value unknown_as(const Value& value, const CallContext& context);
/// Unknown for the reason that an argument is; if all are known, because Terraform would stop here.
Value refused(Arguments arguments, std::string_view cause, CallContext& context);

Value null_value(Place place);
Value made_truth(Truth truth, Arguments arguments, CallContext& context);
Value made_number(double number, CallContext& context);
/// A known text, copied.
Value made_text(std::string_view text, CallContext& context);
/// A text made of one that is known in part: partial, too, or unknown if nothing that is known is left of it.
Value made_part(std::string_view text, const Value& whole, CallContext& context);
Value made_list(const std::vector<Value>& items, CallContext& context);
/// Sorts the members by key; of several with one key the last one stays. Keys outlive the Env.
Value made_map(std::vector<Member> members, CallContext& context);
/// Value::shape of a list that is a set: its items are their own keys.
inline constexpr std::uint16_t shape_set = 19;

/// A set: a list whose items are there once, sorted.
Value made_set(std::vector<Value> items, CallContext& context);

/// The items without those that are there before. An item of which nobody knows whether it is there before may be
/// missing. Two items that are known in part and may be equal cannot both be sure, so that the later one is unknown.
std::vector<Value> distinct_items(const std::vector<Value>& items, Env& env);

}  // namespace lintel
