#include "cloudformation/parameter_file.h"

#include "base/text.h"
#include "cloudformation/sections.h"

namespace lintel {
namespace {

class Reader {
   public:
    Reader(const Document& document, ParameterFile& out) : document_(document), out_(out) {}

    /// A list or a mapping of parameters.
    void read(NodeId node) {
        if (document_.kind(node) == NodeKind::sequence) {
            for (NodeId item = document_.first_child(node); item != no_node; item = document_.sibling(node, item))
                entry(item);
        } else if (document_.kind(node) == NodeKind::mapping) {
            for (const Entry& named : entries_of(document_, node)) set(named.name, named.node);
        } else if (document_.kind(node) != NodeKind::null) {
            flaw(node,
                 "This is no parameter file: it must be a mapping from names to values, or a list of ParameterKey and "
                 "ParameterValue.",
                 true);
        }
    }

   private:
    /// An item of the list.
    void entry(NodeId item) {
        const NodeId node = document_.follow(item);
        if (node != no_node && document_.kind(node) == NodeKind::string) {
            const std::string_view text = document_.text(node);
            const std::size_t equals = text.find('=');
            if (equals != std::string_view::npos && equals > 0) {
                out_.values.insert_or_assign(std::string(text.substr(0, equals)), std::string(text.substr(equals + 1)));
                return;
            }
        }
        const std::string_view name =
            node == no_node ? std::string_view{} : member_text(document_, node, "ParameterKey");
        if (name.empty()) return flaw(item, "This entry has no ParameterKey.");
        const NodeId value = member_of(document_, node, "ParameterValue");
        if (value != no_node) return set(name, value);
        if (member_of(document_, node, "UsePreviousValue") == no_node)
            flaw(item, cat("Parameter ", name, " has no ParameterValue."));
    }

    void set(std::string_view name, NodeId written) {
        const NodeId node = document_.follow(written);
        if (node == no_node || !is_text(node)) {
            flaw(written, cat("The value of parameter ", name, " must be a string, or a list of strings."));
            return;
        }
        out_.values.insert_or_assign(std::string(name), parameter_text(document_, node));
    }

    bool is_text(NodeId node) const {
        const auto is_scalar = [&](NodeId scalar) {
            const NodeKind kind = document_.kind(scalar);
            return kind == NodeKind::string || kind == NodeKind::number || kind == NodeKind::boolean;
        };
        if (document_.kind(node) != NodeKind::sequence) return is_scalar(node);
        for (NodeId item = document_.first_child(node); item != no_node; item = document_.sibling(node, item)) {
            if (!is_scalar(item)) return false;
        }
        return true;
    }

    void flaw(NodeId node, std::string message, bool fatal = false) {
        out_.flaws.push_back({document_.node(node).begin, std::move(message), fatal});
    }

    const Document& document_;
    ParameterFile& out_;
};

}  // namespace

ParameterFile read_parameter_file(const Document& document) {
    ParameterFile out;
    if (document.size() == 0) return out;
    NodeId node = document.root();
    const NodeId inner = member_of(document, node, "Parameters");
    const NodeId target = inner == no_node ? no_node : document.follow(inner);
    if (target != no_node &&
        (document.kind(target) == NodeKind::mapping || document.kind(target) == NodeKind::sequence))
        node = target;
    Reader(document, out).read(node);
    return out;
}

}  // namespace lintel
