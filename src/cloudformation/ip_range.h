#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lintel {

/// The first `count` subnets of an IPv4 range ("10.0.0.0/16") whose host part has `bits` bits, as Fn::Cidr gives them;
/// empty where the range is none of IPv4 or does not hold so many (source: AWS CloudFormation, Fn::Cidr; it allows 1 to
/// 256 of them).
std::vector<std::string> subnets(std::string_view range, std::int64_t count, std::int64_t bits);

}  // namespace lintel
