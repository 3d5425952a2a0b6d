#include "lint/cover.h"

#include <algorithm>
#include <map>
#include <utility>

namespace lintel {
namespace {

bool covers(const Failure& telling, const Failure& other) {
    const auto& covered = telling.rule->covers;
    if (std::find(covered.begin(), covered.end(), other.rule->id) == covered.end()) return false;
    if (telling.subject != other.subject && telling.culprit != other.culprit) return false;
    const auto& assumed = other.scenario.assumptions();
    return std::all_of(telling.scenario.assumptions().begin(), telling.scenario.assumptions().end(),
                       [&](const Assumption& assumption) {
                           return std::find(assumed.begin(), assumed.end(), assumption) != assumed.end();
                       });
}

}  // namespace

std::vector<bool> covered_at_place(const std::vector<Failure>& failures) {
    std::map<std::pair<const Source*, NodeId>, std::vector<std::size_t>> by_place;
    for (std::size_t i = 0; i < failures.size(); ++i)
        by_place[{failures[i].culprit.source, failures[i].culprit.node}].push_back(i);
    std::vector<bool> covered(failures.size(), false);
    for (const auto& [place, here] : by_place) {
        for (const std::size_t i : here) {
            covered[i] = std::any_of(here.begin(), here.end(),
                                     [&](std::size_t telling) { return covers(failures[telling], failures[i]); });
        }
    }
    return covered;
}

void drop_covered(std::vector<Failure>& failures) {
    std::vector<bool> covered(failures.size(), false);
    for (std::size_t i = 0; i < failures.size(); ++i) {
        covered[i] = std::any_of(failures.begin(), failures.end(),
                                 [&](const Failure& telling) { return covers(telling, failures[i]); });
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < failures.size(); ++i) {
        if (covered[i]) continue;
        if (kept != i) failures[kept] = std::move(failures[i]);
        ++kept;
    }
    failures.resize(kept);
}

}  // namespace lintel
