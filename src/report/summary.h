#pragma once

#include <array>
#include <cstddef>

#include "lint/finding.h"

namespace lintel {

inline constexpr std::size_t severity_count = static_cast<std::size_t>(Severity::critical) + 1;

/// The severities as people read them, the worst first.
inline constexpr std::array<Severity, severity_count> severities_worst_first{
    Severity::critical, Severity::high, Severity::medium, Severity::low, Severity::info};

/// What a run comes to in numbers.
struct Summary {
    std::size_t files = 0;      ///< inputs that were judged: what was passed over or could not be read does not count
    std::size_t resources = 0;  ///< in these
    std::array<std::size_t, severity_count> findings{};  ///< by Severity
    std::size_t suppressed = 0;
    std::size_t unknown = 0;
    std::size_t errors = 0;

    std::size_t of(Severity severity) const { return findings[static_cast<std::size_t>(severity)]; }
    std::size_t all_findings() const;
};

Summary summarize(const Report& report);

/// Whether an input of this kind was understood and judged.
bool judged(InputKind kind);

}  // namespace lintel
