#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cloudformation/name_table.h"
#include "document/document.h"

namespace lintel {

/// Values given from outside the template, by parameter name. A pseudo parameter ("AWS::Region") may be given, too.
using ParameterValues = std::map<std::string, std::string, std::less<>>;

enum class ParameterType : std::uint8_t {
    string,
    number,
    string_list,  ///< CommaDelimitedList, List<AWS::...>
    number_list,  ///< List<Number>
    stored,       ///< AWS::SSM::Parameter::Value<...>: the template holds only the name of the value
};

constexpr bool is_list(ParameterType type) {
    return type == ParameterType::string_list || type == ParameterType::number_list;
}

/// The declaration of a parameter, taken apart.
struct ParameterDeclaration {
    std::string_view name;
    NodeId node = no_node;
    ParameterType type = ParameterType::string;
    bool secret = false;            ///< NoEcho
    NodeId default_node = no_node;  ///< a scalar, or (not by the book, but common) a list of them; else no_node
    NodeId allowed_node = no_node;  ///< the sequence of AllowedValues; for a list each of its items is one of them
    NodeId only_allowed = no_node;  ///< its item, where there is exactly one and the parameter is no list
    const std::string* given = nullptr;
};

/// The Parameters section.
class Parameters {
   public:
    Parameters(const Document& document, NodeId section, const ParameterValues& given);

    const std::vector<ParameterDeclaration>& all() const { return all_; }
    std::optional<std::uint32_t> find(std::string_view name) const { return names_.find(name); }

   private:
    std::vector<ParameterDeclaration> all_;
    NameTable names_;
};

/// A scalar as CloudFormation passes it on as a string: booleans in lower case, null empty, anything else as written.
std::string_view scalar_text(const Document& document, NodeId scalar);

/// What a parameter's value is when it is written as `node`: a scalar's text, or the items of a list joined by commas.
std::string parameter_text(const Document& document, NodeId node);

}  // namespace lintel
