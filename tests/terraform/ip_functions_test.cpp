#include <doctest/doctest.h>

#include "terraform/function_sample.h"

using lintel::test::called;

TEST_CASE("cidrhost counts addresses from either end") {
    CHECK(called("cidrhost('10.12.112.0/20', 16)") == R"("10.12.112.16")");
    CHECK(called("cidrhost('10.12.112.0/20', 268)") == R"("10.12.113.12")");
    CHECK(called("cidrhost('fd00:fd12:3456:7890:00a2::/72', 34)") == R"("fd00:fd12:3456:7890::22")");
    CHECK(called("cidrhost('192.168.1.0/24', -5)") == R"("192.168.1.251")");
    CHECK(called("cidrhost('192.168.1.0/24', -256)") == R"("192.168.1.0")");
    CHECK(called("cidrhost('0.0.0.0/0', -1)") == R"("255.255.255.255")");
    CHECK(called("cidrhost('::/0', -1)") == R"("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")");
    CHECK(called("cidrhost('10.0.0.7/32', 0)") == R"("10.0.0.7")");
    CHECK(called("cidrhost('2001:db8::/64', 9007199254740992)") == R"("2001:db8:0:0:20::")");
    CHECK(called("cidrhost('010.001.0.0/24', 6)") == R"("10.1.0.6")");
}

TEST_CASE("cidrhost stays in its range") {
    CHECK(called("cidrhost('192.168.1.0/30', 4)") == "?a host number outside of its address range");
    CHECK(called("cidrhost('192.168.1.0/30', -5)") == "?a host number outside of its address range");
    CHECK(called("cidrhost('192.168.1.0/32', 1)") == "?a host number outside of its address range");
    CHECK(called("cidrhost('192.168.1.0/30', 0.75)") == "?an argument of cidrhost that is no host number");
    CHECK(called("cidrhost('10.0.0.0/8', 1e300)") == "?an argument of cidrhost that is no host number");
    CHECK(called("cidrhost(?x, 1)") == "?x");
}

TEST_CASE("what is no address range is told") {
    constexpr auto cause = "?an argument of cidrhost that is no address range";
    CHECK(called("cidrhost('not-a-cidr', 6)") == cause);
    CHECK(called("cidrhost('10.0.0.0', 6)") == cause);
    CHECK(called("cidrhost('10.256.0.0/8', 6)") == cause);
    CHECK(called("cidrhost('10.0.0/8', 6)") == cause);
    CHECK(called("cidrhost('10.-0.0.0/8', 6)") == cause);
    CHECK(called("cidrhost('10.0.0.0/33', 6)") == cause);
    CHECK(called("cidrhost('10.0.0.0/', 6)") == cause);
    CHECK(called("cidrhost('10.0.0.0/+8', 6)") == cause);
    CHECK(called("cidrhost('1:2:3:4:5:6:7/64', 6)") == cause);
    CHECK(called("cidrhost('1:2:3:4:5:6:7:8:9/64', 6)") == cause);
    CHECK(called("cidrhost('1::2::3/64', 6)") == cause);
    CHECK(called("cidrhost('1:2:3:4::5:6:7:8/64', 6)") == cause);
    CHECK(called("cidrhost('12345::/64', 6)") == cause);
    CHECK(called("cidrhost('::/129', 6)") == cause);
    CHECK(called("cidrhost(':/64', 6)") == cause);
    CHECK(called("cidrhost(null, 6)") == cause);
    CHECK(called("cidrhost([], 6)") == cause);
}

TEST_CASE("cidrnetmask is for IPv4") {
    CHECK(called("cidrnetmask('172.16.0.0/12')") == R"("255.240.0.0")");
    CHECK(called("cidrnetmask('0.0.0.0/0')") == R"("0.0.0.0")");
    CHECK(called("cidrnetmask('1.2.3.4/32')") == R"("255.255.255.255")");
    CHECK(called("cidrnetmask('1::/64')") == "?an argument of cidrnetmask that is no range of IPv4");
}

TEST_CASE("cidrsubnet gives one subnet") {
    CHECK(called("cidrsubnet('172.16.0.0/12', 4, 2)") == R"("172.18.0.0/16")");
    CHECK(called("cidrsubnet('10.1.2.0/24', 4, 15)") == R"("10.1.2.240/28")");
    CHECK(called("cidrsubnet('192.168.2.0/20', 4, 6)") == R"("192.168.6.0/24")");
    CHECK(called("cidrsubnet('fd00:fd12:3456:7890::/56', 16, 162)") == R"("fd00:fd12:3456:7800:a200::/72")");
    CHECK(called("cidrsubnet('fe80::/48', 16, 6)") == R"("fe80:0:0:6::/64")");
    CHECK(called("cidrsubnet('fe80::/48', 33, 6)") == R"("fe80::3:0:0:0/81")");
    CHECK(called("cidrsubnet('::ffff:192.168.0.0/112', 8, 6)") == R"("192.168.6.0/24")");
    CHECK(called("cidrsubnet('10.0.0.0/8', 0, 0)") == R"("10.0.0.0/8")");
    CHECK(called("cidrsubnet('0.0.0.0/0', 1, 1)") == R"("128.0.0.0/1")");
    CHECK(called("cidrsubnet('10.0.0.0/16', '8', '3')") == R"("10.0.3.0/24")");
}

TEST_CASE("cidrsubnet stays in its range") {
    CHECK(called("cidrsubnet('192.168.0.0/30', 4, 6)") == "?a subnet outside of its address range");
    CHECK(called("cidrsubnet('192.168.0.0/16', 2, 16)") == "?a subnet outside of its address range");
    CHECK(called("cidrsubnet('192.168.0.0/16', 4294967304, 0)") == "?a subnet outside of its address range");
    CHECK(called("cidrsubnet('192.168.0.0/168', 2, 1)") == "?an argument of cidrsubnet that is no address range");
    CHECK(called("cidrsubnet('10.0.0.0/8', -1, 0)") == "?an argument of cidrsubnet that is no number of a subnet");
    CHECK(called("cidrsubnet('10.0.0.0/8', 1, 0.5)") == "?an argument of cidrsubnet that is no number of a subnet");
    CHECK(called("cidrsubnet('10.0.0.0/8', 8, ?x)") == "?x");
}

TEST_CASE("cidrsubnets gives subnets one behind the other") {
    CHECK(called("cidrsubnets('10.1.0.0/16', 4, 4, 8, 4)") ==
          R"(["10.1.0.0/20", "10.1.16.0/20", "10.1.32.0/24", "10.1.48.0/20"])");
    CHECK(called("cidrsubnets('10.0.0.0/21', 3, 3, 3, 4, 4, 4, 7)") ==
          R"(["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/25", "10.0.3.128/25", "10.0.4.0/25", )"
          R"("10.0.4.128/28"])");
    CHECK(called("cidrsubnets('fd00:fd12:3456:7890::/56', 16, 32)") ==
          R"(["fd00:fd12:3456:7800::/72", "fd00:fd12:3456:7800:100::/88"])");
    CHECK(called("cidrsubnets('::/0', 1, 1)") == R"(["::/1", "8000::/1"])");
    CHECK(called("cidrsubnets('0.0.0.0/0', 1, 1)") == R"(["0.0.0.0/1", "128.0.0.0/1"])");
    CHECK(called("cidrsubnets('10.0.0.0/8')") == "[]");
}

TEST_CASE("cidrsubnets ends where its range does") {
    CHECK(called("cidrsubnets('10.0.0.0/8', 1, 1, 1)") == "?a subnet outside of its address range");
    CHECK(called("cidrsubnets('::/0', 1, 1, 1)") == "?a subnet outside of its address range");
    CHECK(called("cidrsubnets('0.0.0.0/0', 1, 1, 1)") == "?a subnet outside of its address range");
    CHECK(called("cidrsubnets('::/0', 1, 2, 1)") == "?a subnet outside of its address range");
    CHECK(called("cidrsubnets('10.0.0.0/30', 1, 3)") == "?a subnet outside of its address range");
    CHECK(called("cidrsubnets('10.0.0.0/8', 1, 0)") == "?an argument of cidrsubnets that is no number of bits");
    CHECK(called("cidrsubnets('fe80::/48', 33)") == "?an argument of cidrsubnets that is no number of bits");
}
