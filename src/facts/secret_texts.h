#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lintel {

/// What a name says of the value that it names.
enum class SecretName : std::uint8_t {
    none,
    password,  ///< whatever text stands there is the secret
    key,  ///< a token, key or secret: or else the name of one, so that only a text that looks random is taken for it
};

/// What the name of a variable, argument or member ("DB_PASSWORD", "apiKey", "/app/token") says, by its last words.
/// Names of names ("SECRET_NAME", "TOKEN_URL") and of switches ("REQUIRE_PASSWORD") say nothing.
SecretName secret_name(std::string_view name);

/// Whether a text stands in for a password that is put there later ("<your-password>", "xxxx", "${...}"), or says where
/// it is kept (an ARN, a path). "changeme" is a password like any other. The text may have holes.
bool is_placeholder(std::string_view text);

/// A secret in a text.
struct SecretText {
    std::string what;       ///< "a GitHub token", "a password"
    std::string name;       ///< of what it is assigned to; empty: it is known by its format
    std::string_view text;  ///< the secret itself, in the text it was found in
};

/// The first secret that stands in a text, which may be a script, a file or a command: by a known format, in a URL, or
/// assigned to a telling name. Access keys of AWS are left out: find_keys() finds those. The text may have holes.
std::optional<SecretText> find_secret(std::string_view text);

/// The same for a text that has a name: the text as a whole may be the secret.
std::optional<SecretText> find_secret(std::string_view name, std::string_view text);

/// The text that a run of Base64 stands for; nothing where it stands for no text, or is no Base64.
std::optional<std::string> text_in_base64(std::string_view text);

}  // namespace lintel
