#pragma once

#include <string>
#include <string_view>

#include "base/text.h"
#include "document/document.h"
#include "document/read.h"

namespace lintel::test {

inline std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else {
            out += c;
        }
    }
    return out;
}

inline std::string_view slice(const Document& document, Span span) {
    return document.source().substr(span.begin, span.end - span.begin);
}

/// One line a node: key as written, kind, and the source the node spans; children are indented.
inline std::string outline(const Document& document, NodeId id = 0, std::size_t depth = 0) {
    constexpr const char* kinds[] = {"null", "boolean", "number", "string", "list", "mapping", "alias"};
    std::string out(depth * 2, ' ');
    if (document.has_key(id)) out += cat(escaped(slice(document, document.key_span(id))), " = ");
    out += cat(kinds[static_cast<std::size_t>(document.kind(id))], " <", escaped(slice(document, document.span(id))),
               ">\n");
    for (NodeId c = document.first_child(id); c != no_node; c = document.sibling(id, c)) {
        out += outline(document, c, depth + 1);
    }
    return out;
}

inline ReadResult yaml(std::string source) { return read_document("template.yaml", std::move(source)); }
inline ReadResult json(std::string source) { return read_document("template.json", std::move(source)); }

/// `line:column message` of all flaws, one a line.
inline std::string flaws(const ReadResult& result) {
    std::string out;
    for (const Flaw& flaw : result.flaws) {
        const Position position = result.document->position(flaw.offset);
        out +=
            cat(position.line, ':', position.column, flaw.fatal ? " " : " (", flaw.message, flaw.fatal ? "\n" : ")\n");
    }
    return out;
}

/// The node at the end of a path of keys and indices, aliases not followed; no_node if there is none.
inline NodeId find(const Document& document, std::string_view path) {
    NodeId id = document.root();
    for (const std::string_view step : split(path, '/')) {
        if (id == no_node) return no_node;
        if (document.kind(id) == NodeKind::mapping) {
            id = document.member(id, step);
        } else {
            NodeId child = document.first_child(id);
            for (auto index = to_integer(step).value_or(0); index > 0 && child != no_node; --index) {
                child = document.sibling(id, child);
            }
            id = child;
        }
    }
    return id;
}

inline std::string repeat(std::string_view text, std::size_t count) {
    std::string out;
    out.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i) out += text;
    return out;
}

}  // namespace lintel::test
