#include "report/source_lines.h"

#include <algorithm>

#include "report/terminal_text.h"

namespace lintel {

bool SourceLines::open(std::string_view file) {
    if (text_ && file == file_) return true;
    file_ = file;
    text_ = source_text_(file);
    cursor_ = {};
    starts_.clear();
    if (!text_) return false;
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text_->substr(0, byte_order_mark.size()) == byte_order_mark) text_->remove_prefix(byte_order_mark.size());
    std::size_t start = 0;
    while (start != std::string_view::npos) {
        starts_.push_back(start);
        start = text_->find('\n', start);
        if (start != std::string_view::npos) ++start;
    }
    return true;
}

std::size_t SourceLines::offset_of(std::string_view line, std::uint32_t number, std::uint32_t column) {
    if (cursor_.line != number || cursor_.column > column) cursor_ = {number, 1, 0};
    while (cursor_.column < column && cursor_.offset < line.size()) {
        cursor_.offset += first_code_point(line.substr(cursor_.offset)).size;
        ++cursor_.column;
    }
    return cursor_.offset;
}

std::optional<LineCut> SourceLines::around(std::string_view file, Position position) {
    if (!open(file) || position.line == 0 || position.line > starts_.size()) return std::nullopt;
    const std::size_t start = starts_[position.line - 1];
    const std::size_t end = position.line < starts_.size() ? starts_[position.line] - 1 : text_->size();
    std::string_view line = text_->substr(start, end - start);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);

    LineCut cut;
    cut.first_column = position.column > reach ? position.column - reach : 1;
    const std::size_t from = offset_of(line, position.line, cut.first_column);
    if (cursor_.column < cut.first_column)
        return around(file, {position.line, cursor_.column});  // beyond the line's end
    std::size_t to = from;
    for (std::uint32_t i = 0; i < 2 * reach && to < line.size(); ++i) to += first_code_point(line.substr(to)).size;
    cut.text = line.substr(from, to - from);
    cut.cut_before = from > 0;
    cut.cut_after = to < line.size();
    return cut;
}

}  // namespace lintel
