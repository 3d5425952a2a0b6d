#include "terraform/address.h"

#include <algorithm>

namespace lintel {

std::size_t end_of_step(std::string_view address, std::size_t at) {
    int depth = 0;
    bool quoted = false;
    for (; at < address.size(); ++at) {
        const char c = address[at];
        if (quoted && c == '\\') {
            ++at;
        } else if (depth > 0 && c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == '[') {
            ++depth;
        } else if (!quoted && c == ']' && depth > 0) {
            --depth;
        } else if (c == '.' && depth == 0) {
            break;
        }
    }
    return std::min(at, address.size());
}

std::vector<std::string_view> steps_of(std::string_view address) {
    std::vector<std::string_view> steps;
    for (std::size_t at = 0; at <= address.size();) {
        const std::size_t end = end_of_step(address, at);
        steps.push_back(address.substr(at, end - at));
        at = end + 1;
    }
    return steps;
}

std::string_view name_of(std::string_view step) { return step.substr(0, step.find('[')); }

std::string_view key_of(std::string_view step) {
    const std::size_t open = step.find('[');
    return open == std::string_view::npos ? std::string_view{} : step.substr(open);
}

std::string without_keys(std::string_view address) {
    std::string out;
    out.reserve(address.size());
    for (std::size_t at = 0; at <= address.size();) {
        if (at > 0) out += '.';
        const std::size_t end = end_of_step(address, at);
        out += name_of(address.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

}  // namespace lintel
