#include "base/base64.h"

#include <cstdint>

namespace lintel {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::uint32_t byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<std::uint8_t>(text[at]) : 0U;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::uint32_t group = (byte_at(bytes, i) << 16U) | (byte_at(bytes, i + 1) << 8U) | byte_at(bytes, i + 2);
        for (std::size_t j = 0; j < 4; ++j) {
            out += i + j > bytes.size() ? '=' : alphabet[(group >> (18U - 6U * j)) & 63U];
        }
    }
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c != '\r' && c != '\n') digits += c;
    }
    if (digits.size() % 4 != 0) return std::nullopt;
    std::size_t padding = 0;
    while (padding < 2 && digits.ends_with('=')) {
        digits.pop_back();
        ++padding;
    }
    std::string bytes;
    std::uint32_t group = 0;
    std::uint32_t bits = 0;
    for (const char c : digits) {
        const std::size_t digit = alphabet.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        group = (group << 6U) | static_cast<std::uint32_t>(digit);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>((group >> bits) & 255U);
    }
    return bytes;
}

}  // namespace lintel
