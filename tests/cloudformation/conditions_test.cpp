#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "base/text.h"
#include "cloudformation/template_sample.h"

using namespace lintel;
using namespace lintel::test;

namespace {

/// A template with these conditions and parameters, and a property that asks for the condition `C`.
TemplateSample conditional(std::string_view parameters, std::string_view conditions,
                           const ParameterValues& given = {}) {
    return TemplateSample::of("!If [C, yes-branch, no-branch]",
                              cat("Parameters:\n", parameters, "Conditions:\n", conditions), given);
}

constexpr std::string_view env = "  Env:\n    Type: String\n    Default: dev\n";
constexpr std::string_view env_closed =
    "  Env:\n    Type: String\n    Default: dev\n    AllowedValues: [dev, test, prod]\n";
constexpr std::string_view is_prod = "  C: !Equals [!Ref Env, prod]\n";

/// The example for one assumed condition, or "impossible".
std::string example(const TemplateSample& sample, std::string_view condition, bool holds) {
    const auto found = sample.source().feasible(Scenario().with(sample.condition(condition), holds));
    return found ? shown(*found) : "impossible";
}

/// The example for several, written as "A !B".
std::string together(const TemplateSample& sample, std::string_view assumptions) {
    Scenario scenario;
    for (std::string_view name : split(assumptions, ' ')) {
        const bool holds = !name.starts_with('!');
        if (!holds) name.remove_prefix(1);
        scenario = scenario.with(sample.condition(name), holds);
    }
    const auto found = sample.source().feasible(scenario);
    return found ? shown(*found) : "impossible";
}

/// What a condition is in the empty scenario, without asking for more.
Truth decided(TemplateSample& sample, std::string_view condition) {
    return sample.source().decide(sample.condition(condition).index, sample.env());
}

}  // namespace

TEST_CASE("an undecided Fn::If is unknown and asks for its condition") {
    TemplateSample sample = conditional(env, is_prod);
    CHECK(shown(sample.value(), sample.env()) == "unknown: condition C, which is not decided");
    CHECK(sample.env().needed() == sample.condition("C"));
    CHECK(sample.source().condition_name(sample.env().needed().index) == "C");
}

TEST_CASE("an assumed condition chooses its branch, placed as written and traced to the condition") {
    TemplateSample sample = conditional(env, is_prod);
    sample.assume("C", true);
    CHECK(shown(sample.value(), sample.env()) == "\"yes-branch\"");
    CHECK(sample.written(sample.value().place) == "yes-branch");
    CHECK(sample.trace(sample.value()) == "condition C is true @ 14:15");
    sample.assume("C", false);
    CHECK(shown(sample.value(), sample.env()) == "\"no-branch\"");
    CHECK(sample.trace(sample.value()) == "condition C is false @ 14:15");
    CHECK_FALSE(sample.env().needed());
}

TEST_CASE("an undecided Fn::If may be absent where one of its branches may be") {
    const auto maybe_absent = [](std::string_view expression) {
        TemplateSample sample = TemplateSample::of(
            expression, cat("Parameters:\n", env, "Conditions:\n", is_prod, "  D: !Equals [!Ref Env, x]\n"));
        CHECK(sample.value().is(ValueKind::unknown));
        return sample.value().maybe_absent;
    };
    CHECK_FALSE(maybe_absent("!If [C, a, b]"));
    CHECK(maybe_absent("!If [C, !Ref AWS::NoValue, b]"));
    CHECK(maybe_absent("{'Fn::If': [C, b, {Ref: 'AWS::NoValue'}]}"));
    CHECK(maybe_absent("!If [C, !If [D, x, !Ref AWS::NoValue], b]"));
    CHECK_FALSE(maybe_absent("!If [C, !If [D, x, !Ref Env], b]"));
    CHECK(maybe_absent("!If [C, {'Fn::Transform': {Name: x}}, b]"));
}

TEST_CASE("given parameters decide conditions") {
    TemplateSample prod = conditional(env, is_prod, {{"Env", "prod"}});
    CHECK(shown(prod.value(), prod.env()) == "\"yes-branch\"");
    CHECK_FALSE(prod.env().needed());
    CHECK(example(prod, "C", false) == "impossible");
    CHECK(example(prod, "C", true).empty());
    TemplateSample dev = conditional(env, is_prod, {{"Env", "dev"}});
    CHECK(shown(dev.value(), dev.env()) == "\"no-branch\"");
}

TEST_CASE("conditions that no allowed value changes are decided") {
    TemplateSample never = conditional(env_closed, "  C: !Equals [!Ref Env, production]\n");
    CHECK(decided(never, "C") == Truth::no);
    TemplateSample always = conditional(env_closed, "  C: !Not [!Equals [production, !Ref Env]]\n");
    CHECK(decided(always, "C") == Truth::yes);
    TemplateSample literal = conditional(env, "  C: !Equals [a, a]\n");
    CHECK(decided(literal, "C") == Truth::yes);
    TemplateSample same = conditional(env, "  C: !Equals [!Ref Env, !Ref Env]\n");
    CHECK(decided(same, "C") == Truth::yes);
    TemplateSample open = conditional(env, "  C: !Equals [!Ref Env, production]\n");
    CHECK(decided(open, "C") == Truth::unknown);
    CHECK(open.env().needed() == open.condition("C"));
}

TEST_CASE("a boolean compares as text, whatever the case in YAML") {
    TemplateSample sample =
        conditional("  Flag:\n    Type: String\n    Default: false\n    AllowedValues: [True, False]\n",
                    "  C: !Equals [!Ref Flag, yes]\n");
    CHECK(example(sample, "C", true) == "Flag=true");
    CHECK(example(sample, "C", false) == "Flag=false");
}

TEST_CASE("examples stay with the defaults where they can") {
    TemplateSample closed = conditional(env_closed, is_prod);
    CHECK(example(closed, "C", true) == "Env=prod");
    CHECK(example(closed, "C", false) == "Env=dev");
    TemplateSample bare = conditional("  Env:\n    Type: String\n", is_prod);
    CHECK(example(bare, "C", true) == "Env=prod");
    CHECK(example(bare, "C", false) == "Env=any-other-value");
    TemplateSample flag =
        conditional("  Flag:\n    Type: String\n    Default: 'true'\n", "  C: !Equals [!Ref Flag, 'true']\n");
    CHECK(example(flag, "C", false) == "Flag=false");
    TemplateSample number = conditional("  N:\n    Type: Number\n    Default: 0\n", "  C: !Equals [!Ref N, 0]\n");
    CHECK(example(number, "C", false) == "N=1");
    TemplateSample bounded = conditional("  N:\n    Type: Number\n    Default: 5\n    MinValue: 5\n    MaxValue: 5\n",
                                         "  C: !Equals [!Ref N, 5]\n");
    CHECK(example(bounded, "C", false) == "impossible");
    TemplateSample text =
        conditional("  Arn:\n    Type: String\n    Default: ''\n", "  C: !Not [!Equals [!Ref Arn, '']]\n");
    CHECK(example(text, "C", true) == "Arn=any-other-value");
    CHECK(example(text, "C", false) == "Arn=");
}

TEST_CASE("an example names all parameters that matter, and masks secrets") {
    TemplateSample sample =
        conditional(cat(env, "  Size:\n    Type: String\n    NoEcho: true\n    Default: hunter22\n"),
                    "  C: !And [!Equals [!Ref Env, prod], !Not [!Equals [!Ref Size, small]]]\n");
    CHECK(example(sample, "C", true) == "Env=prod Size=****");
}

TEST_CASE("conditions that exclude one another are found to do so") {
    TemplateSample sample = conditional(
        env, cat(is_prod, "  IsDev: !Equals [!Ref Env, dev]\n  Both: !And [!Condition C, !Condition IsDev]\n",
                 "  Either: !Or [!Condition C, !Condition IsDev]\n  NotProd: !Not [!Condition C]\n"));
    CHECK(together(sample, "C IsDev") == "impossible");
    CHECK(together(sample, "!C IsDev") == "Env=dev");
    CHECK(together(sample, "!C !IsDev") == "Env=any-other-value");
    CHECK(together(sample, "Both") == "impossible");
    CHECK(together(sample, "Either !IsDev") == "Env=prod");
    CHECK(together(sample, "NotProd C") == "impossible");
    CHECK(together(sample, "NotProd Either") == "Env=dev");
}

TEST_CASE("what follows from the assumed conditions is decided") {
    TemplateSample sample =
        conditional(env, cat(is_prod, "  IsDev: !Equals [!Ref Env, dev]\n  NotProd: !Not [!Condition C]\n",
                             "  Free: !Equals [!Ref AWS::Region, us-east-1]\n"));
    sample.assume("C", true);
    CHECK(decided(sample, "NotProd") == Truth::no);
    CHECK(decided(sample, "IsDev") == Truth::no);
    CHECK_FALSE(sample.env().needed());
    CHECK(decided(sample, "Free") == Truth::unknown);
    CHECK(sample.env().needed() == sample.condition("Free"));
    sample.assume("C", false);
    CHECK(decided(sample, "NotProd") == Truth::yes);
    CHECK(decided(sample, "IsDev") == Truth::unknown);
}

TEST_CASE("a parameter has the value that the scenario leaves it") {
    const auto under = [](std::string_view parameters, bool holds) {
        TemplateSample sample =
            TemplateSample::of("!Ref Env", cat("Parameters:\n", parameters, "Conditions:\n", is_prod));
        sample.assume("C", holds);
        return shown(sample.value(), sample.env());
    };
    CHECK(under(env, true) == "\"prod\"");
    CHECK(under(env, false) == "\"dev\"");
    CHECK(under("  Env:\n    Type: String\n", true) == "\"prod\"");
    CHECK(under("  Env:\n    Type: String\n", false) ==
          "unknown: parameter Env, whose value depends on the conditions");
    CHECK(under("  Env:\n    Type: String\n    Default: prod\n", false) ==
          "unknown: parameter Env, whose value depends on the conditions");
    CHECK(under("  Env:\n    Type: String\n    AllowedValues: [test, prod]\n", false) == "\"test\"");
    CHECK(under("  Env:\n    Type: String\n    Default: prod\n    AllowedValues: [test, dev, prod]\n", false) ==
          "unknown: parameter Env, whose value depends on the conditions");
}

TEST_CASE("parameters that no assumed condition concerns keep their defaults") {
    TemplateSample sample = TemplateSample::of(
        "!Ref Other",
        cat("Parameters:\n", env, "  Other:\n    Type: String\n    Default: x\n", "Conditions:\n", is_prod));
    sample.assume("C", true);
    CHECK(shown(sample.value(), sample.env()) == "\"x\"");
}

TEST_CASE("pseudo parameters can be pinned by a condition, and are named in examples only then") {
    TemplateSample sample = TemplateSample::of(
        "!Ref AWS::Region",
        "Conditions:\n  C: !Equals [!Ref AWS::Region, us-east-1]\n  P: !Equals [!Ref AWS::Partition, aws]\n");
    CHECK(example(sample, "C", true) == "AWS::Region=us-east-1");
    CHECK(example(sample, "C", false).empty());
    CHECK(example(sample, "P", true).empty());
    CHECK(example(sample, "P", false) == "AWS::Partition=any-other-value");
    sample.assume("C", true);
    CHECK(shown(sample.value(), sample.env()) == "\"us-east-1\"");
    CHECK(sample.trace(sample.value()) == "AWS::Region, 'us-east-1' under these conditions @ 11:10");
}

TEST_CASE("parameters compared with each other can be equal or not") {
    TemplateSample sample = conditional("  A:\n    Type: String\n  B:\n    Type: String\n",
                                        "  C: !Equals [!Ref A, !Ref B]\n  D: !Equals [!Ref A, x]\n");
    CHECK(example(sample, "C", true) == "A=x B=x");
    CHECK(example(sample, "C", false) != "impossible");
    CHECK(together(sample, "C !D") == "A=any-other-value B=any-other-value");
    CHECK(together(sample, "!C !D") == "A=any-other-value B=x");
    TemplateSample closed = conditional(
        "  A:\n    Type: String\n    AllowedValues: [a, b]\n  B:\n    Type: String\n    AllowedValues: [c]\n",
        "  C: !Equals [!Ref A, !Ref B]\n");
    CHECK(decided(closed, "C") == Truth::no);
}

TEST_CASE("conditions over expressions are searched, too") {
    TemplateSample join = conditional("  Subnets:\n    Type: CommaDelimitedList\n    Default: ''\n",
                                      "  C: !Not [!Equals [!Join ['', !Ref Subnets], '']]\n");
    CHECK(example(join, "C", false) == "Subnets=");
    CHECK(example(join, "C", true) == "Subnets=any-other-value");
    TemplateSample mapping =
        TemplateSample::of("x", cat("Parameters:\n", env,
                                    "Mappings:\n  Envs:\n    dev: {Size: small}\n    prod: {Size: big}\nConditions:\n",
                                    "  C: !Equals [!FindInMap [Envs, !Ref Env, Size], big]\n"));
    CHECK(example(mapping, "C", true) == "Env=prod");
    CHECK(example(mapping, "C", false) == "Env=dev");
    TemplateSample select = conditional("  List:\n    Type: CommaDelimitedList\n    Default: a,b\n",
                                        "  C: !Equals [!Select [0, !Ref List], a]\n");
    CHECK(example(select, "C", true) == "List=a,b");
    CHECK(example(select, "C", false) == "List=");
    TemplateSample sub = conditional(env, "  C: !Equals [!Sub '${Env}-x', prod-x]\n");
    CHECK(example(sub, "C", false) == "Env=dev");
    CHECK(example(sub, "C", true) != "impossible");
}

TEST_CASE("what cannot be known offline is free, but the same wherever it is asked") {
    TemplateSample sample = conditional(env,
                                        "  C: !Equals [!ImportValue Stage, prod]\n  N: !Not [!Condition C]\n  S: "
                                        "!Condition C\n  M: !Or [!Condition C, !Equals [!Ref Env, x]]\n");
    CHECK(decided(sample, "C") == Truth::unknown);
    CHECK(example(sample, "C", true).empty());
    CHECK(example(sample, "C", false).empty());
    CHECK(together(sample, "N S") == "impossible");
    CHECK(together(sample, "!N S") == "");
    CHECK(together(sample, "M !S") == "Env=x");
    CHECK(together(sample, "M !S !C") == "Env=x");
}

TEST_CASE("stored parameters are free, and not in examples") {
    TemplateSample sample = conditional("  Stage:\n    Type: AWS::SSM::Parameter::Value<String>\n    Default: /stage\n",
                                        "  C: !Equals [!Ref Stage, prod]\n  D: !Equals [!Ref Stage, dev]\n");
    CHECK(example(sample, "C", true).empty());
    CHECK(example(sample, "C", false).empty());
    CHECK(together(sample, "C D") == "impossible");
}

TEST_CASE("conditions that depend on themselves are unknown and ask for nothing") {
    TemplateSample sample = conditional(env,
                                        "  C: !Not [!Condition D]\n  D: !Or [!Condition C, !Equals [!Ref Env, x]]\n  "
                                        "E: !Condition E\n  F: !Condition D\n");
    for (const std::string_view name : {"C", "D", "E", "F"}) {
        CHECK(decided(sample, name) == Truth::unknown);
        CHECK(example(sample, name, true) != "impossible");
    }
    CHECK_FALSE(sample.env().needed());
    CHECK(shown(sample.value(), sample.env()) == "unknown: condition C, which is not decided");
}

TEST_CASE("a condition that is not declared is unknown and asks for nothing") {
    TemplateSample sample =
        TemplateSample::of("!If [Nowhere, a, b]", cat("Parameters:\n", env, "Conditions:\n", is_prod));
    CHECK(shown(sample.value(), sample.env()) == "unknown: condition Nowhere, which the template does not declare");
    CHECK_FALSE(sample.env().needed());
    TemplateSample other = conditional(env, "  C: !Condition Nowhere\n");
    CHECK(example(other, "C", true).empty());
}

TEST_CASE("malformed conditions can be either") {
    for (const std::string_view bad : {"!Equals [a]", "!Not x", "!Not [!Ref Env]", "text", "[]", "{a: b}", "",
                                       "!And []", "!If [C, a, b]", "!Equals [!Ref Nobody, x]"}) {
        TemplateSample sample = conditional("  Env:\n    Type: String\n    Default: dev\n", cat("  C: ", bad, "\n"));
        CHECK(decided(sample, "C") == Truth::unknown);
        CHECK(example(sample, "C", true) != "impossible");
        CHECK(example(sample, "C", false) != "impossible");
    }
}

TEST_CASE("the Rules section narrows what can be") {
    constexpr std::string_view rules = R"(Rules:
  ProdIsBig:
    RuleCondition: !Equals [!Ref Env, prod]
    Assertions:
      - Assert: {'Fn::Contains': [[large, huge], !Ref Size]}
        AssertDescription: production is large
  NotTest:
    Assertions:
      - Assert: !Not [!Equals [!Ref Env, test]]
)";
    const std::string parameters = cat("Parameters:\n", env, "  Size:\n    Type: String\n    Default: small\n");
    TemplateSample sample =
        TemplateSample::of("!Ref Size", cat(parameters, rules, "Conditions:\n", is_prod,
                                            "  Small: !Equals [!Ref Size, small]\n  Test: !Equals [!Ref Env, test]\n"));
    CHECK(example(sample, "C", true) == "Env=prod Size=large");
    CHECK(example(sample, "C", false) == "Env=dev Size=small");
    CHECK(together(sample, "C Small") == "impossible");
    CHECK(together(sample, "Test") == "impossible");
}

TEST_CASE("rules that cannot be evaluated, or that nothing satisfies, change nothing") {
    TemplateSample foreign =
        TemplateSample::of("x", cat("Parameters:\n", env,
                                    "Rules:\n  R:\n    Assertions:\n      - Assert: {'Fn::EachMemberEquals': "
                                    "[{'Fn::ValueOf': [Env, VpcId]}, !Ref Env]}\nConditions:\n",
                                    is_prod));
    CHECK(example(foreign, "C", true) == "Env=prod");
    TemplateSample absurd = TemplateSample::of("x", cat("Parameters:\n", env,
                                                        "Rules:\n  R:\n    Assertions:\n      - Assert: !And [!Equals "
                                                        "[!Ref Env, a], !Equals [!Ref Env, b]]\nConditions:\n",
                                                        is_prod));
    CHECK(example(absurd, "C", true) == "Env=prod");
    for (const std::string_view bad :
         {"x", "[]", "{Assertions: x}", "{Assertions: [x]}", "{Assertions: [{Assert: x}]}", "{RuleCondition: x}"}) {
        TemplateSample odd =
            TemplateSample::of("x", cat("Parameters:\n", env, "Rules:\n  R: ", bad, "\nConditions:\n", is_prod));
        CHECK(example(odd, "C", true) == "Env=prod");
    }
}

TEST_CASE("list functions of rules are evaluated") {
    const auto possible = [](std::string_view assertion) {
        TemplateSample sample = TemplateSample::of(
            "x", cat("Parameters:\n", env_closed, "Rules:\n  R:\n    Assertions:\n      - Assert: ", assertion,
                     "\nConditions:\n", is_prod));
        return example(sample, "C", true) != "impossible";
    };
    CHECK(possible("{'Fn::EachMemberIn': [[!Ref Env, a], [prod, a]]}"));
    CHECK_FALSE(possible("{'Fn::EachMemberIn': [[!Ref Env, a], [dev, a]]}"));
    CHECK(possible("{'Fn::EachMemberEquals': [[!Ref Env, prod], prod]}"));
    CHECK_FALSE(possible("{'Fn::EachMemberEquals': [[!Ref Env], dev]}"));
    CHECK(possible("{'Fn::Contains': [[dev, prod], !Ref Env]}"));
    CHECK_FALSE(possible("{'Fn::Contains': [[dev, test], !Ref Env]}"));
}

TEST_CASE("the allowed values of a list are those of its items") {
    TemplateSample sample =
        conditional("  List:\n    Type: CommaDelimitedList\n    Default: a\n    AllowedValues: [a, b]\n",
                    "  C: !Equals [!Join [',', !Ref List], 'a,b']\n");
    CHECK(example(sample, "C", true) != "impossible");
}

TEST_CASE("a parameter that is compared with very many values can still be any of them") {
    std::string conditions;
    for (int i = 0; i < 2000; ++i) conditions += cat("  C", i, ": !Equals [!Ref Env, v", i, "]\n");
    TemplateSample sample = TemplateSample::of("x", cat("Parameters:\n", env, "Conditions:\n", conditions));
    CHECK(example(sample, "C3", true) == "Env=v3");
    CHECK(example(sample, "C1999", true) != "impossible");
    CHECK(example(sample, "C1999", false) == "Env=dev");
}

TEST_CASE("a hundred conditions, each with its own parameter, are quick") {
    std::string text = "Parameters:\n";
    for (int i = 0; i < 100; ++i) text += cat("  P", i, ":\n    Type: String\n    Default: a\n");
    text += "Conditions:\n";
    for (int i = 0; i < 100; ++i) text += cat("  C", i, ": !Equals [!Ref P", i, ", x]\n");
    text += "Resources:\n  Thing:\n    Type: AWS::Test::Thing\n    Properties:\n";
    for (int i = 0; i < 100; ++i) text += cat("      Q", i, ": !If [C", i, ", yes, no]\n");
    TemplateSample sample(text);

    const auto start = std::chrono::steady_clock::now();
    Scenario all;
    for (int i = 0; i < 100; ++i) {
        CHECK(sample.property("Thing", cat("Q", i)).is(ValueKind::unknown));
        all = all.with(sample.condition(cat("C", i)), i % 2 == 0);
        CHECK(sample.source().feasible(all).has_value());
    }
    Arena arena;
    Env env(arena, all);
    for (int i = 0; i < 100; ++i) {
        const Value value = member(resource_value(sample.resource("Thing")), cat("Q", i), env);
        CHECK(value.is(ValueKind::boolean));
        CHECK(value.boolean == (i % 2 == 0));
    }
    CHECK(sample.source().feasible(all)->size() == 100);
    CHECK(std::chrono::steady_clock::now() - start <
          std::chrono::seconds(20));  // with sanitizers; else some milliseconds
}

TEST_CASE("a chain of conditions that each use the one before twice is quick") {
    std::string text = cat("Parameters:\n", env, "Conditions:\n  C0: !Equals [!Ref Env, prod]\n");
    for (int i = 1; i <= 1000; ++i)
        text += cat("  C", i, ": !And [!Condition C", i - 1, ", !Condition C", i - 1, "]\n");
    text += "Resources:\n  Thing:\n    Type: AWS::Test::Thing\n    Properties:\n      P: !If [C1000, a, b]\n";
    TemplateSample sample(text);
    CHECK(example(sample, "C1000", true) == "Env=prod");
    sample.assume("C1000", true);
    CHECK(decided(sample, "C0") == Truth::yes);
    CHECK(shown(sample.value(), sample.env()) == "\"a\"");
}

TEST_CASE("a search that would take too long ends with an empty example") {
    // Pigeons and holes: 12 parameters, 11 values, no two alike.
    std::string text = "Parameters:\n";
    for (int i = 0; i < 12; ++i)
        text += cat("  P", i, ":\n    Type: String\n    AllowedValues: [a, b, c, d, e, f, g, h, i, j, k]\n");
    text += "Conditions:\n  C: !And\n";
    for (int i = 0; i < 12; ++i) {
        for (int j = 0; j < i; ++j) text += cat("    - !Not [!Equals [!Ref P", i, ", !Ref P", j, "]]\n");
    }
    text += "Resources:\n  Thing:\n    Type: AWS::Test::Thing\n    Properties:\n      P: !Ref P0\n";
    TemplateSample sample(text);
    CHECK(example(sample, "C", true).empty());
    sample.assume("C", true);
    CHECK(shown(sample.value(), sample.env()) == "unknown: parameter P0, whose value depends on the conditions");
}

TEST_CASE("several threads may ask at once") {
    TemplateSample sample = conditional(env_closed, cat(is_prod, "  IsTest: !Equals [!Ref Env, test]\n"));
    const Condition c = sample.condition("C");
    const Condition t = sample.condition("IsTest");
    std::vector<int> right(4, 0);
    std::vector<std::thread> threads;
    for (std::size_t n = 0; n < right.size(); ++n) {
        threads.emplace_back([&, n] {
            for (int i = 0; i < 50; ++i) {
                const Scenario scenario = Scenario().with(c, i % 2 == 0).with(t, i % 3 == 0);
                const bool feasible = sample.source().feasible(scenario).has_value();
                Arena arena;
                Env own(arena, scenario);
                const Value value = member(resource_value(sample.resource("Thing")), "P", own);
                const bool branch = as_text(value) == (i % 2 == 0 ? "yes-branch" : "no-branch");
                right[n] += feasible == (i % 6 != 0) && branch ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const int count : right) CHECK(count == 50);
}
