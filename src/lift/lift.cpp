#include "lift/lift.h"

#include <algorithm>
#include <string>

#include "base/flat_name.h"

namespace lintel {
namespace {

constexpr std::string_view awscc = "awscc_";

}  // namespace

const LiftField* LiftType::find(std::string_view property) const {
    for (const LiftField& field : properties) {
        if (field.name == property) return &field;
    }
    return nullptr;
}

const LiftType* LiftTable::find(std::string_view type) const {
    const auto at = std::lower_bound(types.begin(), types.end(), type,
                                     [](const LiftType& entry, std::string_view name) { return entry.name < name; });
    return at != types.end() && at->name == type ? &*at : nullptr;
}

std::string_view LiftTable::canonical_name(std::string_view awscc_type) const {
    if (!awscc_type.starts_with(awscc)) return {};
    // "awscc_s3_bucket" is "AWS::S3::Bucket": the prefix but for two letters.
    std::string flat = "aws_";
    flat += awscc_type.substr(awscc.size());
    const auto at = std::lower_bound(canonical.begin(), canonical.end(), flat, before_flat_name);
    return at != canonical.end() && same_flat_name(*at, flat) ? *at : std::string_view{};
}

}  // namespace lintel
