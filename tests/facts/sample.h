#pragma once

#include <string>
#include <string_view>

#include "base/truth.h"
#include "cloudformation/build.h"
#include "facts/fact.h"

namespace lintel {

/// A template and its facts under one scenario.
class Sample {
   public:
    explicit Sample(std::string text);

    /// A fact of a resource; the empty id asks for a fact of the template.
    Value fact(std::string_view id, std::string_view name);
    Value parameter_fact(std::string_view parameter, std::string_view name);
    Value output_fact(std::string_view output, std::string_view name);

    /// A path of members and indices: "0.source.world".
    Value at(const Value& value, std::string_view path);
    std::string text(const Value& value, std::string_view path);
    double number(const Value& value, std::string_view path);
    /// Of a known boolean; unknown for all else.
    Truth truth(const Value& value, std::string_view path);

    /// From now on the condition holds or does not; what was asked before stays valid.
    void assume(std::string_view condition, bool holds);

    /// The 1-based line on which the value is placed.
    std::uint32_t line(const Value& value) const;

    Env& env() { return *env_; }

   private:
    Value compute(Fact::Subject kind, std::string_view name, const Value& subject);

    TemplateGraph built_;
    Arena arena_;
    Scenario scenario_;
    std::unique_ptr<Env> env_;
};

}  // namespace lintel
