#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "facts/build.h"
#include "facts/key_literals.h"
#include "facts/tables.h"

namespace lintel {
namespace {

/// The keys in one scalar, told as one thing: an id and its secret in one text are one leak.
struct Leak {
    KeyLiteral key;
    bool example = true;
    bool encoded = false;
};

class Walk {
   public:
    Walk(const Document& document, Place root, Env& env) : document_(document), root_(root), env_(env) {}

    std::vector<Value> run() {
        for (const NodeId part : root_.source->own_text()) walk(part);
        return std::move(found_);
    }

   private:
    void walk(NodeId part) {
        // Nodes stand in pre-order; a container is left when the walk reaches the node behind it.
        for (NodeId node = part; node < document_.node(part).next; ++node) {
            while (!open_.empty() && document_.node(open_.back()).next <= node) open_.pop_back();
            const NodeKind kind = document_.kind(node);
            if (kind == NodeKind::mapping || kind == NodeKind::sequence)
                open_.push_back(node);
            else if (kind == NodeKind::string)
                look_into(node);
            if (kind == NodeKind::string) previous_ = node;
        }
        open_.clear();
        previous_ = no_node;
    }

    /// What is written around a scalar that may call it a secret key: its own key, its parent's, and the text before it
    /// ("Name: AWS_SECRET_ACCESS_KEY", then "Value: ...").
    std::string context(NodeId node) const {
        const std::string_view own = key_of(node);
        if (open_.empty()) return std::string(own);
        const NodeId parent = open_.back();
        // Logical ids and attributes may be as long as a key.
        if (is_reference(own) || is_reference(key_of(parent))) return {};
        std::string words = cat(own, " ", key_of(parent));
        const bool named_before = own.empty() || equal_ignoring_case(own, "value");
        if (named_before && previous_ != no_node && previous_ > parent) words += cat(" ", document_.text(previous_));
        return words;
    }

    std::string_view key_of(NodeId node) const {
        return document_.has_key(node) ? document_.key(node) : std::string_view{};
    }

    static bool is_reference(std::string_view key) {
        return key == "Ref" || key == "Fn::GetAtt" || key == "Fn::ImportValue" || key == "Condition" ||
               key == "DependsOn";
    }

    void look_into(NodeId node) {
        constexpr std::size_t shortest = 20;  // an access key id
        const std::string_view text = document_.text(node);
        if (text.size() < shortest) return;
        bool encoded = false;
        std::vector<KeyLiteral> keys = find_keys(text, context(node));
        if (keys.empty()) {
            keys = find_encoded_keys(text);
            encoded = true;
        }
        if (keys.empty()) return;
        Leak leak{keys.front(), true, encoded};
        for (const KeyLiteral& key : keys) {
            if (key.kind == KeyLiteral::Kind::secret) leak.key = key;
            leak.example = leak.example && key.example;
        }
        found_.push_back(record(leak, text.substr(leak.key.begin, leak.key.size), {root_.source, node}));
    }

    Value record(const Leak& leak, std::string_view key, Place place) {
        const bool id = leak.key.kind == KeyLiteral::Kind::id;
        // An id without its secret opens nothing, and its ends help to find the key; of a secret nothing is shown.
        const std::string masked =
            id && !leak.encoded ? cat(key.substr(0, 4), "************", key.substr(key.size() - 4)) : "****";
        return record_of({{"value", string_value(env_.arena().text(masked), place)},
                          {"kind", string_value(id ? "access-key-id" : "secret-access-key", place)},
                          {"example", boolean_value(leak.example, place)},
                          {"encoded", boolean_value(leak.encoded, place)}},
                         place, env_);
    }

    const Document& document_;
    Place root_;
    Env& env_;
    std::vector<NodeId> open_;
    NodeId previous_ = no_node;
    std::vector<Value> found_;
};

Value access_keys(const Value& subject, FactContext& context) {
    if (subject.place.source == nullptr) return list_of({}, subject.place, context.env);
    const Document& document = subject.place.source->document();
    std::vector<Value> found;
    if (may_hold_keys(document.source())) found = Walk(document, subject.place, context.env).run();
    return list_of(found, subject.place, context.env);
}

constexpr std::array<Fact, 1> facts = {{
    {Fact::Subject::template_, "access_keys", "list(KeyLiteral)",
     "The AWS access keys that stand anywhere in the document, also base64-encoded.", access_keys},
}};

constexpr std::array<RecordField, 4> key_fields = {{
    {"value", "string", "The key, masked."},
    {"kind", "string", "'access-key-id' or 'secret-access-key' (also where both stand in one text)."},
    {"example", "bool", "Whether it is a key that AWS prints in its documentation."},
    {"encoded", "bool", "Whether it stands there base64-encoded."},
}};

constexpr std::array<Record, 1> records = {{{"KeyLiteral", key_fields}}};

}  // namespace

std::span<const Fact> key_literal_facts() { return facts; }
std::span<const Record> key_literal_records() { return records; }

}  // namespace lintel
