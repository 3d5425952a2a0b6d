// Any bytes give a document whose nodes stand in order inside its source, or a flaw inside it. Never a crash.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/read.h"

namespace {

using namespace lintel;

/// Stops the run where `holds` does not: the sanitizers and the driver keep the input.
void require(bool holds) {
    if (!holds) std::abort();
}

void walk(const Document& document) {
    const std::size_t size = document.source().size();
    for (NodeId id = 0; id < document.size(); ++id) {
        const Node& node = document.node(id);
        require(node.begin <= node.end && node.end <= size);
        require(node.next > id && node.next <= document.size());
        require(node.kind == NodeKind::alias ? node.text < document.size()
                                             : document.text(id).size() <= node.text_size);
        if (document.has_key(id)) {
            const Span key = document.key_span(id);
            require(key.begin <= key.end && key.end <= size);
            require(document.key(id).size() == node.key_size);
        }
        const Position start = document.position(node.begin);
        require(start.line >= 1 && start.line <= document.line_count() && start.column >= 1);
        NodeId last = id;
        for (NodeId child = document.first_child(id); child != no_node; child = document.sibling(id, child)) {
            require(child > last && child < node.next);
            last = child;
        }
        document.follow(id);
    }
}

void read(const char* name, std::string_view text) {
    ReadLimits limits;
    limits.nodes = 100'000;
    const ReadResult result = read_document(name, std::string(text), limits);
    require(result.document != nullptr);
    if (result.readable) walk(*result.document);
    bool told = result.readable;
    for (const Flaw& flaw : result.flaws) {
        require(!flaw.message.empty() && flaw.offset <= result.document->source().size());
        result.document->position(flaw.offset);
        told = told || flaw.fatal;
    }
    require(told);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read("input.yaml", text);
    read("input.json", text);
    return 0;
}
