#include "facts/addresses.h"

#include <array>
#include <vector>

#include "base/text.h"
#include "model/value.h"

namespace lintel {
namespace {

constexpr bool is_hex_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::optional<std::uint32_t> small_number(std::string_view text, std::uint32_t most) {
    if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    const auto number = to_integer(text);
    if (!number || *number > most) return std::nullopt;
    return static_cast<std::uint32_t>(*number);
}

/// The octets up to the first that is not known. Nothing if this is no IPv4 address.
std::optional<std::vector<std::uint8_t>> leading_octets(std::string_view address) {
    std::vector<std::uint8_t> octets;
    const std::vector<std::string_view> pieces = split(address, '.');
    const bool whole = address.find(hole) == std::string_view::npos;
    if (pieces.size() > 4 || (whole && pieces.size() != 4)) return std::nullopt;
    for (const std::string_view piece : pieces) {
        if (piece.find(hole) != std::string_view::npos) return octets;
        const auto octet = small_number(piece, 255);
        if (!octet) return std::nullopt;
        octets.push_back(static_cast<std::uint8_t>(*octet));
    }
    return octets;
}

Truth internal_ipv4(const std::vector<std::uint8_t>& octets, std::uint8_t prefix) {
    struct Block {
        std::uint8_t first;
        std::uint8_t second;
        std::uint8_t bits;
    };
    constexpr std::array<Block, 6> blocks = {
        {{10, 0, 8}, {172, 16, 12}, {192, 168, 16}, {100, 64, 10}, {169, 254, 16}, {127, 0, 8}}};
    if (octets.empty()) return Truth::unknown;
    for (const Block& block : blocks) {
        if (octets[0] != block.first) continue;
        if (prefix < block.bits) return Truth::no;
        if (block.bits == 8) return Truth::yes;
        if (octets.size() < 2) return Truth::unknown;
        const unsigned shift = 16U - block.bits;
        return truth(octets[1] >> shift == block.second >> shift);
    }
    return Truth::no;
}

/// The first group of an IPv6 address, as far as it is known; "::" is zero.
std::optional<std::uint32_t> first_group(std::string_view address) {
    const std::string_view group = address.substr(0, address.find(':'));
    if (group.size() == address.size() || group.size() > 4) return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : group) {
        if (!is_hex_digit(c)) return std::nullopt;
        const auto digit = static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        value = value * 16 + digit;
    }
    return value;
}

bool is_ipv6(std::string_view address) {
    bool colon = false;
    for (const char c : address) {
        colon = colon || c == ':';
        if (!is_hex_digit(c) && c != ':' && c != '.' && c != hole) return false;
    }
    return colon;
}

Truth internal_ipv6(std::string_view address, std::uint8_t prefix) {
    if (address == "::1") return truth(prefix == 128);
    const auto group = first_group(address);
    if (!group) return Truth::unknown;
    if (*group >> 9U == 0xfc00U >> 9U) return truth(prefix >= 7);
    if (*group >> 6U == 0xfe80U >> 6U) return truth(prefix >= 10);
    return Truth::no;
}

}  // namespace

std::optional<AddressRange> read_address_range(std::string_view text) {
    text = trim(text);
    if (text.empty()) return std::nullopt;
    AddressRange range;
    const std::size_t slash = text.rfind('/');
    const std::string_view address = text.substr(0, slash);
    const bool six = is_ipv6(address);
    const auto octets = six ? std::nullopt : leading_octets(address);
    if (!six && !octets) return std::nullopt;
    const bool all_hole = address.find_first_not_of(hole) == std::string_view::npos;
    if (!all_hole) {
        range.ipv6 = truth(six);
        range.ipv4 = truth(!six);
    }
    if (slash == std::string_view::npos) {
        // The hole of "10.0.0." + hole may bring the prefix along.
        if (text.find(hole) != std::string_view::npos) return range;
        range.prefix = static_cast<std::uint8_t>(six ? 128 : 32);
    } else {
        const std::string_view bits = text.substr(slash + 1);
        if (bits.find(hole) != std::string_view::npos) return range;
        const auto number = small_number(bits, 128);
        if (!number || (range.ipv4 == Truth::yes && *number > 32)) return std::nullopt;
        range.prefix = static_cast<std::uint8_t>(*number);
    }
    range.world = truth(*range.prefix == 0);
    if (*range.prefix == 0) {
        range.internal = Truth::no;
    } else if (!all_hole) {
        range.internal = six ? internal_ipv6(address, *range.prefix) : internal_ipv4(*octets, *range.prefix);
    }
    return range;
}

}  // namespace lintel
