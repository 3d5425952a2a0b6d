#include <array>

#include "facts/build.h"
#include "facts/holders.h"
#include "facts/tables.h"

namespace lintel {
namespace {

Value reaching_statements(const Value& subject, FactContext& context) {
    Env& env = context.env;
    if (subject.resource == nullptr || !holds_permissions(subject.resource->type))
        return list_of(std::vector<Value>{}, subject.place, env);
    if (subject.resource->stands_in) return unknown_value("what it holds where it is declared", subject.place);
    const HeldPolicies held = held_policies(*subject.resource, context);
    if (!held.undecided.absent()) return held.undecided;
    std::vector<Value> all;
    for (const HeldStatement& each : held.statements) all.push_back(each.statement);
    if (held.bounds) all.insert(all.end(), held.bounds->begin(), held.bounds->end());
    for (const Value& each : held.elsewhere)
        all.push_back(unknown_value("what a policy or group says that is not declared here", each.place));
    return list_of(all, subject.place, env);
}

constexpr std::array<Fact, 1> facts = {{
    {Fact::Subject::resource, "reaching_statements", "list(Statement)",
     "The statements that reach a role, user or group: of its policies, its permissions boundary and a user's groups. "
     "A policy or group that is not declared here is an unknown one among them, unless the policy is one of AWS's own.",
     reaching_statements, holds_permissions},
}};

}  // namespace

std::span<const Fact> reaching_facts() { return facts; }

}  // namespace lintel
