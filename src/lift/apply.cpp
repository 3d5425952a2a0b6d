#include "lift/apply.h"

#include <algorithm>

#include "base/flat_name.h"
#include "base/text.h"

namespace lintel {
namespace {

/// Whose property is read, and by what.
struct Subject {
    const LiftInput& input;
    const Resource& resource;
    /// Set where a part stands in for its parent: only what it brings is known.
    bool stands_in = false;
};

/// An object that a table describes, over a block as the provider has it.
struct LiftedObject {
    Subject subject;
    std::span<const LiftField> fields;
    Value block;
};

/// Items of a lifted list that come from one place.
struct ListPiece {
    const LiftSource* source = nullptr;
    Value value;  ///< a list, or a single thing that counts as a list of one
    Value block;  ///< what it was found in
    std::uint32_t count = 0;
};

struct LiftedList {
    Subject subject;
    std::span<const ListPiece> pieces;
};

Value field_value(const Subject& subject, const LiftField& field, const Value& block, Env& env);

bool is_gone(const Value& value) { return value.absent() || value.is(ValueKind::null); }

Value open_value(const Value& why) {
    Value value = unknown_value(why.is(ValueKind::unknown) ? why.text : "a value known only in part", why.place);
    value.maybe_absent = true;
    return value;
}

/// Whether nobody knows what is in a block; one that is only the name of a resource is known well enough.
bool is_unknown_block(const Value& block) { return block.is(ValueKind::unknown) && block.resource == nullptr; }

/// A block that stands in a list of one, as a provider's single blocks do.
Value first_block(const Value& value, Env& env) {
    if (!value.is(ValueKind::list)) return value;
    return value.count == 0 ? absent_value(value.place) : item(value, 0, env);
}

Value at_path(Value value, std::string_view path, Env& env) {
    while (!path.empty()) {
        const std::size_t dot = path.find('.');
        value = member(first_block(value, env), path.substr(0, dot), env);
        if (is_gone(value)) return absent_value(value.place);
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    }
    return value;
}

/// Whether a block is one of those that the source is about.
Truth applies(const LiftSource& source, const Value& block, Env& env, Value& why) {
    Truth all = Truth::yes;
    if (!source.where_attribute.empty()) {
        why = at_path(block, source.where_attribute, env);
        all = equals(why, source.where_value);
    }
    if (all != Truth::no && !source.only_if.empty()) {
        const Value condition = at_path(block, source.only_if, env);
        const Truth holds = is_gone(condition) ? Truth::no : as_truth(condition);
        if (holds != Truth::yes) why = condition;
        all = both(all, holds);
    }
    return all;
}

/// A constant of the table, placed where it stands in for something.
Value placed_constant(const Value& constant, Place place, Env& env) {
    Value value = constant;
    value.place = place;
    if (value.is(ValueKind::list) || value.is(ValueKind::map)) {
        const auto members = env.arena().array<Member>(value.count);
        for (std::uint32_t i = 0; i < value.count; ++i)
            members[i] = {constant.members[i].key, placed_constant(constant.members[i].value, place, env)};
        value = value.is(ValueKind::list) ? list_value(members, place) : map_value(members, place);
    }
    return value;
}

Value translated(const LiftSource& source, Value value) {
    if (source.words.empty()) return value;
    const std::string_view text = value.is(ValueKind::boolean) ? (value.boolean ? "true" : "false") : as_text(value);
    if (!value.known()) return value;
    for (const LiftWord& word : source.words) {
        if (word.written != text) continue;
        value.kind = ValueKind::string;
        value.text = word.meant;
        break;
    }
    return value;
}

Value owner_reference(const Subject& subject, Place place) {
    const Resource& resource = subject.resource;
    Value value = unknown_value("the reference to the resource itself", place);
    value.resource = resource.aspect > 0 ? &subject.input.resource_of(resource.within) : &resource;
    return value;
}

/// A list of no blocks is nothing written: plans show one where a block is left out.
bool is_nothing(const Value& value) { return is_gone(value) || (value.is(ValueKind::list) && value.count == 0); }

Value object_over(const Subject& subject, const LiftSource& source, const Value& block, Env& env) {
    if (is_unknown_block(block) || is_gone(block)) return block;
    Value value;
    value.kind = ValueKind::map;
    value.place = block.place;
    value.trace = block.trace;
    value.secret = block.secret;
    value.count = static_cast<std::uint32_t>(source.fields.size());
    value.shape = static_cast<std::uint16_t>(LiftShape::object);
    // Deeper down there are only the part's own blocks.
    value.inner = env.arena().make(LiftedObject{{subject.input, subject.resource}, source.fields, block});
    return value;
}

/// What a source makes of one thing: a block, or the value of an attribute.
Value made_of(const Subject& subject, const LiftSource& source, const Value& thing, Env& env) {
    if (is_gone(thing)) return absent_value(thing.place);
    if (!source.constant.absent()) {
        if (thing.is(ValueKind::unknown) && thing.maybe_absent) return open_value(thing);
        return placed_constant(source.constant, thing.place, env);
    }
    if (source.object) return object_over(subject, source, first_block(thing, env), env);
    return translated(source, thing);
}

/// The blocks that a source reads: the block itself, or the parts that belong to the resource. An unknown one stands
/// for parts of which it cannot be told.
std::vector<Value> blocks_of(const Subject& subject, const LiftSource& source, const Value& block, Env& env) {
    if (source.join.empty()) return {block};
    const LiftInput& input = subject.input;
    if (subject.stands_in) return {input.attributes(subject.resource, env)};
    std::vector<Value> blocks;
    const LiftType* type = input.lift().find(source.join);
    if (type == nullptr) return blocks;
    for (const Resource* part : input.parts(subject.resource, source.join)) {
        Truth belongs = Truth::no;
        for (const LiftParent& parent : type->parents) {
            const LiftType* entry = input.lift().find(parent.type);
            if (entry == nullptr || entry->type != subject.resource.type) continue;
            belongs = either(belongs, names_parent(input, *part, parent.attribute, subject.resource, env));
        }
        if (belongs != Truth::no) belongs = both(belongs, exists(*part, env));
        if (belongs == Truth::yes) blocks.push_back(input.attributes(*part, env));
        if (belongs == Truth::unknown)
            blocks.push_back(open_value(unknown_value("a part that may or may not belong to it", part->place)));
    }
    return blocks;
}

/// An object of the resource's own attributes is there if one of them is.
Value flat_object(const Subject& subject, const LiftSource& source, const Value& block, Env& env) {
    Value open;
    for (const LiftField& field : source.fields) {
        const Value value = field_value(subject, field, block, env);
        if (is_gone(value)) continue;
        if (!(value.is(ValueKind::unknown) && value.maybe_absent)) return object_over(subject, source, block, env);
        if (open.absent()) open = value;
    }
    return open.absent() ? absent_value(block.place) : open_value(open);
}

/// What a source gives of a block that holds it; absent where it is about other blocks.
Value from_block(const Subject& subject, const LiftSource& source, const Value& block, Env& env) {
    if (is_unknown_block(block)) return block;
    const Value thing = source.owner ? block : at_path(block, source.path, env);
    if (is_nothing(thing)) return absent_value(thing.is(ValueKind::list) ? block.place : thing.place);
    // Conditions are about the blocks that the path leads to, and about the block itself where it leads to a value.
    const bool leads_to_blocks = !source.path.empty() && (thing.is(ValueKind::list) || thing.is(ValueKind::map));
    const bool conditional = !source.where_attribute.empty() || !source.only_if.empty();
    Value open;
    const std::vector<Value> candidates =
        leads_to_blocks && conditional ? items_or_single(thing, env) : std::vector<Value>{thing};
    for (const Value& candidate : candidates) {
        Value why;
        const bool is_block = leads_to_blocks && (candidate.is(ValueKind::map) || candidate.is(ValueKind::unknown));
        const Value& tested = is_block ? candidate : block;
        const Truth counts = conditional ? applies(source, tested, env, why) : Truth::yes;
        if (counts == Truth::unknown) open = open_value(why);
        if (counts != Truth::yes) continue;
        if (source.owner) return owner_reference(subject, at_path(block, source.only_if, env).place);
        const bool flat = source.object && source.path.empty() && source.join.empty();
        return flat ? flat_object(subject, source, block, env) : made_of(subject, source, candidate, env);
    }
    return open.absent() ? absent_value(block.place) : open;
}

/// What a source gives for a property that is no list.
Value single(const Subject& subject, const LiftSource& source, const Value& block, Env& env) {
    Value nearest = absent_value(block.place);
    for (const Value& one : blocks_of(subject, source, block, env)) {
        const Value found = from_block(subject, source, one, env);
        if (!is_gone(found)) return found;
        nearest = absent_value(found.place);
    }
    return nearest;
}

/// A value whose items are those of the pieces; a single plain list is handed on as it is.
Value list_over(const Subject& subject, const std::vector<ListPiece>& pieces, Env& env) {
    if (pieces.size() == 1 && pieces[0].value.is(ValueKind::list)) {
        const LiftSource& source = *pieces[0].source;
        const bool plain = !source.object && source.words.empty() && source.where_attribute.empty() &&
                           source.only_if.empty() && source.constant.absent();
        if (plain) return pieces[0].value;
    }
    Value value;
    value.kind = ValueKind::list;
    value.place = pieces.front().value.place;
    value.trace = pieces.front().value.trace;
    for (const ListPiece& piece : pieces) value.count += piece.count;
    value.shape = static_cast<std::uint16_t>(LiftShape::list);
    value.inner = env.arena().make(LiftedList{subject, env.arena().copy(pieces)});
    return value;
}

/// What the sources give together for a property that is a list.
Value list_of(const Subject& subject, const LiftField& field, const Value& block, Env& env) {
    std::vector<ListPiece> pieces;
    Place nearest = block.place;
    for (const LiftSource& source : field.sources) {
        if (subject.stands_in && source.join != subject.resource.written_type) continue;
        for (const Value& one : blocks_of(subject, source, block, env)) {
            const bool undecided_before = static_cast<bool>(env.needed());
            Value thing = one.is(ValueKind::unknown) || source.owner ? one : at_path(one, source.path, env);
            if (is_nothing(thing)) {
                if (!thing.is(ValueKind::list)) nearest = thing.place;
                continue;
            }
            if (thing.is(ValueKind::unknown) && thing.resource == nullptr) {
                // How many items there are depends on a condition: then the list is unknown as a whole.
                if (!undecided_before && env.needed()) return open_value(thing);
                if (field.sources.size() == 1 && source.join.empty()) return thing;
                if (source.many) thing.maybe_absent = true;
            }
            pieces.push_back({&source, thing, one, thing.is(ValueKind::list) ? thing.count : 1});
        }
    }
    if (!pieces.empty()) return list_over(subject, pieces, env);
    return absent_value(nearest);
}

/// The item of a piece, as its source makes it; absent where the source is about others.
Value piece_item(const Subject& subject, const ListPiece& piece, std::uint32_t index, Env& env) {
    const Value thing = piece.value.is(ValueKind::list) ? item(piece.value, index, env) : piece.value;
    const LiftSource& source = *piece.source;
    if (thing.is(ValueKind::unknown) && thing.resource == nullptr) return thing;
    Value why;
    const Truth counts = applies(source, thing.is(ValueKind::map) ? thing : piece.block, env, why);
    if (counts == Truth::no) return absent_value(thing.place);
    if (counts == Truth::unknown) return open_value(why);
    if (source.owner) return owner_reference(subject, at_path(piece.block, source.only_if, env).place);
    return made_of(subject, source, thing, env);
}

Value fallback_of(const LiftField& field, const Value& absent, const Value& block, Env& env) {
    for (const LiftSource& source : field.sources) {
        if (source.fallback.absent()) continue;
        const Value other = source.unless.empty() ? absent_value(absent.place) : at_path(block, source.unless, env);
        if (is_nothing(other)) return placed_constant(source.fallback, absent.place, env);
        if (other.is(ValueKind::unknown) && other.resource == nullptr) return open_value(other);
    }
    return absent;
}

Value field_value(const Subject& subject, const LiftField& field, const Value& block, Env& env) {
    if (is_unknown_block(block)) return open_value(block);
    Value found = absent_value(block.place);
    if (field.list) {
        found = list_of(subject, field, block, env);
    } else {
        for (const LiftSource& source : field.sources) {
            if (subject.stands_in && source.join != subject.resource.written_type) continue;
            const Value one = single(subject, source, block, env);
            if (!is_gone(one)) {
                found = one;
                break;
            }
            if (one.place != block.place) found.place = one.place;
        }
    }
    return is_gone(found) ? fallback_of(field, found, block, env) : found;
}

bool brings(const LiftField& field, std::string_view part) {
    return std::any_of(field.sources.begin(), field.sources.end(),
                       [&](const LiftSource& source) { return source.join == part; });
}

Value not_read(const Resource& resource, std::string_view property, Env& env) {
    Value value = unknown_value(
        env.arena().text(cat(property, ", which lintel does not read of ", resource.written_type)), resource.place);
    value.maybe_absent = true;
    return value;
}

/// A resource that is written inside another one.
Value of_aspect(const LiftInput& input, const LiftType& entry, const Resource& resource, std::string_view property,
                Env& env) {
    const LiftAspect& aspect = entry.aspects[resource.aspect - 1U];
    Value block = input.attributes(resource, env);
    if (!aspect.each.empty()) {
        const Value blocks = at_path(block, aspect.each, env);
        block = blocks.is(ValueKind::list) ? item(blocks, resource.aspect_item, env) : blocks;
    }
    for (const LiftField& field : aspect.properties) {
        if (field.name == property) return field_value({input, resource}, field, block, env);
    }
    return not_read(resource, property, env);
}

Value of_entry(const LiftInput& input, const LiftType& entry, const Resource& resource, std::string_view property,
               Env& env) {
    const LiftField* field = entry.find(property);
    if (field == nullptr) return not_read(resource, property, env);
    const Value block = input.attributes(resource, env);
    Value value = field_value({input, resource}, *field, block, env);
    if (value.place == block.place && (value.absent() || value.is(ValueKind::unknown))) value.place = resource.place;
    return value;
}

/// A part that stands for its parent: what others may say of the parent is not known.
Value of_stand_in(const LiftInput& input, const LiftType& parent, const Resource& part, std::string_view property,
                  Env& env) {
    const LiftField* field = parent.find(property);
    if (field == nullptr || !brings(*field, part.written_type)) {
        Value value = unknown_value("what is declared elsewhere about the resource that it is a part of", part.place);
        value.maybe_absent = true;
        return value;
    }
    const Value block = input.attributes(part, env);
    Value value = field_value({input, part, true}, *field, block, env);
    if (value.place == block.place && value.absent()) value.place = part.place;
    return value;
}

/// The entry of the parent that a part stands in for; null for what is no such part.
const LiftType* stood_in_for(const LiftTable& table, const LiftType& entry, const Resource& resource) {
    if (!entry.type.empty() || !entry.choices.empty()) return nullptr;
    for (const LiftParent& parent : entry.parents) {
        const LiftType* candidate = table.find(parent.type);
        if (candidate != nullptr && candidate->type == resource.type) return candidate;
    }
    return nullptr;
}

Value by_name(const Value& value, Env& env) {
    if (!value.is(ValueKind::map) && !value.is(ValueKind::list)) return value;
    Value view = value;
    view.members = nullptr;
    view.shape = static_cast<std::uint16_t>(LiftShape::by_name);
    view.inner = env.arena().make(value);
    return view;
}

Value member_by_name(const Value& plain, std::string_view key, Env& env) {
    const Value exact = member(plain, key, env);
    if (!exact.absent()) return by_name(exact, env);
    for (const Member& candidate : members(plain, env)) {
        if (same_flat_name(candidate.key, key)) return by_name(candidate.value, env);
    }
    return exact;
}

const Value& plain_of(const Value& view) { return *static_cast<const Value*>(view.inner); }

}  // namespace

Value lifted_property(const LiftInput& input, const Resource& resource, std::string_view property, Env& env) {
    const LiftType* entry = input.lift().find(resource.written_type);
    if (entry != nullptr && resource.aspect > 0) return of_aspect(input, *entry, resource, property, env);
    if (entry != nullptr && resource.type != resource.written_type) {
        const LiftType* parent = stood_in_for(input.lift(), *entry, resource);
        return parent != nullptr ? of_stand_in(input, *parent, resource, property, env)
                                 : of_entry(input, *entry, resource, property, env);
    }
    const Value block = input.attributes(resource, env);
    Value value = member_by_name(block, property, env);
    if (value.place == block.place) value.place = resource.place;
    return value;
}

std::vector<Member> lifted_properties(const LiftInput& input, const Resource& resource, Env& env) {
    const LiftType* entry = input.lift().find(resource.written_type);
    std::vector<Member> all;
    if (entry == nullptr || resource.type == resource.written_type) {
        for (const Member& each : members(input.attributes(resource, env), env))
            all.push_back({each.key, by_name(each.value, env)});
        return all;
    }
    const auto& fields = resource.aspect > 0 ? entry->aspects[resource.aspect - 1U].properties : entry->properties;
    for (const LiftField& field : fields)
        all.push_back({field.name, lifted_property(input, resource, field.name, env)});
    return all;
}

Value lifted_member(const Value& map, std::string_view key, Env& env) {
    if (map.shape == static_cast<std::uint16_t>(LiftShape::by_name)) return member_by_name(plain_of(map), key, env);
    const auto& object = *static_cast<const LiftedObject*>(map.inner);
    for (const LiftField& field : object.fields) {
        if (field.name == key) {
            Value value = field_value(object.subject, field, object.block, env);
            if (value.absent() && !value.place) value.place = map.place;
            return value;
        }
    }
    return not_read(object.subject.resource, key, env);
}

Value lifted_item(const Value& list, std::uint32_t index, Env& env) {
    if (list.shape == static_cast<std::uint16_t>(LiftShape::by_name))
        return by_name(item(plain_of(list), index, env), env);
    const auto& lifted = *static_cast<const LiftedList*>(list.inner);
    for (const ListPiece& piece : lifted.pieces) {
        if (index < piece.count) return piece_item(lifted.subject, piece, index, env);
        index -= piece.count;
    }
    return absent_value(list.place);
}

std::vector<Member> lifted_members(const Value& container, Env& env) {
    std::vector<Member> all;
    if (container.shape == static_cast<std::uint16_t>(LiftShape::by_name)) {
        const Value& plain = plain_of(container);
        if (plain.is(ValueKind::list)) {
            for (std::uint32_t i = 0; i < plain.count; ++i) all.push_back({{}, by_name(item(plain, i, env), env)});
            return all;
        }
        for (const Member& each : members(plain, env)) all.push_back({each.key, by_name(each.value, env)});
        return all;
    }
    if (container.is(ValueKind::list)) {
        for (std::uint32_t i = 0; i < container.count; ++i) all.push_back({{}, lifted_item(container, i, env)});
        return all;
    }
    const auto& object = *static_cast<const LiftedObject*>(container.inner);
    for (const LiftField& field : object.fields)
        all.push_back({field.name, field_value(object.subject, field, object.block, env)});
    return all;
}

Truth is_identity(const LiftInput& input, const Resource& resource, const Value& value, Env& env) {
    if (value.resource != nullptr) return truth(value.resource == &resource);
    if (is_gone(value)) return Truth::no;
    const Value block = input.attributes(resource, env);
    const LiftType* entry = input.lift().find(resource.written_type);
    // What is not known may be an identity that is not known either.
    Truth any = value.is(ValueKind::unknown) ? Truth::unknown : Truth::no;
    const auto compare = [&](std::string_view attribute) {
        const Value own = at_path(block, attribute, env);
        if (own.known() && !is_gone(own) && !as_text(own).empty()) any = either(any, equals(value, as_text(own)));
    };
    compare("id");
    compare("arn");
    if (entry != nullptr && !entry->properties.empty()) {
        for (const LiftSource& source : entry->properties.front().sources) {
            if (source.join.empty() && !source.path.empty()) compare(source.path);
        }
    }
    return any;
}

Truth names_parent(const LiftInput& input, const Resource& part, std::string_view attribute, const Resource& parent,
                   Env& env) {
    const Value value = at_path(input.attributes(part, env), attribute, env);
    if (!value.is(ValueKind::list)) return is_identity(input, parent, value, env);
    Truth any = Truth::no;
    for (const Value& each : items(value, env)) any = either(any, is_identity(input, parent, each, env));
    return any;
}

}  // namespace lintel
