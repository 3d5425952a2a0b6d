#include "facts/secret_texts.h"

#include <doctest/doctest.h>

#include <string>

#include "base/text.h"
#include "model/value.h"

using namespace lintel;

namespace {

/// "what (name): secret", or nothing.
std::string told(const std::optional<SecretText>& found) {
    if (!found) return {};
    return cat(found->what, found->name.empty() ? "" : cat(" (", found->name, ")"), ": ", found->text);
}

std::string in(std::string_view text) { return told(find_secret(text)); }
std::string in(std::string_view name, std::string_view text) { return told(find_secret(name, text)); }

// Tokens are put together at run time, so that no scanner takes this file for a leak.
std::string token(std::string_view prefix, std::size_t size) {
    constexpr std::string_view letters = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF3hJ5kL7nP2";
    std::string out(prefix);
    for (std::size_t i = 0; i < size; ++i) out += letters[i * 5 % letters.size()];
    return out;
}

}  // namespace

TEST_CASE("a name tells by its last words") {
    for (const char* name : {"PASSWORD", "DB_PASSWORD", "dbPassword", "dbpassword", "MYSQL_PWD", "db.password",
                             "--db_pass", "/app/db/password", "PASSWORD2", "passwordValue"})
        CHECK_MESSAGE(secret_name(name) == SecretName::password, name);
    for (const char* name : {"SECRET", "GITHUB_TOKEN", "API_KEY", "apiKey", "apikey", "clientSecret",
                             "AWS_SECRET_ACCESS_KEY", "privateKey", "jwt-signing-key"})
        CHECK_MESSAGE(secret_name(name) == SecretName::key, name);
    for (const char* name :
         {"", "SECRET_NAME", "SECRET_ARN", "TOKEN_URL", "PASSWORD_FILE", "PASSWORD_LENGTH", "KEY", "KMS_KEY",
          "PUBLIC_KEY", "PARTITION_KEY", "COMPASS", "requirePassword", "NextToken", "KeyName", "bypass"})
        CHECK_MESSAGE(secret_name(name) == SecretName::none, name);
}

TEST_CASE("what stands in for a secret is none") {
    for (const char* text : {"",
                             " ",
                             "${PASSWORD}",
                             "$PASSWORD",
                             "$(cat f)",
                             "`cat f`",
                             "{{ password }}",
                             "<your-password>",
                             "%PASSWORD%",
                             "xxxxxxxx",
                             "********",
                             "TODO",
                             "REPLACE_ME",
                             "your_password_here",
                             "true",
                             "null",
                             "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db",
                             "/app/db/password",
                             "prod/db/password",
                             "AKIAIOSFODNN7EXAMPLE"})
        CHECK_MESSAGE(is_placeholder(text), text);
    CHECK(is_placeholder(cat("a", hole)));
    for (const char* text : {"changeme", "password", "correct-horse-7", "hunter2", "a/b+c1=="})
        CHECK_FALSE(is_placeholder(text));
}

TEST_CASE("known formats need no name") {
    CHECK(in(token("ghp_", 36)).starts_with("a GitHub token"));
    CHECK(in(cat("curl -H 'PRIVATE-TOKEN: ", token("glpat-", 20), "' x")).starts_with("a GitLab token"));
    CHECK(in(token(cat("sk", "_live_"), 24)).starts_with("a Stripe key"));
    CHECK(in(token("AIza", 35)).starts_with("a Google API key"));
    CHECK(in(token("npm_", 36)).starts_with("an npm token"));
    CHECK(in(cat("-----BEGIN RSA PRIVATE ", "KEY-----\n", token("", 64), "\n")).starts_with("a private key"));
    CHECK(in(cat("-----BEGIN PRIVATE ", "KEY-----\n", hole, "\n-----END PRIVATE KEY-----")) == "");
    CHECK(in("ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") == "");
    CHECK(in(token("xghp_", 36)) == "");
}

TEST_CASE("a URL may hold a password") {
    CHECK(in("url=postgres://app:s3cr3t-0ne@db.internal/app") == "a password in a URL: s3cr3t-0ne");
    CHECK(in("mongodb+srv://app:s3cr3t-0ne@cluster.acme.com") == "a password in a URL: s3cr3t-0ne");
    CHECK(in("postgres://postgres:postgres@localhost:5432/test") == "");
    CHECK(in("https://user:$PASSWORD@host.acme.com") == "");
    CHECK(in(cat("https://user:", hole, "@host.acme.com")) == "");
    CHECK(in("https://host.acme.com:8443/path@version") == "");
    CHECK(in("https://user@host.acme.com") == "");
}

TEST_CASE("a text may be assigned to a telling name") {
    CHECK(in("export DATABASE_PASSWORD=password1234\n") == "a password (DATABASE_PASSWORD): password1234");
    CHECK(in("export DATABASE_PASSWORD=\\\"SomeSortOfPassword\\\"\n") ==
          "a password (DATABASE_PASSWORD): SomeSortOfPassword");
    CHECK(in("PGPASSWORD='hunter2' psql -c 'select 1'") == "a password (PGPASSWORD): hunter2");
    CHECK(in("{\"user\": \"app\", \"password\": \"hunter2\"}") == "a password (password): hunter2");
    CHECK(in("db:\n  user: app\n  password: hunter2\n") == "a password (password): hunter2");
    CHECK(in("[db]\npassword = hunter2\n") == "a password (password): hunter2");
    CHECK(in("java -Dspring.datasource.password=hunter2 -jar a.jar") ==
          "a password (Dspring.datasource.password): hunter2");
    CHECK(in("app --user=app --password=hunter2") == "a password (password): hunter2");
    CHECK(in("app --user app --password hunter2") == "a password (password): hunter2");
    CHECK(in("define('DB_PASSWORD', 'hunter2');") == "a password (DB_PASSWORD): hunter2");
    CHECK(in("$password = 'hunter2'\n") == "a password (password): hunter2");
    CHECK(in("<password>hunter2</password>") == "a password (password): hunter2");
    CHECK(in("Server=db;User Id=sa;Password=hunter2;") == "a password (Password): hunter2");
    CHECK(in("echo \"DB_PASSWORD=hunter2\" >> .env") == "a password (DB_PASSWORD): hunter2");
    CHECK(in("API_KEY=7c9e6679f4b24a1d9c37") == "a token or key (API_KEY): 7c9e6679f4b24a1d9c37");
    CHECK(in("echo 'root:hunter2' | chpasswd") == "a password (chpasswd): hunter2");
    CHECK(in("mysqladmin -u root password 'hunter2'") == "a password (mysqladmin): hunter2");
    CHECK(in("CREATE USER a IDENTIFIED BY 'hunter2';") == "a password (IDENTIFIED BY): hunter2");
}

TEST_CASE("what a script works out, asks for or speaks of is no secret") {
    for (const char* text : {"PASSWORD=$(aws secretsmanager get-secret-value)",
                             "PASSWORD=`cat f`",
                             "PASSWORD=$1",
                             "PASSWORD=${1:-}",
                             "export PASSWORD=\"$DB_PASSWORD\"",
                             "PASSWORD=",
                             "PASSWORD=\"\"",
                             "read -s PASSWORD",
                             "# PASSWORD=hunter2",
                             "grep -q \"password=\" /etc/a.conf",
                             "sed -i \"s/^password=.*/password=$PASSWORD/\" a.conf",
                             "if [ \"$PASSWORD\" == \"x\" ]; then",
                             "jq -r '.password'",
                             "echo 'Enter the password: '",
                             "connect(user=user, password=password)",
                             "password = os.environ['DB_PASSWORD']",
                             "password = config.db.password\n",
                             "token = event.get('token')",
                             "password: str = None",
                             "TOKEN=$(curl -X PUT http://169.254.169.254/latest/api/token)",
                             "PasswordAuthentication no",
                             "PASSWORD_LENGTH=16",
                             "password requisite pam_pwquality.so",
                             "passwd: files sss",
                             "Password: must be at least eight characters",
                             "app --password-file /run/secrets/db",
                             "aws rds create-db-instance --master-user-password option",
                             "SECRET=prod-db-secret",
                             "TOKEN=token1",
                             "\"password\": {\"type\": \"string\"}",
                             "{\"secret\": \"arn:aws:secretsmanager:x\"}",
                             "proxy_pass http://app:8080;",
                             "ssh_key=ssh-rsa",
                             "secretKey: !Ref Key",
                             "client_secret=${ClientSecret}",
                             "aws ssm get-parameter --name /app/password",
                             "mysqladmin -u root password \"$PASSWORD\"",
                             "echo \"$USER:$PASSWORD\" | chpasswd",
                             "https://acme.com/reset?token=abc",
                             "token: String",
                             "{\\\"password\\\":\\\"$DB_PASSWORD\\\",\\\"engine\\\":\\\"mongo\\\"}"})
        CHECK_MESSAGE(in(text) == "", text);
    CHECK(in(cat("PASSWORD=", hole, "\n")) == "");
    CHECK(in(cat("PASSWORD='", hole, "'\n")) == "");
    CHECK(in(cat("password: ", hole, "\n")) == "");
}

TEST_CASE("the text of a telling name is a secret as a whole") {
    CHECK(in("DB_PASSWORD", "correct horse") == "a password: correct horse");
    CHECK(in("DB_PASSWORD", "changeme") == "a password: changeme");
    CHECK(in("API_TOKEN", "9fK2mXq7Lw0Zt4Rb") == "a token or key: 9fK2mXq7Lw0Zt4Rb");
    CHECK(in("DB_SECRET", "prod-db-secret") == "");
    CHECK(in("DB_SECRET", "MyDatabaseSecret") == "");
    CHECK(in("DB_PASSWORD", "/app/db/password") == "");
    CHECK(in("TOKEN_TABLE", "9fK2mXq7Lw0Zt4Rb") == "");
    CHECK(in("ACCESS_KEY", "ami-0abcdef1234567890") == "");
    CHECK(in("OPTIONS", "-Xmx1g -Ddb.password=hunter2") == "a password (Ddb.password): hunter2");
}

TEST_CASE("access keys of AWS are left to find_keys") {
    CHECK(in("AWS_SECRET_ACCESS_KEY", token("", 40)) == "");
    CHECK(in(cat("export AWS_SECRET_ACCESS_KEY=", token("", 40), "\n")) == "");
}

TEST_CASE("Base64 is read where it is text") {
    CHECK(text_in_base64("ZXhwb3J0IERBVEFCQVNFX1BBU1NXT1JEPSJTb21lU29ydE9mUGFzc3dvcmQi") ==
          "export DATABASE_PASSWORD=\"SomeSortOfPassword\"");
    CHECK_FALSE(text_in_base64("#!/bin/bash\necho hello"));
    CHECK_FALSE(text_in_base64("////////////////////"));
}
