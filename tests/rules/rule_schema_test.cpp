// docs/schema/rule.schema.json offers editors the keys that the compiler takes, all of them and no others.

#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "paths.h"
#include "rules/compile.h"

namespace {

using namespace lintel;
using Names = std::set<std::string>;

const nlohmann::json& schema() {
    static const auto loaded =
        nlohmann::json::parse(std::ifstream(source_directory() / "docs" / "schema" / "rule.schema.json"));
    return loaded;
}

Names keys_of(const nlohmann::json& properties) {
    Names names;
    for (const auto& [name, about] : properties.items()) names.insert(name);
    return names;
}

}  // namespace

TEST_CASE("the schema of a rule has the keys that the compiler takes") {
    const auto keys = rule_file_keys();
    CHECK(keys_of(schema()["properties"]) == Names(keys.begin(), keys.end()));
}

TEST_CASE("the schema of a judgement has the keys that the compiler takes") {
    const auto keys = judgement_keys();
    CHECK(keys_of(schema()["$defs"]["judgement"]["properties"]) == Names(keys.begin(), keys.end()));
}

TEST_CASE("what the schema requires is a key") {
    for (const std::string name : schema()["required"]) CHECK(keys_of(schema()["properties"]).contains(name));
}
