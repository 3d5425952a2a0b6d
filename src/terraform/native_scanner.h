#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace lintel {

/// An attribute or a nested block of a block.
struct NativeMember {
    /// Of a `dynamic "x"` block it is "x": that is what it makes.
    std::string_view name;
    Span named;                   ///< where the name stands; of a nested block, from its type to its last label
    std::uint32_t end = 0;        ///< of an attribute's expression; of a nested block, that of `named`
    std::string_view expression;  ///< as written; empty for a nested block
};

/// A block at the top level of a file.
struct NativeBlock {
    std::string_view type;
    std::vector<std::string_view> labels;  ///< without quotes
    Span header;                           ///< from the type to the end of the last label
    std::vector<NativeMember> members;     ///< in the order of the text
};

/// The top-level blocks of a text in Terraform's native syntax, with what is written at their first level. Reads no
/// expression, only passes over it, and takes linear time. What is no block and no attribute is passed over as well, so
/// that any text can be scanned; it must be shorter than 2^31 bytes. Names point into it (source: HCL Native Syntax
/// Specification).
std::vector<NativeBlock> scan_native(std::string_view text);

/// The text of an expression that is a string in quotes and nothing else: no escapes, no templates.
std::optional<std::string_view> plain_string(std::string_view expression);

}  // namespace lintel
