#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/packed_schema.h"

namespace lintel {

/// Looks into a packed schema. Nothing is read ahead, and nothing is kept.
class PackedReader {
   public:
    explicit PackedReader(std::string_view bytes);

    /// A type: where its body lies, and the root that its definitions are named after.
    struct Type {
        std::uint32_t body = 0;
        std::string_view root;  ///< a part of the name that was asked for
    };
    std::optional<Type> find(std::string_view type) const;

    /// A property of a body.
    struct Property {
        std::uint32_t word = 0;
        std::uint32_t form = 0;
        std::uint32_t block = 0;  ///< the body of the block that it holds; 0 where it holds none
        bool holds_block = false;
    };
    std::vector<Property> properties(std::uint32_t body) const;
    std::optional<Property> property(std::uint32_t body, std::string_view name) const;

    std::string word(std::uint32_t number) const;
    /// A type as the tables write it; `owner` and `root` are the type that has the property, and its root.
    std::string type_text(const Property& property, std::string_view owner, std::string_view root) const;

    std::vector<std::string> roots() const;

   private:
    class Cursor;
    struct Record;

    Cursor at(std::uint32_t place) const;
    std::string_view token(std::uint32_t number) const;
    std::optional<std::uint32_t> find_word(std::string_view name) const;
    std::optional<std::uint32_t> find_record(std::string_view root) const;
    std::optional<std::uint32_t> find_definition(std::uint32_t record, std::string_view name) const;
    std::optional<std::uint32_t> find_body(std::uint32_t record, std::string_view rest) const;
    std::string form_text(std::uint32_t form, std::string_view block, std::string_view root) const;

    std::string_view bytes_;
    PackedHeader header_;
};

}  // namespace lintel
