#include <doctest/doctest.h>

#include "facts/sample.h"

using namespace lintel;

namespace {

Truth judged_as(std::string_view condition, std::string_view field) {
    Sample s(
        "Parameters: {Name: {Type: String}, Env: {Type: String}}\n"
        "Conditions: {Prod: !Equals [!Ref Env, prod]}\n"
        "Resources:\n"
        "  Topic: {Type: AWS::SNS::Topic}\n"
        "  B:\n"
        "    Type: AWS::S3::BucketPolicy\n"
        "    Properties:\n"
        "      PolicyDocument:\n"
        "        Statement:\n"
        "          - Effect: Allow\n"
        "            Principal: '*'\n"
        "            Action: s3:GetObject\n"
        "            Resource: '*'\n"
        "            Condition: " +
        std::string(condition) + "\n");
    return s.truth(s.fact("B", "statements"), "0." + std::string(field));
}

Truth restricted(std::string_view condition) { return judged_as(condition, "restricted"); }

}  // namespace

TEST_CASE("networks, organizations, accounts and ARNs restrict who may call") {
    for (const char* const condition :
         {"{IpAddress: {'aws:SourceIp': 203.0.113.0/24}}",
          "{IpAddress: {'AWS:sourceip': [203.0.113.0/24, 10.0.0.0/8]}}", "{StringEquals: {'aws:SourceVpc': vpc-1}}",
          "{StringEquals: {'aws:SourceVpce': [vpce-1, vpce-2]}}", "{StringEquals: {'aws:PrincipalOrgID': o-abc}}",
          "{StringLike: {'aws:PrincipalOrgID': o-abc*}}",
          "{'ForAnyValue:StringLike': {'aws:PrincipalOrgPaths': 'o-abc/*'}}",
          "{StringEquals: {'aws:SourceAccount': '123456789012'}}",
          "{StringEquals: {'aws:PrincipalAccount': !Ref Name}}",
          "{ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/*'}}",
          "{ArnEquals: {'aws:SourceArn': 'arn:aws:s3:::bucket'}}", "{ArnEquals: {'aws:SourceArn': !Ref Topic}}",
          "{ArnLike: {'aws:SourceArn': !Sub 'arn:aws:sns:*:${AWS::AccountId}:*'}}",
          "{StringEquals: {'kms:CallerAccount': '123456789012'}}", "{Bool: {'aws:PrincipalIsAWSService': 'true'}}",
          "{Bool: {'elasticfilesystem:AccessedViaMountTarget': 'true'}}",
          "{Bool: {'aws:SecureTransport': 'true'}, StringEquals: {'aws:PrincipalOrgID': o-abc}}",
          "{StringEquals: {'token.actions.githubusercontent.com:sub': 'repo:org/repo:ref:refs/heads/main'}}"}) {
        CAPTURE(condition);
        CHECK(restricted(condition) == Truth::yes);
    }
}

TEST_CASE("what lets everybody through does not restrict") {
    for (const char* const condition :
         {"{IpAddress: {'aws:SourceIp': 0.0.0.0/0}}",
          "{IpAddress: {'aws:SourceIp': [203.0.113.0/24, '::/0']}}",
          "{NotIpAddress: {'aws:SourceIp': 203.0.113.0/24}}",
          "{StringNotEquals: {'aws:PrincipalOrgID': o-abc}}",
          "{StringEqualsIfExists: {'aws:PrincipalOrgID': o-abc}}",
          "{'ForAllValues:StringEquals': {'aws:PrincipalOrgPaths': o-abc}}",
          "{StringLike: {'aws:PrincipalOrgID': '*'}}",
          "{StringLike: {'aws:PrincipalOrgID': 'o-*'}}",
          "{StringLike: {'aws:SourceAccount': '?*'}}",
          "{ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin'}}",
          "{ArnLike: {'aws:PrincipalArn': '*'}}",
          "{StringLike: {'aws:PrincipalArn': 'arn:aws:iam::*:root'}}",
          "{'Null': {'aws:PrincipalOrgID': 'false'}}",
          "{Bool: {'aws:SecureTransport': 'true'}}",
          "{Bool: {'aws:MultiFactorAuthPresent': 'true'}}",
          "{StringEquals: {'s3:x-amz-acl': public-read}}",
          "{Bool: {'aws:PrincipalIsAWSService': 'false'}}",
          "{StringEquals: {'aws:PrincipalTag/team': a}}",
          "{StringLike: {'token.actions.githubusercontent.com:sub': 'repo:*'}}",
          "{StringLike: {'token.actions.githubusercontent.com:sub': 'repo:*:ref:refs/heads/main'}}",
          "{StringEquals: {'token.actions.githubusercontent.com:aud': sts.amazonaws.com}}",
          "{}",
          "!Ref AWS::NoValue"}) {
        CAPTURE(condition);
        CHECK(restricted(condition) == Truth::no);
    }
}

TEST_CASE("what is not known may restrict") {
    CHECK(restricted("{IpAddress: {'aws:SourceIp': !Ref Name}}") == Truth::unknown);
    CHECK(restricted("{StringLike: {'aws:PrincipalOrgID': !Ref Name}}") == Truth::unknown);
    CHECK(restricted("!If [Prod, {StringEquals: {'aws:PrincipalOrgID': o-abc}}, !Ref AWS::NoValue]") == Truth::unknown);
    CHECK(restricted("{StringEquals: !If [Prod, {'aws:PrincipalOrgID': o-abc}, !Ref AWS::NoValue]}") == Truth::unknown);
    CHECK(restricted("{IpAddress: {'aws:SourceIp': !Sub '${Name}/32'}}") == Truth::yes);
}

TEST_CASE("the subject of a web identity is named by its claims") {
    const auto named = [](std::string_view condition) { return judged_as(condition, "names_subject"); };
    CHECK(named("{StringLike: {'token.actions.githubusercontent.com:sub': 'repo:org/*'}}") == Truth::yes);
    CHECK(named("{StringEquals: {'oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub': 'system:serviceaccount:a:b'}}") ==
          Truth::yes);
    CHECK(named("{StringEquals: {'cognito-identity.amazonaws.com:aud': 'eu-west-1:abc'}}") == Truth::yes);
    CHECK(named("{StringEquals: {'token.actions.githubusercontent.com:aud': sts.amazonaws.com}}") == Truth::no);
    CHECK(named("{StringLike: {'token.actions.githubusercontent.com:sub': '*'}}") == Truth::no);
    CHECK(named("{StringEquals: {'aws:PrincipalOrgID': o-abc}}") == Truth::no);
}

TEST_CASE("tags, accounts and organizations of resources pin them") {
    const auto pins = [](std::string_view condition) { return judged_as(condition, "pins_resource"); };
    CHECK(pins("{StringEquals: {'aws:ResourceTag/team': a}}") == Truth::yes);
    CHECK(pins("{StringEquals: {'ec2:ResourceTag/team': '${aws:PrincipalTag/team}'}}") == Truth::yes);
    CHECK(pins("{StringEquals: {'aws:ResourceAccount': '123456789012'}}") == Truth::yes);
    CHECK(pins("{StringNotEquals: {'aws:ResourceTag/team': a}}") == Truth::no);
    CHECK(pins("{StringLike: {'aws:ResourceTag/team': '*'}}") == Truth::no);
    CHECK(pins("{StringEquals: {'aws:RequestTag/team': a}}") == Truth::no);
}

TEST_CASE("a second factor is asked for only where its absence is refused") {
    const auto asks = [](std::string_view condition) { return judged_as(condition, "requires_mfa"); };
    CHECK(asks("{Bool: {'aws:MultiFactorAuthPresent': 'true'}}") == Truth::yes);
    CHECK(asks("{NumericLessThan: {'aws:MultiFactorAuthAge': '3600'}}") == Truth::yes);
    CHECK(asks("{BoolIfExists: {'aws:MultiFactorAuthPresent': 'true'}}") == Truth::no);
    CHECK(asks("{NumericLessThanIfExists: {'aws:MultiFactorAuthAge': '3600'}}") == Truth::no);
    CHECK(asks("{Bool: {'aws:MultiFactorAuthPresent': 'false'}}") == Truth::no);
    CHECK(asks("{Bool: {'aws:SecureTransport': 'true'}}") == Truth::no);
}

TEST_CASE("a condition on the time ends a permission if it says until when") {
    const auto ends = [](std::string_view condition) { return judged_as(condition, "expires"); };
    CHECK(ends("{DateLessThan: {'aws:CurrentTime': '2027-01-01T00:00:00Z'}}") == Truth::yes);
    CHECK(ends("{NumericLessThanEquals: {'aws:EpochTime': '1798761600'}}") == Truth::yes);
    CHECK(ends("{DateGreaterThan: {'aws:CurrentTime': '2027-01-01T00:00:00Z'}}") == Truth::no);
    CHECK(ends("{NumericLessThan: {'aws:MultiFactorAuthAge': '3600'}}") == Truth::no);
}

TEST_CASE("clauses are told with operator, key in lower case and values") {
    Sample s(
        "Resources:\n"
        "  B:\n"
        "    Type: AWS::S3::BucketPolicy\n"
        "    Properties:\n"
        "      PolicyDocument:\n"
        "        Statement:\n"
        "          - Effect: Deny\n"
        "            Condition:\n"
        "              Bool:\n"
        "                aws:SecureTransport: false\n"
        "              StringEquals: {'aws:SourceVpc': [a, b]}\n");
    const Value all = s.fact("B", "statements");
    CHECK(s.at(all, "0.conditions").count == 2);
    CHECK(s.text(all, "0.conditions.0.operator") == "Bool");
    CHECK(s.text(all, "0.conditions.0.key") == "aws:securetransport");
    CHECK(s.truth(all, "0.conditions.0.values.0") == Truth::no);
    CHECK(s.line(s.at(all, "0.conditions.0")) == 10);
    CHECK(s.at(all, "0.conditions.1.values").count == 2);
}
