#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "model/graph.h"

namespace lintel {

/// What to underline for a node: a property from its key to the end of its value, an object by its key alone, an item
/// of a list by its first line.
Location locate(const Document& document, NodeId node);

/// What is wrong at a byte of a document.
FileError error_at(const Document& document, std::uint32_t offset, std::string message);

/// Names places of one graph: in which resource they lie, and where in it.
class Locator {
   public:
    explicit Locator(const Graph& graph);

    Location location(Place place) const;
    /// Names the resource that a place lies in: `likely` if it lies in that one (several resources may share a place).
    /// Empty id for what stands outside all resources.
    ResourceName resource(Place place, const Resource* likely = nullptr) const;
    /// The resource itself, as a place without a path.
    static ResourceName name_of(const Resource& resource);

   private:
    const Resource* resource_at(Place place) const;

    struct Start {
        Place place;
        std::uint32_t resource = 0;
    };
    const Graph& graph_;
    std::vector<Start> starts_;  ///< of resources, in document order
};

/// 16 hex digits that stay the same while rule, resource, path and file do: FNV-1a, 64 bits (the IETF draft
/// draft-eastlake-fnv).
std::string fingerprint(std::string_view rule, const ResourceName& resource, std::string_view file);

}  // namespace lintel
