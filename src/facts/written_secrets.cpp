#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/build.h"
#include "facts/plain_settings.h"
#include "facts/secret_texts.h"
#include "facts/tables.h"
#include "model/json_text.h"

namespace lintel {
namespace {

constexpr int max_depth = 16;  // of objects in a secret: deeper ones are not looked into

/// Members beside a credential that tell where and for whom it is good.
bool is_public(std::string_view key) {
    constexpr std::array<std::string_view, 24> words = {
        "user",   "username", "login",   "host",   "hostname", "port",   "dbname", "database",
        "engine", "url",      "uri",     "domain", "endpoint", "arn",    "region", "id",
        "name",   "email",    "account", "type",   "driver",   "schema", "scheme", "identifier"};
    const std::string lower = to_lower(key);
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return lower.ends_with(word); });
}

/// What is written out of a value that is a secret: its place as a true value; false where nothing is, unknown where
/// that cannot be told.
Value written_part(const Value& value, int depth, Env& env) {
    if (value.is(ValueKind::map) && value.resource == nullptr && depth < max_depth) {
        Value open;
        for (const Member& each : members(value, env)) {
            if (!each.value.is(ValueKind::map) && is_public(each.key)) continue;
            const Value part = written_part(each.value, depth + 1, env);
            if (part.is(ValueKind::unknown)) open = part;
            if (part.boolean) return part;
        }
        return open.absent() ? boolean_value(false, value.place) : open;
    }
    if (value.is(ValueKind::unknown)) {
        const bool open = is_open(value) && !value.secret;
        return open ? unknown_value(value.text, value.place) : boolean_value(false, value.place);
    }
    const std::string_view text = as_text(value);
    if (depth == 0 && trim(text).starts_with("{")) {
        const Value object = json_in(value, env);
        if (object.is(ValueKind::map)) return written_part(object, 1, env);
        const auto found = find_secret(text);
        return boolean_value(found.has_value(), found ? place_of(found->text, value.place) : value.place);
    }
    const bool is_secret = !is_placeholder(text) && (!value.secret || is_written_out(text, value));
    Value told = boolean_value(is_secret, value.place);
    told.trace = value.trace;
    return told;
}

Value written_secret(const Value& subject, FactContext& context) {
    const Value value = member(subject, "SecretString", context.env);
    if (value.absent() || value.is(ValueKind::null)) return boolean_value(false, subject.place);
    return written_part(value, 0, context.env);
}

constexpr std::array<Fact, 1> facts = {{
    {Fact::Subject::resource, "written_secret", "bool",
     "Whether the value of a secret in Secrets Manager, or a part of it, is written out.", written_secret},
}};

}  // namespace

std::span<const Fact> written_secret_facts() { return facts; }

}  // namespace lintel
