#include "cloudformation/recognise.h"

#include <doctest/doctest.h>

#include "document/read.h"

using namespace lintel;

namespace {

bool is_template(std::string text, std::string name = "file.yaml") {
    const ReadResult read = read_document(std::move(name), std::move(text));
    return read.readable && looks_like_template(*read.document);
}

}  // namespace

TEST_CASE("templates are recognised by what they say they are") {
    CHECK(is_template("AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n"));
    CHECK(is_template("AWSTemplateFormatVersion: 2010-09-09\nResources:\n"));
    CHECK(is_template("AWSTemplateFormatVersion: '2010-09-09'\nResources: []\n"));
    CHECK(is_template("Transform: AWS::Serverless-2016-10-31\nResources: {}\n"));
    CHECK(is_template(R"({"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}})", "file.json"));
}

TEST_CASE("a fragment with nothing but resources is a template") {
    CHECK(is_template("Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n"));
    CHECK(is_template("Resources:\n  Thing:\n    Type: Custom::Thing\n"));
    CHECK(is_template("Resources:\n  Broken: text\n  Bucket:\n    Type: AWS::S3::Bucket\n"));
    CHECK(is_template("Resources: &r\n  Bucket: {Type: 'AWS::S3::Bucket'}\n"));
}

TEST_CASE("other files are no templates") {
    CHECK_FALSE(is_template(""));
    CHECK_FALSE(is_template("text"));
    CHECK_FALSE(is_template("- Resources\n"));
    CHECK_FALSE(is_template("Resources: {}\n"));
    CHECK_FALSE(is_template("Resources:\n  cpu: 1\n"));
    CHECK_FALSE(is_template("Resources:\n  - Type: AWS::S3::Bucket\n"));
    CHECK_FALSE(is_template("Resources:\n  a:\n    Type: file\n"));
    CHECK_FALSE(is_template("AWSTemplateFormatVersion: '2010-09-09'\nDescription: no resources\n"));
    CHECK_FALSE(is_template("Transform: x\n"));
    // Kubernetes, Compose, Serverless Framework, OpenAPI, Ansible, CodeBuild
    CHECK_FALSE(is_template("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - resources: {limits: {cpu: 1}}\n"));
    CHECK_FALSE(is_template("services:\n  web:\n    image: nginx\n"));
    CHECK_FALSE(
        is_template("service: x\nprovider: {name: aws}\nresources:\n  Resources:\n    B: {Type: AWS::S3::Bucket}\n"));
    CHECK_FALSE(is_template("openapi: 3.0.0\npaths: {}\n"));
    CHECK_FALSE(is_template("- hosts: all\n  tasks: []\n"));
    CHECK_FALSE(is_template("version: 0.2\nphases: {build: {commands: [make]}}\n"));
    CHECK_FALSE(is_template(R"({"Resources": {"a": {"Type": 1}}})", "data.json"));
    CHECK_FALSE(is_template(R"({"Resources": [{"Type": "AWS::S3::Bucket"}]})", "data.json"));
    CHECK_FALSE(is_template("Resources: &r [*r]\n"));
}
