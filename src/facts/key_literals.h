#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace lintel {

/// An AWS access key found in a text.
struct KeyLiteral {
    enum class Kind : unsigned char { id, secret };
    Kind kind = Kind::id;
    std::size_t begin = 0;  ///< offset into the text
    std::size_t size = 0;
    bool example = false;  ///< one that AWS prints in its documentation: those say so
};

/// Finds access key ids ("AKIA" or "ASIA" and sixteen capitals or digits) and secret access keys (forty characters of
/// base64) in a text. Forty characters alone could be anything: they count beside a word that calls them a secret key,
/// in the text before them on their line or in `context`, or where the text holds an access key id too. (Source: AWS
/// IAM, Identifiers for unique ID prefixes.)
std::vector<KeyLiteral> find_keys(std::string_view text, std::string_view context);

/// The same in what runs of base64 in a text decode to; `begin` and `size` are those of the run.
std::vector<KeyLiteral> find_encoded_keys(std::string_view text);

/// Whether a text may hold a key at all: quick, and never wrong when it says no.
bool may_hold_keys(std::string_view text);

}  // namespace lintel
