#include "rules/rule.h"

#include <array>

namespace lintel {
namespace {

constexpr std::array<std::string_view, 5> severities = {"info", "low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 3> profiles = {"default", "strict", "account"};
constexpr std::array<std::string_view, 2> fits = {"exact", "partial"};

template <typename Enum, std::size_t N>
std::optional<Enum> from_name(const std::array<std::string_view, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == name) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

}  // namespace

std::string_view severity_name(Severity severity) { return severities[static_cast<std::size_t>(severity)]; }
std::optional<Severity> severity_from(std::string_view name) { return from_name<Severity>(severities, name); }
std::string_view profile_name(Profile profile) { return profiles[static_cast<std::size_t>(profile)]; }
std::optional<Profile> profile_from(std::string_view name) { return from_name<Profile>(profiles, name); }
std::string_view fit_name(Fit fit) { return fits[static_cast<std::size_t>(fit)]; }
std::optional<Fit> fit_from(std::string_view name) { return from_name<Fit>(fits, name); }

}  // namespace lintel
