#include "facts/network_acls.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "facts/sample.h"

using namespace lintel;

namespace {

/// An ACL with these entries, each in YAML's flow style; they are called E0, E1, ...
std::string acl_with(const std::vector<std::string>& entries) {
    std::string text =
        "Parameters: {Unknown: {Type: String}}\n"
        "Resources:\n"
        "  Acl: {Type: AWS::EC2::NetworkAcl, Properties: {VpcId: vpc-1}}\n";
    for (std::size_t i = 0; i < entries.size(); ++i)
        text += cat("  E", i, ": {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref Acl, ", entries[i],
                    "}}\n");
    return text;
}

/// What an entry opens: "22-25 80-80", or "?" where that is not known.
std::string opened(Sample& s, std::string_view id) {
    const Value ports = s.fact(id, "opened_ports");
    if (ports.is(ValueKind::unknown)) return "?";
    std::string text;
    for (std::uint32_t i = 0; i < ports.count; ++i)
        text += cat(i == 0 ? "" : " ", static_cast<int>(s.number(ports, cat(i, ".from"))), "-",
                    static_cast<int>(s.number(ports, cat(i, ".to"))));
    return text;
}

constexpr std::string_view world = "CidrBlock: 0.0.0.0/0";

std::string entry(int number, std::string_view action, std::string_view ports, std::string_view range = world) {
    return cat("RuleNumber: ", number, ", Protocol: 6, RuleAction: ", action, ", PortRange: {", ports, "}, ", range);
}

}  // namespace

TEST_CASE("an entry opens its ports to the world") {
    Sample s(acl_with({entry(100, "allow", "From: 22, To: 25"), entry(110, "deny", "From: 80, To: 80"),
                       entry(120, "allow", "From: 90, To: 90", "CidrBlock: 10.0.0.0/8"),
                       entry(130, "allow", "From: 91, To: 91", "Ipv6CidrBlock: '::/0'"),
                       cat(entry(100, "allow", "From: 1, To: 9"), ", Egress: true")}));
    CHECK(opened(s, "E0") == "22-25");
    CHECK(opened(s, "E1") == "");
    CHECK(opened(s, "E2") == "");
    CHECK(opened(s, "E3") == "91-91");
    CHECK(opened(s, "E4") == "");
    CHECK(s.fact("Acl", "opened_ports").count == 0);
}

TEST_CASE("entries with lower numbers decide first, also where they are about all protocols") {
    Sample s(acl_with(
        {entry(100, "deny", "From: 22, To: 22"), entry(200, "allow", "From: 20, To: 30"),
         entry(300, "allow", "From: 25, To: 40"), entry(50, "deny", "From: 35, To: 35", "CidrBlock: 1.0.0.0/8"),
         cat("RuleNumber: 400, Protocol: -1, RuleAction: deny, ", world), entry(500, "allow", "From: 99, To: 99")}));
    CHECK(opened(s, "E1") == "20-21 23-30");
    CHECK(opened(s, "E2") == "31-40");
    CHECK(opened(s, "E5") == "");
}

TEST_CASE("entries of other protocols and of the other address family decide nothing") {
    Sample s(acl_with({cat("RuleNumber: 10, Protocol: 17, RuleAction: deny, PortRange: {From: 1, To: 99}, ", world),
                       entry(20, "deny", "From: 1, To: 99", "Ipv6CidrBlock: '::/0'"),
                       entry(30, "allow", "From: 22, To: 22")}));
    CHECK(opened(s, "E2") == "22-22");
}

TEST_CASE("an entry that is not known may stand in front of the others") {
    Sample s(acl_with(
        {entry(100, "deny", "From: 22, To: 22", "CidrBlock: !Ref Unknown"), entry(200, "allow", "From: 22, To: 22")}));
    CHECK(opened(s, "E0") == "?");
    CHECK(opened(s, "E1") == "?");
}
