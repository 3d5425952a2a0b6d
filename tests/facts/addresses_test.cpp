#include "facts/addresses.h"

#include <doctest/doctest.h>

#include <string>

#include "model/value.h"

using namespace lintel;

namespace {

Truth world(std::string_view text) {
    const auto range = read_address_range(text);
    REQUIRE(range);
    return range->world;
}

Truth internal(std::string_view text) {
    const auto range = read_address_range(text);
    REQUIRE(range);
    return range->internal;
}

const std::string gap(1, hole);

}  // namespace

TEST_CASE("a prefix of no bits is the world however it is spelled") {
    for (const std::string_view text :
         {"0.0.0.0/0", "0.0.0.0/00", "10.1.2.3/0", "::/0", "0::/0", "0:0:0:0:0:0:0:0/0", " 0.0.0.0/0 "}) {
        CAPTURE(text);
        CHECK(world(text) == Truth::yes);
        CHECK(internal(text) == Truth::no);
    }
}

TEST_CASE("any other prefix is not the world") {
    for (const std::string_view text :
         {"0.0.0.0/1", "0.0.0.0/32", "203.0.113.7", "2001:db8::/32", "::1", "10.0.0.0/8"}) {
        CAPTURE(text);
        CHECK(world(text) == Truth::no);
    }
}

TEST_CASE("private ranges are internal, and what is larger than them is not") {
    for (const std::string_view text : {"10.0.0.0/8", "10.200.0.0/16", "172.16.0.0/12", "172.31.255.0/24",
                                        "192.168.1.1/32", "100.64.0.0/10", "fc00::/7", "fd12:3456::/48", "fe80::1"}) {
        CAPTURE(text);
        CHECK(internal(text) == Truth::yes);
    }
    for (const std::string_view text : {"10.0.0.0/7", "172.32.0.0/16", "172.0.0.0/8", "192.169.0.0/16",
                                        "100.128.0.0/10", "8.8.8.8/32", "2001:db8::/32"}) {
        CAPTURE(text);
        CHECK(internal(text) == Truth::no);
    }
}

TEST_CASE("a hole leaves open only what it may change") {
    const auto host = read_address_range(gap + "/32");
    REQUIRE(host);
    CHECK(host->world == Truth::no);
    CHECK(host->internal == Truth::unknown);
    CHECK(host->prefix == 32);

    const auto subnet = read_address_range("10.0." + gap + ".0/24");
    REQUIRE(subnet);
    CHECK(subnet->ipv4 == Truth::yes);
    CHECK(subnet->world == Truth::no);
    CHECK(subnet->internal == Truth::yes);

    const auto size = read_address_range("10.0.0.0/" + gap);
    REQUIRE(size);
    CHECK(size->world == Truth::unknown);
    CHECK_FALSE(size->prefix);

    const auto tail = read_address_range("0.0.0.0" + gap);
    REQUIRE(tail);
    CHECK(tail->world == Truth::unknown);
}

TEST_CASE("what is no address range is none") {
    for (const std::string_view text : {"", "sg-0123", "10.0.0/8", "10.0.0.256/8", "10.0.0.0/33", "10.0.0.0/x",
                                        "10.0.0.0/", "localhost/0", "::/129"}) {
        CAPTURE(text);
        CHECK_FALSE(read_address_range(text));
    }
}
