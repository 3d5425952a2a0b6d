#include "report/summary.h"

#include <numeric>

namespace lintel {

std::size_t Summary::all_findings() const { return std::accumulate(findings.begin(), findings.end(), std::size_t{0}); }

bool judged(InputKind kind) {
    return kind != InputKind::not_a_template && kind != InputKind::unreadable && kind != InputKind::terraform_variables;
}

Summary summarize(const Report& report) {
    Summary summary;
    for (const FileSummary& file : report.files) {
        if (!judged(file.kind)) continue;
        ++summary.files;
        summary.resources += file.resources;
    }
    for (const Finding& finding : report.findings) ++summary.findings[static_cast<std::size_t>(finding.severity)];
    summary.suppressed = report.suppressed.size();
    summary.unknown = report.unknown.size();
    summary.errors = report.errors.size();
    return summary;
}

}  // namespace lintel
