#pragma once

#include <compare>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "document/document.h"
#include "model/value.h"

namespace lintel {

/// A file of the rules directory or of a pack: its path below that ("ebs/volume-unencrypted.yaml",
/// "data/admin-ports.yaml", "terraform/s3.yaml") and text.
struct RuleText {
    std::string path;
    std::string text;
    std::string pack = {};  ///< the pack's directory; empty: the rules directory
};

/// How the user finds a file of a pack: with the pack's directory in front, but for that where the user is.
std::string file_in_pack(std::string_view pack, std::string_view path);

/// What is wrong with such a file, and where.
struct RuleError {
    std::string path;
    Position position;
    std::string message;
};

/// A rule reads a property of a type, or of a definition of one.
struct PropertyUse {
    std::string type;
    std::string property;
    friend auto operator<=>(const PropertyUse&, const PropertyUse&) = default;
};

/// Which properties rules read, and the first rule that does.
using PropertyUses = std::map<PropertyUse, std::string>;

/// A YAML file of rules or tables while it is read: every complaint gets its place, and what is kept stands in the
/// arena.
class DataFile {
   public:
    DataFile(Arena& arena, std::vector<RuleError>& errors) : arena_(arena), errors_(errors) {}

    /// Reads the text; false if it is no YAML mapping, or if it has aliases, which would make it harder to read than it
    /// has to be.
    bool open(const RuleText& text);
    /// The same, but a file that says nothing is right, too: its root has no members.
    bool open_optional(const RuleText& text);
    const Document& document() const { return *document_; }
    /// Whether anything was wrong since `open`.
    bool failed() const { return failed_; }

    void fail(NodeId node, std::string message);
    void fail_at(std::uint32_t offset, std::string message);
    void check_keys(NodeId mapping, const std::vector<std::string_view>& known);
    /// A scalar member; an error if it is required and not there.
    std::string_view text_of(NodeId mapping, std::string_view key, bool required);
    /// A scalar or a list of scalars; empty if it is not there.
    std::span<const std::string_view> texts_of(NodeId mapping, std::string_view key);
    /// What is written at a node, as a value without a place.
    Value constant(NodeId node);
    template <typename T>
    std::span<const T> copy(const std::vector<T>& values) {
        return arena_.copy(values);
    }
    Value list(const std::vector<Member>& items) { return list_value(arena_.copy(items), {}); }
    Value map(const std::vector<Member>& members) { return map_value(arena_.copy(members), {}); }
    std::string_view keep(std::string_view text) { return arena_.text(text); }

   private:
    bool is_container(NodeId node) const {
        return document_->kind(node) == NodeKind::mapping || document_->kind(node) == NodeKind::sequence;
    }
    bool read(const RuleText& text);

    Arena& arena_;
    std::vector<RuleError>& errors_;
    std::shared_ptr<const Document> document_;
    bool failed_ = false;
};

/// The same texts, as long as these live.
std::vector<std::string_view> views(const std::vector<std::string>& texts);

/// "there is no 'x'", with the nearest right name if one is near.
std::string not_known(std::string what, std::string_view name, const std::vector<std::string_view>& names);

}  // namespace lintel
