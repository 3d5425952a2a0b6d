#include "document/document.h"

#include <algorithm>

#include "document/scan.h"

namespace lintel {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

Document::Document(std::string name, std::string source, Format format)
    : name_(std::move(name)), own_source_(std::move(source)), source_(own_source_), format_(format) {}

Document::Document(std::string name, Borrowed source, Format format)
    : name_(std::move(name)), source_(source.text), format_(format) {}

Span Document::key_span(NodeId id) const {
    const Node& n = node(id);
    if ((n.flags & NodeFlag::has_key) == 0) return {n.begin, n.begin};
    const std::uint32_t begin = n.key_begin;
    if (begin >= source_.size()) return {begin, begin};
    switch (source_[begin]) {
        case '"':
        case '\'':
            return {begin, quoted_end(source_, begin).value_or(begin)};
        case '!':
            return {begin, tag_end(source_, begin)};
        case '|':
        case '>':
            return {begin, block_end(source_, begin, key(id)).value_or(begin)};
        default:
            return {begin, plain_end(source_, begin, key(id)).value_or(begin)};
    }
}

std::uint32_t Document::child_count(NodeId parent) const {
    std::uint32_t count = 0;
    for (NodeId c = first_child(parent); c != no_node; c = sibling(parent, c)) ++count;
    return count;
}

bool Document::is_merge(const Node& member) const {
    // A quoted "<<" is an ordinary key, and so is every key of JSON (source: YAML 1.1, merge key type).
    return member.key_size == 2 && decoded(member.key, 2) == "<<" && source_[member.key_begin] == '<';
}

NodeId Document::member(NodeId mapping, std::string_view key) const {
    mapping = follow(mapping);
    if (mapping == no_node || kind(mapping) != NodeKind::mapping) return no_node;
    NodeId found = no_node;
    bool merges = false;
    const NodeId end = node(mapping).next;
    for (NodeId c = mapping + 1; c < end;) {
        const Node& n = node(c);
        if (n.key_size == key.size() && same_key(n, key)) found = c;
        if (n.key_size == 2) merges = merges || is_merge(n);
        c = n.next;
    }
    return found == no_node && merges ? merged_member(mapping, key) : found;
}

NodeId Document::merged_member(NodeId mapping, std::string_view key) const {
    // Mappings still to search, nearest last. None is searched twice, and no honest document merges more than this.
    constexpr std::size_t most_mappings = 1000;
    std::vector<NodeId> waiting = {mapping};
    std::vector<NodeId> seen;
    while (!waiting.empty() && seen.size() < most_mappings) {
        const NodeId current = waiting.back();
        waiting.pop_back();
        const auto place = std::lower_bound(seen.begin(), seen.end(), current);
        if (place != seen.end() && *place == current) continue;
        seen.insert(place, current);

        NodeId found = no_node;
        std::vector<NodeId> merged;
        const auto add = [&](NodeId id) {
            id = follow(id);
            if (id != no_node && kind(id) == NodeKind::mapping) merged.push_back(id);
        };
        for (NodeId c = first_child(current); c != no_node; c = sibling(current, c)) {
            if (this->key(c) == key) found = c;
            if (!is_merge(node(c))) continue;
            const NodeId value = follow(c);
            if (value == no_node) continue;
            if (kind(value) == NodeKind::sequence) {
                for (NodeId e = first_child(value); e != no_node; e = sibling(value, e)) add(e);
            } else {
                add(value);
            }
        }
        if (found != no_node) return found;
        waiting.insert(waiting.end(), merged.rbegin(), merged.rend());
    }
    return no_node;
}

NodeId Document::follow(NodeId id) const {
    const Node& n = node(id);
    if (n.kind != NodeKind::alias) return id;
    const NodeId target = n.text;
    // An anchor stands before its aliases, so that an alias behind its target leads to ever smaller ids and cannot go
    // round.
    return target >= id || id < node(target).next ? no_node : target;
}

std::vector<std::string> Document::path(NodeId from, NodeId to) const {
    std::vector<std::string> steps;
    if (to <= from || to >= node(from).next) return steps;
    while (from != to) {
        std::uint32_t index = 0;
        NodeId child = from + 1;
        for (; to >= node(child).next; child = node(child).next) ++index;
        steps.push_back(has_key(child) ? std::string(key(child)) : std::to_string(index));
        from = child;
    }
    return steps;
}

std::uint32_t Document::continuations_before(std::uint32_t offset) const {
    if (continuations_.empty()) return 0;
    const std::uint32_t block = std::min(offset / count_block, static_cast<std::uint32_t>(continuations_.size() - 1));
    const char* first = source_.data() + std::size_t{block} * count_block;
    return continuations_[block] +
           static_cast<std::uint32_t>(std::count_if(first, source_.data() + offset, is_continuation));
}

Position Document::position(std::uint32_t offset) const {
    offset = std::min(offset, static_cast<std::uint32_t>(source_.size()));
    const auto behind = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    const std::uint32_t start = *(behind - 1);
    const std::uint32_t continuations = continuations_before(offset) - continuations_before(start);
    return {static_cast<std::uint32_t>(behind - line_starts_.begin()), offset - start - continuations + 1};
}

std::string_view Document::line(std::uint32_t number) const {
    if (number == 0 || number > line_starts_.size()) return {};
    const std::uint32_t begin = line_starts_[number - 1];
    const std::size_t end = number < line_starts_.size() ? line_starts_[number] : source_.size();
    std::string_view text = std::string_view(source_).substr(begin, end - begin);
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

NodeId Document::append(const Node& node) {
    if (size_ == 0) {
        blocks_.push_back(std::make_unique_for_overwrite<Node[]>(few_nodes));
    } else if (size_ == few_nodes) {
        auto whole = std::make_unique_for_overwrite<Node[]>(block_nodes);
        std::copy_n(blocks_.front().get(), few_nodes, whole.get());
        blocks_.front() = std::move(whole);
    } else if (size_ % block_nodes == 0) {
        blocks_.push_back(std::make_unique_for_overwrite<Node[]>(block_nodes));
    }
    Node& stored = at(size_);
    stored = node;
    stored.next = size_ + 1;
    return size_++;
}

std::uint32_t Document::keep(std::string_view decoded_text) {
    const auto offset = static_cast<std::uint32_t>(kept_.size());
    kept_ += decoded_text;
    return offset | kept_bit;
}

void Document::restart(Format format) {
    format_ = format;
    blocks_.clear();
    size_ = 0;
    kept_.clear();
}

}  // namespace lintel
