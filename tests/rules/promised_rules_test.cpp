// Ids, names and severities are promised to users, who write them into configurations and suppressions: catalogue.tsv
// holds the promise.

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text.h"
#include "paths.h"
#include "report/catalogue.h"

namespace {

using namespace lintel;

std::string described(const nlohmann::json& rule) {
    std::vector<std::string> sources;
    for (const auto& source : rule["sources"]) sources.push_back(source);
    return cat(rule["name"].get<std::string>(), "\t", rule["severity"].get<std::string>(), "\t",
               rule["profile"].get<std::string>(), "\t", join(sources, ", "));
}

}  // namespace

TEST_CASE("the catalogue has every rule that is promised, as it is promised") {
    std::map<std::string, std::string> rules;
    const auto catalogue = nlohmann::json::parse(catalogue_json(builtin_rules()));
    for (const auto& rule : catalogue["rules"]) rules[rule["id"]] = described(rule);
    std::ifstream in(source_directory() / "tests" / "rules" / "catalogue.tsv");
    std::size_t promised = 0;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        const std::size_t tab = line.find('\t');
        const std::string id = line.substr(0, tab);
        ++promised;
        CHECK_MESSAGE(rules[id] == line.substr(tab + 1), cat(id, " is '", rules[id], "'"));
    }
    CHECK(promised == rules.size());
}
