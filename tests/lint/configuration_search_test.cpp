#include "lint/configuration_search.h"

#include <doctest/doctest.h>

#include <map>
#include <vector>

#include "base/text.h"

namespace {

using namespace lintel;

/// A disk of the test's own, and what was read of it.
struct Disk {
    std::map<std::string, std::string> files;
    std::vector<std::string> asked = {};

    ConfigurationPlaces places() {
        ConfigurationPlaces places;
        places.working_directory = "/srv/repo/infra";
        places.read = [this](const std::string& path) -> std::optional<Result<std::string>> {
            asked.push_back(path);
            const auto found = files.find(path);
            if (found == files.end()) return std::nullopt;
            if (found->second == "unreadable") return Result<std::string>(Error{"the file cannot be opened"});
            return Result<std::string>(found->second);
        };
        places.is_top = [](const std::string& directory) { return directory == "/srv/repo"; };
        return places;
    }
};

const RuleSet no_rules = {};

std::string profile_of(ConfigurationSearch& search, std::string_view file) {
    const auto found = search.of(file);
    return !found ? "none" : found->choice.profiles.empty() ? "default" : found->choice.profiles.front();
}

}  // namespace

TEST_CASE("the nearest configuration upward counts") {
    Disk disk{
        {{"/srv/repo/.lintel.yaml", "profile: strict"}, {"/srv/repo/infra/network/.lintel.yaml", "profile: account"}}};
    ConfigurationSearch search(disk.places(), no_rules);
    CHECK(profile_of(search, "db.yaml") == "strict");
    CHECK(profile_of(search, "a/b/c/db.yaml") == "strict");
    CHECK(profile_of(search, "network/vpc.yaml") == "account");
    CHECK(profile_of(search, "network/eu/vpc.yaml") == "account");
    CHECK(profile_of(search, "../other/x.yaml") == "strict");
    CHECK(profile_of(search, "/srv/repo/x.yaml") == "strict");
    CHECK(search.of("db.yaml") == search.of("a/b/db.yaml"));
    CHECK(search.errors().empty());
}

TEST_CASE("nothing above the top of a repository is looked at") {
    Disk disk{{{"/srv/.lintel.yaml", "profile: strict"}}};
    ConfigurationSearch search(disk.places(), no_rules);
    CHECK(profile_of(search, "db.yaml") == "none");
    CHECK(profile_of(search, "/srv/elsewhere/db.yaml") == "strict");
    CHECK(profile_of(search, "/opt/db.yaml") == "none");
}

TEST_CASE("each directory is looked into once") {
    Disk disk{{{"/srv/repo/infra/.lintel.yaml", "profile: strict"}}};
    ConfigurationSearch search(disk.places(), no_rules);
    for (const char* file : {"a/x.yaml", "a/y.yaml", "x.yaml", "a/b/x.yaml", "a/b/y.yaml"}) search.of(file);
    CHECK(disk.asked == std::vector<std::string>{"/srv/repo/infra/a/.lintel.yaml", "/srv/repo/infra/.lintel.yaml",
                                                 "/srv/repo/infra/a/b/.lintel.yaml"});
}

TEST_CASE("errors name the file as the run calls it, once") {
    Disk disk{
        {{"/srv/repo/.lintel.yaml", "profile: nonsense-at-all"}, {"/srv/repo/infra/a/.lintel.yaml", "unreadable"}}};
    ConfigurationSearch search(disk.places(), no_rules);
    for (const char* file : {"x.yaml", "b/x.yaml", "a/x.yaml", "a/y.yaml"}) search.of(file);
    REQUIRE(search.errors().size() == 2);
    CHECK(search.errors()[0].path == "../.lintel.yaml");
    CHECK(search.errors()[0].position == Position{1, 10});
    CHECK(search.errors()[1].path == "a/.lintel.yaml");
    CHECK(search.errors()[1].message == "the file cannot be opened");
}
