#include "report/markdown.h"

#include "report/wording.h"

namespace lintel {
namespace {

std::string escaped(std::string_view text, std::string_view special) {
    std::string out;
    for (const char c : single_spaced(text)) {
        if (special.find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

}  // namespace

std::string markdown_cell(std::string_view text) { return escaped(text, "|"); }

std::string markdown_plain(std::string_view text) { return escaped(text, "*_<>[]`\\"); }

}  // namespace lintel
