#include <doctest/doctest.h>

#include "document/yaml_scalar.h"

namespace lintel {
namespace {

TEST_CASE("plain scalars have the types of YAML 1.1") {
    for (const char* text : {"", "~", "null", "Null", "NULL"}) CHECK_MESSAGE(plain_kind(text) == NodeKind::null, text);
    for (const char* text : {"yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false", "False", "FALSE",
                             "on", "On", "ON", "off", "Off", "OFF"}) {
        CHECK_MESSAGE(plain_kind(text) == NodeKind::boolean, text);
    }
    for (const char* text :
         {"0",  "7",  "-12", "+12",     "1_000",    "0123", "-0777", "0b1010", "0x1F", "0xdead_beef", "1.5",  "-1.5",
          ".5", "1.", "1e3", "1.5E-10", "+1_0.2_5", ".inf", "-.Inf", "+.INF",  ".nan", ".NaN",        ".NAN", "08.5"}) {
        CHECK_MESSAGE(plain_kind(text) == NodeKind::number, text);
    }
}

TEST_CASE("what only resembles another type is a string") {
    for (const char* text : {"y", "n", "Y", "N", "yEs", "tRUE", "TRue", "nUll", "nil", "none", "o", "ono"}) {
        CHECK_MESSAGE(plain_kind(text) == NodeKind::string, text);
    }
    for (const char* text :
         {"012345678901", "08",         "190:20:30", "1:30",  "2012-10-17", "2001-12-14t21:59:43.10-05:00",
          "1.2.3",        "10.0.0.0/8", "-",         "+",     ".",          "..",
          "-.",           "1e",         "1e+",       "e5",    ".e5",        "0x",
          "0b",           "0b2",        "0xG",       "0o17",  "_1",         "._5",
          "1a",           "--1",        "+-1",       "-.nan", "1_000a",     "+.",
          "inf",          "nan",        ".Infinity", "0_"}) {
        CHECK_MESSAGE(plain_kind(text) == NodeKind::string, text);
    }
}

}  // namespace
}  // namespace lintel
