#include <doctest/doctest.h>

#include "facts/plain_settings.h"
#include "facts/sample.h"

using namespace lintel;

TEST_CASE("settings that are shown as plain text are found in their forms") {
    Sample s(
        "Resources:\n"
        "  Build:\n"
        "    Type: AWS::CodeBuild::Project\n"
        "    Properties:\n"
        "      Environment:\n"
        "        EnvironmentVariables:\n"
        "          - {Name: DB_PASSWORD, Value: correct-horse-7}\n"
        "          - {Name: NPM_TOKEN, Type: SECRETS_MANAGER, Value: npm}\n"
        "  Job: {Type: AWS::Glue::Job, Properties: {DefaultArguments: {'--db_password': correct-horse-7}}}\n"
        "  Kept: {Type: AWS::SSM::Parameter, Properties: {Type: SecureString, Name: /db/password, Value: "
        "correct-horse-7}}\n"
        "  Shown: {Type: AWS::SSM::Parameter, Properties: {Type: String, Name: /db/password, Value: "
        "correct-horse-7}}\n");
    const Value build = s.fact("Build", "plain_settings");
    CHECK(s.text(build, "0.name") == "Environment.EnvironmentVariables.DB_PASSWORD");
    CHECK(s.text(build, "0.what") == "a password");
    CHECK(s.truth(build, "0.secret") == Truth::yes);
    CHECK(s.line(s.at(build, "0.secret")) == 7);
    CHECK(s.at(build, "1").absent());
    CHECK(s.truth(s.fact("Job", "plain_settings"), "0.secret") == Truth::yes);
    CHECK(s.fact("Kept", "plain_settings").count == 0);
    CHECK(s.truth(s.fact("Shown", "plain_settings"), "0.secret") == Truth::yes);
}

TEST_CASE("a script is looked through where parts of it are not known, and behind an encoding") {
    Sample s(
        "Parameters:\n"
        "  Kept: {Type: String, NoEcho: true}\n"
        "  Plain: {Type: String, NoEcho: true, Default: correct-horse-7}\n"
        "Resources:\n"
        "  Literal:\n"
        "    Type: AWS::EC2::Instance\n"
        "    Properties:\n"
        "      UserData:\n"
        "        Fn::Base64:\n"
        "          Fn::Join:\n"
        "            - ''\n"
        "            - - \"#!/bin/bash\\nexport A=\"\n"
        "              - !Ref Kept\n"
        "              - \"\\nexport PASSWORD=correct-horse-7\\n\"\n"
        "  Given: {Type: AWS::EC2::Instance, Properties: {UserData: !Sub 'export PASSWORD=${Kept}'}}\n"
        "  Default: {Type: AWS::EC2::Instance, Properties: {UserData: !Sub 'export PASSWORD=${Plain}'}}\n"
        "  Encoded: {Type: AWS::EC2::Instance, Properties: {UserData: "
        "ZXhwb3J0IERBVEFCQVNFX1BBU1NXT1JEPSJTb21lU29ydE9mUGFzc3dvcmQi}}\n"
        "  Open: {Type: AWS::EC2::Instance, Properties: {UserData: !ImportValue script}}\n");
    const Value literal = s.fact("Literal", "plain_settings");
    CHECK(s.truth(literal, "0.secret") == Truth::yes);
    CHECK(s.text(literal, "0.what") == "a password (PASSWORD)");
    CHECK(s.line(s.at(literal, "0.secret")) == 14);
    CHECK(s.truth(s.fact("Given", "plain_settings"), "0.secret") == Truth::no);
    CHECK(s.truth(s.fact("Default", "plain_settings"), "0.secret") == Truth::yes);
    CHECK(s.truth(s.fact("Encoded", "plain_settings"), "0.secret") == Truth::yes);
    CHECK(s.text(s.fact("Open", "plain_settings"), "0.secret") == "unknown");
}

TEST_CASE("a condition around the variables leaves their number open, one around a value does not") {
    Sample s(
        "Parameters: {Env: {Type: String}}\n"
        "Conditions: {Prod: !Equals [!Ref Env, prod]}\n"
        "Resources:\n"
        "  All: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: !If [Prod, {DB_PASSWORD: "
        "correct-horse-7}, {}]}}}\n"
        "  One: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {DB_PASSWORD: !If [Prod, "
        "correct-horse-7, /db/password]}}}}\n");
    CHECK(s.fact("All", "plain_settings").is(ValueKind::unknown));
    CHECK(s.text(s.fact("One", "plain_settings"), "0.secret") == "unknown");
    s.assume("Prod", true);
    CHECK(s.truth(s.fact("All", "plain_settings"), "0.secret") == Truth::yes);
    CHECK(s.truth(s.fact("One", "plain_settings"), "0.secret") == Truth::yes);
    s.assume("Prod", false);
    CHECK(s.truth(s.fact("One", "plain_settings"), "0.secret") == Truth::no);
}

TEST_CASE("which properties are plain settings") {
    CHECK(is_plain_setting("AWS::Lambda::Function", "Environment"));
    CHECK(is_plain_setting("AWS::ECS::TaskDefinition", "ContainerDefinitions"));
    CHECK_FALSE(is_plain_setting("AWS::Lambda::Function", "Role"));
    CHECK_FALSE(is_plain_setting("AWS::S3::Bucket", "Environment"));
}
