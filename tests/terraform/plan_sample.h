#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/plan.h"

namespace lintel::test {

/// A resource of a plan, in YAML's flow style.
struct Planned {
    std::string_view address;  ///< its type is told by it, and whether it is a data source
    std::string_view values = "{}";
    std::string_view unknown = "{}";
    std::string_view expressions = {};  ///< of its configuration; empty: none tells of it
    std::string_view sensitive = "{}";
    std::string_view before = "null";
    std::string_view actions = "[create]";
};

/// A plan with these resources, and other sections behind them. Configuration is told of resources of the root module
/// only.
std::string plan_of(const std::vector<Planned>& resources, std::string_view sections = {});

/// A state with these resources: their addresses and values.
std::string state_of(const std::vector<Planned>& resources);

/// A plan or state, and values out of it.
class PlanSample {
   public:
    explicit PlanSample(std::string text, PlanSide side = PlanSide::after, const LiftTable& lift = builtin_lift());

    /// A property of a resource; dots and numbers lead deeper ("Rules.0.Port").
    Value value(std::string_view address, std::string_view path);
    std::string told(std::string_view address, std::string_view path) { return told(value(address, path)); }

    /// A value in short: `"text"`, `12`, `true`, `null`, `absent`, `[a, b]`, `{k: v}`, `?cause` (`??cause` if it may be
    /// absent), and for a reference `@address` or `@address.Attribute`, behind the text if that is known. `!` in front
    /// of a secret.
    std::string told(const Value& value);
    /// The properties of a resource with their values.
    std::string all(std::string_view address);

    /// Where a value is placed, as "line:column".
    std::string at(const Value& value) const;

    /// The resources as "address: type", in order, "; " between them.
    std::string resources() const;
    /// Who refers to whom: "from.Property > to.attribute", in order, "; " between them; `$name` for a variable.
    std::string edges() const;
    std::string flaws() const;

    const Resource& resource(std::string_view address) const;
    const Graph& graph() const { return *built_.graph; }
    const TerraformGraph& built() const { return built_; }
    Env& env() { return env_; }

   private:
    TerraformGraph built_;
    Arena arena_;
    Scenario scenario_;
    Env env_{arena_, scenario_};
};

}  // namespace lintel::test
