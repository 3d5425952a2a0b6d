#include "model/value.h"

namespace lintel {
namespace {

Value made(ValueKind kind, Place place) {
    Value value;
    value.kind = kind;
    value.place = place;
    return value;
}

Value container(ValueKind kind, std::span<const Member> children, Place place) {
    // An empty container, too, must not be looked up in a document.
    static constexpr Member nothing{};
    Value value = made(kind, place);
    value.count = static_cast<std::uint32_t>(children.size());
    value.members = children.empty() ? &nothing : children.data();
    return value;
}

}  // namespace

Value absent_value(Place place) { return made(ValueKind::absent, place); }

Value unknown_value(std::string_view cause, Place place) {
    Value value = made(ValueKind::unknown, place);
    value.text = cause;
    return value;
}

Value boolean_value(bool boolean, Place place) {
    Value value = made(ValueKind::boolean, place);
    value.boolean = boolean;
    value.text = boolean ? "true" : "false";
    return value;
}

Value number_value(double number, Place place) {
    Value value = made(ValueKind::number, place);
    value.number = number;
    return value;
}

Value string_value(std::string_view text, Place place) {
    Value value = made(ValueKind::string, place);
    value.text = text;
    return value;
}

Value list_value(std::span<const Member> items, Place place) { return container(ValueKind::list, items, place); }

Value map_value(std::span<const Member> members, Place place) { return container(ValueKind::map, members, place); }

}  // namespace lintel
