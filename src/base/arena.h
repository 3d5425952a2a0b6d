#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace lintel {

/// Memory that is given out piece by piece and freed all at once. Holds only types that need no destructor.
class Arena {
   public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    Arena(Arena&&) = default;
    Arena& operator=(Arena&&) = default;
    ~Arena() = default;

    /// Default-initialized elements, alive as long as the arena.
    template <typename T>
    std::span<T> array(std::size_t count) {
        static_assert(std::is_trivially_destructible_v<T>);
        if (count == 0) return {};
        T* first = static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
        for (std::size_t i = 0; i < count; ++i) new (first + i) T{};
        return {first, count};
    }

    /// A copy of `value`, alive as long as the arena.
    template <typename T>
    T* make(const T& value) {
        static_assert(std::is_trivially_destructible_v<T>);
        return new (allocate(sizeof(T), alignof(T))) T(value);
    }

    /// A copy of the elements, alive as long as the arena.
    template <typename T>
    std::span<const T> copy(const std::vector<T>& values) {
        std::span<T> out = array<T>(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) out[i] = values[i];
        return out;
    }

    /// A copy of the text, alive as long as the arena.
    std::string_view text(std::string_view text) {
        if (text.empty()) return {};
        char* copy = static_cast<char*>(allocate(text.size(), 1));
        std::memcpy(copy, text.data(), text.size());
        return {copy, text.size()};
    }

    /// Ends the life of all that was given out; the memory of one block is kept for what comes next.
    void clear() {
        if (blocks_.empty()) return;
        if (blocks_.size() > 1) blocks_.erase(blocks_.begin() + 1, blocks_.end());
        used_ = 0;
        capacity_ = first_capacity_;
    }

   private:
    static constexpr std::size_t block_size = std::size_t{1} << 14U;

    void* allocate(std::size_t size, std::size_t alignment) {
        std::size_t start = (used_ + alignment - 1) & ~(alignment - 1);
        if (blocks_.empty() || start + size > capacity_) {
            capacity_ = size > block_size ? size : block_size;
            blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(capacity_));
            if (blocks_.size() == 1) first_capacity_ = capacity_;
            start = 0;
        }
        used_ = start + size;
        return blocks_.back().get() + start;
    }

    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::size_t used_ = 0;
    std::size_t capacity_ = 0;
    std::size_t first_capacity_ = 0;
};

}  // namespace lintel
