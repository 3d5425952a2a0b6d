#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.h"
#include "facts/balanced_paths.h"
#include "facts/endpoints.h"
#include "facts/networks.h"
#include "facts/tables.h"

namespace lintel {
namespace {

/// A rule of a security group that lets everybody in to some ports, or may do so.
struct WorldRule {
    Value rule;
    Judged world;
    Value protocol;
    Value ports;
    PortSpan span;
    AddressFamily family = AddressFamily::ipv4;
};

/// The inbound rules of the groups that let everybody in; `open` gets what may be one.
std::vector<WorldRule> world_rules(const std::vector<Value>& groups, FactContext& context, std::vector<Value>& open) {
    Env& env = context.env;
    std::vector<WorldRule> found;
    for (const Value& group : groups) {
        const Resource* named = named_resource(context.graph, group, "AWS::EC2::SecurityGroup", "GroupName", env);
        if (named == nullptr) {
            open.push_back(value_of(unknown_leg("a security group that is declared elsewhere", group).open));
            continue;
        }
        const Value rules = inbound_rules(resource_value(*named), context);
        if (rules.is(ValueKind::unknown)) {
            open.push_back(rules);
            continue;
        }
        for (const Value& rule : items(rules, env)) {
            const Value source = member(rule, "source", env);
            const Value world = member(source, "world", env);
            if (rule.is(ValueKind::unknown)) open.push_back(rule);
            if (rule.is(ValueKind::unknown) || as_truth(world) == Truth::no) continue;
            WorldRule one;
            one.rule = rule;
            one.world = judged(as_truth(world), world);
            one.protocol = member(rule, "protocol", env);
            one.ports = member(rule, "ports", env);
            const Value first = member(one.ports, "from", env);
            const Value last = member(one.ports, "to", env);
            if (first.absent() || last.absent()) continue;  // a protocol without ports
            if (!as_number(first) || !as_number(last)) {
                open.push_back(as_number(first) ? last : first);
                continue;
            }
            one.span = {*as_number(first), *as_number(last)};
            if (as_truth(member(source, "ipv6", env)) == Truth::yes) one.family = AddressFamily::ipv6;
            found.push_back(one);
        }
    }
    return found;
}

/// The way from an internet gateway to the endpoint in the first of its subnets that has one, and that subnet.
struct Way {
    Leg leg;
    Value subnet;
};

Way best_way(const Endpoint& endpoint, AddressFamily family, FactContext& context) {
    Env& env = context.env;
    if (endpoint.in_default_vpc) {
        // Amazon VPC User Guide, default VPC: every subnet is public.
        Leg route = family == AddressFamily::ipv4
                        ? open_leg("the default VPC, because it names no subnet", endpoint.self.place, env)
                        : closed_leg(endpoint.self);
        return {joined(std::move(route), public_address(endpoint, Value{}, family, context)), Value{}};
    }
    Way best = {closed_leg(endpoint.self), Value{}};
    for (const Value& subnet : endpoint.subnets) {
        const Leg leg = joined(route_into(subnet, family, context), public_address(endpoint, subnet, family, context));
        if (leg.open.truth == Truth::yes) return {leg, subnet};
        if (leg.open.truth == Truth::unknown) best = {leg, subnet};
    }
    return best;
}

double protocol_number(const Value& protocol) { return as_text(protocol) == "udp" ? udp_protocol : tcp_protocol; }

/// What leads from the internet to the endpoint itself.
void add_direct_paths(const Endpoint& endpoint, FactContext& context, std::vector<Value>& paths,
                      std::vector<Value>& open) {
    Env& env = context.env;
    const std::array<Way, 2> ways = {best_way(endpoint, AddressFamily::ipv4, context),
                                     best_way(endpoint, AddressFamily::ipv6, context)};
    if (ways[0].leg.open.truth == Truth::no && ways[1].leg.open.truth == Truth::no) return;
    for (const WorldRule& rule : world_rules(endpoint.groups, context, open)) {
        const Way& way = ways[rule.family == AddressFamily::ipv4 ? 0 : 1];
        const Judged passes = both(way.leg.open, rule.world);
        if (passes.truth == Truth::no) continue;
        if (passes.truth == Truth::unknown) {
            open.push_back(path_record(passes, rule.protocol, rule.ports, {}, endpoint.self.place, env));
            continue;
        }
        const AclOpenings openings =
            openings_into(way.subnet, rule.family, protocol_number(rule.protocol), rule.span, context);
        if (openings.open) open.push_back(*openings.open);
        for (const AclOpening& opening : openings.sure) {
            std::vector<Value> hops = way.leg.steps;
            if (opening.entry != nullptr) {
                const auto words = env.arena().text(cat("the network ACL entry ", opening.entry->id));
                hops.push_back(string_value(words, opening.entry->place));
            }
            hops.push_back(rule_step(rule.rule, env));
            const Value ports = ports_between(opening.ports.first, opening.ports.last, rule.ports.place, env);
            paths.push_back(path_record(passes, rule.protocol, ports, hops, endpoint.self.place, env));
        }
    }
}

Value paths_to(const Value& subject, FactContext& context) {
    Env& env = context.env;
    std::vector<Value> paths;
    std::vector<Value> open;
    const auto endpoint = endpoint_of(subject, context);
    if (endpoint) {
        add_direct_paths(*endpoint, context, paths, open);
        add_balanced_paths(*endpoint, context, paths, open);
    }
    // The ways that are sure come first, then those that may be open, and last what nothing is known of.
    const auto is_path = [](const Value& value) { return value.is(ValueKind::map); };
    std::copy_if(open.begin(), open.end(), std::back_inserter(paths), is_path);
    const auto unknown = std::find_if_not(open.begin(), open.end(), is_path);
    if (unknown != open.end()) paths.push_back(undecided_item(*unknown));
    return list_of(paths, subject.place, env);
}

Value internet_paths(const Value& subject, FactContext& context) {
    const Looked looked = watched(context.env, [&] { return paths_to(subject, context); });
    if (!looked.needed) return looked.value;
    context.env.need(looked.needed);
    return unknown_value("the way to it depends on a condition", subject.place);
}

bool may_be_reached(std::string_view type) {
    constexpr std::array<std::string_view, 5> types = {"AWS::EC2::Instance", "AWS::AutoScaling::AutoScalingGroup",
                                                       "AWS::ECS::Service", "AWS::RDS::DBInstance",
                                                       "AWS::Redshift::Cluster"};
    return std::find(types.begin(), types.end(), type) != types.end();
}

constexpr std::array<Fact, 1> facts = {{
    {Fact::Subject::resource, "internet_paths", "list(InternetPath)",
     "The ways that lead from the internet to an instance, an Auto Scaling group, a container service or a database: "
     "through an internet gateway, or through a load balancer. Where a part of it is not among the inputs, whether it "
     "is "
     "open is unknown.",
     internet_paths, may_be_reached},
}};

constexpr std::array<RecordField, 4> path_fields = {{
    {"open", "bool", "Whether traffic passes all the way; never false, but unknown where that is not known."},
    {"protocol", "string", "'tcp', 'udp' or 'all'."},
    {"ports", "Ports", "The ports that are open all the way; behind a load balancer those of the target."},
    {"hops", "list(string)", "What traffic passes, in words, each in its place, the outermost first."},
}};

constexpr std::array<Record, 1> records = {{{"InternetPath", path_fields}}};

}  // namespace

std::span<const Fact> internet_path_facts() { return facts; }
std::span<const Record> internet_path_records() { return records; }

}  // namespace lintel
