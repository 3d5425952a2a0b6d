#include "lift/compile.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/flat_name.h"
#include "base/text.h"
#include "lift/uses.h"

namespace lintel {
namespace {

bool is_list(std::string_view type) { return type.starts_with("list("); }

/// The type of an item of a list, else the type itself.
std::string_view item_type(std::string_view type) { return is_list(type) ? type.substr(5, type.size() - 6) : type; }

}  // namespace

class LiftCompiler {
   public:
    LiftCompiler(const Schema& schema, CompiledLift& out, std::vector<RuleError>& errors, const LiftTable& base)
        : schema_(schema), base_(base), out_(out), arena_(out.arena_), file_(arena_, errors) {}

    void run(const std::vector<RuleText>& texts, const PropertyUses& uses) {
        for (const RuleText& text : texts) {
            if (text.path.starts_with("terraform/") && file_.open(text)) find_entries(text);
        }
        for (const auto& [name, written] : entries_) entry(name, written);
        for (const auto& [name, written] : additions_) addition(name, written);
        for (const LiftType& type : base_.types) {
            if (!additions_.contains(type.name)) out_.types_.push_back(type);
        }
        std::sort(out_.types_.begin(), out_.types_.end(),
                  [](const LiftType& a, const LiftType& b) { return a.name < b.name; });
        canonical_types();
        out_.table_ = {out_.types_, out_.canonical_};
        check_uses(uses);
    }

   private:
    struct Written {
        const RuleText* text = nullptr;
        NodeId node = no_node;
    };

    void canonical_types() {
        out_.canonical_.assign(base_.canonical.begin(), base_.canonical.end());
        if (!out_.canonical_.empty()) return;
        for (const std::string& name : schema_.resource_types()) {
            if (name.starts_with("AWS::")) out_.canonical_.push_back(arena_.text(name));
        }
        std::sort(out_.canonical_.begin(), out_.canonical_.end(), before_flat_name);
    }

    void find_entries(const RuleText& text) {
        const Document& document = file_.document();
        for (NodeId c = document.first_child(document.root()); c != no_node; c = document.sibling(document.root(), c)) {
            const std::string name(document.key(c));
            if (!schema_.has(name)) {
                file_.fail_at(document.key_span(c).begin,
                              not_known(cat("the provider has no resource type '", name, "'"), name, views(names())));
            } else if (base_.find(name) != nullptr) {
                additions_[name].push_back({&text, c});
            } else if (!entries_.emplace(name, Written{&text, c}).second) {
                file_.fail_at(document.key_span(c).begin, cat("another entry tells of ", name));
            }
        }
    }

    std::vector<std::string> names() const { return schema_.resource_types(); }

    void entry(const std::string& name, const Written& written) {
        if (!file_.open(*written.text)) return;
        const Document& document = file_.document();
        if (document.kind(written.node) != NodeKind::mapping) return file_.fail(written.node, "an entry is a mapping");
        file_.check_keys(written.node, {"type", "types", "like", "part_of", "properties", "attributes", "also"});
        LiftType type;
        type.name = file_.keep(name);
        const std::string_view like = file_.text_of(written.node, "like", false);
        if (!like.empty() && !take_over(std::string(like), written.node, type)) return;
        if (!file_.open(*written.text)) return;  // the other entry may stand in another file
        types_of(written.node, type);
        type.parents = parents(written.node, type);
        if (const NodeId node = mapping_in(written.node, "attributes"); node != no_node) {
            type.attributes = words(node, true);
            for (const LiftWord& word : type.attributes) check_path(node, type.name, word.written);
        }
        if (const NodeId node = mapping_in(written.node, "properties"); node != no_node)
            type.properties = joined(type.properties, properties(node, type));
        if (const NodeId node = document_member(written.node, "also"); node != no_node)
            type.aspects = aspects(node, type);
        if (type.type.empty() && type.choices.empty() && type.parents.empty())
            file_.fail(written.node, "an entry has a 'type', or says of what it is a 'part_of'");
        out_.types_.push_back(type);
    }

    /// What is told of a type that has an entry in the tables these are added to.
    void addition(const std::string& name, const std::vector<Written>& all) {
        LiftType type = *base_.find(name);
        for (const Written& written : all) {
            if (!file_.open(*written.text)) continue;
            if (type.type.empty() && type.choices.empty()) {
                file_.fail(written.node, cat(name, " is a part of others: their entries say by 'join' what it brings"));
                continue;
            }
            if (file_.document().kind(written.node) != NodeKind::mapping) {
                file_.fail(written.node, "an entry is a mapping");
                continue;
            }
            file_.check_keys(written.node, {"properties", "also"});
            if (const NodeId node = mapping_in(written.node, "properties"); node != no_node) add_properties(node, type);
            if (const NodeId node = document_member(written.node, "also"); node != no_node) {
                std::vector<LiftAspect> all_aspects(type.aspects.begin(), type.aspects.end());
                const auto more = aspects(node, type);
                all_aspects.insert(all_aspects.end(), more.begin(), more.end());
                type.aspects = arena_.copy(all_aspects);
            }
        }
        out_.types_.push_back(type);
    }

    void add_properties(NodeId node, LiftType& type) {
        const Document& document = file_.document();
        for (NodeId c = document.first_child(node); c != no_node; c = document.sibling(node, c)) {
            if (type.find(document.key(c)) != nullptr)
                file_.fail_at(document.key_span(c).begin,
                              cat("a table tells already where '", document.key(c), "' of ", type.name, " comes from"));
        }
        type.properties = joined(type.properties, properties(node, type));
    }

    bool has_entry(std::string_view name) const {
        return entries_.contains(std::string(name)) || base_.find(name) != nullptr;
    }

    /// Whether all that rules read is told of each type that has an entry here.
    void check_uses(const PropertyUses& uses) {
        for (const UnnamedProperty& unnamed : unnamed_properties(out_.table_, schema_, uses)) {
            const auto written = entries_.find(std::string(unnamed.type));
            if (written == entries_.end() || !file_.open(*written->second.text)) continue;
            file_.fail(written->second.node,
                       cat("nothing says where '", unnamed.property, "' of ", unnamed.owner, " comes from, which ",
                           unnamed.rule, " reads; write 'none' if the provider has nothing like it"));
        }
    }

    NodeId document_member(NodeId mapping, std::string_view key) { return file_.document().member(mapping, key); }

    /// A member that must be a mapping; no_node if it is not there, or something else.
    NodeId mapping_in(NodeId mapping, std::string_view key) {
        const NodeId node = document_member(mapping, key);
        if (node == no_node || file_.document().kind(node) == NodeKind::mapping) return node;
        file_.fail(node, cat("'", key, "' is a mapping"));
        return no_node;
    }

    /// Reads another entry first: this one is like it.
    bool take_over(const std::string& like, NodeId node, LiftType& type) {
        if (const LiftType* known = base_.find(like)) {
            const std::string_view name = type.name;
            type = *known;
            type.name = name;
            return true;
        }
        const auto found = entries_.find(like);
        if (found == entries_.end()) {
            file_.fail(node, cat("no entry tells of '", like, "'"));
            return false;
        }
        if (++like_depth_ > 4) {
            file_.fail(node, "entries are like each other in a circle");
            --like_depth_;
            return false;
        }
        const std::size_t before = out_.types_.size();
        entry(like, found->second);
        --like_depth_;
        if (out_.types_.size() == before) return false;
        const std::string_view name = type.name;
        type = out_.types_.back();
        type.name = name;
        out_.types_.pop_back();
        return true;
    }

    void types_of(NodeId node, LiftType& type) {
        if (document_member(node, "type") != no_node) {
            type.type = file_.text_of(node, "type", true);
            check_type(node, type.type);
        }
        const NodeId choice = mapping_in(node, "types");
        if (choice == no_node) return;
        file_.check_keys(choice, {"attribute", "values"});
        type.choice_attribute = file_.text_of(choice, "attribute", true);
        check_path(choice, type.name, type.choice_attribute);
        if (const NodeId values = mapping_in(choice, "values"); values != no_node) type.choices = words(values, false);
        for (const LiftWord& word : type.choices) check_type(choice, word.meant);
    }

    void check_type(NodeId node, std::string_view type) {
        if (!schema_.has(type))
            file_.fail(node, not_known(cat("there is no resource type '", type, "'"), type, views(names())));
    }

    std::span<const LiftParent> parents(NodeId node, const LiftType& type) {
        const NodeId parts = mapping_in(node, "part_of");
        if (parts == no_node) return type.parents;
        const Document& document = file_.document();
        std::vector<LiftParent> parents;
        for (NodeId c = document.first_child(parts); c != no_node; c = document.sibling(parts, c)) {
            const LiftParent parent{file_.keep(document.key(c)), file_.keep(document.text(c))};
            if (!has_entry(parent.type)) file_.fail(c, cat("no entry tells of '", parent.type, "'"));
            check_path(c, type.name, parent.attribute);
            parents.push_back(parent);
        }
        return arena_.copy(parents);
    }

    /// `swapped`: the table writes the meaning first.
    std::span<const LiftWord> words(NodeId node, bool swapped) {
        const Document& document = file_.document();
        std::vector<LiftWord> words;
        for (NodeId c = document.first_child(node); c != no_node; c = document.sibling(node, c)) {
            const std::string_view key = file_.keep(document.key(c));
            const std::string_view text = file_.keep(document.text(c));
            words.push_back(swapped ? LiftWord{text, key} : LiftWord{key, text});
        }
        return arena_.copy(words);
    }

    /// Fields of an entry itself take the place of those of the one that it is like.
    std::span<const LiftField> joined(std::span<const LiftField> inherited, std::span<const LiftField> own) {
        if (inherited.empty()) return own;
        std::vector<LiftField> fields(inherited.begin(), inherited.end());
        for (const LiftField& field : own) {
            const auto same = std::find_if(fields.begin(), fields.end(),
                                           [&](const LiftField& other) { return other.name == field.name; });
            if (same != fields.end())
                *same = field;
            else
                fields.push_back(field);
        }
        return arena_.copy(fields);
    }

    std::span<const LiftField> properties(NodeId node, const LiftType& type) {
        std::vector<std::string_view> owners;
        if (!type.type.empty()) owners.push_back(type.type);
        for (const LiftWord& word : type.choices) owners.push_back(word.meant);
        return fields(node, owners, type.name);
    }

    std::span<const LiftAspect> aspects(NodeId list, const LiftType& type) {
        const Document& document = file_.document();
        std::vector<LiftAspect> aspects;
        if (document.kind(list) != NodeKind::sequence) file_.fail(list, "'also' is a list of mappings");
        for (NodeId c = document.first_child(list); c != no_node; c = document.sibling(list, c)) {
            if (document.kind(list) != NodeKind::sequence) break;
            if (document.kind(c) != NodeKind::mapping) {
                file_.fail(c, "'also' is a list of mappings");
                continue;
            }
            file_.check_keys(c, {"type", "each", "if", "properties"});
            LiftAspect aspect;
            aspect.type = file_.text_of(c, "type", true);
            if (!aspect.type.empty()) check_type(c, aspect.type);
            aspect.each = file_.text_of(c, "each", false);
            aspect.if_there = file_.text_of(c, "if", aspect.each.empty());
            std::string block(type.name);
            if (!aspect.each.empty()) block = item_type(check_path(c, type.name, aspect.each));
            if (!aspect.if_there.empty()) check_path(c, type.name, aspect.if_there);
            if (const NodeId node = mapping_in(c, "properties"); node != no_node)
                aspect.properties = fields(node, {aspect.type}, block);
            aspects.push_back(aspect);
        }
        return arena_.copy(aspects);
    }

    /// `owners`: the canonical types of which one must have each property; `block`: what paths start in.
    std::span<const LiftField> fields(NodeId node, const std::vector<std::string_view>& owners,
                                      std::string_view block) {
        const Document& document = file_.document();
        std::vector<LiftField> fields;
        for (NodeId c = document.first_child(node); c != no_node; c = document.sibling(node, c)) {
            LiftField field;
            field.name = file_.keep(document.key(c));
            std::string value_type;
            for (const std::string_view owner : owners) {
                if (value_type.empty()) value_type = schema_.property(owner, field.name);
            }
            if (value_type.empty() && !owners.empty() && owners.front() != "json") {
                file_.fail_at(document.key_span(c).begin,
                              not_known(cat(owners.front(), " has no property '", field.name, "'"), field.name,
                                        views(schema_.properties(owners.front()))));
                continue;
            }
            field.list = is_list(value_type);
            const NodeId all = document.kind(c) == NodeKind::mapping ? document.member(c, "all") : no_node;
            if (all != no_node) {
                file_.check_keys(c, {"all"});
                field.list = true;
            }
            field.sources = sources(all != no_node ? all : c, value_type, block);
            fields.push_back(field);
        }
        return arena_.copy(fields);
    }

    std::span<const LiftSource> sources(NodeId node, std::string_view value_type, std::string_view block) {
        const Document& document = file_.document();
        std::vector<LiftSource> sources;
        if (document.kind(node) == NodeKind::sequence) {
            for (NodeId c = document.first_child(node); c != no_node; c = document.sibling(node, c))
                sources.push_back(source(c, value_type, block));
        } else if (document.text(node) != "none") {
            sources.push_back(source(node, value_type, block));
        }
        return arena_.copy(sources);
    }

    LiftSource source(NodeId node, std::string_view value_type, std::string_view block) {
        const Document& document = file_.document();
        LiftSource source;
        if (document.kind(node) != NodeKind::mapping) {
            source.path = file_.keep(document.text(node));
            source.many = is_list(check_path(node, block, source.path)) && is_list(value_type);
            return source;
        }
        file_.check_keys(node,
                         {"from", "join", "where", "if", "owner", "object", "values", "default", "unless", "const"});
        source.join = file_.text_of(node, "join", false);
        if (!source.join.empty()) {
            if (!check_join(node, source.join)) return source;
            block = source.join;
        }
        source.only_if = file_.text_of(node, "if", false);
        source.path = file_.text_of(node, "from", false);
        const std::string found = source.path.empty() ? std::string(block) : check_path(node, block, source.path);
        source.many = !source.path.empty() && is_list(found) && is_list(value_type);
        // Conditions are about the blocks that the path leads to, or about the block that the value stands in.
        const bool leads_to_blocks = schema_.has(item_type(found)) || found == "json" || found.starts_with("map(");
        const std::string_view tested = source.path.empty() || !leads_to_blocks ? block : item_type(found);
        if (!source.only_if.empty()) check_path(node, tested, source.only_if);
        where(node, tested, source);
        source.owner = file_.text_of(node, "owner", false) == "true";
        if (const NodeId words_node = mapping_in(node, "values"); words_node != no_node)
            source.words = words(words_node, false);
        if (const NodeId value = document.member(node, "default"); value != no_node)
            source.fallback = file_.constant(value);
        source.unless = file_.text_of(node, "unless", false);
        if (!source.unless.empty()) check_path(node, block, source.unless);
        if (const NodeId value = document.member(node, "const"); value != no_node)
            source.constant = file_.constant(value);
        if (const NodeId object = mapping_in(node, "object"); object != no_node) {
            source.object = true;
            source.fields = fields(object, {item_type(value_type)}, item_type(found));
        }
        return source;
    }

    void where(NodeId node, std::string_view block, LiftSource& source) {
        const Document& document = file_.document();
        const NodeId where = mapping_in(node, "where");
        if (where == no_node) return;
        const NodeId only = document.first_child(where);
        if (only == no_node || document.sibling(where, only) != no_node)
            return file_.fail(where, "'where' names one attribute and its value");
        source.where_attribute = file_.keep(document.key(only));
        source.where_value = file_.keep(document.text(only));
        check_path(where, block, source.where_attribute);
    }

    bool check_join(NodeId node, std::string_view part) {
        const bool known = has_entry(part);
        if (!known) file_.fail(node, cat("no entry tells of '", part, "'"));
        return known;
    }

    /// The type of what a path leads to; an error if it leads nowhere.
    std::string check_path(NodeId node, std::string_view block, std::string_view path) {
        std::string type(block);
        for (const std::string_view step : split(path, '.')) {
            const std::string owner(item_type(type));
            if (owner == "json" || owner.starts_with("map(")) return "json";
            std::string found = schema_.property(owner, step);
            if (found.empty()) {
                file_.fail(node, not_known(cat(owner, " has no attribute '", step, "'"), step,
                                           views(schema_.properties(owner))));
                return {};
            }
            type = std::move(found);
        }
        return type;
    }

    const Schema& schema_;
    const LiftTable& base_;
    CompiledLift& out_;
    Arena& arena_;
    DataFile file_;
    std::map<std::string, Written> entries_;
    std::map<std::string, std::vector<Written>, std::less<>> additions_;
    int like_depth_ = 0;
};

std::unique_ptr<CompiledLift> compile_lift(const std::vector<RuleText>& texts, const Schema& schema,
                                           const PropertyUses& uses, std::vector<RuleError>& errors,
                                           const LiftTable& base) {
    auto compiled = std::make_unique<CompiledLift>();
    std::vector<RuleError> found;
    LiftCompiler(schema, *compiled, found, base).run(texts, uses);
    // An entry that others are like is read for each of them.
    for (RuleError& error : found) {
        const bool told = std::any_of(errors.begin(), errors.end(), [&](const RuleError& other) {
            return other.path == error.path && other.position == error.position && other.message == error.message;
        });
        if (!told) errors.push_back(std::move(error));
    }
    return compiled;
}

}  // namespace lintel
