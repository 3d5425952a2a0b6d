#include "facts/policy_places.h"

#include <algorithm>
#include <array>

#include "facts/build.h"
#include "facts/paths.h"
#include "model/json_text.h"

namespace lintel {
namespace {

/// How a place holds policies.
enum class Form : std::uint8_t {
    document,
    statement,     ///< a single statement
    sam_policies,  ///< AWS SAM: names of managed policies, policy templates and documents, in a list or alone
};

/// Where a policy stands: a path of properties, "[]" behind a list. `name` is a property beside it that names it.
struct PolicyPlace {
    std::string_view type;
    std::string_view path;
    std::string_view kind;
    std::string_view name = {};
    Form form = Form::document;
};

// Sorted by type. Names as in the CloudFormation registry; policies of other languages (Cedar, lifecycle, scaling, data
// protection, routing) are left out.
constexpr PolicyPlace places[] = {
    {"AWS::AIOps::InvestigationGroup", "InvestigationGroupPolicy", "resource"},
    {"AWS::APS::ResourcePolicy", "PolicyDocument", "resource"},
    {"AWS::ApiGateway::DomainNameV2", "Policy", "resource"},
    {"AWS::ApiGateway::RestApi", "Policy", "resource"},
    {"AWS::Backup::BackupVault", "AccessPolicy", "resource"},
    {"AWS::Backup::LogicallyAirGappedBackupVault", "AccessPolicy", "resource"},
    {"AWS::Bedrock::KnowledgeBasePolicy", "PolicyDocument", "resource"},
    {"AWS::Bedrock::ResourcePolicy", "PolicyDocument", "resource"},
    {"AWS::BedrockAgentCore::ResourcePolicy", "Policy", "resource"},
    {"AWS::CloudTrail::ResourcePolicy", "ResourcePolicy", "resource"},
    {"AWS::CodeArtifact::Domain", "PermissionsPolicyDocument", "resource"},
    {"AWS::CodeArtifact::Repository", "PermissionsPolicyDocument", "resource"},
    {"AWS::Comprehend::DocumentClassifier", "ModelPolicy", "resource"},
    {"AWS::Comprehend::EntityRecognizer", "ModelPolicy", "resource"},
    {"AWS::DSQL::Cluster", "PolicyDocument", "resource"},
    {"AWS::DynamoDB::GlobalTable", "Replicas[].ResourcePolicy.PolicyDocument", "resource"},
    {"AWS::DynamoDB::Table", "ResourcePolicy.PolicyDocument", "resource"},
    {"AWS::DynamoDB::Table", "StreamSpecification.ResourcePolicy.PolicyDocument", "resource"},
    {"AWS::EC2::VPCEndpoint", "PolicyDocument", "endpoint"},
    {"AWS::ECR::PublicRepository", "RepositoryPolicyText", "resource"},
    {"AWS::ECR::RegistryPolicy", "PolicyText", "resource"},
    {"AWS::ECR::Repository", "RepositoryPolicyText", "resource"},
    {"AWS::ECR::RepositoryCreationTemplate", "RepositoryPolicy", "resource"},
    {"AWS::EFS::FileSystem", "FileSystemPolicy", "resource"},
    {"AWS::Elasticsearch::Domain", "AccessPolicies", "resource"},
    {"AWS::EventSchemas::RegistryPolicy", "Policy", "resource"},
    {"AWS::Events::EventBus", "Policy", "resource"},
    {"AWS::Events::EventBusPolicy", "Statement", "resource", "StatementId", Form::statement},
    {"AWS::EventsV2::ResourcePolicy", "PolicyDocument", "resource"},
    {"AWS::FSx::S3AccessPointAttachment", "S3AccessPoint.Policy", "resource"},
    {"AWS::IAM::Group", "Policies[].PolicyDocument", "identity", "PolicyName"},
    {"AWS::IAM::GroupPolicy", "PolicyDocument", "identity", "PolicyName"},
    {"AWS::IAM::ManagedPolicy", "PolicyDocument", "identity", "ManagedPolicyName"},
    {"AWS::IAM::Policy", "PolicyDocument", "identity", "PolicyName"},
    {"AWS::IAM::Role", "AssumeRolePolicyDocument", "trust"},
    {"AWS::IAM::Role", "Policies[].PolicyDocument", "identity", "PolicyName"},
    {"AWS::IAM::RolePolicy", "PolicyDocument", "identity", "PolicyName"},
    {"AWS::IAM::User", "Policies[].PolicyDocument", "identity", "PolicyName"},
    {"AWS::IAM::UserPolicy", "PolicyDocument", "identity", "PolicyName"},
    {"AWS::IoT::Policy", "PolicyDocument", "device", "PolicyName"},
    {"AWS::KMS::Key", "KeyPolicy", "resource"},
    {"AWS::KMS::ReplicaKey", "KeyPolicy", "resource"},
    {"AWS::Kinesis::ResourcePolicy", "ResourcePolicy", "resource"},
    {"AWS::Lambda::ResourcePolicy", "PolicyDocument", "resource"},
    {"AWS::Lex::ResourcePolicy", "Policy", "resource"},
    {"AWS::Logs::DeliveryDestination", "DeliveryDestinationPolicy.DeliveryDestinationPolicy", "resource"},
    {"AWS::Logs::Destination", "DestinationPolicy", "resource"},
    {"AWS::Logs::LogGroup", "ResourcePolicyDocument", "resource"},
    {"AWS::Logs::ResourcePolicy", "PolicyDocument", "resource", "PolicyName"},
    {"AWS::MSK::ClusterPolicy", "Policy", "resource"},
    {"AWS::MediaPackageV2::ChannelPolicy", "Policy", "resource"},
    {"AWS::MediaPackageV2::OriginEndpointPolicy", "Policy", "resource"},
    {"AWS::MediaStore::Container", "Policy", "resource"},
    {"AWS::MediaTailor::ChannelPolicy", "Policy", "resource"},
    {"AWS::OSIS::Pipeline", "ResourcePolicy.Policy", "resource"},
    {"AWS::Oam::Sink", "Policy", "resource"},
    {"AWS::Omics::SequenceStore", "S3AccessPolicy", "resource"},
    {"AWS::OpenSearchService::Domain", "AccessPolicies", "resource"},
    {"AWS::Organizations::Policy", "Content", "scp", "Name"},
    {"AWS::Organizations::ResourcePolicy", "Content", "resource"},
    {"AWS::RUM::AppMonitor", "ResourcePolicy.PolicyDocument", "resource"},
    {"AWS::Redshift::Cluster", "NamespaceResourcePolicy", "resource"},
    {"AWS::RedshiftServerless::Namespace", "NamespaceResourcePolicy", "resource"},
    {"AWS::S3::AccessPoint", "Policy", "resource"},
    {"AWS::S3::BucketPolicy", "PolicyDocument", "resource"},
    {"AWS::S3::MultiRegionAccessPointPolicy", "Policy", "resource"},
    {"AWS::S3Express::AccessPoint", "Policy", "resource"},
    {"AWS::S3Express::BucketPolicy", "PolicyDocument", "resource"},
    {"AWS::S3Files::FileSystemPolicy", "Policy", "resource"},
    {"AWS::S3ObjectLambda::AccessPointPolicy", "PolicyDocument", "resource"},
    {"AWS::S3Outposts::AccessPoint", "Policy", "resource"},
    {"AWS::S3Outposts::BucketPolicy", "PolicyDocument", "resource"},
    {"AWS::S3Tables::TableBucketPolicy", "ResourcePolicy", "resource"},
    {"AWS::S3Tables::TablePolicy", "ResourcePolicy", "resource"},
    {"AWS::S3Vectors::VectorBucketPolicy", "Policy", "resource"},
    {"AWS::SMSVOICE::ResourcePolicy", "PolicyDocument", "resource"},
    {"AWS::SNS::TopicInlinePolicy", "PolicyDocument", "resource"},
    {"AWS::SNS::TopicPolicy", "PolicyDocument", "resource"},
    {"AWS::SQS::QueueInlinePolicy", "PolicyDocument", "resource"},
    {"AWS::SQS::QueuePolicy", "PolicyDocument", "resource"},
    {"AWS::SSM::ResourcePolicy", "Policy", "resource"},
    {"AWS::SSO::PermissionSet", "InlinePolicy", "identity", "Name"},
    {"AWS::SageMaker::ModelPackageGroup", "ModelPackageGroupPolicy", "resource"},
    {"AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", "resource"},
    {"AWS::Serverless::Api", "Auth.ResourcePolicy.CustomStatements[]", "resource", {}, Form::statement},
    {"AWS::Serverless::Api", "Policy", "resource"},
    {"AWS::Serverless::Function", "AssumeRolePolicyDocument", "trust"},
    {"AWS::Serverless::Function", "Policies", "identity", {}, Form::sam_policies},
    {"AWS::Serverless::StateMachine", "Policies", "identity", {}, Form::sam_policies},
    {"AWS::VpcLattice::AuthPolicy", "Policy", "resource"},
    {"AWS::VpcLattice::ResourcePolicy", "Policy", "resource"},
    {"AWS::XRay::ResourcePolicy", "PolicyDocument", "resource", "PolicyName"},
};

static_assert(std::is_sorted(std::begin(places), std::end(places),
                             [](const PolicyPlace& a, const PolicyPlace& b) { return a.type < b.type; }));

auto places_of(std::string_view type) {
    struct ByType {
        bool operator()(const PolicyPlace& place, std::string_view key) const { return place.type < key; }
        bool operator()(std::string_view key, const PolicyPlace& place) const { return key < place.type; }
    };
    return std::equal_range(std::begin(places), std::end(places), type, ByType{});
}

class Collector {
   public:
    Collector(FactContext& context, PolicyDocuments& found) : env_(context.env), found_(found) {}

    void collect(const Value& resource, const PolicyPlace& place) {
        const AtPath at = at_path(resource, place.path, env_);
        if (!at.undecided.absent()) undecided(at.undecided);
        for (const Reached& reached : at.values) {
            if (reached.undecided) undecided(reached.value);
            if (place.form == Form::sam_policies && !reached.value.is(ValueKind::unknown))
                sam_policies(reached, place);
            else
                add(reached.parent, reached.value, place);
        }
    }

   private:
    void undecided(const Value& value) {
        if (found_.undecided.absent()) found_.undecided = unknown_value(value.text, value.place);
    }

    /// A string names a managed policy, and a map without statements is a policy template.
    void sam_policies(const Reached& policies, const PolicyPlace& place) {
        if (policies.value.is(ValueKind::map)) {
            sam_policy(policies.parent, {policies.value, false, {}}, place);
            return;
        }
        if (!policies.value.is(ValueKind::list)) return;
        for (std::uint32_t i = 0; i < policies.value.count; ++i) {
            sam_policy(policies.parent, watched(env_, [&] { return item(policies.value, i, env_); }), place);
        }
    }

    void sam_policy(const Value& parent, const Looked& policy, const PolicyPlace& place) {
        if (policy.undecided) undecided(policy.value);
        if (!policy.value.is(ValueKind::map) || written(member(policy.value, "Statement", env_)) == Truth::no) return;
        add(parent, policy.value, place);
    }

    void add(const Value& parent, const Value& value, const PolicyPlace& place) {
        if (value.absent() || value.is(ValueKind::null)) return;
        PolicyDocument document;
        document.document = json_in(value, env_);
        document.kind = place.kind;
        document.name = place.name.empty() ? absent_value(value.place) : member(parent, place.name, env_);
        document.bare_statement = place.form == Form::statement;
        found_.documents.push_back(document);
    }

    Env& env_;
    PolicyDocuments& found_;
};

/// A managed policy that is only ever named as somebody's permissions boundary.
bool only_bounds(const Value& policy, FactContext& context) {
    constexpr std::array<std::string_view, 3> attachments = {"Groups", "Roles", "Users"};
    for (const std::string_view property : attachments) {
        if (written(member(policy, property, context.env)) != Truth::no) return false;
    }
    bool bounds = false;
    for (const std::uint32_t index : context.graph.edges_to(policy.resource->index)) {
        const Edge& edge = context.graph.edges[index];
        if (edge.property == "PermissionsBoundary")
            bounds = true;
        else if (edge.property == "ManagedPolicyArns" || edge.property == "Policies")
            return false;
    }
    return bounds;
}

}  // namespace

bool holds_policies(std::string_view type) {
    const auto range = places_of(type);
    return range.first != range.second;
}

PolicyDocuments policy_documents(const Value& resource, FactContext& context) {
    PolicyDocuments found;
    if (resource.resource == nullptr) return found;
    const auto range = places_of(resource.resource->type);
    for (const PolicyPlace* place = range.first; place != range.second; ++place) {
        Collector(context, found).collect(resource, *place);
    }
    if (!found.undecided.absent()) found.documents.clear();
    if (resource.resource->type == "AWS::IAM::ManagedPolicy" && only_bounds(resource, context)) {
        for (PolicyDocument& document : found.documents) document.kind = "boundary";
    }
    return found;
}

}  // namespace lintel
