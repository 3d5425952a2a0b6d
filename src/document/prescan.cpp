#include "document/prescan.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "base/text.h"
#include "document/document.h"

namespace lintel {
namespace {

using Byte = unsigned char;

std::uint32_t narrow(std::size_t value) { return static_cast<std::uint32_t>(value); }

std::optional<Flaw> foreign_encoding(std::string_view source) {
    using namespace std::string_view_literals;
    // UTF-32 first: its little-endian mark begins like that of UTF-16.
    if (source.starts_with("\xFF\xFE\x00\x00"sv) || source.starts_with("\x00\x00\xFE\xFF"sv)) {
        return Flaw{0, "the file is encoded in UTF-32; save it as UTF-8"};
    }
    if (source.starts_with("\xFF\xFE"sv) || source.starts_with("\xFE\xFF"sv)) {
        return Flaw{0, "the file is encoded in UTF-16; save it as UTF-8"};
    }
    return std::nullopt;
}

/// Bytes of the well-formed UTF-8 sequence at the start of `text`, or 0 (source: Unicode Standard, table 3-7).
std::size_t sequence_size(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<Byte>(text[i]) : Byte{0}; };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const Byte first = byte(0);
    const Byte second = byte(1);
    if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if (first == 0xE0 && second < 0xA0) return 0;  // overlong
        if (first == 0xED && second > 0x9F) return 0;  // surrogates
        return continues(1) && continues(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (first == 0xF0 && second < 0x90) return 0;  // overlong
        if (first == 0xF4 && second > 0x8F) return 0;  // beyond U+10FFFF
        return continues(1) && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

/// Whether all eight bytes lie between 0x20 and 0x7F.
bool all_plain(const char* bytes) {
    constexpr std::uint64_t highs = 0x8080808080808080U;
    constexpr std::uint64_t blanks = 0x2020202020202020U;
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    // Without a high bit in sight the subtraction borrows exactly where a byte is below 0x20.
    return ((word | (word - blanks)) & highs) == 0;
}

std::string control_message(Byte byte) {
    if (byte == 0) return "a NUL byte is not allowed here; is this a binary file or UTF-16?";
    constexpr std::string_view digits = "0123456789ABCDEF";
    return cat("the control character U+00", digits[byte >> 4U], digits[byte & 0xFU], " is not allowed here");
}

std::vector<std::uint32_t> count_continuations(std::string_view source) {
    std::vector<std::uint32_t> counts;
    std::uint32_t count = 0;
    for (std::size_t begin = 0; begin < source.size(); begin += Document::count_block) {
        counts.push_back(count);
        const std::string_view block = source.substr(begin, Document::count_block);
        count += narrow(static_cast<std::size_t>(
            std::count_if(block.begin(), block.end(), [](char c) { return (static_cast<Byte>(c) & 0xC0U) == 0x80U; })));
    }
    return counts;
}

}  // namespace

Prescan prescan(std::string_view& source) {
    Prescan result;
    result.flaw = foreign_encoding(source);
    if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);

    const auto refuse = [&](std::size_t offset, std::string message) {
        if (!result.flaw) result.flaw = Flaw{narrow(offset), std::move(message)};
    };
    bool ascii = true;
    result.line_starts.push_back(0);
    for (std::size_t i = 0; i < source.size();) {
        if (i + 8 <= source.size() && all_plain(source.data() + i)) {
            i += 8;
            continue;
        }
        const auto byte = static_cast<Byte>(source[i]);
        std::size_t step = 1;
        if (byte >= 0x80) {
            ascii = false;
            step = sequence_size(source.substr(i));
            if (step == 0) {
                refuse(i, "the text is not valid UTF-8 here");
                step = 1;
            }
        } else if (byte == '\n') {
            result.line_starts.push_back(narrow(i + 1));
        } else if (byte < 0x20 && byte != '\t' && byte != '\r') {
            refuse(i, control_message(byte));
        }
        i += step;
    }
    if (!ascii) result.continuations = count_continuations(source);
    return result;
}

}  // namespace lintel
