#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/document.h"

namespace lintel {

/// A node of one of a configuration's files.
struct FileNode {
    std::uint32_t file = 0;  ///< index among the files of the configuration
    NodeId node = no_node;
    explicit operator bool() const { return node != no_node; }
};

/// A block as its file and the override files write it: where several say the same, the last one counts (source:
/// Terraform, Override Files).
using Layers = std::vector<FileNode>;

/// A resource or data block.
struct ResourceBlock {
    std::string_view type;
    std::string_view name;
    bool data = false;
    Layers body;
    FileNode keyed;  ///< the block with its name as the key
};

struct ModuleCall {
    std::string_view name;
    Layers body;
    FileNode keyed;
};

/// A directory of configuration files, taken apart. Names point into the documents.
struct ModuleBlocks {
    std::string directory;  ///< "" is the working directory
    std::vector<ResourceBlock> resources;
    std::unordered_map<std::string, std::uint32_t> resource_index;  ///< by "type.name", "data.type.name"
    std::map<std::string_view, Layers> variables;
    std::map<std::string_view, FileNode> locals;
    std::map<std::string_view, Layers> outputs;
    std::vector<ModuleCall> calls;
    std::map<std::string_view, std::uint32_t> call_index;

    const ResourceBlock* find(bool data, std::string_view type, std::string_view name) const;
};

/// A file of a module: its index among the configuration's files, and its document.
struct ModuleFile {
    std::uint32_t file = 0;
    const Document* document = nullptr;
};

/// Takes the files of a directory apart, in the order in which Terraform reads them: by name, override files last.
/// Blocks may be written as an object or as an array of objects at every level, and "//" is a comment (source:
/// Terraform, JSON Configuration Syntax).
ModuleBlocks read_module(std::string directory, const std::vector<ModuleFile>& files);

/// Calls `found` for each block of a section: with its labels, the node whose key is the last label, and the body.
using BlockFound = std::function<void(const std::vector<std::string_view>& labels, NodeId keyed, NodeId body)>;
void blocks_in(const Document& document, NodeId section, std::size_t labels, const BlockFound& found);

/// Whether a file's name makes it a part of a configuration: "x.tf.json", "x.tofu.json".
bool is_configuration_name(std::string_view name);

/// What a file of a configuration must be.
bool is_json_object(const Document& document);

/// Whether a document can be a configuration, told by its content. One that is not named so must hold a resource, a
/// data source or a module.
bool looks_like_configuration(const Document& document, std::string_view name);

/// Whether a file's name makes Terraform read it as values of the root module's variables: terraform.tfvars.json,
/// *.auto.tfvars.json.
bool is_variables_name(std::string_view name);

}  // namespace lintel
