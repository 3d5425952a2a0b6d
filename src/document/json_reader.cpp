#include "document/json_reader.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "document/flaws.h"
#include "document/json_error.h"
#include "document/scan.h"

namespace lintel {
namespace {

using nlohmann::json;

/// Tells how far nlohmann's lexer has read: its SAX interface gives no positions (version 3.11).
class Cursor {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Cursor(const char* at, const char** read) : at_(at), read_(read) {}
    const char& operator*() const { return *at_; }
    Cursor& operator++() {
        *read_ = ++at_;
        return *this;
    }
    Cursor operator++(int) {
        Cursor old = *this;
        ++*this;
        return old;
    }
    bool operator==(const Cursor& other) const { return at_ == other.at_; }

   private:
    const char* at_;
    const char** read_;
};

constexpr bool is_number(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// The SAX handler. Its callbacks have the names and types that nlohmann::json::sax_parse asks for.
class Builder {
   public:
    Builder(Document& document, const ReadLimits& limits, std::vector<Flaw>& flaws)
        : document_(document), limits_(limits), flaws_(flaws), source_(document.source()), read_(source_.data()) {}

    Cursor begin() { return {source_.data(), &read_}; }
    Cursor end() { return {source_.data() + source_.size(), &read_}; }

    bool null() { return scalar(NodeKind::null); }
    bool boolean(bool /*value*/) { return scalar(NodeKind::boolean); }
    bool number_integer(json::number_integer_t /*value*/) { return number(); }
    bool number_unsigned(json::number_unsigned_t /*value*/) { return number(); }
    bool number_float(json::number_float_t /*value*/, const json::string_t& /*lexeme*/) { return number(); }

    bool string(const json::string_t& value) {
        Node node = token(NodeKind::string);
        node.flags = NodeFlag::quoted;
        node.text = text(node.begin, value);
        node.text_size = static_cast<std::uint32_t>(value.size());
        return add(node) != no_node;
    }

    bool binary(const json::binary_t& /*value*/) { return false; }

    bool key(const json::string_t& value) {
        const std::uint32_t begin = token_begin();
        progress_ = {After::key, read(), '{'};
        if (value.size() > UINT16_MAX) return stop(begin, "this key is longer than 65535 bytes");
        member_.key = text(begin, value);
        member_.key_begin = begin;
        member_.key_size = static_cast<std::uint16_t>(value.size());
        member_.flags = NodeFlag::has_key;
        return true;
    }

    bool start_object(std::size_t /*unknown*/) { return open(NodeKind::mapping); }
    bool start_array(std::size_t /*unknown*/) { return open(NodeKind::sequence); }

    bool end_object() {
        const NodeId mapping = close();
        remark_on_duplicates(document_, mapping, flaws_);
        return true;
    }

    bool end_array() {
        close();
        return true;
    }

    bool parse_error(std::size_t position, const std::string& /*token*/, const json::exception& /*error*/) {
        // `position` counts the characters read, the offending one and the end of the file included.
        const std::size_t offset = std::min(position == 0 ? 0 : position - 1, source_.size());
        flaws_.push_back(json_flaw(source_, progress_, static_cast<std::uint32_t>(offset)));
        return false;
    }

   private:
    using After = JsonProgress::After;

    std::uint32_t read() const { return static_cast<std::uint32_t>(read_ - source_.data()); }

    /// Where the token starts whose end has been read: everything between two tokens is white space and punctuation.
    std::uint32_t token_begin() const {
        std::size_t begin = progress_.end;
        while (is_space(source_[begin]) || source_[begin] == ',' || source_[begin] == ':') ++begin;
        return static_cast<std::uint32_t>(begin);
    }

    /// The offset of decoded text: escapes make it shorter than its source, so that equal length means equal text.
    std::uint32_t text(std::uint32_t begin, const std::string& value) {
        const bool as_written = read() - begin - 2 == value.size();
        return as_written ? begin + 1 : document_.keep(value);
    }

    Node token(NodeKind kind) const {
        Node node;
        node.begin = token_begin();
        node.end = read();
        node.kind = kind;
        return node;
    }

    bool scalar(NodeKind kind) {
        Node node = token(kind);
        node.text = node.begin;
        node.text_size = node.end - node.begin;
        return add(node) != no_node;
    }

    bool number() {
        Node node = token(NodeKind::number);
        // The lexer has looked at one character more, except at the end of the file.
        node.end = node.begin;
        while (node.end < source_.size() && is_number(source_[node.end])) ++node.end;
        // Where the lexer stopped within it (`01`, `1-2`) it would next call for a comma.
        if (node.end >= read() && read() < source_.size()) {
            flaws_.push_back(json_number_flaw(source_, node.begin));
            return false;
        }
        node.text = node.begin;
        node.text_size = node.end - node.begin;
        return add(node) != no_node;
    }

    NodeId add(Node& node) {
        if (document_.size() >= limits_.nodes) {
            stop(node.begin, cat("the file has more than ", limits_.nodes, " values"));
            return no_node;
        }
        node.key = member_.key;
        node.key_begin = member_.key_begin;
        node.key_size = member_.key_size;
        node.flags = static_cast<std::uint8_t>(node.flags | member_.flags);
        member_.flags = 0;
        member_.key_size = 0;
        progress_.after = After::value;
        progress_.end = node.end;
        return document_.append(node);
    }

    bool open(NodeKind kind) {
        Node node;
        node.begin = read() - 1;
        node.end = read();
        node.kind = kind;
        if (open_.size() >= limits_.depth) {
            return stop(node.begin, cat("values are nested more than ", limits_.depth, " levels deep"));
        }
        const NodeId id = add(node);
        if (id == no_node) return false;
        open_.push_back(id);
        progress_ = {After::opening, read(), kind == NodeKind::mapping ? '{' : '['};
        return true;
    }

    NodeId close() {
        const NodeId id = open_.back();
        open_.pop_back();
        Node& node = document_.at(id);
        node.end = read();
        node.next = document_.size();
        char outer = 0;
        if (!open_.empty()) outer = document_.kind(open_.back()) == NodeKind::mapping ? '{' : '[';
        progress_ = {After::value, read(), outer};
        return id;
    }

    bool stop(std::uint32_t offset, std::string message) {
        flaws_.push_back({offset, std::move(message)});
        return false;
    }

    Document& document_;
    const ReadLimits& limits_;
    std::vector<Flaw>& flaws_;
    std::string_view source_;
    const char* read_;
    JsonProgress progress_;
    std::vector<NodeId> open_;
    Node member_;  // the key of the value that comes next
};

}  // namespace

std::vector<Flaw> read_json(Document& document, const ReadLimits& limits) {
    std::vector<Flaw> flaws;
    Builder builder(document, limits, flaws);
    try {
        json::sax_parse(builder.begin(), builder.end(), &builder);
    } catch (const json::exception&) {
        flaws.push_back({0, "the file is not valid JSON"});
    }
    return flaws;
}

}  // namespace lintel
