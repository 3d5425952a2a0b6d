#include "facts/networks.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "facts/addresses.h"
#include "facts/build.h"
#include "facts/ports.h"
#include "facts/tables.h"

namespace lintel {
namespace {

enum class Direction : std::uint8_t { in, out };

/// The properties in which a rule says who the other side is; empty where the type has none.
struct PeerProperties {
    std::string_view ipv4;
    std::string_view ipv6;
    std::string_view group_id;
    std::string_view group_name;
    std::string_view prefix_list;
    bool has_ports = true;
};

constexpr PeerProperties ingress_peer = {"CidrIp", "CidrIpv6", "SourceSecurityGroupId", "SourceSecurityGroupName",
                                         "SourcePrefixListId"};
constexpr PeerProperties egress_peer = {"CidrIp", "CidrIpv6", "DestinationSecurityGroupId", "",
                                        "DestinationPrefixListId"};
constexpr PeerProperties database_peer = {"CIDRIP", "", "EC2SecurityGroupId", "EC2SecurityGroupName", "", false};

/// Where a type holds its rules: in a list, or (empty list) it is a rule itself and names its group.
struct RuleHome {
    std::string_view type;
    Direction direction;
    std::string_view list;
    std::string_view group;
    const PeerProperties* peer;
};

constexpr std::array<RuleHome, 8> homes = {{
    {"AWS::EC2::SecurityGroup", Direction::in, "SecurityGroupIngress", "", &ingress_peer},
    {"AWS::EC2::SecurityGroup", Direction::out, "SecurityGroupEgress", "", &egress_peer},
    {"AWS::EC2::SecurityGroupIngress", Direction::in, "", "GroupId", &ingress_peer},
    {"AWS::EC2::SecurityGroupEgress", Direction::out, "", "GroupId", &egress_peer},
    {"AWS::RDS::DBSecurityGroup", Direction::in, "DBSecurityGroupIngress", "", &database_peer},
    {"AWS::RDS::DBSecurityGroupIngress", Direction::in, "", "DBSecurityGroupName", &database_peer},
    {"AWS::Redshift::ClusterSecurityGroupIngress", Direction::in, "", "ClusterSecurityGroupName", &database_peer},
    {"AWS::ElastiCache::SecurityGroupIngress", Direction::in, "", "CacheSecurityGroupName", &database_peer},
}};

const RuleHome* home_of(std::string_view type, Direction direction) {
    for (const RuleHome& home : homes) {
        if (home.type == type && home.direction == direction) return &home;
    }
    return nullptr;
}

/// One of several peers that are written in one rule: the property, and the index in its list.
struct OnePeer {
    std::string_view property;
    std::uint32_t index = 0;
};

/// A rule and the group it belongs to. Terraform writes many peers in one rule: EC2 makes as many rules of it.
struct RuleText {
    Value rule;
    Value group;
    const RuleHome& home;
    std::optional<OnePeer> only;  ///< none: all that is written
};

/// Names of protocols as rules use them (numbers: IANA, Assigned Internet Protocol Numbers; -1 is AWS's word for all).
Value protocol_of(const Value& written, Env& env) {
    if (written.absent()) return written;
    if (written.is(ValueKind::unknown)) return unknown_value(written.text, written.place);
    if (written.partial || written.is(ValueKind::map) || written.is(ValueKind::list)) {
        return unknown_value("a protocol that is not known", written.place);
    }
    struct Name {
        std::string_view number;
        std::string_view name;
    };
    constexpr std::array<Name, 5> names = {
        {{"-1", "all"}, {"6", "tcp"}, {"17", "udp"}, {"1", "icmp"}, {"58", "icmpv6"}}};
    const auto number = as_number(written);
    const std::string text = number ? number_text(*number) : to_lower(trim(as_text(written)));
    Value protocol = written;
    protocol.kind = ValueKind::string;
    protocol.text = env.arena().text(text);
    for (const Name& name : names) {
        if (text == name.number) protocol.text = name.name;
    }
    return protocol;
}

Value port_number(const Value& written) {
    if (written.absent() || written.is(ValueKind::null)) return absent_value(written.place);
    const auto number = as_number(written);
    if (!number)
        return unknown_value(written.is(ValueKind::unknown) ? written.text : "a port that is not a number",
                             written.place);
    Value port = number_value(*number, written.place);
    port.trace = written.trace;
    return port;
}

Value ports_record(const Value& from, const Value& to, const Judged& all, const Value& count, Place place, Env& env) {
    return record_of({{"from", from}, {"to", to}, {"all", value_of(all)}, {"count", count}}, place, env);
}

/// ICMP's port fields hold types and codes, and protocols other than TCP and UDP have no ports at all. TCP and UDP
/// without ports, or with -1, mean every port (source: Amazon EC2 API reference, IpPermission).
Value ports_of(const Value& rule, const Value& protocol, Env& env) {
    const Value from = port_number(member(rule, "FromPort", env));
    const Value to = port_number(member(rule, "ToPort", env));
    const Place place = from.absent() ? (to.absent() ? protocol.place : to.place) : from.place;
    const Value none = absent_value(place);
    const auto every = [&](Place where) {
        return ports_record(number_value(0, where), number_value(last_port, where),
                            {Truth::yes, where, {}, protocol.trace}, number_value(last_port + 1, where), where, env);
    };
    if (protocol.is(ValueKind::unknown)) {
        const Value unknown = unknown_value(protocol.text, protocol.place);
        return ports_record(unknown, unknown, judged(Truth::unknown, protocol), unknown, place, env);
    }
    if (protocol.text == "all") return every(protocol.place);
    if (protocol.text != "tcp" && protocol.text != "udp" && !protocol.absent()) {
        return ports_record(none, none, {Truth::no, place, {}}, none, place, env);
    }
    const auto first = as_number(from);
    if ((from.absent() && to.absent()) || (first && *first < 0)) return every(place);
    const Value low = from.absent() ? to : from;
    const Value high = to.absent() ? from : to;
    const auto lowest = as_number(low);
    const auto highest = as_number(high);
    Judged all = both(judged(lowest ? truth(*lowest <= 1) : Truth::unknown, low),
                      judged(highest ? truth(*highest >= last_port) : Truth::unknown, high));
    const Value& open = lowest ? high : low;
    const Value count =
        lowest && highest ? number_value(*highest - *lowest + 1, low.place) : unknown_value(open.text, open.place);
    return ports_record(low, high, all, count, place, env);
}

Truth same_group(const Value& a, const Value& b) {
    if (a.resource != nullptr && b.resource != nullptr) return truth(a.resource == b.resource);
    if (a.known() && b.known() && a.is(ValueKind::string) && b.is(ValueKind::string)) return truth(a.text == b.text);
    // Whoever is given by a literal was there before this template made its own groups.
    if ((a.resource != nullptr && b.known()) || (b.resource != nullptr && a.known())) return Truth::no;
    return Truth::unknown;
}

/// One way in which a rule may say who the other side is.
struct Peer {
    std::string_view kind;
    Value value;
    AddressRange range;  ///< of what is no range: nothing holds
    Judged self;
};

Judged world_of(const Peer& peer) { return judged(peer.range.world, peer.value); }

AddressRange no_range() { return {Truth::no, Truth::no, std::nullopt, Truth::no, Truth::no}; }

AddressRange range_of(const Value& value, bool ipv6) {
    AddressRange range;
    if (value.absent() || value.is(ValueKind::null)) return no_range();
    if (!value.is(ValueKind::unknown)) range = read_address_range(as_text(value)).value_or(no_range());
    if (range.ipv4 == Truth::unknown) range.ipv4 = truth(!ipv6);
    if (range.ipv6 == Truth::unknown) range.ipv6 = truth(ipv6);
    return range;
}

std::vector<Peer> peers_of(const RuleText& text, Env& env) {
    const PeerProperties& names = *text.home.peer;
    std::vector<Peer> peers;
    const auto look = [&](std::string_view property) {
        if (property.empty() || (text.only && text.only->property != property)) return Value{};
        const Value value = member(text.rule, property, env);
        return text.only && value.is(ValueKind::list) ? item(value, text.only->index, env) : value;
    };
    const auto add = [&](std::string_view kind, const Value& value, const AddressRange& range, Truth self) {
        if (written(value) != Truth::no) peers.push_back({kind, value, range, judged(self, value)});
    };
    const Value ipv4 = look(names.ipv4);
    const Value ipv6 = look(names.ipv6);
    add("cidr", ipv4, range_of(ipv4, false), Truth::no);
    add("cidr", ipv6, range_of(ipv6, true), Truth::no);
    const Value id = look(names.group_id);
    add("group", id, no_range(), same_group(id, text.group));
    const Value name = look(names.group_name);
    const Value own_name =
        text.group.resource != nullptr ? member(resource_value(*text.group.resource), "GroupName", env) : Value{};
    add("group", name, no_range(), own_name.absent() ? same_group(name, text.group) : same_group(name, own_name));
    add("prefix-list", look(names.prefix_list), no_range(), Truth::no);
    return peers;
}

/// How a message calls the other side.
Value peer_text(const Peer& peer, Env& env) {
    Value text = peer.value;
    if (peer.kind == "cidr") return text;
    const std::string_view what = peer.kind == "group" ? "security group " : "prefix list ";
    if (text.resource != nullptr) {
        text = string_value(env.arena().text(cat(what, text.resource->id)), text.place);
    } else if (text.is(ValueKind::string)) {
        text.text = env.arena().text(cat(what, text.text));
    }
    return text;
}

Value source_of(const RuleText& text, Env& env) {
    const std::vector<Peer> peers = peers_of(text, env);
    if (peers.empty()) {
        const Value no = boolean_value(false, text.rule.place);
        return record_of({{"kind", string_value("none", text.rule.place)},
                          {"value", absent_value(text.rule.place)},
                          {"text", absent_value(text.rule.place)},
                          {"world", no},
                          {"ipv4", no},
                          {"ipv6", no},
                          {"private", no},
                          {"prefix", absent_value(text.rule.place)},
                          {"address_range", no},
                          {"self", no}},
                         text.rule.place, env);
    }
    // EC2 takes one; where a template writes several, the one that opens most speaks for the rule.
    const Peer* chosen = nullptr;
    Judged world;
    for (const Peer& peer : peers) {
        world = chosen == nullptr ? world_of(peer) : either(world, world_of(peer));
        const bool better = chosen == nullptr ||
                            (peer.range.world == Truth::yes && chosen->range.world != Truth::yes) ||
                            (written(peer.value) == Truth::yes && written(chosen->value) == Truth::unknown);
        if (better) chosen = &peer;
    }
    const Value& value = chosen->value;
    const auto say = [&](Truth truth) { return value_of(judged(truth, value)); };
    Value prefix = absent_value(value.place);
    if (chosen->range.prefix)
        prefix = number_value(*chosen->range.prefix, value.place);
    else if (chosen->kind == "cidr" && !value.known())
        prefix = unknown_value(judged(Truth::unknown, value).cause, value.place);
    const bool sure = written(value) == Truth::yes;
    const Value unsure = undecided_item(value);
    return record_of({{"kind", sure ? string_value(chosen->kind, value.place) : unsure},
                      {"value", value},
                      {"text", peer_text(*chosen, env)},
                      {"world", value_of(world)},
                      {"ipv4", sure ? say(chosen->range.ipv4) : unsure},
                      {"ipv6", sure ? say(chosen->range.ipv6) : unsure},
                      {"private", say(chosen->range.internal)},
                      {"prefix", prefix},
                      {"address_range", sure ? say(truth(chosen->kind == "cidr")) : unsure},
                      {"self", value_of(chosen->self)}},
                     value.place, env);
}

Value rule_record(const RuleText& text, Env& env) {
    if (text.rule.absent()) return text.rule;
    if (!text.rule.is(ValueKind::map)) return undecided_item(text.rule);
    const Place place = text.rule.place;
    Value protocol = absent_value(place);
    const Value none = absent_value(place);
    Value ports =
        record_of({{"from", none}, {"to", none}, {"all", boolean_value(false, place)}, {"count", none}}, place, env);
    if (text.home.peer->has_ports) {
        protocol = protocol_of(member(text.rule, "IpProtocol", env), env);
        ports = ports_of(text.rule, protocol, env);
    }
    return record_of({{"protocol", protocol},
                      {"ports", ports},
                      {"source", source_of(text, env)},
                      {"description", member(text.rule, "Description", env)},
                      {"direction", string_value(text.home.direction == Direction::in ? "ingress" : "egress", place)},
                      {"group", text.group}},
                     place, env);
}

/// The peers of a rule one by one, where it holds lists of them; else one entry without a choice. `undecided` is set
/// where a condition says how many there are.
std::vector<std::optional<OnePeer>> peers_one_by_one(const Value& rule, const PeerProperties& names, bool lifted,
                                                     Env& env, Value& undecided) {
    Looked open;
    std::vector<std::optional<OnePeer>> peers;
    bool lists = false;
    for (const std::string_view property :
         {names.ipv4, names.ipv6, names.group_id, names.group_name, names.prefix_list}) {
        if (property.empty()) continue;
        const Looked looked = watched(env, [&] { return member(rule, property, env); });
        if (looked.value.is(ValueKind::list)) {
            lists = true;
            for (std::uint32_t i = 0; i < looked.value.count; ++i) peers.push_back(OnePeer{property, i});
        } else if (!looked.value.absent() && !looked.value.is(ValueKind::null)) {
            if (looked.undecided && looked.needed) open = looked;
            peers.push_back(OnePeer{property, 0});
        }
    }
    // In Terraform what is not decided yet may turn out to be a list.
    const bool many = lists || (lifted && open.needed);
    if (!many || peers.empty()) return {std::nullopt};
    if (open.needed) {
        undecided = open.value;
        env.need(open.needed);
    }
    return peers;
}

/// The rules that a resource holds itself.
Value own_rules(const Value& subject, Direction direction, FactContext& context) {
    Env& env = context.env;
    if (subject.resource == nullptr) return list_of({}, subject.place, env);
    const RuleHome* home = home_of(subject.resource->type, direction);
    if (home == nullptr) return list_of({}, subject.place, env);
    const bool lifted = subject.resource->written_type != subject.resource->type;
    std::vector<Value> rules;
    Value undecided;
    const auto add = [&](const auto& look, const Value& group) {
        const Value rule = watched(env, look).value;
        const auto peers = rule.is(ValueKind::map) ? peers_one_by_one(rule, *home->peer, lifted, env, undecided)
                                                   : std::vector<std::optional<OnePeer>>{std::nullopt};
        for (const std::optional<OnePeer>& peer : peers)
            rules.push_back(fact_item(env, [&] { return rule_record({look(), group, *home, peer}, env); }));
    };
    if (home->list.empty()) {
        Value group = member(subject, home->group, env);
        if (group.absent()) group = member(subject, "GroupName", env);
        add([&] { return subject; }, group);
        if (!undecided.absent()) return unknown_value(undecided.text, undecided.place);
        return list_of(rules, subject.place, env);
    }
    const Value written_rules = member(subject, home->list, env);
    if (written_rules.is(ValueKind::unknown)) return unknown_value(written_rules.text, written_rules.place);
    if (!written_rules.is(ValueKind::list)) {
        for (const Value& single : placed_items(written_rules, env)) add([&] { return single; }, subject);
    } else {
        for (std::uint32_t i = 0; i < written_rules.count; ++i)
            add([&] { return item(written_rules, i, env); }, subject);
    }
    if (!undecided.absent()) return unknown_value(undecided.text, undecided.place);
    return list_of(rules, written_rules.place, env);
}

/// The rules of a group with those that stand as resources of their own and name it.
Value joined_rules(const Value& subject, Direction direction, FactContext& context) {
    Value own = own_rules(subject, direction, context);
    if (subject.resource == nullptr || own.is(ValueKind::unknown)) return own;
    if (subject.resource->type != "AWS::EC2::SecurityGroup") return own;
    Env& env = context.env;
    const std::string_view type =
        direction == Direction::in ? "AWS::EC2::SecurityGroupIngress" : "AWS::EC2::SecurityGroupEgress";
    bool undecided = false;
    std::vector<const Resource*> apart =
        referrers(context.graph, *subject.resource, type, "GroupId", "", env, undecided);
    if (direction == Direction::in) {
        const auto by_name =
            referrers(context.graph, *subject.resource, type, "GroupName", "GroupName", env, undecided);
        apart.insert(apart.end(), by_name.begin(), by_name.end());
    }
    if (undecided)
        return unknown_value("which rules belong to the group depends on what is not known here", subject.place);
    std::vector<Value> rules = placed_items(own, env);
    for (const Resource* resource : apart) {
        const Value standalone = own_rules(resource_value(*resource), direction, context);
        for (const Value& rule : placed_items(standalone, env)) rules.push_back(rule);
    }
    return list_of(rules, own.place, env);
}

/// CloudFormation leaves EC2's rule that lets everything out in place where a group declares none of its own (source:
/// AWS CloudFormation, AWS::EC2::SecurityGroup, SecurityGroupEgress). Terraform removes it (source: Terraform AWS
/// provider, aws_security_group).
Value egress_implied(const Value& subject, FactContext& context) {
    Env& env = context.env;
    const bool keeps_default = subject.resource != nullptr && subject.resource->type == "AWS::EC2::SecurityGroup" &&
                               !subject.resource->written_type.starts_with("aws_");
    if (!keeps_default) return boolean_value(false, subject.place);
    const Value egress = member(subject, "SecurityGroupEgress", env);
    Judged inline_rules = judged(Truth::no, egress.absent() ? subject : egress);
    if (egress.is(ValueKind::unknown)) inline_rules = judged(written(egress), egress);
    for (const Value& rule : placed_items(egress, env))
        inline_rules = either(inline_rules, judged(written(rule), rule));
    if (inline_rules.truth == Truth::yes) return value_of(!inline_rules);
    bool undecided = false;
    const auto apart =
        referrers(context.graph, *subject.resource, "AWS::EC2::SecurityGroupEgress", "GroupId", "", env, undecided);
    if (!apart.empty()) return boolean_value(false, apart.front()->place);
    if (undecided)
        return unknown_value("which rules belong to the group depends on what is not known here", subject.place);
    return value_of(!inline_rules);
}

/// A VPC comes with it, and only Terraform speaks of it as a resource of its own (source: Terraform AWS provider,
/// aws_default_security_group); CloudFormation cannot make a group of that name.
Value default_group(const Value& subject, FactContext&) {
    const bool is_default =
        subject.resource != nullptr && subject.resource->written_type == "aws_default_security_group";
    return boolean_value(is_default, subject.place);
}

Value ingress(const Value& subject, FactContext& context) { return own_rules(subject, Direction::in, context); }
Value egress(const Value& subject, FactContext& context) { return own_rules(subject, Direction::out, context); }
Value all_ingress(const Value& subject, FactContext& context) { return joined_rules(subject, Direction::in, context); }
Value all_egress(const Value& subject, FactContext& context) { return joined_rules(subject, Direction::out, context); }

constexpr std::array<Fact, 6> facts = {{
    {Fact::Subject::resource, "ingress", "list(NetworkRule)",
     "Inbound rules that a security group holds itself; of a rule that is a resource of its own, that rule.", ingress},
    {Fact::Subject::resource, "egress", "list(NetworkRule)",
     "Outbound rules that a security group holds itself; of a rule that is a resource of its own, that rule.", egress},
    {Fact::Subject::resource, "all_ingress", "list(NetworkRule)",
     "Inbound rules of a security group, with those that are resources of their own and name the group.", all_ingress},
    {Fact::Subject::resource, "all_egress", "list(NetworkRule)",
     "Outbound rules of a security group, with those that are resources of their own and name the group.", all_egress},
    {Fact::Subject::resource, "egress_implied", "bool",
     "Whether a security group declares no outbound rule anywhere, so that AWS lets everything out.", egress_implied},
    {Fact::Subject::resource, "default_group", "bool",
     "Whether a security group is the default one of its VPC, which Terraform takes over.", default_group},
}};

constexpr std::array<RecordField, 6> rule_fields = {{
    {"protocol", "string", "'tcp', 'udp', 'icmp', 'icmpv6', 'all', or a protocol number as a string."},
    {"ports", "Ports", "The ports it opens."},
    {"source", "Peer", "The other side: where an inbound rule admits from, where an outbound rule lets out to."},
    {"description", "string", "The description, as written."},
    {"direction", "string", "'ingress' or 'egress'."},
    {"group", "any", "The group the rule belongs to: the resource that holds it, or the value that names it."},
}};

constexpr std::array<RecordField, 4> ports_fields = {{
    {"from", "number", "The first port; absent where the protocol has no ports."},
    {"to", "number", "The last port; absent where the protocol has no ports."},
    {"all", "bool", "Whether it opens every port."},
    {"count", "number", "How many ports it opens; absent where the protocol has no ports."},
}};

constexpr std::array<RecordField, 10> peer_fields = {{
    {"kind", "string", "'cidr', 'group', 'prefix-list' or 'none'."},
    {"value", "any", "The other side as written."},
    {"text", "string", "The other side in words, for messages."},
    {"world", "bool", "Whether it is every address: a range with a prefix of 0, however it is spelled."},
    {"ipv4", "bool", "Whether it is an IPv4 range."},
    {"ipv6", "bool", "Whether it is an IPv6 range."},
    {"private", "bool",
     "Whether it is a range that the internet does not route (RFC 1918, RFC 6598, RFC 4193 and the like)."},
    {"prefix", "number", "The length of the range's prefix in bits; absent where it is no range."},
    {"address_range", "bool", "Whether it is an address range rather than a group or a prefix list."},
    {"self", "bool", "Whether it is the rule's own group."},
}};

constexpr std::array<Record, 3> records = {
    {{"NetworkRule", rule_fields}, {"Ports", ports_fields}, {"Peer", peer_fields}}};

}  // namespace

Truth is_world(const Value& range) {
    if (range.absent() || range.is(ValueKind::null)) return Truth::no;
    if (range.is(ValueKind::unknown)) return Truth::unknown;
    const auto read = read_address_range(as_text(range));
    return read ? read->world : Truth::no;
}

Value inbound_rules(const Value& group, FactContext& context) { return joined_rules(group, Direction::in, context); }

Value ports_between(double first, double last, Place place, Env& env) {
    const bool all = first <= 1 && last >= last_port;
    return ports_record(number_value(first, place), number_value(last, place),
                        {all ? Truth::yes : Truth::no, place, {}}, number_value(last - first + 1, place), place, env);
}

std::span<const Fact> network_facts() { return facts; }
std::span<const Record> network_records() { return records; }

}  // namespace lintel
