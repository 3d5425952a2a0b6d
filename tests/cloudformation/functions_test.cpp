#include <doctest/doctest.h>

#include "base/text.h"
#include "cloudformation/template_sample.h"

using namespace lintel;
using namespace lintel::test;

namespace {

constexpr std::string_view sections = R"(Parameters:
  Env:
    Type: String
    Default: dev
  Bare:
    Type: String
  Zones:
    Type: CommaDelimitedList
    Default: a,b,c
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  Secret:
    Type: String
    NoEcho: true
    Default: pass
Conditions:
  Maybe: !Equals [!Ref Bare, x]
)";

std::string value_of(std::string_view expression, const ParameterValues& given = {}) {
    TemplateSample sample = TemplateSample::of(expression, sections, given);
    return shown(sample.value(), sample.env());
}

}  // namespace

TEST_CASE("scalars keep their kind, and containers their children") {
    CHECK(value_of("text") == "\"text\"");
    CHECK(value_of("'22'") == "\"22\"");
    CHECK(value_of("22") == "22");
    CHECK(value_of("true") == "true");
    CHECK(value_of("No") == "false");
    CHECK(value_of("'true'") == "\"true\"");
    CHECK(value_of("") == "null");
    CHECK(value_of("[1, [a], {k: v}]") == "[1, [\"a\"], {k: \"v\"}]");
    CHECK(value_of("{}") == "{}");
    CHECK(value_of("[]") == "[]");
}

TEST_CASE("numbers are those of YAML 1.1, and keep their text") {
    CHECK(value_of("0123") == "83");
    CHECK(value_of("0x1F") == "31");
    CHECK(value_of("0b101") == "5");
    CHECK(value_of("1_000") == "1000");
    CHECK(value_of("-5") == "-5");
    CHECK(value_of("+5") == "5");
    CHECK(value_of("1.5e3") == "1500");
    CHECK(value_of("012345678901") == "\"012345678901\"");
    TemplateSample sample = TemplateSample::of("0123");
    CHECK(as_text(sample.value()) == "0123");
}

TEST_CASE("Fn::Join joins what is known") {
    CHECK(value_of("!Join ['-', [a, 1, true, !Ref Env]]") == "\"a-1-true-dev\"");
    CHECK(value_of("{'Fn::Join': ['', [a, b]]}") == "\"ab\"");
    CHECK(value_of("!Join [',', !Ref Zones]") == "\"a,b,c\"");
    CHECK(value_of("!Join [',', []]") == "\"\"");
    CHECK(value_of("!Join [!Ref Env, [a, b]]") == "\"adevb\"");
    CHECK(value_of("!Join ['-', [a, !Ref AWS::NoValue, b]]") == "\"a-b\"");
    CHECK(value_of("!Join ['-', !Split [',', 'x,y']]") == "\"x-y\"");
}

TEST_CASE("Fn::Join has holes for what is not known") {
    CHECK(value_of("!Join ['', ['arn:', !Ref 'AWS::Partition', ':s3:::', !Ref Bucket, '/*']]") == "\"arn:*:s3:::*/*\"");
    CHECK(value_of("!Join [',', !Ref Subnets]") == "unknown: parameter Subnets, which has no default");
    CHECK(value_of("!Join [!Ref Bare, [a, b]]") == "unknown: parameter Bare, which has no default");
    CHECK(value_of("!Join ['-', [a, [b], c]]") == "\"a-*-c\"");
}

TEST_CASE("an item of Fn::Join that may be missing takes its delimiter with it") {
    CHECK(value_of("!Join [',', [a, !If [Maybe, x, !Ref AWS::NoValue], b]]") == "\"a*,b\"");
    CHECK(value_of("!Join [',', [!If [Maybe, x, !Ref AWS::NoValue], b, c]]") == "\"*b,c\"");
    TemplateSample sample = TemplateSample::of("!Join [',', [a, !If [Maybe, x, !Ref AWS::NoValue], b]]", sections);
    CHECK(equals(sample.value(), "a,b") == Truth::unknown);
    CHECK(equals(sample.value(), "a,x,b") == Truth::unknown);
    CHECK(equals(sample.value(), "a,x") == Truth::no);
}

TEST_CASE("Fn::Join of one reference is that reference") {
    TemplateSample sample = TemplateSample::of("!Join ['', [!GetAtt Bucket.Arn]]");
    CHECK(sample.value().resource == &sample.resource("Bucket"));
    CHECK(sample.value().attribute == "Arn");
}

TEST_CASE("Fn::Split takes known text apart, and nothing else") {
    CHECK(value_of("!Split [',', 'a,b,,c']") == "[\"a\", \"b\", \"\", \"c\"]");
    CHECK(value_of("{'Fn::Split': ['--', !Ref Env]}") == "[\"dev\"]");
    CHECK(value_of("!Split ['/', !GetAtt Bucket.Arn]").starts_with("unknown: attribute Arn of Bucket"));
    CHECK(value_of("!Split [',', !Sub 'a,${Bucket}']") == "unknown: a text of which only a part is known");
    CHECK(value_of("!Split [!Ref Bare, 'a,b']") == "unknown: parameter Bare, which has no default");
    TemplateSample secret = TemplateSample::of("!Split [a, !Ref Secret]", sections);
    CHECK(item(secret.value(), 0, secret.env()).secret);
}

TEST_CASE("Fn::Select picks an item") {
    CHECK(value_of("!Select [1, [a, b]]") == "\"b\"");
    CHECK(value_of("!Select ['0', !Ref Zones]") == "\"a\"");
    CHECK(value_of("!Select [1, [!Ref AWS::NoValue, a, b]]") == "\"b\"");
    CHECK(value_of("!Select [0, [a, !If [Maybe, x, !Ref AWS::NoValue]]]") == "\"a\"");
    CHECK(value_of("!Select [1, [!If [Maybe, x, !Ref AWS::NoValue], b, c]]") ==
          "unknown: condition Maybe, which is not decided");
    CHECK(value_of("!Select [0, !GetAZs '']") == "unknown: the Availability Zones of a region");
    CHECK(value_of("!Select [!Ref Bare, [a, b]]") == "unknown: the index of Fn::Select");
    CHECK(value_of("!Select [2, [a, b]]") == "unknown: an item behind the end of its list");
    TemplateSample sample = TemplateSample::of("!Select [0, [!Ref Bucket]]");
    CHECK(sample.value().resource == &sample.resource("Bucket"));
    CHECK(sample.written(sample.value().place) == "!Select [0, [!Ref Bucket]]");
}

TEST_CASE("Fn::Base64 gives the encoding of what is known") {
    CHECK(value_of("!Base64 ''") == "\"\"");
    CHECK(value_of("!Base64 f") == "\"Zg==\"");  // RFC 4648, test vectors
    CHECK(value_of("!Base64 fo") == "\"Zm8=\"");
    CHECK(value_of("!Base64 foo") == "\"Zm9v\"");
    CHECK(value_of("{'Fn::Base64': foobar}") == "\"Zm9vYmFy\"");
    CHECK(value_of("!Base64 \"\\xe9\"") == "\"w6k=\"");
    CHECK(value_of("!Base64\n        Fn::Sub: 'x ${Bucket}'") == "unknown: a text of which only a part is known");
    CHECK(value_of("!Base64 [a]") == "unknown: a malformed Fn::Base64");
}

TEST_CASE("Fn::Cidr divides ranges of IPv4") {
    CHECK(value_of("!Cidr [192.168.0.0/24, 3, 5]") == "[\"192.168.0.0/27\", \"192.168.0.32/27\", \"192.168.0.64/27\"]");
    CHECK(value_of("{'Fn::Cidr': ['10.0.0.0/16', '2', '8']}") == "[\"10.0.0.0/24\", \"10.0.1.0/24\"]");
    CHECK(value_of("!Cidr [10.1.2.3/16, 1, 8]") == "[\"10.1.0.0/24\"]");
    CHECK(value_of("!Select [1, !Cidr [0.0.0.0/0, 2, 31]]") == "\"128.0.0.0/1\"");
    CHECK(value_of("!Cidr [!Ref Bare, 2, 8]") == "unknown: a range of addresses that is known only in part");
    CHECK(value_of("!Cidr [10.0.0.0/16, 2]") == "unknown: a range of addresses whose size is not written");
    for (const std::string_view bad :
         {"2001:db8::/56, 2, 64", "10.0.0.0/24, 9, 5", "10.0.0.0, 1, 8", "10.0.0.300/8, 1, 8", "10.0.0.0/8, 300, 8",
          "10.0.0.0/8, 1, 40", "10.0.0.0/24, 1, 9", "10.0.0/8, 1, 8"}) {
        CHECK(value_of(cat("!Cidr [", bad, "]")) ==
              "unknown: the result of Fn::Cidr, which lintel computes for IPv4 only");
    }
    CHECK(value_of("!Cidr [10.0.0.0/16, many, 8]") == "unknown: a malformed Fn::Cidr");
}

TEST_CASE("Fn::Length counts the items that are there") {
    CHECK(value_of("!Length [a, b]") == "2");
    CHECK(value_of("{'Fn::Length': {Ref: Zones}}") == "3");
    CHECK(value_of("!Length [a, !Ref AWS::NoValue]") == "1");
    CHECK(value_of("!Length [a, !If [Maybe, x, !Ref AWS::NoValue]]") ==
          "unknown: condition Maybe, which is not decided");
    CHECK(value_of("{'Fn::Length': {Ref: Subnets}}") == "unknown: parameter Subnets, which has no default");
    CHECK(value_of("!Length text") == "unknown: a malformed Fn::Length");
}

TEST_CASE("Fn::ToJsonString writes JSON, with holes for what is not known") {
    CHECK(value_of("!ToJsonString {a: [1, true, 'x\"y'], b: !Ref Env}") ==
          "\"{\"a\":[1,true,\"x\\\"y\"],\"b\":\"dev\"}\"");
    CHECK(value_of("{'Fn::ToJsonString': [a, !Ref AWS::NoValue, !Ref Bucket]}") == "\"[\"a\",*]\"");
    CHECK(value_of("!ToJsonString [!If [Maybe, x, !Ref AWS::NoValue]]") ==
          "unknown: condition Maybe, which is not decided");
    CHECK(value_of("!ToJsonString {a: \"tab\\there\"}") == "\"{\"a\":\"tab\\there\"}\"");
    CHECK(value_of("!ToJsonString text") == "unknown: a malformed Fn::ToJsonString");
}

TEST_CASE("what only a deployment knows is unknown, with its cause") {
    CHECK(value_of("!GetAZs ''") == "unknown: the Availability Zones of a region");
    CHECK(value_of("!ImportValue net-VpcId") == "unknown: the value net-VpcId, which another stack exports");
    CHECK(value_of("{'Fn::ImportValue': !Sub '${Env}-Vpc'}") ==
          "unknown: the value dev-Vpc, which another stack exports");
    CHECK(value_of("{'Fn::ImportValue': !Sub '${Bare}-Vpc'}") == "unknown: a value that another stack exports");
    CHECK(value_of("{'Fn::Transform': {Name: AWS::Include, Parameters: {Location: x}}}") ==
          "unknown?: the result of the macro AWS::Include");
    CHECK(value_of("{'Fn::Transform': x}") == "unknown?: the result of a macro");
    CHECK(value_of("{'Fn::Strange': [1, 2]}") == "unknown: the result of Fn::Strange");
    CHECK(value_of("!Strange x") == "unknown: the result of Fn::Strange");
}

TEST_CASE("a function that is written wrongly is unknown") {
    for (const std::string_view name : {"Join", "Split", "Select", "FindInMap", "If", "Cidr"}) {
        for (const std::string_view argument : {"text", "[]", "[a]", "{a: b, c: d}", "12", "''", "[1, 2, 3, 4, 5]"}) {
            CHECK(value_of(cat('!', name, ' ', argument)) == cat("unknown: a malformed Fn::", name));
        }
    }
    CHECK(value_of("!Join [[a], [b]]") == "unknown: a malformed Fn::Join");
    CHECK(value_of("!Join [a, b]") == "unknown: a malformed Fn::Join");
    CHECK(value_of("!Split ['', abc]") == "unknown: a malformed Fn::Split");
    CHECK(value_of("!Split [',', [a]]") == "unknown: a malformed Fn::Split");
    CHECK(value_of("!Select [-1, [a]]") == "unknown: a malformed Fn::Select");
    CHECK(value_of("!Select [x, [a]]") == "unknown: a malformed Fn::Select");
    CHECK(value_of("!Select [0, a]") == "unknown: a malformed Fn::Select");
    CHECK(value_of("!If [[], a, b]") == "unknown: a malformed Fn::If");
}

TEST_CASE("a mapping with more members is no function call") {
    CHECK(value_of("{Ref: Env, Other: x}") == "{Ref: \"Env\", Other: \"x\"}");
    CHECK(value_of("{Condition: {Bool: x}}") == "{Condition: {Bool: \"x\"}}");
    CHECK(value_of("{Condition: NotDeclared}") == "{Condition: \"NotDeclared\"}");
}

TEST_CASE("condition functions are values, too") {
    CHECK(value_of("!Equals [a, a]") == "true");
    CHECK(value_of("!Equals [a, !Ref Env]") == "false");
    CHECK(value_of("!Equals [1, '1']") == "true");
    CHECK(value_of("!Equals [true, 'true']") == "true");
    CHECK(value_of("!Not [!Equals [a, b]]") == "true");
    CHECK(value_of("!And [!Equals [a, a], !Equals [a, b]]") == "false");
    CHECK(value_of("!Or [!Equals [!Ref Bucket, x], !Equals [a, a]]") == "true");
    CHECK(value_of("!Equals [!Ref Bucket, x]") == "unknown: the result of Fn::Equals");
    CHECK(value_of("!Equals [!Sub 'x${Bucket}', y]") == "false");
    CHECK(value_of("!Equals [!Ref Zones, [a, b, c]]") == "true");
    CHECK(value_of("!Equals [a]") == "unknown: the result of Fn::Equals");
    CHECK(value_of("!And x") == "unknown: the result of Fn::And");
    CHECK(value_of("!Condition Maybe") == "unknown: the result of Condition");
}

TEST_CASE("anchors and merges are followed") {
    CHECK(value_of("[&x !Ref Env, *x]") == "[\"dev\", \"dev\"]");
    CHECK(value_of("{one: &a {k: v, l: w}, two: {<<: *a, k: mine}}") ==
          "{one: {k: \"v\", l: \"w\"}, two: {k: \"mine\", l: \"w\"}}");
    TemplateSample sample = TemplateSample::of("[&x {k: v}, *x]");
    const Value second = item(sample.value(), 1, sample.env());
    CHECK(sample.written(second.place) == "*x");
    CHECK(shown(member(second, "k", sample.env()), sample.env()) == "\"v\"");
    CHECK(sample.written(member(second, "k", sample.env()).place) == "v");
}

TEST_CASE("an alias that contains itself is unknown") {
    CHECK(value_of("&x [*x]") == "[unknown: an alias that contains itself]");
    CHECK(value_of("&x {'Fn::Sub': ['${a}', {a: *x}]}") == "unknown: an alias that contains itself");
}

TEST_CASE("aliases that multiply end in unknowns, and soon") {
    std::string text = "[&a0 x, ";
    for (int i = 1; i < 30; ++i) text += cat("&a", i, " !Join ['', [*a", i - 1, ", *a", i - 1, "]], ");
    text += "x]";
    TemplateSample sample = TemplateSample::of(text);
    CHECK(shown(item(sample.value(), 5, sample.env()), sample.env()) == cat("\"", std::string(32, 'x'), "\""));
    const Value last = item(sample.value(), 29, sample.env());
    CHECK_FALSE(last.known());
    CHECK(sample.env().exhausted());
}

TEST_CASE("texts that multiply end in unknowns, and soon") {
    const std::string big(100'000, 'x');
    std::string text =
        cat("[&big '", big, "', [!Join ['', [*big, *big, *big, *big, *big, *big, *big, *big, *big, *big, *big]]");
    for (int i = 0; i < 5000; ++i) text += ", !Sub ['${v}y', {v: *big}]";
    TemplateSample sample = TemplateSample::of(text + "]]");
    const Value list = item(sample.value(), 1, sample.env());
    CHECK(shown(item(list, 0, sample.env()), sample.env()) ==
          "unknown: a template that takes too many steps to evaluate");
    CHECK(as_text(item(list, 1, sample.env())).size() == big.size() + 1);
    std::size_t bytes = 0;
    for (const Value& value : items(list, sample.env())) bytes += value.is(ValueKind::string) ? value.text.size() : 0;
    CHECK(bytes < 128'000'000);
    CHECK(sample.env().exhausted());
}

TEST_CASE("expressions that nest through aliases end in an unknown, not in a crash") {
    std::string text = "[&a0 x, ";
    for (int i = 1; i < 5000; ++i) text += cat("&a", i, " !Sub ['${v}', {v: *a", i - 1, "}], ");
    text += "x]";
    TemplateSample sample = TemplateSample::of(text);
    CHECK(shown(item(sample.value(), 10, sample.env()), sample.env()) == "\"x\"");
    CHECK(shown(item(sample.value(), 4999, sample.env()), sample.env()) ==
          "unknown: an expression that nests too deep");
}
