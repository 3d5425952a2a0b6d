#include "model/secret_attributes.h"

#include <doctest/doctest.h>

using namespace lintel;

TEST_CASE("secret attributes are told by type and name") {
    CHECK(is_secret_attribute("AWS::IAM::AccessKey", "SecretAccessKey"));
    CHECK(is_secret_attribute("random_password", "result"));
    CHECK_FALSE(is_secret_attribute("AWS::IAM::AccessKey", "Id"));
    CHECK_FALSE(is_secret_attribute("random_string", "result"));
    CHECK_FALSE(is_secret_attribute("aws_iam_access_key", "encrypted_secret"));
}
