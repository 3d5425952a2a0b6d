#include "facts/network_acls.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "facts/networks.h"
#include "facts/ports.h"
#include "facts/tables.h"

namespace lintel {
namespace {

constexpr double default_entry_number = 100;

/// An inbound entry as far as it is about everybody.
struct Entry {
    const Resource* resource = nullptr;
    double number = default_entry_number;
    double protocol = every_protocol;
    PortSpan ports = {0, last_port};
    bool allows = true;
};

/// The numbers of protocols may be written as their names.
std::optional<double> protocol_number(const Value& protocol) {
    if (const auto number = as_number(protocol)) return *number;
    if (!protocol.known()) return std::nullopt;
    const std::string_view text = as_text(protocol);
    if (text == "tcp") return tcp_protocol;
    if (text == "udp") return udp_protocol;
    if (text == "all") return every_protocol;
    return std::nullopt;
}

/// The entry, or nothing where it is not about inbound traffic from everybody; `open` where that is not known.
std::optional<Entry> read_entry(const Resource& resource, AddressFamily family, Env& env, std::optional<Value>& open) {
    const Value self = resource_value(resource);
    const auto undecided = [&](const Value& why) {
        open = unknown_value(why.is(ValueKind::unknown) ? why.text : "a network ACL entry known only in part",
                             why.place ? why.place : resource.place);
        return std::nullopt;
    };
    const Value egress = member(self, "Egress", env);
    if (as_truth(egress) == Truth::yes) return std::nullopt;
    const Value range = member(self, family == AddressFamily::ipv4 ? "CidrBlock" : "Ipv6CidrBlock", env);
    const Truth world = is_world(range);
    if (world == Truth::no) return std::nullopt;
    if (world == Truth::unknown) return undecided(range);
    if (egress.is(ValueKind::unknown)) return undecided(egress);

    Entry entry;
    entry.resource = &resource;
    const Value action = member(self, "RuleAction", env);
    if (!action.known()) return undecided(action);
    entry.allows = to_lower(as_text(action)) == "allow";
    const Value number = member(self, "RuleNumber", env);
    const auto place_in_line = as_number(number);
    if (!place_in_line && !number.absent()) return undecided(number);
    entry.number = place_in_line.value_or(0);
    const Value protocol = member(self, "Protocol", env);
    const auto which = protocol_number(protocol);
    if (!which) return undecided(protocol);
    entry.protocol = *which;
    if (entry.protocol != tcp_protocol && entry.protocol != udp_protocol) return entry;
    const Value ports = member(self, "PortRange", env);
    const Value from = member(ports, "From", env);
    const Value to = member(ports, "To", env);
    if (from.absent() && to.absent()) return entry;
    const auto first = as_number(from);
    const auto last = as_number(to);
    if (!first || !last) return undecided(first ? to : from);
    entry.ports = {*first, *last};
    return entry;
}

bool is_about(const Entry& entry, double protocol) {
    return entry.protocol == every_protocol || entry.protocol == protocol;
}

/// Takes the ports of an entry out of what is not decided yet; gives what it decides about.
std::vector<PortSpan> decide(const PortSpan& about, std::vector<PortSpan>& undecided) {
    std::vector<PortSpan> decided;
    std::vector<PortSpan> rest;
    for (const PortSpan& span : undecided) {
        const PortSpan common = {std::max(span.first, about.first), std::min(span.last, about.last)};
        if (common.first > common.last) {
            rest.push_back(span);
            continue;
        }
        decided.push_back(common);
        if (span.first < common.first) rest.push_back({span.first, common.first - 1});
        if (common.last < span.last) rest.push_back({common.last + 1, span.last});
    }
    undecided = std::move(rest);
    return decided;
}

}  // namespace

AclOpenings acl_openings(const std::vector<const Resource*>& resources, bool keeps_default, AddressFamily family,
                         double protocol, PortSpan ports, Env& env) {
    AclOpenings openings;
    std::vector<Entry> entries;
    for (const Resource* resource : resources) {
        if (const auto entry = read_entry(*resource, family, env, openings.open)) entries.push_back(*entry);
    }
    // Any of them may stand in front of the others.
    if (openings.open) return openings;
    if (keeps_default) entries.push_back({});
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.number < b.number; });
    std::vector<PortSpan> undecided = {ports};
    for (const Entry& entry : entries) {
        if (!is_about(entry, protocol)) continue;
        for (const PortSpan& span : decide(entry.ports, undecided)) {
            if (entry.allows) openings.sure.push_back({span, entry.resource});
        }
    }
    return openings;
}

namespace {

/// The entries of the ACL that an entry belongs to, itself among them.
std::vector<const Resource*> entries_beside(const Resource& entry, FactContext& context, bool& undecided) {
    const Value acl = member(resource_value(entry), "NetworkAclId", context.env);
    if (acl.resource == nullptr) return {&entry};
    auto all = referrers(context.graph, *acl.resource, "AWS::EC2::NetworkAclEntry", "NetworkAclId", "", context.env,
                         undecided);
    if (std::find(all.begin(), all.end(), &entry) == all.end()) all.push_back(&entry);
    return all;
}

Value opened_ports(const Value& subject, FactContext& context) {
    Env& env = context.env;
    if (subject.resource == nullptr || subject.resource->type != "AWS::EC2::NetworkAclEntry")
        return list_of({}, subject.place, env);
    std::optional<Value> open;
    std::vector<Value> opened;
    for (const AddressFamily family : {AddressFamily::ipv4, AddressFamily::ipv6}) {
        const auto own = read_entry(*subject.resource, family, env, open);
        if (open) return *open;
        if (!own || !own->allows) continue;
        bool undecided = false;
        const auto entries = entries_beside(*subject.resource, context, undecided);
        if (undecided)
            return unknown_value("which entries belong to the network ACL depends on what is not known here",
                                 subject.place);
        // Without a port or protocol of its own it is judged by what it does to TCP.
        const double protocol = own->protocol == every_protocol ? tcp_protocol : own->protocol;
        const AclOpenings openings = acl_openings(entries, false, family, protocol, own->ports, env);
        if (openings.open) return *openings.open;
        for (const AclOpening& opening : openings.sure) {
            if (opening.entry != subject.resource) continue;
            const Value ports = member(member(subject, "PortRange", env), "From", env);
            const Value range = member(subject, family == AddressFamily::ipv4 ? "CidrBlock" : "Ipv6CidrBlock", env);
            const Place place = own->protocol == every_protocol || ports.absent() ? range.place : ports.place;
            opened.push_back(ports_between(opening.ports.first, opening.ports.last, place, env));
        }
    }
    return list_of(opened, subject.place, env);
}

constexpr std::array<Fact, 1> facts = {{
    {Fact::Subject::resource, "opened_ports", "list(Ports)",
     "What a network ACL entry opens to every address: its ports without those about which entries in front of it "
     "decide. Empty of an outbound one and of one that denies.",
     opened_ports},
}};

}  // namespace

std::span<const Fact> network_acl_facts() { return facts; }

}  // namespace lintel
