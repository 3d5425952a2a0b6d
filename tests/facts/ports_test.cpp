#include "facts/ports.h"

#include <doctest/doctest.h>

#include <vector>

#include "facts/build.h"

using namespace lintel;

namespace {

struct Bench {
    Arena arena;
    Scenario scenario;
    Env env{arena, scenario};

    Value number(double n) { return number_value(n, {}); }
    Value ports(Value from, Value to) { return record_of({{"from", from}, {"to", to}}, {}, env); }
    Value ports(double from, double to) { return ports(number(from), number(to)); }
    Value named(std::string_view name, double port) {
        return record_of({{"name", string_value(name, {})}, {"port", number(port)}}, {}, env);
    }
    Value list(const std::vector<Value>& items) { return list_of(items, {}, env); }
};

}  // namespace

TEST_CASE("a range overlaps a port that it holds") {
    Bench b;
    const Value ssh = b.list({b.number(22)});
    CHECK(ports_overlap(b.ports(22, 22), ssh, b.env) == Truth::yes);
    CHECK(ports_overlap(b.ports(0, 65535), ssh, b.env) == Truth::yes);
    CHECK(ports_overlap(b.ports(20, 21), ssh, b.env) == Truth::no);
    CHECK(ports_overlap(b.ports(23, 80), ssh, b.env) == Truth::no);
    CHECK(ports_overlap(b.ports(22, 22), b.list({}), b.env) == Truth::no);
}

TEST_CASE("entries may be maps with a port or a range") {
    Bench b;
    const Value list =
        b.list({b.named("SSH", 22), record_of({{"from", b.number(5900)}, {"to", b.number(5910)}}, {}, b.env)});
    CHECK(ports_overlap(b.ports(5905, 6000), list, b.env) == Truth::yes);
    CHECK(ports_overlap(b.ports(5911, 6000), list, b.env) == Truth::no);
}

TEST_CASE("a protocol without ports overlaps nothing") {
    Bench b;
    CHECK(ports_overlap(b.ports(absent_value({}), absent_value({})), b.list({b.number(22)}), b.env) == Truth::no);
    CHECK(ports_within(b.ports(absent_value({}), absent_value({})), b.list({b.number(22)}), b.env).text.empty());
}

TEST_CASE("one known end decides where it can") {
    Bench b;
    const Value open = unknown_value("parameter P", {});
    const Value ssh = b.list({b.number(22)});
    CHECK(ports_overlap(b.ports(b.number(8080), open), ssh, b.env) == Truth::no);
    CHECK(ports_overlap(b.ports(b.number(22), open), ssh, b.env) == Truth::yes);
    CHECK(ports_overlap(b.ports(b.number(1), open), ssh, b.env) == Truth::unknown);
    CHECK(ports_overlap(b.ports(open, open), ssh, b.env) == Truth::unknown);
    CHECK(ports_overlap(open, ssh, b.env) == Truth::unknown);
}

TEST_CASE("the overlapped ports are told in words, three at most") {
    Bench b;
    const Value list =
        b.list({b.named("SSH", 22), b.named("Telnet", 23), b.named("RDP", 3389), b.named("VNC", 5900), b.number(9999)});
    CHECK(ports_within(b.ports(22, 22), list, b.env).text == "SSH (22)");
    CHECK(ports_within(b.ports(20, 100), list, b.env).text == "SSH (22), Telnet (23)");
    CHECK(ports_within(b.ports(0, 65535), list, b.env).text == "SSH (22), Telnet (23), RDP (3389) and 2 more");
    CHECK(ports_within(b.ports(9999, 9999), list, b.env).text == "9999");
}

TEST_CASE("a port of the list that is not known may be any") {
    Bench b;
    const Value open = unknown_value("parameter P", {});
    CHECK(ports_overlap(b.ports(22, 22), b.list({open}), b.env) == Truth::unknown);
    CHECK(ports_overlap(b.ports(22, 22), b.list({open, b.number(22)}), b.env) == Truth::yes);
    CHECK(ports_overlap(b.ports(absent_value({}), absent_value({})), b.list({open}), b.env) == Truth::no);
}

TEST_CASE("a range is covered where every port of it is listed") {
    Bench b;
    const Value open = unknown_value("parameter P", {});
    const Value list = b.list({b.number(443), b.number(80), b.ports(8000, 8100), b.number(81)});
    CHECK(ports_covered(b.ports(80, 80), list, b.env) == Truth::yes);
    CHECK(ports_covered(b.ports(80, 81), list, b.env) == Truth::yes);
    CHECK(ports_covered(b.ports(80, 82), list, b.env) == Truth::no);
    CHECK(ports_covered(b.ports(8010, 8100), list, b.env) == Truth::yes);
    CHECK(ports_covered(b.ports(7999, 8100), list, b.env) == Truth::no);
    CHECK(ports_covered(b.ports(0, 65535), list, b.env) == Truth::no);
    CHECK(ports_covered(b.ports(80, 80), b.list({}), b.env) == Truth::no);
    CHECK(ports_covered(b.ports(b.number(22), open), list, b.env) == Truth::no);
    CHECK(ports_covered(b.ports(b.number(80), open), list, b.env) == Truth::unknown);
    CHECK(ports_covered(b.ports(open, open), list, b.env) == Truth::unknown);
    CHECK(ports_covered(b.ports(absent_value({}), absent_value({})), list, b.env) == Truth::no);
    CHECK(ports_covered(b.ports(22, 22), b.list({open}), b.env) == Truth::unknown);
}
