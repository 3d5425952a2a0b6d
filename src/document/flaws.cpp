#include "document/flaws.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/text.h"
#include "document/scan.h"

namespace lintel {
namespace {

constexpr std::size_t most_remarks = 100;

void remark(const Document& document, NodeId member, std::vector<Flaw>& flaws) {
    add_remark(flaws, document.node(member).key_begin,
               cat("the key ", shown(document.key(member)), " is repeated in this mapping; only the last one counts"));
}

}  // namespace

void add_remark(std::vector<Flaw>& flaws, std::uint32_t offset, std::string message) {
    if (flaws.size() < most_remarks) flaws.push_back({offset, std::move(message), false});
}

namespace {

/// A key, and what is quick to compare of it.
struct SeenKey {
    std::uint32_t tag = 0;
    std::string_view key;
};

std::uint32_t tag_of(std::string_view key) {
    if (key.empty()) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(key[i])); };
    return static_cast<std::uint32_t>(key.size() & 0xFFU) | (byte(0) << 8U) | (byte(key.size() / 2) << 16U) |
           (byte(key.size() - 1) << 24U);
}

}  // namespace

void remark_on_duplicates(const Document& document, NodeId mapping, std::vector<Flaw>& flaws) {
    // Nearly all mappings are small, and comparing a few keys is quicker than hashing them.
    std::array<SeenKey, 24> few;
    std::size_t count = 0;
    std::unordered_set<std::string_view> many;
    for (NodeId c = document.first_child(mapping); c != no_node; c = document.sibling(mapping, c)) {
        const std::string_view key = document.key(c);
        const std::uint32_t tag = tag_of(key);
        const auto is_same = [&](const SeenKey& other) { return other.tag == tag && other.key == key; };
        const bool repeated =
            std::any_of(few.data(), few.data() + count, is_same) || (!many.empty() && many.count(key) != 0);
        if (repeated) {
            remark(document, c, flaws);
        } else if (count < few.size()) {
            few[count++] = {tag, key};
        } else {
            many.insert(key);
        }
    }
}

std::string shown(std::string_view text) {
    constexpr std::size_t most_bytes = 60;
    std::size_t size = std::min(text.size(), most_bytes);
    // Never cut a code point in two.
    while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
    std::string out = cat('\'', text.substr(0, size), size < text.size() ? "...'" : "'");
    std::replace_if(out.begin(), out.end(), is_space, ' ');
    return out;
}

}  // namespace lintel
