#include "cloudformation/resolution.h"
#include "cloudformation/scalars.h"

namespace lintel {
namespace {

/// Keeps count of how deep expressions nest.
class Level {
   public:
    explicit Level(Env& env) : env_(env), fits_(env.descend()) {}
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level() { env_.ascend(); }
    bool fits() const { return fits_; }

   private:
    Env& env_;
    bool fits_;
};

Value as_written(Resolution& r, NodeId node, ValueKind kind) {
    Value value;
    value.kind = kind;
    value.place = r.place(node);
    return value;
}

Value scalar(Resolution& r, NodeId node, ValueKind kind) {
    Value value = as_written(r, node, kind);
    value.text = r.document().text(node);
    if (kind == ValueKind::boolean) value.boolean = boolean_of(value.text);
    if (kind == ValueKind::number) value.number = number_of(value.text);
    return kind == ValueKind::string ? with_dynamic_references(r, value.text, value) : value;
}

Value container(Resolution& r, NodeId node, ValueKind kind) {
    Value value = as_written(r, node, kind);
    value.count = r.document().child_count(node);
    return value;
}

/// Containers are placed at the alias, as that is where they are used; what is in them is placed where it is written.
Value alias(Resolution& r, NodeId node) {
    const NodeId target = r.document().follow(node);
    if (target == no_node) return unknown_because(r, node, "an alias that contains itself");
    Value value = resolve(r, target);
    if (value.place == r.place(target)) value.place = r.place(node);
    return value;
}

Value call(Resolution& r, NodeId node, Call call) {
    switch (call.function) {
        case Function::ref:
            return resolve_ref(r, node, call.argument);
        case Function::get_att:
            return resolve_get_att(r, node, call.argument);
        case Function::sub:
            return resolve_sub(r, node, call.argument);
        case Function::join:
            return resolve_join(r, node, call.argument);
        case Function::select:
            return resolve_select(r, node, call.argument);
        case Function::split:
            return resolve_split(r, node, call.argument);
        case Function::find_in_map:
            return resolve_find_in_map(r, node, call.argument);
        case Function::if_:
            return resolve_if(r, node, call.argument);
        case Function::base64:
            return resolve_base64(r, node, call.argument);
        case Function::cidr:
            return resolve_cidr(r, node, call.argument);
        case Function::length:
            return resolve_length(r, node, call.argument);
        case Function::to_json_string:
            return resolve_to_json(r, node, call.argument);
        case Function::import_value:
            return resolve_import(r, node, call.argument);
        case Function::transform:
            return resolve_transform(r, node, call.argument);
        case Function::get_azs:
            return unknown_because(r, node, "the Availability Zones of a region");
        case Function::equals:
        case Function::and_:
        case Function::or_:
        case Function::not_:
        case Function::condition:
        case Function::contains:
        case Function::each_member_equals:
        case Function::each_member_in:
            return resolve_condition_function(r, node);
        default:
            return unknown_because(r, node, "the result of ", r.document().key(call.argument));
    }
}

Value mapping(Resolution& r, NodeId node) {
    const Call found = call_at(r.document(), node);
    if (!found) return container(r, node, ValueKind::map);
    // Policies have members named Condition, too; only a declared condition is meant as one.
    if (found.function == Function::condition && !r.source.conditions().find(r.document().text(found.argument))) {
        return container(r, node, ValueKind::map);
    }
    return call(r, node, found);
}

}  // namespace

Value resolve(Resolution& r, NodeId node) {
    if (!r.env.step()) return too_costly(r, node);
    const Level level(r.env);
    if (!level.fits()) return unknown_because(r, node, "an expression that nests too deep");
    switch (r.document().kind(node)) {
        case NodeKind::null:
            return as_written(r, node, ValueKind::null);
        case NodeKind::boolean:
            return scalar(r, node, ValueKind::boolean);
        case NodeKind::number:
            return scalar(r, node, ValueKind::number);
        case NodeKind::string:
            return scalar(r, node, ValueKind::string);
        case NodeKind::sequence:
            return container(r, node, ValueKind::list);
        case NodeKind::mapping:
            return mapping(r, node);
        case NodeKind::alias:
            return alias(r, node);
    }
    return as_written(r, node, ValueKind::null);
}

std::vector<Value> children(Resolution& r, const Value& list) {
    std::vector<Value> out;
    if (!list.is(ValueKind::list)) return out;
    out.reserve(list.count);
    if (list.members != nullptr) {
        for (std::uint32_t i = 0; i < list.count; ++i) out.push_back(list.members[i].value);
        return out;
    }
    const Document& document = r.document();
    const NodeId sequence = document.follow(list.place.node);
    if (sequence == no_node) return out;
    for (NodeId child = document.first_child(sequence); child != no_node; child = document.sibling(sequence, child)) {
        Value value = resolve(r, child);
        value.trace = joined(r, value.trace, list.trace);
        out.push_back(value);
    }
    return out;
}

Value too_costly(Resolution& r, NodeId node) {
    return unknown_value("a template that takes too many steps to evaluate", r.place(node));
}

Value malformed(Resolution& r, NodeId node) {
    return unknown_because(r, node, "a malformed ", r.document().key(node + 1));
}

std::vector<NodeId> arguments(const Resolution& r, NodeId argument) {
    std::vector<NodeId> out;
    const Document& document = r.document();
    const NodeId sequence = document.follow(argument);
    if (sequence == no_node || document.kind(sequence) != NodeKind::sequence) return out;
    for (NodeId child = document.first_child(sequence); child != no_node; child = document.sibling(sequence, child)) {
        out.push_back(child);
    }
    return out;
}

const TraceStep* joined(Resolution& r, const TraceStep* first, const TraceStep* second) {
    if (first == nullptr) return second;
    if (second == nullptr) return first;
    TraceStep* const head = r.env.arena().make(*first);
    TraceStep* last = head;
    while (last->next != nullptr) {
        TraceStep* const copy = r.env.arena().make(*last->next);
        last->next = copy;
        last = copy;
    }
    last->next = second;
    return head;
}

Value placed(Resolution& r, Value value, NodeId node) {
    value.place = r.place(node);
    return value;
}

}  // namespace lintel
