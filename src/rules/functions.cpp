#include "rules/functions.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "base/date.h"
#include "base/text.h"
#include "facts/permissions.h"
#include "facts/ports.h"
#include "model/source.h"
#include "rules/evaluate.h"

namespace lintel {
namespace {

Value undecided(const Value& value, std::string_view cause = "a value known only in part") {
    return unknown_value(value.is(ValueKind::unknown) ? value.text : cause, value.place);
}

Value answer(Truth truth, const Value& about) {
    if (truth == Truth::unknown) return undecided(about);
    Value value = boolean_value(truth == Truth::yes, about.place);
    value.trace = about.trace;
    return value;
}

Value size(std::span<const Value> args, EvalContext& context) {
    const Value& value = args[0];
    if (value.is(ValueKind::unknown)) return undecided(value);
    if (value.is(ValueKind::string)) {
        return value.partial ? undecided(value) : number_value(static_cast<double>(value.text.size()), value.place);
    }
    if (value.is(ValueKind::map)) {
        return number_value(static_cast<double>(members(value, context.facts.env).size()), value.place);
    }
    const std::vector<Value> all = items_or_single(value, context.facts.env);
    for (const Value& each : all) {
        if (each.is(ValueKind::unknown) && each.maybe_absent) return undecided(each);
    }
    return number_value(static_cast<double>(all.size()), value.place);
}

/// Tests a text that may have holes: the part before the first hole and the part behind the last one are sure.
template <typename Test>
Value text_test(std::span<const Value> args, Test test) {
    const Value& text = args[0];
    const Value& wanted = args[1];
    if (text.is(ValueKind::unknown)) return undecided(text);
    const bool is_scalar = text.is(ValueKind::string) || text.is(ValueKind::number) || text.is(ValueKind::boolean);
    if (!is_scalar) return answer(Truth::no, text);
    if (!wanted.known()) return undecided(wanted);
    return answer(test(as_text(text), as_text(wanted)), text);
}

Value starts_with(std::span<const Value> args, EvalContext&) {
    return text_test(args, [](std::string_view text, std::string_view prefix) {
        const std::string_view sure = text.substr(0, text.find(hole));
        if (sure.starts_with(prefix)) return Truth::yes;
        if (sure.size() == text.size() || !prefix.starts_with(sure)) return Truth::no;
        return Truth::unknown;
    });
}

Value ends_with(std::span<const Value> args, EvalContext&) {
    return text_test(args, [](std::string_view text, std::string_view suffix) {
        const std::size_t last = text.rfind(hole);
        const std::string_view sure = last == std::string_view::npos ? text : text.substr(last + 1);
        if (sure.ends_with(suffix)) return Truth::yes;
        if (last == std::string_view::npos || !suffix.ends_with(sure)) return Truth::no;
        return Truth::unknown;
    });
}

Value contains(std::span<const Value> args, EvalContext&) {
    return text_test(args, [](std::string_view text, std::string_view part) {
        if (text.find(part) != std::string_view::npos) return Truth::yes;
        return text.find(hole) == std::string_view::npos ? Truth::no : Truth::unknown;
    });
}

Value matches(std::span<const Value> args, EvalContext& context) {
    RegexCache& regexes = context.regexes;
    return text_test(args, [&](std::string_view text, std::string_view pattern) {
        const re2::RE2* regex = regexes.get(pattern);
        if (regex == nullptr || text.find(hole) != std::string_view::npos) return Truth::unknown;
        return truth(re2::RE2::PartialMatch({text.data(), text.size()}, *regex));
    });
}

Value like(std::span<const Value> args, EvalContext&) {
    return text_test(args, [](std::string_view text, std::string_view pattern) {
        if (text.find(hole) == std::string_view::npos) return truth(matches_wildcard(text, pattern));
        // A hole is any text: where even the most lenient reading of the sure ends does not fit, nothing will.
        const std::string_view head = text.substr(0, text.find(hole));
        const std::string_view literal = pattern.substr(0, pattern.find_first_of("*?"));
        const std::size_t shared = std::min(head.size(), literal.size());
        return head.substr(0, shared) != literal.substr(0, shared) ? Truth::no : Truth::unknown;
    });
}

Value lower_ascii(std::span<const Value> args, EvalContext& context) {
    Value value = args[0];
    if (value.is(ValueKind::string)) value.text = context.facts.env.arena().text(to_lower(value.text));
    return value;
}

Value split_text(std::span<const Value> args, EvalContext& context) {
    const Value& text = args[0];
    if (text.absent()) return text;
    if (!text.known() || !args[1].known()) return undecided(text);
    const std::vector<std::string_view> pieces = split(as_text(text), as_text(args[1]));
    const auto list = context.facts.env.arena().array<Member>(pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) list[i].value = string_value(pieces[i], text.place);
    return list_value(list, text.place);
}

Value or_value(std::span<const Value> args, EvalContext&) {
    const Value& value = args[0];
    if (!value.absent() && !value.is(ValueKind::null)) return value;
    Value fallback = args[1];
    if (!fallback.place) fallback.place = value.place;
    return fallback;
}

Value first(std::span<const Value> args, EvalContext& context) {
    const Value& list = args[0];
    if (list.is(ValueKind::unknown)) return list;
    for (const Value& each : items_or_single(list, context.facts.env)) return each;
    return absent_value(list.place);
}

Value target(std::span<const Value> args, EvalContext& context) {
    const Value& value = args[0];
    if (value.absent() || (value.is(ValueKind::unknown) && value.resource == nullptr && value.maybe_absent))
        return value;
    const std::string_view name_property = args.size() > 2 ? as_text(args[2]) : std::string_view{};
    const Resource* found =
        named_resource(context.about(value).graph, value, as_text(args[1]), name_property, context.facts.env);
    if (found == nullptr) {
        // A text with holes is no reference; it may still turn out to be the literal name of one.
        const bool by_name = !name_property.empty() || !value.partial;
        const bool none = value.known() || value.resource != nullptr || !by_name;
        return none ? absent_value(value.place) : undecided(value);
    }
    const Truth there = exists(*found, context.facts.env);
    if (there == Truth::no) return absent_value(value.place);
    if (there == Truth::unknown) return unknown_value("a condition decides whether it exists", value.place);
    return resource_value(*found);
}

Value list_of(const std::vector<const Resource*>& resources, const Value& about, Env& env) {
    const auto list = env.arena().array<Member>(resources.size());
    for (std::size_t i = 0; i < resources.size(); ++i) list[i].value = resource_value(*resources[i]);
    return list_value(list, about.place);
}

/// Those that are sure, and behind them, if there may be more, an unknown one: where one of the sure ones decides, the
/// others do not matter.
Value referring(const std::vector<const Resource*>& sure, bool more, const Value& about, Env& env) {
    const Value list = list_of(sure, about, env);
    more = more || std::any_of(sure.begin(), sure.end(), [](const Resource* each) { return each->uncounted; });
    if (!more) return list;
    const auto all = env.arena().array<Member>(sure.size() + 1);
    std::copy_n(list.members, sure.size(), all.begin());
    all.back().value = unknown_value("who refers to it depends on what is not known here", about.place);
    all.back().value.maybe_absent = true;
    return list_value(all, about.place);
}

Value referrers_of(std::span<const Value> args, EvalContext& context) {
    const Value& value = args[0];
    if (value.resource == nullptr) return value.known() ? list_value({}, value.place) : undecided(value);
    bool open = false;
    const std::string_view name_property = args.size() > 3 ? as_text(args[3]) : std::string_view{};
    const auto found = referrers(context.about(value).graph, *value.resource, as_text(args[1]), as_text(args[2]),
                                 name_property, context.facts.env, open);
    return referring(found, open, value, context.facts.env);
}

Value mentioned_in(std::span<const Value> args, EvalContext& context) {
    const Value& value = args[0];
    if (value.resource == nullptr) return value.known() ? list_value({}, value.place) : undecided(value);
    bool open = false;
    const auto found = mentioning(context.about(value).graph, *value.resource, as_text(args[1]), as_text(args[2]),
                                  context.facts.env, open);
    return referring(found, open, value, context.facts.env);
}

Value maybe(std::string_view cause, Place place) {
    Value value = unknown_value(cause, place);
    value.maybe_absent = true;
    return value;
}

void add_resources(const Graph& graph, std::string_view type, Env& env, std::vector<Value>& out) {
    for (const std::uint32_t index : graph.of_type(type)) {
        const Resource& resource = graph.resources[index];
        const Truth there = exists(resource, env);
        if (there == Truth::yes) out.push_back(resource_value(resource));
        if (there == Truth::no) out.push_back(absent_value(resource.place));
        if (there == Truth::unknown) {
            out.push_back(maybe("a condition decides whether it exists", resource.place));
            out.back().needs = resource.condition;
        }
    }
}

/// Resources that do not exist in the scenario, or perhaps do not, keep their place in the list, as items of facts do.
Value resources_of(std::span<const Value> args, EvalContext& context) {
    const std::string_view type = as_text(args[0]);
    Env& env = context.facts.env;
    std::vector<Value> found;
    if (context.account == nullptr) {
        add_resources(context.facts.graph, type, env, found);
    } else {
        for (const Graph* graph : context.account->graphs()) add_resources(*graph, type, env, found);
        for (const Unseen& unseen : context.account->unseen)
            found.push_back(maybe(env.arena().text(unseen.cause), unseen.place));
        const bool only_in_terraform = type.find("::") == std::string_view::npos;
        if (only_in_terraform && !context.account->terraform)
            found.push_back(maybe("a setting for which CloudFormation has no resource", {}));
    }
    const auto list = env.arena().array<Member>(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) list[i].value = found[i];
    return list_value(list, {});
}

Value attribute_of(std::span<const Value> args, EvalContext&) {
    const Value& value = args[0];
    if (value.is(ValueKind::unknown) && value.resource == nullptr) {
        Value unknown = undecided(value);
        unknown.maybe_absent = true;
        return unknown;
    }
    if (value.resource == nullptr || value.attribute.empty()) return absent_value(value.place);
    return string_value(value.attribute, value.place);
}

Value string_of(std::span<const Value> args, EvalContext& context) {
    const Value& value = args[0];
    if (value.absent() || value.is(ValueKind::unknown) || value.is(ValueKind::string)) return value;
    Value text = string_value(context.facts.env.arena().text(shown(value, context.facts.env)), value.place);
    text.trace = value.trace;
    return text;
}

Value overlaps(std::span<const Value> args, EvalContext& context) {
    return answer(ports_overlap(args[0], args[1], context.facts.env), args[0]);
}

Value covered_by(std::span<const Value> args, EvalContext& context) {
    return answer(ports_covered(args[0], args[1], context.facts.env), args[0]);
}

Value within(std::span<const Value> args, EvalContext& context) {
    return ports_within(args[0], args[1], context.facts.env);
}

Value allows(std::span<const Value> args, EvalContext& context) {
    const Value& permission = args[0];
    if (args.size() > 2 && !args[2].known()) return undecided(args[2]);
    const std::string_view resource = args.size() > 2 ? as_text(args[2]) : std::string_view{};
    return permission_allows(permission, as_text(args[1]), resource, context.facts.env);
}

Value escalations(std::span<const Value> args, EvalContext& context) {
    return escalations_of(args[0], args[1], context.facts.env);
}

Value days_until(std::span<const Value> args, EvalContext& context) {
    const Value& date = args[0];
    if (date.absent()) return date;
    const auto day = date.known() ? day_number(as_text(date)) : std::nullopt;
    const auto today = day_number(context.as_of);
    if (!day || !today) return undecided(date, "a date that is not known");
    return number_value(static_cast<double>(*day - *today), date.place);
}

constexpr std::array<std::string_view, 1> a_any = {"any"};
constexpr std::array<std::string_view, 2> a_any_any = {"any", "any"};
constexpr std::array<std::string_view, 1> a_string = {"string"};
constexpr std::array<std::string_view, 2> a_string_string = {"string", "string"};
constexpr std::array<std::string_view, 3> a_target = {"any", "type", "string?"};
constexpr std::array<std::string_view, 4> a_referrers = {"any", "type", "string", "string?"};
constexpr std::array<std::string_view, 3> a_mentioned = {"any", "type", "string"};
constexpr std::array<std::string_view, 1> a_type = {"type"};
constexpr std::array<std::string_view, 2> a_ports = {"Ports", "list(any)"};

constexpr std::array<std::string_view, 3> a_permission = {"Permission", "string", "string?"};
constexpr std::array<std::string_view, 2> a_permissions = {"list(Permission)", "list(any)"};

constexpr auto functions = std::to_array<Function>({
    {"size", true, a_any, "number", "Items of a list, members of a map, bytes of a string.", size},
    {"size", false, a_any, "number", "The same, written before its argument.", size},
    {"startsWith", true, a_string_string, "bool", "Whether a string begins so.", starts_with},
    {"endsWith", true, a_string_string, "bool", "Whether a string ends so.", ends_with},
    {"contains", true, a_string_string, "bool", "Whether a string has this part.", contains},
    {"matches", true, a_string_string, "bool", "Whether a regular expression (RE2) is found in a string.", matches},
    {"like", true, a_string_string, "bool", "Whether a string fits a pattern with * and ?.", like},
    {"lowerAscii", true, a_string, "string", "The string with ASCII letters in lower case.", lower_ascii},
    {"split", true, a_string_string, "list(string)", "The pieces between separators.", split_text},
    {"orValue", true, a_any_any, "receiver", "The value, or the argument where it is absent.", or_value},
    {"first", true, a_any, "item", "The first item of a list that is there; absent where there is none.", first},
    {"target", true, a_target, "resource",
     "The resource of this type that a value names, by reference or by the literal in the type's name property; else "
     "absent.",
     target},
    {"referrers", true, a_referrers, "list(resource)",
     "The resources of a type whose property names this resource; the last argument is this resource's own name "
     "property.",
     referrers_of},
    {"mentionedIn", true, a_mentioned, "list(resource)",
     "The resources of a type in whose property a reference to this resource stands, also as a piece of a longer text.",
     mentioned_in},
    {"resources", false, a_type, "list(resource)", "All resources of a type.", resources_of},
    {"attribute", true, a_any, "string",
     "The attribute that a reference asks for (Fn::GetAtt); absent where it is none.", attribute_of},
    {"string", false, a_any, "string", "A value as text.", string_of},
    {"overlaps", true, a_ports, "bool", "Whether a port range meets a port of the list.", overlaps},
    {"coveredBy", true, a_ports, "bool", "Whether every port of a range is in the list.", covered_by},
    {"within", true, a_ports, "string", "The ports of the list that a range meets, in words.", within},
    {"allows", true, a_permission, "bool",
     "Whether a permission allows an action without a condition that narrows it, a Deny that takes it off or a "
     "boundary "
     "that stops it; with a second argument ('arn:aws:iam::*:role/*'), on all that this stands for.",
     allows},
    {"escalations", true, a_permissions, "list(Escalation)",
     "The ways of a table in which a principal with these permissions can gain more.", escalations},
    {"daysUntil", false, a_string, "number",
     "Days from the checking date to a date (YYYY-MM-DD); negative when it is past.", days_until},
});

}  // namespace

FactContext EvalContext::about(const Value& value) const {
    const Graph* graph = account == nullptr ? nullptr : account->graph_of(value.place);
    return {graph == nullptr ? facts.graph : *graph, facts.env};
}

Value FactCache::get(std::uint16_t fact, const Value& subject, FactContext& context) {
    if (subject.absent()) return subject;
    if (subject.is(ValueKind::unknown)) {
        Value unknown = subject;
        unknown.maybe_absent = true;  // as is what lies below any unknown
        return unknown;
    }
    for (const Entry& entry : entries_) {
        if (entry.fact == fact && entry.subject == subject.place) {
            if (entry.needed) context.env.need(entry.needed);
            return entry.value;
        }
    }
    const Condition before = context.env.needed();
    context.env.forget_needed();
    const Value value = all_facts()[fact].compute(subject, context);
    const Condition needed = context.env.needed();
    entries_.push_back({fact, subject.place, value, needed});
    context.env.forget_needed();
    if (before) context.env.need(before);
    if (needed) context.env.need(needed);
    return value;
}

RegexCache::RegexCache() = default;
RegexCache::~RegexCache() = default;

const re2::RE2* RegexCache::get(std::string_view pattern) {
    auto found = compiled_.find(pattern);
    if (found == compiled_.end()) {
        found = compiled_.emplace(pattern, nullptr).first;
        found->second = std::make_unique<re2::RE2>(found->first, re2::RE2::Quiet);
    }
    return found->second->ok() ? found->second.get() : nullptr;
}

std::span<const Function> all_functions() { return functions; }

}  // namespace lintel
