#include "schema/data_file.h"

#include <algorithm>

#include "base/text.h"
#include "document/read.h"

namespace lintel {

std::string file_in_pack(std::string_view pack, std::string_view path) {
    return pack.empty() || pack == "." ? std::string(path) : cat(pack, "/", path);
}

bool DataFile::read(const RuleText& text) {
    ReadResult read = read_document(file_in_pack(text.pack, text.path), text.text);
    document_ = read.document;
    failed_ = false;
    for (const Flaw& flaw : read.flaws) fail_at(flaw.offset, flaw.message);
    if (failed_ || !read.readable) return false;
    for (NodeId node = 0; node < document_->size(); ++node) {
        if (document_->kind(node) == NodeKind::alias)
            fail(node, "an alias cannot be used here: write out what it stands for");
    }
    return !failed_;
}

bool DataFile::open_optional(const RuleText& text) {
    if (!read(text)) return false;
    const NodeKind kind = document_->kind(document_->root());
    if (kind == NodeKind::mapping || kind == NodeKind::null) return true;
    fail(document_->root(), "such a file is a mapping");
    return false;
}

bool DataFile::open(const RuleText& text) {
    if (!read(text)) return false;
    if (document_->kind(document_->root()) != NodeKind::mapping) {
        fail(document_->root(), "such a file is a mapping");
        return false;
    }
    return true;
}

void DataFile::fail(NodeId node, std::string message) { fail_at(document_->span(node).begin, std::move(message)); }

void DataFile::fail_at(std::uint32_t offset, std::string message) {
    errors_.push_back({document_->name(), document_->position(offset), std::move(message)});
    failed_ = true;
}

void DataFile::check_keys(NodeId mapping, const std::vector<std::string_view>& known) {
    for (NodeId c = document_->first_child(mapping); c != no_node; c = document_->sibling(mapping, c)) {
        const std::string_view key = document_->key(c);
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        fail_at(document_->key_span(c).begin, not_known(cat("there is no key '", key, "' here"), key, known));
    }
}

std::string_view DataFile::text_of(NodeId mapping, std::string_view key, bool required) {
    const NodeId node = document_->member(mapping, key);
    if (node == no_node) {
        if (required) fail(mapping, cat("'", key, "' is missing"));
        return {};
    }
    if (is_container(node)) {
        fail(node, cat("'", key, "' is a text"));
        return {};
    }
    return keep(trim(document_->text(node)));
}

std::span<const std::string_view> DataFile::texts_of(NodeId mapping, std::string_view key) {
    const NodeId node = document_->member(mapping, key);
    if (node == no_node) return {};
    std::vector<std::string_view> texts;
    if (document_->kind(node) == NodeKind::sequence) {
        for (NodeId c = document_->first_child(node); c != no_node; c = document_->sibling(node, c)) {
            if (is_container(c)) fail(c, cat("an item of '", key, "' is a text"));
            texts.push_back(keep(document_->text(c)));
        }
    } else if (is_container(node)) {
        fail(node, cat("'", key, "' is a text or a list of texts"));
    } else {
        texts.push_back(keep(document_->text(node)));
    }
    return arena_.copy(texts);
}

Value DataFile::constant(NodeId node) {
    Value value;
    switch (document_->kind(node)) {
        case NodeKind::null:
        case NodeKind::alias:
            value.kind = ValueKind::null;
            break;
        case NodeKind::boolean:
            value = boolean_value(equal_ignoring_case(document_->text(node), "true"), {});
            break;
        case NodeKind::number:
            value = number_value(to_number(document_->text(node)).value_or(0), {});
            break;
        case NodeKind::string:
            value = string_value(keep(document_->text(node)), {});
            break;
        case NodeKind::sequence:
        case NodeKind::mapping: {
            std::vector<Member> members;
            for (NodeId c = document_->first_child(node); c != no_node; c = document_->sibling(node, c)) {
                members.push_back({document_->has_key(c) ? keep(document_->key(c)) : std::string_view{}, constant(c)});
            }
            const auto kept = arena_.copy(members);
            value = document_->kind(node) == NodeKind::sequence ? list_value(kept, {}) : map_value(kept, {});
            break;
        }
    }
    return value;
}

std::vector<std::string_view> views(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

std::string not_known(std::string what, std::string_view name, const std::vector<std::string_view>& names) {
    const auto near = nearest(name, names);
    return near ? cat(what, "; did you mean '", *near, "'?") : what;
}

}  // namespace lintel
