#include "report/statistics.h"

#include <cmath>
#include <cstdint>
#include <map>

#include "base/text.h"
#include "report/summary.h"
#include "report/terminal_text.h"
#include "report/wording.h"

namespace lintel {
namespace {

std::string_view kind_text(InputKind kind) {
    switch (kind) {
        case InputKind::cloudformation:
            return "CloudFormation template";
        case InputKind::terraform_plan:
            return "Terraform plan";
        case InputKind::terraform_state:
            return "Terraform state";
        case InputKind::terraform_configuration:
            return "Terraform configuration";
        case InputKind::terraform_variables:
            return "Terraform variables";
        case InputKind::unreadable:
            return "could not be read";
        case InputKind::not_a_template:
            break;
    }
    return "passed over, not a template";
}

std::string file_text(const FileSummary& file) {
    std::string out = cat("  ", printable(file.file), ": ", kind_text(file.kind));
    if (judged(file.kind)) out += cat(", ", counted(file.resources, "resource"));
    if (!file.passed_over.empty()) out += cat("; passed over: ", printable(join(file.passed_over, ", ")));
    return out + "\n";
}

std::string milliseconds(double seconds) {
    const auto tenths = static_cast<std::int64_t>(std::llround(seconds * 10'000));
    return cat(tenths / 10, ".", tenths % 10, " ms");
}

}  // namespace

std::string statistics_text(const Report& report, const std::vector<Timing>& timings) {
    std::string out = "files\n";
    for (const FileSummary& file : report.files) out += file_text(file);

    struct Count {
        std::size_t findings = 0;
        std::size_t unknown = 0;
        std::string_view name;
    };
    std::map<std::string_view, Count> rules;
    for (const Finding& finding : report.findings) {
        Count& count = rules[finding.rule->id];
        ++count.findings;
        count.name = finding.rule->name;
    }
    for (const Unknown& unknown : report.unknown) {
        Count& count = rules[unknown.rule->id];
        ++count.unknown;
        count.name = unknown.rule->name;
    }
    out += "rules\n";
    for (const auto& [id, count] : rules) {
        out +=
            cat("  ", id, " ", count.name, ": ", counted(count.findings, "finding"), ", ", count.unknown, " unknown\n");
    }

    out += "times\n";
    for (const Timing& timing : timings) out += cat("  ", timing.what, ": ", milliseconds(timing.seconds), "\n");
    return out;
}

}  // namespace lintel
