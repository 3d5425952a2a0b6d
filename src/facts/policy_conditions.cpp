#include "facts/policy_conditions.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "facts/addresses.h"
#include "facts/arns.h"

namespace lintel {
namespace {

/// How an operator's values are read. Operators that let a request through which lacks the key are `lax`.
enum class Test : std::uint8_t { lax, exact, wildcard, arn, address, boolean };

bool remove_suffix_ignoring_case(std::string_view& text, std::string_view suffix) {
    if (text.size() < suffix.size() || !equal_ignoring_case(text.substr(text.size() - suffix.size()), suffix))
        return false;
    text.remove_suffix(suffix.size());
    return true;
}

Test test_of(std::string_view operation) {
    struct Name {
        std::string_view name;
        Test test;
    };
    constexpr std::array<Name, 7> names = {{{"StringEquals", Test::exact},
                                            {"StringEqualsIgnoreCase", Test::exact},
                                            {"StringLike", Test::wildcard},
                                            {"ArnEquals", Test::arn},
                                            {"ArnLike", Test::arn},
                                            {"IpAddress", Test::address},
                                            {"Bool", Test::boolean}}};
    if (remove_suffix_ignoring_case(operation, "IfExists")) return Test::lax;
    const std::size_t colon = operation.find(':');
    if (colon != std::string_view::npos) {
        if (!equal_ignoring_case(operation.substr(0, colon), "ForAnyValue")) return Test::lax;
        operation.remove_prefix(colon + 1);
    }
    for (const Name& name : names) {
        if (equal_ignoring_case(operation, name.name)) return name.test;
    }
    return Test::lax;
}

bool is_one_of(std::string_view key, const auto& keys) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// Keys that hold an ARN of the caller or of what calls on its behalf.
constexpr std::array<std::string_view, 6> arn_keys = {"aws:principalarn",      "aws:sourcearn",
                                                      "aws:sourcevpcarn",      "aws:federatedprovider",
                                                      "s3:dataaccesspointarn", "elasticfilesystem:accesspointarn"};

/// Keys that hold an account, an organization, a network or an identity that nobody else can take on.
constexpr std::array<std::string_view, 19> identity_keys = {"aws:principalaccount",
                                                            "aws:principalorgid",
                                                            "aws:principalorgpaths",
                                                            "aws:principalservicename",
                                                            "aws:principalservicenameslist",
                                                            "aws:sourceaccount",
                                                            "aws:sourceowner",
                                                            "aws:sourceorgid",
                                                            "aws:sourceorgpaths",
                                                            "aws:sourcevpc",
                                                            "aws:sourcevpce",
                                                            "aws:vpceaccount",
                                                            "aws:vpceorgid",
                                                            "aws:vpceorgpaths",
                                                            "aws:userid",
                                                            "kms:calleraccount",
                                                            "s3:dataaccesspointaccount",
                                                            "sns:endpoint",
                                                            "lambda:eventsourcetoken"};

/// Truth values that only calls from within the account's own networks or from AWS services have.
constexpr std::array<std::string_view, 2> flag_keys = {"aws:principalisawsservice",
                                                       "elasticfilesystem:accessedviamounttarget"};

/// Claims of a web identity that tell one holder of a token from another. The audience does only where the provider
/// gives each application its own; GitHub and the like let the caller choose it. (Source: AWS IAM, Available keys for
/// AWS web identity federation.)
bool is_subject_claim(std::string_view key) {
    constexpr std::array<std::string_view, 14> claims = {"sub",
                                                         "email",
                                                         "oaud",
                                                         "app_id",
                                                         "user_id",
                                                         "id",
                                                         "repository",
                                                         "repository_id",
                                                         "repository_owner",
                                                         "repository_owner_id",
                                                         "job_workflow_ref",
                                                         "enterprise_id",
                                                         "organization_id",
                                                         "project_id"};
    constexpr std::array<std::string_view, 3> own_audience = {"cognito-identity.amazonaws.com", "accounts.google.com",
                                                              "appleid.apple.com"};
    const std::size_t colon = key.rfind(':');
    if (colon == std::string_view::npos) return false;
    const std::string_view provider = key.substr(0, colon);
    const std::string_view claim = key.substr(colon + 1);
    // A hole may be a host name: "${Provider}:sub".
    if (provider.find('.') == std::string_view::npos && provider.find(hole) == std::string_view::npos) return false;
    return is_one_of(claim, claims) || (claim == "aud" && is_one_of(provider, own_audience));
}

bool is_resource_key(std::string_view key) {
    constexpr std::array<std::string_view, 8> keys = {
        "aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths", "s3:resourceaccount",
        "ecs:cluster",         "ec2:vpc",           "kms:requestalias",     "kms:resourcealiases"};
    return is_one_of(key, keys) || key.find(":resourcetag/") != std::string_view::npos;
}

/// A pattern that does not fit everything. One that goes wild right behind the word for the kind of identifier fixes
/// nothing: "o-*", "repo:*:ref:refs/heads/main".
bool is_narrow(std::string_view pattern) {
    constexpr std::array<std::string_view, 4> kinds = {"repo:", "vpce-", "vpc-", "o-"};
    for (const std::string_view kind : kinds) {
        if (pattern.starts_with(kind)) return pattern.substr(kind.size()).find_first_of("*?") != 0;
    }
    return pattern.find_first_not_of("*?:/") != std::string_view::npos;
}

Truth narrows(Test test, const Value& value) {
    if (test == Test::exact) return truth(!value.absent());
    if (value.absent()) return Truth::no;
    if (test == Test::boolean) return as_truth(value);
    if (value.resource != nullptr) return Truth::yes;
    if (value.is(ValueKind::unknown)) return Truth::unknown;
    const std::string_view text = as_text(value);
    if (test == Test::wildcard) return truth(is_narrow(text));
    if (test == Test::arn) return truth(names_an_owner(text));
    const auto range = read_address_range(text);
    return range ? !range->world : Truth::unknown;
}

/// Values are alternatives: every one of them must narrow.
Judged all_narrow(const Clause& clause, Test test, Env& env) {
    if (test == Test::lax) return judged(Truth::no, clause.item);
    if (clause.values.is(ValueKind::unknown))
        return judged(test == Test::exact ? Truth::yes : Truth::unknown, clause.values);
    Judged all = judged(Truth::yes, clause.item);
    const std::vector<Value> values = placed_items(clause.values, env);
    for (const Value& value : values) {
        if (!value.absent()) all = both(all, judged(narrows(test, value), value));
    }
    return values.empty() ? judged(Truth::no, clause.item) : all;
}

template <typename Narrow>
Judged any_clause(const PolicyConditions& conditions, Narrow narrow) {
    Judged any = conditions.open;
    for (const Clause& clause : conditions.clauses) any = either(any, narrow(clause));
    return any;
}

Judged restricts(const Clause& clause, Env& env) {
    const Test test = test_of(clause.operation);
    const Judged no = judged(Truth::no, clause.item);
    if (is_one_of(clause.key, flag_keys)) return test == Test::boolean ? all_narrow(clause, test, env) : no;
    if (test == Test::boolean) return no;
    if (clause.key == "aws:sourceip") return test == Test::address ? all_narrow(clause, test, env) : no;
    if (test == Test::address) return no;
    // StringLike over an ARN is as wide as ArnLike.
    if (is_one_of(clause.key, arn_keys)) return all_narrow(clause, test == Test::wildcard ? Test::arn : test, env);
    if (is_one_of(clause.key, identity_keys) || is_subject_claim(clause.key)) return all_narrow(clause, test, env);
    return no;
}

/// What a map in Condition holds, with the unknown ones in their places.
struct Part {
    std::string_view key;
    Value value;
};

/// The members of a map; nothing where a condition decides what they are.
std::optional<std::vector<Part>> parts_of(const Value& map, Env& env) {
    std::vector<Part> parts;
    for (const Member& entry : members(map, env)) {
        if (entry.value.is(ValueKind::unknown) && entry.value.maybe_absent) return std::nullopt;
        if (!entry.value.absent()) parts.push_back({entry.key, entry.value});
    }
    return parts;
}

}  // namespace

PolicyConditions read_conditions(const Value& statement, Env& env) {
    const Value condition = member(statement, "Condition", env);
    PolicyConditions conditions;
    conditions.open = judged(Truth::no, condition);
    std::vector<Value> items;
    const auto give_up = [&](const Value& value) {
        conditions.open = judged(Truth::unknown, value);
        conditions.list = undecided_item(value);
        conditions.clauses.clear();
        return conditions;
    };
    if (condition.is(ValueKind::unknown)) return give_up(condition);
    if (condition.is(ValueKind::map)) {
        const auto operators = parts_of(condition, env);
        if (!operators) return give_up(undecided_item(condition));
        for (const Part& operation : *operators) {
            if (!operation.value.is(ValueKind::map)) {
                conditions.open = judged(Truth::unknown, operation.value);
                items.push_back(undecided_item(operation.value));
                continue;
            }
            const auto keys = parts_of(operation.value, env);
            if (!keys) return give_up(undecided_item(operation.value));
            for (const Part& key : *keys) {
                Clause clause;
                clause.operation = operation.key;
                clause.key = to_lower(key.key);
                clause.values =
                    is_open(key.value) ? key.value : list_of(placed_items(key.value, env), key.value.place, env);
                clause.item = record_of({{"operator", string_value(operation.key, operation.value.place)},
                                         {"key", string_value(env.arena().text(clause.key), key.value.place)},
                                         {"values", clause.values}},
                                        key.value.place, env);
                items.push_back(clause.item);
                conditions.clauses.push_back(std::move(clause));
            }
        }
    }
    conditions.list = list_of(items, condition.place, env);
    return conditions;
}

Judged restricts_caller(const PolicyConditions& conditions, Env& env) {
    return any_clause(conditions, [&](const Clause& clause) { return restricts(clause, env); });
}

Judged pins_resource(const PolicyConditions& conditions, Env& env) {
    return any_clause(conditions, [&](const Clause& clause) {
        return is_resource_key(clause.key) ? all_narrow(clause, test_of(clause.operation), env)
                                           : judged(Truth::no, clause.item);
    });
}

Judged names_subject(const PolicyConditions& conditions, Env& env) {
    return any_clause(conditions, [&](const Clause& clause) {
        return is_subject_claim(clause.key) ? all_narrow(clause, test_of(clause.operation), env)
                                            : judged(Truth::no, clause.item);
    });
}

Judged requires_mfa(const PolicyConditions& conditions, Env& env) {
    return any_clause(conditions, [&](const Clause& clause) {
        if (clause.key == "aws:multifactorauthpresent") return all_narrow(clause, test_of(clause.operation), env);
        const std::string operation = to_lower(clause.operation);
        const bool limits_age = clause.key == "aws:multifactorauthage" && operation.starts_with("numericlessthan") &&
                                !operation.ends_with("ifexists");
        return judged(truth(limits_age), clause.item);
    });
}

Judged expires(const PolicyConditions& conditions, Env&) {
    return any_clause(conditions, [&](const Clause& clause) {
        const bool is_time = clause.key == "aws:currenttime" || clause.key == "aws:epochtime";
        const std::string operation = to_lower(clause.operation);
        const bool is_end = operation.starts_with("datelessthan") || operation.starts_with("numericlessthan");
        return judged(truth(is_time && is_end), clause.item);
    });
}

Judged requires_key(const PolicyConditions& conditions, std::string_view key, Env& env) {
    return any_clause(conditions, [&](const Clause& clause) {
        return clause.key == key ? all_narrow(clause, test_of(clause.operation), env) : judged(Truth::no, clause.item);
    });
}

}  // namespace lintel
