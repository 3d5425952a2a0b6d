#include "rules/compile.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>

#include "base/date.h"
#include "base/text.h"
#include "rules/syntax.h"
#include "rules/tuning.h"

namespace lintel {

namespace {

constexpr std::array<std::string_view, 14> case_keys = {"resource", "parameter", "output",  "template", "account",
                                                        "each",     "when",      "require", "forbid",   "blame",
                                                        "message",  "adjust",    "related", "always"};
constexpr std::array<std::string_view, 15> rule_keys = {"id",     "name",  "title",  "severity", "profile",
                                                        "why",    "fix",   "misses", "sources",  "controls",
                                                        "covers", "cases", "secret", "deletion", "settings"};

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Capital letters and digits, a letter first and three digits at the end.
bool is_rule_id(std::string_view id) {
    return id.size() > 3 && is_capital(id.front()) && std::all_of(id.end() - 3, id.end(), is_digit) &&
           std::all_of(id.begin(), id.end(), [](char c) { return is_capital(c) || is_digit(c); });
}

/// Small letters, digits and hyphens between them.
bool is_rule_name(std::string_view name) {
    return !name.empty() && name.front() != '-' && name.back() != '-' &&
           std::all_of(name.begin(), name.end(), [](char c) { return is_small(c) || is_digit(c) || c == '-'; });
}

bool is_table_name(std::string_view name) {
    return !name.empty() && is_small(name.front()) &&
           std::all_of(name.begin(), name.end(), [](char c) { return is_small(c) || is_digit(c) || c == '_'; });
}

}  // namespace

class RuleCompiler {
   public:
    RuleCompiler(const Schema& schema, CompiledRules& out, std::vector<RuleError>& errors, const RuleSet& base)
        : schema_(schema), out_(out), errors_(errors), arena_(out.arena_), file_(arena_, errors_) {
        out_.rules_.assign(base.rules.begin(), base.rules.end());
        out_.table_ = {{base.exprs.begin(), base.exprs.end()}, {base.args.begin(), base.args.end()}};
        out_.data_.assign(base.data.begin(), base.data.end());
        out_.profiles_.assign(base.profiles.begin(), base.profiles.end());
        for (const Rule& rule : base.rules) ids_.emplace(rule.id, cat(rule.path, ", which is built in"));
        for (const DataTable& table : base.data) tables_.emplace(table.name, "the built-in rules have it");
    }

    void run(const std::vector<RuleText>& texts) {
        for (const RuleText& text : texts) {
            if (text.path.starts_with("data/")) data_table(text);
        }
        for (const RuleText& text : texts) {
            if (is_rule(text.path)) rule_file(text);
        }
        std::sort(out_.rules_.begin(), out_.rules_.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });
        check_covers();
        for (const RuleText& text : texts) {
            if (text.path.starts_with("profiles/")) profile_file(text);
        }
        std::sort(out_.profiles_.begin(), out_.profiles_.end(),
                  [](const RuleProfile& a, const RuleProfile& b) { return a.name < b.name; });
        out_.set_ = {out_.rules_, out_.table_.exprs, out_.table_.args, out_.data_, out_.profiles_};
    }

   private:
    static bool is_rule(std::string_view path) {
        constexpr std::array<std::string_view, 3> others = {"data/", "profiles/", "terraform/"};
        return std::none_of(others.begin(), others.end(),
                            [&](std::string_view folder) { return path.starts_with(folder); });
    }

    void fail(NodeId node, std::string message) { file_.fail(node, std::move(message)); }

    std::string_view keep(std::string_view text) { return file_.keep(text); }

    std::string_view text_of(NodeId mapping, std::string_view key, bool required) {
        return file_.text_of(mapping, key, required);
    }

    std::span<const std::string_view> texts_of(NodeId mapping, std::string_view key) {
        return file_.texts_of(mapping, key);
    }

    bool open(const RuleText& text) {
        if (!file_.open(text)) return false;
        document_ = &file_.document();
        return true;
    }

    void check_keys(NodeId mapping, std::vector<std::string_view> known) { file_.check_keys(mapping, known); }

    // ---- data tables

    void data_table(const RuleText& text) {
        if (!open(text)) return;
        check_keys(document_->root(), {"source", "taken", "about", "value"});
        const std::string_view source = text_of(document_->root(), "source", true);
        const std::string_view taken = text_of(document_->root(), "taken", true);
        text_of(document_->root(), "about", true);
        if (!taken.empty() && !day_number(taken))
            fail(document_->member(document_->root(), "taken"), "the day is written as in 2027-01-31");
        const NodeId value = document_->member(document_->root(), "value");
        if (value == no_node) return fail(document_->root(), "'value' is missing");
        if (document_->kind(value) != NodeKind::sequence && document_->kind(value) != NodeKind::mapping) {
            return fail(value, "the value of a data table is a list or a mapping");
        }
        std::string name = text.path.substr(5, text.path.rfind('.') - 5);
        std::replace(name.begin(), name.end(), '-', '_');
        if (!is_table_name(name))
            return fail(document_->root(), "the file of a data table is named in small letters, digits and hyphens");
        const auto [other, is_new] = tables_.emplace(keep(name), document_->name());
        if (!is_new) return fail(document_->root(), cat("another data table is called '", name, "': ", other->second));
        if (out_.data_.size() > UINT16_MAX) return fail(document_->root(), "these are too many data tables");
        out_.data_.push_back({other->first, file_.constant(value), source, taken});
    }

    // ---- profiles

    void profile_file(const RuleText& text) {
        if (!open(text)) return;
        const NodeId root = document_->root();
        check_keys(root, {"title", "about", "source", "enable", "rules"});
        RuleProfile profile;
        const std::size_t prefix = std::string_view("profiles/").size();
        profile.name = keep(text.path.substr(prefix, text.path.rfind('.') - prefix));
        if (profile_from(profile.name))
            fail(root, cat("the profile '", profile.name, "' is made by the rules' own key"));
        for (const RuleProfile& other : out_.profiles_) {
            if (other.name == profile.name) fail(root, cat("another profile is called '", profile.name, "'"));
        }
        profile.title = text_of(root, "title", true);
        profile.about = text_of(root, "about", true);
        text_of(root, "source", true);
        profile.enable = enabled_rules(root);
        if (const NodeId rules = document_->member(root, "rules"); rules != no_node)
            profile.rules = arena_.copy(read_tunings(file_, rules, out_.rules_));
        if (!file_.failed()) out_.profiles_.push_back(profile);
    }

    std::span<const std::string_view> enabled_rules(NodeId root) {
        std::vector<std::string_view> ids;
        for (const std::string_view word : texts_of(root, "enable")) {
            const Rule* rule = rule_named(word, out_.rules_);
            if (rule == nullptr)
                fail(document_->member(root, "enable"), no_such_rule(word, out_.rules_));
            else
                ids.push_back(rule->id);
        }
        return arena_.copy(ids);
    }

    // ---- rules

    void rule_file(const RuleText& text) {
        if (!open(text)) return;
        const NodeId root = document_->root();
        if (document_->member(root, "id") == no_node && document_->member(root, "name") == no_node)
            return fail(root, "this is no rule: it has neither 'id' nor 'name'");
        std::vector<std::string_view> keys(rule_keys.begin(), rule_keys.end());
        keys.insert(keys.end(), case_keys.begin(), case_keys.end());
        check_keys(root, std::move(keys));
        Rule rule;
        rule.path = keep(std::string_view(text.path).substr(0, text.path.rfind('.')));
        rule.id = text_of(root, "id", true);
        rule.name = text_of(root, "name", true);
        rule.title = text_of(root, "title", true);
        rule.why = text_of(root, "why", true);
        rule.misses = text_of(root, "misses", false);
        rule.sources = texts_of(root, "sources");
        rule.covers = texts_of(root, "covers");
        rule.secret = flag(root, "secret");
        rule.deletion = flag(root, "deletion");
        rule.pack = keep(text.pack);
        check_identity(root, rule);
        severity(root, rule.severity);
        profile(root, rule.profile);
        fix(root, rule.fix);
        controls(root, rule);
        settings(root, rule);
        const std::size_t first_expression = out_.table_.exprs.size();
        cases(root, rule);
        check_settings_are_read(root, first_expression);
        if (file_.failed()) return;
        out_.rules_.push_back(rule);
        if (!rule.covers.empty()) {
            const NodeId covers = document_->member(root, "covers");
            covers_.push_back(
                {rule.id, rule.covers, document_->name(), document_->position(document_->span(covers).begin)});
        }
    }

    bool flag(NodeId mapping, std::string_view key) {
        const NodeId node = document_->member(mapping, key);
        if (node == no_node) return false;
        if (document_->kind(node) != NodeKind::boolean) fail(node, cat("'", key, "' is true or false"));
        return document_->text(node) == "true";
    }

    void check_identity(NodeId root, const Rule& rule) {
        const NodeId id = document_->member(root, "id");
        if (id == no_node) return;
        if (!is_rule_id(rule.id)) fail(id, cat("an id is capital letters and three digits, not '", rule.id, "'"));
        const std::size_t slash = rule.path.rfind('/');
        const std::string_view file = slash == std::string_view::npos ? rule.path : rule.path.substr(slash + 1);
        if (!rule.name.empty() && rule.name != file)
            fail(root, cat("the file of rule '", rule.name, "' is named ", rule.name, ".yaml"));
        else if (!rule.name.empty() && !is_rule_name(rule.name))
            fail(document_->member(root, "name"), "a name is small letters, digits and hyphens");
        const auto [other, is_new] = ids_.emplace(rule.id, document_->name());
        if (!is_new) fail(id, cat("another rule has the id ", rule.id, ": ", other->second));
    }

    void severity(NodeId mapping, Severity& severity) {
        const std::string_view name = text_of(mapping, "severity", true);
        const auto found = severity_from(name);
        if (!found && !name.empty())
            fail(document_->member(mapping, "severity"), "a severity is critical, high, medium, low or info");
        severity = found.value_or(Severity::medium);
    }

    void profile(NodeId mapping, Profile& profile) {
        const std::string_view name = text_of(mapping, "profile", false);
        if (name.empty()) return;
        const auto found = profile_from(name);
        if (!found) fail(document_->member(mapping, "profile"), "a profile is default, strict or account");
        profile = found.value_or(Profile::default_);
    }

    void fix(NodeId root, FixAdvice& fix) {
        const NodeId node = document_->member(root, "fix");
        if (node == no_node) return fail(root, "'fix' is missing: one sentence that says what to write instead");
        if (document_->kind(node) != NodeKind::mapping) {
            fix.title = text_of(root, "fix", true);
            return;
        }
        check_keys(node, {"title", "set", "to"});
        fix.title = text_of(node, "title", true);
        fix.set = text_of(node, "set", false);
        fix.to = text_of(node, "to", false);
    }

    void controls(NodeId root, Rule& rule) {
        const NodeId node = document_->member(root, "controls");
        if (node == no_node) return;
        if (document_->kind(node) != NodeKind::mapping)
            return fail(node, "'controls' maps a framework to its control ids");
        std::vector<Control> controls;
        for (NodeId c = document_->first_child(node); c != no_node; c = document_->sibling(node, c))
            framework(c, controls);
        rule.controls = arena_.copy(controls);
    }

    /// A list of controls that the rule meets exactly, or a list for each fit.
    void framework(NodeId node, std::vector<Control>& controls) {
        const std::string_view framework = keep(document_->key(node));
        if (document_->kind(node) != NodeKind::mapping) return controls_of(node, framework, Fit::exact, controls);
        check_keys(node, {fit_name(Fit::exact), fit_name(Fit::partial)});
        for (NodeId c = document_->first_child(node); c != no_node; c = document_->sibling(node, c))
            controls_of(c, framework, fit_from(document_->key(c)).value_or(Fit::exact), controls);
    }

    void controls_of(NodeId list, std::string_view framework, Fit fit, std::vector<Control>& controls) {
        if (document_->kind(list) != NodeKind::sequence) return fail(list, "controls are a list of ids");
        for (NodeId c = document_->first_child(list); c != no_node; c = document_->sibling(list, c)) {
            Control control{framework, {}, fit, {}};
            if (document_->kind(c) == NodeKind::mapping) {
                check_keys(c, {"id", "note"});
                control.id = text_of(c, "id", true);
                control.note = text_of(c, "note", false);
            } else {
                control.id = keep(trim(document_->text(c)));
            }
            controls.push_back(control);
        }
    }

    // ---- settings

    void settings(NodeId root, Rule& rule) {
        settings_ = {};
        const NodeId node = document_->member(root, "settings");
        if (node == no_node) return;
        if (document_->kind(node) != NodeKind::mapping)
            return fail(node, "'settings' maps the name of a setting to what it is");
        std::vector<Setting> settings;
        for (NodeId c = document_->first_child(node); c != no_node; c = document_->sibling(node, c)) {
            if (document_->kind(c) != NodeKind::mapping)
                fail(c, "a setting is a mapping of 'about', 'type' and 'default'");
            else
                settings.push_back(setting(c));
        }
        settings_ = rule.settings = arena_.copy(settings);
    }

    Setting setting(NodeId node) {
        Setting setting;
        setting.name = keep(document_->key(node));
        setting.about = text_of(node, "about", true);
        if (setting.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string_view::npos)
            file_.fail_at(document_->key_span(node).begin,
                          "the name of a setting is made of small letters, digits and underscores");
        if (setting.name == "severity")
            file_.fail_at(document_->key_span(node).begin, "every rule has a severity; a setting is called otherwise");
        const std::string_view type = text_of(node, "type", true);
        const auto known = setting_type_from(type);
        if (!known && !type.empty())
            fail(document_->member(node, "type"),
                 "the type of a setting is boolean, integer, text, pattern, texts or ports");
        if (!known) return setting;
        setting.type = *known;
        std::vector<std::string_view> keys = {"about", "type", "default"};
        if (setting.type == SettingType::integer) keys.insert(keys.end(), {"min", "max"});
        check_keys(node, keys);
        bound(node, "min", setting.least);
        bound(node, "max", setting.most);
        default_value(node, setting);
        return setting;
    }

    void bound(NodeId mapping, std::string_view key, double& bound) {
        const NodeId node = document_->member(mapping, key);
        if (node == no_node) return;
        const auto number = to_integer(document_->text(node));
        if (!number) return fail(node, cat("'", key, "' is a whole number"));
        bound = static_cast<double>(*number);
    }

    /// A literal, or `data.NAME`.
    void default_value(NodeId mapping, Setting& setting) {
        const NodeId node = document_->member(mapping, "default");
        if (node == no_node) return fail(mapping, "'default' is missing");
        constexpr std::string_view prefix = "data.";
        const std::string_view text = document_->text(node);
        if (!text.starts_with(prefix)) {
            if (const auto value = read_value(setting, file_, node)) setting.value = *value;
            return;
        }
        std::vector<std::string_view> names;
        for (const DataTable& table : out_.data_) {
            names.push_back(table.name);
            if (table.name != text.substr(prefix.size())) continue;
            setting.table = table.name;
            setting.value = table.value;
        }
        const std::string_view name = text.substr(prefix.size());
        if (setting.table.empty())
            return fail(node, not_known(cat("there is no data table '", name, "'"), name, names));
        const bool fits = setting.type == SettingType::texts || setting.type == SettingType::ports;
        if (!fits || !setting.value.is(ValueKind::list)) return fail(node, cat("the table is not ", in_words(setting)));
        for (std::uint32_t i = 0; i < setting.value.count; ++i) {
            if (auto wrong = wrong_value(setting, setting.value.members[i].value)) return fail(node, *wrong);
        }
    }

    /// A setting that no expression reads would promise what it does not keep.
    void check_settings_are_read(NodeId root, std::size_t first_expression) {
        std::set<std::uint16_t> read;
        for (std::size_t i = first_expression; i < out_.table_.exprs.size(); ++i) {
            if (out_.table_.exprs[i].op == Op::setting) read.insert(out_.table_.exprs[i].slot);
        }
        for (std::uint16_t i = 0; i < settings_.size() && !file_.failed(); ++i) {
            const NodeId node = document_->member(document_->member(root, "settings"), settings_[i].name);
            if (!read.contains(i)) file_.fail_at(document_->key_span(node).begin, "no expression reads the setting");
        }
    }

    void cases(NodeId root, Rule& rule) {
        std::vector<Case> cases;
        const NodeId list = document_->member(root, "cases");
        if (list == no_node) {
            cases.push_back(one_case(root, root));
            cases.back().profile = rule.profile;
        } else if (document_->kind(list) != NodeKind::sequence || document_->first_child(list) == no_node) {
            return fail(list, "'cases' is a list of judgements");
        } else {
            for (NodeId c = document_->first_child(list); c != no_node; c = document_->sibling(list, c)) {
                if (document_->kind(c) != NodeKind::mapping) {
                    fail(c, "a case is a mapping");
                    continue;
                }
                std::vector<std::string_view> keys(case_keys.begin(), case_keys.end());
                keys.push_back("profile");
                check_keys(c, std::move(keys));
                cases.push_back(one_case(c, root));
                cases.back().profile = rule.profile;
                profile(c, cases.back().profile);
            }
        }
        rule.cases = arena_.copy(cases);
    }

    /// A key of the case itself, or what the rule says for all of its cases.
    NodeId inherited(NodeId mapping, NodeId root, std::string_view key) {
        const NodeId own = document_->member(mapping, key);
        return own != no_node ? own : document_->member(root, key);
    }

    Case one_case(NodeId mapping, NodeId root) {
        Case result;
        variables_.clear();
        subject(mapping, root, result);
        if (const NodeId each = inherited(mapping, root, "each"); each != no_node) result.each = each_item(each);
        if (const NodeId when = inherited(mapping, root, "when"); when != no_node) result.when = condition(when);
        const bool judges =
            document_->member(mapping, "require") != no_node || document_->member(mapping, "forbid") != no_node;
        const NodeId require = document_->member(judges ? mapping : root, "require");
        const NodeId forbid = document_->member(judges ? mapping : root, "forbid");
        if ((require == no_node) == (forbid == no_node)) {
            fail(mapping, "a judgement has either 'require' or 'forbid'");
        } else {
            result.forbid = forbid != no_node;
            result.condition = condition(result.forbid ? forbid : require);
        }
        if (const NodeId blame = inherited(mapping, root, "blame"); blame != no_node)
            result.blame = expression(blame).id;
        const NodeId text = inherited(mapping, root, "message");
        if (text == no_node)
            fail(mapping, "'message' is missing");
        else
            result.message = message(text);
        if (const NodeId adjust = inherited(mapping, root, "adjust"); adjust != no_node) adjustments(adjust, result);
        if (const NodeId related = inherited(mapping, root, "related"); related != no_node)
            related_places(related, result);
        const NodeId owner = document_->member(mapping, "always") != no_node ? mapping : root;
        result.always = result.subject == Subject::account || flag(owner, "always");
        return result;
    }

    void subject(NodeId mapping, NodeId root, Case& result) {
        struct Named {
            std::string_view key;
            Subject subject;
        };
        constexpr std::array<Named, 5> subjects = {{{"resource", Subject::resource},
                                                    {"parameter", Subject::parameter},
                                                    {"output", Subject::output},
                                                    {"template", Subject::template_},
                                                    {"account", Subject::account}}};
        const Named* named = nullptr;
        int count = 0;
        for (const Named& each : subjects) {
            if (inherited(mapping, root, each.key) == no_node) continue;
            named = &each;
            ++count;
        }
        if (count != 1) {
            return fail(
                mapping,
                "a judgement has one subject: 'resource: TYPE', 'parameter: any', 'output: any', 'template: any' or "
                "'account: any'");
        }
        if (named->subject == Subject::account && inherited(mapping, root, "each") != no_node)
            fail(mapping, "an account is judged as a whole, without 'each'");
        result.subject = named->subject;
        if (named->subject != Subject::resource) {
            variables_.push_back({std::string(named->key), std::string(named->key)});
            return;
        }
        const NodeId owner = document_->member(mapping, "resource") != no_node ? mapping : root;
        std::span<const std::string_view> types = texts_of(owner, "resource");
        if (types.empty())
            fail(document_->member(owner, "resource"), "'resource' names a type, several of them, or 'any'");
        if (types.size() == 1 && types[0] == "any") types = {};
        for (const std::string_view type : types) {
            if (schema_.has(type)) continue;
            fail(document_->member(owner, "resource"),
                 not_known(cat("there is no resource type '", type, "'"), type, views(schema_.resource_types())));
        }
        result.types = types;
        std::string joined;
        for (const std::string_view type : types) joined += cat(joined.empty() ? "" : "|", type);
        variables_.push_back({"resource", cat("resource(", joined, ")")});
    }

    /// Compiles NAME in LIST; the name can be used from here on.
    ExprId each_item(NodeId node) {
        const std::string_view text = document_->text(node);
        const std::size_t in = text.find(" in ");
        const std::string name(trim(text.substr(0, in)));
        if (in == std::string_view::npos || name.empty()) {
            fail(node, "'each' reads NAME in LIST");
            return no_expr;
        }
        const auto [id, type] = expression(node, text.substr(in + 4), static_cast<std::uint32_t>(in + 4));
        const std::string_view element = element_type(type);
        if (id != no_expr && element.empty()) fail(node, "'each' needs a list behind 'in'");
        variables_.push_back({name, std::string(element)});
        return id;
    }

    struct Compiled {
        ExprId id = no_expr;
        std::string type;
    };

    Compiled expression(NodeId node) { return expression(node, document_->text(node), 0); }

    /// `skipped`: bytes of the node's text in front of the expression.
    Compiled expression(NodeId node, std::string_view text, std::uint32_t skipped) {
        SyntaxTree tree;
        SyntaxError error;
        Compiled compiled;
        if (parse_expression(text, tree, error)) {
            std::set<PropertyUse> uses;
            compiled.id = check_expression(tree, {schema_, out_.data_, variables_, settings_, &uses}, arena_,
                                           out_.table_, compiled.type, error);
            for (const PropertyUse& use : uses) out_.uses_.emplace(use, document_->name());
        }
        if (compiled.id == no_expr) file_.fail_at(place_in(node, skipped + error.offset), error.message);
        return compiled;
    }

    /// Where a byte of a scalar's text stands in the source: exact while the text stands there unchanged, else the
    /// scalar's start.
    std::uint32_t place_in(NodeId node, std::uint32_t offset) const {
        const Span span = document_->span(node);
        const std::string_view written = document_->source().substr(span.begin, span.end - span.begin);
        const std::size_t start = written.find(document_->text(node));
        return start == std::string_view::npos ? span.begin : static_cast<std::uint32_t>(span.begin + start + offset);
    }

    ExprId condition(NodeId node) {
        const auto [id, type] = expression(node);
        if (id != no_expr && type != "boolean" && type != "json")
            fail(node, "a condition is needed here: something that is true or false");
        return id;
    }

    std::span<const MessagePart> message(NodeId node) {
        std::vector<MessagePart> parts;
        const std::string_view text = document_->text(node);
        if (text.empty()) fail(node, "a message is a text");
        std::size_t at = 0;
        while (at < text.size()) {
            const std::size_t open = text.find('{', at);
            if (open != at) parts.push_back({keep(text.substr(at, open - at)), no_expr});
            if (open == std::string_view::npos) break;
            const std::size_t close = text.find('}', open);
            if (close == std::string_view::npos) {
                fail(node, "a '{' in the message is not closed");
                break;
            }
            parts.push_back(
                {{},
                 expression(node, text.substr(open + 1, close - open - 1), static_cast<std::uint32_t>(open + 1)).id});
            at = close + 1;
        }
        return arena_.copy(parts);
    }

    void adjustments(NodeId list, Case& result) {
        if (document_->kind(list) != NodeKind::sequence)
            return fail(list, "'adjust' is a list of {when, severity, message}");
        std::vector<Adjustment> adjustments;
        for (NodeId c = document_->first_child(list); c != no_node; c = document_->sibling(list, c)) {
            if (document_->kind(c) != NodeKind::mapping) {
                fail(c, "an adjustment is a mapping");
                continue;
            }
            check_keys(c, {"when", "severity", "message"});
            Adjustment adjustment;
            const NodeId when = document_->member(c, "when");
            if (when == no_node)
                fail(c, "'when' is missing");
            else
                adjustment.when = condition(when);
            severity(c, adjustment.severity);
            if (const NodeId text = document_->member(c, "message"); text != no_node)
                adjustment.message = message(text);
            adjustments.push_back(adjustment);
        }
        result.adjust = arena_.copy(adjustments);
    }

    void related_places(NodeId list, Case& result) {
        if (document_->kind(list) != NodeKind::sequence)
            return fail(list, "'related' is a list of {each, when, at, message}");
        std::vector<RelatedPlace> places;
        for (NodeId c = document_->first_child(list); c != no_node; c = document_->sibling(list, c)) {
            if (document_->kind(c) != NodeKind::mapping) {
                fail(c, "a related place is a mapping");
                continue;
            }
            check_keys(c, {"each", "when", "at", "message"});
            places.push_back(related_place(c));
        }
        result.related = arena_.copy(places);
    }

    RelatedPlace related_place(NodeId mapping) {
        RelatedPlace place;
        const std::size_t outer = variables_.size();
        if (const NodeId each = document_->member(mapping, "each"); each != no_node) place.each = each_item(each);
        if (const NodeId when = document_->member(mapping, "when"); when != no_node) place.when = condition(when);
        const NodeId at = document_->member(mapping, "at");
        const NodeId text = document_->member(mapping, "message");
        if (at == no_node || text == no_node) {
            fail(mapping, "a related place has 'at', a value that stands there, and a 'message'");
        } else {
            place.at = expression(at).id;
            place.message = message(text);
        }
        variables_.resize(outer);
        return place;
    }

    void check_covers() {
        for (const Covers& covers : covers_) {
            for (const std::string_view id : covers.ids) {
                if (!ids_.contains(id) || id == covers.rule)
                    errors_.push_back(
                        {covers.file, covers.position, cat("'covers' names ", id, ", which is no other rule")});
            }
        }
    }

    /// What a rule covers, and where it says so.
    struct Covers {
        std::string_view rule;
        std::span<const std::string_view> ids;
        std::string file;
        Position position;
    };

    const Schema& schema_;
    CompiledRules& out_;
    std::vector<RuleError>& errors_;
    Arena& arena_;
    DataFile file_;
    const Document* document_ = nullptr;
    std::vector<Binding> variables_;
    std::span<const Setting> settings_;               ///< of the rule that is read
    std::map<std::string_view, std::string> ids_;     ///< with where they are
    std::map<std::string_view, std::string> tables_;  ///< likewise
    std::vector<Covers> covers_;
};

std::unique_ptr<CompiledRules> compile_rules(const std::vector<RuleText>& texts, const Schema& schema,
                                             std::vector<RuleError>& errors, const RuleSet& base) {
    auto compiled = std::make_unique<CompiledRules>();
    RuleCompiler(schema, *compiled, errors, base).run(texts);
    return compiled;
}

std::span<const std::string_view> rule_file_keys() { return rule_keys; }
std::span<const std::string_view> judgement_keys() { return case_keys; }

}  // namespace lintel
