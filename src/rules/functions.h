#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "facts/fact.h"
#include "model/account.h"
#include "rules/rule.h"

namespace re2 {
class RE2;
}

namespace lintel {

/// Regular expressions of rules, compiled at first use. One for each worker.
class RegexCache {
   public:
    RegexCache();
    RegexCache(const RegexCache&) = delete;
    RegexCache& operator=(const RegexCache&) = delete;
    ~RegexCache();
    /// Null if the pattern is not a valid RE2 expression.
    const re2::RE2* get(std::string_view pattern);

   private:
    std::map<std::string, std::unique_ptr<re2::RE2>, std::less<>> compiled_;
};

/// Facts that were already computed for one scenario, so that many rules about the same thing cost one computation.
class FactCache {
   public:
    Value get(std::uint16_t fact, const Value& subject, FactContext& context);
    /// Call when another scenario begins.
    void clear() { entries_.clear(); }

   private:
    struct Entry {
        std::uint16_t fact = 0;
        Place subject;
        Value value;
        Condition needed;  ///< what the computation depended on: noted again at each use
    };
    std::vector<Entry> entries_;
};

/// What an evaluation may look at besides its variables.
struct EvalContext {
    const RuleSet& rules;
    FactContext facts;
    FactCache& cache;
    RegexCache& regexes;
    std::string_view as_of;             ///< the checking date, YYYY-MM-DD
    std::span<const Setting> settings;  ///< of the rule that is judged, with the values that they have in this run
    const Account* account = nullptr;   ///< where all inputs are judged together: what they hold

    /// What there is to know about a value: in an account it belongs to one of several graphs.
    FactContext about(const Value& value) const;
};

/// A function that expressions can call. Methods take the receiver as their first argument.
struct Function {
    std::string_view name;
    bool method = true;
    /// Types of the arguments (the receiver first); an optional one ends in '?'. "type" is the name of a resource type,
    /// written as a string literal.
    std::span<const std::string_view> arguments;
    /// Type of the result; "receiver" is the type of the first argument, "resource" and "list(resource)" are of the
    /// type that the "type" argument names.
    std::string_view result;
    std::string_view summary;  ///< one sentence for the page of the rule language
    Value (*call)(std::span<const Value> arguments, EvalContext& context);
};

/// In a fixed order: compiled expressions refer to functions by index.
std::span<const Function> all_functions();

}  // namespace lintel
