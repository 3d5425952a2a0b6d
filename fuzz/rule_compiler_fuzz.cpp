// Any bytes as a rule, a data table or a Terraform table of a pack give what can be used, or errors inside of the text.
// A rule that compiles can be judged. Never a crash.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
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
    const Schema schema = builtin_schema();
    {
        std::vector<RuleError> errors;
        const auto rules = compile_rules({{"x/rule.yaml", text, "pack"}}, schema, errors, builtin_rules());
        check_errors(errors, text);
        require(rules->set().rules.size() == builtin_rules().rules.size() + (errors.empty() ? 1 : 0) ||
                !errors.empty());
        judge(rules->set());
    }
    {
        std::vector<RuleError> errors;
        compile_rules({{"data/table.yaml", text, "pack"}}, schema, errors, builtin_rules());
        compile_lift({{"terraform/table.yaml", text, "pack"}}, schema, {}, errors, builtin_lift());
        check_errors(errors, text);
    }
    return 0;
}
