#include "facts/iam_actions.h"

#include <doctest/doctest.h>

using namespace lintel;

TEST_CASE("patterns of actions ignore letter case") {
    CHECK(takes_in("iam:PassRole", "iam:PassRole"));
    CHECK(takes_in("IAM:passrole", "iam:PassRole"));
    CHECK(takes_in("iam:P*", "iam:PassRole"));
    CHECK(takes_in("iam:?assRole", "iam:PassRole"));
    CHECK(takes_in("*", "iam:PassRole"));
    CHECK(takes_in("*:*", "iam:PassRole"));
    CHECK_FALSE(takes_in("iam:Get*", "iam:PassRole"));
    CHECK_FALSE(takes_in("s3:*", "iam:PassRole"));
}

TEST_CASE("every action and whole services are told apart") {
    CHECK(is_every_action("*"));
    CHECK(is_every_action("*:*"));
    CHECK(is_every_action("**"));
    CHECK_FALSE(is_every_action("s3:*"));
    CHECK_FALSE(is_every_action(""));
    CHECK_FALSE(is_every_action(":"));
    CHECK(is_whole_service("s3:*"));
    CHECK(is_whole_service("s3:**"));
    CHECK_FALSE(is_whole_service("*"));
    CHECK_FALSE(is_whole_service("*:*"));
    CHECK_FALSE(is_whole_service("s3:Get*"));
    CHECK_FALSE(is_whole_service("s3:"));
}

TEST_CASE("a wildcard takes in changes by the access levels of its actions") {
    CHECK(takes_in_changes("ec2:Describe*") == Truth::no);
    CHECK(takes_in_changes("s3:Get*") == Truth::no);
    CHECK(takes_in_changes("S3:get*") == Truth::no);
    CHECK(takes_in_changes("iam:P*") == Truth::yes);
    CHECK(takes_in_changes("s3:*Object") == Truth::yes);
    CHECK(takes_in_changes("ec2:*Tags") == Truth::yes);
    CHECK(takes_in_changes("iam:Put*Policy") == Truth::yes);
    CHECK(takes_in_changes("ec2:NoSuchAction*") == Truth::unknown);
    CHECK(takes_in_changes("nosuchservice:*") == Truth::unknown);
}

TEST_CASE("the table knows which actions take a resource") {
    CHECK(takes_in_scoped("s3:GetObject") == Truth::yes);
    CHECK(takes_in_scoped("dynamodb:PutItem") == Truth::yes);
    CHECK(takes_in_scoped("zocalo:NoSuchAction") == Truth::unknown);
    CHECK(takes_in_scoped("s3:ListAllMyBuckets") == Truth::no);
    CHECK(takes_in_scoped("ec2:DescribeInstances") == Truth::no);
    CHECK(takes_in_scoped("cloudwatch:PutMetricData") == Truth::no);
    CHECK(takes_in_scoped("xray:PutTraceSegments") == Truth::no);
    CHECK(takes_in_scoped("ec2:*") == Truth::yes);
    CHECK(takes_in_scoped("s3:List*") == Truth::yes);
    CHECK(takes_in_scoped("ec2:Describe*") == Truth::no);
    CHECK(takes_in_scoped("autoscaling:Describe*") == Truth::no);
}

TEST_CASE("the table knows which actions manage permissions") {
    CHECK(takes_in_permissions_management("iam:AttachRolePolicy") == Truth::yes);
    CHECK(takes_in_permissions_management("s3:Put*") == Truth::yes);
    CHECK(takes_in_permissions_management("iam:Get*") == Truth::no);
    CHECK(takes_in_permissions_management("s3:PutObject") == Truth::no);
    CHECK(takes_in_permissions_management("nosuchservice:*") == Truth::unknown);
}

TEST_CASE("the first and the last service of the table are found") {
    CHECK(takes_in_scoped("a2c:GetContainerizationJobDetails") == Truth::no);
    CHECK(takes_in_changes("xray:PutTraceSegments") == Truth::yes);
}
