#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/truth.h"

namespace lintel {

/// What is known of an address range in CIDR notation. The text may have holes.
struct AddressRange {
    Truth ipv4 = Truth::unknown;
    Truth ipv6 = Truth::unknown;
    std::optional<std::uint8_t> prefix;  ///< bits of the network part; an address without one is a single host
    Truth world = Truth::unknown;  ///< every address: a prefix of no bits, however the address before it is spelled
    /// Addresses that the internet does not route: RFC 1918, RFC 6598 (100.64.0.0/10), RFC 3927, RFC 1122
    /// (127.0.0.0/8), and of IPv6 fc00::/7 (RFC 4193), fe80::/10 (RFC 4291) and ::1.
    Truth internal = Truth::unknown;
};

/// Reads "10.0.0.0/8", "::/0", "0.0.0.0/00", ... Nothing if the text is known and is no address range.
std::optional<AddressRange> read_address_range(std::string_view text);

}  // namespace lintel
