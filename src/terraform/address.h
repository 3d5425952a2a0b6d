#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lintel {

/// Behind the step of an address that begins at `at`, its key included: keys hold texts as in "[\"a.b\"]", with
/// backslashes before quotes.
std::size_t end_of_step(std::string_view address, std::size_t at);

/// Splits "aws_kms_key.a[0].arn" into steps; keys of instances stay with the step in front of them.
std::vector<std::string_view> steps_of(std::string_view address);

/// "a" of the step "a[0]".
std::string_view name_of(std::string_view step);

/// "[0]" of the step "a[0]"; empty if it has no key.
std::string_view key_of(std::string_view step);

/// An address without the keys of instances: "module.a[0].aws_x.y[\"k\"]" is "module.a.aws_x.y".
std::string without_keys(std::string_view address);

}  // namespace lintel
