#include "terraform/source_module.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.h"
#include "document/prescan.h"
#include "document/read.h"
#include "terraform/module.h"
#include "terraform/native_scanner.h"

namespace lintel {
namespace {

struct FileName {
    std::string_view name;
    std::string_view stem;
    bool json = false;
    bool tofu = false;
    bool overrides = false;
};

std::optional<FileName> source_file(std::string_view name) {
    struct Extension {
        std::string_view text;
        bool json;
        bool tofu;
    };
    constexpr std::array<Extension, 4> extensions = {
        {{".tf.json", true, false}, {".tofu.json", true, true}, {".tf", false, false}, {".tofu", false, true}}};
    // Editors leave these; Terraform passes them over too.
    if (name.starts_with('.') || name.ends_with('~') || name.starts_with('#')) return std::nullopt;
    for (const Extension& extension : extensions) {
        if (name.size() <= extension.text.size() || !name.ends_with(extension.text)) continue;
        const std::string_view stem = name.substr(0, name.size() - extension.text.size());
        const bool overrides = stem == "override" || stem.ends_with("_override");
        return FileName{name, stem, extension.json, extension.tofu, overrides};
    }
    return std::nullopt;
}

/// The files of a directory in the order in which they are read. OpenTofu reads x.tofu in place of x.tf (source:
/// OpenTofu, Files and Directories).
std::vector<FileName> in_reading_order(const std::vector<std::string>& names) {
    std::vector<FileName> files;
    for (const std::string& name : names) {
        if (const auto file = source_file(name)) files.push_back(*file);
    }
    const auto key = [](const FileName& file) { return std::pair(file.stem, file.json); };
    std::vector<std::pair<std::string_view, bool>> replaced;
    for (const FileName& file : files) {
        if (file.tofu) replaced.push_back(key(file));
    }
    std::sort(replaced.begin(), replaced.end());
    std::erase_if(files, [&](const FileName& file) {
        return !file.tofu && std::binary_search(replaced.begin(), replaced.end(), key(file));
    });
    std::sort(files.begin(), files.end(), [](const FileName& a, const FileName& b) {
        return std::pair(a.overrides, a.name) < std::pair(b.overrides, b.name);
    });
    return files;
}

/// A document for a text of which only positions are asked.
std::shared_ptr<const Document> plain_document(std::string name, std::string text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    std::string_view view = text;
    Prescan scan = prescan(view);  // its flaw does not matter: the scanner takes any text
    auto document = std::make_shared<Document>(std::move(name), std::move(text), Format::yaml);
    document->set_line_starts(std::move(scan.line_starts));
    document->set_continuations(std::move(scan.continuations));
    return document;
}

class ModuleSources {
   public:
    explicit ModuleSources(SourceModule& out) : out_(out) {}

    void read(const FileName& file, std::string path, std::string text) {
        overrides_ = file.overrides;
        if (file.json) {
            const ReadResult result = read_document(std::move(path), std::move(text));
            const Document& document = *result.document;
            if (!result.readable || document.format() != Format::json) return;
            if (document.size() == 0 || document.kind(document.root()) != NodeKind::mapping) return;
            out_.documents.push_back(result.document);
            read_json(document);
        } else if (text.size() <= ReadLimits{}.json_bytes) {
            out_.documents.push_back(plain_document(std::move(path), std::move(text)));
            read_native(*out_.documents.back());
        }
    }

   private:
    // ---- native syntax

    void read_native(const Document& document) {
        for (const NativeBlock& block : scan_native(document.source())) {
            const bool data = block.type == "data";
            if ((data || block.type == "resource") && block.labels.size() == 2) {
                SourceBlock found{&document, block.header, {}};
                found.members.reserve(block.members.size());
                for (const NativeMember& member : block.members)
                    found.members.push_back({member.name, member.named, member.end});
                add(data, block.labels, std::move(found));
            } else if (block.type == "module" && block.labels.size() == 1) {
                call(block.labels[0], source_of(block));
            }
        }
    }

    static std::optional<std::string_view> source_of(const NativeBlock& block) {
        for (const NativeMember& member : block.members) {
            if (member.name == "source") return plain_string(member.expression).value_or(std::string_view{});
        }
        return std::nullopt;
    }

    // ---- JSON syntax

    void read_json(const Document& document) {
        for (const bool data : {false, true}) {
            each(document, data ? "data" : "resource", 2, [&](const auto& labels, NodeId keyed, NodeId body) {
                add(data, labels, json_block(document, keyed, body));
            });
        }
        each(document, "module", 1, [&](const auto& labels, NodeId, NodeId body) {
            const NodeId source = document.member(body, "source");
            call(labels[0], source == no_node ? std::nullopt : std::optional(document.text(source)));
        });
    }

    static void each(const Document& document, std::string_view section, std::size_t labels, const BlockFound& found) {
        const NodeId node = document.member(document.root(), section);
        if (node != no_node) blocks_in(document, node, labels, found);
    }

    static SourceBlock json_block(const Document& document, NodeId keyed, NodeId body) {
        SourceBlock block{&document, document.key_span(keyed), {}};
        const auto add_member = [&](NodeId node) {
            block.members.push_back({document.key(node), document.key_span(node), document.span(node).end});
        };
        for (NodeId c = document.first_child(body); c != no_node; c = document.sibling(body, c)) {
            if (document.key(c) == "dynamic") {
                blocks_in(document, c, 1, [&](const auto&, NodeId made, NodeId) { add_member(made); });
            } else {
                add_member(c);
            }
        }
        return block;
    }

    // ---- both

    void add(bool data, const std::vector<std::string_view>& labels, SourceBlock block) {
        auto& blocks = out_.resources[cat(data ? "data." : "", labels[0], ".", labels[1])];
        // A second block of that name is an error, which Terraform tells of.
        if (blocks.empty() || overrides_) blocks.push_back(std::move(block));
    }

    void call(std::string_view name, std::optional<std::string_view> source) {
        const auto [found, is_new] = out_.calls.try_emplace(std::string(name));
        if (source && (is_new || overrides_)) found->second = *source;
    }

    SourceModule& out_;
    bool overrides_ = false;
};

}  // namespace

SourceModule read_source_module(const Files& files, const std::string& directory, const std::string& root) {
    SourceModule out;
    if (!files.list || !files.read) return out;
    ModuleSources sources(out);
    const std::vector<std::string> names = files.list(directory, root);
    for (const FileName& file : in_reading_order(names)) {
        std::string path = path_from(directory, file.name);
        if (auto text = files.read(path, root)) sources.read(file, std::move(path), std::move(*text));
    }
    return out;
}

}  // namespace lintel
