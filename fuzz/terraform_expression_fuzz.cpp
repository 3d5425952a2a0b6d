// Any bytes give a tree whose nodes stand in order inside the text and are not too many levels high, or an error inside
// it. Never a crash.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "terraform/expression.h"

namespace {

using namespace lintel;

/// Stops the run where `holds` does not: the sanitizers and the driver keep the input.
void require(bool holds) {
    if (!holds) std::abort();
}

void walk(const ExpressionTree& tree, std::size_t size) {
    std::vector<std::uint32_t> heights;
    require(tree.root < tree.nodes.size());
    for (const ExpressionNode& node : tree.nodes) {
        require(node.begin <= node.end && node.end <= size);
        std::uint32_t height = 1;
        for (const ExpressionId part : node.parts) {
            require(part < heights.size());
            require(tree.node(part).begin >= node.begin && tree.node(part).end <= node.end);
            height = std::max(height, heights[part] + 1);
        }
        require(height <= max_expression_height);
        heights.push_back(height);
    }
}

void check(const ExpressionTree& tree, std::size_t size) {
    if (tree.error) {
        require(tree.nodes.empty() && !tree.error->message.empty() && tree.error->offset <= size);
    } else {
        walk(tree, size);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    check(parse_expression(text), text.size());
    if (text.ends_with('\n')) text.remove_suffix(1);  // of a seed that is a file
    const ExpressionTree tree = parse_template(text);
    check(tree, text.size());
    if (!holds_template(text)) require(tree.nodes.size() == 1 && tree.node(0).text == text);
    return 0;
}
