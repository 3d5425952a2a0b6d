#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <unordered_map>

#include "terraform/terraform_source.h"

namespace lintel {
namespace {

/// The resources of some types by the texts that name them.
class Identities {
   public:
    Identities(const Graph& graph, const LiftInput& input, Env& env) : graph_(graph), input_(input), env_(env) {}

    /// Resources of a canonical type whose id, ARN or name is that text.
    const std::vector<std::uint32_t>* find(std::string_view type, std::string_view text) {
        auto& table = tables_[std::string(type)];
        if (!table) table = std::make_unique<Table>(read(type));
        const auto found = table->find(text);
        return found == table->end() ? nullptr : &found->second;
    }

   private:
    using Table = std::unordered_map<std::string_view, std::vector<std::uint32_t>>;

    Table read(std::string_view type) {
        Table table;
        for (const std::uint32_t index : graph_.of_type(type)) {
            const Resource& resource = graph_.resources[index];
            const Value block = input_.attributes(resource, env_);
            std::vector<std::string_view> texts;
            const auto add = [&](const Value& value) {
                if (!value.is(ValueKind::string) || value.partial || value.text.empty()) return;
                if (std::find(texts.begin(), texts.end(), value.text) == texts.end()) texts.push_back(value.text);
            };
            add(lintel::member(block, "id", env_));
            add(lintel::member(block, "arn", env_));
            const LiftType* entry = input_.lift().find(resource.written_type);
            if (entry != nullptr && !entry->properties.empty())
                add(lifted_property(input_, resource, entry->properties.front().name, env_));
            for (const std::string_view text : texts) table[text].push_back(index);
        }
        return table;
    }

    const Graph& graph_;
    const LiftInput& input_;
    Env& env_;
    std::unordered_map<std::string, std::unique_ptr<Table>> tables_;
};

void collect(const LiftField& field, std::string_view attribute, std::string_view join, bool& found) {
    for (const LiftSource& source : field.sources) {
        if (source.join != join) continue;
        const std::string_view top = source.path.substr(0, source.path.find('.'));
        if (top == attribute || source.only_if == attribute) found = true;
        if (!source.path.empty()) continue;
        for (const LiftField& inner : source.fields) {
            for (const LiftSource& deeper : inner.sources) {
                if (deeper.path.substr(0, deeper.path.find('.')) == attribute) found = true;
            }
        }
    }
}

}  // namespace

bool keeps_final_snapshot(std::string_view written_type) {
    constexpr std::array<std::string_view, 5> types = {"aws_db_instance", "aws_docdb_cluster", "aws_neptune_cluster",
                                                       "aws_rds_cluster", "aws_redshift_cluster"};
    return std::find(types.begin(), types.end(), written_type) != types.end();
}

Value snapshot_policy(const LiftInput& input, const Resource& resource, Env& env) {
    if (keeps_final_snapshot(resource.written_type)) {
        const Value skips = member(input.attributes(resource, env), "skip_final_snapshot", env);
        const Truth skipped = skips.absent() || skips.is(ValueKind::null) ? Truth::no : as_truth(skips);
        if (skipped == Truth::unknown) return unknown_value("skip_final_snapshot", skips.place);
        return skipped == Truth::no ? string_value("Snapshot", skips.place) : absent_value(skips.place);
    }
    if (resource.written_type != "aws_ebs_volume") return absent_value(resource.place);
    const Value snapshot = member(input.attributes(resource, env), "final_snapshot", env);
    if (as_truth(snapshot) == Truth::yes) return string_value("Snapshot", snapshot.place);
    return absent_value(resource.place);
}

std::string_view canonical_type(const LiftInput& input, const Resource& resource, Env& env) {
    const std::string_view written = resource.written_type;
    const LiftType* entry = input.lift().find(written);
    if (entry == nullptr) {
        const std::string_view by_name = input.lift().canonical_name(written);
        return by_name.empty() ? written : by_name;
    }
    if (entry->choices.empty()) return entry->type.empty() ? written : entry->type;
    const Value choice = member(input.attributes(resource, env), entry->choice_attribute, env);
    for (const LiftWord& word : entry->choices) {
        if (equals(choice, word.written) == Truth::yes) return word.meant;
    }
    return written;
}

std::vector<std::string_view> properties_from(const LiftTable& lift, std::string_view type,
                                              std::string_view attribute) {
    std::vector<std::string_view> properties;
    const auto look = [&](const LiftType* entry, std::string_view join) {
        if (entry == nullptr) return;
        for (const LiftField& field : entry->properties) {
            bool found = false;
            collect(field, attribute, join, found);
            if (found) properties.push_back(field.name);
        }
    };
    const LiftType* entry = lift.find(type);
    look(entry, {});
    if (entry != nullptr) {
        for (const LiftParent& parent : entry->parents) look(lift.find(parent.type), type);
    }
    if (properties.empty()) properties.push_back(attribute);
    return properties;
}

namespace {

/// The value at a dotted path of attributes.
Value at_path(Value value, std::string_view path, Env& env) {
    while (!path.empty()) {
        const std::size_t dot = path.find('.');
        value = member(value, path.substr(0, dot), env);
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    }
    return value;
}

/// Looks for the resources that the parts of a graph belong to.
class Linker {
   public:
    Linker(const Graph& graph, const LiftInput& input, PartIndex& index)
        : graph_(graph), input_(input), index_(index), env_(arena_, always_), identities_(graph, input, env_) {}

    /// Whether all that an attribute of the part names was found. `named`: whether it names anything.
    bool link(const Resource& part, const LiftParent& parent, std::string_view type, bool& named) {
        Env env(arena_, always_);
        const Value value = at_path(input_.attributes(part, env), parent.attribute, env);
        bool all = true;
        for (const Value& one : items_or_single(value, env)) {
            named = true;
            if (!link_one(part, one, type)) all = false;
        }
        // A name that cannot be told, or that a condition decides, may be any that it mentions.
        if (!all) all = link_mentioned(part, type);
        return all;
    }

   private:
    bool link_one(const Resource& part, const Value& name, std::string_view type) {
        if (name.resource != nullptr) {
            if (name.resource->type != type) return false;
            index_.add(name.resource->index, part.index);
            return true;
        }
        if (!name.is(ValueKind::string) || name.partial) return false;
        const std::vector<std::uint32_t>* found = identities_.find(type, name.text);
        if (found == nullptr) return false;
        for (const std::uint32_t resource : *found) index_.add(resource, part.index);
        return true;
    }

    bool link_mentioned(const Resource& part, std::string_view type) {
        bool any = false;
        for (const std::uint32_t edge_index : graph_.edges_from(part.index)) {
            const Edge& edge = graph_.edges[edge_index];
            if (edge.to == Edge::none || graph_.resources[edge.to].type != type) continue;
            index_.add(edge.to, part.index);
            any = true;
        }
        return any;
    }

    const Graph& graph_;
    const LiftInput& input_;
    PartIndex& index_;
    Arena arena_;
    const Scenario always_;
    Env env_;
    Identities identities_;
};

}  // namespace

PartIndex link_parts(Graph& graph, const LiftInput& input) {
    PartIndex index;
    struct StandIn {
        std::uint32_t part = 0;
        std::string_view type;
    };
    std::vector<StandIn> stand_ins;
    Linker linker(graph, input, index);
    for (const Resource& part : graph.resources) {
        const LiftType* entry = input.lift().find(part.written_type);
        if (entry == nullptr || entry->parents.empty() || part.aspect > 0) continue;
        for (const LiftParent& parent : entry->parents) {
            const LiftType* parent_entry = input.lift().find(parent.type);
            if (parent_entry == nullptr) continue;
            bool named = false;
            const bool linked = linker.link(part, parent, parent_entry->type, named);
            const bool is_only_a_part = entry->type.empty() && entry->choices.empty();
            if (named && !linked && is_only_a_part) stand_ins.push_back({part.index, parent_entry->type});
        }
    }
    // The part itself stands in for the first, copies of it for the others (users, roles and groups of one attachment).
    for (const StandIn& stand_in : stand_ins) {
        Resource& part = graph.resources[stand_in.part];
        if (part.type == part.written_type) {
            part.stands_in = true;
            part.type = stand_in.type;
            continue;
        }
        Resource copy = part;
        copy.type = stand_in.type;
        copy.index = static_cast<std::uint32_t>(graph.resources.size());
        graph.resources.push_back(copy);
    }
    index.add_edges(graph);
    return index;
}

namespace {

/// Whether a resource of its own says what the aspect would: a plan reads a bucket's policy back into the bucket.
bool is_told_apart(const Graph& graph, std::uint32_t owner, const LiftAspect& aspect) {
    if (!aspect.each.empty()) return false;
    const auto edges = graph.edges_to(owner);
    return std::any_of(edges.begin(), edges.end(), [&](std::uint32_t index) {
        const Edge& edge = graph.edges[index];
        return edge.from != Edge::none && graph.resources[edge.from].type == aspect.type;
    });
}

/// Adds the resources that one aspect makes of a resource.
void add_aspect(Graph& graph, const LiftInput& input, std::uint32_t owner, std::uint16_t number,
                const LiftAspect& aspect, Env& env) {
    const Value attributes = input.attributes(graph.resources[owner], env);
    const Value value = at_path(attributes, aspect.each.empty() ? aspect.if_there : aspect.each, env);
    if (value.absent() || value.is(ValueKind::null)) return;
    // Of blocks that are not known there is one, of which nothing is known.
    const std::uint32_t items = !aspect.each.empty() && value.is(ValueKind::list) ? value.count : 1;
    if (is_told_apart(graph, owner, aspect)) return;
    for (std::uint32_t item = 0; item < items; ++item) {
        Resource resource = graph.resources[owner];
        resource.type = aspect.type;
        resource.aspect = number;
        resource.aspect_item = item;
        resource.within = owner;
        resource.index = static_cast<std::uint32_t>(graph.resources.size());
        graph.resources.push_back(resource);
    }
}

/// Who the resources that are written inside others refer to.
void add_aspect_edges(Graph& graph, const LiftInput& input, const Resource& resource, const LiftAspect& aspect,
                      Env& env) {
    for (const LiftField& field : aspect.properties) {
        const Value value = lifted_property(input, resource, field.name, env);
        for (const Value& one : items_or_single(value, env)) {
            if (one.resource == nullptr) continue;
            Edge edge;
            edge.from = resource.index;
            edge.to = one.resource->index;
            edge.property = field.name;
            edge.attribute = one.attribute;
            edge.node = one.place.node;
            graph.edges.push_back(edge);
        }
    }
}

}  // namespace

void add_aspects(Graph& graph, const LiftInput& input) {
    Arena arena;
    const Scenario always;
    const auto count = static_cast<std::uint32_t>(graph.resources.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        const LiftType* entry = input.lift().find(graph.resources[i].written_type);
        if (entry == nullptr) continue;
        for (std::size_t a = 0; a < entry->aspects.size(); ++a) {
            Env env(arena, always);
            add_aspect(graph, input, i, static_cast<std::uint16_t>(a + 1), entry->aspects[a], env);
        }
    }
    for (std::size_t i = count; i < graph.resources.size(); ++i) {
        const Resource& resource = graph.resources[i];
        Env env(arena, always);
        add_aspect_edges(graph, input, resource,
                         input.lift().find(resource.written_type)->aspects[resource.aspect - 1U], env);
    }
}

}  // namespace lintel
