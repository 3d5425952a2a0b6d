#include "document/yaml_builder.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/flaws.h"
#include "document/scan.h"
#include "document/yaml_error.h"
#include "document/yaml_scalar.h"

namespace lintel {
namespace {

constexpr std::string_view global_prefix = "tag:yaml.org,2002:";  // YAML 1.1, what `!!` stands for

std::uint32_t offset_of(const YAML::Mark& mark) { return static_cast<std::uint32_t>(std::max(mark.pos, 0)); }

std::string function_name(const std::string& tag) {
    const std::string name = tag.substr(1);
    // The two functions without the prefix `Fn::` (source: AWS CloudFormation, intrinsic function reference).
    return name == "Ref" || name == "Condition" ? name : "Fn::" + name;
}

/// yaml-cpp decodes `\_` and `\N` to a single byte each, which is no UTF-8: this makes them U+00A0 and U+0085.
std::string with_whole_code_points(const std::string& value) {
    std::string out;
    int due = 0;  // continuation bytes of the current code point
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        const bool continuation = (byte & 0xC0U) == 0x80U;
        if (continuation && due == 0) out += '\xC2';
        if (continuation && due > 0) --due;
        if (byte >= 0xC0U) due = byte >= 0xF0U ? 3 : byte >= 0xE0U ? 2 : 1;
        out += c;
    }
    return out;
}

}  // namespace

YamlBuilder::YamlBuilder(Document& document, const ReadLimits& limits, std::vector<Flaw>& flaws)
    : document_(document), limits_(limits), flaws_(flaws), source_(document.source()) {}

void YamlBuilder::stop(std::uint32_t offset, std::string message) {
    flaws_.push_back({offset, std::move(message)});
    throw YamlStop();
}

std::optional<std::uint32_t> YamlBuilder::unclosed_bracket() const {
    if (open_.empty() || !open_.back().bracketed) return std::nullopt;
    const std::uint32_t begin = document_.node(open_.back().id).begin;
    if (is_closed(source_, begin)) return std::nullopt;
    return begin;
}

void YamlBuilder::OnDocumentStart(const YAML::Mark& mark) {
    // A file is one document. This also ends the endless documents that yaml-cpp 0.7 finds where it makes no progress
    // (`,`), and the second one it starts without a `---` when text follows a closed root.
    const std::uint32_t offset = offset_of(mark);
    if (started_) {
        if (source_.substr(offset, 3) == "---")
            stop(offset, "a second document starts here; only one is allowed in a file");
        const bool nothing_yet = document_.size() == 1 && document_.span(0).begin == document_.span(0).end;
        if (offset < source_.size() && nothing_yet) stop(offset, cat("unexpected '", source_[offset], "' here"));
        stop(offset, "unexpected text behind the end of the document; check the indentation");
    }
    started_ = true;
}

YamlBuilder::Meaning YamlBuilder::meaning(const std::string& tag) {
    if (tag == "?") return Meaning::none;
    if (tag == "!") return Meaning::string;
    if (tag.starts_with('!')) return Meaning::function;
    if (!tag.starts_with(global_prefix)) return Meaning::unsupported;
    const std::string_view name = std::string_view(tag).substr(global_prefix.size());
    if (name == "str") return Meaning::string;
    if (name == "int" || name == "float") return Meaning::number;
    if (name == "bool") return Meaning::boolean;
    if (name == "null") return Meaning::null;
    if (name == "map" || name == "seq") return Meaning::collection;
    // CloudFormation refuses binary, omap, pairs, set and timestamp (source: its user guide, template formats).
    return Meaning::unsupported;
}

YamlBuilder::Properties YamlBuilder::properties(std::uint32_t begin, bool tagged, bool anchored) const {
    Properties found;
    found.end = begin;
    found.content = begin;
    while (found.content < source_.size()) {
        const char c = source_[found.content];
        if (tagged && c == '!') {
            tagged = false;
            found.tag = found.content;
            found.end = tag_end(source_, found.content);
        } else if (anchored && c == '&') {
            anchored = false;
            found.end = anchor_end(source_, found.content);
        } else {
            break;
        }
        found.content = skip_space_and_comments(source_, found.end);
    }
    return found;
}

std::uint32_t YamlBuilder::keep_or_find(std::uint32_t begin, const std::string& value) {
    return source_.substr(begin, value.size()) == value ? begin : document_.keep(value);
}

YamlBuilder::Text YamlBuilder::text(const Properties& properties, const std::string& value) {
    Text text;
    const std::uint32_t begin = properties.content;
    const char style = begin < source_.size() ? source_[begin] : '\0';
    const bool quotes = style == '"' || style == '\'';
    const bool block = style == '|' || style == '>';
    std::optional<std::uint32_t> end;
    if (quotes) end = quoted_end(source_, begin);

    if (value.empty() && !block) {
        // Nothing behind a tag: what stands at `begin` is then the next node, unless it is a pair of quotes around
        // nothing.
        constexpr std::string_view nothing = " \t\r\n\\";
        const bool empty_quotes =
            quotes && source_.substr(begin + 1, end.value_or(begin + 2) - begin - 2).find_first_not_of(nothing) ==
                          std::string_view::npos;
        if (!empty_quotes) {
            text.begin = text.end = text.offset = properties.end;
            text.missing = true;
            return text;
        }
    }

    text.begin = begin;
    text.size = static_cast<std::uint32_t>(value.size());
    if (quotes) {
        // yaml-cpp takes the end of the file for the closing quote if a line end stands before it.
        if (!end) stop(begin, unclosed_message(style));
        text.flags = NodeFlag::quoted;
        const std::string_view written = source_.substr(begin + 1, *end - begin - 2);
        if (written.find("\\_") != std::string_view::npos || written.find("\\N") != std::string_view::npos) {
            const std::string whole = with_whole_code_points(value);
            text.size = static_cast<std::uint32_t>(whole.size());
            text.offset = document_.keep(whole);
        } else {
            text.offset = written == value ? begin + 1 : document_.keep(value);
        }
    } else if (block) {
        end = block_end(source_, begin, value);
        text.flags = NodeFlag::quoted | NodeFlag::block_style;
        text.offset = document_.keep(value);
    } else {
        end = plain_end(source_, begin, value);
        text.offset = keep_or_find(begin, value);
    }
    if (!end) add_remark(flaws_, begin, "the end of this value could not be found, so that places in it are not exact");
    text.end = end.value_or(begin);
    return text;
}

/// Bytes of the word for null at `begin` if OnNull means it; 0 if OnNull means that nothing is there and `begin` is
/// what follows.
std::uint32_t YamlBuilder::null_size(std::uint32_t begin) const {
    static constexpr std::array<std::string_view, 4> words = {"null", "Null", "NULL", "~"};
    if (begin < cursor_) return 0;
    for (const std::string_view word : words) {
        if (source_.substr(begin, word.size()) != word) continue;
        std::size_t behind = begin + word.size();
        const auto size = static_cast<std::uint32_t>(word.size());
        if (at_key() || behind == source_.size()) return size;
        const bool spaced = is_space(source_[behind]);
        while (behind < source_.size() && (source_[behind] == ' ' || source_[behind] == '\t')) ++behind;
        if (behind == source_.size()) return size;
        // All else goes on as the next key: `null: x`, `nullable: x`, `null and void: x`.
        const char next = source_[behind];
        const bool in_brackets = !open_.empty() && !open_.back().block;
        const bool ends = next == '\n' || next == '\r' || (spaced && next == '#') ||
                          (in_brackets && (next == ',' || next == ']' || next == '}'));
        return ends ? size : 0;
    }
    return 0;
}

/// Where a value that is not written would stand: behind the `:` or the `-` before it.
std::uint32_t YamlBuilder::empty_place(std::uint32_t mark) const {
    const auto behind = [&](std::uint32_t from, char sign) {
        const std::uint32_t at = skip_space_and_comments(source_, from);
        return at < source_.size() && source_[at] == sign ? at + 1 : from;
    };
    if (has_member_) return behind(member_end_, ':');
    if (!open_.empty() && open_.back().block) return behind(cursor_, '-');
    return std::max(cursor_, mark);
}

void YamlBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    const std::uint32_t begin = offset_of(mark);
    const Properties found = properties(begin, false, anchor != 0);
    Text text;
    text.begin = text.offset = found.content;
    text.size = null_size(found.content);
    text.end = found.content + text.size;
    if (at_key()) {
        if (text.size == 0) add_remark(flaws_, begin, "a key is missing here");
        take_key(text, NodeKind::null, anchor);
        return;
    }
    if (text.size == 0) text.begin = text.end = text.offset = anchor != 0 ? found.end : empty_place(begin);
    add_text(text, NodeKind::null, anchor);
}

void YamlBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
    Node node;
    node.begin = offset_of(mark);
    node.end = anchor_end(source_, node.begin);
    if (at_key()) refuse_key(node.begin, "an alias");
    const Anchor target = anchor < anchors_.size() ? anchors_[anchor] : Anchor{};
    if (target.node == no_node) {
        node.kind = target.key.kind;
        node.text = target.key.text;
        node.text_size = target.key.text_size;
        node.flags = target.key.flags;
    } else {
        node.kind = NodeKind::alias;
        node.text = target.node;
    }
    add(node, 0);
    cursor_ = node.end;
}

void YamlBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
    const Properties found = properties(offset_of(mark), tag != "?", anchor != 0);
    const Meaning meant = meaning(tag);
    const Text written = text(found, value);

    NodeKind kind = NodeKind::string;
    switch (meant) {
        case Meaning::none:
            kind = plain_kind(value);
            break;
        case Meaning::number:
        case Meaning::boolean:
        case Meaning::null: {
            // A tag that its text does not fit is no more than a text.
            const NodeKind asked = meant == Meaning::number    ? NodeKind::number
                                   : meant == Meaning::boolean ? NodeKind::boolean
                                                               : NodeKind::null;
            if (plain_kind(value) == asked) kind = asked;
            break;
        }
        case Meaning::function:
            if (written.missing) kind = NodeKind::null;
            break;
        case Meaning::unsupported:
            remark_on_tag(found);
            break;
        case Meaning::string:
        case Meaning::collection:
            break;
    }

    if (at_key()) {
        if (meant == Meaning::function) refuse_key(found.tag, "a function");
        take_key(written, kind, anchor);
    } else if (meant == Meaning::function) {
        const NodeId function = open_function(found, tag, anchor);
        add_text(written, kind, 0);
        close_function(function);
    } else {
        add_text(written, kind, anchor);
    }
}

void YamlBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value style) {
    open_collection(NodeKind::sequence, mark, tag, anchor, style);
}

void YamlBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value style) {
    open_collection(NodeKind::mapping, mark, tag, anchor, style);
}

void YamlBuilder::open_collection(NodeKind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value style) {
    const bool mapping = kind == NodeKind::mapping;
    const Properties found = properties(offset_of(mark), tag != "?", anchor != 0);
    if (at_key()) {
        // yaml-cpp takes a bracket that is never closed for a key.
        const char bracket = found.content < source_.size() ? source_[found.content] : '\0';
        const bool open = (bracket == '[' || bracket == '{') && !is_closed(source_, found.content);
        if (open) stop(found.content, unclosed_message(bracket));
        refuse_key(found.content, mapping ? "a mapping" : "a list");
    }

    Frame frame;
    const Meaning meant = meaning(tag);
    if (meant == Meaning::function) {
        frame.outer = open_function(found, tag, anchor);
        anchor = 0;
    } else if (meant == Meaning::unsupported) {
        remark_on_tag(found);
    }
    deepen(found.content);
    frame.mapping = mapping;
    frame.block = style == YAML::EmitterStyle::Block;
    frame.bracketed = !frame.block && found.content < source_.size() && source_[found.content] == (mapping ? '{' : '[');

    Node node;
    node.begin = node.end = found.content;
    node.kind = kind;
    if (frame.block) node.flags = NodeFlag::block_style;
    frame.id = add(node, anchor);
    cursor_ = found.content + (frame.bracketed ? 1 : 0);
    open_.push_back(frame);
}

void YamlBuilder::close() {
    const Frame frame = open_.back();
    open_.pop_back();
    --depth_;
    if (frame.bracketed) {
        // Behind the last child only separators stand, and the signs of a key or value that is not written.
        std::uint32_t at = skip_space_and_comments(source_, cursor_);
        while (at < source_.size() && (source_[at] == ',' || source_[at] == ':' || source_[at] == '?')) {
            at = skip_space_and_comments(source_, at + 1);
        }
        if (at < source_.size() && source_[at] == (frame.mapping ? '}' : ']')) {
            cursor_ = at + 1;
        } else {
            add_remark(flaws_, document_.node(frame.id).begin,
                       "the end of this value could not be found, so that places in it are not exact");
        }
    }
    Node& node = document_.at(frame.id);
    node.end = cursor_;
    node.next = document_.size();
    if (frame.mapping) remark_on_duplicates(document_, frame.id, flaws_);
    if (frame.outer != no_node) close_function(frame.outer);
}

NodeId YamlBuilder::open_function(const Properties& properties, const std::string& tag, YAML::anchor_t anchor) {
    const std::uint32_t begin = std::min(properties.tag, properties.content);
    deepen(begin);
    Node node;
    node.begin = begin;
    node.kind = NodeKind::mapping;
    node.flags = NodeFlag::short_form;
    const NodeId id = add(node, anchor);

    auto [key, is_new] = functions_.try_emplace(tag);
    if (is_new) {
        const std::string name = function_name(tag);
        if (name.size() > UINT16_MAX) stop(begin, "this tag is longer than 65535 bytes");
        key->second.key = document_.keep(name);
        key->second.key_size = static_cast<std::uint16_t>(name.size());
    }
    member_ = key->second;
    member_.key_begin = begin;
    member_end_ = properties.end;
    has_member_ = true;
    return id;
}

void YamlBuilder::close_function(NodeId function) {
    --depth_;
    Node& node = document_.at(function);
    node.end = cursor_;
    node.next = document_.size();
}

void YamlBuilder::deepen(std::uint32_t offset) {
    if (++depth_ > limits_.depth) stop(offset, cat("values are nested more than ", limits_.depth, " levels deep"));
}

void YamlBuilder::take_key(const Text& text, NodeKind kind, YAML::anchor_t anchor) {
    if (text.size > UINT16_MAX) stop(text.begin, "this key is longer than 65535 bytes");
    member_ = Node{};
    member_.key = text.offset;
    member_.key_size = static_cast<std::uint16_t>(text.size);
    member_.key_begin = text.begin;
    member_end_ = text.end;
    has_member_ = true;
    cursor_ = text.end;
    if (anchor == 0) return;
    Anchor target;
    target.key.kind = kind;
    target.key.text = text.offset;
    target.key.text_size = text.size;
    target.key.flags = text.flags;
    set_anchor(anchor, target);
}

void YamlBuilder::refuse_key(std::uint32_t offset, std::string_view what) {
    stop(offset, cat("a key must be a plain text, not ", what));
}

NodeId YamlBuilder::add(Node node, YAML::anchor_t anchor) {
    if (document_.size() >= limits_.nodes) stop(node.begin, cat("the file has more than ", limits_.nodes, " values"));
    if (has_member_) {
        node.key = member_.key;
        node.key_size = member_.key_size;
        node.key_begin = member_.key_begin;
        node.flags |= NodeFlag::has_key;
        has_member_ = false;
    }
    const NodeId id = document_.append(node);
    if (anchor != 0) set_anchor(anchor, {id, {}});
    return id;
}

void YamlBuilder::add_text(const Text& text, NodeKind kind, YAML::anchor_t anchor) {
    Node node;
    node.begin = text.begin;
    node.end = text.end;
    node.text = text.offset;
    node.text_size = text.size;
    node.kind = kind;
    node.flags = text.flags;
    add(node, anchor);
    cursor_ = text.end;
}

void YamlBuilder::set_anchor(YAML::anchor_t anchor, const Anchor& target) {
    if (anchor >= anchors_.size()) anchors_.resize(anchor + 1);
    anchors_[anchor] = target;
}

void YamlBuilder::remark_on_tag(const Properties& properties) {
    if (properties.tag == UINT32_MAX) return;
    const std::string_view tag = source_.substr(properties.tag, properties.end - properties.tag);
    add_remark(flaws_, properties.tag, cat("the YAML tag ", shown(tag), " is not supported"));
}

}  // namespace lintel
