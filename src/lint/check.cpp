#include "lint/check.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>
#include <tuple>

#include "base/text.h"
#include "cloudformation/build.h"
#include "cloudformation/recognise.h"
#include "document/read.h"
#include "lint/judge_graph.h"
#include "lint/select.h"

namespace lintel {
namespace {

/// What one input gave; slots of their own keep the order independent of who finishes first.
struct FileResult {
    FileSummary summary;
    GraphReport report;
    std::vector<FileError> warnings;
};

FileError error_at(const Document& document, std::uint32_t offset, std::string message) {
    return {document.name(), document.position(offset), std::move(message), false};
}

/// Whether text that could not be parsed was meant as a template: worth an error rather than silence.
bool was_meant_as_template(std::string_view text) {
    if (text.find("AWSTemplateFormatVersion") != std::string_view::npos) return true;
    return text.find("Resources") != std::string_view::npos && text.find("AWS::") != std::string_view::npos;
}

FileResult check_file(const Input& input, const RuleSet& rules, const RuleIndex& index, const CheckOptions& options,
                      RegexCache& regexes) {
    FileResult result;
    result.summary.file = input.name;
    const ReadResult read = read_document(input.name, input.text);
    const bool is_template = read.readable && looks_like_template(*read.document);
    if (!is_template) {
        if (!read.readable && was_meant_as_template(input.text)) {
            result.summary.kind = InputKind::unreadable;
            for (const Flaw& flaw : read.flaws)
                result.report.errors.push_back(error_at(*read.document, flaw.offset, flaw.message));
        }
        return result;
    }
    result.summary.kind = InputKind::cloudformation;
    TemplateGraph made = build_graph(read.document, options.parameters);
    result.report = judge_graph(made.graph, rules, index, options.as_of, regexes);
    result.summary.resources = static_cast<std::uint32_t>(made.graph.resources.size());
    for (const PassedOver& kind : made.passed_over) result.summary.passed_over.push_back(kind.kind);
    for (const Flaw& flaw : read.flaws) result.warnings.push_back(error_at(*read.document, flaw.offset, flaw.message));
    for (const Flaw& flaw : made.flaws) result.warnings.push_back(error_at(*read.document, flaw.offset, flaw.message));
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

}  // namespace

Report check(const std::vector<Input>& inputs, const RuleSet& rules, const CheckOptions& options) {
    const RuleIndex index(selected_rules(rules, options));
    std::vector<FileResult> results(inputs.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        RegexCache regexes;
        for (std::size_t i = next++; i < inputs.size(); i = next++)
            results[i] = check_file(inputs[i], rules, index, options, regexes);
    };
    std::vector<std::thread> workers;
    const std::size_t count = std::min<std::size_t>(std::max(1U, options.jobs), inputs.size());
    for (std::size_t i = 1; i < count; ++i) workers.emplace_back(work);
    work();
    for (std::thread& worker : workers) worker.join();

    Report report;
    for (FileResult& result : results) {
        report.files.push_back(std::move(result.summary));
        move_all(result.report.findings, report.findings);
        move_all(result.report.unknown, report.unknown);
        move_all(result.report.errors, report.errors);
        move_all(result.warnings, report.warnings);
    }
    sort_all(report.findings);
    sort_all(report.unknown);
    sort_all(report.errors);
    sort_all(report.warnings);
    return report;
}

}  // namespace lintel
