#include "report/practices.h"

#include <doctest/doctest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "report/sample_report.h"

namespace lintel {
namespace {

constexpr std::array<std::string_view, 1> audit_rules{"SG001"};
constexpr std::array all{
    Practice{"sysdig/16", "Encrypt | volumes", {}, {}, {}},
    Practice{"sysdig/4", "Remove the root user's keys", {}, "They are removed in the console.", {}},
    Practice{"sysdig/changes", "Look at changes", {}, {}, "every change of a policy"},
    Practice{"sysdig/ports", "Close ports", audit_rules, "Not all of it shows.", {}},
};
constexpr std::array documents{PracticeDocument{"sysdig", "26 practices", all}};

TEST_CASE("a practice is answered by the rules that name it and by those that it names") {
    CHECK(rules_for(all[0], sample_rules) == std::vector<std::string_view>{"EBS001"});
    CHECK(rules_for(all[1], sample_rules).empty());
    CHECK(rules_for(all[3], sample_rules) == std::vector<std::string_view>{"SG001"});
}

TEST_CASE("practices as text have an answer each") {
    CHECK(practices_text(documents, sample_rules) ==
          "26 practices\n"
          "\n"
          "  sysdig/16: Encrypt | volumes\n"
          "      EBS001\n"
          "  sysdig/4: Remove the root user's keys\n"
          "      They are removed in the console.\n"
          "  sysdig/changes: Look at changes\n"
          "      Review: every change of a policy.\n"
          "  sysdig/ports: Close ports\n"
          "      SG001\n"
          "      Not all of it shows.\n"
          "\n"
          "4 recommendations in 1 document: 2 are judged by rules, 1 are for a reviewer to see, 1 stand in no "
          "template.\n");
}

TEST_CASE("practices as JSON and Markdown say the same") {
    const auto json = nlohmann::ordered_json::parse(practices_json(documents, sample_rules));
    CHECK(json["documents"][0]["practices"][3].dump() ==
          R"({"key":"sysdig/ports","asks":"Close ports","rules":["SG001"],"not_in_templates":"Not all of it shows."})");
    CHECK(json["documents"][0]["practices"][2]["review"] == "every change of a policy");
    CHECK(practices_markdown(documents, sample_rules).find("| sysdig/16 | Encrypt \\| volumes | EBS001 |\n") !=
          std::string::npos);
}

}  // namespace
}  // namespace lintel
