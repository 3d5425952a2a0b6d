#include "lint/locate.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/text.h"

namespace lintel {
namespace {

bool is_container(const Document& document, NodeId node) {
    const Node& n = document.node(node);
    if (n.kind == NodeKind::sequence) return true;
    if (n.kind != NodeKind::mapping || (n.flags & NodeFlag::short_form) != 0) return false;
    // An intrinsic function in long form reads as one value.
    const NodeId only = document.first_child(node);
    if (only == no_node || document.sibling(node, only) != no_node) return true;
    const std::string_view key = document.key(only);
    return key != "Ref" && !key.starts_with("Fn::");
}

Span underlined(const Document& document, NodeId node) {
    const Span value = document.span(node);
    if (!document.has_key(node)) {
        if (!is_container(document, node)) return value;
        const std::size_t line_end = document.source().find('\n', value.begin);
        const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(line_end, value.end));
        return {value.begin, std::max(end, value.begin)};
    }
    const Span key = document.key_span(node);
    return is_container(document, node) ? key : Span{key.begin, std::max(key.end, value.end)};
}

bool lies_in(Place place, Place whole) {
    return place.source == whole.source && place.node >= whole.node &&
           place.node < whole.source->document().node(whole.node).next;
}

std::uint64_t fnv1a(std::uint64_t hash, std::string_view text) {
    constexpr std::uint64_t prime = 0x100000001b3;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= prime;
    }
    hash ^= 0xff;  // keeps "ab","c" apart from "a","bc"
    return hash * prime;
}

}  // namespace

Location locate(const Document& document, NodeId node) {
    const Span span = underlined(document, node);
    return {document.name(), document.position(span.begin), document.position(span.end), span.begin, span.end};
}

FileError error_at(const Document& document, std::uint32_t offset, std::string message) {
    return {document.name(), document.position(offset), std::move(message), false};
}

Locator::Locator(const Graph& graph) : graph_(graph) {
    for (const Resource& resource : graph.resources) starts_.push_back({resource.place, resource.index});
    std::sort(starts_.begin(), starts_.end(), [](const Start& a, const Start& b) {
        return a.place.source != b.place.source ? std::less<>()(a.place.source, b.place.source)
                                                : a.place.node < b.place.node;
    });
}

Location Locator::location(Place place) const {
    const Resource* resource = resource_at(place);
    // The body without anything in it is the resource.
    if (resource != nullptr && (resource->place == place || resource->body == place))
        place = resource->named_at ? resource->named_at : resource->place;
    return locate(place.source->document(), place.node);
}

const Resource* Locator::resource_at(Place place) const {
    const auto behind = std::upper_bound(starts_.begin(), starts_.end(), place, [](const Place& p, const Start& start) {
        return p.source != start.place.source ? std::less<>()(p.source, start.place.source) : p.node < start.place.node;
    });
    if (behind == starts_.begin()) return nullptr;
    const Start& start = *(behind - 1);
    if (!lies_in(place, start.place)) return nullptr;
    return &graph_.resources[start.resource];
}

ResourceName Locator::name_of(const Resource& resource) {
    return {std::string(resource.id), std::string(resource.written_type), {}, std::string(resource.construct)};
}

ResourceName Locator::resource(Place place, const Resource* likely) const {
    const Resource* resource = likely != nullptr && lies_in(place, likely->place) ? likely : resource_at(place);
    if (resource == nullptr) return {};
    ResourceName name = name_of(*resource);
    if (resource->named_at && place == resource->named_at) return name;  // that is no place in it
    Place from = resource->place;
    for (const Place body : {resource->body, resource->body_beside}) {
        if (body && lies_in(place, body)) from = body;
    }
    const std::vector<std::string> steps = place.source->document().path(from.node, place.node);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        // The branch of a condition is not a place in the resource; what other functions hold has none of its own.
        if (steps[i] == "Fn::If") {
            ++i;
            continue;
        }
        if (steps[i] == "Ref" || steps[i].starts_with("Fn::")) break;
        name.path += cat(name.path.empty() ? "" : "/", steps[i]);
    }
    return name;
}

std::string fingerprint(std::string_view rule, const ResourceName& resource, std::string_view file) {
    constexpr std::uint64_t offset_basis = 0xcbf29ce484222325;
    std::uint64_t hash = offset_basis;
    for (const std::string_view part : {rule, std::string_view(resource.id), std::string_view(resource.path), file})
        hash = fnv1a(hash, part);
    std::string hex(16, '0');
    for (std::size_t i = 16; i-- > 0; hash >>= 4U) hex[i] = "0123456789abcdef"[hash & 15U];
    return hex;
}

}  // namespace lintel
