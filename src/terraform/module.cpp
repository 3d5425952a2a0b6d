#include "terraform/module.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace lintel {
namespace {

constexpr std::string_view comment = "//";

constexpr std::array<std::string_view, 14> top_level = {"terraform", "provider", "variable",  "locals", "output",
                                                        "module",    "resource", "data",      "moved",  "import",
                                                        "check",     "removed",  "ephemeral", comment};

std::string_view base_name(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// The name without what makes it a configuration; empty if it is none.
std::string_view stem(std::string_view path) {
    const std::string_view name = base_name(path);
    for (const std::string_view extension : {".tf.json", ".tofu.json"}) {
        if (name.size() > extension.size() && name.ends_with(extension))
            return name.substr(0, name.size() - extension.size());
    }
    return {};
}

bool is_override(std::string_view path) {
    const std::string_view name = stem(path);
    return name == "override" || name.ends_with("_override");
}

class Blocks {
   public:
    Blocks(const Document& document, std::size_t labels, const BlockFound& found)
        : document_(document), wanted_(labels), found_(found) {}

    void level(NodeId node, NodeId keyed) {
        switch (document_.kind(node)) {
            case NodeKind::sequence:
                for (NodeId c = document_.first_child(node); c != no_node; c = document_.sibling(node, c))
                    level(c, keyed);
                break;
            case NodeKind::mapping:
                if (labels_.size() == wanted_) {
                    found_(labels_, keyed == no_node ? node : keyed, node);
                } else {
                    label(node);
                }
                break;
            default:
                break;
        }
    }

   private:
    void label(NodeId node) {
        for (NodeId c = document_.first_child(node); c != no_node; c = document_.sibling(node, c)) {
            if (document_.key(c) == comment) continue;
            labels_.push_back(document_.key(c));
            level(c, c);
            labels_.pop_back();
        }
    }

    const Document& document_;
    std::size_t wanted_;
    const BlockFound& found_;
    std::vector<std::string_view> labels_;
};

class ModuleReader {
   public:
    explicit ModuleReader(ModuleBlocks& out) : out_(out) {}

    void read(const ModuleFile& file, bool overrides) {
        file_ = file;
        overrides_ = overrides;
        const Document& document = *file.document;
        each("resource", 2, [&](const auto& labels, NodeId keyed, NodeId body) {
            resource(false, labels[0], labels[1], keyed, body);
        });
        each("data", 2,
             [&](const auto& labels, NodeId keyed, NodeId body) { resource(true, labels[0], labels[1], keyed, body); });
        each("variable", 1,
             [&](const auto& labels, NodeId, NodeId body) { add_layer(out_.variables[labels[0]], body); });
        each("output", 1, [&](const auto& labels, NodeId, NodeId body) { add_layer(out_.outputs[labels[0]], body); });
        each("module", 1, [&](const auto& labels, NodeId keyed, NodeId body) { call(labels[0], keyed, body); });
        each("locals", 0, [&](const auto&, NodeId, NodeId body) {
            for (NodeId c = document.first_child(body); c != no_node; c = document.sibling(body, c)) {
                if (document.key(c) != comment) out_.locals[document.key(c)] = {file_.file, c};
            }
        });
    }

   private:
    void each(std::string_view section, std::size_t labels, const BlockFound& found) {
        const Document& document = *file_.document;
        const NodeId node = document.member(document.root(), section);
        if (node != no_node) blocks_in(document, node, labels, found);
    }

    void add_layer(Layers& layers, NodeId body) { layers.push_back({file_.file, body}); }

    void resource(bool data, std::string_view type, std::string_view name, NodeId keyed, NodeId body) {
        const std::string address = cat(data ? "data." : "", type, ".", name);
        const auto found = out_.resource_index.find(address);
        if (found != out_.resource_index.end()) {
            if (overrides_) add_layer(out_.resources[found->second].body, body);
            return;  // a second block of that name is an error of its own, which Terraform tells of
        }
        out_.resource_index.emplace(address, static_cast<std::uint32_t>(out_.resources.size()));
        out_.resources.push_back({type, name, data, {{file_.file, body}}, {file_.file, keyed}});
    }

    void call(std::string_view name, NodeId keyed, NodeId body) {
        const auto found = out_.call_index.find(name);
        if (found != out_.call_index.end()) {
            if (overrides_) add_layer(out_.calls[found->second].body, body);
            return;
        }
        out_.call_index.emplace(name, static_cast<std::uint32_t>(out_.calls.size()));
        out_.calls.push_back({name, {{file_.file, body}}, {file_.file, keyed}});
    }

    ModuleBlocks& out_;
    ModuleFile file_;
    bool overrides_ = false;
};

}  // namespace

const ResourceBlock* ModuleBlocks::find(bool data, std::string_view type, std::string_view name) const {
    const auto found = resource_index.find(cat(data ? "data." : "", type, ".", name));
    return found == resource_index.end() ? nullptr : &resources[found->second];
}

void blocks_in(const Document& document, NodeId section, std::size_t labels, const BlockFound& found) {
    Blocks(document, labels, found).level(section, no_node);
}

ModuleBlocks read_module(std::string directory, const std::vector<ModuleFile>& files) {
    ModuleBlocks out;
    out.directory = std::move(directory);
    std::vector<ModuleFile> sorted = files;
    std::sort(sorted.begin(), sorted.end(),
              [](const ModuleFile& a, const ModuleFile& b) { return a.document->name() < b.document->name(); });
    ModuleReader reader(out);
    for (const bool overrides : {false, true}) {
        for (const ModuleFile& file : sorted) {
            if (is_override(file.document->name()) == overrides) reader.read(file, overrides);
        }
    }
    return out;
}

bool is_configuration_name(std::string_view name) { return !stem(name).empty(); }

bool is_json_object(const Document& document) {
    return document.size() > 0 && document.format() == Format::json &&
           document.kind(document.root()) == NodeKind::mapping;
}

bool looks_like_configuration(const Document& document, std::string_view name) {
    if (!is_json_object(document)) return false;
    bool known = false;
    bool declares = false;
    for (NodeId c = document.first_child(document.root()); c != no_node; c = document.sibling(document.root(), c)) {
        const std::string_view key = document.key(c);
        const bool is_known = std::find(top_level.begin(), top_level.end(), key) != top_level.end();
        // A name that says it is one stands for what Terraform has come to know since.
        if (!is_known && !is_configuration_name(name)) return false;
        known = known || (is_known && key != comment);
        const std::size_t labels = key == "module" ? 1 : key == "resource" || key == "data" ? 2 : 0;
        if (labels == 0) continue;
        blocks_in(document, c, labels, [&](const auto& found, NodeId, NodeId) {
            // Types of resources have an underscore behind their provider's name.
            if (labels == 1 || found[0].find('_') != std::string_view::npos) declares = true;
        });
    }
    return is_configuration_name(name) ? known : declares;
}

bool is_variables_name(std::string_view name) {
    const std::string_view base = base_name(name);
    return base == "terraform.tfvars.json" || base.ends_with(".auto.tfvars.json");
}

}  // namespace lintel
