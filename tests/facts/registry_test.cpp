#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "facts/sample.h"

using namespace lintel;

namespace {

std::string_view inner(std::string_view type) {
    return type.starts_with("list(") ? type.substr(5, type.size() - 6) : type;
}

const Record* record_named(std::string_view name) {
    for (const Record& record : all_records()) {
        if (record.name == name) return &record;
    }
    return nullptr;
}

bool is_type(std::string_view type) {
    const std::set<std::string_view> plain = {"bool", "number", "string", "any", "resource()"};
    return plain.contains(inner(type)) || record_named(inner(type)) != nullptr;
}

/// Whether a value has the shape that its type promises, all the way down. Unknown and absent values fit every type.
void check_shape(Sample& s, const Value& value, std::string_view type) {
    if (value.is(ValueKind::unknown) || value.absent()) return;
    CAPTURE(type);
    if (type.starts_with("list(")) {
        REQUIRE(value.is(ValueKind::list));
        for (std::uint32_t i = 0; i < value.count; ++i) check_shape(s, item(value, i, s.env()), inner(type));
        return;
    }
    if (type == "bool") CHECK(as_truth(value) != Truth::unknown);
    if (type == "number") CHECK(as_number(value));
    if (type == "resource()") CHECK(value.resource != nullptr);
    const Record* record = record_named(type);
    if (record == nullptr) return;
    REQUIRE(value.is(ValueKind::map));
    REQUIRE(value.count == record->fields.size());
    for (std::uint32_t i = 0; i < value.count; ++i) {
        CHECK(value.members[i].key == record->fields[i].name);
        check_shape(s, value.members[i].value, record->fields[i].type);
    }
}

}  // namespace

TEST_CASE("facts and records have distinct names, known types and a sentence each") {
    std::set<std::pair<int, std::string_view>> names;
    for (const Fact& fact : all_facts()) {
        CAPTURE(fact.name);
        CHECK(names.emplace(static_cast<int>(fact.subject), fact.name).second);
        CHECK(is_type(fact.type));
        CHECK(fact.summary.ends_with('.'));
        CHECK(std::none_of(fact.name.begin(), fact.name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
        CHECK(bool{fact.compute != nullptr});
    }
    std::set<std::string_view> records;
    for (const Record& record : all_records()) {
        CAPTURE(record.name);
        CHECK(records.insert(record.name).second);
        for (const RecordField& field : record.fields) {
            CAPTURE(field.name);
            CHECK(is_type(field.type));
            CHECK(field.summary.ends_with('.'));
        }
    }
}

TEST_CASE("what facts give has the shape that they promise") {
    Sample s(
        "Parameters: {P: {Type: String, Default: x}}\n"
        "Resources:\n"
        "  Role:\n"
        "    Type: AWS::IAM::Role\n"
        "    Properties:\n"
        "      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {AWS: ['*', a]}, Action: "
        "'sts:AssumeRole', Condition: {StringEquals: {'sts:ExternalId': x}}}]}\n"
        "      Policies: [{PolicyName: n, PolicyDocument: {Statement: [{Effect: Allow, Action: ['s3:*', 's3:Get*'], "
        "Resource: ['*', a]}]}}]\n"
        "  Group:\n"
        "    Type: AWS::EC2::SecurityGroup\n"
        "    Properties:\n"
        "      SecurityGroupIngress:\n"
        "        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}\n"
        "        - {IpProtocol: icmp, SourceSecurityGroupId: sg-1}\n"
        "        - {}\n"
        "  Db: {Type: AWS::RDS::DBInstance, Properties: {MasterUserPassword: !Ref P}}\n"
        "  Bucket: {Type: AWS::S3::Bucket, Metadata: {Id: AKIAIOSFODNN7EXAMPLE}}\n"
        "Outputs: {O: {Description: d, Value: !Ref Bucket}}\n");
    for (const Fact& fact : all_facts()) {
        CAPTURE(fact.name);
        if (fact.subject == Fact::Subject::parameter) check_shape(s, s.parameter_fact("P", fact.name), fact.type);
        if (fact.subject == Fact::Subject::output) check_shape(s, s.output_fact("O", fact.name), fact.type);
        if (fact.subject == Fact::Subject::template_) check_shape(s, s.fact("", fact.name), fact.type);
        if (fact.subject != Fact::Subject::resource) continue;
        for (const char* const id : {"Role", "Group", "Db", "Bucket"}) check_shape(s, s.fact(id, fact.name), fact.type);
    }
}
