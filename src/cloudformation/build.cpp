#include "cloudformation/build.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "cloudformation/function.h"
#include "cloudformation/globals.h"
#include "cloudformation/sections.h"
#include "cloudformation/substitution.h"
#include "cloudformation/template.h"

namespace lintel {
namespace {

/// Counts a key that makes resources or members, by its kind.
void pass_over(std::string_view key, std::vector<PassedOver>& passed_over) {
    constexpr std::string_view loop = "Fn::ForEach";
    const std::string_view kind = key.starts_with(loop) ? loop : key;
    const auto at = std::lower_bound(passed_over.begin(), passed_over.end(), kind,
                                     [](const PassedOver& a, std::string_view b) { return a.kind < b; });
    if (at != passed_over.end() && at->kind == kind) {
        ++at->count;
    } else {
        passed_over.insert(at, {std::string(kind), 1});
    }
}

/// Finds who refers to whom, in one pass over what is written.
class ReferenceFinder {
   public:
    ReferenceFinder(const Document& document, const Parameters& parameters, TemplateGraph& out)
        : document_(document),
          parameters_(parameters),
          out_(out),
          graph_(out.graph),
          resources_(graph_.resources.size()) {
        for (const Resource& resource : graph_.resources) resources_.set(resource.id, resource.index);
    }

    void resource(const Resource& resource) {
        owner_ = {};
        owner_.from = resource.index;
        const NodeId mapping = document_.follow(resource.place.node);
        for (NodeId child = document_.first_child(mapping); child != no_node;
             child = document_.sibling(mapping, child)) {
            const std::string_view key = document_.key(child);
            note(key);
            if (key == "Properties") {
                properties(child);
            } else {
                if (key == "DependsOn") depends_on(child);
                owner_.property = {};
                scan(child);
            }
        }
    }

    /// What SAM's Globals section gives a resource is its own, too.
    void globals(const Resource& resource, NodeId section) {
        const NodeId globals = globals_for(document_, section, resource.type);
        if (globals == no_node) return;
        owner_ = {};
        owner_.from = resource.index;
        properties(globals);
    }

    void output(std::uint32_t index) {
        owner_ = {};
        owner_.from_output = index;
        scan(graph_.outputs[index].place.node);
    }

    /// Whether a key that makes members was met.
    bool makes_members() const { return makes_members_; }

    /// Takes note of a key that makes members.
    void note(std::string_view key) {
        if (!lintel::makes_members(key)) return;
        makes_members_ = true;
        pass_over(key, out_.passed_over);
    }

   private:
    /// Each property on its own, so that the edges know through which one they go; also in the branches of an Fn::If
    /// around all of them.
    void properties(NodeId node) {
        const NodeId target = document_.follow(node);
        if (target == no_node) return;
        const Call call = call_at(document_, target);
        if (call.function == Function::if_ && document_.kind(call.argument) == NodeKind::sequence) {
            for (NodeId c = document_.first_child(call.argument); c != no_node; c = document_.sibling(call.argument, c))
                properties(c);
            return;
        }
        if (call || document_.kind(target) != NodeKind::mapping) {
            owner_.property = {};
            scan(target);
            return;
        }
        for (NodeId child = document_.first_child(target); child != no_node; child = document_.sibling(target, child)) {
            owner_.property = document_.key(child);
            note(owner_.property);
            scan(child);
        }
    }

    void depends_on(NodeId node) {
        owner_.property = {};
        const NodeId target = document_.follow(node);
        if (target == no_node) return;
        if (document_.kind(target) == NodeKind::string) add(document_.text(target), {}, target);
        if (document_.kind(target) != NodeKind::sequence) return;
        for (NodeId item = document_.first_child(target); item != no_node; item = document_.sibling(target, item)) {
            if (document_.kind(item) == NodeKind::string) add(document_.text(item), {}, item);
        }
    }

    /// Nodes stand in pre-order, so that a subtree is a stretch of them.
    void scan(NodeId root) {
        const NodeId end = document_.node(root).next;
        for (NodeId node = root; node < end; ++node) {
            const Node& n = document_.node(node);
            if (n.kind == NodeKind::alias) {
                alias(node);
            } else if (node > root && n.key_size >= shortest_key) {
                member(node);
            }
        }
    }

    /// What an alias stands for counts where the alias is. Aliases of aliases can multiply, so that their number is
    /// limited.
    void alias(NodeId node) {
        const NodeId target = document_.follow(node);
        if (target == no_node || aliases_left_ == 0 || nested_aliases_ == most_nested_aliases) return;
        --aliases_left_;
        ++nested_aliases_;
        scan(target);
        --nested_aliases_;
    }

    /// A member that may be a function call, the node in front of it being its mapping.
    void member(NodeId node) {
        const std::string_view key = document_.key(node);
        if (key.front() != 'R' && key.front() != 'F') return;
        note(key);
        const NodeId mapping = node - 1;
        switch (call_at(document_, mapping).argument == node ? function_named(key) : Function::none) {
            case Function::ref:
                add(document_.text(node), {}, mapping);
                break;
            case Function::get_att:
                get_att(node, mapping);
                break;
            case Function::sub:
                sub(node, mapping);
                break;
            default:
                break;
        }
    }

    void get_att(NodeId node, NodeId mapping) {
        const NodeId argument = document_.follow(node);
        if (argument == no_node) return;
        if (document_.kind(argument) == NodeKind::sequence) {
            const NodeId resource = document_.first_child(argument);
            const NodeId attribute = resource == no_node ? no_node : document_.sibling(argument, resource);
            if (attribute != no_node) add(document_.text(resource), document_.text(attribute), mapping);
            return;
        }
        const std::string_view text = document_.text(argument);
        const std::size_t dot = text.find('.');
        if (dot != std::string_view::npos) add(text.substr(0, dot), text.substr(dot + 1), mapping);
    }

    void sub(NodeId node, NodeId mapping) {
        NodeId pattern = document_.follow(node);
        NodeId own = no_node;
        if (pattern != no_node && document_.kind(pattern) == NodeKind::sequence) {
            const NodeId list = pattern;
            pattern = document_.first_child(list);
            if (pattern != no_node) own = document_.sibling(list, pattern);
            if (pattern != no_node) pattern = document_.follow(pattern);
        }
        if (pattern == no_node) return;
        SubReader reader(document_.text(pattern));
        std::string_view name;
        while (reader.next_variable(name)) {
            if (own != no_node && member_of(document_, own, name) != no_node) continue;
            const std::size_t dot = name.find('.');
            add(name.substr(0, dot), dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1),
                mapping);
        }
    }

    void add(std::string_view name, std::string_view attribute, NodeId node) {
        Edge edge = owner_;
        if (const auto resource = resources_.find(name)) {
            edge.to = *resource;
        } else if (const auto parameter = parameters_.find(name); parameter && attribute.empty()) {
            edge.to_parameter = *parameter;
        } else {
            return;
        }
        edge.attribute = attribute;
        edge.node = node;
        graph_.edges.push_back(edge);
    }

    static constexpr std::uint16_t shortest_key = 3;  // "Ref"
    static constexpr std::uint32_t most_nested_aliases = 64;

    const Document& document_;
    const Parameters& parameters_;
    TemplateGraph& out_;
    Graph& graph_;
    NameTable resources_;
    Edge owner_;
    std::uint32_t aliases_left_ = 10'000;
    std::uint32_t nested_aliases_ = 0;
    bool makes_members_ = false;
};

Flaw flaw_at(const Document& document, NodeId node, std::string message) {
    const std::uint32_t offset = document.has_key(node) ? document.node(node).key_begin : document.node(node).begin;
    return {offset, std::move(message), false};
}

/// Takes the declaration of a resource apart. False where it cannot be judged.
bool read_resource(const Template& source, const Entry& entry, Resource& resource, TemplateGraph& out) {
    const Document& document = source.document();
    const NodeId mapping = document.follow(entry.node);
    if (mapping == no_node || document.kind(mapping) != NodeKind::mapping) {
        out.flaws.push_back(
            flaw_at(document, entry.node, cat("Resource ", entry.name, " is not judged, for it is no mapping.")));
        return false;
    }
    resource.id = entry.name;
    resource.type = member_text(document, mapping, "Type");
    resource.written_type = resource.type;
    resource.place = {&source, entry.node};
    if (resource.type.empty()) {
        const NodeId type = member_of(document, mapping, "Type");
        if (type != no_node && document.kind(type) == NodeKind::mapping && document.first_child(type) != no_node) {
            pass_over(document.key(document.first_child(type)), out.passed_over);  // a preprocessor's module
        } else {
            out.flaws.push_back(
                flaw_at(document, entry.node, cat("Resource ", entry.name, " is not judged, for it has no Type.")));
        }
        return false;
    }
    const NodeId metadata = member_of(document, mapping, "Metadata");
    resource.construct = member_text(document, metadata, "aws:cdk:path");
    const auto condition = source.conditions().find(member_text(document, mapping, "Condition"));
    if (condition) resource.condition = {&source, *condition};
    return true;
}

void read_resources(const Template& source, TemplateGraph& out) {
    Graph& graph = out.graph;
    const Document& document = source.document();
    const NodeId section = document.member(document.root(), "Resources");
    const NodeId mapping = section == no_node ? no_node : document.follow(section);
    if (mapping == no_node || document.kind(mapping) != NodeKind::mapping) {
        const NodeId place = section == no_node ? document.root() : section;
        out.flaws.push_back(
            flaw_at(document, place, "Nothing is judged, for Resources is no mapping of logical ids to resources."));
        return;
    }
    const std::vector<Entry> entries = entries_of(document, mapping);
    graph.resources.reserve(entries.size());
    for (const Entry& entry : entries) {
        Resource resource;
        if (makes_members(entry.name) || !read_resource(source, entry, resource, out)) {
            graph.unseen.push_back({{&source, entry.node}, cat("what ", entry.name, " makes")});
            continue;
        }
        resource.index = static_cast<std::uint32_t>(graph.resources.size());
        graph.resources.push_back(resource);
    }
}

/// Macros that are not AWS's own, and what is included, may add resources. Those of AWS rewrite what is there: SAM,
/// AWS::LanguageExtensions, AWS::CodeDeployBlueGreen, AWS::SecretsManager (source: CloudFormation, Transform
/// reference).
bool may_add_resources(std::string_view transform) {
    return transform == "AWS::Include" || (!transform.empty() && !transform.starts_with("AWS::"));
}

/// The transforms of a template: one or a list, each a name or a mapping with its Name.
void note_transforms(const Template& source, Graph& graph) {
    const Document& document = source.document();
    const auto note = [&](NodeId node) {
        const bool is_call = document.kind(node) == NodeKind::mapping;
        const std::string_view name = is_call ? member_text(document, node, "Name") : document.text(node);
        if (may_add_resources(name)) graph.unseen.push_back({{&source, node}, cat("what the macro ", name, " adds")});
    };
    for (const std::string_view key : {"Transform", "Fn::Transform"}) {
        const NodeId transforms = member_of(document, document.root(), key);
        if (transforms == no_node) continue;
        if (document.kind(transforms) != NodeKind::sequence) {
            note(transforms);
            continue;
        }
        for (NodeId c = document.first_child(transforms); c != no_node; c = document.sibling(transforms, c)) note(c);
    }
}

}  // namespace

TemplateGraph build_graph(std::shared_ptr<const Document> shared, const ParameterValues& given) {
    TemplateGraph out;
    auto made = std::make_unique<Template>(std::move(shared), given);
    Template& source = *made;
    const Document& document = source.document();
    const NodeId root = document.root();
    Graph& graph = out.graph;

    read_resources(source, out);
    note_transforms(source, graph);
    for (const ParameterDeclaration& parameter : source.parameters().all()) {
        graph.parameters.push_back({parameter.name, {&source, parameter.node}});
    }
    const std::vector<Entry> outputs = entries_of(document, member_of(document, root, "Outputs"));
    for (const Entry& entry : outputs) {
        if (makes_members(entry.name)) continue;
        Output output{entry.name, {&source, entry.node}, {}, 0};
        const auto condition = source.conditions().find(member_text(document, entry.node, "Condition"));
        if (condition) output.condition = {&source, *condition};
        graph.outputs.push_back(output);
    }

    ReferenceFinder finder(document, source.parameters(), out);
    for (const Resource& resource : graph.resources) {
        finder.resource(resource);
        finder.globals(resource, source.globals());
    }
    for (std::uint32_t i = 0; i < graph.outputs.size(); ++i) finder.output(i);
    for (const std::string_view section : {"Resources", "Outputs", "Conditions"}) {
        for (const Entry& entry : entries_of(document, member_of(document, root, section))) finder.note(entry.name);
    }
    source.bind(graph.resources, finder.makes_members());
    graph.index();
    graph.sources.push_back(std::move(made));
    return out;
}

}  // namespace lintel
