#include "facts/arns.h"

#include <doctest/doctest.h>

#include <string>

#include "model/graph.h"

using namespace lintel;

TEST_CASE("a star and ARNs with a bare wildcard behind the kind of resource are wildcard resources") {
    const std::string gap(1, hole);
    for (const std::string& text :
         {std::string("*"), std::string("**"), std::string("arn:aws:s3:::*"), std::string("arn:aws:s3:::*/*"),
          std::string("arn:aws:dynamodb:*:*:table/*"), std::string("arn:aws:lambda:eu-west-1:123456789012:function:*"),
          std::string("arn:aws:logs:*:*:*"), std::string("arn:aws:logs:*:*:log-group:*:log-stream:*"),
          std::string("arn:aws:iam::123456789012:role/*"), std::string("arn:aws:sqs:*:*:*"),
          std::string("arn:aws:s3:*"), std::string("arn:*"), std::string("arn:aws:apigateway:eu-west-1::/*"),
          "arn:" + gap + ":dynamodb:" + gap + ":" + gap + ":table/*"}) {
        CAPTURE(text);
        CHECK(is_wildcard_resource(text));
    }
}

TEST_CASE("an ARN that names something is no wildcard resource") {
    const std::string gap(1, hole);
    for (const std::string& text :
         {std::string("arn:aws:s3:::bucket"), std::string("arn:aws:s3:::bucket/*"),
          std::string("arn:aws:s3:::bucket-*"), std::string("arn:aws:dynamodb:*:*:table/orders"),
          std::string("arn:aws:dynamodb:*:*:table/orders-*"), std::string("arn:aws:execute-api:*:*:abcdef/*"),
          std::string("arn:aws:sns:*:*:topic"), std::string("arn:aws:iam::123456789012:user/${aws:username}"),
          std::string(""), std::string("bucket"), "arn:aws:dynamodb:*:*:table/" + gap, "arn:aws:s3:::" + gap + "/*"}) {
        CAPTURE(text);
        CHECK_FALSE(is_wildcard_resource(text));
    }
}

TEST_CASE("an unknown value may be a wildcard, a reference to a resource is not") {
    const Resource queue{};
    Value reference = unknown_value("an ARN known after creation", {});
    CHECK(is_wildcard_resource(reference) == Truth::unknown);
    reference.resource = &queue;
    CHECK(is_wildcard_resource(reference) == Truth::no);
    CHECK(is_wildcard_resource(string_value("*", {})) == Truth::yes);
    CHECK(is_wildcard_resource(absent_value({})) == Truth::no);
}

TEST_CASE("an ARN pattern names an owner by its account or its bucket") {
    CHECK(names_an_owner("arn:aws:iam::123456789012:root"));
    CHECK(names_an_owner("arn:aws:iam::123456789012:*"));
    CHECK(names_an_owner("arn:aws:s3:::my-bucket"));
    CHECK(names_an_owner("arn:aws:s3:*:*:my-bucket"));
    CHECK_FALSE(names_an_owner("*"));
    CHECK_FALSE(names_an_owner("arn:aws:iam::*:role/Admin"));
    CHECK_FALSE(names_an_owner("arn:aws:s3:::*"));
    CHECK_FALSE(names_an_owner("arn:aws:sns:*:*:topic"));
    CHECK_FALSE(names_an_owner("arn:*"));
}

TEST_CASE("every resource of every kind is a star, or an ARN that is wild from its service on") {
    for (const char* text :
         {"*", "**", "arn:*", "arn:aws:*", "arn:aws:*:*:*:*", "arn:*:*:*:*:*", "arn:aws:*:*:123456789012:*"}) {
        CAPTURE(text);
        CHECK(is_every_resource(text));
    }
    for (const char* text : {"", "arn", "arn:aws:s3:::*", "arn:aws:s3:*", "arn:aws:*:*:*:table/*", "bucket/*"}) {
        CAPTURE(text);
        CHECK_FALSE(is_every_resource(text));
    }
}

TEST_CASE("a pattern takes in all that another one stands for, in whatever account") {
    const std::string gap(1, hole);
    for (const std::string& text : {std::string("*"), std::string("arn:aws:iam::*"), std::string("arn:aws:iam::*:*"),
                                    std::string("arn:aws:*:*:*:*"), std::string("arn:aws:iam::123456789012:role/*"),
                                    std::string("arn:*:i*::*:r*"), "arn:" + gap + ":iam::" + gap + ":role/*"}) {
        CAPTURE(text);
        CHECK(takes_in_arn(text, "arn:aws:iam::*:role/*"));
    }
    for (const std::string& text :
         {std::string("arn:aws:iam::*:role/app-*"), std::string("arn:aws:iam::*:user/*"), std::string("arn:aws:s3:::*"),
          std::string("arn:aws:iam::*:role/${aws:username}"), std::string("role/*"), std::string(""),
          std::string("arn:aws:iam::aws:*"), "arn:aws:iam::*:role/" + gap, gap + "/*"}) {
        CAPTURE(text);
        CHECK_FALSE(takes_in_arn(text, "arn:aws:iam::*:role/*"));
    }
    CHECK(takes_in_arn("arn:aws:ssm:*::document/AWS-Run*", "arn:aws:ssm:*:*:document/AWS-RunShellScript"));
}

TEST_CASE("an ARN is of one service, a pattern may be of several") {
    CHECK(names_service("arn:aws:lambda:*:*:function:f", "lambda"));
    CHECK(names_service("arn:aws:*:*:*:*", "lambda"));
    CHECK(names_service("arn:aws:*", "lambda"));
    CHECK(names_service("*", "lambda"));
    CHECK_FALSE(names_service("arn:aws:iam::*:role/*", "lambda"));
}

TEST_CASE("an account is a principal by its id or by its root") {
    const std::string gap(1, hole);
    CHECK(whole_account("123456789012") == "123456789012");
    CHECK(whole_account("arn:aws:iam::123456789012:root") == "123456789012");
    CHECK(whole_account("arn:" + gap + ":iam::123456789012:root") == "123456789012");
    CHECK(whole_account("arn:aws:iam::123456789012:role/root") == "");
    CHECK(whole_account("arn:aws:iam::" + gap + ":role/a") == "");
    CHECK(whole_account("*") == "");
    CHECK(whole_account("ec2.amazonaws.com") == "");
    CHECK(whole_account("arn:aws:iam::" + gap + ":root") == std::nullopt);
    CHECK(whole_account(gap) == std::nullopt);
}
