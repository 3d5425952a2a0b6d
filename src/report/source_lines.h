#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace lintel {

/// The text of a file that a report speaks of, or nothing where it is not at hand.
using SourceText = std::function<std::optional<std::string_view>(std::string_view file)>;

/// A line, or the part of a long one around a place.
struct LineCut {
    std::string_view text;
    std::uint32_t first_column = 1;  ///< of `text`, in code points
    bool cut_before = false;
    bool cut_after = false;
};

/// Lines of files, found quickly when they are asked for in the order of the file: also the thousandth place in a line
/// of 50 MB, as plans have it.
class SourceLines {
   public:
    explicit SourceLines(SourceText source_text) : source_text_(std::move(source_text)) {}

    /// The line around a place, at most `reach` code points to either side of it. Nothing if the file is not at hand or
    /// has no such line. Lines end with LF or CR LF; a byte order mark is no part of the first.
    std::optional<LineCut> around(std::string_view file, Position position);

    static constexpr std::uint32_t reach = 256;

   private:
    /// A column and the byte where it starts in a line.
    struct Cursor {
        std::uint32_t line = 0;
        std::uint32_t column = 1;
        std::size_t offset = 0;
    };

    bool open(std::string_view file);
    std::size_t offset_of(std::string_view line, std::uint32_t number, std::uint32_t column);

    SourceText source_text_;
    std::string file_;
    std::optional<std::string_view> text_;
    std::vector<std::size_t> starts_;
    Cursor cursor_;
};

}  // namespace lintel
