#include <doctest/doctest.h>

#include "facts/sample.h"

using namespace lintel;

TEST_CASE("an output tells its name, value and description") {
    Sample s(
        "Parameters: {P: {Type: String, NoEcho: true}}\n"
        "Resources: {B: {Type: AWS::S3::Bucket}}\n"
        "Outputs:\n"
        "  Plain: {Description: what it is, Value: !Sub 'x-${AWS::Region}'}\n"
        "  Secret: {Value: !Ref P}\n");
    CHECK(s.text(s.output_fact("Plain", "name"), "") == "Plain");
    CHECK(s.text(s.output_fact("Plain", "description"), "") == "what it is");
    CHECK(s.output_fact("Plain", "value").partial);
    CHECK(s.line(s.output_fact("Plain", "value")) == 4);
    CHECK(s.output_fact("Secret", "value").secret);
    CHECK(s.output_fact("Secret", "description").absent());
    CHECK(s.truth(s.output_fact("Secret", "sensitive"), "") == Truth::no);
}
