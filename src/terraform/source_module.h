#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/files.h"
#include "document/document.h"

namespace lintel {

/// An attribute or a nested block as it stands in a file.
struct SourceMember {
    std::string_view name;
    Span named;             ///< the name
    std::uint32_t end = 0;  ///< of the value; of a nested block in native syntax, that of `named`
};

/// A block of a resource or data source as one file writes it.
struct SourceBlock {
    const Document* document = nullptr;
    Span header;
    std::vector<SourceMember> members;
};

/// The blocks of a directory of Terraform sources, in native and in JSON syntax. Names point into the documents.
struct SourceModule {
    /// By "type.name" and "data.type.name": the block, and behind it what override files add to it.
    std::unordered_map<std::string, std::vector<SourceBlock>> resources;
    /// The `source` of each called module, where it is a plain string; else empty.
    std::map<std::string, std::string, std::less<>> calls;
    /// Those of files in native syntax hold no nodes: they serve for the text and its positions.
    std::vector<std::shared_ptr<const Document>> documents;
};

/// Reads the files of a directory in the order in which Terraform does: by name, override files last. Files that cannot
/// be read are left out.
SourceModule read_source_module(const Files& files, const std::string& directory, const std::string& root);

}  // namespace lintel
