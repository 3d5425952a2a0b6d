#include "terraform/evaluator.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "terraform/function_text.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

constexpr std::array<std::string_view, 9> meta_arguments = {
    "//", "count", "for_each", "provider", "depends_on", "lifecycle", "provisioner", "connection", "dynamic"};

bool is_meta(std::string_view key) {
    return std::find(meta_arguments.begin(), meta_arguments.end(), key) != meta_arguments.end();
}

}  // namespace

Value Evaluator::unknown(std::string_view cause, FileNode at) {
    return unknown_value(env_.arena().text(cause), configuration_.place(at));
}

/// What an expression gives stands where the expression is written; what is in it stays where that is written.
Value Evaluator::placed(Value value, FileNode at) {
    const bool read_through_place = (value.is(ValueKind::map) || value.is(ValueKind::list)) && value.members == nullptr;
    if (!read_through_place) value.place = configuration_.place(at);
    return value;
}

Value Evaluator::node_value(FileNode node, const Scope& scope) {
    const Descent descent(env_);
    if (!descent || !env_.step()) return unknown("an expression that takes too many steps to evaluate", node);
    return scalar_or_container(node, scope);
}

Value Evaluator::scalar_or_container(FileNode node, const Scope& scope) {
    const Document& document = configuration_.document(node.file);
    Value value;
    value.place = configuration_.place(node);
    switch (document.kind(node.node)) {
        case NodeKind::null:
        case NodeKind::alias:
            value.kind = ValueKind::null;
            return value;
        case NodeKind::boolean:
            value.kind = ValueKind::boolean;
            value.text = document.text(node.node);
            value.boolean = value.text == "true";
            return value;
        case NodeKind::number:
            value.kind = ValueKind::number;
            value.text = document.text(node.node);
            value.number = to_number(value.text).value_or(0);
            return value;
        case NodeKind::string:
            return string_value_of(node, scope);
        case NodeKind::sequence:
        case NodeKind::mapping:
            value.kind = document.kind(node.node) == NodeKind::sequence ? ValueKind::list : ValueKind::map;
            value.count = document.child_count(node.node);
            value.inner = env_.arena().make(ScopedPlace{&scope, nullptr});
            return value;
    }
    return value;
}

Value Evaluator::string_value_of(FileNode node, const Scope& scope) {
    const std::string_view text = configuration_.document(node.file).text(node.node);
    if (scope.literal || !holds_template(text)) return string_value(text, configuration_.place(node));
    const ExpressionTree& tree = configuration_.expression(node);
    if (tree.error) return unknown("an expression that cannot be read", node);
    Value value = evaluate(tree, tree.root, scope, node);
    // A value that is only handed on (from the map of a for_each, say) is written elsewhere.
    const Place own = configuration_.place(node);
    if (is_scalar(value) && value.trace == nullptr && value.place && value.place != own)
        value = traced(value, value.place, "written there", env_);
    return placed(value, node);
}

Value Evaluator::body(const Layers& layers, const Scope& scope, Place place) {
    Value value;
    value.kind = ValueKind::map;
    value.place = place;
    value.inner = env_.arena().make(ScopedPlace{&scope, &layers});
    return value;
}

Value Evaluator::body_member(const Layers& layers, std::string_view key, const Scope& scope, Place owner) {
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        const Document& document = configuration_.document(layer->file);
        const NodeId node = document.member(layer->node, key);
        const std::vector<FileNode> dynamics = dynamics_in(*layer, key);
        if (node == no_node && dynamics.empty()) continue;
        Value written = node == no_node ? absent_value(owner) : node_value({layer->file, node}, scope);
        if (written.is(ValueKind::null)) written = absent_value(written.place);
        return dynamics.empty() ? written : dynamic_blocks(dynamics, key, scope, written, owner);
    }
    return absent_value(owner);
}

/// The dynamic blocks of a layer that make blocks of a type.
std::vector<FileNode> Evaluator::dynamics_in(FileNode layer, std::string_view key) const {
    std::vector<FileNode> own;
    const Document& document = configuration_.document(layer.file);
    const NodeId dynamic = document.member(layer.node, "dynamic");
    if (dynamic == no_node) return own;
    blocks_in(document, dynamic, 1, [&](const auto& labels, NodeId, NodeId body) {
        if (labels[0] == key) own.push_back({layer.file, body});
    });
    return own;
}

std::vector<Member> Evaluator::body_members(const Layers& layers, const Scope& scope) {
    std::vector<Member> members;
    const auto add = [&](std::string_view key) {
        if (is_meta(key)) return;
        const bool there =
            std::any_of(members.begin(), members.end(), [&](const Member& other) { return other.key == key; });
        if (!there) members.push_back({key, body_member(layers, key, scope, configuration_.place(layers.front()))});
    };
    for (const FileNode& layer : layers) {
        const Document& document = configuration_.document(layer.file);
        for (NodeId c = document.first_child(layer.node); c != no_node; c = document.sibling(layer.node, c))
            add(document.key(c));
        const NodeId dynamic = document.member(layer.node, "dynamic");
        if (dynamic == no_node) continue;
        blocks_in(document, dynamic, 1, [&](const auto& labels, NodeId, NodeId) { add(labels[0]); });
    }
    return members;
}

/// The blocks that are written, with those that dynamic blocks make (source: Terraform, dynamic Blocks).
Value Evaluator::dynamic_blocks(const std::vector<FileNode>& dynamics, std::string_view key, const Scope& scope,
                                const Value& written, Place owner) {
    std::vector<Member> blocks;
    for (const Value& block : items_or_single(written, env_)) blocks.push_back({{}, block});
    for (const FileNode& dynamic : dynamics) {
        const Document& document = configuration_.document(dynamic.file);
        const NodeId each = document.member(dynamic.node, "for_each");
        const NodeId iterator = document.member(dynamic.node, "iterator");
        const NodeId content = document.member(dynamic.node, "content");
        if (each == no_node || content == no_node) continue;
        const Condition before = env_.needed();
        const Value collection = node_value({dynamic.file, each}, scope);
        if (!collection.is(ValueKind::list) && !collection.is(ValueKind::map)) {
            Value open = unknown_value(collection.is(ValueKind::unknown) ? collection.text : "the number of blocks",
                                       configuration_.place(dynamic));
            open.maybe_absent = true;
            // A condition decides how many blocks there are: then nothing can be told of the list as a whole.
            if (env_.needed() && !before) return open;
            if (!collection.is(ValueKind::null)) blocks.push_back({{}, open});
            continue;
        }
        const std::string_view name = iterator == no_node ? key : document.text(iterator);
        for (const Entry& entry : entries(collection)) {
            const auto iteration = env_.arena().array<Member>(2);
            iteration[0] = {"key", entry.key};
            iteration[1] = {"value", entry.value};
            Scope inner = scope;
            inner.bindings =
                env_.arena().make(BoundName{name, map_value(iteration, entry.value.place), scope.bindings});
            const Scope* kept = env_.arena().make(inner);
            Value bodies = node_value({dynamic.file, content}, *kept);
            for (const Value& one : items_or_single(bodies, env_)) blocks.push_back({{}, one});
        }
    }
    if (blocks.empty()) return absent_value(written.absent() ? owner : written.place);
    const Place place = written.absent() ? configuration_.place(dynamics.front()) : written.place;
    return list_value(env_.arena().copy(blocks), place);
}

std::vector<Evaluator::Entry> Evaluator::entries(const Value& collection) {
    std::vector<Entry> out;
    if (collection.is(ValueKind::map)) {
        for (const Member& each : sorted_members(collection, env_)) {
            const bool known = !each.key.empty() || !each.value.is(ValueKind::unknown);
            out.push_back({known ? string_value(each.key, each.value.place) : each.value, each.value});
        }
        return out;
    }
    double number = 0;
    for (const Value& each : items_of(collection, env_)) {
        CallContext context{env_, each.place};
        out.push_back({collection.shape == shape_set ? each : made_number(number, context), each});
        ++number;
    }
    return out;
}

Value Evaluator::evaluate(const ExpressionTree& tree, ExpressionId id, const Scope& scope, FileNode at) {
    const Descent descent(env_);
    if (!descent || !env_.step()) return unknown("an expression that takes too many steps to evaluate", at);
    const ExpressionNode& node = tree.node(id);
    const Place place = configuration_.place(at);
    switch (node.kind) {
        case ExpressionKind::null_literal:
            return null_value(place);
        case ExpressionKind::bool_literal:
            return boolean_value(node.number != 0, place);
        case ExpressionKind::number_literal: {
            Value number = number_value(node.number, place);
            number.text = node.text;
            return number;
        }
        case ExpressionKind::string_literal:
            return string_value(node.text, place);
        case ExpressionKind::text_template:
            return text_template(tree, node, scope, at);
        case ExpressionKind::variable:
        case ExpressionKind::attribute:
        case ExpressionKind::index: {
            bool is_traversal = false;
            const Value found = traversal(tree, id, scope, at, is_traversal);
            if (is_traversal) return found;
            if (node.kind == ExpressionKind::variable)
                return unknown(cat(node.text, ", which is no name that is known here"), at);
            const Value object = evaluate(tree, node.parts[0], scope, at);
            if (node.kind == ExpressionKind::attribute) return attribute(object, node.text, at);
            return index(object, evaluate(tree, node.parts[1], scope, at), at);
        }
        case ExpressionKind::splat:
            return splat(tree, node, scope, at);
        case ExpressionKind::splat_item: {
            for (const BoundName* b = scope.bindings; b != nullptr; b = b->next) {
                if (b->name == "*") return b->value;
            }
            return unknown("the item of a splat", at);
        }
        case ExpressionKind::call:
            return call(tree, node, scope, at);
        case ExpressionKind::negate:
        case ExpressionKind::not_:
            return unary(tree, node, scope, at);
        case ExpressionKind::binary:
            return binary(tree, node, scope, at);
        case ExpressionKind::conditional:
        case ExpressionKind::template_if:
            return conditional(tree, node, scope, at);
        case ExpressionKind::tuple: {
            std::vector<Member> items;
            for (const ExpressionId part : node.parts) items.push_back({{}, evaluate(tree, part, scope, at)});
            return list_value(env_.arena().copy(items), place);
        }
        case ExpressionKind::object:
            return object(tree, node, scope, at);
        case ExpressionKind::for_tuple:
            return for_tuple(tree, node, scope, at);
        case ExpressionKind::for_object:
            return for_object(tree, node, scope, at);
        case ExpressionKind::template_for:
            return template_for(tree, node, scope, at);
    }
    return null_value(place);
}

Value Evaluator::text_template(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope,
                               FileNode at) {
    TextMaker maker;
    CallContext context{env_, configuration_.place(at)};
    const TraceStep* trace = nullptr;
    bool secret = false;
    for (const ExpressionId part : node.parts) {
        Value value = evaluate(tree, part, scope, at);
        if (value.is(ValueKind::list) || value.is(ValueKind::map)) value = json_text(value, at);
        secret = secret || value.secret;
        if (trace == nullptr) trace = value.trace;
        if (!maker.add(value, env_)) maker.add_hole(value);
    }
    Value text = maker.finish(context);
    text.secret = text.secret || secret;
    if (text.trace == nullptr) text.trace = trace;
    return text;
}

Value Evaluator::unary(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at) {
    const Value operand = evaluate(tree, node.parts[0], scope, at);
    if (operand.is(ValueKind::unknown)) return unknown(operand.text, at);
    if (node.kind == ExpressionKind::not_) {
        const auto truth = truth_of(operand);
        Value value = truth ? boolean_value(!*truth, configuration_.place(at))
                            : unknown("the negation of what is no truth value", at);
        value.trace = operand.trace;
        value.secret = operand.secret;
        return value;
    }
    const auto number = number_of(operand);
    if (!number) return unknown("the negative of what is no number", at);
    CallContext context{env_, configuration_.place(at)};
    Value value = made_number(-*number, context);
    value.secret = operand.secret;
    return value;
}

Value Evaluator::binary(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at) {
    using Op = BinaryOperation;
    const Place place = configuration_.place(at);
    const Value left = evaluate(tree, node.parts[0], scope, at);
    const auto decided = [&](Truth truth, const Value& about) {
        if (truth == Truth::unknown)
            return unknown(about.is(ValueKind::unknown) ? about.text : "a value known only in part", at);
        Value value = boolean_value(truth == Truth::yes, place);
        value.trace = about.trace;
        value.secret = left.secret || about.secret;
        return value;
    };
    const auto truth_value = [](const Value& value) {
        const auto known = value.known() ? truth_of(value) : std::nullopt;
        return known ? truth(*known) : Truth::unknown;
    };
    if (node.operation == Op::and_ || node.operation == Op::or_) {
        const Truth decisive = node.operation == Op::and_ ? Truth::no : Truth::yes;
        const Truth l = truth_value(left);
        // Both sides are looked at even where one decides: what they depend on counts.
        const Value right = evaluate(tree, node.parts[1], scope, at);
        const Truth r = truth_value(right);
        if (l == decisive) return decided(l, left);
        if (r == decisive) return decided(r, right);
        return l == Truth::unknown ? decided(l, left) : decided(r, right);
    }
    const Value right = evaluate(tree, node.parts[1], scope, at);
    // While values of variables are tried, one that is none of those that the tests name equals none of them. Numbers
    // are tried on both sides of each that is named: there is nothing left for another one to show.
    const bool is_other = left.shape == shape_other_value || right.shape == shape_other_value;
    const Value* other = nullptr;
    if (is_other && configuration_.assignment != nullptr) other = left.shape == shape_other_value ? &left : &right;
    const Value* compared = other == &left ? &right : &left;
    const Value& open = left.is(ValueKind::unknown) || left.partial ? left : right;
    if (node.operation == Op::equal || node.operation == Op::not_equal) {
        Truth same = same_value(left, right, env_);
        if (other != nullptr && is_scalar(*compared) && compared->known()) same = Truth::no;
        return decided(node.operation == Op::equal ? same : !same, same == Truth::unknown ? open : left);
    }
    if (other != nullptr && number_of(*compared)) configuration_.compared_other = true;
    if (left.is(ValueKind::unknown) || right.is(ValueKind::unknown)) return unknown(open.text, at);
    const auto number = [&](double result) {
        CallContext context{env_, place};
        Value value = made_number(result, context);
        value.secret = left.secret || right.secret;
        return value;
    };
    const auto l = number_of(left);
    const auto r = number_of(right);
    if (!l || !r) return unknown("an operation on what is no number", at);
    switch (node.operation) {
        case Op::less:
            return decided(truth(*l < *r), left);
        case Op::less_equal:
            return decided(truth(*l <= *r), left);
        case Op::greater:
            return decided(truth(*l > *r), left);
        case Op::greater_equal:
            return decided(truth(*l >= *r), left);
        case Op::add:
            return number(*l + *r);
        case Op::subtract:
            return number(*l - *r);
        case Op::multiply:
            return number(*l * *r);
        default:
            break;
    }
    if (*r == 0) return unknown("a division by zero", at);
    return number(node.operation == Op::divide ? *l / *r : std::fmod(*l, *r));
}

Value Evaluator::attribute(const Value& object, std::string_view name, FileNode at) {
    if (object.shape == shape_resource_object) return resource_attribute(configuration_, object, name, at, env_);
    if (object.shape == shape_module_object) return output(*static_cast<const ModuleInstance*>(object.inner), name, at);
    if (object.is(ValueKind::unknown)) {
        Value below = below_unknown(object);
        below.shape = 0;
        if (object.resource == nullptr) below.maybe_absent = true;
        return below;
    }
    if (!object.is(ValueKind::map)) return unknown(cat(name, ", ", no_object), at);
    Value found = member(object, name, env_);
    if (found.absent()) found = missing(object, name, at);
    found.secret = found.secret || object.secret;
    return found;
}

/// What an object that seems to have no such member has: null, if that is written. A block of a resource has all of
/// its attributes, those that are not written being known after apply; of anything else Terraform gives an error.
Value Evaluator::missing(const Value& object, std::string_view name, FileNode at) {
    const bool written = object.members == nullptr && object.place;
    if (!written) return unknown(cat(name, ", ", no_such_attribute), at);
    const Document& document = object.place.source->document();
    const NodeId node = object.place.node;
    if (document.member(node, name) != no_node) return null_value(configuration_.place(at));
    for (NodeId c = document.first_child(document.root()); c != no_node; c = document.sibling(document.root(), c)) {
        const std::string_view section = document.has_key(c) ? document.key(c) : std::string_view{};
        const bool declares = section == "resource" || section == "data";
        if (declares && node >= c && node < document.node(c).next)
            return unknown(cat("attribute ", name, ", which is known only after apply"), at);
    }
    return unknown(cat(name, ", ", no_such_attribute), at);
}

Value Evaluator::index(const Value& collection, const Value& key, FileNode at) {
    if (collection.is(ValueKind::unknown)) {
        Value below = below_unknown(collection);
        below.shape = 0;
        return below;
    }
    if (!key.known()) {
        // Whichever instance it is, it is one of this resource.
        Value value = unknown(key.is(ValueKind::unknown) ? key.text : "a key known only in part", at);
        if (collection.is(ValueKind::list) && collection.count > 0) {
            const Value first = item(collection, 0, env_);
            if (first.shape == shape_resource_object) return first;
        }
        return value;
    }
    if (collection.is(ValueKind::list)) {
        const auto number = whole_number_of(key);
        if (!number || *number < 0 || *number >= static_cast<std::int64_t>(collection.count))
            return unknown(no_such_item, at);
        Value found = item(collection, static_cast<std::uint32_t>(*number), env_);
        if (found.absent()) found.kind = ValueKind::null;
        found.secret = found.secret || collection.secret;
        return found;
    }
    if (collection.is(ValueKind::map) && collection.shape < first_own_shape) {
        const auto text = text_of(key, env_);
        if (!text) return unknown("a key that is no text", at);
        // A single block in JSON is an object, and in expressions a list of one.
        if (*text == "0" && member(collection, *text, env_).absent()) return collection;
        return attribute(collection, *text, at);
    }
    if (collection.shape == shape_resource_object) return collection;
    return unknown("an item of what is no collection", at);
}

Value Evaluator::splat(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at) {
    const Value list = evaluate(tree, node.parts[0], scope, at);
    const auto each = [&](const Value& item_value) {
        Scope inner = scope;
        inner.bindings = env_.arena().make(BoundName{"*", item_value, scope.bindings});
        return evaluate(tree, node.parts[1], *env_.arena().make(inner), at);
    };
    if (list.is(ValueKind::unknown)) {
        Value child = below_unknown(list);
        child.shape = 0;
        Value below = each(child);
        Value all = unknown_value(list.text, list.place);
        all.resource = below.resource;
        all.attribute = below.attribute;
        return all;
    }
    std::vector<Member> out;
    // Null gives an empty list, and a single value counts as a list of one.
    if (!is_null(list)) {
        const bool several = list.is(ValueKind::list);
        for (const Value& one : several ? items_of(list, env_) : std::vector<Value>{list})
            out.push_back({{}, each(one)});
    }
    return list_value(env_.arena().copy(out), configuration_.place(at));
}

Value Evaluator::object(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at) {
    std::vector<Member> members;
    for (std::size_t i = 0; i + 1 < node.parts.size(); i += 2) {
        const Value key = evaluate(tree, node.parts[i], scope, at);
        const auto text = key.known() ? text_of(key, env_) : std::nullopt;
        if (!text) {
            Value open = unknown("an object with a key that is not known", at);
            return open;
        }
        members.push_back({env_.arena().text(*text), evaluate(tree, node.parts[i + 1], scope, at)});
    }
    return map_value(env_.arena().copy(members), configuration_.place(at));
}

std::vector<BoundName> Evaluator::bindings_of(const ExpressionNode& node, const Value& key, const Value& value,
                                              const Scope& scope) const {
    std::vector<BoundName> bindings;
    if (node.names.size() > 1) bindings.push_back({node.names[0], key, scope.bindings});
    bindings.push_back({node.names.back(), value, scope.bindings});
    return bindings;
}

namespace {

/// The scope of one round of a for.
const Scope& round_of(const std::vector<BoundName>& bindings, const Scope& scope, Arena& arena) {
    Scope inner = scope;
    const BoundName* next = scope.bindings;
    for (const BoundName& binding : bindings) next = arena.make(BoundName{binding.name, binding.value, next});
    inner.bindings = next;
    return *arena.make(inner);
}

}  // namespace

Value Evaluator::for_tuple(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at) {
    const Value collection = evaluate(tree, node.parts[0], scope, at);
    if (!collection.is(ValueKind::list) && !collection.is(ValueKind::map))
        return unknown(collection.is(ValueKind::unknown) ? collection.text : "a for over what is no collection", at);
    std::vector<Member> out;
    for (const Entry& entry : entries(collection)) {
        const Scope& inner = round_of(bindings_of(node, entry.key, entry.value, scope), scope, env_.arena());
        Truth kept = Truth::yes;
        if (node.parts.size() > 2) {
            const Value test = evaluate(tree, node.parts[2], inner, at);
            const auto known = test.known() ? truth_of(test) : std::nullopt;
            kept = known ? truth(*known) : Truth::unknown;
        }
        if (kept == Truth::no) continue;
        Value value = evaluate(tree, node.parts[1], inner, at);
        if (kept == Truth::unknown || (entry.value.is(ValueKind::unknown) && entry.value.maybe_absent)) {
            value = unknown("an item that a condition may leave out", at);
            value.maybe_absent = true;
        }
        out.push_back({{}, value});
        if (out.size() > max_made_items) return unknown("a list of too many items", at);
    }
    return list_value(env_.arena().copy(out), configuration_.place(at));
}

Value Evaluator::for_object(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at) {
    const Value collection = evaluate(tree, node.parts[0], scope, at);
    if (!collection.is(ValueKind::list) && !collection.is(ValueKind::map))
        return unknown(collection.is(ValueKind::unknown) ? collection.text : "a for over what is no collection", at);
    struct Group {
        std::string_view key;
        std::vector<Member> values;
    };
    std::vector<Group> groups;
    std::map<std::string_view, std::size_t> places;
    for (const Entry& entry : entries(collection)) {
        if (entry.value.is(ValueKind::unknown) && entry.value.maybe_absent) return unknown(entry.value.text, at);
        const Scope& inner = round_of(bindings_of(node, entry.key, entry.value, scope), scope, env_.arena());
        if (node.parts.size() > 3) {
            const Value test = evaluate(tree, node.parts[3], inner, at);
            const auto known = test.known() ? truth_of(test) : std::nullopt;
            if (!known) return unknown("an object of which a condition may leave parts out", at);
            if (!*known) continue;
        }
        const Value key = evaluate(tree, node.parts[1], inner, at);
        const auto text = key.known() ? text_of(key, env_) : std::nullopt;
        if (!text) return unknown("an object with a key that is not known", at);
        const std::string_view kept = env_.arena().text(*text);
        const auto [place, is_new] = places.try_emplace(kept, groups.size());
        if (is_new) groups.push_back({kept, {}});
        groups[place->second].values.push_back({{}, evaluate(tree, node.parts[2], inner, at)});
        if (groups.size() > max_made_items) return unknown("an object of too many members", at);
    }
    std::vector<Member> out;
    for (const Group& group : groups) {
        const Value value = node.flag ? list_value(env_.arena().copy(group.values), configuration_.place(at))
                                      : group.values.back().value;
        out.push_back({group.key, value});
    }
    std::sort(out.begin(), out.end(), [](const Member& a, const Member& b) { return a.key < b.key; });
    return map_value(env_.arena().copy(out), configuration_.place(at));
}

Value Evaluator::template_for(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at) {
    const Value collection = evaluate(tree, node.parts[0], scope, at);
    if (!collection.is(ValueKind::list) && !collection.is(ValueKind::map))
        return unknown(collection.is(ValueKind::unknown) ? collection.text : "a for over what is no collection", at);
    TextMaker maker;
    for (const Entry& entry : entries(collection)) {
        const Scope& inner = round_of(bindings_of(node, entry.key, entry.value, scope), scope, env_.arena());
        const Value value = evaluate(tree, node.parts[1], inner, at);
        if (!maker.add(value, env_)) maker.add_hole(value);
    }
    CallContext context{env_, configuration_.place(at)};
    return maker.finish(context);
}

}  // namespace lintel
