#include "schema/schema.h"

#include <algorithm>

#include "base/flat_name.h"
#include "schema/packed_reader.h"

namespace lintel {

bool Schema::has(std::string_view type) const { return PackedReader(bytes_).find(type).has_value(); }

std::string Schema::property(std::string_view type, std::string_view name) const {
    const PackedReader reader(bytes_);
    const auto found = reader.find(type);
    if (!found) return {};
    if (const auto property = reader.property(found->body, name)) return reader.type_text(*property, type, found->root);
    if (!type.starts_with("aws_")) return {};
    for (const PackedReader::Property& property : reader.properties(found->body)) {
        if (same_flat_name(reader.word(property.word), name)) return reader.type_text(property, type, found->root);
    }
    return {};
}

std::vector<std::string> Schema::properties(std::string_view type) const {
    const PackedReader reader(bytes_);
    std::vector<std::string> names;
    if (const auto found = reader.find(type)) {
        for (const PackedReader::Property& property : reader.properties(found->body))
            names.push_back(reader.word(property.word));
    }
    return names;
}

std::vector<std::string> Schema::resource_types() const { return PackedReader(bytes_).roots(); }

}  // namespace lintel
