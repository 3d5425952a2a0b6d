#include "rules/setting.h"

#include <re2/re2.h>

#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "base/text.h"
#include "facts/ports.h"
#include "schema/data_file.h"

namespace lintel {
namespace {

struct TypeNames {
    std::string_view name;
    std::string_view in_expressions;
};

/// In the order of SettingType.
constexpr std::array<TypeNames, 6> type_names = {{{"boolean", "boolean"},
                                                  {"integer", "number"},
                                                  {"text", "string"},
                                                  {"pattern", "string"},
                                                  {"texts", "list(string)"},
                                                  {"ports", "list(json)"}}};

bool is_list(SettingType type) { return type == SettingType::texts || type == SettingType::ports; }

bool is_port(double number) { return number >= 0 && number <= last_port && std::floor(number) == number; }

/// The member of an object, or an absent value.
Value entry(const Value& object, std::string_view key) {
    for (std::uint32_t i = 0; i < object.count; ++i) {
        if (object.members[i].key == key) return object.members[i].value;
    }
    return {};
}

/// The ends of a range written as text, "8000-8100".
std::optional<std::pair<double, double>> range_of(std::string_view text) {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto from = to_integer(trim(text.substr(0, dash)));
    const auto to = to_integer(trim(text.substr(dash + 1)));
    if (!from || !to) return std::nullopt;
    return std::pair(static_cast<double>(*from), static_cast<double>(*to));
}

std::optional<std::string> wrong_ports(const Value& item) {
    constexpr std::string_view wanted = "ports are numbers from 0 to 65535, or ranges such as \"8000-8100\"";
    if (item.is(ValueKind::number)) {
        if (is_port(item.number)) return std::nullopt;
        return cat(wanted, ", not ", number_text(item.number));
    }
    if (!item.is(ValueKind::map)) return cat(wanted, item.is(ValueKind::string) ? cat(", not '", item.text, "'") : "");
    for (std::uint32_t i = 0; i < item.count; ++i) {
        const std::vector<std::string_view> known = {"port", "from", "to", "name"};
        const std::string_view key = item.members[i].key;
        if (key != "port" && key != "from" && key != "to" && key != "name")
            return not_known(cat("ports have no key '", key, "'"), key, known);
    }
    const Value port = entry(item, "port");
    const Value from = port.absent() ? entry(item, "from") : port;
    const Value to = port.absent() ? entry(item, "to") : port;
    const bool whole = from.is(ValueKind::number) && to.is(ValueKind::number) && is_port(from.number) &&
                       is_port(to.number) && from.number <= to.number;
    if (!whole) return cat(wanted, ": {port, name} or {from, to, name}, the smaller one first");
    return std::nullopt;
}

std::optional<std::string> wrong_pattern(std::string_view pattern) {
    const re2::RE2 regex({pattern.data(), pattern.size()}, re2::RE2::Quiet);
    if (regex.ok()) return std::nullopt;
    return cat("'", pattern, "' is no regular expression (RE2): ", regex.error());
}

std::string item_in_words(const Value& item) {
    if (item.is(ValueKind::number)) return number_text(item.number);
    if (item.is(ValueKind::boolean)) return item.boolean ? "true" : "false";
    if (!item.is(ValueKind::map)) return std::string(item.text);
    const Value port = entry(item, "port");
    const std::string ports =
        port.absent() ? cat(number_text(entry(item, "from").number), "-", number_text(entry(item, "to").number))
                      : number_text(port.number);
    const Value name = entry(item, "name");
    return name.absent() ? ports : cat(name.text, " (", ports, ")");
}

/// A scalar of a file as what the setting takes, if it can be that.
Value scalar(const Setting& setting, DataFile& file, NodeId node) {
    const std::string_view text = file.document().text(node);
    const NodeKind kind = file.document().kind(node);
    if (kind == NodeKind::null) return {};
    switch (setting.type) {
        case SettingType::boolean:
            if (kind != NodeKind::boolean) break;
            return boolean_value(equal_ignoring_case(text, "true"), {});
        case SettingType::integer:
        case SettingType::ports:
            if (const auto number = to_integer(text)) return number_value(static_cast<double>(*number), {});
            break;
        case SettingType::text:
        case SettingType::pattern:
        case SettingType::texts:
            break;
    }
    return string_value(file.keep(text), {});
}

/// An item as the evaluator takes it; absent where nothing is written.
Value item_value(const Setting& setting, DataFile& file, NodeId node) {
    const NodeKind kind = file.document().kind(node);
    if (kind == NodeKind::mapping || kind == NodeKind::sequence) return file.constant(node);
    Value value = scalar(setting, file, node);
    if (setting.type != SettingType::ports || !value.is(ValueKind::string)) return value;
    const auto range = range_of(value.text);
    if (!range) return value;
    return file.map({{"from", number_value(range->first, {})}, {"to", number_value(range->second, {})}});
}

}  // namespace

std::string_view setting_type_name(SettingType type) { return type_names[static_cast<std::size_t>(type)].name; }

std::optional<SettingType> setting_type_from(std::string_view name) {
    for (std::size_t i = 0; i < type_names.size(); ++i) {
        if (type_names[i].name == name) return static_cast<SettingType>(i);
    }
    return std::nullopt;
}

std::string_view expression_type(SettingType type) { return type_names[static_cast<std::size_t>(type)].in_expressions; }

std::string in_words(const Setting& setting) {
    switch (setting.type) {
        case SettingType::boolean:
            return "true or false";
        case SettingType::integer:
            if (setting.most == Setting{}.most) return cat("a whole number of at least ", number_text(setting.least));
            return cat("a whole number from ", number_text(setting.least), " to ", number_text(setting.most));
        case SettingType::text:
            return "a text";
        case SettingType::pattern:
            return "a regular expression";
        case SettingType::texts:
            return "a list of texts";
        case SettingType::ports:
            return "a list of ports";
    }
    return {};
}

std::string value_in_words(const Setting& setting) {
    const Value& value = setting.value;
    if (!value.is(ValueKind::list)) return item_in_words(value);
    std::vector<std::string> items;
    for (std::uint32_t i = 0; i < value.count; ++i) items.push_back(item_in_words(value.members[i].value));
    return items.empty() ? "none" : join(items, ", ");
}

std::optional<std::string> wrong_value(const Setting& setting, const Value& value) {
    const auto wrong = [&] {
        const bool written = value.is(ValueKind::number) || value.is(ValueKind::string);
        return cat("'", setting.name, "' is ", in_words(setting), written ? cat(", not ", item_in_words(value)) : "");
    };
    switch (setting.type) {
        case SettingType::boolean:
            if (!value.is(ValueKind::boolean)) return wrong();
            break;
        case SettingType::integer:
            if (!value.is(ValueKind::number) || std::floor(value.number) != value.number ||
                value.number < setting.least || value.number > setting.most)
                return wrong();
            break;
        case SettingType::text:
        case SettingType::texts:
            if (!value.is(ValueKind::string)) return wrong();
            break;
        case SettingType::pattern:
            if (!value.is(ValueKind::string)) return wrong();
            return wrong_pattern(value.text);
        case SettingType::ports:
            return wrong_ports(value);
    }
    return std::nullopt;
}

std::optional<Value> read_value(const Setting& setting, DataFile& file, NodeId written) {
    const Document& document = file.document();
    const NodeId node = document.follow(written);
    if (node == no_node) {
        file.fail(written, cat("'", setting.name, "' is ", in_words(setting)));
        return std::nullopt;
    }
    std::vector<NodeId> nodes;
    if (is_list(setting.type) && document.kind(node) == NodeKind::sequence) {
        for (NodeId c = document.first_child(node); c != no_node; c = document.sibling(node, c)) nodes.push_back(c);
    } else {
        nodes.push_back(node);
    }
    std::vector<Member> items;
    for (const NodeId each : nodes) {
        items.push_back({{}, item_value(setting, file, each)});
        if (auto wrong = wrong_value(setting, items.back().value)) {
            file.fail(each, *std::move(wrong));
            return std::nullopt;
        }
    }
    return is_list(setting.type) ? file.list(items) : items.front().value;
}

}  // namespace lintel
