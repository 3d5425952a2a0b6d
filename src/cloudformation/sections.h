#pragma once

#include <string_view>
#include <vector>

#include "document/document.h"

namespace lintel {

struct Entry {
    std::string_view name;
    NodeId node = no_node;
};

/// The members of a mapping (or of what an alias stands for) by name, in written order, those of YAML merges behind its
/// own. Of a name that occurs twice the one counts that Document::member finds. Nothing where `section` is no_node or
/// no mapping.
std::vector<Entry> entries_of(const Document& document, NodeId section);

/// A mapping's member, aliases and merges followed on the way to it; no_node where there is none.
NodeId member_of(const Document& document, NodeId mapping, std::string_view key);

/// The text of a scalar member; empty where there is none.
std::string_view member_text(const Document& document, NodeId mapping, std::string_view key);

}  // namespace lintel
