#include "template.h"

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace lintel::bench {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view head = R"({
"AWSTemplateFormatVersion": "2010-09-09",
"Description": "Generated for measuring",
"Parameters": {
    "Stage": {"Type": "String", "Default": "dev", "AllowedValues": ["dev", "prod"]},
    "Network": {"Type": "AWS::EC2::VPC::Id"}},
"Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
"Resources": {}})";

/// Ten resources; `@` stands for the number of the ten.
constexpr std::string_view cell = R"({
"Key@": {"Type": "AWS::KMS::Key", "Properties": {
    "Description": {"Fn::Sub": "Key @ of ${Stage}"}, "EnableKeyRotation": {"Fn::If": ["IsProd", true, false]},
    "KeyPolicy": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:*", "Resource": "*",
        "Principal": {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}}]}}},
"Store@": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain", "Properties": {
    "PublicAccessBlockConfiguration": {"BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true},
    "BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault":
        {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": {"Fn::GetAtt": "Key@.Arn"}}}]},
    "Tags": [{"Key": "Stage", "Value": {"Ref": "Stage"}}, {"Key": "Number", "Value": "@"}]}},
"StorePolicy@": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Store@"},
    "PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*",
        "Resource": [{"Fn::GetAtt": "Store@.Arn"}, {"Fn::Sub": "${Store@.Arn}/*"}],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}}},
"Group@": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "Web servers @", "VpcId": {"Ref": "Network"},
    "SecurityGroupIngress": [
        {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8", "Description": "TLS from inside"},
        {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0", "Description": "SSH"}]}},
"Role@": {"Type": "AWS::IAM::Role", "Properties": {
    "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]},
    "Policies": [{"PolicyName": "work", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": {"Fn::Sub": "${Store@.Arn}/*"}},
        {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}}]}},
"Line@": {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": 300, "KmsMasterKeyId": {"Ref": "Key@"}}},
"Worker@": {"Type": "AWS::Lambda::Function", "Properties": {"Runtime": "python3.12", "Handler": "index.handler",
    "Role": {"Fn::GetAtt": "Role@.Arn"}, "MemorySize": 256, "Code": {"ZipFile": "def handler(event, context):\n    return event\n"},
    "Environment": {"Variables": {"LINE": {"Ref": "Line@"}, "STORE": {"Ref": "Store@"}}}}},
"Log@": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": {"Fn::Sub": "/aws/lambda/${Worker@}"},
    "RetentionInDays": 30}},
"Disk@": {"Type": "AWS::EC2::Volume", "Properties": {"AvailabilityZone": {"Fn::Select": [0, {"Fn::GetAZs": ""}]},
    "Size": 100, "Encrypted": {"Fn::If": ["IsProd", true, {"Ref": "AWS::NoValue"}]}}},
"Table@": {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}], "SSESpecification": {"SSEEnabled": true}}}
})";

constexpr int cell_size = 10;

Json numbered_cell(int number) {
    std::string text;
    for (const char c : cell) text += c == '@' ? std::to_string(number) : std::string(1, c);
    return Json::parse(text);
}

void write_yaml(std::ostream& out, const Json& value, const std::string& indent);

/// The tag that stands for `{Ref: x}` and its like, if the value is one of these with a string in it.
std::string_view tag_of(const Json& value) {
    static constexpr std::array<std::array<std::string_view, 2>, 3> tags = {
        {{"Ref", "!Ref "}, {"Fn::GetAtt", "!GetAtt "}, {"Fn::Sub", "!Sub "}}};
    if (!value.is_object() || value.size() != 1 || !value.begin()->is_string()) return {};
    for (const auto& [name, tag] : tags) {
        if (value.begin().key() == name) return tag;
    }
    return {};
}

/// What follows a key or a dash, with the end of the line.
void write_member(std::ostream& out, const Json& value, const std::string& indent) {
    if (const std::string_view tag = tag_of(value); !tag.empty()) {
        out << ' ' << tag << value.begin()->dump() << '\n';
    } else if (value.is_structured() && !value.empty()) {
        out << '\n';
        write_yaml(out, value, indent + "  ");
    } else {
        out << ' ' << value.dump() << '\n';
    }
}

void write_yaml(std::ostream& out, const Json& value, const std::string& indent) {
    if (value.is_object()) {
        for (const auto& [key, member] : value.items()) {
            out << indent << key << ':';
            write_member(out, member, indent);
        }
    } else {
        for (const Json& item : value) {
            out << indent << '-';
            write_member(out, item, indent);
        }
    }
}

}  // namespace

void write_template(const std::filesystem::path& file, int resources, Notation notation) {
    std::ofstream out(file);
    if (notation == Notation::yaml) {
        Json start = Json::parse(head);
        start.erase("Resources");
        write_yaml(out, start, "");
        out << "Resources:\n";
        for (int i = 0; i < resources / cell_size; ++i) write_yaml(out, numbered_cell(i), "  ");
        return;
    }
    const std::string start = Json::parse(head).dump(2);
    out << start.substr(0, start.rfind("{}")) << "{\n";
    for (int i = 0; i < resources / cell_size; ++i) {
        const std::string text = numbered_cell(i).dump(2);
        out << (i == 0 ? "" : ",\n") << text.substr(2, text.size() - 4);
    }
    out << "\n}\n}\n";
}

}  // namespace lintel::bench
