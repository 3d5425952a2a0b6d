#include "facts/aws_managed_policies.h"

#include <string_view>

#include "model/json_text.h"
#include "model/source.h"

namespace lintel {
namespace {

struct ManagedPolicy {
    std::string_view name;
    std::string_view document;
};

constexpr ManagedPolicy policies[] = {
#include "facts/aws_managed_policies.inc"
};

}  // namespace

std::optional<Value> aws_managed_policy(const Value& policy, Env& env) {
    if (!policy.is(ValueKind::string)) return std::nullopt;
    std::string_view name = policy.text;
    if (name.starts_with("arn:")) {
        constexpr std::string_view owner = ":iam::aws:policy/";
        const std::size_t at = name.find(owner);
        if (at == std::string_view::npos) return std::nullopt;
        name.remove_prefix(at + owner.size());
    }
    for (const ManagedPolicy& known : policies) {
        if (known.name == name) return json_in(string_value(known.document, policy.place), env);
    }
    return std::nullopt;
}

}  // namespace lintel
