#include "model/secret_attributes.h"

#include <algorithm>
#include <array>

namespace lintel {
namespace {

struct SecretAttribute {
    std::string_view type;
    std::string_view attribute;
};

/// Sources: AWS CloudFormation, resource and property reference (return values); documentation of the Terraform
/// providers aws, random and tls (attributes marked as sensitive). Taken: 2026-11-25.
constexpr std::array<SecretAttribute, 21> attributes = {{
    {"AWS::Cognito::UserPoolClient", "ClientSecret"},
    {"AWS::IAM::AccessKey", "SecretAccessKey"},
    {"AWS::IVS::StreamKey", "Value"},
    {"aws_cognito_user_pool_client", "client_secret"},
    {"aws_iam_access_key", "secret"},
    {"aws_iam_access_key", "ses_smtp_password_v4"},
    {"aws_iam_service_specific_credential", "service_password"},
    {"aws_iam_user_login_profile", "password"},
    {"aws_key_pair", "private_key_pem"},
    {"aws_lightsail_key_pair", "private_key"},
    {"aws_secretsmanager_random_password", "random_password"},
    {"aws_secretsmanager_secret_version", "secret_binary"},
    {"aws_secretsmanager_secret_version", "secret_string"},
    {"aws_vpn_connection", "tunnel1_preshared_key"},
    {"aws_vpn_connection", "tunnel2_preshared_key"},
    {"random_password", "bcrypt_hash"},
    {"random_password", "result"},
    {"tls_private_key", "private_key_openssh"},
    {"tls_private_key", "private_key_pem"},
    {"tls_private_key", "private_key_pem_pkcs8"},
    {"tls_self_signed_cert", "private_key_pem"},
}};

}  // namespace

bool is_secret_attribute(std::string_view type, std::string_view attribute) {
    return std::any_of(attributes.begin(), attributes.end(),
                       [&](const SecretAttribute& each) { return each.type == type && each.attribute == attribute; });
}

}  // namespace lintel
