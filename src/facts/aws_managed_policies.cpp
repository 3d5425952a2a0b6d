#include "facts/aws_managed_policies.h"

#include <array>
#include <string_view>

#include "model/json_text.h"
#include "model/source.h"

namespace lintel {
namespace {

struct ManagedPolicy {
    std::string_view name;
    std::string_view document;
};

/// Source: AWS Managed Policy Reference Guide, 2026-11-25. Kept is what is allowed on every resource and changes
/// something; of conditions, those on the service that a role is passed to.
constexpr std::array<ManagedPolicy, 10> policies = {{
    {"AdministratorAccess", R"({"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})"},
    {"PowerUserAccess",
     R"({"Statement": [{"Effect": "Allow", "NotAction": ["iam:*", "organizations:*", "account:*"], "Resource": "*"},)"
     R"({"Effect": "Allow", "Action": ["iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole"], "Resource": "*"}]})"},
    {"IAMFullAccess", R"({"Statement": [{"Effect": "Allow", "Action": "iam:*", "Resource": "*"}]})"},
    {"AmazonEC2FullAccess",
     R"({"Statement": [{"Effect": "Allow", "Action": ["ec2:*", "elasticloadbalancing:*", "cloudwatch:*", "autoscaling:*"],)"
     R"("Resource": "*"}]})"},
    {"AmazonECS_FullAccess",
     R"({"Statement": [{"Effect": "Allow", "Action": ["ecs:*", "autoscaling:CreateAutoScalingGroup",)"
     R"("autoscaling:CreateLaunchConfiguration", "autoscaling:UpdateAutoScalingGroup", "cloudformation:CreateStack",)"
     R"("cloudformation:UpdateStack", "ec2:CreateLaunchTemplate", "ec2:RequestSpotFleet", "ec2:RunInstances",)"
     R"("events:PutRule", "events:PutTargets"], "Resource": "*"},)"
     R"({"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*",)"
     R"("Condition": {"StringLike": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}}]})"},
    {"AmazonSSMFullAccess",
     R"({"Statement": [{"Effect": "Allow", "Action": ["logs:*", "ssm:*", "ec2messages:*"], "Resource": "*"}]})"},
    {"AWSCloudFormationFullAccess",
     R"({"Statement": [{"Effect": "Allow", "Action": "cloudformation:*", "Resource": "*"}]})"},
    {"AWSCodeBuildAdminAccess",
     R"({"Statement": [{"Effect": "Allow", "Action": ["codebuild:*", "events:PutRule", "events:PutTargets"],)"
     R"("Resource": "*"}]})"},
    {"AWSDenyAll", R"({"Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]})"},
    {"AWSLambda_FullAccess", R"({"Statement": [{"Effect": "Allow", "Action": "lambda:*", "Resource": "*"},)"
                             R"({"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*",)"
                             R"("Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}}]})"},
}};

}  // namespace

std::optional<Value> aws_managed_policy(const Value& policy, Env& env) {
    if (!policy.is(ValueKind::string)) return std::nullopt;
    std::string_view name = policy.text;
    if (name.starts_with("arn:")) {
        constexpr std::string_view owner = ":iam::aws:policy/";
        const std::size_t at = name.find(owner);
        if (at == std::string_view::npos) return std::nullopt;
        name.remove_prefix(at + owner.size());
    }
    for (const ManagedPolicy& known : policies) {
        if (known.name == name) return json_in(string_value(known.document, policy.place), env);
    }
    return std::nullopt;
}

}  // namespace lintel
