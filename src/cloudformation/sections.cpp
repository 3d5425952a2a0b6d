#include "cloudformation/sections.h"

#include <algorithm>
#include <numeric>

namespace lintel {
namespace {

/// Gathers the members of a mapping, then of those merged into it: the order in which a lookup goes through them.
class Gathering {
   public:
    Gathering(const Document& document, std::vector<Entry>& out) : document_(document), out_(out) {}

    /// How many of the entries are written in the mapping itself.
    std::size_t add(NodeId mapping) {
        bool merges = false;
        for (NodeId child = document_.first_child(mapping); child != no_node;
             child = document_.sibling(mapping, child)) {
            if (is_merge(child)) {
                merges = true;
            } else {
                out_.push_back({document_.key(child), child});
            }
        }
        const std::size_t own = out_.size();
        if (!merges) return own;
        for (NodeId child = document_.first_child(mapping); child != no_node;
             child = document_.sibling(mapping, child)) {
            if (is_merge(child)) merge(child);
        }
        return own;
    }

   private:
    /// A quoted "<<" is an ordinary key, and so is every key of JSON (source: YAML 1.1, merge key type).
    bool is_merge(NodeId child) const {
        return document_.key(child) == "<<" && document_.source()[document_.node(child).key_begin] == '<';
    }

    void merge(NodeId merged) {
        if (merges_left_ == 0) return;
        --merges_left_;
        const NodeId target = document_.follow(merged);
        if (target == no_node) return;
        if (document_.kind(target) == NodeKind::mapping) add(target);
        if (document_.kind(target) != NodeKind::sequence) return;
        for (NodeId item = document_.first_child(target); item != no_node; item = document_.sibling(target, item))
            merge(item);
    }

    const Document& document_;
    std::vector<Entry>& out_;
    int merges_left_ = 100;  // merges of merges multiply; CloudFormation itself knows none
};

/// Whether a name occurs twice, told without memory for a few names; for many it may say yes where none does.
bool may_repeat(const std::vector<Entry>& entries) {
    constexpr std::size_t few = 16;
    if (entries.size() > few) return true;
    for (std::size_t i = 1; i < entries.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (entries[i].name == entries[j].name) return true;
        }
    }
    return false;
}

/// Keeps of each name the entry that a lookup finds: the last of the mapping's own, else the first of the merged ones.
void drop_hidden(std::vector<Entry>& entries, std::size_t own) {
    if (!may_repeat(entries)) return;
    std::vector<std::size_t> order(entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const int names = entries[a].name.compare(entries[b].name);
        return names != 0 ? names < 0 : a < b;
    });
    std::vector<bool> hidden(entries.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        std::size_t found = first;
        for (; end < order.size() && entries[order[end]].name == entries[order[first]].name; ++end) {
            if (order[end] < own) found = end;
        }
        for (std::size_t i = first; i < end; ++i) hidden[order[i]] = i != found;
        first = end;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!hidden[i]) entries[kept++] = entries[i];
    }
    entries.resize(kept);
}

}  // namespace

std::vector<Entry> entries_of(const Document& document, NodeId section) {
    std::vector<Entry> out;
    if (section == no_node) return out;
    const NodeId mapping = document.follow(section);
    if (mapping == no_node || document.kind(mapping) != NodeKind::mapping) return out;
    const std::size_t own = Gathering(document, out).add(mapping);
    drop_hidden(out, own);
    return out;
}

NodeId member_of(const Document& document, NodeId mapping, std::string_view key) {
    if (mapping == no_node) return no_node;
    const NodeId target = document.follow(mapping);
    if (target == no_node || document.kind(target) != NodeKind::mapping) return no_node;
    return document.member(target, key);
}

std::string_view member_text(const Document& document, NodeId mapping, std::string_view key) {
    const NodeId found = member_of(document, mapping, key);
    const NodeId value = found == no_node ? no_node : document.follow(found);
    return value == no_node ? std::string_view{} : document.text(value);
}

}  // namespace lintel
