#include "terraform/source_blocks.h"

#include <vector>

#include "base/text.h"
#include "terraform/address.h"

namespace lintel {
namespace {

// Modules that call one another in a circle need no more: each step takes a part of the address.
constexpr int max_module_depth = 64;

SourcePlace place_of(const Document& document, Span span) {
    return {document.name(), document.position(span.begin), document.position(span.end), span.begin, span.end};
}

/// What to underline for an attribute or nested block.
Span underlined(const Document& document, const SourceMember& member) {
    const std::string_view source = document.source();
    const std::string_view whole = source.substr(member.named.begin, member.end - member.named.begin);
    if (whole.find('\n') != std::string_view::npos) return member.named;
    return {member.named.begin, member.end};
}

}  // namespace

SourceBlocks::SourceBlocks(const Files& files, std::string_view directory)
    : files_(files), directory_(normal_path(directory)) {}

const SourceModule& SourceBlocks::module_in(const std::string& directory) {
    const auto [found, is_new] = modules_.try_emplace(directory);
    if (is_new) found->second = read_source_module(files_, directory, directory_);
    return found->second;
}

/// The directory of a module that is called in another one, if it is local and does not leave the root.
std::optional<std::string> SourceBlocks::called_directory(const std::string& directory, std::string_view call) {
    const SourceModule& module = module_in(directory);
    const auto found = module.calls.find(call);
    if (found == module.calls.end()) return std::nullopt;
    const std::string& source = found->second;
    if (!source.starts_with("./") && !source.starts_with("../")) return std::nullopt;
    std::string target = path_from(directory, source);
    if (!lies_below(target, directory_)) return std::nullopt;
    return target;
}

std::optional<SourcePlace> SourceBlocks::find(std::string_view address, std::string_view attribute) {
    const std::string plain = without_keys(address);
    std::string_view rest = plain;
    std::string directory = directory_;
    for (int depth = 0; rest.starts_with("module."); ++depth) {
        rest.remove_prefix(rest.find('.') + 1);
        const std::size_t dot = rest.find('.');
        if (dot == std::string_view::npos || depth == max_module_depth) return std::nullopt;
        auto called = called_directory(directory, rest.substr(0, dot));
        if (!called) return std::nullopt;
        directory = std::move(*called);
        rest.remove_prefix(dot + 1);
    }

    const SourceModule& module = module_in(directory);
    const auto found = module.resources.find(std::string(rest));
    if (found == module.resources.end()) return std::nullopt;
    const std::vector<SourceBlock>& blocks = found->second;
    for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
        for (const SourceMember& member : block->members) {
            if (member.name == attribute) return place_of(*block->document, underlined(*block->document, member));
        }
    }
    return place_of(*blocks.front().document, blocks.front().header);
}

}  // namespace lintel
