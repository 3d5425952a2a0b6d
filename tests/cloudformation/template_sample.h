#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cloudformation/build.h"
#include "cloudformation/template.h"

namespace lintel::test {

/// A template, and values out of it under one scenario.
class TemplateSample {
   public:
    explicit TemplateSample(std::string text, const ParameterValues& given = {}, std::string_view name = "sample.yaml");

    /// A template with a bucket `Bucket`, a resource `Thing` whose property `P` is `expression`, and `sections` in
    /// front of them.
    static TemplateSample of(std::string_view expression, std::string_view sections = {},
                             const ParameterValues& given = {});

    /// The property `P` of `Thing`.
    Value value() { return property("Thing", "P"); }
    Value property(std::string_view resource, std::string_view name);
    const Resource& resource(std::string_view id) const;

    Condition condition(std::string_view name) const;
    /// From now on the condition holds or does not; values of before stay valid.
    void assume(std::string_view condition, bool holds);

    /// Where a place begins, as "line:column".
    std::string at(Place place) const;
    /// The source text at a place.
    std::string written(Place place) const;
    /// The steps of a trace, the latest first, as "note @ line:column" with " <- " between them.
    std::string trace(const Value& value) const;

    const Template& source() const { return static_cast<const Template&>(*built_.graph.sources.front()); }
    const TemplateGraph& built() const { return built_; }
    const Graph& graph() const { return built_.graph; }
    const Document& document() const { return source().document(); }
    const Scenario& scenario() const { return *scenario_; }
    Env& env() { return *env_; }

   private:
    TemplateGraph built_;
    std::unique_ptr<Arena> arena_;
    std::unique_ptr<Scenario> scenario_;
    std::unique_ptr<Env> env_;
};

/// A value in short, for comparing: `"text"` (holes as `*`), `12`, `true`, `null`, `absent`, `[a, b]`, `{k: v}`, or
/// `unknown: cause`
/// (`unknown?: cause` if it may be absent).
std::string shown(const Value& value, Env& env);

/// "Name=value" of an example, blanks between.
std::string shown(const Example& example);

}  // namespace lintel::test
