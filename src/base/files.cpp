#include "base/files.h"

#include "base/text.h"

namespace lintel {

std::string normal_path(std::string_view path) {
    const bool absolute = path.starts_with('/');
    std::vector<std::string_view> kept;
    for (const std::string_view step : split(path, '/')) {
        if (step.empty() || step == ".") continue;
        const bool climbs = step == ".." && !kept.empty() && kept.back() != "..";
        if (climbs) {
            kept.pop_back();
        } else if (step != ".." || !absolute) {
            kept.push_back(step);
        }
    }
    std::string out = absolute ? "/" : "";
    for (const std::string_view step : kept) {
        if (!out.empty() && out.back() != '/') out += '/';
        out += step;
    }
    return out;
}

std::string path_from(std::string_view directory, std::string_view path) {
    return path.starts_with('/') || directory.empty() ? normal_path(path) : normal_path(cat(directory, "/", path));
}

std::string directory_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) return {};
    return slash == 0 ? "/" : std::string(path.substr(0, slash));
}

bool lies_below(std::string_view path, std::string_view directory) {
    if (directory.empty()) return path != ".." && !path.starts_with("../") && !path.starts_with('/');
    if (path == directory) return true;
    return path.starts_with(directory) && (directory == "/" || path.substr(directory.size()).starts_with('/'));
}

}  // namespace lintel
