#include "facts/balanced_paths.h"

#include <algorithm>

#include "base/text.h"
#include "facts/networks.h"
#include "facts/ports.h"

namespace lintel {
namespace {

constexpr std::string_view group_type = "AWS::EC2::SecurityGroup";

/// A port of the endpoint that a load balancer may send to.
struct Target {
    const Resource* group = nullptr;  ///< the target group, or the classic load balancer
    Value port;                       ///< absent: the group's own
};

const Resource* as_type(const Value& value, std::string_view type) {
    return value.resource != nullptr && value.resource->type == type ? value.resource : nullptr;
}

Value step(std::string_view words, Place place, Env& env) { return string_value(env.arena().text(words), place); }

/// A port of a listener as a list for ports_overlap.
Value single(const Value& port, Env& env) { return list_of({port}, port.place, env); }

/// The rules of some groups that fit; unknown where one of them may.
template <typename Fits>
Leg rule_that(const std::vector<Value>& groups, const Value& port, FactContext& context, Fits fits) {
    Env& env = context.env;
    Leg leg = closed_leg(port);
    for (const Value& group : groups) {
        const Resource* named = named_resource(context.graph, group, group_type, "GroupName", env);
        const Value rules = named != nullptr ? inbound_rules(resource_value(*named), context) : group;
        if (rules.is(ValueKind::unknown) || named == nullptr) {
            leg = unknown_leg("a security group that is declared elsewhere", rules);
            continue;
        }
        for (const Value& rule : items(rules, env)) {
            Truth lets_in = Truth::unknown;
            if (!rule.is(ValueKind::unknown))
                lets_in = both(ports_overlap(member(rule, "ports", env), single(port, env), env),
                               fits(member(rule, "source", env)));
            if (lets_in == Truth::yes) return {{Truth::yes, rule.place, {}, nullptr}, {rule_step(rule, env)}};
            if (lets_in == Truth::unknown) leg = unknown_leg("what a security group lets in", rule);
        }
    }
    return leg;
}

Leg world_enters(const std::vector<Value>& groups, const Value& port, FactContext& context) {
    return rule_that(groups, port, context,
                     [&](const Value& source) { return as_truth(member(source, "world", context.env)); });
}

/// Whether the endpoint lets the load balancer in: everybody, the load balancer's groups, or addresses of the network.
/// `keeps_source`: what arrives has the address of the client.
Leg balancer_enters(const Endpoint& endpoint, const std::vector<Value>& balancer_groups, bool keeps_source,
                    const Value& port, FactContext& context) {
    Env& env = context.env;
    return rule_that(endpoint.groups, port, context, [&](const Value& source) {
        Truth enters = as_truth(member(source, "world", env));
        const Value peer = member(source, "value", env);
        for (const Value& group : balancer_groups)
            enters = either(enters, truth(peer.resource != nullptr && peer.resource == group.resource));
        if (!keeps_source) enters = either(enters, as_truth(member(source, "private", env)));
        return enters;
    });
}

/// Whether a load balancer faces the internet, as it does where nothing is written (source: AWS CloudFormation,
/// Scheme of both kinds of load balancers).
Leg faces_internet(const Resource& balancer, Env& env) {
    const Value scheme = member(resource_value(balancer), "Scheme", env);
    if (scheme.is(ValueKind::unknown)) return unknown_leg("whether a load balancer faces the internet", scheme);
    if (equals(scheme, "internal") == Truth::yes) return closed_leg(scheme);
    const bool is_said = written(scheme) == Truth::yes;
    return open_leg(cat("the internet-facing load balancer ", balancer.id), is_said ? scheme.place : balancer.place,
                    env);
}

std::vector<Value> groups_of(const Resource& balancer, Env& env) {
    return items_or_single(member(resource_value(balancer), "SecurityGroups", env), env);
}

class BalancedPaths {
   public:
    BalancedPaths(const Endpoint& endpoint, FactContext& context, std::vector<Value>& paths, std::vector<Value>& open)
        : endpoint_(endpoint), context_(context), env_(context.env), paths_(paths), open_(open) {}

    void add() {
        const Resource& resource = *endpoint_.self.resource;
        if (resource.type == "AWS::EC2::Instance") {
            add_as_target();
            for (const Resource* balancer : here("AWS::ElasticLoadBalancing::LoadBalancer")) {
                for (const Value& each : items_or_single(member(resource_value(*balancer), "Instances", env_), env_))
                    if (each.resource == &resource) through_classic({balancer, Value{}});
            }
        } else if (resource.type == "AWS::AutoScaling::AutoScalingGroup") {
            for (const Value& group : list("TargetGroupARNs")) through({group, Value{}});
            for (const Value& balancer : list("LoadBalancerNames")) through({balancer, Value{}});
        } else if (resource.type == "AWS::ECS::Service") {
            for (const Value& each : list("LoadBalancers")) {
                const Value port = member(each, "ContainerPort", env_);
                through({member(each, "TargetGroupArn", env_), port});
                through({member(each, "LoadBalancerName", env_), port});
            }
        }
    }

   private:
    struct Named {
        Value value;
        Value port;
    };

    std::vector<Value> list(std::string_view property) const {
        return items_or_single(member(endpoint_.self, property, env_), env_);
    }

    std::vector<const Resource*> all(const Resource& target, std::string_view type, std::string_view property) {
        bool undecided = false;
        auto found = referrers(context_.graph, target, type, property, "", env_, undecided);
        if (undecided)
            open_.push_back(unknown_value("who refers to it depends on what is not known here", target.place));
        return found;
    }

    /// What is declared elsewhere may face the internet as well.
    void through(const Named& named) {
        if (written(named.value) == Truth::no) return;
        const Resource* classic = named_resource(context_.graph, named.value, "AWS::ElasticLoadBalancing::LoadBalancer",
                                                 "LoadBalancerName", env_);
        if (const Resource* group = as_type(named.value, "AWS::ElasticLoadBalancingV2::TargetGroup"))
            through_target_group({group, named.port});
        else if (classic != nullptr)
            through_classic({classic, named.port});
        else
            open_.push_back(unknown_value("a load balancer that is declared elsewhere", named.value.place));
    }

    /// The resources of a type that exist.
    std::vector<const Resource*> here(std::string_view type) const {
        std::vector<const Resource*> found;
        for (const std::uint32_t index : context_.graph.of_type(type)) {
            const Resource& resource = context_.graph.resources[index];
            if (exists(resource, env_) == Truth::yes) found.push_back(&resource);
        }
        return found;
    }

    /// Target groups list their targets, each perhaps with a port of its own.
    void add_as_target() {
        for (const Resource* group : here("AWS::ElasticLoadBalancingV2::TargetGroup")) {
            for (const Value& each : items_or_single(member(resource_value(*group), "Targets", env_), env_)) {
                if (member(each, "Id", env_).resource == endpoint_.self.resource)
                    through_target_group({group, member(each, "Port", env_)});
            }
        }
    }

    void through_target_group(Target target) {
        const Value group = resource_value(*target.group);
        if (written(target.port) == Truth::no) target.port = member(group, "Port", env_);
        std::vector<const Resource*> listeners;
        const auto add = [&](const Resource* listener) {
            if (listener != nullptr && std::find(listeners.begin(), listeners.end(), listener) == listeners.end())
                listeners.push_back(listener);
        };
        for (const std::string_view path : {"TargetGroupArn", "ForwardConfig.TargetGroups.TargetGroupArn"}) {
            const auto in_actions = env_.arena().text(cat("DefaultActions.", path));
            for (const Resource* listener : all(*target.group, "AWS::ElasticLoadBalancingV2::Listener", in_actions))
                add(listener);
            const auto in_rule = env_.arena().text(cat("Actions.", path));
            for (const Resource* rule : all(*target.group, "AWS::ElasticLoadBalancingV2::ListenerRule", in_rule)) {
                const Value named = member(resource_value(*rule), "ListenerArn", env_);
                const Resource* listener = as_type(named, "AWS::ElasticLoadBalancingV2::Listener");
                add(listener);
                if (listener == nullptr)
                    open_.push_back(unknown_value("a listener that is declared elsewhere", named.place));
            }
        }
        for (const Resource* listener : listeners) through_listener(*listener, target);
    }

    void through_listener(const Resource& listener, const Target& target) {
        const Value self = resource_value(listener);
        const Value named = member(self, "LoadBalancerArn", env_);
        const Resource* balancer = as_type(named, "AWS::ElasticLoadBalancingV2::LoadBalancer");
        if (balancer == nullptr) {
            open_.push_back(unknown_value("a load balancer that is declared elsewhere", named.place));
            return;
        }
        const bool network = equals(member(resource_value(*balancer), "Type", env_), "network") == Truth::yes;
        const auto groups = groups_of(*balancer, env_);
        const Value port = member(self, "Port", env_);
        Leg way = faces_internet(*balancer, env_);
        // A network load balancer without groups lets everybody in (source: Elastic Load Balancing, security groups
        // for your Network Load Balancer).
        if (!network || !groups.empty()) way = joined(std::move(way), world_enters(groups, port, context_));
        way.steps.push_back(step(cat("the listener ", listener.id), port.place ? port.place : listener.place, env_));
        way.steps.push_back(step(cat("the target group ", target.group->id), target.group->place, env_));
        finish(std::move(way), groups, network, target.port, target);
    }

    void through_classic(const Target& target) {
        const Value self = resource_value(*target.group);
        const auto groups = groups_of(*target.group, env_);
        for (const Value& listener : items_or_single(member(self, "Listeners", env_), env_)) {
            const Value port = member(listener, "LoadBalancerPort", env_);
            Leg way = joined(faces_internet(*target.group, env_), world_enters(groups, port, context_));
            way.steps.push_back(step("a listener of it", listener.place, env_));
            finish(std::move(way), groups, false, member(listener, "InstancePort", env_), target);
        }
    }

    void finish(Leg way, const std::vector<Value>& groups, bool network, const Value& port, const Target& target) {
        way = joined(std::move(way), balancer_enters(endpoint_, groups, network, port, context_));
        if (way.open.truth == Truth::no) return;
        const auto number = as_number(port);
        if (!number) {
            open_.push_back(unknown_value("the port of a target", target.group->place));
            return;
        }
        const Value ports = ports_between(*number, *number, port.place, env_);
        const Value path =
            path_record(way.open, string_value("tcp", port.place), ports, way.steps, endpoint_.self.place, env_);
        (way.open.truth == Truth::yes ? paths_ : open_).push_back(path);
    }

    const Endpoint& endpoint_;
    FactContext& context_;
    Env& env_;
    std::vector<Value>& paths_;
    std::vector<Value>& open_;
};

}  // namespace

Value path_record(const Judged& open, const Value& protocol, const Value& ports, const std::vector<Value>& hops,
                  Place place, Env& env) {
    return record_of(
        {{"open", value_of(open)}, {"protocol", protocol}, {"ports", ports}, {"hops", list_of(hops, place, env)}},
        place, env);
}

Value rule_step(const Value& rule, Env& env) {
    const Value group = member(rule, "group", env);
    const Value source = member(member(rule, "source", env), "text", env);
    const std::string_view id = group.resource != nullptr ? group.resource->id : "its security group";
    return string_value(env.arena().text(cat("the rule of ", id, " for ", as_text(source))),
                        source.place ? source.place : rule.place);
}

void add_balanced_paths(const Endpoint& endpoint, FactContext& context, std::vector<Value>& paths,
                        std::vector<Value>& open) {
    BalancedPaths(endpoint, context, paths, open).add();
}

}  // namespace lintel
