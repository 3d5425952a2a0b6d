#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lintel {

/// Index of a node in its document; the root is 0.
using NodeId = std::uint32_t;
inline constexpr NodeId no_node = UINT32_MAX;

/// Byte offsets into the source of a document; `end` is exclusive.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// 1-based line and column; the column counts code points.
struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    friend bool operator==(const Position&, const Position&) = default;
};

enum class Format : std::uint8_t { yaml, json };

enum class NodeKind : std::uint8_t {
    null,
    boolean,
    number,
    string,
    sequence,
    mapping,
    alias,  ///< YAML `*name`: Document::target gives the anchored node
};

/// What stands in the source at one place. A member of a mapping carries its key; nodes stand in pre-order, so that the
/// first child of a container is the node behind it and `next` skips the whole subtree.
struct Node {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    NodeId next = 0;
    std::uint32_t text = 0;       ///< scalars: offset of the decoded text (see Document::text); alias: its target
    std::uint32_t text_size = 0;  ///< bytes of the decoded text
    std::uint32_t key = 0;        ///< members: offset of the decoded key
    std::uint32_t key_begin = 0;  ///< members: where the key starts in the source
    std::uint16_t key_size = 0;   ///< bytes of the decoded key
    NodeKind kind = NodeKind::null;
    std::uint8_t flags = 0;  ///< of NodeFlag
};

enum NodeFlag : std::uint8_t {
    has_key = 1,
    quoted = 2,       ///< a scalar in quotes or a block scalar: never a boolean, number or null
    short_form = 4,   ///< a mapping that was written as a YAML tag (`!Ref x` for `Ref: x`)
    block_style = 8,  ///< YAML block scalar (`|`, `>`) or block collection
};

/// A file as a tree that remembers where everything stands. Immutable once read.
///
/// YAML tags are intrinsic functions in short form and are read as the mapping they stand for: `!Sub x` is the mapping
/// `{Fn::Sub: x}` whose span starts at the tag (source: AWS CloudFormation, intrinsic function reference).
class Document {
   public:
    Document(std::string name, std::string source, Format format);
    /// Over a text that somebody else keeps, and for longer than the document.
    struct Borrowed {
        std::string_view text;
    };
    Document(std::string name, Borrowed source, Format format);
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    const std::string& name() const { return name_; }
    std::string_view source() const { return source_; }
    Format format() const { return format_; }

    NodeId root() const { return 0; }
    std::uint32_t size() const { return size_; }
    const Node& node(NodeId id) const { return blocks_[id / block_nodes][id % block_nodes]; }
    NodeKind kind(NodeId id) const { return node(id).kind; }
    Span span(NodeId id) const { return {node(id).begin, node(id).end}; }

    /// Decoded text of a scalar as written (a number keeps its lexeme); empty for other kinds.
    std::string_view text(NodeId id) const {
        const Node& n = node(id);
        return n.kind == NodeKind::alias ? std::string_view{} : decoded(n.text, n.text_size);
    }
    bool has_key(NodeId id) const { return (node(id).flags & NodeFlag::has_key) != 0; }
    std::string_view key(NodeId id) const { return decoded(node(id).key, node(id).key_size); }
    /// The key as it stands in the source, quotes included.
    Span key_span(NodeId id) const;

    /// First child, or no_node. Use with `sibling`:  for (NodeId c = first_child(p); c != no_node; c = sibling(p, c))
    NodeId first_child(NodeId parent) const {
        const Node& n = node(parent);
        return n.next > parent + 1 ? parent + 1 : no_node;
    }
    NodeId sibling(NodeId parent, NodeId child) const {
        const NodeId next = node(child).next;
        return next < node(parent).next ? next : no_node;
    }
    std::uint32_t child_count(NodeId parent) const;

    /// The last member of a mapping with that key (as both AWS readers and JSON's DOM take duplicates), or no_node.
    /// YAML merges (`<<: *a`) are followed; a member written out wins over a merged one.
    NodeId member(NodeId mapping, std::string_view key) const;
    /// The node itself, or what the alias stands for; no_node for an alias that contains itself.
    NodeId follow(NodeId id) const;

    /// The innermost path from `from` down to `to`, as the keys and indices between them; empty if `to` does not lie
    /// below `from`.
    std::vector<std::string> path(NodeId from, NodeId to) const;

    Position position(std::uint32_t offset) const;
    /// The text of a 1-based line without its line end; empty beyond the end.
    std::string_view line(std::uint32_t number) const;
    std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }

    // For readers only.
    /// Adds a node behind all others; its `next` is the node behind it until the reader says otherwise.
    NodeId append(const Node& node);
    Node& at(NodeId id) { return blocks_[id / block_nodes][id % block_nodes]; }
    /// Keeps decoded text that differs from its source; gives an offset for Node::text or Node::key.
    std::uint32_t keep(std::string_view decoded_text);
    /// Where each line starts; the first entry is 0.
    void set_line_starts(std::vector<std::uint32_t> starts) { line_starts_ = std::move(starts); }
    /// How many UTF-8 continuation bytes stand before each block of `count_block` bytes; empty for a source that is all
    /// ASCII.
    void set_continuations(std::vector<std::uint32_t> counts) { continuations_ = std::move(counts); }
    /// Forgets all nodes, so that a reader can start again; source and lines stay.
    void restart(Format format);

    static constexpr std::uint32_t count_block = 4096;  // bounds what a column costs in a file of one long line

   private:
    static constexpr std::uint32_t block_nodes = 2048;  // 64 KiB of nodes: grows without copying what is there
    static constexpr std::uint32_t few_nodes = 64;      // a policy in a string, say, needs no more
    static constexpr std::uint32_t kept_bit = 0x80000000U;

    std::string_view decoded(std::uint32_t offset, std::uint32_t size) const {
        if ((offset & kept_bit) != 0) return std::string_view(kept_).substr(offset & ~kept_bit, size);
        return source_.substr(offset, size);
    }

    /// Whether the key of a node is this one, which has as many bytes.
    bool same_key(const Node& n, std::string_view key) const {
        const std::string_view own = decoded(n.key, n.key_size);
        return own.empty() || (own.front() == key.front() && own == key);
    }
    NodeId merged_member(NodeId mapping, std::string_view key) const;
    bool is_merge(const Node& member) const;
    std::uint32_t continuations_before(std::uint32_t offset) const;

    std::string name_;
    std::string own_source_;  ///< empty for a borrowed one
    std::string_view source_;
    Format format_;
    std::vector<std::unique_ptr<Node[]>> blocks_;
    std::uint32_t size_ = 0;
    std::string kept_;
    std::vector<std::uint32_t> line_starts_ = {0};
    std::vector<std::uint32_t> continuations_;
};

}  // namespace lintel
