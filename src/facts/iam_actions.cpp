#include "facts/iam_actions.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "base/text.h"

namespace lintel {
namespace {

/// The actions of a service, sorted and in lower case. Each stands as a capital letter ('A' + access level, + 4 if it
/// supports resource-level permissions), a digit or letter for the count of characters that it shares with the one
/// before, and the rest of its name.
struct Service {
    std::string_view prefix;
    std::string_view actions;
};

constexpr Service services[] = {
#include "facts/iam_actions_table.inc"
};

struct Action {
    std::string_view name;
    std::uint8_t level;  ///< 0 read or list, 1 write, 2 tagging, 3 permissions management
    bool scoped;
};

constexpr std::size_t count_of(char c) {
    if (c <= '9') return static_cast<std::size_t>(c - '0');
    if (c <= 'Z') return static_cast<std::size_t>(c - 'A' + 10);
    return static_cast<std::size_t>(c - 'a' + 36);
}

constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// Gives each action of a service to `visit` until that returns true; whether it did.
template <typename Visit>
bool any_action(const Service& service, Visit visit) {
    std::string name;
    const std::string_view text = service.actions;
    for (std::size_t at = 0; at < text.size();) {
        const auto letter = static_cast<std::uint8_t>(text[at] - 'A');
        name.resize(count_of(text[at + 1]));
        for (at += 2; at < text.size() && !is_capital(text[at]); ++at) name += text[at];
        if (visit(Action{name, static_cast<std::uint8_t>(letter % 4), letter >= 4})) return true;
    }
    return false;
}

/// The action of that name. Entries are sorted, so that one that shares more with its predecessor than the name does
/// cannot be it, and one that shares less stands behind it.
std::optional<Action> find_action(const Service& service, std::string_view name) {
    const std::string_view text = service.actions;
    std::size_t matched = 0;  // characters of the name that the entry before has, too
    for (std::size_t at = 0; at < text.size();) {
        const auto letter = static_cast<std::uint8_t>(text[at] - 'A');
        const std::size_t shared = count_of(text[at + 1]);
        at += 2;
        if (shared < matched) return std::nullopt;
        const bool compare = shared == matched;
        std::size_t end = at;
        for (; end < text.size() && !is_capital(text[end]); ++end) {
            if (compare && matched == shared + (end - at) && matched < name.size() && name[matched] == text[end])
                ++matched;
        }
        if (compare && matched == name.size() && matched == shared + (end - at)) {
            return Action{name, static_cast<std::uint8_t>(letter % 4), letter >= 4};
        }
        at = end;
    }
    return std::nullopt;
}

bool has_wildcard(std::string_view text) { return text.find_first_of("*?") != std::string_view::npos; }

/// Whether an action that the pattern takes in passes `test`; unknown if it takes in none.
template <typename Test>
Truth any_taken_in(std::string_view pattern, Test test) {
    const std::string lower = to_lower(pattern);
    const std::size_t colon = lower.find(':');
    const std::string_view prefix = std::string_view(lower).substr(0, colon);
    const std::string_view wanted =
        colon == std::string::npos ? std::string_view("*") : std::string_view(lower).substr(colon + 1);
    bool found = false;
    const auto visit = [&](const Action& action) {
        if (!matches_wildcard(action.name, wanted)) return false;
        found = true;
        return test(action);
    };
    if (has_wildcard(prefix)) {
        for (const Service& service : services) {
            if (matches_wildcard(service.prefix, prefix) && any_action(service, visit)) return Truth::yes;
        }
    } else {
        const auto service =
            std::lower_bound(std::begin(services), std::end(services), prefix,
                             [](const Service& entry, std::string_view key) { return entry.prefix < key; });
        if (service == std::end(services) || service->prefix != prefix) return Truth::unknown;
        if (!has_wildcard(wanted)) {
            const auto action = find_action(*service, wanted);
            return action ? truth(test(*action)) : Truth::unknown;
        }
        if (any_action(*service, visit)) return Truth::yes;
    }
    return found ? Truth::no : Truth::unknown;
}

}  // namespace

bool takes_in(std::string_view pattern, std::string_view action) {
    return matches_wildcard(to_lower(action), to_lower(pattern));
}

bool is_every_action(std::string_view pattern) {
    return !pattern.empty() && pattern.find_first_not_of("*:") == std::string_view::npos && pattern.front() == '*' &&
           pattern.back() == '*';
}

bool is_whole_service(std::string_view pattern) {
    const std::size_t colon = pattern.find(':');
    if (colon == std::string_view::npos || colon == 0 || has_wildcard(pattern.substr(0, colon))) return false;
    const std::string_view actions = pattern.substr(colon + 1);
    return !actions.empty() && actions.find_first_not_of('*') == std::string_view::npos;
}

Truth takes_in_changes(std::string_view pattern) {
    return any_taken_in(pattern, [](const Action& action) { return action.level > 0; });
}

Truth takes_in_permissions_management(std::string_view pattern) {
    return any_taken_in(pattern, [](const Action& action) { return action.level == 3; });
}

Truth takes_in_scoped(std::string_view pattern) {
    std::size_t scoped = 0;
    std::size_t all = 0;
    const Truth changes = any_taken_in(pattern, [&](const Action& action) {
        ++all;
        if (action.scoped) ++scoped;
        return action.scoped && action.level > 0;
    });
    return changes == Truth::no ? truth(scoped * 2 > all) : changes;
}

}  // namespace lintel
