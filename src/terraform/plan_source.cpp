#include "terraform/plan_source.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "model/secret_attributes.h"
#include "terraform/policy_document.h"

namespace lintel {
namespace {

constexpr std::string_view policy_document = "aws_iam_policy_document";

bool is_true(const Document& document, NodeId node) {
    return node != no_node && document.kind(node) == NodeKind::boolean && document.text(node) == "true";
}

bool is_container(const Document& document, NodeId node) {
    return node != no_node && (document.kind(node) == NodeKind::mapping || document.kind(node) == NodeKind::sequence);
}

/// Whether an expression of the configuration is a constant.
bool is_constant(const Document& document, NodeId expression) {
    return is_container(document, expression) && document.member(expression, "constant_value") != no_node;
}

std::vector<std::string_view> addresses_of(const PlanSections& sections) {
    std::vector<std::string_view> addresses;
    addresses.reserve(sections.resources.size());
    for (const PlanResource& resource : sections.resources) addresses.push_back(resource.address);
    return addresses;
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

bool is_generated_id(std::string_view text) {
    if (text.starts_with("arn:") || text.starts_with("https://")) return true;
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos || text.size() < dash + 9) return false;
    constexpr std::size_t uuid_size = 36;
    if (text.size() == uuid_size)
        return std::all_of(text.begin(), text.end(), [](char c) { return is_hex(c) || c == '-'; });
    // "sg-903004f8", "vol-049df61146c4d7901" (source: Amazon EC2 User Guide, Resource IDs)
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(dash) + 1, text.end(), is_hex) &&
           std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(dash),
                       [](char c) { return c >= 'a' && c <= 'z'; });
}

PlanSource::PlanSource(std::shared_ptr<const Document> document, const LiftTable& lift, PlanSide side)
    : TerraformSource(lift),
      document_(std::move(document)),
      side_(side),
      sections_(read_plan(*document_, side)),
      addresses_(addresses_of(sections_)),
      references_(*document_, sections_.configuration, addresses_),
      graph_resources_(sections_.resources.size(), PlanTarget::none) {
    read_ids();
}

void PlanSource::read_ids() {
    for (std::uint32_t i = 0; i < sections_.resources.size(); ++i) {
        const PlanResource& resource = sections_.resources[i];
        if (resource.values == no_node || resource.data) continue;
        const auto ids = members_of<3>(*document_, resource.values, {"id", "arn", "key_id"});
        for (const NodeId id : ids) {
            if (id != no_node && is_generated_id(document_->text(id))) ids_.emplace(document_->text(id), i);
        }
    }
}

std::uint32_t PlanSource::named_by_id(std::string_view text) const {
    if (ids_.empty() || !is_generated_id(text)) return PlanTarget::none;
    const auto found = ids_.find(text);
    return found == ids_.end() ? PlanTarget::none : found->second;
}

void PlanSource::match(const Graph& graph) {
    for (const Resource& resource : graph.resources) graph_resources_[resource.origin] = resource.index;
}

const Resource* PlanSource::resource_at(std::uint32_t plan_index) const {
    const std::uint32_t index = graph_resources_[plan_index];
    return index == PlanTarget::none || graph() == nullptr ? nullptr : &graph()->resources[index];
}

std::vector<NodeId> PlanSource::own_text() const {
    std::vector<NodeId> parts;
    for (const PlanResource& resource : sections_.resources) {
        // The secret of a key that Terraform makes stands in every state: the rules about such keys tell of it.
        const bool made_here = resource.type == "aws_iam_access_key";
        if (resource.values != no_node && !resource.data && !resource.deleted && !made_here)
            parts.push_back(resource.values);
    }
    for (const PlanReferences::Variable& variable : references_.variables()) parts.push_back(variable.node);
    const NodeId outputs =
        sections_.configuration == no_node ? no_node : document_->member(sections_.configuration, "outputs");
    if (outputs != no_node) parts.push_back(outputs);
    return parts;
}

Value PlanSource::attributes(const Resource& resource, Env& env) const {
    const PlanResource& written = sections_.resources[resource.origin];
    return block_of(resource.origin, written.values != no_node ? written.values : written.named_at, env);
}

/// The block of a resource, whose values stand at the node.
Value PlanSource::block_of(std::uint32_t plan_index, NodeId node, Env& env) const {
    const PlanResource& written = sections_.resources[plan_index];
    Beside beside;
    beside.resource = plan_index;
    beside.unknown = written.unknown;
    beside.sensitive = written.sensitive;
    beside.expression = references_.expressions(plan_index);
    beside.configured = references_.tells_of(plan_index);
    Value block;
    block.kind = ValueKind::map;
    block.place = {this, node};
    block.inner = env.arena().make(beside);
    return block;
}

NodeId PlanSource::child(NodeId container, std::string_view key, std::uint32_t index) const {
    if (!is_container(*document_, container)) return no_node;
    if (document_->kind(container) == NodeKind::mapping) return document_->member(container, key);
    NodeId node = document_->first_child(container);
    while (index-- > 0 && node != no_node) node = document_->sibling(container, node);
    return node;
}

Value PlanSource::child_value(const Value& parent, std::string_view key, std::uint32_t index, NodeId known,
                              Env& env) const {
    const Beside none;
    const Beside& outer = parent.inner == nullptr ? none : *static_cast<const Beside*>(parent.inner);
    Beside beside = outer;
    // A value that is unknown, or sensitive, as a whole is so in all of its parts.
    beside.unknown = is_true(*document_, outer.unknown) ? outer.unknown : child(outer.unknown, key, index);
    beside.sensitive = is_true(*document_, outer.sensitive) ? outer.sensitive : child(outer.sensitive, key, index);
    // All parts of a constant are constants, and a reference speaks for all that is in it.
    const bool refers = is_container(*document_, outer.expression) &&
                        document_->kind(outer.expression) == NodeKind::mapping &&
                        document_->member(outer.expression, "references") != no_node;
    if (!refers && !is_constant(*document_, outer.expression))
        beside.expression =
            key.empty() ? expression_of_item(outer.expression, known, index) : child(outer.expression, key, index);
    beside.configured = outer.configured && is_container(*document_, beside.expression) &&
                        document_->member(beside.expression, "references") == no_node &&
                        !is_constant(*document_, beside.expression);
    // A container that stands only in after_unknown holds truth values in place of values.
    if (parent.place.node == outer.unknown) known = no_node;
    const bool is_known = known != no_node && document_->kind(known) != NodeKind::null;
    if (!is_known && is_true(*document_, beside.unknown)) {
        const bool left_out = outer.configured && beside.expression == no_node && !key.empty();
        if (left_out) return absent_value(parent.place);
        return unknown_value_at(beside.unknown, beside, key, {index, key.empty() && refers ? parent.count : 1}, env);
    }
    if (!is_known && is_container(*document_, beside.unknown)) return known_value(beside.unknown, beside, env);
    if (known == no_node) return absent_value(parent.place);
    return known_value(known, beside, env);
}

/// The expressions of an item of a list. Sets are in another order in the plan than in the configuration: of several
/// blocks only one whose constants are the item's own can be told.
NodeId PlanSource::expression_of_item(NodeId expressions, NodeId known, std::uint32_t index) const {
    if (expressions == no_node || document_->kind(expressions) != NodeKind::sequence) return no_node;
    if (document_->child_count(expressions) == 1) return child(expressions, {}, index);
    if (known == no_node || document_->kind(known) != NodeKind::mapping) return no_node;
    NodeId fitting = no_node;
    for (NodeId c = document_->first_child(expressions); c != no_node; c = document_->sibling(expressions, c)) {
        if (!fits(c, known)) continue;
        if (fitting != no_node) return no_node;
        fitting = c;
    }
    return fitting;
}

/// Whether all constants of a block's expressions are the values of an item.
bool PlanSource::fits(NodeId expressions, NodeId known) const {
    if (document_->kind(expressions) != NodeKind::mapping) return false;
    for (NodeId c = document_->first_child(expressions); c != no_node; c = document_->sibling(expressions, c)) {
        if (document_->kind(c) != NodeKind::mapping) continue;
        const NodeId constant = document_->member(c, "constant_value");
        if (constant == no_node || is_container(*document_, constant)) continue;
        const NodeId value = document_->member(known, document_->key(c));
        if (value == no_node || document_->text(value) != document_->text(constant)) return false;
    }
    return true;
}

Value PlanSource::known_value(NodeId node, const Beside& beside, Env& env) const {
    Value value;
    value.place = {this, node};
    switch (document_->kind(node)) {
        case NodeKind::null:
        case NodeKind::alias:
            return absent_value(value.place);
        case NodeKind::boolean:
            value.kind = ValueKind::boolean;
            value.text = document_->text(node);
            value.boolean = value.text == "true";
            break;
        case NodeKind::number:
            value.kind = ValueKind::number;
            value.text = document_->text(node);
            value.number = to_number(value.text).value_or(0);
            break;
        case NodeKind::string:
            value.kind = ValueKind::string;
            value.text = document_->text(node);
            break;
        case NodeKind::sequence:
        case NodeKind::mapping:
            value.kind = document_->kind(node) == NodeKind::sequence ? ValueKind::list : ValueKind::map;
            value.count = document_->child_count(node);
            value.inner = env.arena().make(beside);
            return value;
    }
    value.secret = is_true(*document_, beside.sensitive);
    value.recorded = !is_constant(*document_, beside.expression);
    if (value.is(ValueKind::string)) add_references(value, beside, env);
    return value;
}

/// What a text names: the one resource that its expression refers to, or the one whose generated id it is.
void PlanSource::add_references(Value& value, const Beside& beside, Env& env) const {
    const std::uint32_t by_id = named_by_id(value.text);
    if (by_id != PlanTarget::none) {
        value.resource = resource_at(by_id);
        return;
    }
    if (beside.expression == no_node) return;
    const std::vector<PlanTarget> targets = references_.targets(beside.expression, beside.resource);
    if (targets.size() != 1) return;
    const PlanTarget& only = targets.front();
    if (only.variable != PlanTarget::none) {
        const PlanReferences::Variable& variable = references_.variables()[only.variable];
        value = traced(value, {this, variable.node}, cat("variable ", variable.name), env);
        return;
    }
    const PlanResource& named = sections_.resources[only.resource];
    if (named.data && named.type == policy_document && named.values != no_node) return;
    const bool names_it = only.attribute.empty() || only.attribute == "id" || only.attribute == "arn" ||
                          only.attribute == "name" || only.attribute == "bucket" || only.attribute.ends_with("_id");
    if (!names_it || is_another(named, only.attribute, value.text)) return;
    refer(value, only);
}

void PlanSource::refer(Value& value, const PlanTarget& target) const {
    value.resource = resource_at(target.resource);
    if (value.resource != nullptr) value.attribute = canonical_attribute(*value.resource, target.attribute);
}

/// Whether an attribute of a resource is known to be another text: then the expression only makes use of it.
bool PlanSource::is_another(const PlanResource& resource, std::string_view attribute, std::string_view text) const {
    if (attribute.empty()) return false;
    const NodeId own = child(resource.values, attribute, 0);
    return own != no_node && document_->kind(own) == NodeKind::string && document_->text(own) != text;
}

Value PlanSource::unknown_value_at(NodeId node, const Beside& beside, std::string_view name, Share share,
                                   Env& env) const {
    const std::string_view called = name.empty() ? std::string_view("an item") : name;
    Value value =
        lintel::unknown_value(env.arena().text(cat(called, ", which is known only after apply")), {this, node});
    value.secret = is_true(*document_, beside.sensitive);
    if (beside.expression == no_node) return value;
    std::vector<PlanTarget> targets = references_.targets(beside.expression, beside.resource);
    std::erase_if(targets, [](const PlanTarget& target) { return target.resource == PlanTarget::none; });
    // As many references as items: each item is one of them.
    const bool one_each = share.of > 1 && targets.size() == share.of;
    if (targets.size() != 1 && !one_each) return value;
    const PlanTarget& meant = targets[one_each ? share.index : 0];
    const PlanResource& named = sections_.resources[meant.resource];
    if (named.data && named.type == policy_document && meant.attribute.ends_with("json"))
        return policy_of(meant.resource, value.place, env);
    value.secret = value.secret || is_secret_attribute(named.type, meant.attribute);
    refer(value, meant);
    return value;
}

/// The policy that a data source will render: what of it is known, stands in the plan.
Value PlanSource::policy_of(std::uint32_t data, Place place, Env& env) const {
    const PlanResource& written = sections_.resources[data];
    if (written.values == no_node)
        return lintel::unknown_value("a policy document that is known only after apply", place);
    Value policy = rendered_policy(block_of(data, written.values, env), env);
    if (policy.members != nullptr) policy.place = place;  // what is in it stands in the data source
    return policy;
}

Value PlanSource::plain_member(const Value& map, std::string_view key, Env& env) const {
    return child_value(map, key, 0, child(map.place.node, key, 0), env);
}

Value PlanSource::plain_item(const Value& list, std::uint32_t index, Env& env) const {
    Env::Cursor& cursor = env.cursor(list.place);
    if (cursor.list != list.place || cursor.item == no_node || cursor.index > index)
        cursor = {list.place, 0, document_->first_child(list.place.node)};
    while (cursor.index < index && cursor.item != no_node) {
        cursor.item = document_->sibling(list.place.node, cursor.item);
        ++cursor.index;
    }
    return child_value(list, {}, index, cursor.item, env);
}

std::vector<Member> PlanSource::plain_members(const Value& container, Env& env) const {
    std::vector<Member> all;
    const NodeId node = container.place.node;
    if (!is_container(*document_, node)) return all;
    std::uint32_t index = 0;
    for (NodeId c = document_->first_child(node); c != no_node; c = document_->sibling(node, c)) {
        const std::string_view key = document_->has_key(c) ? document_->key(c) : std::string_view{};
        all.push_back({key, child_value(container, key, index++, c, env)});
    }
    // Members that are known only after apply are missing among the known ones.
    const auto* beside = static_cast<const Beside*>(container.inner);
    if (beside == nullptr || !is_container(*document_, beside->unknown) || beside->unknown == node) return all;
    if (document_->kind(node) != NodeKind::mapping || document_->kind(beside->unknown) != NodeKind::mapping) return all;
    for (NodeId c = document_->first_child(beside->unknown); c != no_node; c = document_->sibling(beside->unknown, c)) {
        if (document_->member(node, document_->key(c)) != no_node) continue;
        all.push_back({document_->key(c), child_value(container, document_->key(c), 0, no_node, env)});
    }
    return all;
}

Value PlanSource::resolve(NodeId node, Env& env) const { return known_value(node, {}, env); }

Value PlanSource::attribute(const Resource& resource, std::string_view name, Env& env) const {
    const PlanResource& written = sections_.resources[resource.origin];
    if (name == "Metadata") return absent_value(resource.place);
    if (name == "Provider") {
        const NodeId provider = references_.provider(resource.origin);
        if (provider == no_node) return lintel::unknown_value("a provider that the plan does not tell", resource.place);
        // The key of a provider's default configuration is its bare name (source: Terraform, JSON Output Format).
        const bool named = document_->text(provider).find('.') != std::string_view::npos;
        return named ? known_value(provider, {}, env) : absent_value(resource.place);
    }
    if (const Value policy = snapshot_policy(*this, resource, env); !policy.absent()) return policy;
    if ((name == "DeletionPolicy" || name == "UpdateReplacePolicy") && (written.deleted || written.replaced))
        return string_value("Delete", {this, written.actions});
    return lintel::unknown_value("the lifecycle of the resource, which a plan does not show", resource.place);
}

Value PlanSource::output_member(const Output& output, std::string_view key, Env& env) const {
    const PlanOutput& written = sections_.outputs[output.origin];
    const Place whole = {this, written.node};
    if (key == "sensitive") return boolean_value(is_true(*document_, written.sensitive), whole);
    const NodeId configured = written.configured == no_node ? no_node : document_->member(written.configured, key);
    if (key != "value") return configured == no_node ? absent_value(whole) : known_value(configured, {}, env);
    Beside beside;
    beside.resource = PlanTarget::none;  // the root module
    beside.unknown = written.unknown;
    beside.sensitive = written.sensitive;
    if (written.configured != no_node) beside.expression = document_->member(written.configured, "expression");
    if (written.value != no_node) return known_value(written.value, beside, env);
    if (is_true(*document_, written.unknown)) {
        Value value = unknown_value_at(written.unknown, beside, output.name, {}, env);
        value.place = whole;
        return value;
    }
    return absent_value(whole);
}

Truth PlanSource::decide(std::uint32_t /*condition*/, Env& /*env*/) const { return Truth::unknown; }

std::optional<Example> PlanSource::feasible(const Scenario& /*scenario*/) const { return Example{}; }

std::string_view PlanSource::condition_name(std::uint32_t /*condition*/) const { return {}; }

}  // namespace lintel
