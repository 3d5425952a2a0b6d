#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "model/graph.h"
#include "model/scenario.h"
#include "model/value.h"

namespace lintel::test {

/// Calls of functions, written in short. A call is `name(argument, ...)`, an argument one of
///
/// - `'text'` with `~` for a hole and `''` for a quote, `12`, `true`, `false`, `null`, `[a, b]`, `{k: v}`;
/// - `?cause` for an unknown and `??cause` for one that may be absent; the cause is one word;
/// - `@name` for an unknown that refers to a resource;
/// - `!` in front of any of them for a secret.
///
/// Results are told in the same way, with `"` around texts and causes as they are.
class FunctionSample {
   public:
    /// The result of a call, as the evaluator makes it: arguments that are not known reach only the functions that take
    /// them.
    Value value(std::string_view call);
    std::string told(std::string_view call) { return told(value(call)); }
    std::string told(const Value& value);

    Env& env() { return env_; }

   private:
    const Resource& resource(std::string_view name);
    void told_list(const Value& list, std::string& out);
    void told_map(const Value& map, std::string& out);

    friend class CallReader;
    Arena arena_;
    Scenario scenario_;
    Env env_{arena_, scenario_};
    std::deque<Resource> resources_;
};

/// The result of one call, told.
std::string called(std::string_view call);

}  // namespace lintel::test
