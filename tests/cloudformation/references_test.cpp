#include <doctest/doctest.h>

#include "base/text.h"
#include "cloudformation/template_sample.h"

using namespace lintel;
using namespace lintel::test;

namespace {

constexpr std::string_view parameters = R"(Parameters:
  Env:
    Type: String
    Default: dev
  Bare:
    Type: String
  Single:
    Type: String
    AllowedValues: [only]
  Count:
    Type: Number
    Default: "22"
  Broken:
    Type: Number
    Default: many
  Flag:
    Type: String
    Default: true
  Zones:
    Type: CommaDelimitedList
    Default: a, b ,c
  Empty:
    Type: CommaDelimitedList
    Default: ""
  Letters:
    Type: CommaDelimitedList
    AllowedValues: [a]
  Ports:
    Type: List<Number>
    Default: "80,443"
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  Listed:
    Type: CommaDelimitedList
    Default: [x, y]
  Ami:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /aws/service/ami
  Password:
    Type: String
    NoEcho: true
    Default: hunter22
  Hidden:
    Type: String
    NoEcho: "TRUE"
  Dynamic:
    Type: String
    Default: "{{resolve:secretsmanager:db:SecretString:password}}"
)";

std::string value_of(std::string_view expression, const ParameterValues& given = {}) {
    TemplateSample sample = TemplateSample::of(expression, parameters, given);
    return shown(sample.value(), sample.env());
}

}  // namespace

TEST_CASE("a Ref to a parameter has the default's value, the place of the Ref and a trace to the default") {
    for (const std::string_view written : {"!Ref Env", "{Ref: Env}", "{\"Ref\": \"Env\"}"}) {
        TemplateSample sample = TemplateSample::of(written, parameters);
        const Value value = sample.value();
        CHECK(shown(value, sample.env()) == "\"dev\"");
        CHECK(sample.written(value.place) == written);
        CHECK(sample.trace(value) == "parameter Env, default 'dev' @ 4:14");
        CHECK_FALSE(value.secret);
    }
}

TEST_CASE("a Ref to a parameter without a default is unknown, and says so") {
    CHECK(value_of("!Ref Bare") == "unknown: parameter Bare, which has no default");
    CHECK(value_of("!Ref Subnets") == "unknown: parameter Subnets, which has no default");
}

TEST_CASE("a parameter that allows only one value has it") {
    TemplateSample sample = TemplateSample::of("!Ref Single", parameters);
    CHECK(shown(sample.value(), sample.env()) == "\"only\"");
    CHECK(sample.trace(sample.value()) == "parameter Single, which can only be 'only' @ 9:21");
}

TEST_CASE("parameters have the kind of their type") {
    CHECK(value_of("!Ref Count") == "22");
    CHECK(value_of("!Ref Broken") == "\"many\"");
    CHECK(value_of("!Ref Flag") == "\"true\"");
    CHECK(value_of("!Ref Zones") == "[\"a\", \"b\", \"c\"]");
    CHECK(value_of("!Ref Empty") == "[\"\"]");
    CHECK(value_of("!Ref Ports") == "[80, 443]");
    CHECK(value_of("!Ref Listed") == "[\"x\", \"y\"]");
    CHECK(value_of("!Ref Letters") == "unknown: parameter Letters, which has no default");  // it may be "a,a"
    CHECK(value_of("!Ref Ami") == "unknown: parameter Ami, whose value is kept in Systems Manager");
    CHECK(value_of("!Ref Dynamic") == "unknown: a dynamic reference to Secrets Manager");
}

TEST_CASE("the items of a list parameter know where they come from") {
    TemplateSample sample = TemplateSample::of("!Ref Zones", parameters);
    CHECK(sample.trace(item(sample.value(), 1, sample.env())) == "parameter Zones, default 'a, b ,c' @ 21:14");
    CHECK(item(sample.value(), 3, sample.env()).absent());
}

TEST_CASE("a given value wins over the default and is traced to the parameter") {
    TemplateSample sample = TemplateSample::of("!Ref Env", parameters, {{"Env", "prod"}, {"Nobody", "x"}});
    CHECK(shown(sample.value(), sample.env()) == "\"prod\"");
    CHECK(sample.trace(sample.value()) == "parameter Env, given as 'prod' @ 3:5");
    CHECK(value_of("!Ref Bare", {{"Bare", "now known"}}) == "\"now known\"");
    CHECK(value_of("!Ref Subnets", {{"Subnets", "s-1,s-2"}}) == "[\"s-1\", \"s-2\"]");
}

TEST_CASE("NoEcho parameters are secret, known or not, and their value is in no note") {
    TemplateSample known = TemplateSample::of("!Ref Password", parameters);
    CHECK(known.value().secret);
    CHECK(shown(known.value(), known.env()) == "\"hunter22\"");
    CHECK(known.trace(known.value()).find("hunter22") == std::string::npos);

    TemplateSample unknown = TemplateSample::of("!Ref Hidden", parameters);
    CHECK(unknown.value().secret);
    CHECK(unknown.value().is(ValueKind::unknown));

    TemplateSample given = TemplateSample::of("!Sub 'x-${Hidden}'", parameters, {{"Hidden", "s3cr3t"}});
    CHECK(shown(given.value(), given.env()) == "\"x-s3cr3t\"");
    CHECK(given.value().secret);
    CHECK(given.trace(given.value()).find("s3cr3t") == std::string::npos);
}

TEST_CASE("a long default is cut in the note, never within a character") {
    const std::string text = std::string(59, 'x') + "\xC3\xA9\xC3\xA9";
    TemplateSample sample =
        TemplateSample::of("!Ref Long", "Parameters:\n  Long:\n    Type: String\n    Default: " + text);
    CHECK(as_text(sample.value()) == text);
    CHECK(sample.trace(sample.value()) == cat("parameter Long, default '", std::string(59, 'x'), "...' @ 4:14"));
}

TEST_CASE("AWS::NoValue is absent, placed at the reference") {
    TemplateSample sample = TemplateSample::of("!Ref AWS::NoValue");
    CHECK(sample.value().absent());
    CHECK(sample.written(sample.value().place) == "!Ref AWS::NoValue");
}

TEST_CASE("pseudo parameters are unknown unless they are given") {
    for (const std::string_view name : {"AWS::Region", "AWS::AccountId", "AWS::Partition", "AWS::URLSuffix",
                                        "AWS::StackName", "AWS::StackId", "AWS::NotificationARNs"}) {
        CHECK(value_of(cat("!Ref ", name)) ==
              cat("unknown: ", name, ", which is known only when the stack is deployed"));
    }
    CHECK(value_of("!Ref AWS::Region", {{"AWS::Region", "eu-west-1"}}) == "\"eu-west-1\"");
}

TEST_CASE("a Ref to a resource is unknown but present, and names the resource") {
    TemplateSample sample = TemplateSample::of("!Ref Bucket");
    const Value value = sample.value();
    CHECK(value.is(ValueKind::unknown));
    CHECK_FALSE(value.maybe_absent);
    CHECK(value.resource == &sample.resource("Bucket"));
    CHECK(value.attribute.empty());
}

TEST_CASE("a Ref to nothing is unknown") {
    CHECK(value_of("!Ref Nobody") == "unknown: Nobody, which the template does not declare");
    CHECK(value_of("!Ref [a, b]") == "unknown: a malformed Ref");
    CHECK(value_of("!Ref ''") == "unknown: a malformed Ref");
    CHECK(value_of("{Ref: 12}") == "unknown: a malformed Ref");
}

TEST_CASE("Fn::GetAtt names resource and attribute in all its forms") {
    for (const std::string_view written : {"!GetAtt Bucket.Website.Url", "{'Fn::GetAtt': [Bucket, Website.Url]}",
                                           "{'Fn::GetAtt': Bucket.Website.Url}"}) {
        TemplateSample sample = TemplateSample::of(written);
        const Value value = sample.value();
        CHECK(value.is(ValueKind::unknown));
        CHECK(value.resource == &sample.resource("Bucket"));
        CHECK(value.attribute == "Website.Url");
        CHECK(sample.written(value.place) == written);
    }
    CHECK(value_of("!GetAtt Nobody.Arn") == "unknown: Nobody, which the template does not declare");
    CHECK(value_of("!GetAtt [Bucket, !Ref Env]") ==
          "unknown: attribute dev of Bucket, which has a value only when the stack is deployed");
    CHECK(value_of("!GetAtt [Bucket, !Ref Bare]") == "unknown: an attribute of Bucket");
    for (const std::string_view bad : {"!GetAtt Bucket", "!GetAtt [Bucket]", "!GetAtt .Arn", "!GetAtt [[], Arn]",
                                       "!GetAtt {a: b}", "!GetAtt [Bucket, {a: b}]"}) {
        CHECK(value_of(bad) == "unknown: a malformed Fn::GetAtt");
    }
}

TEST_CASE("Fn::Sub puts known values into its text") {
    CHECK(value_of("!Sub plain") == "\"plain\"");
    CHECK(value_of("!Sub ''") == "\"\"");
    CHECK(value_of("!Sub 'a-${Env}-${Count}-${Flag}'") == "\"a-dev-22-true\"");
    CHECK(value_of("{'Fn::Sub': '${Env}'}") == "\"dev\"");
    CHECK(value_of("!Sub ['${Env}/${Own}/${Other}', {Own: 1, Other: !Ref Count}]") == "\"dev/1/22\"");
    CHECK(value_of("!Sub ['${Env}', {Env: mine}]") == "\"mine\"");
    CHECK(value_of("!Sub ['${A.B}', {A.B: dotted}]") == "\"dotted\"");
    CHECK(value_of("!Sub [plain]") == "\"plain\"");
    CHECK(value_of("!Sub 12") == "\"12\"");
}

TEST_CASE("Fn::Sub leaves text alone that is no variable") {
    CHECK(value_of("!Sub '${!Literal} $x $ {y} ${Env'") == "\"${Literal} $x $ {y} ${Env\"");
    CHECK(value_of("!Sub '${!Env}${Env}'") == "\"${Env}dev\"");
    CHECK(value_of("!Sub 'ends with ${!x}'") == "\"ends with ${x}\"");
}

TEST_CASE("Fn::Sub has holes for what is not known") {
    CHECK(value_of("!Sub 'arn:aws:s3:::${Bucket}/*'") == "\"arn:aws:s3:::*/*\"");
    CHECK(value_of("!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'") == "\"arn:*:iam::*:root\"");
    CHECK(value_of("!Sub '${Bucket.Arn}/x'") == "\"*/x\"");
    CHECK(value_of("!Sub 'x${Zones}'") == "\"x*\"");
    CHECK(value_of("!Sub 'x${AWS::NoValue}'") == "\"x*\"");
    CHECK(value_of("!Sub 'x${}'") == "\"x*\"");
}

TEST_CASE("Fn::Sub of one variable alone is a reference") {
    TemplateSample by_name = TemplateSample::of("!Sub '${Bucket}'");
    CHECK(by_name.value().resource == &by_name.resource("Bucket"));
    TemplateSample by_attribute = TemplateSample::of("!Sub '${Bucket.Arn}'");
    CHECK(by_attribute.value().resource == &by_attribute.resource("Bucket"));
    CHECK(by_attribute.value().attribute == "Arn");
    CHECK(value_of("!Sub '${Bare}'") == "unknown: parameter Bare, which has no default");
    CHECK(value_of("!Sub '${Count}'") == "\"22\"");
}

TEST_CASE("Fn::Sub is traced to all that it used") {
    TemplateSample sample = TemplateSample::of("!Sub '${Env}-${Count}'", parameters);
    CHECK(sample.trace(sample.value()) ==
          "parameter Count, default '22' @ 12:14 <- parameter Env, default 'dev' @ 4:14");
}

TEST_CASE("a malformed Fn::Sub is unknown") {
    for (const std::string_view bad : {"!Sub []", "!Sub [a, b, c]", "!Sub [a, [b]]", "!Sub {a: b}"}) {
        CHECK(value_of(bad) == "unknown: a malformed Fn::Sub");
    }
    CHECK(value_of("!Sub [!Rain::Embed file.txt, {}]") == "unknown: the result of Fn::Rain::Embed");
}

TEST_CASE("dynamic references are unknown, and secret where their service keeps secrets") {
    TemplateSample secret = TemplateSample::of("'{{resolve:secretsmanager:MySecret:SecretString:password}}'");
    CHECK(shown(secret.value(), secret.env()) == "unknown: a dynamic reference to Secrets Manager");
    CHECK(secret.value().secret);
    TemplateSample secure = TemplateSample::of("'{{resolve:ssm-secure:Name:10}}'");
    CHECK(shown(secure.value(), secure.env()) == "unknown: a dynamic reference to a secure string in Systems Manager");
    CHECK(secure.value().secret);
    TemplateSample open = TemplateSample::of("'{{resolve:ssm:Name}}'");
    CHECK(shown(open.value(), open.env()) == "unknown: a dynamic reference to Systems Manager");
    CHECK_FALSE(open.value().secret);
    CHECK(value_of("'{{resolve:other:x}}'") == "unknown: a dynamic reference");
}

TEST_CASE("a dynamic reference within a text is a hole") {
    TemplateSample sample = TemplateSample::of("'user:{{resolve:secretsmanager:s}}@{{resolve:ssm:h}}/db'");
    CHECK(shown(sample.value(), sample.env()) == "\"user:*@*/db\"");
    CHECK(sample.value().secret);
    CHECK(value_of("'{{resolve:ssm:unclosed'") == "\"{{resolve:ssm:unclosed\"");
}

TEST_CASE("a dynamic reference that is put together from pieces is one all the same") {
    TemplateSample sub = TemplateSample::of("!Sub '{{resolve:secretsmanager:${Bucket}:SecretString:password}}'");
    CHECK(shown(sub.value(), sub.env()) == "unknown: a dynamic reference to Secrets Manager");
    CHECK(sub.value().secret);
    TemplateSample join =
        TemplateSample::of("!Join ['', ['{{resolve:secretsmanager:', !Ref Bucket, ':SecretString:password}}']]");
    CHECK(shown(join.value(), join.env()) == "unknown: a dynamic reference to Secrets Manager");
    CHECK(join.value().secret);
}
