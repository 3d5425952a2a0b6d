#include "cloudformation/ip_range.h"

#include <optional>

#include "base/text.h"

namespace lintel {
namespace {

std::optional<std::uint32_t> address_of(std::string_view text) {
    const std::vector<std::string_view> parts = split(text, '.');
    if (parts.size() != 4) return std::nullopt;
    std::uint32_t address = 0;
    for (const std::string_view part : parts) {
        const auto byte = to_integer(part);
        if (!byte || *byte < 0 || *byte > 255) return std::nullopt;
        address = (address << 8U) | static_cast<std::uint32_t>(*byte);
    }
    return address;
}

std::string text_of(std::uint32_t address, std::int64_t prefix) {
    return cat((address >> 24U) & 255U, '.', (address >> 16U) & 255U, '.', (address >> 8U) & 255U, '.', address & 255U,
               '/', prefix);
}

}  // namespace

std::vector<std::string> subnets(std::string_view range, std::int64_t count, std::int64_t bits) {
    constexpr std::int64_t address_bits = 32;
    constexpr std::int64_t most = 256;
    const std::size_t slash = range.find('/');
    if (slash == std::string_view::npos || count < 1 || count > most || bits < 0 || bits > address_bits) return {};
    const auto address = address_of(range.substr(0, slash));
    const auto prefix = to_integer(range.substr(slash + 1));
    if (!address || !prefix || *prefix < 0 || *prefix > address_bits - bits) return {};

    const std::int64_t subnet_bits = address_bits - bits - *prefix;
    if (count > std::int64_t{1} << subnet_bits) return {};
    const std::uint64_t first =
        *prefix == 0 ? 0 : (std::uint64_t{*address} >> (address_bits - *prefix)) << (address_bits - *prefix);
    std::vector<std::string> out;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::uint64_t start = first + (static_cast<std::uint64_t>(i) << bits);
        out.push_back(text_of(static_cast<std::uint32_t>(start), address_bits - bits));
    }
    return out;
}

}  // namespace lintel
