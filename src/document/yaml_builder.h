#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include "document/document.h"
#include "document/read.h"

namespace lintel {

/// Thrown through yaml-cpp after a fatal flaw has been added.
struct YamlStop final : std::exception {};

/// Fills a document from yaml-cpp's events (version 0.7). They tell where a node starts, counting its tag and anchor,
/// but not where it ends nor how a scalar is quoted: both are found in the source.
class YamlBuilder final : public YAML::EventHandler {
   public:
    YamlBuilder(Document& document, const ReadLimits& limits, std::vector<Flaw>& flaws);

    /// How far into the source the events have come.
    const std::uint32_t& reached() const { return cursor_; }
    /// The innermost open `[` or `{`, if it has no counterpart.
    std::optional<std::uint32_t> unclosed_bracket() const;
    [[noreturn]] void stop(std::uint32_t offset, std::string message);

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { close(); }

   private:
    /// Where the tag, the anchor and the content of a node stand.
    struct Properties {
        std::uint32_t tag = UINT32_MAX;
        std::uint32_t end = 0;      ///< behind the last property; where the node starts if it has none
        std::uint32_t content = 0;  ///< where the content starts, if the node has any
    };

    /// Decoded text and where it stands.
    struct Text {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t offset = 0;
        std::uint32_t size = 0;
        std::uint8_t flags = 0;  ///< NodeFlag::quoted, NodeFlag::block_style
        bool missing = false;    ///< a tag or an anchor with nothing behind it
    };

    struct Anchor {
        NodeId node = no_node;
        Node key;  ///< when a key is anchored, which has no node of its own: what an alias of it stands for
    };

    struct Frame {
        NodeId id = no_node;
        NodeId outer = no_node;  ///< the mapping that a tag stands for
        bool mapping = false;
        bool block = false;
        bool bracketed = false;  ///< not so for the mapping in `[a: b]`
    };

    /// What a tag asks for.
    enum class Meaning : std::uint8_t { none, function, string, number, boolean, null, collection, unsupported };

    static Meaning meaning(const std::string& tag);

    bool at_key() const { return !open_.empty() && open_.back().mapping && !has_member_; }
    Properties properties(std::uint32_t begin, bool tagged, bool anchored) const;
    Text text(const Properties& properties, const std::string& value);
    std::uint32_t keep_or_find(std::uint32_t begin, const std::string& value);
    std::uint32_t null_size(std::uint32_t begin) const;
    std::uint32_t empty_place(std::uint32_t mark) const;

    void take_key(const Text& text, NodeKind kind, YAML::anchor_t anchor);
    void refuse_key(std::uint32_t offset, std::string_view what);
    NodeId add(Node node, YAML::anchor_t anchor);
    void add_text(const Text& text, NodeKind kind, YAML::anchor_t anchor);
    NodeId open_function(const Properties& properties, const std::string& tag, YAML::anchor_t anchor);
    void close_function(NodeId function);
    void open_collection(NodeKind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style);
    void close();
    void deepen(std::uint32_t offset);
    void set_anchor(YAML::anchor_t anchor, const Anchor& target);
    void remark_on_tag(const Properties& properties);

    Document& document_;
    const ReadLimits& limits_;
    std::vector<Flaw>& flaws_;
    std::string_view source_;
    std::uint32_t cursor_ = 0;  ///< behind the last key, scalar or closed collection
    std::uint32_t depth_ = 0;
    bool started_ = false;
    std::vector<Frame> open_;
    bool has_member_ = false;  ///< a key has been read, its value comes next
    Node member_;              ///< that key
    std::uint32_t member_end_ = 0;
    std::vector<Anchor> anchors_;
    std::unordered_map<std::string, Node> functions_;  ///< the keys that tags stand for
};

}  // namespace lintel
