#include "facts/key_literals.h"

#include <doctest/doctest.h>

#include <string>

using namespace lintel;

namespace {

// Put together at run time, so that no scanner takes this file for a leak.
const std::string id = std::string("AKIA") + "QWERTZUIOPASDFG7";
const std::string secret = std::string("aB3dE5gH7jK9mN1pQ3sT5vW7") + "yZ9/bC1+eF3hJ5kL";

}  // namespace

TEST_CASE("an access key id is found between word boundaries") {
    const auto found = find_keys("export KEY=" + id + "\n", {});
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == KeyLiteral::Kind::id);
    CHECK(found[0].begin == 11);
    CHECK(found[0].size == 20);
    CHECK_FALSE(found[0].example);
    CHECK(find_keys("\"" + id + "\"", {}).size() == 1);
    CHECK(find_keys(id + " " + id, {}).size() == 2);
    CHECK(find_keys(std::string("ASIA") + id.substr(4), {}).size() == 1);
}

TEST_CASE("what only looks like an access key id is none") {
    CHECK(find_keys("X" + id, {}).empty());
    CHECK(find_keys(id + "X", {}).empty());
    CHECK(find_keys(id.substr(0, 19), {}).empty());
    CHECK(find_keys("AKIA is a prefix", {}).empty());
    CHECK(find_keys("AKIA" + std::string(16, 'a'), {}).empty());
    CHECK(find_keys("", {}).empty());
    CHECK(find_keys("IA", {}).empty());
}

TEST_CASE("the keys of AWS's documentation are examples") {
    const auto found = find_keys("AKIAIOSFODNN7EXAMPLE", {});
    REQUIRE(found.size() == 1);
    CHECK(found[0].example);
    const auto both = find_keys("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", {});
    REQUIRE(both.size() == 1);
    CHECK(both[0].kind == KeyLiteral::Kind::secret);
    CHECK(both[0].example);
}

TEST_CASE("a secret key counts beside a word that calls it one") {
    CHECK(find_keys("export AWS_SECRET_ACCESS_KEY=" + secret, {}).size() == 1);
    CHECK(find_keys("first line\nsecretKey: '" + secret + "'", {}).size() == 1);
    CHECK(find_keys(secret, "SecretAccessKey").size() == 1);
    CHECK(find_keys(secret, "Password").empty());
    CHECK(find_keys("secret key on another line\n" + secret, {}).empty());
    CHECK(find_keys("x " + secret, "SecretAccessKey").empty());
    CHECK(find_keys(id + ":" + secret, {}).size() == 2);
}

TEST_CASE("digests, longer runs and padded base64 are no secret keys") {
    const std::string name = "secret_key=";
    CHECK(find_keys(name + "da39a3ee5e6b4b0d3255bfef95601890afd80709", {}).empty());
    CHECK(find_keys(name + secret + "a", {}).empty());
    CHECK(find_keys(name + secret.substr(0, 39), {}).empty());
    CHECK(find_keys(name + secret + "=", {}).empty());
}

TEST_CASE("keys are found in base64 at every alignment") {
    // base64 of "xx...export AWS_ACCESS_KEY_ID=" + id with zero to two characters in front
    const char* const encoded[] = {"ZXhwb3J0IEFXU19BQ0NFU1NfS0VZX0lEPUFLSUFRV0VSVFpVSU9QQVNERkc3Cg",
                                   "eGV4cG9ydCBBV1NfQUNDRVNTX0tFWV9JRD1BS0lBUVdFUlRaVUlPUEFTREZHNwo",
                                   "eHhleHBvcnQgQVdTX0FDQ0VTU19LRVlfSUQ9QUtJQVFXRVJUWlVJT1BBU0RGRzcK"};
    for (const std::string text : encoded) {
        CAPTURE(text);
        CHECK(may_hold_keys(text));
        REQUIRE(find_encoded_keys(text).size() == 1);
        CHECK(find_encoded_keys(text)[0].begin == 0);
    }
    CHECK(find_encoded_keys("bm90aGluZyB0byBzZWUgaGVyZSwgcmVhbGx5IG5vdGhpbmcgYXQgYWxs").empty());
}

TEST_CASE("the quick look never misses a key") {
    CHECK(may_hold_keys("a: " + id));
    CHECK(may_hold_keys("\\n" + id));
    CHECK(may_hold_keys("AWS_SECRET_KEY: " + secret));
    CHECK(may_hold_keys("SecretKey: " + secret));
    CHECK_FALSE(may_hold_keys("Resources: {Bucket: {Type: AWS::S3::Bucket}}"));
}
