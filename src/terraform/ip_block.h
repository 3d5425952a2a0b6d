#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lintel {

/// An address of IPv4 or IPv6 as one number; those of IPv4 are in the lower 32 bits of `low`.
struct IpAddress {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

/// A range in CIDR notation: the first address (all bits behind the prefix are zero), and how long the prefix is.
struct IpBlock {
    IpAddress first;
    std::uint32_t prefix = 0;
    std::uint32_t bits = 32;  ///< of an address: 32 or 128
    std::uint32_t host_bits() const { return bits - prefix; }
};

/// Reads "10.0.0.0/8" or "2001:db8::/32". Bits behind the prefix are dropped; octets may have leading zeros, which are
/// decimal (source: Terraform language, Functions, cidrsubnet). IPv4 in IPv6 ("::ffff:10.0.0.0/104") is IPv4.
std::optional<IpBlock> read_ip_block(std::string_view text);

/// An address as RFC 5952 writes it.
std::string address_text(const IpAddress& address, std::uint32_t bits);
std::string block_text(const IpBlock& block);

/// `number << shift`, in 128 bits; the bits that do not fit are lost.
IpAddress shifted(std::uint64_t number, std::uint32_t shift);
/// The sum, in 128 bits.
IpAddress sum(const IpAddress& a, const IpAddress& b);
IpAddress difference(const IpAddress& a, const IpAddress& b);
/// The address with its last `count` bits zero.
IpAddress without_last_bits(const IpAddress& address, std::uint32_t count);

}  // namespace lintel
