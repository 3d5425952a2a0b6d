#include "terraform/policy_document.h"

#include <algorithm>
#include <array>
#include <vector>

#include "model/json_text.h"

namespace lintel {
namespace {

bool is_gone(const Value& value) { return value.absent() || value.is(ValueKind::null); }

Value list_of(const std::vector<Value>& values, Place place, Env& env) {
    const auto members = env.arena().array<Member>(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) members[i].value = values[i];
    return list_value(members, place);
}

Value map_of(const std::vector<Member>& members, Place place, Env& env) {
    return map_value(env.arena().copy(members), place);
}

/// Adds a member unless nothing, or an empty list, is written.
void add(std::vector<Member>& members, std::string_view key, const Value& value) {
    if (is_gone(value) || (value.is(ValueKind::list) && value.count == 0)) return;
    members.push_back({key, value});
}

/// The items of both.
Value joined(const Value& first, const Value& second, Env& env) {
    std::vector<Value> all = items_or_single(first, env);
    for (const Value& each : items_or_single(second, env)) all.push_back(each);
    return list_of(all, first.place, env);
}

/// Principals by type; a type of "*" stands for everybody.
Value principals(const Value& blocks, Env& env) {
    std::vector<Member> by_type;
    for (const Value& block : items_or_single(blocks, env)) {
        if (!block.is(ValueKind::map)) return block;
        const Value type = member(block, "type", env);
        const Value identifiers = member(block, "identifiers", env);
        if (!type.known()) return type.is(ValueKind::unknown) ? type : unknown_value("a type of principal", type.place);
        if (as_text(type) == "*") {
            const Value everybody = string_value("*", type.place);
            return everybody;
        }
        const auto same = std::find_if(by_type.begin(), by_type.end(),
                                       [&](const Member& other) { return other.key == as_text(type); });
        if (same == by_type.end()) {
            by_type.push_back({as_text(type), identifiers});
            continue;
        }
        same->value = joined(same->value, identifiers, env);
    }
    return by_type.empty() ? absent_value(blocks.place) : map_of(by_type, blocks.place, env);
}

/// Conditions by operator and key.
Value conditions(const Value& blocks, Env& env) {
    struct Test {
        std::string_view operation;
        std::vector<Member> keys;
    };
    std::vector<Test> tests;
    for (const Value& block : items_or_single(blocks, env)) {
        if (!block.is(ValueKind::map)) return block;
        const Value operation = member(block, "test", env);
        const Value key = member(block, "variable", env);
        if (!operation.known() || !key.known()) return unknown_value("a condition of the policy", block.place);
        auto test = std::find_if(tests.begin(), tests.end(),
                                 [&](const Test& other) { return other.operation == as_text(operation); });
        if (test == tests.end()) test = tests.insert(tests.end(), {as_text(operation), {}});
        const Value values = member(block, "values", env);
        const auto same = std::find_if(test->keys.begin(), test->keys.end(),
                                       [&](const Member& other) { return other.key == as_text(key); });
        if (same == test->keys.end()) {
            test->keys.push_back({as_text(key), values});
        } else {
            same->value = joined(same->value, values, env);
        }
    }
    std::vector<Member> by_operation;
    for (const Test& test : tests) by_operation.push_back({test.operation, map_of(test.keys, blocks.place, env)});
    return by_operation.empty() ? absent_value(blocks.place) : map_of(by_operation, blocks.place, env);
}

Value statement(const Value& block, Env& env) {
    if (!block.is(ValueKind::map)) return block;
    std::vector<Member> members;
    add(members, "Sid", member(block, "sid", env));
    const Value effect = member(block, "effect", env);
    members.push_back({"Effect", is_gone(effect) ? string_value("Allow", block.place) : effect});
    struct Renamed {
        std::string_view attribute;
        std::string_view element;
    };
    constexpr std::array<Renamed, 4> lists = {{{"actions", "Action"},
                                               {"not_actions", "NotAction"},
                                               {"resources", "Resource"},
                                               {"not_resources", "NotResource"}}};
    for (const Renamed& list : lists) add(members, list.element, member(block, list.attribute, env));
    add(members, "Principal", principals(member(block, "principals", env), env));
    add(members, "NotPrincipal", principals(member(block, "not_principals", env), env));
    add(members, "Condition", conditions(member(block, "condition", env), env));
    Value value = map_of(members, block.place, env);
    value.trace = block.trace;
    return value;
}

/// Statements in the order of the rendered document.
class Statements {
   public:
    explicit Statements(Env& env) : env_(env) {}

    void append(const Value& statement) { all_.push_back(statement); }

    /// Takes the place of the one with the same Sid, if there is one.
    void override_with(const Value& statement) {
        const std::string_view sid = sid_of(statement);
        for (Value& other : all_) {
            if (sid.empty() || sid_of(other) != sid) continue;
            other = statement;
            return;
        }
        append(statement);
    }

    /// Each statement of the policies that an attribute holds: one, or a list of them, as text or structure.
    template <typename Add>
    void each_of(const Value& documents, Add add) {
        if (is_gone(documents)) return;
        for (const Value& text : items_or_single(documents, env_)) {
            const Value policy = json_in(text, env_);
            if (!policy.is(ValueKind::map)) {
                Value open = unknown_value(policy.is(ValueKind::unknown) ? policy.text : "a policy that is not known",
                                           policy.place);
                open.maybe_absent = true;
                append(open);
                continue;
            }
            for (const Value& statement : items_or_single(member(policy, "Statement", env_), env_)) add(statement);
        }
    }

    const std::vector<Value>& all() const { return all_; }

   private:
    std::string_view sid_of(const Value& statement) {
        if (!statement.is(ValueKind::map)) return {};
        const Value sid = member(statement, "Sid", env_);
        return sid.known() ? as_text(sid) : std::string_view{};
    }

    Env& env_;
    std::vector<Value> all_;
};

}  // namespace

Value rendered_policy(const Value& attributes, Env& env) {
    if (!attributes.is(ValueKind::map)) return attributes;
    Statements statements(env);
    const auto append = [&](const Value& each) { statements.append(each); };
    const auto replace = [&](const Value& each) { statements.override_with(each); };
    statements.each_of(member(attributes, "source_json", env), append);
    statements.each_of(member(attributes, "source_policy_documents", env), append);
    const Value own = member(attributes, "statement", env);
    if (own.is(ValueKind::unknown)) return own;
    for (const Value& block : items_or_single(own, env)) statements.override_with(statement(block, env));
    statements.each_of(member(attributes, "override_policy_documents", env), replace);
    statements.each_of(member(attributes, "override_json", env), replace);

    const Value version = member(attributes, "version", env);
    std::vector<Member> members = {
        {"Version", is_gone(version) ? string_value("2012-10-17", attributes.place) : version},
        {"Statement", list_of(statements.all(), own.absent() ? attributes.place : own.place, env)}};
    return map_of(members, attributes.place, env);
}

}  // namespace lintel
