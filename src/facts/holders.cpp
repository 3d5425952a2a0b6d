#include <array>
#include <vector>

#include "facts/build.h"
#include "facts/statements.h"
#include "facts/tables.h"

namespace lintel {
namespace {

/// A type of policy that says who holds it, and the property in which it does.
struct Attachment {
    std::string_view policy;
    std::string_view property;
};

/// A type of principal: the property in which it names itself, and the policies that can name it.
struct PrincipalType {
    std::string_view type;
    std::string_view name;
    std::array<Attachment, 3> attachments;
};

constexpr std::array<PrincipalType, 3> principal_types = {{
    {"AWS::IAM::Role",
     "RoleName",
     {{{"AWS::IAM::Policy", "Roles"}, {"AWS::IAM::ManagedPolicy", "Roles"}, {"AWS::IAM::RolePolicy", "RoleName"}}}},
    {"AWS::IAM::User",
     "UserName",
     {{{"AWS::IAM::Policy", "Users"}, {"AWS::IAM::ManagedPolicy", "Users"}, {"AWS::IAM::UserPolicy", "UserName"}}}},
    {"AWS::IAM::Group",
     "GroupName",
     {{{"AWS::IAM::Policy", "Groups"}, {"AWS::IAM::ManagedPolicy", "Groups"}, {"AWS::IAM::GroupPolicy", "GroupName"}}}},
}};

const PrincipalType* principal_type(std::string_view type) {
    for (const PrincipalType& candidate : principal_types) {
        if (candidate.type == type) return &candidate;
    }
    return nullptr;
}

/// Gathers the policies that reach a principal.
class Gatherer {
   public:
    explicit Gatherer(FactContext& context) : context_(context), env_(context.env) {}

    void principal(const Resource& holder) {
        const PrincipalType* kind = principal_type(holder.type);
        if (kind == nullptr || seen(holder)) return;
        const Value value = resource_value(holder);
        add_statements(value);
        for (const Attachment& attachment : kind->attachments) {
            bool open = false;
            for (const Resource* policy :
                 referrers(context_.graph, holder, attachment.policy, attachment.property, kind->name, env_, open)) {
                add_policy(*policy);
            }
            if (open) leave_open(holder);
        }
        managed_policies(value);
        if (holder.type == "AWS::IAM::User") groups_of(holder, value);
    }

    Value result(Place place) const { return open_.absent() ? list_of(statements_, place, env_) : open_; }

   private:
    bool seen(const Resource& resource) {
        for (const Resource* other : seen_) {
            if (other == &resource) return true;
        }
        seen_.push_back(&resource);
        return false;
    }

    void leave_open(const Resource& holder) {
        if (open_.absent())
            open_ = unknown_value("which policies it holds depends on what is not known here", holder.place);
    }

    void add_policy(const Resource& policy) {
        if (!seen(policy)) add_statements(resource_value(policy));
    }

    void add_statements(const Value& policy) {
        const Value own = statements_of(policy, context_);
        if (own.is(ValueKind::unknown) && open_.absent()) open_ = own;
        for (const Value& statement : placed_items(own, env_)) {
            if (equals(member(statement, "policy_kind", env_), "trust") != Truth::yes) statements_.push_back(statement);
        }
    }

    /// Those of this template: what others allow is not known here, and no reason to keep silent about these.
    void managed_policies(const Value& holder) {
        const Value arns = member(holder, "ManagedPolicyArns", env_);
        if (arns.is(ValueKind::unknown) && arns.maybe_absent) leave_open(*holder.resource);
        for (const Value& arn : placed_items(arns, env_)) {
            if (arn.is(ValueKind::unknown) && arn.maybe_absent) leave_open(*holder.resource);
            if (arn.resource != nullptr && arn.resource->type == "AWS::IAM::ManagedPolicy") add_policy(*arn.resource);
        }
    }

    void groups_of(const Resource& user, const Value& value) {
        const Value groups = member(value, "Groups", env_);
        if (groups.is(ValueKind::unknown) && groups.maybe_absent) leave_open(user);
        for (const Value& group : placed_items(groups, env_)) group_named(group, user);
        bool open = false;
        for (const Resource* addition :
             referrers(context_.graph, user, "AWS::IAM::UserToGroupAddition", "Users", "UserName", env_, open)) {
            group_named(member(resource_value(*addition), "GroupName", env_), user);
        }
        if (open) leave_open(user);
    }

    void group_named(const Value& name, const Resource& user) {
        if (name.is(ValueKind::unknown) && name.maybe_absent) leave_open(user);
        const Resource* group = named_resource(context_.graph, name, "AWS::IAM::Group", "GroupName", env_);
        if (group != nullptr) principal(*group);
    }

    FactContext& context_;
    Env& env_;
    std::vector<const Resource*> seen_;
    std::vector<Value> statements_;
    Value open_;
};

Value held_statements(const Value& subject, FactContext& context) {
    Gatherer gatherer(context);
    if (subject.resource != nullptr) gatherer.principal(*subject.resource);
    return gatherer.result(subject.place);
}

constexpr std::array<Fact, 1> facts = {{
    {Fact::Subject::resource, "held_statements", "list(Statement)",
     "What a role, user or group is granted in all: the statements of its own policies, of the policies of this "
     "template that are "
     "attached to it, and of a user's groups.",
     held_statements},
}};

}  // namespace

std::span<const Fact> holder_facts() { return facts; }

}  // namespace lintel
