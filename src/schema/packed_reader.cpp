#include "schema/packed_reader.h"

#include <algorithm>
#include <bit>

#include "base/text.h"

namespace lintel {

/// Reads numbers one behind the other.
class PackedReader::Cursor {
   public:
    Cursor(std::string_view bytes, std::uint32_t place) : bytes_(bytes), place_(place) {}

    std::uint32_t fixed(unsigned count) {
        std::uint32_t number = 0;
        for (unsigned i = 0; i < count; ++i) number |= byte() << (8 * i);
        return number;
    }
    std::uint32_t byte() { return static_cast<unsigned char>(bytes_[place_++]); }
    std::uint32_t varint() {
        std::uint32_t number = 0;
        for (unsigned shift = 0;; shift += 7) {
            const std::uint32_t next = byte();
            number |= (next & 0x7fU) << shift;
            if (next < 0x80) return number;
        }
    }
    std::string_view text(std::uint32_t size) {
        place_ += size;
        return bytes_.substr(place_ - size, size);
    }
    void skip(std::uint32_t count) { place_ += count; }

   private:
    std::string_view bytes_;
    std::uint32_t place_;
};

namespace {

/// Goes through words from one that the index points at, as token numbers.
template <typename Cursor>
class WordWalk {
   public:
    explicit WordWalk(Cursor cursor) : cursor_(cursor) {}

    const std::vector<std::uint32_t>& next() {
        const std::uint32_t counts = cursor_.byte();
        std::uint32_t own = counts & 15U;
        if (own == 15) own += cursor_.varint();
        tokens_.resize(counts >> 4U);
        for (; own > 0; --own) tokens_.push_back(cursor_.varint());
        return tokens_;
    }

   private:
    Cursor cursor_;
    std::vector<std::uint32_t> tokens_;
};

}  // namespace

PackedReader::PackedReader(std::string_view bytes) : bytes_(bytes) {
    PackedHeaderNumbers numbers;
    Cursor cursor = at(0);
    for (std::uint32_t& number : numbers) number = cursor.fixed(4);
    header_ = std::bit_cast<PackedHeader>(numbers);
}

PackedReader::Cursor PackedReader::at(std::uint32_t place) const { return {bytes_, place}; }

std::string_view PackedReader::token(std::uint32_t number) const {
    Cursor cursor = at(at(header_.token_index + 4 * (number / packed_token_block)).fixed(4));
    for (std::uint32_t i = number % packed_token_block; i > 0; --i) cursor.skip(cursor.byte());
    return cursor.text(cursor.byte());
}

std::string PackedReader::word(std::uint32_t number) const {
    WordWalk walk(at(at(header_.word_index + 4 * (number / packed_block)).fixed(4)));
    for (std::uint32_t i = number % packed_block; i > 0; --i) walk.next();
    std::string text;
    for (const std::uint32_t each : walk.next()) text += token(each);
    return text;
}

std::optional<std::uint32_t> PackedReader::find_word(std::string_view name) const {
    // The last block whose first word is not behind the name.
    std::uint32_t low = 0;
    std::uint32_t high = (header_.words + packed_block - 1) / packed_block;
    while (high - low > 1) {
        const std::uint32_t middle = (low + high) / 2;
        (word(middle * packed_block) <= name ? low : high) = middle;
    }
    if (low == high) return std::nullopt;
    WordWalk walk(at(at(header_.word_index + 4 * low).fixed(4)));
    const std::uint32_t end = std::min(header_.words, (low + 1) * packed_block);
    for (std::uint32_t number = low * packed_block; number < end; ++number) {
        std::string_view rest = name;
        bool same = true;
        for (const std::uint32_t each : walk.next()) {
            const std::string_view part = token(each);
            same = same && rest.starts_with(part);
            if (same) rest.remove_prefix(part.size());
        }
        if (same && rest.empty()) return number;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> PackedReader::find_record(std::string_view root) const {
    const auto word = find_word(root);
    if (!word) return std::nullopt;
    std::uint32_t low = 0;
    std::uint32_t high = header_.roots;
    while (low < high) {
        const std::uint32_t middle = (low + high) / 2;
        Cursor cursor = at(header_.root_table + packed_root_bytes * middle);
        const std::uint32_t found = cursor.fixed(3);
        if (found == *word) return cursor.fixed(3);
        if (found < *word)
            low = middle + 1;
        else
            high = middle;
    }
    return std::nullopt;
}

std::vector<PackedReader::Property> PackedReader::properties(std::uint32_t body) const {
    std::vector<Property> properties;
    Cursor cursor = at(header_.bodies + body);
    std::uint32_t word = 0;
    for (std::uint32_t left = cursor.varint(); left > 0; --left) {
        Property property;
        word += cursor.varint();
        property.word = word;
        property.form = cursor.varint();
        property.holds_block = property.form < header_.block_forms;
        if (property.holds_block) property.block = cursor.varint();
        properties.push_back(property);
    }
    return properties;
}

std::optional<PackedReader::Property> PackedReader::property(std::uint32_t body, std::string_view name) const {
    const auto word = find_word(name);
    if (!word) return std::nullopt;
    for (const Property& property : properties(body)) {
        if (property.word == *word) return property;
    }
    return std::nullopt;
}

/// The body of a definition that a record lists.
std::optional<std::uint32_t> PackedReader::find_definition(std::uint32_t record, std::string_view name) const {
    const auto wanted = find_word(name);
    if (!wanted) return std::nullopt;
    Cursor cursor = at(header_.records + record);
    cursor.varint();
    std::uint32_t word = 0;
    for (std::uint32_t left = cursor.varint(); left > 0; --left) {
        word += cursor.varint();
        const std::uint32_t body = cursor.varint();
        if (word == *wanted) return body;
    }
    return std::nullopt;
}

/// The body of what stands behind the root in a type's name: a definition or none, and blocks behind that.
std::optional<std::uint32_t> PackedReader::find_body(std::uint32_t record, std::string_view rest) const {
    std::uint32_t body = at(header_.records + record).varint();
    for (std::size_t end = rest.size(); end != std::string_view::npos; end = rest.rfind('.', end - 1)) {
        if (const auto definition = find_definition(record, rest.substr(0, end))) {
            if (end == rest.size()) return definition;
            body = *definition;
            rest.remove_prefix(end + 1);
            break;
        }
        if (end == 0) break;
    }
    for (const std::string_view step : split(rest, '.')) {
        const auto found = property(body, step);
        if (!found || !found->holds_block) return std::nullopt;
        body = found->block;
    }
    return body;
}

std::optional<PackedReader::Type> PackedReader::find(std::string_view type) const {
    for (std::size_t dot = type.find('.');; dot = type.find('.', dot + 1)) {
        const std::string_view root = type.substr(0, dot);
        if (const auto record = find_record(root)) {
            const auto body = dot == std::string_view::npos ? std::optional(at(header_.records + *record).varint())
                                                            : find_body(*record, type.substr(dot + 1));
            if (!body) return std::nullopt;
            return Type{*body, root};
        }
        if (dot == std::string_view::npos) return std::nullopt;
    }
}

std::string PackedReader::form_text(std::uint32_t form, std::string_view block, std::string_view root) const {
    Cursor cursor = at(at(header_.form_index + 4 * (form / packed_block)).fixed(4));
    PackedForm kind = PackedForm::block;
    std::uint32_t argument = 0;
    for (std::uint32_t i = 0; i <= form % packed_block; ++i) {
        kind = static_cast<PackedForm>(cursor.byte());
        argument = kind == PackedForm::block ? 0 : cursor.varint();
    }
    switch (kind) {
        case PackedForm::block:
            return std::string(block);
        case PackedForm::definition:
            return cat(root, ".", word(argument));
        case PackedForm::name:
            return word(argument);
        case PackedForm::list:
            return cat("list(", form_text(argument, block, root), ")");
        case PackedForm::map:
            return cat("map(", form_text(argument, block, root), ")");
    }
    return {};
}

std::string PackedReader::type_text(const Property& property, std::string_view owner, std::string_view root) const {
    return form_text(property.form, property.holds_block ? cat(owner, ".", word(property.word)) : std::string(), root);
}

std::vector<std::string> PackedReader::roots() const {
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < header_.roots; ++i)
        names.push_back(word(at(header_.root_table + packed_root_bytes * i).fixed(3)));
    return names;
}

}  // namespace lintel
