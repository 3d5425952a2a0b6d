#include "report/excerpt.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "report/terminal_text.h"

namespace lintel {
namespace {

/// A character of the line with the columns it takes.
struct Cell {
    std::string glyph;
    unsigned begin = 0;
    unsigned end = 0;
};

constexpr unsigned tab_width = 4;
constexpr std::string_view ellipsis = "\u2026";

std::vector<Cell> cells_of(std::string_view text) {
    std::vector<Cell> cells;
    unsigned column = 0;
    while (!text.empty()) {
        const CodePoint c = first_code_point(text);
        Cell cell{std::string(text.substr(0, c.size)), column, column + display_width(c.value)};
        if (c.value == '\t') {
            cell.end = column + tab_width - column % tab_width;
            cell.glyph.assign(cell.end - column, ' ');
        } else if (is_control(c.value) || c.value == replacement) {
            cell.glyph = "\uFFFD";
            cell.end = column + 1;
        }
        column = cell.end;
        cells.push_back(std::move(cell));
        text.remove_prefix(c.size);
    }
    return cells;
}

/// Bytes of a key with its colon at the start of a text, or 0: `Password: `, `"Password":`.
std::size_t key_size(std::string_view text) {
    const char quote = !text.empty() && (text[0] == '"' || text[0] == '\'') ? text[0] : '\0';
    std::size_t i = quote == '\0' ? 0 : text.find(quote, 1);
    if (i == std::string_view::npos) return 0;
    if (quote == '\0') {
        while (i < text.size() && text[i] != ' ' && !(text[i] == ':' && (i + 1 == text.size() || text[i + 1] == ' ')))
            ++i;
        if (i == 0) return 0;
    } else {
        ++i;
    }
    while (i < text.size() && text[i] == ' ') ++i;
    if (i >= text.size() || text[i] != ':') return 0;
    ++i;
    while (i < text.size() && text[i] == ' ') ++i;
    return i;
}

void mask(std::vector<Cell>& cells, const LineCut& line, ColumnRange secret) {
    const auto index_of = [&](std::uint32_t column) -> std::size_t {
        return column < line.first_column ? 0 : std::min<std::size_t>(column - line.first_column, cells.size());
    };
    std::size_t begin = index_of(secret.begin);
    std::size_t end = index_of(secret.end);
    if (secret.begin >= line.first_column) {
        std::string rest;
        for (std::size_t i = begin; i < cells.size(); ++i) rest += cells[i].glyph;
        for (std::size_t key = key_size(rest); key > 0 && begin < cells.size(); ++begin)
            key -= cells[begin].glyph.size();
        if (end <= begin) end = cells.size();
    }
    for (std::size_t i = begin; i < end; ++i) cells[i].glyph.assign(cells[i].end - cells[i].begin, '*');
}

/// Which columns of a line too wide are shown: a third in front of the defect, so that its surroundings are seen.
std::pair<unsigned, unsigned> window(unsigned width, unsigned defect) {
    if (width <= excerpt_width) return {0, width};
    const unsigned lead = excerpt_width / 3;
    const unsigned latest = width - excerpt_width;
    const unsigned first = std::min(defect > lead ? defect - lead : 0, latest);
    return {first, first + excerpt_width};
}

}  // namespace

Excerpt lay_out(const LineCut& line, ColumnRange defect, const std::vector<ColumnRange>& secrets) {
    std::vector<Cell> cells = cells_of(line.text);
    for (const ColumnRange secret : secrets) mask(cells, line, secret);
    while (!cells.empty() && cells.back().glyph.find_first_not_of(' ') == std::string::npos) cells.pop_back();

    const unsigned width = cells.empty() ? 0 : cells.back().end;
    const auto column_of = [&](std::uint32_t code_point) {
        const std::size_t index = code_point < line.first_column ? 0 : code_point - line.first_column;
        return index < cells.size() ? cells[index].begin : width;
    };
    const unsigned begin = column_of(defect.begin);
    const auto [first, last] = window(width, begin);

    Excerpt out;
    const bool cut_before = first > 0 || line.cut_before;
    if (cut_before) out.line = ellipsis;
    unsigned origin = begin;  // column of the first character that is shown
    for (const Cell& cell : cells) {
        if (cell.begin < first || cell.end > last) continue;
        origin = std::min(origin, cell.begin);
        out.line += cell.glyph;
    }
    if (last < width || line.cut_after) out.line += ellipsis;

    const unsigned end = std::min(column_of(defect.end), last);
    out.indent = begin - origin + (cut_before ? 1 : 0);
    out.underline = end > begin ? end - begin : 1;
    return out;
}

}  // namespace lintel
