#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/value.h"
#include "rules/expression.h"
#include "rules/setting.h"

namespace lintel {

enum class Severity : std::uint8_t { info, low, medium, high, critical };
std::string_view severity_name(Severity severity);
std::optional<Severity> severity_from(std::string_view name);

/// Rules outside the default profile are on only where that profile is asked for.
enum class Profile : std::uint8_t { default_, strict, account };
std::string_view profile_name(Profile profile);
std::optional<Profile> profile_from(std::string_view name);

/// A literal text, or an expression whose value stands in its place.
struct MessagePart {
    std::string_view text;
    ExprId expr = no_expr;
};

/// Where `when` holds the finding has this severity (and message, if there is one) instead of the rule's.
struct Adjustment {
    ExprId when = no_expr;
    Severity severity = Severity::medium;
    std::span<const MessagePart> message;
};

/// Where else to look: a place that the finding concerns besides the one that it blames, or (with `each`) one for each
/// item of a list.
struct RelatedPlace {
    ExprId each = no_expr;  ///< a list; the others are evaluated for each item, bound to the slot behind the case's own
    ExprId when = no_expr;  ///< said only where this holds
    ExprId at = no_expr;    ///< a value, whose place it is
    std::span<const MessagePart> message;
};

/// What a case is judged on.
enum class Subject : std::uint8_t {
    resource,   ///< each resource of the types (no types: every resource)
    parameter,  ///< each parameter
    output,     ///< each output
    template_,  ///< the input as a whole
    account,    ///< all inputs of a run together
};

/// One judgement of a rule. Most rules have one; a rule has several where types differ in how they say the same thing.
struct Case {
    Subject subject = Subject::resource;
    std::span<const std::string_view> types;
    ExprId each = no_expr;  ///< a list; the case is judged for each item, bound to the slot behind the subject's
    ExprId when = no_expr;  ///< judged only where this holds
    ExprId condition = no_expr;
    bool forbid = false;  ///< fails where the condition is true; otherwise where it is false
    ExprId blame = no_expr;
    std::span<const MessagePart> message;
    std::span<const Adjustment> adjust;
    std::span<const RelatedPlace> related;  ///< in the order in which they are told
    Profile profile = Profile::default_;    ///< the rule's, or one that is to be asked for beside it
    bool always = false;                    ///< fails only where it does so whatever the conditions are
};

/// How well a rule meets a control: it decides the same, or asks more or less.
enum class Fit : std::uint8_t { exact, partial };
std::string_view fit_name(Fit fit);
std::optional<Fit> fit_from(std::string_view name);

/// A control of a framework that a rule meets.
struct Control {
    std::string_view framework;  ///< fsbp, cis, pci, nist, or whatever a pack calls its own
    std::string_view id;         ///< as the framework writes it
    Fit fit = Fit::exact;
    std::string_view note;  ///< where the control asks more or less than the rule
};

/// How a finding can be mended: the edit's kind and its arguments as written in the rule, and one sentence for people.
struct FixAdvice {
    std::string_view title;
    std::string_view set;  ///< property path to set, or empty
    std::string_view to;   ///< the value to set, in YAML flow style
};

/// A rule as it is used: every reference points into the rule set's tables.
struct Rule {
    std::string_view id;
    std::string_view name;
    std::string_view title;
    Severity severity = Severity::medium;
    Profile profile = Profile::default_;
    std::string_view why;
    FixAdvice fix;
    std::string_view misses;
    std::span<const std::string_view> sources;
    std::span<const Control> controls;         ///< those of one framework side by side
    std::span<const std::string_view> covers;  ///< ids of rules that stay silent where this one speaks
    std::span<const Case> cases;
    std::span<const Setting> settings;  ///< with their defaults
    bool secret = false;                ///< what it blames is a secret, which no report may show
    bool deletion = false;              ///< it judges also what a plan deletes
    std::string_view path;              ///< family and name: "ebs/volume-unencrypted"
    std::string_view pack;              ///< the directory of the pack that it is of; empty: it is built in
};

/// A value that somebody gives a setting.
struct GivenSetting {
    std::string_view name;
    Value value;
};

/// What is said of one rule from outside of its file.
struct RuleTuning {
    std::string_view rule;             ///< its id
    std::optional<Severity> severity;  ///< none: the rule's own
    std::span<const GivenSetting> settings;
};

/// A named choice beside the profiles strict and account: what a standard asks for beyond the rules' own defaults.
struct RuleProfile {
    std::string_view name;
    std::string_view title;
    std::string_view about;
    std::span<const std::string_view> enable;  ///< ids of rules that it turns on beside the default ones
    std::span<const RuleTuning> rules;
};

/// A rule as a run uses it.
struct ActiveRule {
    const Rule* rule = nullptr;
    Severity severity = Severity::medium;
    std::vector<Setting> settings;  ///< those of the rule, in its order, with the values of this run
};

/// A table that rules name as `data.NAME`.
struct DataTable {
    std::string_view name;
    Value value;
    std::string_view source;  ///< where its facts come from
    std::string_view taken;   ///< the day on which they were taken, YYYY-MM-DD
};

/// Rules with everything they need, compiled. The built-in one is constant data; a pack read at run time owns its
/// tables.
struct RuleSet {
    std::span<const Rule> rules;  ///< sorted by id
    std::span<const Expr> exprs;
    std::span<const ExprId> args;
    std::span<const DataTable> data;
    std::span<const RuleProfile> profiles = {};  ///< sorted by name
};

/// The rules that are compiled into the program.
const RuleSet& builtin_rules();

}  // namespace lintel
