#include "terraform/plan.h"

#include <map>

#include "terraform/plan_source.h"

namespace lintel {
namespace {

/// The graph of a plan, with what only its source knows of it.
struct PlanGraph final : Graph {
    PartIndex parts;
};

class Builder {
   public:
    Builder(const PlanSource& source, Graph& graph) : source_(source), document_(source.document()), graph_(graph) {}

    void resources() {
        const auto& all = source_.sections().resources;
        graph_.resources.reserve(all.size());
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            if (all[i].data) continue;
            Resource resource;
            resource.id = all[i].address;
            resource.type = all[i].type;
            resource.written_type = all[i].type;
            resource.place = {&source_, all[i].node};
            resource.named_at = {&source_, all[i].named_at};
            if (all[i].values != no_node) resource.body = {&source_, all[i].values};
            if (all[i].unknown != no_node) resource.body_beside = {&source_, all[i].unknown};
            resource.origin = i;
            resource.deleted = all[i].deleted;
            resource.index = static_cast<std::uint32_t>(graph_.resources.size());
            graph_.resources.push_back(resource);
        }
        for (const PlanReferences::Variable& variable : source_.references().variables())
            graph_.parameters.push_back({variable.name, {&source_, variable.node}});
    }

    /// The account that a plan was made in, which its data sources tell; nothing where they tell of several.
    void account() {
        for (const PlanResource& resource : source_.sections().resources) {
            if (!resource.data || resource.type != "aws_caller_identity" || resource.values == no_node) continue;
            const NodeId id = document_.member(resource.values, "account_id");
            if (id == no_node || document_.kind(id) != NodeKind::string) continue;
            const bool other = !graph_.account.empty() && graph_.account != document_.text(id);
            graph_.account = other ? std::string_view{} : document_.text(id);
            if (other) return;
        }
    }

    void outputs() {
        const std::vector<PlanOutput>& all = source_.sections().outputs;
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            graph_.outputs.push_back({all[i].name, {&source_, all[i].node}, {}, i});
            if (all[i].configured == no_node) continue;
            for (const PlanTarget& target : source_.references().targets_in_root(all[i].configured)) {
                Edge edge;
                edge.from_output = i;
                edge.to_parameter = target.variable;
                const Resource* named =
                    target.resource == PlanTarget::none ? nullptr : source_.resource_at(target.resource);
                if (named == nullptr && target.variable == PlanTarget::none) continue;
                if (named != nullptr) edge.to = named->index;
                edge.attribute = target.attribute;
                edge.node = all[i].configured;
                graph_.edges.push_back(edge);
            }
        }
    }

    void edges() {
        for (const Resource& resource : graph_.resources) {
            configured_edges(resource, resource.origin);
            id_edges(resource, resource.origin);
        }
    }

   private:
    /// Whether a block that the configuration says nothing of holds a value that is known only after apply: blocks that
    /// are attributes, and dynamic ones, are not in it (source: Terraform, JSON Output Format).
    bool refers_in_the_dark(const PlanResource& resource, NodeId expressions) const {
        if (resource.unknown == no_node || document_.kind(resource.unknown) != NodeKind::mapping) return false;
        for (NodeId c = document_.first_child(resource.unknown); c != no_node;
             c = document_.sibling(resource.unknown, c)) {
            if (document_.kind(c) != NodeKind::sequence) continue;
            const NodeId told = expressions == no_node ? no_node : document_.member(expressions, document_.key(c));
            if (told != no_node && document_.first_child(told) != no_node) continue;
            for (NodeId node = c; node < document_.node(c).next; ++node) {
                if (document_.kind(node) == NodeKind::boolean && document_.text(node) == "true") return true;
            }
        }
        return false;
    }

    void configured_edges(const Resource& resource, std::uint32_t index) {
        const NodeId expressions = source_.references().expressions(index);
        if (!graph_.hides_references) {
            const PlanResource& written = source_.sections().resources[index];
            graph_.hides_references = !written.deleted && refers_in_the_dark(written, expressions);
        }
        if (expressions == no_node) return;
        for (NodeId c = document_.first_child(expressions); c != no_node; c = document_.sibling(expressions, c)) {
            const std::vector<PlanTarget> targets = source_.references().targets(c, index);
            if (targets.empty()) continue;
            const NodeId node = value_of(source_.sections().resources[index], document_.key(c));
            for (const PlanTarget& target : targets) {
                Edge edge;
                edge.to_parameter = target.variable;
                if (target.resource != PlanTarget::none) {
                    const Resource* named = source_.resource_at(target.resource);
                    if (named == nullptr) continue;
                    edge.to = named->index;
                }
                edge.attribute = target.attribute;
                edge.node = node;
                add(resource, document_.key(c), edge);
            }
        }
    }

    /// Texts that are the id of a resource: so states, and plans for what is there already, tell who refers to whom.
    void id_edges(const Resource& resource, std::uint32_t index) {
        const NodeId values = source_.sections().resources[index].values;
        if (values == no_node) return;
        for (NodeId c = document_.first_child(values); c != no_node; c = document_.sibling(values, c)) {
            const NodeId end = document_.node(c).next;
            for (NodeId node = c; node < end; ++node) {
                if (document_.kind(node) != NodeKind::string) continue;
                const std::uint32_t target = source_.named_by_id(document_.text(node));
                if (target == PlanTarget::none || target == index) continue;
                const Resource* named = source_.resource_at(target);
                if (named == nullptr) continue;
                Edge edge;
                edge.to = named->index;
                edge.node = node;
                add(resource, document_.key(c), edge);
            }
        }
    }

    NodeId value_of(const PlanResource& resource, std::string_view attribute) const {
        for (const NodeId section : {resource.values, resource.unknown}) {
            if (section == no_node || document_.kind(section) != NodeKind::mapping) continue;
            const NodeId node = document_.member(section, attribute);
            if (node != no_node && document_.kind(node) != NodeKind::null) return node;
        }
        return resource.node;
    }

    void add(const Resource& resource, std::string_view attribute, Edge edge) {
        edge.from = resource.index;
        const auto key = std::make_pair(resource.written_type, attribute);
        auto found = properties_.find(key);
        if (found == properties_.end())
            found = properties_.emplace(key, properties_from(source_.lift(), key.first, key.second)).first;
        for (const std::string_view property : found->second) {
            edge.property = property;
            graph_.edges.push_back(edge);
        }
    }

    const PlanSource& source_;
    const Document& document_;
    Graph& graph_;
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::string_view>> properties_;
};

PlanWork work_of(const PlanSource& source) {
    bool acts = false;
    bool exists = false;
    bool tells = false;
    for (const PlanResource& resource : source.sections().resources) {
        if (resource.data) continue;
        if (resource.actions != no_node) tells = true;
        if (resource.before != no_node) exists = true;
        for (const std::string_view action : {"create", "update", "delete", "forget"})
            acts = acts || has_action(source.document(), resource.actions, action);
    }
    if (!tells) return PlanWork::unknown;
    if (!acts) return PlanWork::none;
    return exists ? PlanWork::changes : PlanWork::creates;
}

}  // namespace

TerraformGraph build_plan_graph(std::shared_ptr<const Document> document, const LiftTable& lift, PlanSide side) {
    TerraformGraph out;
    auto graph = std::make_unique<PlanGraph>();
    auto made = std::make_unique<PlanSource>(std::move(document), lift, side);
    PlanSource& source = *made;
    Builder builder(source, *graph);
    builder.resources();
    builder.account();
    source.match(*graph);
    source.bind(*graph, graph->parts);
    Arena arena;
    const Scenario always;
    for (Resource& resource : graph->resources) {
        Env env(arena, always);
        resource.type = canonical_type(source, resource, env);
    }
    builder.edges();
    builder.outputs();
    graph->index();
    add_aspects(*graph, source);
    graph->index();
    graph->parts = link_parts(*graph, source);
    graph->index();
    out.flaws = source.sections().flaws;
    if (const NodeId incomplete = source.sections().incomplete; incomplete != no_node)
        graph->unseen.push_back({{&source, incomplete}, "what the plan leaves out"});
    out.effect = work_of(source);
    graph->sources.push_back(std::move(made));
    out.graph = std::move(graph);
    return out;
}

}  // namespace lintel
