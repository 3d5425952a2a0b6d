#include <doctest/doctest.h>

#include "facts/sample.h"

using namespace lintel;

namespace {

// Put together at run time, so that no scanner takes this file for a leak.
const std::string id = std::string("AKIA") + "QWERTZUIOPASDFG7";
const std::string secret = std::string("aB3dE5gH7jK9mN1pQ3sT5vW7") + "yZ9/bC1+eF3hJ5kL";

}  // namespace

TEST_CASE("keys are found anywhere in a template, at their scalars") {
    Sample s(
        "Parameters:\n"
        "  Key: {Type: String, Default: " +
        id +
        "}\n"
        "Resources:\n"
        "  Host:\n"
        "    Type: AWS::EC2::Instance\n"
        "    Properties:\n"
        "      UserData:\n"
        "        Fn::Base64: !Sub |\n"
        "          export AWS_ACCESS_KEY_ID=" +
        id +
        "\n"
        "          export AWS_SECRET_ACCESS_KEY=" +
        secret +
        "\n"
        "  Task:\n"
        "    Type: AWS::ECS::TaskDefinition\n"
        "    Properties:\n"
        "      ContainerDefinitions:\n"
        "        - Environment:\n"
        "            - {Name: AWS_SECRET_ACCESS_KEY, Value: " +
        secret +
        "}\n"
        "            - {Name: OTHER, Value: " +
        secret + "}\n");
    const Value keys = s.fact("", "access_keys");
    REQUIRE(keys.count == 3);
    CHECK(s.text(keys, "0.kind") == "access-key-id");
    CHECK(s.line(s.at(keys, "0")) == 2);
    CHECK(s.truth(keys, "0.example") == Truth::no);
    CHECK(s.text(keys, "1.kind") == "secret-access-key");
    CHECK(s.line(s.at(keys, "1")) == 8);
    CHECK(s.line(s.at(keys, "2")) == 16);
}

TEST_CASE("a key is never shown") {
    Sample s("Resources: {A: {Type: AWS::S3::Bucket, Metadata: {Id: " + id + ", SecretKey: " + secret + "}}}\n");
    const Value keys = s.fact("", "access_keys");
    REQUIRE(keys.count == 2);
    CHECK(s.text(keys, "0.value") == "AKIA************DFG7");
    CHECK(s.text(keys, "1.value") == "****");
}

TEST_CASE("encoded keys are found and told as such") {
    Sample s(
        "Resources:\n"
        "  Host:\n"
        "    Type: AWS::EC2::Instance\n"
        "    Properties: {UserData: ZXhwb3J0IEFXU19BQ0NFU1NfS0VZX0lEPUFLSUFRV0VSVFpVSU9QQVNERkc3Cg==}\n");
    const Value keys = s.fact("", "access_keys");
    REQUIRE(keys.count == 1);
    CHECK(s.truth(keys, "0.encoded") == Truth::yes);
    CHECK(s.text(keys, "0.value") == "****");
}

TEST_CASE("the keys of AWS's documentation are examples, unless another stands beside them") {
    Sample s("Resources: {A: {Type: AWS::S3::Bucket, Metadata: {Id: AKIAIOSFODNN7EXAMPLE, Two: 'AKIAIOSFODNN7EXAMPLE " +
             id + "'}}}\n");
    const Value keys = s.fact("", "access_keys");
    REQUIRE(keys.count == 2);
    CHECK(s.truth(keys, "0.example") == Truth::yes);
    CHECK(s.truth(keys, "1.example") == Truth::no);
}

TEST_CASE("logical ids, names and values that only look random are no keys") {
    Sample s(
        "Resources:\n"
        "  SecretAccessKeyRotationFunctionRole7A8B9C: {Type: AWS::IAM::Role}\n"
        "  F:\n"
        "    Type: AWS::Lambda::Function\n"
        "    Properties:\n"
        "      Environment: {Variables: {SecretKey: !Ref SecretAccessKeyRotationFunctionRole7A8B9C}}\n"
        "      Code: {S3Key: da39a3ee5e6b4b0d3255bfef95601890afd80709}\n"
        "      SecretKey: !GetAtt SecretAccessKeyRotationFunctionRole7A8B9C.Arn\n");
    CHECK(s.fact("", "access_keys").count == 0);
}
