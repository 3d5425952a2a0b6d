#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "terraform/function_table.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

constexpr std::string_view no_text = "an argument that is no text";

/// The shortest path of the same meaning (source: Go, package path, Clean).
std::string clean(std::string_view path) {
    const bool is_absolute = path.starts_with('/');
    std::vector<std::string> kept;
    for (const std::string_view part : split(path, '/')) {
        if (part.empty() || part == ".") continue;
        const bool goes_up = part == "..";
        if (goes_up && !kept.empty() && kept.back() != "..") {
            kept.pop_back();
        } else if (!goes_up || !is_absolute) {
            kept.emplace_back(part);
        }
    }
    const std::string joined = join(kept, "/");
    if (is_absolute) return '/' + joined;
    return joined.empty() ? "." : joined;
}

Value base_name(Arguments arguments, CallContext& context) {
    const auto text = text_of(arguments[0], context.env);
    if (!text) return refused(no_text, context);
    if (text->empty()) return made_text(".", context);
    const std::size_t last = text->find_last_not_of('/');
    if (last == std::string_view::npos) return made_text("/", context);
    const std::string_view path = text->substr(0, last + 1);
    const std::size_t slash = path.rfind('/');
    return made_text(slash == std::string_view::npos ? path : path.substr(slash + 1), context);
}

Value directory_name(Arguments arguments, CallContext& context) {
    const auto text = text_of(arguments[0], context.env);
    if (!text) return refused(no_text, context);
    const std::size_t slash = text->rfind('/');
    const std::string_view directory =
        slash == std::string_view::npos ? std::string_view{} : text->substr(0, slash + 1);
    return made_text(clean(directory), context);
}

constexpr std::array table = {
    TerraformFunction{"basename", 1, 1, false, makes<base_name>},
    TerraformFunction{"dirname", 1, 1, false, makes<directory_name>},
};
static_assert(is_sorted_by_name(table));

}  // namespace

std::span<const TerraformFunction> path_functions() { return table; }

}  // namespace lintel
