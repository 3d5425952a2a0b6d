#include "lift/uses.h"

#include <algorithm>
#include <set>

namespace lintel {
namespace {

/// The type of an item of a list, else the type itself.
std::string_view item_type(std::string_view type) {
    return type.starts_with("list(") ? type.substr(5, type.size() - 6) : type;
}

class UseChecker {
   public:
    UseChecker(const Schema& schema, const PropertyUses& uses) : schema_(schema), uses_(uses) {}

    void check(const LiftType& type) {
        type_ = type.name;
        std::vector<std::string_view> owners;
        if (!type.type.empty()) owners.push_back(type.type);
        for (const LiftWord& word : type.choices) owners.push_back(word.meant);
        owners.push_back(type.name);  // by a rule that names the provider's type
        for (const std::string_view owner : owners) check(owner, type.properties);
        for (const LiftAspect& aspect : type.aspects) check(aspect.type, aspect.properties);
    }

    std::vector<UnnamedProperty> take() { return std::move(found_); }

   private:
    /// Whether all that rules read of a type, or of a definition of one, is among the fields.
    void check(std::string_view owner, std::span<const LiftField> fields) {
        for (auto use = uses_.lower_bound({std::string(owner), {}}); use != uses_.end() && use->first.type == owner;
             ++use) {
            const std::string& property = use->first.property;
            const bool named =
                std::any_of(fields.begin(), fields.end(), [&](const LiftField& f) { return f.name == property; });
            if (!named) found_.push_back({type_, std::string(owner), property, use->second});
        }
        for (const LiftField& field : fields) {
            for (const LiftSource& source : field.sources) {
                if (source.object) check(item_type(schema_.property(owner, field.name)), source.fields);
            }
        }
    }

    const Schema& schema_;
    const PropertyUses& uses_;
    std::string_view type_;
    std::vector<UnnamedProperty> found_;
};

bool is_lifted_as(const LiftType& lifted, std::string_view type) {
    return lifted.type == type ||
           std::any_of(lifted.choices.begin(), lifted.choices.end(),
                       [&](const LiftWord& w) { return w.meant == type; }) ||
           std::any_of(lifted.aspects.begin(), lifted.aspects.end(),
                       [&](const LiftAspect& a) { return a.type == type; });
}

}  // namespace

std::vector<UnnamedProperty> unnamed_properties(const LiftTable& lift, const Schema& schema, const PropertyUses& uses) {
    UseChecker checker(schema, uses);
    for (const LiftType& type : lift.types) checker.check(type);
    return checker.take();
}

std::vector<UnnamedType> unnamed_types(const LiftTable& lift, const PropertyUses& uses) {
    std::vector<UnnamedType> types;
    for (const auto& [use, rule] : uses) {
        // A definition is read only through its type, and types of the provider need no table.
        if (!use.type.starts_with("AWS::") || use.type.find('.') != std::string::npos) continue;
        if (!types.empty() && types.back().type == use.type) continue;
        const bool lifted = std::any_of(lift.types.begin(), lift.types.end(),
                                        [&](const LiftType& each) { return is_lifted_as(each, use.type); });
        if (!lifted) types.push_back({use.type, rule});
    }
    return types;
}

}  // namespace lintel
