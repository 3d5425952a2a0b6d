#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace lintel {

/// Names and what they stand for, in one block of memory. The names live elsewhere (in the document).
class NameTable {
   public:
    /// Makes room for that many names; more must not be set.
    explicit NameTable(std::size_t names = 0) {
        std::size_t slots = 1;
        while (slots < names * 2) slots *= 2;
        if (names > 0) slots_.resize(slots);
    }

    /// A name that is there already gets the new index.
    void set(std::string_view name, std::uint32_t index) {
        Slot& slot = slots_[position(name)];
        slot = {name, index, true};
    }

    std::optional<std::uint32_t> find(std::string_view name) const {
        if (slots_.empty()) return std::nullopt;
        const Slot& slot = slots_[position(name)];
        return slot.used ? std::optional(slot.index) : std::nullopt;
    }

   private:
    struct Slot {
        std::string_view name;
        std::uint32_t index = 0;
        bool used = false;
    };

    std::size_t position(std::string_view name) const {
        std::size_t at = std::hash<std::string_view>{}(name) & (slots_.size() - 1);
        while (slots_[at].used && slots_[at].name != name) at = (at + 1) & (slots_.size() - 1);
        return at;
    }

    std::vector<Slot> slots_;
};

}  // namespace lintel
