#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "facts/build.h"

namespace lintel {

/// One test of a policy's Condition: an operator, a key and the values of which one must fit.
struct Clause {
    std::string operation;  ///< "StringEquals", as written
    std::string key;        ///< in lower case: IAM ignores the case of keys
    Value values;           ///< the list of them, or unknown
    Value item;             ///< the record ConditionClause
};

/// The clauses of a statement; all must hold.
struct PolicyConditions {
    Value list;  ///< of records ConditionClause, or unknown
    std::vector<Clause> clauses;
    Judged open;  ///< unknown where a part of the conditions is not known
};

PolicyConditions read_conditions(const Value& statement, Env& env);

/// Whether some clause really restricts who may call: by network, organization, account, ARN or subject. Negated
/// operators, IfExists and ForAllValues let through whoever comes without the key; a wildcard alone lets everyone
/// through. (Sources: AWS IAM, Condition operators and Global condition keys; Amazon S3, The meaning of "public".)
Judged restricts_caller(const PolicyConditions& conditions, Env& env);

/// Whether some clause pins the resource: its tags, account or organization.
Judged pins_resource(const PolicyConditions& conditions, Env& env);

/// Whether some clause names the subject of a web identity: its `sub`, or what else tells one holder of a token from
/// another.
Judged names_subject(const PolicyConditions& conditions, Env& env);

/// Whether some clause asks for a second factor at sign-in. IfExists lets through whoever comes with long-lived keys
/// (IAM User Guide, "AWS: Allows MFA-authenticated IAM users..."; Global condition keys, aws:MultiFactorAuthPresent).
Judged requires_mfa(const PolicyConditions& conditions, Env& env);

/// Whether some clause ends what is allowed at a date.
Judged expires(const PolicyConditions& conditions, Env& env);

/// Whether some clause requires this key (in lower case) to fit something narrower than a wildcard.
Judged requires_key(const PolicyConditions& conditions, std::string_view key, Env& env);

}  // namespace lintel
