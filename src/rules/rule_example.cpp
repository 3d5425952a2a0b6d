#include "rules/rule_example.h"

#include "base/text.h"

namespace lintel {

std::string unmarked(std::string_view text) {
    std::string out;
    for (std::string_view line : split(text, '\n')) {
        const std::size_t mark = line.find("# expect:");
        if (mark != std::string_view::npos) {
            line = line.substr(0, mark);
            while (line.ends_with(' ')) line.remove_suffix(1);
        }
        out += line;
        out += '\n';
    }
    out.pop_back();
    return out;
}

}  // namespace lintel
