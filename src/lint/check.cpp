#include "lint/check.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <set>
#include <thread>
#include <tuple>

#include "base/text.h"
#include "cloudformation/build.h"
#include "cloudformation/recognise.h"
#include "document/read.h"
#include "lint/check_configurations.h"
#include "lint/judge_account.h"
#include "lint/judge_graph.h"
#include "lint/locate.h"
#include "lint/select.h"
#include "terraform/configuration.h"
#include "terraform/module.h"
#include "terraform/plan.h"
#include "terraform/source_blocks.h"

namespace lintel {
namespace {

/// What one input gave; slots of their own keep the order independent of who finishes first.
struct FileResult {
    FileSummary summary;
    GraphReport report;
    std::vector<FileError> warnings;
    std::vector<Finding> fixed;
    std::shared_ptr<const Document> configuration;  ///< a part of one, which is judged when all its files are read
    std::unique_ptr<Graph> graph;                   ///< where rules about the account will look at it
};

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Whether text that could not be parsed was meant as a template: worth an error rather than silence.
bool was_meant_as_template(const Input& input) {
    const std::string_view text = input.text;
    if (is_configuration_name(input.name)) return true;
    if (has(text, "AWSTemplateFormatVersion")) return true;
    if (has(text, "Resources") && has(text, "AWS::")) return true;
    return has(text, "\"format_version\"") && (has(text, "\"planned_values\"") || has(text, "\"resource_changes\""));
}

void add_warnings(const Document& document, const std::vector<Flaw>& flaws, FileResult& result) {
    for (const Flaw& flaw : flaws) result.warnings.push_back(error_at(document, flaw.offset, flaw.message));
}

void check_template(const ReadResult& read, const Run& run, RegexCache& regexes, FileResult& result) {
    TemplateGraph made = build_graph(read.document, run.options.parameters);
    result.report = judge_graph(made.graph, read.document->name(), run, regexes);
    result.summary.resources = static_cast<std::uint32_t>(made.graph.resources.size());
    for (const PassedOver& kind : made.passed_over) result.summary.passed_over.push_back(kind.kind);
    add_warnings(*read.document, made.flaws, result);
    if (run.by_file.judges_account()) result.graph = std::make_unique<Graph>(std::move(made.graph));
}

/// What the plan does about each finding: it was there before if the same rule failed at the same place of the same
/// resource as it was then. What failed only then is put right.
void compare_with_before(const ReadResult& read, const Run& run, RegexCache& regexes, FileResult& result) {
    const TerraformGraph before = build_plan_graph(read.document, run.lift, PlanSide::before);
    GraphReport past = judge_graph(*before.graph, read.document->name(), run, regexes);
    std::set<std::string_view> then;
    for (const Finding& finding : past.findings) then.insert(finding.fingerprint);
    std::set<std::string_view> now;
    for (Finding& finding : result.report.findings) {
        finding.effect = then.contains(finding.fingerprint) ? PlanEffect::kept : PlanEffect::introduced;
        now.insert(finding.fingerprint);
    }
    for (Finding& finding : past.findings) {
        if (!now.contains(finding.fingerprint)) result.fixed.push_back(finding);
    }
}

/// Points the findings of a plan also at what they are about in its configuration.
void add_source_places(const CheckOptions& options, std::vector<Finding>& findings) {
    if (options.plan_sources.empty() || findings.empty()) return;
    SourceBlocks blocks(options.files, options.plan_sources);
    for (Finding& finding : findings) {
        if (finding.resource.id.empty()) continue;
        const std::string_view path = finding.resource.path;
        const auto found = blocks.find(finding.resource.id, path.substr(0, path.find('/')));
        if (!found) continue;
        finding.related.push_back(
            {{found->file, found->start, found->end, found->begin, found->end_offset}, "declared here"});
    }
}

void check_plan(const ReadResult& read, const Run& run, RegexCache& regexes, FileResult& result) {
    TerraformGraph after = build_plan_graph(read.document, run.lift);
    result.report = judge_graph(*after.graph, read.document->name(), run, regexes);
    for (const Resource& resource : after.graph->resources) {
        if (resource.aspect == 0 && !resource.deleted) ++result.summary.resources;
    }
    add_warnings(*read.document, after.flaws, result);
    switch (after.effect) {
        case PlanWork::none:
            for (Finding& finding : result.report.findings) finding.effect = PlanEffect::kept;
            break;
        case PlanWork::creates:
            for (Finding& finding : result.report.findings) finding.effect = PlanEffect::introduced;
            break;
        case PlanWork::changes:
            compare_with_before(read, run, regexes, result);
            break;
        case PlanWork::unknown:
            break;
    }
    add_source_places(run.options, result.report.findings);
    add_source_places(run.options, result.fixed);
    if (run.by_file.judges_account()) result.graph = std::move(after.graph);
}

FileResult check_file(const Input& input, const Run& run, RegexCache& regexes) {
    FileResult result;
    result.summary.file = input.name;
    const ReadResult read = read_borrowed(input.name, input.text);
    if (!read.readable) {
        if (!was_meant_as_template(input)) return result;
        result.summary.kind = InputKind::unreadable;
        for (const Flaw& flaw : read.flaws)
            result.report.errors.push_back(error_at(*read.document, flaw.offset, flaw.message));
        return result;
    }
    const PlanKind plan = plan_kind(*read.document);
    if (plan != PlanKind::none) {
        result.summary.kind = plan == PlanKind::plan ? InputKind::terraform_plan : InputKind::terraform_state;
        check_plan(read, run, regexes, result);
    } else if (looks_like_template(*read.document)) {
        result.summary.kind = InputKind::cloudformation;
        check_template(read, run, regexes, result);
    } else if (looks_like_configuration(*read.document, input.name)) {
        result.summary.kind = InputKind::terraform_configuration;
        result.configuration = read.document;
    } else if (is_variables_name(input.name)) {
        result.summary.kind = InputKind::terraform_variables;
    } else if (is_configuration_name(input.name) && !is_json_object(*read.document)) {
        result.summary.kind = InputKind::unreadable;
        result.report.errors.push_back(error_at(*read.document, 0, std::string(no_json_object)));
        return result;
    } else {
        return result;
    }
    add_warnings(*read.document, read.flaws, result);
    return result;
}

template <typename T>
void move_all(std::vector<T>& from, std::vector<T>& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

auto order_of(const Finding& f) {
    return std::tie(f.location.file, f.location.start.line, f.location.start.column, f.rule->id, f.resource.id,
                    f.message);
}

auto order_of(const Unknown& u) {
    return std::tie(u.location.file, u.location.start.line, u.location.start.column, u.rule->id, u.resource.id,
                    u.cause);
}

auto order_of(const FileError& e) { return std::tie(e.file, e.position.line, e.position.column, e.message); }

template <typename T>
void sort_all(std::vector<T>& all) {
    std::sort(all.begin(), all.end(), [](const T& a, const T& b) { return order_of(a) < order_of(b); });
    all.erase(std::unique(all.begin(), all.end(), [](const T& a, const T& b) { return order_of(a) == order_of(b); }),
              all.end());
}

/// Does a job for each index, with as many workers as there are; each has regular expressions of its own.
template <typename Job>
void in_parallel(std::size_t count, unsigned jobs, Job job) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        RegexCache regexes;
        for (std::size_t i = next++; i < count; i = next++) job(i, regexes);
    };
    std::vector<std::thread> workers;
    for (std::size_t i = 1; i < std::min<std::size_t>(std::max(1U, jobs), count); ++i) workers.emplace_back(work);
    work();
    for (std::thread& worker : workers) worker.join();
}

void add_report(GraphReport& from, std::vector<FileError>& warnings, Report& report) {
    move_all(from.findings, report.findings);
    move_all(from.unknown, report.unknown);
    move_all(from.errors, report.errors);
    move_all(warnings, report.warnings);
}

/// The files that a configuration was made of, those among the inputs and those that it led to.
void add_files(ConfigurationResult& result, const std::set<std::string_view>& inputs, Report& report) {
    for (FileSummary& summary : result.files) {
        const auto same = std::find_if(report.files.begin(), report.files.end(),
                                       [&](const FileSummary& other) { return other.file == summary.file; });
        if (same == report.files.end()) {
            report.files.push_back(std::move(summary));
        } else {
            same->resources = std::max(same->resources, summary.resources);
            same->passed_over.insert(same->passed_over.end(), summary.passed_over.begin(), summary.passed_over.end());
        }
    }
    for (ReadFile& file : result.read_besides) {
        if (!inputs.contains(file.file)) report.read_besides.push_back(std::move(file));
    }
}

void check_all_configurations(const std::vector<FileResult>& read, const std::vector<Input>& inputs, const Run& run,
                              Report& report, std::vector<std::unique_ptr<Graph>>& graphs) {
    std::vector<ConfigurationDocument> documents;
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < read.size(); ++i) {
        names.insert(inputs[i].name);
        if (read[i].configuration) documents.push_back({read[i].configuration, inputs[i].root});
    }
    if (documents.empty()) return;
    const auto roots = root_modules(documents);
    std::vector<ConfigurationResult> results(roots.size());
    in_parallel(roots.size(), run.options.jobs,
                [&](std::size_t i, RegexCache& regexes) { results[i] = check_configuration(roots[i], run, regexes); });
    for (ConfigurationResult& result : results) {
        add_files(result, names, report);
        add_report(result.report, result.warnings, report);
        graphs.push_back(std::move(result.graph));
    }
    std::stable_sort(report.files.begin(), report.files.end(),
                     [](const FileSummary& a, const FileSummary& b) { return a.file < b.file; });
    std::sort(report.read_besides.begin(), report.read_besides.end(),
              [](const ReadFile& a, const ReadFile& b) { return a.file < b.file; });
    report.read_besides.erase(std::unique(report.read_besides.begin(), report.read_besides.end(),
                                          [](const ReadFile& a, const ReadFile& b) { return a.file == b.file; }),
                              report.read_besides.end());
}

}  // namespace

Report check(const std::vector<Input>& inputs, const RuleSet& rules, const CheckOptions& options) {
    const RulesByFile by_file(rules, options.choice, inputs);
    const Run run{rules, by_file, options, options.lift != nullptr ? *options.lift : builtin_lift()};
    std::vector<FileResult> results(inputs.size());
    in_parallel(inputs.size(), options.jobs,
                [&](std::size_t i, RegexCache& regexes) { results[i] = check_file(inputs[i], run, regexes); });

    Report report;
    std::vector<std::unique_ptr<Graph>> graphs;
    for (FileResult& result : results) {
        report.files.push_back(result.summary);
        move_all(result.fixed, report.fixed);
        add_report(result.report, result.warnings, report);
        graphs.push_back(std::move(result.graph));
    }
    check_all_configurations(results, inputs, run, report, graphs);
    if (by_file.judges_account()) {
        RegexCache regexes;
        judge_account(graphs, run, regexes, report);
    }
    sort_all(report.findings);
    sort_all(report.fixed);
    sort_all(report.unknown);
    sort_all(report.errors);
    sort_all(report.warnings);
    return report;
}

}  // namespace lintel
