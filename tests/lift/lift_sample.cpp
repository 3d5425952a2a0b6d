#include "lift/lift_sample.h"

#include <doctest/doctest.h>

#include "base/text.h"

namespace lintel::test {
namespace {

constexpr std::string_view names =
    "AWS::Test::Thing\tName:string Encrypted:boolean Size:number Access:string Zones:list(string) "
    "Logging:AWS::Test::Thing.Logging Rules:list(AWS::Test::Thing.Rule) Target:string Policy:json Other:string\n"
    "AWS::Test::Thing.Logging\tBucket:string Prefix:string Level:AWS::Test::Thing.Level\n"
    "AWS::Test::Thing.Level\tName:string Size:number\n"
    "AWS::Test::Thing.Rule\tCidr:string Port:number Group:string\n"
    "AWS::Test::ThingPolicy\tThing:string Document:json\n"
    "AWS::Test::In\tCidr:string Port:number Thing:string\n"
    "AWS::Test::Out\tCidr:string To:number\n"
    "aws_thing\tid:string arn:string name:string encrypted:boolean size:number access:string old_access:string "
    "policy:string public:boolean zones:list(string) more_zones:list(string) logging:aws_thing.logging "
    "rule:list(aws_thing.rule) extra:list(aws_thing.rule) tags:map(string) target:string\n"
    "aws_thing.logging\tbucket:string prefix:string enabled:boolean level:list(aws_thing.level)\n"
    "aws_thing.level\tname:string size:number\n"
    "aws_thing.rule\ttype:string cidr:string cidrs:list(string) port:number groups:list(string) self:boolean\n"
    "aws_thing_access\tid:string thing:string access:string active:boolean\n"
    "aws_thing_zones\tid:string things:list(string) zone:string zones:list(string)\n"
    "aws_thing_logging\tid:string thing:string bucket:string prefix:string level:list(aws_thing.level)\n"
    "aws_user\tid:string name:string\n"
    "aws_alb\tid:string name:string\n"
    "aws_either\ttype:string cidr:string port:number\n"
    "aws_loose\tid:string kms_key_id:string block_public_acls:boolean nested:aws_loose.nested\n"
    "aws_loose.nested\tinner_name:string\n";

}  // namespace

const Schema& lift_schema() {
    static const Schema schema = [] {
        auto read = Schema::read(names);
        REQUIRE(read);
        return *read;
    }();
    return schema;
}

std::unique_ptr<CompiledLift> compiled_lift(std::string_view tables) {
    std::vector<RuleError> errors;
    auto compiled = compile_lift({{"terraform/test.yaml", std::string(tables)}}, lift_schema(), {}, errors);
    for (const RuleError& error : errors) {
        CAPTURE(tables);
        FAIL(cat(error.position.line, ':', error.position.column, ' ', error.message));
    }
    return compiled;
}

std::string lift_errors(const std::vector<RuleText>& texts, const PropertyUses& uses) {
    std::vector<RuleError> errors;
    compile_lift(texts, lift_schema(), uses, errors);
    std::string all;
    for (const RuleError& error : errors)
        all += cat(all.empty() ? "" : "; ", error.position.line, ':', error.position.column, ' ', error.message);
    return all;
}

std::string lift_errors(std::string_view tables, const PropertyUses& uses) {
    return lift_errors({{"terraform/test.yaml", std::string(tables)}}, uses);
}

}  // namespace lintel::test
