#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/value.h"

namespace lintel {

class DataFile;

/// What a setting of a rule can hold.
enum class SettingType : std::uint8_t {
    boolean,
    integer,
    text,
    pattern,  ///< a regular expression (RE2)
    texts,
    ports,  ///< numbers, ranges as text ("8000-8100"), and objects with `port`, or with `from` and `to`, and a `name`
};
std::string_view setting_type_name(SettingType type);
std::optional<SettingType> setting_type_from(std::string_view name);
/// How the checker of expressions calls what such a setting holds.
std::string_view expression_type(SettingType type);

/// What users may choose about a rule, with the value that it has.
struct Setting {
    std::string_view name;
    std::string_view about;  ///< one sentence for its users
    SettingType type = SettingType::integer;
    Value value;             ///< in a rule's declaration: the default
    std::string_view table;  ///< the data table that the default is; empty for a literal
    double least = 0;        ///< bounds of an integer, both included
    double most = std::numeric_limits<std::int32_t>::max();
};

/// What a setting takes, in words: "a whole number from 7 to 30".
std::string in_words(const Setting& setting);

/// A setting's value as people write it: "30", "22, 3389"; ports by their names: "SSH (22), RDP (3389)".
std::string value_in_words(const Setting& setting);

/// Why a value is none for the setting, one item of a list included; nothing if it is right.
std::optional<std::string> wrong_value(const Setting& setting, const Value& value);

/// The value written at a node of a file; a single item counts as a list of one, and a range of ports becomes an object
/// with `from` and `to`. Nothing if it is not what the setting takes; then the file has the error.
std::optional<Value> read_value(const Setting& setting, DataFile& file, NodeId node);

}  // namespace lintel
