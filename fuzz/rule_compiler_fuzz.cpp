// Any bytes as a rule, a data table or a Terraform table of a pack give what can be used, or errors inside of the text.
// A rule that compiles can be judged. Never a crash.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lift/compile.h"
#include "lint/check.h"
#include "rules/compile.h"

namespace {

using namespace lintel;

/// Stops the run where `holds` does not: the sanitizers and the driver keep the input.
void require(bool holds) {
    if (!holds) std::abort();
}

void check_errors(const std::vector<RuleError>& errors, const std::string& text) {
    const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n') + 1);
    for (const RuleError& error : errors) {
        require(!error.message.empty() && error.path.starts_with("pack/"));
        // Also a carriage return ends a line.
        require(error.position.line >= 1 && error.position.column >= 1 &&
                error.position.line <= 2 * lines + text.size());
    }
}

/// What the seeds name: among few names the nearest to a wrong one is found fast.
constexpr std::string_view names =
    "AWS::Lambda::Function\tVpcConfig:AWS::Lambda::Function.VpcConfig KmsKeyArn:string "
    "EphemeralStorage:AWS::Lambda::Function.EphemeralStorage\n"
    "AWS::Lambda::Function.VpcConfig\tSecurityGroupIds:list(string) SubnetIds:list(string)\n"
    "AWS::Lambda::Function.EphemeralStorage\tSize:number\n"
    "AWS::EC2::SecurityGroup\tGroupName:string Tags:list(Tag)\n"
    "AWS::EC2::Volume\tSize:number Encrypted:boolean Tags:list(Tag)\n"
    "AWS::IoT::Certificate\tStatus:string\nAWS::IoT::Policy\tPolicyName:string\nTag\tKey:string Value:string\n"
    "aws_lambda_function\tephemeral_storage:list(aws_lambda_function.ephemeral_storage)\n"
    "aws_lambda_function.ephemeral_storage\tsize:number\naws_iot_certificate\tactive:boolean name:string\n"
    "aws_iot_policy\tactive:boolean name:string\n";

/// Stands in place of the built-in rules, with a rule and a table that the seeds name.
std::unique_ptr<CompiledRules> base_rules(const Schema& schema) {
    std::vector<RuleError> errors;
    auto rules =
        compile_rules({{"ebs/volume.yaml",
                        "id: EBS001\nname: volume\ntitle: t\nseverity: low\nwhy: w\nfix: f\nmessage: m\n"
                        "resource: AWS::EC2::Volume\nrequire: resource.Encrypted == true\n"},
                       {"data/admin-ports.yaml", "source: s\ntaken: 2026-11-25\nabout: a\nvalue: [{port: 22}]\n"}},
                      schema, errors);
    require(errors.empty());
    return rules;
}

constexpr const char* judged =
    "Parameters: {P: {Type: String, Default: a}}\nConditions: {C: !Equals [!Ref P, b]}\nResources:\n"
    "  Volume: {Type: 'AWS::EC2::Volume', Properties: {Size: !If [C, 1, 200], Encrypted: !Ref P}}\n"
    "  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      SecurityGroupIngress:\n"
    "        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}\n"
    "  Function: {Type: 'AWS::Lambda::Function', Properties: {VpcConfig: {SecurityGroupIds: [!Ref Group]}}}\n";

void judge(const RuleSet& rules) {
    CheckOptions options;
    options.as_of = "2026-11-22";
    for (const Rule& rule : rules.rules) {
        if (!rule.pack.empty()) options.choice.select.emplace_back(rule.id);
    }
    if (options.choice.select.empty()) return;
    const Report report = check({{"t.yaml", judged}}, rules, options);
    require(report.errors.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    static const Schema schema = *Schema::read(names);
    static const std::unique_ptr<CompiledRules> base = base_rules(schema);
    {
        std::vector<RuleError> errors;
        const auto rules = compile_rules({{"x/rule.yaml", text, "pack"}}, schema, errors, base->set());
        check_errors(errors, text);
        require(!errors.empty() || rules->set().rules.size() == base->set().rules.size() + 1);
        judge(rules->set());
    }
    {
        std::vector<RuleError> errors;
        compile_rules({{"data/table.yaml", text, "pack"}}, schema, errors, base->set());
        compile_lift({{"terraform/table.yaml", text, "pack"}}, schema, {}, errors);
        check_errors(errors, text);
    }
    return 0;
}
