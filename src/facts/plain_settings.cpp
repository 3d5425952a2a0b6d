#include "facts/plain_settings.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/text.h"
#include "facts/build.h"
#include "facts/secret_texts.h"
#include "facts/tables.h"
#include "model/json_text.h"

namespace lintel {
namespace {

enum class SettingForm : std::uint8_t {
    text,       ///< a script, a command or a file, also base64-encoded, or a list of a command's words
    map,        ///< names and values
    pairs,      ///< a list of objects with a name and a value
    parameter,  ///< the value of a parameter in Systems Manager
};

struct SettingPlace {
    std::string_view type;
    std::string_view path;
    SettingForm form;
};

constexpr SettingPlace places[] = {
#include "facts/plain_setting_places.inc"
};

constexpr bool before(const SettingPlace& a, const SettingPlace& b) { return a.type < b.type; }

static_assert(std::is_sorted(std::begin(places), std::end(places), before));

auto places_of(std::string_view type) {
    return std::equal_range(std::begin(places), std::end(places), SettingPlace{type, {}, SettingForm::text}, before);
}

/// A member by its name in the registry, or as the same is called in JSON that a service takes as text ("environment").
Value member_of(const Value& map, std::string_view name, Env& env) {
    const Value found = member(map, name, env);
    if (!found.absent()) return found;
    const std::string camel = cat(to_lower(name.substr(0, 1)), name.substr(1));
    return member(map, camel, env);
}

bool holds(std::string_view part, Place place) {
    const Place found = place_of(part, place);
    return found && found.source->document().text(found.node).find(part) != std::string_view::npos;
}

class Finder {
   public:
    Finder(const Value& subject, FactContext& context) : subject_(subject), env_(context.env) {}

    Value run() {
        const auto range = places_of(subject_.resource->type);
        for (const SettingPlace* place = range.first; place != range.second; ++place)
            follow(subject_, place->path, {}, place->form);
        if (subject_.place.source != nullptr) initialisation();
        return undecided_.absent() ? list_of(found_, subject_.place, env_) : undecided_;
    }

   private:
    /// Looks into something that must be decided before it is known how many settings there are.
    template <typename Look>
    Value decided(Look look) {
        const Looked looked = watched(env_, look);
        if (looked.undecided && looked.needed && undecided_.absent())
            undecided_ = unknown_value(looked.value.text, looked.value.place);
        return looked.value;
    }

    void follow(const Value& from, std::string_view path, const std::string& called, SettingForm form) {
        // Terraform takes some structures as JSON text, and a list of objects as one text.
        const Value parent = from.is(ValueKind::string) ? json_in(from, env_) : from;
        for (std::uint32_t i = 0; parent.is(ValueKind::list) && i < parent.count; ++i)
            follow(decided([&] { return item(parent, i, env_); }), path, called, form);
        if (!parent.is(ValueKind::map)) return;
        const std::size_t dot = path.find('.');
        std::string_view step = path.substr(0, dot);
        if (step.ends_with("[]")) step.remove_suffix(2);
        const std::string name = cat(called, called.empty() ? "" : ".", step);
        if (dot == std::string_view::npos) return leaf(parent, step, name, form);
        follow(decided([&] { return member_of(parent, step, env_); }), path.substr(dot + 1), name, form);
    }

    void leaf(const Value& parent, std::string_view key, const std::string& name, SettingForm form) {
        if (form == SettingForm::text) {
            add(name, {}, [&] { return member_of(parent, key, env_); });
        } else if (form == SettingForm::parameter) {
            const Value type = decided([&] { return member(parent, "Type", env_); });
            const Value called = decided([&] { return member(parent, "Name", env_); });
            if (as_text(type) != "SecureString") add(name, as_text(called), [&] { return member(parent, key, env_); });
        } else {
            const Value value = decided([&] { return member_of(parent, key, env_); });
            value.is(ValueKind::list) ? pairs(value, name) : variables(value, name);
        }
    }

    void variables(const Value& map, const std::string& name) {
        if (!map.is(ValueKind::map)) return;
        const Condition before = env_.needed();
        const std::vector<Member> all = members(map, env_);
        env_.forget_needed();
        if (before) env_.need(before);
        for (const Member& each : all) {
            if (each.key.empty()) continue;
            add(cat(name, ".", each.key), each.key, [&] { return member(map, each.key, env_); });
        }
    }

    void pairs(const Value& list, const std::string& name) {
        for (std::uint32_t i = 0; i < list.count; ++i) {
            // What CloudFormation takes as pairs is one map in Terraform.
            const Value only = list.count == 1 ? watched(env_, [&] { return item(list, i, env_); }).value : Value{};
            if (only.is(ValueKind::map) && member_of(only, "Value", env_).absent()) return variables(only, name);
            found_.push_back(fact_item(env_, [&] {
                const Value pair = item(list, i, env_);
                Value called = member_of(pair, "Name", env_);
                if (as_text(called).empty()) called = member_of(pair, "OptionName", env_);
                const std::string_view type = as_text(member(pair, "Type", env_));
                // The value then is the name of a parameter or secret, which CodeBuild looks up.
                if (type == "PARAMETER_STORE" || type == "SECRETS_MANAGER") return absent_value(pair.place);
                const Value value = member_of(pair, "Value", env_);
                if (value.absent()) return absent_value(pair.place);
                return record(cat(name, ".", as_text(called)), as_text(called), value);
            }));
        }
    }

    template <typename Look>
    void add(const std::string& name, std::string_view variable, Look look) {
        found_.push_back(fact_item(env_, [&] {
            const Value value = look();
            return value.absent() || value.is(ValueKind::null) ? absent_value(value.place)
                                                               : record(name, variable, value);
        }));
    }

    /// What cfn-init writes and runs on a machine (source: AWS CloudFormation, AWS::CloudFormation::Init).
    void initialisation() {
        const Value metadata =
            decided([&] { return subject_.place.source->attribute(*subject_.resource, "Metadata", env_); });
        if (!metadata.is(ValueKind::map)) return;
        const Value init = decided([&] { return member(metadata, "AWS::CloudFormation::Init", env_); });
        for (const Member& config : members(init, env_)) {
            if (config.key == "configSets" || !config.value.is(ValueKind::map)) continue;
            for (const Member& file : members(member(config.value, "files", env_), env_)) {
                add(cat("file ", file.key), {}, [&] { return member(file.value, "content", env_); });
            }
            for (const Member& command : members(member(config.value, "commands", env_), env_)) {
                add(cat("command ", command.key), {}, [&] { return member(command.value, "command", env_); });
                variables(member(command.value, "env", env_), cat("command ", command.key));
            }
        }
    }

    /// The text that a value is looked through as.
    std::string text_of(const Value& value) {
        if (value.is(ValueKind::list)) {
            std::string words;
            for (const Value& word : items(value, env_)) words += cat(words.empty() ? "" : " ", as_text(word));
            return words;
        }
        return std::string(as_text(value));
    }

    Value record(const std::string& name, std::string_view variable, const Value& written) {
        const Value& value = written.plain == nullptr ? written : *written.plain;
        const auto made = [&](const Value& secret, std::string_view what) {
            return record_of({{"name", string_value(env_.arena().text(name), written.place)},
                              {"secret", secret},
                              {"what", string_value(env_.arena().text(what), written.place)}},
                             written.place, env_);
        };
        if (is_open(value) && !value.secret && (variable.empty() || secret_name(variable) != SecretName::none))
            return made(unknown_value(value.text, written.place), {});
        Value secret = boolean_value(false, written.place);
        std::string what;
        if (value.is(ValueKind::map)) {
            look_into(value, secret, what);
        } else if (!value.is(ValueKind::unknown)) {
            look_at(variable, value, secret, what);
        }
        return made(secret, what);
    }

    /// Looks for a secret in the text of a value; where there is one, `secret` tells of it.
    void look_at(std::string_view variable, const Value& value, Value& secret, std::string& what) {
        const std::string text = text_of(value);
        auto found = variable.empty() ? find_secret(text) : find_secret(variable, text);
        std::string_view stands = found ? found->text : std::string_view{};
        const auto decoded = found ? std::nullopt : text_in_base64(text);
        if (decoded) {
            found = find_secret(*decoded);
            stands = text;
        }
        // What comes from a parameter that is kept secret is no text that stands here, but its default is.
        if (!found || (value.secret && !is_written_out(stands, value))) return;
        secret = boolean_value(true, place_of(stands, value.place));
        secret.trace = value.trace;
        what = found->name.empty() ? found->what : cat(found->what, " (", found->name, ")");
    }

    /// The same for a file that is written as a structure.
    void look_into(const Value& map, Value& secret, std::string& what) {
        for (const Member& each : members(map, env_)) {
            if (secret.boolean) return;
            if (each.value.is(ValueKind::map))
                look_into(each.value, secret, what);
            else if (!each.value.is(ValueKind::unknown))
                look_at(each.key, each.value, secret, what);
        }
    }

    const Value& subject_;
    Env& env_;
    std::vector<Value> found_;
    Value undecided_;
};

Value settings(const Value& subject, FactContext& context) {
    if (subject.resource == nullptr) return list_of({}, subject.place, context.env);
    return Finder(subject, context).run();
}

constexpr std::array<Fact, 1> facts = {{
    {Fact::Subject::resource, "plain_settings", "list(PlainSetting)",
     "What a resource is given that AWS keeps and shows as plain text: user data, environment variables, commands, "
     "files "
     "for cfn-init, the value of a parameter that is no SecureString.",
     settings},
}};

constexpr std::array<RecordField, 3> setting_fields = {{
    {"name", "string", "Which it is ('Environment.Variables.DB_PASSWORD')."},
    {"secret", "bool",
     "Whether a secret stands in it as text, also base64-encoded; access keys of AWS are told by "
     "`template.access_keys`."},
    {"what", "string", "What the secret is ('a GitHub token', 'a password (DB_PASSWORD)')."},
}};

constexpr std::array<Record, 1> records = {{{"PlainSetting", setting_fields}}};

}  // namespace

Place place_of(std::string_view part, Place place) {
    if (!place) return place;
    const Document& document = place.source->document();
    for (NodeId node = place.node; node < document.node(place.node).next; ++node) {
        if (document.text(node).find(part) != std::string_view::npos) return {place.source, node};
    }
    return place;
}

bool is_written_out(std::string_view part, const Value& value) {
    if (value.recorded) return false;
    if (holds(part, value.place)) return true;
    for (const TraceStep* step = value.trace; step != nullptr; step = step->next) {
        if (holds(part, step->place)) return true;
    }
    return false;
}

bool is_plain_setting(std::string_view type, std::string_view property) {
    const auto range = places_of(type);
    return std::any_of(range.first, range.second, [&](const SettingPlace& place) {
        return place.path.substr(0, place.path.find_first_of(".[")) == property;
    });
}

std::span<const Fact> setting_facts() { return facts; }
std::span<const Record> setting_records() { return records; }

}  // namespace lintel
