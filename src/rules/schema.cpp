#include "rules/schema.h"

#include "base/text.h"

namespace lintel {

Result<Schema> Schema::read(std::string_view text) {
    Schema schema;
    std::size_t number = 0;
    for (std::string_view line : split(text, '\n')) {
        ++number;
        line = trim(line);
        if (line.empty() || line.starts_with('#')) continue;
        const std::size_t tab = line.find('\t');
        auto& properties = schema.types_[line.substr(0, tab)];
        if (tab == std::string_view::npos) continue;
        for (const std::string_view pair : split(line.substr(tab + 1), ' ')) {
            const std::size_t colon = pair.find(':');
            if (colon == std::string_view::npos || colon == 0) {
                return Error{cat("line ", number, ": '", pair, "' is not NAME:TYPE")};
            }
            properties.emplace(pair.substr(0, colon), pair.substr(colon + 1));
        }
    }
    return schema;
}

std::string_view Schema::property(std::string_view type, std::string_view name) const {
    const auto found = types_.find(type);
    if (found == types_.end()) return {};
    const auto property = found->second.find(name);
    return property == found->second.end() ? std::string_view{} : property->second;
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
