#include "schema/schema.h"

#include "base/flat_name.h"
#include "base/text.h"

namespace lintel {

Result<Schema> Schema::read(std::string_view text) {
    Schema schema;
    if (auto error = schema.add(text)) return std::move(*error);
    return schema;
}

std::optional<Error> Schema::add(std::string_view text) {
    std::size_t number = 0;
    for (std::string_view line : split(text, '\n')) {
        ++number;
        line = trim(line);
        if (line.empty() || line.starts_with('#')) continue;
        const std::size_t tab = line.find('\t');
        const auto [place, is_new] = types_.try_emplace(line.substr(0, tab));
        if (tab == std::string_view::npos || !is_new) continue;
        for (const std::string_view pair : split(line.substr(tab + 1), ' ')) {
            const std::size_t colon = pair.find(':');
            if (colon == std::string_view::npos || colon == 0) {
                return Error{cat("line ", number, ": '", pair, "' is not NAME:TYPE")};
            }
            place->second.emplace(pair.substr(0, colon), pair.substr(colon + 1));
        }
    }
    return std::nullopt;
}

std::string_view Schema::property(std::string_view type, std::string_view name) const {
    const auto found = types_.find(type);
    if (found == types_.end()) return {};
    const auto property = found->second.find(name);
    if (property != found->second.end()) return property->second;
    if (!type.starts_with("aws_")) return {};
    for (const auto& [attribute, value_type] : found->second) {
        if (same_flat_name(attribute, name)) return value_type;
    }
    return {};
}

std::vector<std::string_view> Schema::properties(std::string_view type) const {
    std::vector<std::string_view> names;
    if (const auto found = types_.find(type); found != types_.end()) {
        for (const auto& [name, value_type] : found->second) names.push_back(name);
    }
    return names;
}

std::vector<std::string_view> Schema::type_names() const {
    std::vector<std::string_view> names;
    for (const auto& [name, properties] : types_) names.push_back(name);
    return names;
}

}  // namespace lintel
