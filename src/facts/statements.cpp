#include "facts/statements.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "facts/arns.h"
#include "facts/iam_actions.h"
#include "facts/policy_conditions.h"
#include "facts/policy_places.h"
#include "facts/tables.h"

namespace lintel {
namespace {

/// A member of a statement that is one string or a list of them.
struct Strings {
    Value list;  ///< unknown where the member is
    std::vector<Value> items;
    Judged open;  ///< unknown where the member is
    Truth there = Truth::no;
};

Strings read_strings(const Value& map, std::string_view key, Env& env) {
    const Value value = member(map, key, env);
    Strings strings;
    strings.there = written(value);
    strings.open = judged(is_open(value) ? Truth::unknown : Truth::no, value);
    strings.items = placed_items(value, env);
    strings.list = is_open(value) ? value : list_of(strings.items, value.place, env);
    return strings;
}

/// Whether some item passes; an absent one does not.
template <typename Test>
Judged any_item(const Strings& strings, Test test) {
    Judged any = strings.open;
    for (const Value& item : strings.items) {
        if (!item.absent()) any = either(any, judged(test(item), item));
    }
    return any;
}

/// The items that pass, each in its place: the others are absent, and those that may pass are unknown.
template <typename Test>
Value passing_items(const Strings& strings, Test test, Env& env) {
    if (strings.list.is(ValueKind::unknown)) return strings.list;
    std::vector<Value> passing;
    for (const Value& item : strings.items) {
        const Truth passes = item.absent() ? Truth::no : test(item);
        passing.push_back(passes == Truth::yes  ? item
                          : passes == Truth::no ? absent_value(item.place)
                                                : undecided_item(item));
    }
    return list_of(passing, strings.list.place, env);
}

/// For texts of actions: what `test` says of the text, where that is known.
template <typename Test>
Truth of_text(const Value& value, Test test) {
    if (!value.known()) return Truth::unknown;
    return value.is(ValueKind::string) ? test(value.text) : Truth::no;
}

Truth every_action(const Value& action) {
    // A text with holes that begins otherwise names a service.
    if (action.partial && !action.text.starts_with('*') && !action.text.starts_with(hole)) return Truth::no;
    return of_text(action, [](std::string_view text) { return truth(is_every_action(text)); });
}

/// '*', 's3:*', or a wildcard that takes in more than reading.
Truth broad_action(const Value& action) {
    return of_text(action, [](std::string_view text) {
        if (is_every_action(text) || is_whole_service(text)) return Truth::yes;
        if (text.find_first_of("*?") == std::string_view::npos) return Truth::no;
        return takes_in_changes(text);
    });
}

Truth takes_in_pass_role(const Value& item) { return item_takes_in(item, "iam:PassRole"); }

Truth manages_permissions(const Value& action) {
    if (every_action(action) == Truth::yes) return Truth::yes;
    return of_text(action, takes_in_permissions_management);
}

/// Whether what is left when these actions are taken away is still nearly all: most services stay whole.
Judged leaves_nearly_all(const Strings& not_actions) {
    constexpr std::size_t many = 40;  // of more than 400 services
    if (not_actions.there != Truth::yes) return {not_actions.there, not_actions.list.place, "a value not known here"};
    Judged all = not_actions.open;
    std::set<std::string> services;
    for (const Value& action : not_actions.items) {
        all = either(all, judged(every_action(action), action));
        const std::string_view text = as_text(action);
        if (is_whole_service(text)) services.insert(to_lower(text.substr(0, text.find(':'))));
    }
    if (services.size() >= many) return {Truth::no, not_actions.list.place, {}};
    Judged left = !all;
    left.place = not_actions.list.place;
    return left;
}

/// Who a statement is about.
struct Principals {
    Value list;
    Judged any;  ///< everybody is among them
};

Truth is_everybody(const Value& principal) {
    return principal.resource != nullptr ? Truth::no : equals(principal, "*");
}

Value account_of(std::string_view kind, const Value& principal) {
    if (kind != "AWS" || principal.resource != nullptr || principal.absent()) return absent_value(principal.place);
    const auto account = principal.is(ValueKind::unknown) ? std::nullopt : whole_account(as_text(principal));
    if (!account) return undecided_item(principal);
    Value value = account->empty() ? absent_value(principal.place) : string_value(*account, principal.place);
    value.trace = principal.trace;
    return value;
}

Value principal_record(std::string_view kind, const Value& value, Env& env) {
    const Judged any = judged(is_everybody(value), value);
    return record_of({{"kind", string_value(kind, value.place)},
                      {"value", value},
                      {"any", value_of(any)},
                      {"account", account_of(kind, value)}},
                     value.place, env);
}

Principals read_principals(const Value& statement, std::string_view key, Env& env) {
    const Value written_principals = member(statement, key, env);
    Principals principals;
    principals.any = judged(written_principals.is(ValueKind::unknown) ? Truth::unknown : Truth::no, written_principals);
    if (written_principals.is(ValueKind::unknown)) {
        principals.list = written_principals;
        return principals;
    }
    std::vector<Value> list;
    const auto add = [&](std::string_view kind, const Value& value) {
        if (value.absent()) {
            list.push_back(value);
            return;
        }
        list.push_back(principal_record(kind, value, env));
        if (kind == "*" || kind == "AWS") principals.any = either(principals.any, judged(is_everybody(value), value));
    };
    if (written_principals.is(ValueKind::map)) {
        for (const Member& kind : members(written_principals, env)) {
            if (kind.value.is(ValueKind::unknown) && kind.value.maybe_absent) {
                principals.any = judged(Truth::unknown, kind.value);
                principals.list = undecided_item(kind.value);
                return principals;
            }
            if (is_open(kind.value)) add(kind.key, kind.value);
            for (const Value& value : placed_items(kind.value, env)) add(kind.key, value);
        }
    } else {
        for (const Value& value : placed_items(written_principals, env))
            add(value.is(ValueKind::string) && value.text == "*" ? "*" : "AWS", value);
    }
    principals.list = list_of(list, written_principals.place, env);
    return principals;
}

/// Everything of every kind: '*', or ARNs with nothing but wildcards.
Judged every_resource(const Strings& resources, const Strings& not_resources) {
    const Judged listed = any_item(resources, [](const Value& resource) {
        if (resource.resource != nullptr) return Truth::no;
        if (resource.is(ValueKind::unknown)) return Truth::unknown;
        return truth(is_every_resource(as_text(resource)));
    });
    return either(listed, {not_resources.there, not_resources.list.place, "a value not known here"});
}

struct Statement {
    Value value;
    const PolicyDocument& document;
};

Value statement_record(const Statement& statement, Env& env) {
    const Value& map = statement.value;
    if (map.absent()) return map;
    if (!map.is(ValueKind::map)) return undecided_item(map);
    const Place place = map.place;

    const Value effect = member(map, "Effect", env);
    const Strings actions = read_strings(map, "Action", env);
    const Strings not_actions = read_strings(map, "NotAction", env);
    const Strings resources = read_strings(map, "Resource", env);
    const Strings not_resources = read_strings(map, "NotResource", env);
    const Principals principals = read_principals(map, "Principal", env);
    const Principals not_principals = read_principals(map, "NotPrincipal", env);
    const PolicyConditions conditions = read_conditions(map, env);

    const auto there = [&](const Strings& strings) {
        return value_of({strings.there, strings.list.place, "a value not known here"});
    };
    const Judged allows = judged(equals(effect, "Allow"), effect);
    const auto allowed = [&](Judged judgement) {
        // Blame what is allowed, not the word that allows it.
        Judged result = both(judgement, allows);
        if (result.truth == Truth::yes) result = judgement;
        return result;
    };
    const Judged any_action = any_item(actions, every_action);
    const Judged pinned = pins_resource(conditions, env);
    const Judged nearly_all = either(any_action, leaves_nearly_all(not_actions));
    const Judged passes_role = either(any_item(actions, takes_in_pass_role), [&] {
        Judged left = not_actions.there == Truth::yes
                          ? !any_item(not_actions, takes_in_pass_role)
                          : Judged{not_actions.there, not_actions.list.place, "a value not known here"};
        left.place = not_actions.list.place;
        return left;
    }());
    const auto is_wildcard = [](const Value& resource) { return is_wildcard_resource(resource); };
    const Judged on_any_role = either(any_item(resources, is_wildcard),
                                      {not_resources.there, not_resources.list.place, "a value not known here"});
    const Judged to_any_service = !requires_key(conditions, "iam:passedtoservice", env);
    const Judged scoped = either(any_item(actions,
                                          [](const Value& action) {
                                              if (every_action(action) == Truth::yes) return Truth::yes;
                                              return of_text(action, takes_in_scoped);
                                          }),
                                 {not_actions.there, not_actions.list.place, "a value not known here"});
    const Judged manages = either(any_item(actions, manages_permissions),
                                  {not_actions.there, not_actions.list.place, "a value not known here"});
    const bool identity = statement.document.kind == "identity";
    const Judged full_admin = allowed(both(both(nearly_all, every_resource(resources, not_resources)), !pinned));

    return record_of(
        {{"effect", effect},
         {"sid", member(map, "Sid", env)},
         {"actions", actions.list},
         {"not_actions", not_actions.list},
         {"resources", resources.list},
         {"not_resources", not_resources.list},
         {"principals", principals.list},
         {"not_principals", not_principals.list},
         {"conditions", conditions.list},
         {"has_not_action", there(not_actions)},
         {"has_not_resource", there(not_resources)},
         {"has_not_principal", value_of(judged(written(member(map, "NotPrincipal", env)), not_principals.list))},
         {"policy_kind", string_value(statement.document.kind, place)},
         {"policy_name", statement.document.name},
         {"grants_any_action", value_of(allowed(any_action))},
         {"any_principal", value_of(allowed(principals.any))},
         {"restricted", value_of(restricts_caller(conditions, env))},
         {"names_subject", value_of(names_subject(conditions, env))},
         {"pins_resource", value_of(pinned)},
         {"broad_actions", passing_items(actions, broad_action, env)},
         {"wildcard_resources", passing_items(resources, is_wildcard, env)},
         {"resource_scoped_actions", value_of(scoped)},
         {"manages_permissions", value_of(allowed(manages))},
         {"requires_mfa", value_of(requires_mfa(conditions, env))},
         {"expires", value_of(expires(conditions, env))},
         {"full_admin", identity ? value_of(full_admin) : boolean_value(false, place)},
         {"passes_any_role", value_of(allowed(both(both(both(passes_role, on_any_role), to_any_service), !pinned)))}},
        place, env);
}

/// The statements of one document. False where a condition that is not decided says how many there are.
bool add_statements(const PolicyDocument& document, std::vector<Value>& statements, Value& undecided, Env& env) {
    const Value& policy = document.document;
    const auto record = [&](const Value& statement) { return statement_record({statement, document}, env); };
    if (document.bare_statement || policy.is(ValueKind::unknown)) {
        statements.push_back(fact_item(env, [&] { return record(policy); }));
        return true;
    }
    const Looked looked = watched(env, [&] { return member(policy, "Statement", env); });
    if (looked.undecided) {
        undecided = unknown_value(looked.value.text, looked.value.place);
        return false;
    }
    if (looked.value.is(ValueKind::unknown)) statements.push_back(undecided_item(looked.value));
    for (const Value& statement : fact_items(looked.value, env, record)) statements.push_back(statement);
    return true;
}

Value statements(const Value& subject, FactContext& context) { return statements_of(subject, context); }

constexpr std::array<Fact, 1> facts = {{
    {Fact::Subject::resource, "statements", "list(Statement)",
     "The statements of all policy documents that a resource holds itself.", statements, holds_policies},
}};

constexpr std::array<RecordField, 27> statement_fields = {{
    {"effect", "string", "'Allow' or 'Deny'."},
    {"sid", "string", "The statement's id."},
    {"actions", "list(string)", "The items of Action."},
    {"not_actions", "list(string)", "The items of NotAction."},
    {"resources", "list(string)", "The items of Resource."},
    {"not_resources", "list(string)", "The items of NotResource."},
    {"principals", "list(Principal)", "Who is named by Principal."},
    {"not_principals", "list(Principal)", "Who is named by NotPrincipal."},
    {"conditions", "list(ConditionClause)", "The tests of Condition; all must hold."},
    {"has_not_action", "bool", "Whether NotAction is written."},
    {"has_not_resource", "bool", "Whether NotResource is written."},
    {"has_not_principal", "bool", "Whether NotPrincipal is written."},
    {"policy_kind", "string",
     "'identity' (what a principal may do), 'trust' (who may assume a role), 'resource' (who may use a resource), "
     "'endpoint' (what a VPC endpoint lets through), 'device' (what a device may do in AWS IoT), 'scp' (what an "
     "organization allows) or 'boundary' (a managed policy used only as a permissions boundary)."},
    {"policy_name", "string", "The policy's name, where it has one."},
    {"grants_any_action", "bool", "Whether it allows every action of every service."},
    {"any_principal", "bool", "Whether it allows everybody: Principal '*' or AWS '*'."},
    {"restricted", "bool",
     "Whether a condition really restricts who may call: by network, VPC, organization, account, ARN or subject of a "
     "web identity. "
     "Negated operators, IfExists, ForAllValues and bare wildcards do not."},
    {"names_subject", "bool",
     "Whether a condition names the subject of a web identity, or what else tells one holder of a token from another."},
    {"pins_resource", "bool", "Whether a condition pins the resource: its tags, account or organization."},
    {"broad_actions", "list(string)",
     "The items of Action that are '*', a whole service, or a wildcard that takes in actions which write, tag or "
     "manage permissions."},
    {"wildcard_resources", "list(string)",
     "The items of Resource that are '*' or an ARN whose resource part is a bare wildcard."},
    {"resource_scoped_actions", "bool", "Whether one of its actions supports resource-level permissions."},
    {"manages_permissions", "bool", "Whether it allows actions that manage permissions."},
    {"requires_mfa", "bool", "Whether a condition asks that the caller has signed in with a second factor."},
    {"expires", "bool", "Whether a condition on the time ends it."},
    {"full_admin", "bool", "Whether a policy of a principal allows (nearly) every action on every resource."},
    {"passes_any_role", "bool", "Whether it allows iam:PassRole on a wildcard, to any service."},
}};

constexpr std::array<RecordField, 4> principal_fields = {{
    {"kind", "string", "'AWS', 'Service', 'Federated', 'CanonicalUser', or '*' where Principal is just that."},
    {"value", "string", "The principal as written."},
    {"any", "bool", "Whether it is '*'."},
    {"account", "string", "The id of the account that it is as a whole (its id alone, or the ARN of its root)."},
}};

constexpr std::array<RecordField, 3> clause_fields = {{
    {"operator", "string", "The operator, as written ('StringEquals', 'ForAnyValue:ArnLike')."},
    {"key", "string", "The condition key in lower case ('aws:sourceip')."},
    {"values", "list(string)", "The values of which one must fit."},
}};

constexpr std::array<Record, 3> records = {
    {{"Statement", statement_fields}, {"Principal", principal_fields}, {"ConditionClause", clause_fields}}};

}  // namespace

Value statements_of(const Value& resource, FactContext& context) {
    const PolicyDocuments found = policy_documents(resource, context);
    if (!found.undecided.absent()) return found.undecided;
    std::vector<Value> all;
    Value undecided;
    for (const PolicyDocument& document : found.documents) {
        if (!add_statements(document, all, undecided, context.env)) return undecided;
    }
    return list_of(all, resource.place, context.env);
}

Truth item_takes_in(const Value& item, std::string_view action) {
    if (item.partial) {
        const std::string sure = to_lower(item.text.substr(0, item.text.find_first_of(std::string("*?") + hole)));
        if (!to_lower(action).starts_with(sure)) return Truth::no;
    }
    return of_text(item, [&](std::string_view text) { return truth(takes_in(text, action)); });
}

std::vector<Value> statements_of_document(const Value& document, std::string_view kind, Env& env) {
    std::vector<Value> all;
    Value undecided;
    if (!add_statements({document, kind, absent_value(document.place)}, all, undecided, env)) return {undecided};
    return all;
}

std::span<const Fact> statement_facts() { return facts; }
std::span<const Record> statement_records() { return records; }

}  // namespace lintel
