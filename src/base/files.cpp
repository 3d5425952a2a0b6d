#include "base/files.h"

#include <algorithm>

#include "base/text.h"

namespace lintel {
namespace {

std::vector<std::string_view> steps_of(std::string_view path) {
    std::vector<std::string_view> steps = split(path, '/');
    std::erase(steps, "");
    return steps;
}

}  // namespace

std::string normal_path(std::string_view path) {
    const bool absolute = path.starts_with('/');
    std::vector<std::string_view> kept;
    for (const std::string_view step : steps_of(path)) {
        if (step == ".") continue;
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

std::optional<std::string> path_between(std::string_view directory, std::string_view path) {
    if (directory.starts_with('/') != path.starts_with('/')) return std::string(path);
    const std::vector<std::string_view> from = split(directory, '/');
    const std::vector<std::string_view> to = split(path, '/');
    std::size_t common = 0;
    while (common < from.size() && common < to.size() && from[common] == to[common]) ++common;
    std::string out;
    for (std::size_t i = common; i < from.size(); ++i) {
        if (from[i].empty()) continue;
        if (from[i] == "..") return std::nullopt;
        out += out.empty() ? ".." : "/..";
    }
    for (std::size_t i = common; i < to.size(); ++i) {
        if (!to[i].empty()) out += cat(out.empty() ? "" : "/", to[i]);
    }
    return out;
}

std::string directory_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) return {};
    return slash == 0 ? "/" : std::string(path.substr(0, slash));
}

bool lies_below(std::string_view path, std::string_view directory) {
    if (path.starts_with('/') != directory.starts_with('/')) return false;
    const std::vector<std::string_view> steps = steps_of(path);
    const std::vector<std::string_view> whole = steps_of(directory);
    const auto [left, inside] = std::mismatch(whole.begin(), whole.end(), steps.begin(), steps.end());
    if (inside != steps.end() && *inside == "..") return false;
    // What the directory climbs beyond the path, it has the path below it.
    return std::all_of(left, whole.end(), [](std::string_view step) { return step == ".."; });
}

}  // namespace lintel
