#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/value.h"

namespace lintel {

/// Constant data as C++ source: arrays are written in front of what uses them.
class CppWriter {
   public:
    /// The first lines, with makers of constant values; `header` is what declares the data.
    explicit CppWriter(std::string_view header);

    /// A string_view literal.
    static std::string quoted(std::string_view text);
    static std::string boolean(bool value) { return value ? "true" : "false"; }

    /// Writes an array and gives its name; an empty array is "{}".
    std::string array(std::string_view type, const std::vector<std::string>& items);
    std::string strings(std::span<const std::string_view> texts);
    /// An expression that makes the value. Absent: `Value{}`.
    std::string constant(const Value& value);

    void write(std::string_view text) { out_ += text; }
    std::string take() { return std::move(out_); }

   private:
    std::string out_;
    std::uint32_t arrays_ = 0;
};

}  // namespace lintel
