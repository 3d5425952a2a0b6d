#include "facts/fact_tables.h"

namespace lintel {
namespace {

constexpr FactTable tables[] = {
    {
        "aws_managed_policies",
#include "facts/aws_managed_policies_origin.inc"
    },
    {
        "credential_properties",
#include "facts/credential_properties_origin.inc"
    },
    {
        "iam_actions",
#include "facts/iam_actions_origin.inc"
    },
    {
        "plain_setting_places",
#include "facts/plain_setting_places_origin.inc"
    },
    {
        "secret_formats",
#include "facts/secret_formats_origin.inc"
    },
};

}  // namespace

std::span<const FactTable> fact_tables() { return tables; }

}  // namespace lintel
