#include "model/graph.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "cloudformation/template_sample.h"

using namespace lintel;
using lintel::test::TemplateSample;

namespace {

constexpr std::string_view buckets = R"(Parameters:
  Env: {Type: String, Default: dev}
  Name: {Type: String}
  Other: {Type: String}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Plain: {Type: AWS::S3::Bucket}
  Named: {Type: AWS::S3::Bucket, Properties: {BucketName: my-logs}}
  Computed: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub "${Env}-data"}}
  Asked: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Name}}
  Partly: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub "${AWS::AccountId}-part"}}
)";

/// The ids of the policies that name a bucket, with "?" where that is undecided for some.
std::string policies_of(TemplateSample& sample, std::string_view bucket) {
    bool undecided = false;
    std::string out;
    for (const Resource* policy : referrers(sample.graph(), sample.resource(bucket), "AWS::S3::BucketPolicy", "Bucket",
                                            "BucketName", sample.env(), undecided)) {
        out += cat(policy->id, ' ');
    }
    return undecided ? out + "?" : out;
}

TemplateSample with_policies(std::string_view policies) { return TemplateSample(cat(buckets, policies)); }

std::string policy(std::string_view id, std::string_view bucket) {
    return cat("  ", id, ": {Type: AWS::S3::BucketPolicy, Properties: {Bucket: ", bucket, "}}\n");
}

}  // namespace

TEST_CASE("resources are found by id and by type, in written order") {
    TemplateSample sample = with_policies(policy("P", "!Ref Plain") + policy("A", "x"));
    const Graph& graph = sample.graph();
    CHECK(graph.find("Named")->id == "Named");
    CHECK(graph.find("named") == nullptr);
    CHECK(graph.find("") == nullptr);
    REQUIRE(graph.of_type("AWS::S3::Bucket").size() == 5);
    CHECK(graph.resources[graph.of_type("AWS::S3::Bucket")[0]].id == "Plain");
    CHECK(graph.resources[graph.of_type("AWS::S3::BucketPolicy")[0]].id == "P");
    CHECK(graph.resources[graph.of_type("AWS::S3::BucketPolicy")[1]].id == "A");
    CHECK(graph.of_type("AWS::S3").empty());
    CHECK(Graph().find("x") == nullptr);
    CHECK(Graph().of_type("x").empty());
    CHECK(Graph().edges_to(0).empty());
}

TEST_CASE("a resource is named by reference or by its literal name") {
    TemplateSample sample = with_policies(policy("P", "!Ref Plain") + policy("Q", "my-logs") + policy("R", "dev-data") +
                                          policy("S", "!GetAtt Named.Arn") + policy("T", "nobody") +
                                          policy("U", "!Ref Other") + policy("V", "!Sub '${AWS::AccountId}-part'"));
    const auto named = [&](std::string_view id, std::string_view type = "AWS::S3::Bucket") {
        const Resource* found =
            named_resource(sample.graph(), sample.property(id, "Bucket"), type, "BucketName", sample.env());
        return found != nullptr ? std::string(found->id) : "";
    };
    CHECK(named("P") == "Plain");
    CHECK(named("P", "") == "Plain");
    CHECK(named("P", "AWS::SNS::Topic").empty());
    CHECK(named("Q") == "Named");
    CHECK(named("Q", "").empty());
    CHECK(named("R") == "Computed");
    CHECK(named("S") == "Named");
    CHECK(named("T").empty());
    CHECK(named("U").empty());
    CHECK(named("V") == "Partly");
    CHECK(named_resource(sample.graph(), absent_value({}), "AWS::S3::Bucket", "BucketName", sample.env()) == nullptr);
}

TEST_CASE("referrers are found by reference and by name") {
    TemplateSample sample =
        with_policies(policy("P", "!Ref Plain") + policy("Q", "my-logs") + policy("R", "!Sub '${Env}-data'") +
                      policy("S", "!Ref Name") + policy("T", "!Ref Named"));
    CHECK(policies_of(sample, "Plain") == "P ");
    CHECK(policies_of(sample, "Named") == "Q T ?");  // S may name it, too
    CHECK(policies_of(sample, "Computed") == "R ?");
    CHECK(policies_of(sample, "Asked") == "S ?");
}

TEST_CASE("the same expression means the same name, known or not") {
    TemplateSample sample = with_policies(policy("P", "!Ref Name") + policy("Q", "!Sub '${AWS::AccountId}-part'"));
    CHECK(policies_of(sample, "Asked") == "P ?");
    CHECK(policies_of(sample, "Partly") == "Q ?");
    TemplateSample other = with_policies(policy("P", "my-logs"));
    CHECK(policies_of(other, "Named") == "P ");
    CHECK(policies_of(other, "Partly").empty());
    CHECK(policies_of(other, "Computed").empty());
}

TEST_CASE("a name that cannot be meant is no referrer, and undecided is said") {
    TemplateSample sample = with_policies(policy("P", "!Ref Other"));
    CHECK(policies_of(sample, "Plain").empty());  // a generated name is in nobody's hands
    CHECK(policies_of(sample, "Named") == "?");
    CHECK(policies_of(sample, "Asked") == "?");
}

TEST_CASE("referrers in branches depend on the scenario") {
    TemplateSample sample = with_policies(policy("P", "!If [IsProd, !Ref Plain, !Ref Named]"));
    CHECK(policies_of(sample, "Plain") == "?");
    CHECK(sample.env().needed() == sample.condition("IsProd"));
    sample.assume("IsProd", true);
    CHECK(policies_of(sample, "Plain") == "P ");
    CHECK(policies_of(sample, "Named").empty());
    sample.assume("IsProd", false);
    CHECK(policies_of(sample, "Plain").empty());
}

TEST_CASE("referrers that do not exist in the scenario are left out") {
    TemplateSample sample =
        with_policies("  P: {Type: AWS::S3::BucketPolicy, Condition: IsProd, Properties: {Bucket: !Ref Plain}}\n" +
                      policy("Q", "!Ref Plain"));
    CHECK(exists(sample.resource("P"), sample.env()) == Truth::unknown);
    CHECK(exists(sample.resource("Q"), sample.env()) == Truth::yes);
    CHECK(policies_of(sample, "Plain") == "Q ?");
    CHECK(sample.env().needed() == sample.condition("IsProd"));
    sample.assume("IsProd", true);
    CHECK(policies_of(sample, "Plain") == "P Q ");
    sample.assume("IsProd", false);
    CHECK(exists(sample.resource("P"), sample.env()) == Truth::no);
    CHECK(policies_of(sample, "Plain") == "Q ");
}

TEST_CASE("referrers are found through lists and deeper properties") {
    TemplateSample sample(R"(Parameters:
  Groups: {Type: "List<AWS::EC2::SecurityGroup::Id>"}
Resources:
  Group: {Type: AWS::EC2::SecurityGroup}
  Other: {Type: AWS::EC2::SecurityGroup}
  One: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SecurityGroupIds: [!Ref Other, !GetAtt Group.GroupId]}}}
  Two: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SecurityGroupIds: !Ref Groups, SubnetIds: [!Ref Group]}}}
  Three: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {G: !Ref Group}}}}
)");
    const auto found = [&](std::string_view group) {
        bool undecided = false;
        std::string out;
        for (const Resource* function : referrers(sample.graph(), sample.resource(group), "AWS::Lambda::Function",
                                                  "VpcConfig.SecurityGroupIds", "", sample.env(), undecided)) {
            out += cat(function->id, ' ');
        }
        return undecided ? out + "?" : out;
    };
    CHECK(found("Group") == "One ");
    CHECK(found("Other") == "One ");
}

TEST_CASE("resources that mention another are found in texts, too, and only in the property that is asked for") {
    TemplateSample sample(R"(Parameters: {Env: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  Site: {Type: AWS::S3::Bucket}
  Named: {Type: AWS::S3::Bucket, Properties: {BucketName: my-site}}
  Whole: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Site}}
  Piece: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "${Site}-${Env}"}}
  Branch: {Type: AWS::SNS::Topic, Properties: {TopicName: !If [IsProd, !Select [1, !Split ["/", !GetAtt Site.WebsiteURL]], x]}}
  Beside: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Site}}
  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Site}}
  ByName: {Type: AWS::SNS::Topic, Properties: {TopicName: my-site}}
  Perhaps: {Type: AWS::SNS::Topic, Condition: IsProd, Properties: {TopicName: !Ref Named}}
  Handed: {Type: AWS::S3::Bucket}
  Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: x, Parameters: {Name: !Ref Handed}}}
)");
    const auto topics = [&](std::string_view bucket) {
        bool undecided = false;
        std::string out;
        for (const Resource* topic : mentioning(sample.graph(), sample.resource(bucket), "AWS::SNS::Topic", "TopicName",
                                                sample.env(), undecided)) {
            out += cat(topic->id, ' ');
        }
        return undecided ? out + "?" : out;
    };
    CHECK(topics("Site") == "Whole Piece Branch ");
    CHECK(topics("Named") == "?");
    CHECK(topics("Handed") == "?");
}

TEST_CASE("what mentions a resource is looked for below a property, too") {
    TemplateSample sample(R"(Resources:
  Logs: {Type: AWS::S3::Bucket}
  Data: {Type: AWS::S3::Bucket}
  Cdn:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Logging: {Bucket: !Sub "${Logs}.s3.amazonaws.com"}
        Origins: [{Id: data, DomainName: !GetAtt Data.DomainName}]
)");
    const auto count = [&](std::string_view bucket, std::string_view property) {
        bool undecided = false;
        return mentioning(sample.graph(), sample.resource(bucket), "AWS::CloudFront::Distribution", property,
                          sample.env(), undecided)
            .size();
    };
    CHECK(count("Logs", "DistributionConfig.Logging.Bucket") == 1);
    CHECK(count("Logs", "DistributionConfig.Origins.DomainName") == 0);
    CHECK(count("Data", "DistributionConfig.Origins.DomainName") == 1);
    CHECK(count("Data", "DistributionConfig.Logging.Bucket") == 0);
}
