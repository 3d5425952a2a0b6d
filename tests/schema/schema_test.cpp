#include "schema/schema.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace lintel {
namespace {

constexpr std::string_view registry =
    "# a comment\n"
    "\n"
    "AWS::EC2::Volume\tEncrypted:boolean Size:number Tags:list(Tag)\n"
    "AWS::Test::Empty\n"
    "Tag\tKey:string Value:string\n";

constexpr std::string_view provider =
    "aws_ebs_volume\tencrypted:boolean kms_key_id:string tags:map(string)\r\n"
    "aws_ebs_volume.timeouts\tcreate:string\n"
    "AWS::EC2::Volume\tWrong:string\n";

Schema both() {
    auto schema = Schema::read(std::array{registry, provider});
    REQUIRE(schema);
    return *schema;
}

std::string error_of(std::string_view text) {
    const auto schema = Schema::read(text);
    return schema ? std::string() : schema.error().message;
}

using Names = std::vector<std::string>;

TEST_CASE("a schema tells types and the types of their properties") {
    const Schema schema = both();
    CHECK(schema.has("AWS::EC2::Volume"));
    CHECK(schema.has("Tag"));
    CHECK(schema.has("AWS::Test::Empty"));
    CHECK_FALSE(schema.has("AWS::EC2::Instance"));
    CHECK(schema.property("AWS::EC2::Volume", "Tags") == "list(Tag)");
    CHECK(schema.property("AWS::EC2::Volume", "Color").empty());
    CHECK(schema.property("AWS::EC2::Instance", "Tags").empty());
    CHECK(schema.properties("Tag") == Names{"Key", "Value"});
    CHECK(schema.properties("AWS::Test::Empty").empty());
    CHECK(schema.properties("Nothing").empty());
}

TEST_CASE("a later table leaves the types that are there as they are") {
    const Schema schema = both();
    CHECK(schema.properties("AWS::EC2::Volume") == Names{"Encrypted", "Size", "Tags"});
    CHECK(schema.resource_types() == Names{"AWS::EC2::Volume", "AWS::Test::Empty", "Tag", "aws_ebs_volume"});
}

TEST_CASE("attributes of the provider are found by the names that rules write") {
    const Schema schema = both();
    CHECK(schema.property("aws_ebs_volume", "kms_key_id") == "string");
    CHECK(schema.property("aws_ebs_volume", "KmsKeyId") == "string");
    CHECK(schema.property("aws_ebs_volume", "Tags") == "map(string)");
    CHECK(schema.property("aws_ebs_volume", "KmsKey").empty());
    CHECK(schema.property("aws_ebs_volume.timeouts", "Create") == "string");
}

TEST_CASE("names of the registry are found as they are written only") {
    const Schema schema = both();
    CHECK(schema.property("AWS::EC2::Volume", "encrypted").empty());
    CHECK(schema.property("AWS::EC2::Volume", "Encrypted_").empty());
}

TEST_CASE("what is no pair of name and type is an error of its line") {
    CHECK(error_of("A\tB:string\nC\tD\n") == "line 2: 'D' is not NAME:TYPE");
    CHECK(error_of("A\t:string\n") == "line 1: ':string' is not NAME:TYPE");
    CHECK(error_of("A\tB:string  C:string\n") == "line 1: '' is not NAME:TYPE");
    CHECK(error_of("") == "");
    const auto later = Schema::read(std::array<std::string_view, 2>{"A\tB:string\n", "\n\nnew\tx\n"});
    REQUIRE_FALSE(later);
    CHECK(later.error().message == "line 3: 'x' is not NAME:TYPE");
}

}  // namespace
}  // namespace lintel
