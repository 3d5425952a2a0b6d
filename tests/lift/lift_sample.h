#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lift/compile.h"

namespace lintel::test {

/// A small registry and provider: AWS::Test::Thing with its policy, and aws_thing with its parts. aws_loose and
/// awscc_test_thing are types that no table names.
const Schema& lift_schema();

/// Tables that compile.
std::unique_ptr<CompiledLift> compiled_lift(std::string_view tables);

/// What is wrong with tables: "line:column message", "; " between them.
std::string lift_errors(std::string_view tables, const PropertyUses& uses = {});
std::string lift_errors(const std::vector<RuleText>& texts, const PropertyUses& uses = {});

}  // namespace lintel::test
