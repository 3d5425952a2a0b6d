#include "base/flat_name.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace lintel {
namespace {

TEST_CASE("a flat name has no case, underscores or colons") {
    CHECK(same_flat_name("kms_key_id", "KmsKeyId"));
    CHECK(same_flat_name("aws_kms_key", "AWS::KMS::Key"));
    CHECK(same_flat_name("__a__", "A"));
    CHECK(same_flat_name("", "_:_"));
    CHECK(same_flat_name("ipv6", "Ipv6"));
    CHECK_FALSE(same_flat_name("kms_key", "KmsKeyId"));
    CHECK_FALSE(same_flat_name("KmsKeyId", "kms_key"));
    CHECK_FALSE(same_flat_name("a-b", "ab"));
    CHECK_FALSE(same_flat_name("a.b", "ab"));
    CHECK_FALSE(same_flat_name("", "a"));
}

TEST_CASE("only letters of ASCII have a case") {
    CHECK_FALSE(same_flat_name("\xC3\x84", "\xC3\xA4"));
    CHECK(same_flat_name("\xC3\x84_A",
                         "\xC3\x84"
                         "a"));
    CHECK_FALSE(same_flat_name("[", "{"));
    CHECK_FALSE(same_flat_name("@", "`"));
}

TEST_CASE("flat names are in an order that fits") {
    CHECK(before_flat_name("a_b", "AC"));
    CHECK_FALSE(before_flat_name("AC", "a_b"));
    CHECK_FALSE(before_flat_name("a_b", "AB"));
    CHECK_FALSE(before_flat_name("AB", "a_b"));
    CHECK(before_flat_name("", "a"));
    CHECK(before_flat_name("AWS::EC2::VPC", "aws_ec2_vpc_endpoint"));
    std::vector<std::string_view> names = {"AWS::S3::Bucket", "aws_ec2_vpc", "AWS::S3::AccessPoint",
                                           "AWS::EC2::Volume"};
    std::sort(names.begin(), names.end(), before_flat_name);
    CHECK(names ==
          std::vector<std::string_view>{"AWS::EC2::Volume", "aws_ec2_vpc", "AWS::S3::AccessPoint", "AWS::S3::Bucket"});
}

}  // namespace
}  // namespace lintel
