#include "model/graph.h"

#include <algorithm>
#include <numeric>

#include "base/flat_name.h"
#include "base/text.h"

namespace lintel {
namespace {

/// Whether two nodes of a document are written alike, whatever the style: in one input they then mean the same.
bool written_alike(const Document& document, NodeId a, NodeId b) {
    const NodeId size = document.node(a).next - a;
    if (document.node(b).next - b != size) return false;
    for (NodeId i = 0; i < size; ++i) {
        const Node& x = document.node(a + i);
        const Node& y = document.node(b + i);
        if (x.kind != y.kind || x.next - a != y.next - b) return false;
        if (i > 0 && document.key(a + i) != document.key(b + i)) return false;
        if (x.kind == NodeKind::alias ? x.text != y.text : document.text(a + i) != document.text(b + i)) return false;
    }
    return true;
}

/// Whether the value is the name that the target gives itself.
Truth same_name(const Value& value, const Value& name) {
    if (name.absent() || value.absent() || value.resource != nullptr) return Truth::no;
    if (name.known()) return equals(value, as_text(name));
    // What AWS calls another resource is no text that somebody writes.
    if (name.resource != nullptr) return Truth::no;
    if (value.place && value.place.source == name.place.source &&
        written_alike(value.place.source->document(), value.place.node, name.place.node)) {
        return Truth::yes;
    }
    return value.known() ? equals(name, as_text(value)) : Truth::unknown;
}

/// Whether what is written at the place of the value mentions the target.
bool mentions(const Graph& graph, const Value& value, const Resource& target) {
    if (!value.place) return false;
    const Document& document = value.place.source->document();
    if (document.kind(value.place.node) == NodeKind::alias) return true;
    const NodeId end = document.node(value.place.node).next;
    for (const std::uint32_t index : graph.edges_to(target.index)) {
        const Edge& edge = graph.edges[index];
        if (edge.from == Edge::none || graph.resources[edge.from].place.source != value.place.source) continue;
        if (edge.node >= value.place.node && edge.node < end) return true;
    }
    return false;
}

Truth names(const Graph& graph, const Value& value, const Resource& target, const Value& target_name) {
    if (value.resource == &target) return Truth::yes;
    const Truth by_name = same_name(value, target_name);
    // An undecided branch may hold the reference.
    if (by_name == Truth::no && value.is(ValueKind::unknown) && value.resource == nullptr &&
        mentions(graph, value, target)) {
        return Truth::unknown;
    }
    return by_name;
}

Value name_of(const Resource& resource, std::string_view name_property, Env& env) {
    return name_property.empty() ? absent_value(resource.place) : member(resource_value(resource), name_property, env);
}

/// The values at a path, lists along the way taken item by item.
void collect(const Value& value, std::string_view path, std::vector<Value>& out, Env& env) {
    if (path.empty()) {
        for (const Value& found : items_or_single(value, env)) out.push_back(found);
        return;
    }
    const std::size_t dot = path.find('.');
    const std::string_view rest = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    for (const Value& part : items_or_single(value, env)) {
        collect(member(part, path.substr(0, dot), env), rest, out, env);
    }
}

}  // namespace

Value resource_value(const Resource& resource) {
    Value value;
    value.kind = ValueKind::map;
    value.place = resource.place;
    value.resource = &resource;
    return value;
}

std::span<const std::uint32_t> Graph::EdgeIndex::of(std::uint32_t owner) const {
    if (owner + std::size_t{1} >= start.size()) return {};
    return std::span(edges).subspan(start[owner], start[owner + 1] - start[owner]);
}

Graph::EdgeIndex Graph::index_edges(const std::vector<Edge>& edges, std::uint32_t Edge::*owner, std::size_t owners) {
    EdgeIndex index;
    index.start.assign(owners + 1, 0);
    for (const Edge& edge : edges) {
        if (edge.*owner != Edge::none) ++index.start[edge.*owner + 1];
    }
    std::partial_sum(index.start.begin(), index.start.end(), index.start.begin());
    index.edges.resize(index.start.back());
    std::vector<std::uint32_t> next(index.start.begin(), index.start.end() - 1);
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
        if (edges[i].*owner != Edge::none) index.edges[next[edges[i].*owner]++] = i;
    }
    return index;
}

void Graph::index() {
    by_id_.resize(resources.size());
    std::iota(by_id_.begin(), by_id_.end(), 0U);
    by_type_ = by_id_;
    std::sort(by_id_.begin(), by_id_.end(),
              [this](std::uint32_t a, std::uint32_t b) { return resources[a].id < resources[b].id; });
    std::sort(by_type_.begin(), by_type_.end(), [this](std::uint32_t a, std::uint32_t b) {
        const int order = resources[a].type.compare(resources[b].type);
        return order != 0 ? order < 0 : a < b;
    });
    from_ = index_edges(edges, &Edge::from, resources.size());
    to_ = index_edges(edges, &Edge::to, resources.size());
    to_parameter_ = index_edges(edges, &Edge::to_parameter, parameters.size());
}

const Resource* Graph::find(std::string_view id) const {
    const auto at =
        std::lower_bound(by_id_.begin(), by_id_.end(), id,
                         [this](std::uint32_t index, std::string_view wanted) { return resources[index].id < wanted; });
    return at != by_id_.end() && resources[*at].id == id ? &resources[*at] : nullptr;
}

std::span<const std::uint32_t> Graph::of_type(std::string_view type) const {
    const auto first = std::lower_bound(
        by_type_.begin(), by_type_.end(), type,
        [this](std::uint32_t index, std::string_view wanted) { return resources[index].type < wanted; });
    const auto last = std::upper_bound(
        first, by_type_.end(), type,
        [this](std::string_view wanted, std::uint32_t index) { return wanted < resources[index].type; });
    return {by_type_.data() + (first - by_type_.begin()), static_cast<std::size_t>(last - first)};
}

std::span<const std::uint32_t> Graph::edges_from(std::uint32_t resource) const { return from_.of(resource); }

std::span<const std::uint32_t> Graph::edges_to(std::uint32_t resource) const { return to_.of(resource); }

std::span<const std::uint32_t> Graph::edges_to_parameter(std::uint32_t parameter) const {
    return to_parameter_.of(parameter);
}

const Graph::TextTable& Graph::texts_at(std::string_view type, std::string_view path) const {
    std::unique_ptr<TextTable>& table = text_tables_[{type, path}];
    if (table) return *table;
    table = std::make_unique<TextTable>();
    const Scenario always;
    for (const std::uint32_t index : of_type(type)) {
        Env env(text_arena_, always);
        std::vector<Value> values;
        collect(resource_value(resources[index]), path, values, env);
        bool open = static_cast<bool>(env.needed());
        for (const Value& value : values) {
            if (value.resource == nullptr && !value.known()) open = true;
            if (!value.known()) continue;
            std::vector<std::uint32_t>& holders = table->known[text_arena_.text(as_text(value))];
            if (holders.empty() || holders.back() != index) holders.push_back(index);
        }
        if (open) table->open.push_back(index);
    }
    return *table;
}

const Resource* named_resource(const Graph& graph, const Value& value, std::string_view type,
                               std::string_view name_property, Env& env) {
    if (value.resource != nullptr) return type.empty() || value.resource->type == type ? value.resource : nullptr;
    if (name_property.empty() || type.empty() || value.absent()) return nullptr;
    const Graph::TextTable& names = graph.texts_at(type, name_property);
    std::vector<std::uint32_t> candidates = names.open;
    if (const auto known = names.known.find(as_text(value)); value.known() && known != names.known.end())
        candidates.insert(candidates.end(), known->second.begin(), known->second.end());
    std::sort(candidates.begin(), candidates.end());
    for (const std::uint32_t index : candidates) {
        const Resource& candidate = graph.resources[index];
        if (same_name(value, name_of(candidate, name_property, env)) == Truth::yes) return &candidate;
    }
    return nullptr;
}

namespace {

/// Every resource of the type that may name the target: by a reference, which is an edge, or by the text of its name.
std::vector<std::uint32_t> possible_referrers(const Graph& graph, const Resource& target, std::string_view type,
                                              std::string_view property, const Value& name) {
    if (!name.absent() && !name.known()) {
        const auto all = graph.of_type(type);
        return {all.begin(), all.end()};
    }
    std::vector<std::uint32_t> candidates;
    const std::string_view top = property.substr(0, property.find('.'));
    for (const std::uint32_t index : graph.edges_to(target.index)) {
        const Edge& edge = graph.edges[index];
        if (edge.from == Edge::none || graph.resources[edge.from].type != type) continue;
        // Attributes of types that no table lifts are called as the provider calls them ("cluster_id", ClusterId).
        if (edge.property != top && !same_flat_name(edge.property, top)) continue;
        candidates.push_back(edge.from);
    }
    if (name.known() && !name.absent()) {
        const Graph::TextTable& texts = graph.texts_at(type, property);
        candidates.insert(candidates.end(), texts.open.begin(), texts.open.end());
        const auto known = texts.known.find(as_text(name));
        if (known != texts.known.end()) candidates.insert(candidates.end(), known->second.begin(), known->second.end());
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    return candidates;
}

}  // namespace

std::vector<const Resource*> referrers(const Graph& graph, const Resource& target, std::string_view type,
                                       std::string_view property, std::string_view name_property, Env& env,
                                       bool& undecided) {
    const Value name = name_of(target, name_property, env);
    const std::vector<std::uint32_t> candidates = possible_referrers(graph, target, type, property, name);

    std::vector<const Resource*> found;
    std::vector<Value> values;
    for (const std::uint32_t index : candidates) {
        const Resource& candidate = graph.resources[index];
        values.clear();
        collect(resource_value(candidate), property, values, env);
        Truth refers = Truth::no;
        for (const Value& value : values) {
            refers = either(refers, names(graph, value, target, name));
        }
        if (refers == Truth::no) continue;
        const Truth there = both(refers, exists(candidate, env));
        if (there == Truth::yes) found.push_back(&candidate);
        if (there == Truth::unknown) undecided = true;
    }
    // Who refers to something that is declared elsewhere may be declared there, too.
    if (target.stands_in) undecided = true;
    return found;
}

namespace {

/// Whether a reference to the target stands in the value or, where the source places references at whole attributes
/// (Terraform's does), around it.
bool mentions_or_is_within(const Graph& graph, const Value& value, const Resource& target) {
    if (value.resource == &target || mentions(graph, value, target)) return true;
    if (!value.place || value.absent()) return false;
    const Document& document = value.place.source->document();
    const auto edges = graph.edges_to(target.index);
    return std::any_of(edges.begin(), edges.end(), [&](std::uint32_t index) {
        const Edge& edge = graph.edges[index];
        if (edge.from == Edge::none || graph.resources[edge.from].place.source != value.place.source) return false;
        return edge.node != no_node && value.place.node > edge.node && value.place.node < document.node(edge.node).next;
    });
}

/// Whether the reference hands its target to a nested stack or to a module that is not read: nobody knows what is done
/// with it there.
bool is_handed_on(const Graph& graph, const Edge& edge) {
    if (edge.from == Edge::none) return edge.from_output == Edge::none;
    const std::string_view type = graph.resources[edge.from].type;
    return type == "AWS::CloudFormation::Stack" || type == "AWS::Serverless::Application" || type.ends_with("::MODULE");
}

}  // namespace

std::vector<const Resource*> mentioning(const Graph& graph, const Resource& target, std::string_view type,
                                        std::string_view property, Env& env, bool& undecided) {
    const std::size_t dot = property.find('.');
    std::vector<std::uint32_t> candidates;
    for (const std::uint32_t index : graph.edges_to(target.index)) {
        const Edge& edge = graph.edges[index];
        if (is_handed_on(graph, edge)) undecided = true;
        if (edge.from == Edge::none || edge.property != property.substr(0, dot)) continue;
        if (graph.resources[edge.from].type == type) candidates.push_back(edge.from);
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());

    std::vector<const Resource*> found;
    for (const std::uint32_t index : candidates) {
        const Resource& candidate = graph.resources[index];
        if (dot != std::string_view::npos) {
            std::vector<Value> values;
            collect(resource_value(candidate), property, values, env);
            const bool there = std::any_of(values.begin(), values.end(), [&](const Value& value) {
                return mentions_or_is_within(graph, value, target);
            });
            if (!there) continue;
        }
        const Truth there = exists(candidate, env);
        if (there == Truth::yes) found.push_back(&candidate);
        if (there == Truth::unknown) undecided = true;
    }
    if (target.stands_in || graph.hides_references) undecided = true;
    return found;
}

Truth exists(const Resource& resource, Env& env) {
    if (resource.deleted) return Truth::no;
    return resource.condition ? resource.condition.source->decide(resource.condition.index, env) : Truth::yes;
}

}  // namespace lintel
