#include "terraform/ip_block.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <vector>

#include "base/text.h"

namespace lintel {
namespace {

constexpr std::size_t group_count = 8;
using Groups = std::array<std::uint32_t, group_count>;  // of 16 bits each

std::optional<std::uint32_t> read_number(std::string_view text, int base, std::size_t longest, std::uint32_t most) {
    std::uint32_t number = 0;
    if (text.empty() || text.size() > longest) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc{} || end != text.data() + text.size() || number > most) return std::nullopt;
    return number;
}

std::optional<std::uint32_t> read_ipv4(std::string_view text) {
    constexpr std::size_t longest_octet = 15;  // with any leading zeros that make sense
    const std::vector<std::string_view> octets = split(text, '.');
    if (octets.size() != 4) return std::nullopt;
    std::uint32_t address = 0;
    for (const std::string_view octet : octets) {
        const auto number = read_number(octet, 10, longest_octet, 255);
        if (!number) return std::nullopt;
        address = (address << 8U) | *number;
    }
    return address;
}

/// Groups between colons; the last one may be an address of IPv4, which gives two.
std::optional<std::vector<std::uint32_t>> read_groups(std::string_view text) {
    std::vector<std::uint32_t> groups;
    if (text.empty()) return groups;
    const std::vector<std::string_view> parts = split(text, ':');
    for (const std::string_view& part : parts) {
        if (&part == &parts.back() && part.find('.') != std::string_view::npos) {
            const auto address = read_ipv4(part);
            if (!address) return std::nullopt;
            groups.insert(groups.end(), {*address >> 16U, *address & 0xFFFFU});
            continue;
        }
        const auto group = read_number(part, 16, 4, 0xFFFF);
        if (!group) return std::nullopt;
        groups.push_back(*group);
    }
    return groups;
}

std::optional<IpAddress> read_ipv6(std::string_view text) {
    const std::size_t gap = text.find("::");
    const auto front = read_groups(text.substr(0, gap));
    const auto back = gap == std::string_view::npos ? std::optional<std::vector<std::uint32_t>>{std::in_place}
                                                    : read_groups(text.substr(gap + 2));
    if (!front || !back) return std::nullopt;
    const std::size_t given = front->size() + back->size();
    if (gap == std::string_view::npos ? given != group_count : given >= group_count) return std::nullopt;
    Groups groups{};
    std::copy(front->begin(), front->end(), groups.begin());
    std::copy(back->rbegin(), back->rend(), groups.rbegin());
    IpAddress address;
    for (std::size_t i = 0; i < group_count; ++i) {
        std::uint64_t& half = i < group_count / 2 ? address.high : address.low;
        half = (half << 16U) | groups[i];
    }
    return address;
}

IpBlock block_of(const IpAddress& address, std::uint32_t prefix, std::uint32_t bits) {
    return {without_last_bits(address, bits - prefix), prefix, bits};
}

std::string ipv4_text(std::uint64_t address) {
    return cat((address >> 24U) & 255U, '.', (address >> 16U) & 255U, '.', (address >> 8U) & 255U, '.', address & 255U);
}

struct Run {
    std::size_t begin = group_count;
    std::size_t size = 0;
};

/// The first of the longest runs of zero groups; none if no two stand together.
Run longest_zero_run(const Groups& groups) {
    Run best;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= group_count; ++i) {
        if (i < group_count && groups[i] == 0) continue;
        if (i - begin > best.size && i - begin > 1) best = {begin, i - begin};
        begin = i + 1;
    }
    return best;
}

std::string hexadecimal(std::uint32_t number) {
    char buffer[8];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number, 16).ptr};
}

std::string ipv6_text(const IpAddress& address) {
    Groups groups{};
    for (std::size_t i = 0; i < group_count; ++i) {
        const std::uint64_t half = i < group_count / 2 ? address.high : address.low;
        groups[i] = static_cast<std::uint32_t>((half >> (48U - 16U * (i % 4))) & 0xFFFFU);
    }
    const Run run = longest_zero_run(groups);
    std::string out;
    for (std::size_t i = 0; i < group_count; ++i) {
        if (i == run.begin) {
            out += "::";
            i += run.size - 1;
            continue;
        }
        if (!out.empty() && !out.ends_with(':')) out += ':';
        out += hexadecimal(groups[i]);
    }
    return out;
}

}  // namespace

std::optional<IpBlock> read_ip_block(std::string_view text) {
    constexpr std::uint64_t ipv4_in_ipv6 = 0xFFFF;
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const std::string_view address = text.substr(0, slash);
    const bool is_ipv6 = address.find(':') != std::string_view::npos;
    const auto prefix = read_number(text.substr(slash + 1), 10, 3, is_ipv6 ? 128 : 32);
    if (!prefix) return std::nullopt;
    if (!is_ipv6) {
        const auto number = read_ipv4(address);
        return number ? std::optional(block_of({0, *number}, *prefix, 32)) : std::nullopt;
    }
    const auto number = read_ipv6(address);
    if (!number) return std::nullopt;
    if (number->high == 0 && number->low >> 32U == ipv4_in_ipv6 && *prefix >= 96)
        return block_of({0, number->low & 0xFFFFFFFFU}, *prefix - 96, 32);
    return block_of(*number, *prefix, 128);
}

std::string address_text(const IpAddress& address, std::uint32_t bits) {
    return bits == 32 ? ipv4_text(address.low) : ipv6_text(address);
}

std::string block_text(const IpBlock& block) { return cat(address_text(block.first, block.bits), '/', block.prefix); }

IpAddress shifted(std::uint64_t number, std::uint32_t shift) {
    if (shift >= 128) return {};
    if (shift >= 64) return {number << (shift - 64), 0};
    return {shift == 0 ? 0 : number >> (64 - shift), number << shift};
}

IpAddress sum(const IpAddress& a, const IpAddress& b) {
    const std::uint64_t low = a.low + b.low;
    return {a.high + b.high + (low < a.low ? 1U : 0U), low};
}

IpAddress difference(const IpAddress& a, const IpAddress& b) {
    return {a.high - b.high - (a.low < b.low ? 1U : 0U), a.low - b.low};
}

IpAddress without_last_bits(const IpAddress& address, std::uint32_t count) {
    if (count >= 128) return {};
    if (count >= 64) return {address.high >> (count - 64) << (count - 64), 0};
    return {address.high, address.low >> count << count};
}

}  // namespace lintel
