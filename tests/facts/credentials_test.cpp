#include <doctest/doctest.h>

#include "facts/sample.h"

using namespace lintel;

namespace {

/// A database whose password is this.
std::string database_with(std::string_view password) {
    return "Parameters:\n"
           "  Plain: {Type: String}\n"
           "  Hidden: {Type: String, NoEcho: true}\n"
           "  Given: {Type: String, NoEcho: true, Default: changeme}\n"
           "  Empty: {Type: String, Default: ''}\n"
           "  Stored: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /db/password}\n"
           "  Env: {Type: String}\n"
           "Conditions: {Prod: !Equals [!Ref Env, prod]}\n"
           "Mappings: {M: {a: {b: hunter2}}}\n"
           "Resources:\n"
           "  Secret: {Type: AWS::SecretsManager::Secret}\n"
           "  Db:\n"
           "    Type: AWS::RDS::DBInstance\n"
           "    Properties:\n"
           "      MasterUserPassword: " +
           std::string(password) + "\n";
}

struct Password {
    explicit Password(std::string_view written)
        : sample(database_with(written)), all(sample.fact("Db", "credentials")) {
        REQUIRE(all.is(ValueKind::list));
        REQUIRE(sample.at(all, "0").is(ValueKind::map));
    }
    Truth literal() { return sample.truth(all, "0.literal"); }
    Truth from_default() { return sample.truth(all, "0.from_default"); }
    Truth echoed() { return sample.truth(all, "0.echoed"); }
    std::string parameter() { return sample.text(all, "0.parameter"); }

    Sample sample;
    Value all;
};

}  // namespace

TEST_CASE("text in the template is a literal") {
    for (const char* const written : {"hunter2", "12345678", "!FindInMap [M, a, b]", "!Join ['', [hunter, '2']]"}) {
        CAPTURE(written);
        Password p(written);
        CHECK(p.literal() == Truth::yes);
        CHECK(p.from_default() == Truth::no);
        CHECK(p.parameter() == "absent");
    }
    CHECK(Password("''").literal() == Truth::no);
}

TEST_CASE("dynamic references and made secrets are no literals") {
    for (const char* const written :
         {"'{{resolve:secretsmanager:db:SecretString:password}}'", "'{{resolve:ssm-secure:/db/password:1}}'",
          "'{{resolve:ssm:/db/password:1}}'", "!Sub '{{resolve:secretsmanager:${Secret}}}'",
          "!Join ['', ['{{resolve:secretsmanager:', !Ref Secret, '}}']]"}) {
        CAPTURE(written);
        CHECK(Password(written).literal() != Truth::yes);
        CHECK(Password(written).from_default() == Truth::no);
    }
}

TEST_CASE("a parameter's default is as good as a literal") {
    Password given("!Ref Given");
    CHECK(given.literal() == Truth::no);
    CHECK(given.from_default() == Truth::yes);
    CHECK(given.parameter() == "Given");
    CHECK(Password("!Sub 'x${Given}'").from_default() == Truth::yes);
    CHECK(Password("!Ref Plain").from_default() == Truth::no);
    CHECK(Password("!Ref Plain").literal() == Truth::no);
    CHECK(Password("!Ref Plain").parameter() == "Plain");
    CHECK(Password("!Ref Hidden").from_default() == Truth::no);
    CHECK(Password("!Ref Empty").from_default() == Truth::no);
    CHECK(Password("!Ref Stored").from_default() == Truth::no);
}

TEST_CASE("a password that a condition chooses is judged by the branch") {
    Password p("!If [Prod, !Ref Hidden, hunter2]");
    CHECK(p.literal() == Truth::unknown);
    CHECK(p.sample.at(p.all, "0").needs);
    p.sample.assume("Prod", true);
    CHECK(p.sample.truth(p.sample.fact("Db", "credentials"), "0.literal") == Truth::no);
    p.sample.assume("Prod", false);
    CHECK(p.sample.truth(p.sample.fact("Db", "credentials"), "0.literal") == Truth::yes);
}

TEST_CASE("credentials deep in lists and in metadata are found at their nodes") {
    Sample s(
        "Resources:\n"
        "  Broker:\n"
        "    Type: AWS::AmazonMQ::Broker\n"
        "    Properties:\n"
        "      Users:\n"
        "        - {Username: a, Password: '{{resolve:secretsmanager:x}}'}\n"
        "        - Username: b\n"
        "          Password: hunter2\n"
        "  Host:\n"
        "    Type: AWS::EC2::Instance\n"
        "    Metadata:\n"
        "      AWS::CloudFormation::Authentication:\n"
        "        site: {type: basic, username: u, password: hunter2, uris: [x]}\n"
        "  Bare: {Type: AWS::RDS::DBInstance}\n");
    const Value users = s.fact("Broker", "credentials");
    REQUIRE(users.count == 3);  // a directory's password comes first, and is not written
    CHECK(s.at(users, "0").absent());
    CHECK(s.truth(users, "1.literal") == Truth::no);
    CHECK(s.truth(users, "2.literal") == Truth::yes);
    CHECK(s.text(users, "2.property") == "Users[].Password");
    CHECK(s.text(users, "2.kind") == "password");
    CHECK(s.line(s.at(users, "2.value")) == 8);
    const Value host = s.fact("Host", "credentials");
    REQUIRE(host.count == 1);
    CHECK(s.truth(host, "0.literal") == Truth::yes);
    const Value bare = s.fact("Bare", "credentials");
    for (std::uint32_t i = 0; i < bare.count; ++i) CHECK(s.at(bare, std::to_string(i)).absent());
}

TEST_CASE("a parameter is in credential use where it flows into such a property") {
    Sample s(
        "Parameters:\n"
        "  Direct: {Type: String}\n"
        "  InSub: {Type: String}\n"
        "  InIf: {Type: String}\n"
        "  InList: {Type: String}\n"
        "  InSecret: {Type: String}\n"
        "  AsName: {Type: String}\n"
        "  Unused: {Type: String}\n"
        "  Env: {Type: String}\n"
        "Conditions: {Prod: !Equals [!Ref Env, prod]}\n"
        "Resources:\n"
        "  A: {Type: AWS::RDS::DBInstance, Properties: {MasterUserPassword: !Ref Direct, MasterUsername: !Ref "
        "AsName}}\n"
        "  B: {Type: AWS::RDS::DBInstance, Properties: {MasterUserPassword: !Sub 'x${InSub}'}}\n"
        "  C: {Type: AWS::IAM::User, Properties: {LoginProfile: !If [Prod, {Password: !Ref InIf}, !Ref "
        "AWS::NoValue]}}\n"
        "  D: {Type: AWS::AmazonMQ::Broker, Properties: {Users: [{Username: a, Password: !Ref InList}]}}\n"
        "  E: {Type: AWS::SecretsManager::Secret, Properties: {SecretString: !Ref InSecret}}\n"
        "Outputs: {O: {Value: !Ref Unused}}\n");
    for (const char* const name : {"Direct", "InSub", "InIf", "InList", "InSecret"}) {
        CAPTURE(name);
        CHECK(s.truth(s.parameter_fact(name, "credential_use"), "") == Truth::yes);
    }
    for (const char* const name : {"AsName", "Unused", "Env"}) {
        CAPTURE(name);
        CHECK(s.truth(s.parameter_fact(name, "credential_use"), "") == Truth::no);
    }
}

TEST_CASE("what comes from a parameter is shown unless it is hidden") {
    CHECK(Password("!Ref Plain").echoed() == Truth::yes);
    CHECK(Password("!Sub '${Plain}'").echoed() == Truth::yes);
    CHECK(Password("!Ref Hidden").echoed() == Truth::no);
    CHECK(Password("!Ref Stored").echoed() == Truth::no);
    CHECK(Password("hunter2").echoed() == Truth::no);
    CHECK(Password("!Sub '{{resolve:secretsmanager:${Plain}}}'").echoed() == Truth::no);
}
