#include "facts/holders.h"

#include <algorithm>
#include <array>

#include "facts/aws_managed_policies.h"
#include "facts/build.h"
#include "facts/statements.h"

namespace lintel {
namespace {

/// A type of policy that says who holds it, and the property in which it does.
struct Attachment {
    std::string_view policy;
    std::string_view property;
};

/// A type of principal. Properties that it does not have are empty.
struct PrincipalType {
    std::string_view type;
    std::string_view name;                  ///< the property in which it names itself
    std::string_view managed;               ///< that lists managed policies by ARN (or, in AWS SAM, by name)
    std::string_view boundary;              ///< that names its permissions boundary
    std::array<Attachment, 3> attachments;  ///< the policies that can name it
};

constexpr std::array<PrincipalType, 6> principal_types = {{
    {"AWS::IAM::Role",
     "RoleName",
     "ManagedPolicyArns",
     "PermissionsBoundary",
     {{{"AWS::IAM::Policy", "Roles"}, {"AWS::IAM::ManagedPolicy", "Roles"}, {"AWS::IAM::RolePolicy", "RoleName"}}}},
    {"AWS::IAM::User",
     "UserName",
     "ManagedPolicyArns",
     "PermissionsBoundary",
     {{{"AWS::IAM::Policy", "Users"}, {"AWS::IAM::ManagedPolicy", "Users"}, {"AWS::IAM::UserPolicy", "UserName"}}}},
    {"AWS::IAM::Group",
     "GroupName",
     "ManagedPolicyArns",
     {},
     {{{"AWS::IAM::Policy", "Groups"}, {"AWS::IAM::ManagedPolicy", "Groups"}, {"AWS::IAM::GroupPolicy", "GroupName"}}}},
    {"AWS::SSO::PermissionSet", "Name", "ManagedPolicies", "PermissionsBoundary", {}},
    {"AWS::Serverless::Function", {}, "Policies", "PermissionsBoundary", {}},
    {"AWS::Serverless::StateMachine", {}, "Policies", "PermissionsBoundary", {}},
}};

constexpr std::array<std::string_view, 5> policy_types = {"AWS::IAM::GroupPolicy", "AWS::IAM::ManagedPolicy",
                                                          "AWS::IAM::Policy", "AWS::IAM::RolePolicy",
                                                          "AWS::IAM::UserPolicy"};

const PrincipalType* principal_type(std::string_view type) {
    for (const PrincipalType& candidate : principal_types) {
        if (candidate.type == type) return &candidate;
    }
    return nullptr;
}

/// A principal that the input declares; one that a part stands in for is declared elsewhere.
bool is_declared_principal(const Resource& resource) {
    return !resource.stands_in && principal_type(resource.type) != nullptr;
}

/// Gathers the policies that reach a principal.
class Gatherer {
   public:
    explicit Gatherer(FactContext& context) : context_(context), env_(context.env) {}

    HeldPolicies of_principal(const Resource& holder) {
        principal(holder);
        const Value value = resource_value(holder);
        const std::string_view property = principal_type(holder.type)->boundary;
        if (!property.empty()) boundary(member(value, property, env_));
        return result();
    }

    HeldPolicies of_policy(const Resource& policy) {
        add_policy(policy);
        return result();
    }

   private:
    /// What an open condition leaves undecided makes all of it so; what nobody can tell is one item that is unknown.
    HeldPolicies result() {
        if (!open_.absent()) {
            if (env_.needed())
                held_.undecided = open_;
            else
                held_.statements.push_back({undecided_item(open_)});
        }
        return std::move(held_);
    }

    void principal(const Resource& holder) {
        const PrincipalType* kind = principal_type(holder.type);
        if (kind == nullptr || seen(holder)) return;
        const Value value = resource_value(holder);
        add_statements(value);
        for (const Attachment& attachment : kind->attachments) {
            if (attachment.policy.empty()) continue;
            bool open = false;
            for (const Resource* policy :
                 referrers(context_.graph, holder, attachment.policy, attachment.property, kind->name, env_, open)) {
                add_policy(*policy);
            }
            if (open) leave_open(holder);
        }
        managed_policies(member(value, kind->managed, env_), holder);
        if (holder.type == "AWS::SSO::PermissionSet") {
            for (const Value& reference : placed_items(member(value, "CustomerManagedPolicyReferences", env_), env_))
                add_named(member(reference, "Name", env_));
        }
        if (holder.type == "AWS::IAM::User") groups_of(holder, value);
    }

    bool seen(const Resource& resource) {
        if (std::find(seen_.begin(), seen_.end(), &resource) != seen_.end()) return true;
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

    void add_named(const Value& name) {
        const Resource* policy =
            named_resource(context_.graph, name, "AWS::IAM::ManagedPolicy", "ManagedPolicyName", env_);
        if (policy != nullptr) add_policy(*policy);
    }

    /// Those statements of a resource that grant, and those of which that is not known.
    void add_statements(const Value& policy) {
        const Value own = statements_of(policy, context_);
        if (own.is(ValueKind::unknown) && open_.absent()) open_ = own;
        for (const Value& statement : placed_items(own, env_)) {
            if (statement.absent() || equals(member(statement, "policy_kind", env_), "identity") != Truth::no)
                held_.statements.push_back({statement});
        }
    }

    void managed_policies(const Value& list, const Resource& holder) {
        if (list.is(ValueKind::unknown) && list.maybe_absent) leave_open(holder);
        for (const Value& policy : placed_items(list, env_)) {
            if (policy.is(ValueKind::unknown) && policy.maybe_absent) leave_open(holder);
            if (policy.resource != nullptr && policy.resource->type == "AWS::IAM::ManagedPolicy")
                add_policy(*policy.resource);
            else if (const auto document = aws_managed_policy(policy, env_))
                for (const Value& statement : statements_of_document(*document, "identity", env_))
                    held_.statements.push_back({statement, true});
            else if (!is_of_aws(policy))
                held_.elsewhere.push_back(policy);
        }
        if (is_open(list) && !list.maybe_absent) held_.elsewhere.push_back(list);
    }

    /// Whether it is not there, a document or template of AWS SAM, or the ARN of a policy that AWS keeps.
    static bool is_of_aws(const Value& policy) {
        return policy.absent() || policy.is(ValueKind::null) ||
               (policy.is(ValueKind::map) && policy.resource == nullptr) ||
               as_text(policy).find(":iam::aws:policy/") != std::string_view::npos;
    }

    void boundary(const Value& written) {
        if (written.absent() || written.is(ValueKind::null)) return;
        std::vector<Value>& bounds = held_.bounds.emplace();
        // A permission set writes {ManagedPolicyArn} or {CustomerManagedPolicyReference: {Name}}.
        const bool is_choice = written.is(ValueKind::map) && written.resource == nullptr;
        const Value policy = is_choice ? member(written, "ManagedPolicyArn", env_) : written;
        const Resource* declared = policy.resource;
        if (is_choice && policy.absent()) {
            const Value name = member(member(written, "CustomerManagedPolicyReference", env_), "Name", env_);
            declared = named_resource(context_.graph, name, "AWS::IAM::ManagedPolicy", "ManagedPolicyName", env_);
        }
        if (declared != nullptr && declared->type == "AWS::IAM::ManagedPolicy") {
            add_bounds(resource_value(*declared), bounds);
        } else if (const auto document = aws_managed_policy(policy, env_)) {
            bounds = statements_of_document(*document, "boundary", env_);
        } else {
            bounds.push_back(unknown_value("a permissions boundary that is not declared here", written.place));
        }
    }

    /// The same policy may bound and grant.
    void add_bounds(const Value& policy, std::vector<Value>& bounds) {
        const Value own = statements_of(policy, context_);
        if (own.is(ValueKind::unknown)) bounds.push_back(own);
        for (const Value& statement : placed_items(own, env_)) bounds.push_back(statement);
    }

    void groups_of(const Resource& user, const Value& value) {
        const Value groups = member(value, "Groups", env_);
        if (groups.is(ValueKind::unknown) && groups.maybe_absent) leave_open(user);
        for (const Value& group : placed_items(groups, env_)) group_named(group, user);
        if (is_open(groups) && !groups.maybe_absent) held_.elsewhere.push_back(groups);
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
        if (group != nullptr)
            principal(*group);
        else if (!name.absent())
            held_.elsewhere.push_back(name);
    }

    FactContext& context_;
    Env& env_;
    std::vector<const Resource*> seen_;
    HeldPolicies held_;
    Value open_;
};

/// Whether a principal that the input declares holds the policy.
Truth has_holder(const Resource& policy, FactContext& context) {
    Truth held = Truth::no;
    const Value value = resource_value(policy);
    // It names them: who names nobody's policy is no holder.
    for (const PrincipalType& kind : principal_types) {
        for (const Attachment& attachment : kind.attachments) {
            if (attachment.policy != policy.type) continue;
            for (const Value& name : placed_items(member(value, attachment.property, context.env), context.env)) {
                const Resource* holder = named_resource(context.graph, name, kind.type, kind.name, context.env);
                if (holder != nullptr && !holder->stands_in) held = either(held, exists(*holder, context.env));
            }
        }
    }
    // Or they name it, themselves or by an attachment that mentions both.
    for (const std::uint32_t index : context.graph.edges_to(policy.index)) {
        const Edge& edge = context.graph.edges[index];
        if (edge.from == Edge::none || edge.property == "PermissionsBoundary") continue;
        const Resource& from = context.graph.resources[edge.from];
        if (is_declared_principal(from)) {
            held = either(held, exists(from, context.env));
            continue;
        }
        for (const std::uint32_t other : context.graph.edges_from(from.index)) {
            const Edge& to = context.graph.edges[other];
            if (to.to == Edge::none || !is_declared_principal(context.graph.resources[to.to])) continue;
            held = either(held, exists(context.graph.resources[to.to], context.env));
        }
    }
    return held;
}

}  // namespace

bool holds_permissions(std::string_view type) {
    return principal_type(type) != nullptr ||
           std::find(policy_types.begin(), policy_types.end(), type) != policy_types.end();
}

HeldPolicies held_policies(const Resource& resource, FactContext& context) {
    Gatherer gatherer(context);
    if (is_declared_principal(resource)) return gatherer.of_principal(resource);
    // Who is declared elsewhere may hold more, or be bounded; the policies that are declared here speak for themselves.
    if (principal_type(resource.type) != nullptr) return {};
    HeldPolicies nothing;
    const Truth held = has_holder(resource, context);
    if (held == Truth::no) return gatherer.of_policy(resource);
    if (held == Truth::unknown)
        nothing.undecided = unknown_value("who holds it depends on what is not known here", resource.place);
    return nothing;
}

}  // namespace lintel
