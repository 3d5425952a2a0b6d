#include "facts/permissions.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "facts/arns.h"
#include "facts/build.h"
#include "facts/holders.h"
#include "facts/statements.h"
#include "facts/tables.h"

namespace lintel {
namespace {

struct Request {
    std::string_view action;
    std::string_view resource;  ///< a pattern for ARNs; empty: any
    std::string_view service;   ///< to which a role is passed; empty: any
};

/// Whether some item of a member passes; unknown where the member is.
template <typename Test>
Judged any_of(const Value& statement, std::string_view field, Env& env, Test test) {
    const Value list = member(statement, field, env);
    Judged any = judged(list.is(ValueKind::unknown) ? Truth::unknown : Truth::no, list);
    for (const Value& item : placed_items(list, env)) {
        if (!item.absent()) any = either(any, judged(test(item), item));
    }
    return any;
}

Judged flag(const Value& statement, std::string_view field, Env& env) {
    const Value value = member(statement, field, env);
    return judged(as_truth(value), value);
}

Judged covers_action(const Value& statement, std::string_view action, Env& env) {
    const auto takes = [&](const Value& item) { return item_takes_in(item, action); };
    const Judged listed = any_of(statement, "actions", env, takes);
    Judged left = both(flag(statement, "has_not_action", env), !any_of(statement, "not_actions", env, takes));
    if (left.truth == Truth::yes) left.place = member(statement, "not_actions", env).place;
    return either(listed, left);
}

/// Whether an item of Resource is about the service of an action at all. What cannot be told is taken to fit: nobody
/// writes resources that do not go with the actions, but under wildcards.
Truth fits_service(const Value& item, std::string_view service) {
    if (item.resource != nullptr) {
        const std::vector<std::string_view> type = split(item.resource->type, "::");
        return truth(type.size() < 2 || equal_ignoring_case(type[1], service));
    }
    if (item.is(ValueKind::unknown)) return Truth::unknown;
    return truth(!as_text(item).starts_with("arn:") || names_service(as_text(item), service));
}

Truth takes_in_all(const Value& item, std::string_view resource) {
    if (item.resource != nullptr) return Truth::no;
    if (item.is(ValueKind::unknown)) return Truth::unknown;
    return truth(takes_in_arn(as_text(item), resource));
}

/// What NotResource excludes in part is covered nearly all the same.
Judged covers_resource(const Value& statement, const Request& request, Env& env) {
    const std::string_view service = request.action.substr(0, request.action.find(':'));
    const auto takes = [&](const Value& item) {
        return request.resource.empty() ? fits_service(item, service) : takes_in_all(item, request.resource);
    };
    const auto excepts = [&](const Value& item) {
        return takes_in_all(item, request.resource.empty() ? std::string_view("*") : request.resource);
    };
    return either(any_of(statement, "resources", env, takes),
                  both(flag(statement, "has_not_resource", env), !any_of(statement, "not_resources", env, excepts)));
}

/// Conditions that do not change what the holder may do, only from where, when and how it calls; and those on what the
/// holder says itself in the call. (Source: AWS IAM User Guide, AWS global condition context keys.)
bool is_harmless_key(std::string_view key) {
    constexpr std::array<std::string_view, 21> keys = {"aws:currenttime",
                                                       "aws:epochtime",
                                                       "aws:multifactorauthage",
                                                       "aws:multifactorauthpresent",
                                                       "aws:principalaccount",
                                                       "aws:principalisawsservice",
                                                       "aws:principalorgid",
                                                       "aws:principaltype",
                                                       "aws:referer",
                                                       "aws:requestedregion",
                                                       "aws:securetransport",
                                                       "aws:sourceip",
                                                       "aws:sourcevpc",
                                                       "aws:sourcevpce",
                                                       "aws:tagkeys",
                                                       "aws:tokenissuetime",
                                                       "aws:useragent",
                                                       "aws:viaawsservice",
                                                       "aws:vpcsourceip",
                                                       "ec2:instancetype",
                                                       "ec2:region"};
    return std::binary_search(keys.begin(), keys.end(), key) || key.starts_with("aws:requesttag/");
}

bool contains_ignoring_case(std::string_view text, std::string_view lower) {
    return to_lower(text).find(lower) != std::string::npos;
}

/// How a clause sorts requests.
struct ClauseKind {
    bool harmless = false;
    bool negated = false;  ///< it holds for whoever does not have one of the values
    bool null = false;     ///< it asks whether the key is there
};

ClauseKind kind_of(const Value& clause, Env& env) {
    const std::string_view operation = as_text(member(clause, "operator", env));
    return {is_harmless_key(as_text(member(clause, "key", env))), contains_ignoring_case(operation, "not"),
            equal_ignoring_case(operation, "Null")};
}

Truth any_value(const Value& clause, Env& env, auto test) {
    const Value values = member(clause, "values", env);
    Truth any = values.is(ValueKind::unknown) ? Truth::unknown : Truth::no;
    for (const Value& value : placed_items(values, env)) {
        if (!value.absent()) any = either(any, value.known() ? truth(test(as_text(value))) : Truth::unknown);
    }
    return any;
}

/// Whether the values of a clause on iam:PassedToService take in the service.
Truth passes_to(const Value& clause, std::string_view service, Env& env) {
    return any_value(clause, env, [&](std::string_view text) { return matches_wildcard(service, to_lower(text)); });
}

bool is_about_service(const Value& clause, const Request& request, Env& env) {
    return !request.service.empty() && equals(member(clause, "key", env), "iam:passedtoservice") == Truth::yes;
}

/// Whether an Allow with this clause allows less than without.
Truth narrows(const Value& clause, const Request& request, Env& env) {
    if (clause.is(ValueKind::unknown)) return Truth::unknown;
    const ClauseKind kind = kind_of(clause, env);
    if (kind.harmless) return Truth::no;
    if (kind.null) return any_value(clause, env, [](std::string_view text) { return text == "false"; });
    if (is_about_service(clause, request, env)) {
        const Truth named = passes_to(clause, request.service, env);
        return kind.negated ? named : !named;
    }
    if (kind.negated) return Truth::no;
    return !any_value(clause, env,
                      [](std::string_view text) { return text.find_first_not_of('*') == std::string::npos; });
}

/// Whether nobody can call in such a way that this clause of a Deny does not hold, unless the call is a narrower one.
Truth denies_all_else(const Value& clause, const Request& request, Env& env) {
    if (clause.is(ValueKind::unknown)) return Truth::unknown;
    const ClauseKind kind = kind_of(clause, env);
    if (kind.harmless) return Truth::no;
    if (kind.null) return any_value(clause, env, [](std::string_view text) { return text == "true"; });
    if (is_about_service(clause, request, env)) {
        const Truth named = passes_to(clause, request.service, env);
        return kind.negated ? !named : named;
    }
    return truth(kind.negated);
}

/// Whether a statement, as far as its conditions say, is about the request; each clause has a say.
Judged all_clauses(const Value& statement, Env& env, auto test) {
    const Value list = member(statement, "conditions", env);
    Judged all = judged(list.is(ValueKind::unknown) ? Truth::unknown : Truth::yes, list);
    for (const Value& clause : placed_items(list, env)) {
        if (!clause.absent()) all = both(all, judged(test(clause), clause));
    }
    return all;
}

Judged has_effect(const Value& statement, std::string_view effect, Env& env) {
    const Value written = member(statement, "effect", env);
    return judged(equals(written, effect), written);
}

Judged grants(const Value& statement, const Request& request, Env& env) {
    if (statement.absent()) return judged(Truth::no, statement);
    const Judged action = covers_action(statement, request.action, env);
    if (action.truth == Truth::no) return action;
    Judged all = both(action, has_effect(statement, "Allow", env));
    all = both(all, covers_resource(statement, request, env));
    all = both(all, all_clauses(statement, env, [&](const Value& clause) { return !narrows(clause, request, env); }));
    if (all.truth == Truth::unknown) env.need(statement.needs);
    // Blame what is allowed, not the word that allows it.
    return all.truth == Truth::yes ? action : all;
}

/// Whether a Deny takes all of it off. A statement that nobody can know is no reason to doubt what others allow.
Judged denies(const Value& statement, const Request& request, Env& env) {
    if (statement.absent()) return judged(Truth::no, statement);
    if (statement.is(ValueKind::unknown) && !statement.needs) return judged(Truth::no, statement);
    const Judged about = both(covers_action(statement, request.action, env), covers_resource(statement, request, env));
    Judged all = both(about, has_effect(statement, "Deny", env));
    if (all.truth == Truth::no) return all;
    all = both(all,
               all_clauses(statement, env, [&](const Value& clause) { return denies_all_else(clause, request, env); }));
    if (all.truth == Truth::unknown) env.need(statement.needs);
    return all;
}

Judged any_statement(const Value& list, Env& env, auto test) {
    Judged any = judged(list.is(ValueKind::unknown) ? Truth::unknown : Truth::no, list);
    for (const Value& statement : placed_items(list, env)) {
        any = either(any, test(statement));
        if (any.truth == Truth::yes) break;
    }
    return any;
}

Judged allows(const Value& permission, const Request& request, Env& env) {
    const Judged granted = grants(member(permission, "statement", env), request, env);
    if (granted.truth == Truth::no) return granted;
    const auto denied = [&](const Value& statement) { return denies(statement, request, env); };
    Judged all = both(granted, !any_statement(member(permission, "denials", env), env, denied));
    const Value bounds = member(permission, "bounds", env);
    if (all.truth != Truth::no && !bounds.absent()) {
        all = both(all, !any_statement(bounds, env, denied));
        all = both(all, any_statement(bounds, env, [&](const Value& bound) { return grants(bound, request, env); }));
    }
    return all.truth == Truth::yes ? granted : all;
}

/// One thing that a path needs.
struct Need {
    Request request;
    std::string_view words;
};

std::vector<Need> needs_of(const Value& path, Env& env) {
    std::vector<Need> needs;
    const Value service = member(path, "passes_to", env);
    if (!service.absent())
        needs.push_back({{"iam:PassRole", "arn:aws:iam::*:role/*", as_text(service)}, "iam:PassRole"});
    for (const Value& need : items(member(path, "needs", env), env)) {
        const std::string_view action = as_text(member(need, "action", env));
        needs.push_back({{action, as_text(member(need, "on_all", env)), {}}, action});
    }
    return needs;
}

/// The principal's permission that meets a need.
struct Met {
    Judged how;
    Value statement;
};

Met meet(const std::vector<Value>& permissions, const Need& need, Env& env) {
    Met met;
    met.how = {Truth::no, {}, {}};
    for (const Value& permission : permissions) {
        if (permission.absent()) continue;
        met.how = either(met.how, allows(permission, need.request, env));
        if (met.how.truth != Truth::yes) continue;
        met.statement = member(permission, "statement", env);
        break;
    }
    return met;
}

void add_once(std::vector<Value>& statements, const Value& statement) {
    const auto same = [&](const Value& other) { return other.members == statement.members; };
    if (std::none_of(statements.begin(), statements.end(), same)) statements.push_back(statement);
}

/// "iam:PassRole + ec2:RunInstances, iam:CreatePolicyVersion and 3 more".
std::string in_words(const std::vector<std::string>& ways) {
    constexpr std::size_t most = 3;
    const std::vector<std::string> spelled(ways.begin(),
                                           ways.begin() + static_cast<std::ptrdiff_t>(std::min(most, ways.size())));
    std::string text = join(spelled, ", ");
    if (ways.size() > most) text += cat(" and ", ways.size() - most, " more");
    return text;
}

/// The ways that begin with one permission of a principal, which are those of which it grants the first need.
Value escalation(const Value& permission, const std::vector<Value>& all, const std::vector<std::vector<Need>>& paths,
                 Env& env) {
    std::vector<std::string> ways;
    std::vector<Value> statements = {member(permission, "statement", env)};
    std::string_view begins_with;
    Place place;
    Judged open;
    for (const std::vector<Need>& needs : paths) {
        Judged met = allows(permission, needs.front().request, env);
        if (met.truth == Truth::no) continue;
        const Place by = met.place;
        std::vector<Value> with;
        std::string words(needs.front().words);
        for (std::size_t i = 1; i < needs.size() && met.truth != Truth::no; ++i) {
            const Met other = meet(all, needs[i], env);
            met = both(met, other.how);
            with.push_back(other.statement);
            if (needs[i].words != needs[i - 1].words) words += cat(" + ", needs[i].words);
        }
        if (met.truth == Truth::unknown) open = met;
        if (met.truth != Truth::yes) continue;
        if (ways.empty()) {
            place = by;
            begins_with = needs.front().words;
        }
        ways.push_back(words);
        for (const Value& statement : with) add_once(statements, statement);
    }
    if (ways.empty() && open.truth == Truth::unknown) return undecided_item(value_of(open));
    if (ways.empty()) return absent_value(permission.place);
    return record_of({{"by", string_value(begins_with, place)},
                      {"ways", string_value(env.arena().text(in_words(ways)), place)},
                      {"statements", list_of(statements, permission.place, env)}},
                     permission.place, env);
}

Value permissions(const Value& subject, FactContext& context) {
    if (subject.resource == nullptr || !holds_permissions(subject.resource->type))
        return list_of({}, subject.place, context.env);
    Env& env = context.env;
    const HeldPolicies held = held_policies(*subject.resource, context);
    if (!held.undecided.absent()) return held.undecided;
    std::vector<Value> denials;
    for (const auto& [statement, aws_managed] : held.statements) {
        const bool may_deny =
            statement.is(ValueKind::unknown) || equals(member(statement, "effect", env), "Deny") != Truth::no;
        if (!statement.absent() && may_deny) denials.push_back(statement);
    }
    const Value denied = list_of(denials, subject.place, env);
    const Value bounds = held.bounds ? list_of(*held.bounds, subject.place, env) : absent_value(subject.place);
    std::vector<Value> all;
    for (const auto& [statement, aws_managed] : held.statements) {
        const bool allows_nothing = equals(member(statement, "effect", env), "Deny") == Truth::yes;
        if (statement.absent() || allows_nothing) {
            all.push_back(absent_value(statement.place));
            continue;
        }
        Value permission = statement.is(ValueKind::unknown)
                               ? undecided_item(statement)
                               : record_of({{"statement", statement},
                                            {"aws_managed", boolean_value(aws_managed, statement.place)},
                                            {"denials", denied},
                                            {"bounds", bounds}},
                                           statement.place, env);
        permission.needs = statement.needs;
        all.push_back(permission);
    }
    return list_of(all, subject.place, env);
}

constexpr std::array<Fact, 1> facts = {{
    {Fact::Subject::resource, "permissions", "list(Permission)",
     "What a principal (role, user, group, permission set, serverless function) is granted in all: by its own "
     "policies, "
     "those of the input that are attached to it, a user's groups, and AWS-managed policies of weight. Of a policy "
     "that "
     "nobody in the input holds, what it grants.",
     permissions, holds_permissions},
}};

constexpr std::array<RecordField, 4> permission_fields = {{
    {"statement", "Statement", "The statement that grants it."},
    {"aws_managed", "bool", "Whether it comes from an AWS-managed policy, named by its ARN."},
    {"denials", "list(Statement)", "The Deny statements that reach the same principal."},
    {"bounds", "list(Statement)", "The statements of its permissions boundary; absent where it has none."},
}};

constexpr std::array<RecordField, 3> escalation_fields = {{
    {"by", "any", "The item of Action with which it begins."},
    {"ways", "string", "The actions that are used together, in words."},
    {"statements", "list(Statement)", "The statements that grant them."},
}};

constexpr std::array<Record, 2> records = {{{"Permission", permission_fields}, {"Escalation", escalation_fields}}};

}  // namespace

Value permission_allows(const Value& permission, std::string_view action, std::string_view resource, Env& env) {
    if (permission.absent()) return boolean_value(false, permission.place);
    return value_of(allows(permission, {action, resource, {}}, env));
}

Value escalations_of(const Value& permissions, const Value& paths, Env& env) {
    if (permissions.is(ValueKind::unknown)) return permissions;
    const std::vector<Value> all = placed_items(permissions, env);
    const bool has_everything = std::any_of(all.begin(), all.end(), [&](const Value& permission) {
        return as_truth(member(member(permission, "statement", env), "full_admin", env)) == Truth::yes;
    });
    std::vector<std::vector<Need>> ways;
    for (const Value& path : items(paths, env)) ways.push_back(needs_of(path, env));
    std::vector<Value> found;
    for (const Value& permission : all) {
        const bool of_aws = as_truth(member(permission, "aws_managed", env)) == Truth::yes;
        if (permission.absent() || of_aws || has_everything)
            found.push_back(absent_value(permission.place));
        else
            found.push_back(fact_item(env, [&] {
                if (permission.is(ValueKind::unknown)) env.need(permission.needs);
                return escalation(permission, all, ways, env);
            }));
    }
    return list_of(found, permissions.place, env);
}

std::span<const Fact> permission_facts() { return facts; }
std::span<const Record> permission_records() { return records; }

}  // namespace lintel
