#include <doctest/doctest.h>

#include <string>

#include "terraform/function_sample.h"

using lintel::test::called;

namespace {

std::string formatted(const std::string& format, const std::string& time = "2006-01-02T15:04:05Z") {
    return called("formatdate('" + format + "', '" + time + "')");
}

constexpr auto no_format = "?a date format that cannot be read";
constexpr auto no_timestamp = "?a text that is no timestamp";

}  // namespace

TEST_CASE("formatdate writes dates") {
    CHECK(formatted("") == R"("")");
    CHECK(formatted("YYYY-MM-DD") == R"("2006-01-02")");
    CHECK(formatted("EEE, MMM D ''''YY") == R"("Mon, Jan 2 '06")");
    CHECK(formatted("EEEE, DD-MMMM-YY hh:mm:ss ZZZ") == R"("Monday, 02-January-06 15:04:05 UTC")");
    CHECK(formatted("H ''o''''clock'' AA") == R"("3 o'clock PM")");
    CHECK(formatted("HH:maa", "2018-01-02T00:02:01Z") == R"("12:2am")");
    CHECK(formatted("hh:mm:ssZZZZ") == R"("15:04:05+0000")");
    CHECK(formatted("h:m:sZZZZZ", "2018-01-02T03:12:01-08:30") == R"("3:12:1-08:30")");
    CHECK(formatted("Z") == R"("Z")");
    CHECK(formatted("Z ZZZ", "2018-01-02T03:12:01+05:30") == R"("+05:30 +0530")");
    CHECK(formatted("M", "2000-02-29T00:00:00Z") == R"("2")");
    CHECK(formatted("EEE", "1969-07-20T20:17:40Z") == R"("Sun")");
}

TEST_CASE("formatdate takes no other letters") {
    for (const char* format :
         {"Y", "YYY", "YYYYY", "MMMMM", "A", "a", "AAA", "ZZ", "ZZZZZZ", "EE", "DDD", "x", "''x"}) {
        CAPTURE(format);
        CHECK(formatted(format) == no_format);
    }
}

TEST_CASE("timestamps are those of RFC 3339") {
    CHECK(formatted("ss", "2017-01-02T00:00:01.123456789123Z") == R"("01")");
    for (const char* time :
         {"", "2017-01-02", "2017-12-02t00:00:00Z", "2017:01:02", "2017-01-02T00:00:00", "2017-01-02T26:00:00Z",
          "2017-01-02T00:60:00Z", "2017-01-02T00:00:60Z", "2017-13-02T00:00:00Z", "2017-02-29T00:00:00Z",
          "2-12-02T00:00:00Z", "2017-01-02T00:00:00.Z", "2017-01-02T00:00:00+1:00", "2017-01-02T00:00:00+01:00x",
          "2017-01-02T0:00:00Z"}) {
        CAPTURE(time);
        CHECK(formatted("", time) == no_timestamp);
    }
    CHECK(called("formatdate('', null)") == no_timestamp);
    CHECK(called("formatdate('', ?x)") == "?x");
}

TEST_CASE("timeadd adds a duration") {
    CHECK(called("timeadd('2017-11-22T00:00:00Z', '10m')") == R"("2017-11-22T00:10:00Z")");
    CHECK(called("timeadd('2017-11-22T00:00:00+01:00', '-1.5h30s')") == R"("2017-11-21T22:29:30+01:00")");
    CHECK(called("timeadd('2017-11-22T00:00:00.6Z', '400ms')") == R"("2017-11-22T00:00:01Z")");
    CHECK(called("timeadd('2017-11-22T00:00:00.4Z', '-500ms')") == R"("2017-11-21T23:59:59Z")");
    CHECK(called("timeadd('2017-11-22T00:00:00Z', '0')") == R"("2017-11-22T00:00:00Z")");
    CHECK(called("timeadd('2017-11-22T00:00:00Z', '8760h')") == R"("2018-11-22T00:00:00Z")");
    CHECK(called("timeadd('2017-11-22T00:00:00Z', '5\u00b5s')") == R"("2017-11-22T00:00:00Z")");
    for (const char* duration : {"", "-", "10", "m", "1d", "1.2.3s", "1 h", "99999999999h", ".s"}) {
        CAPTURE(duration);
        CHECK(called(std::string("timeadd('2017-11-22T00:00:00Z', '") + duration + "')") ==
              "?a text that is no duration");
    }
    CHECK(called("timeadd('now', '1h')") == no_timestamp);
    CHECK(called("timeadd('9999-12-31T23:59:59Z', '1h')") == "?a time that no timestamp can tell");
    CHECK(called("timeadd('0000-01-01T00:00:00Z', '-1h')") == "?a time that no timestamp can tell");
}

TEST_CASE("timecmp compares points in time") {
    CHECK(called("timecmp('2017-11-22T00:00:00Z', '2017-11-22T00:00:00Z')") == "0");
    CHECK(called("timecmp('2017-11-22T00:00:00Z', '2017-11-22T01:00:00Z')") == "-1");
    CHECK(called("timecmp('2017-11-22T01:00:00Z', '2017-11-22T00:59:00Z')") == "1");
    CHECK(called("timecmp('2017-11-22T01:00:00Z', '2017-11-22T00:00:00-01:00')") == "0");
    CHECK(called("timecmp('2017-11-22T01:00:00.1Z', '2017-11-22T01:00:00.09Z')") == "1");
    CHECK(called("timecmp('x', '2017-11-22T00:00:00Z')") == no_timestamp);
}
