#include "base/flat_name.h"

namespace lintel {
namespace {

/// The next character that counts, in lower case; 0 at the end.
char next(std::string_view& text) {
    while (!text.empty()) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c == '_' || c == ':') continue;
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return 0;
}

int compare(std::string_view a, std::string_view b) {
    for (;;) {
        const char x = next(a);
        const char y = next(b);
        if (x != y) return x < y ? -1 : 1;
        if (x == 0) return 0;
    }
}

}  // namespace

bool same_flat_name(std::string_view a, std::string_view b) { return compare(a, b) == 0; }

bool before_flat_name(std::string_view a, std::string_view b) { return compare(a, b) < 0; }

}  // namespace lintel
