#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/arguments.h"
#include "cli/check_settings.h"
#include "cli/commands.h"
#include "cli/configure.h"
#include "cli/parameter_files.h"
#include "cli/progress.h"
#include "cli/rule_packs.h"
#include "cli/today.h"
#include "cli/version.h"
#include "cli/whole_file.h"
#include "document/read.h"
#include "lint/check.h"
#include "lint/inputs.h"
#include "packs/read_pack.h"
#include "report/json.h"
#include "report/statistics.h"
#include "report/summary.h"
#include "report/terminal_text.h"
#include "report/text.h"
#include "report/wording.h"

namespace lintel {
namespace {

constexpr std::string_view footer =
    "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or\n"
    "configuration, 3 an input could not be read or parsed (the rest is judged all the same).";

/// An option that takes one value each time it is written. CLI11 would take all that follows for a list.
void add_list(CLI::App& app, const std::string& name, std::vector<std::string>& values, const std::string& type,
              const std::string& help) {
    app.add_option(name, values, help)->type_name(type)->allow_extra_args(false);
}

void add_word(CLI::App& app, const std::string& name, std::string& value, const std::string& type,
              const std::string& help) {
    app.add_option(name, value, help)->type_name(type);
}

std::string profile_help() {
    std::string names = "default, strict, account";
    for (const RuleProfile& profile : builtin_rules().profiles) names += cat(", ", profile.name);
    return names;
}

void add_options(CLI::App& app, CheckArguments& arguments) {
    app.add_option("PATH", arguments.paths, "files or directories; '-' is standard input (default: .)")->type_name("");
    add_list(app, "--format", arguments.formats, "FMT[=FILE]",
             "text or json, to standard output or a file; repeatable");
    add_list(app, "--parameters", arguments.parameter_files, "FILE",
             "values of template parameters; repeatable, later ones win");
    add_list(app, "--var-file", arguments.variable_files, "FILE",
             "values of Terraform variables, in JSON; repeatable, later ones win");
    add_word(app, "--source", arguments.plan_sources, "DIR",
             "where the configuration of a Terraform plan lies: point there, too");
    add_rules_option(app, arguments.rule_packs);
    add_list(app, "--profile", arguments.profiles, "NAME,...", profile_help());
    add_word(app, "--config", arguments.configuration, "FILE",
             "the configuration (default: the nearest .lintel.yaml from each file upward)");
    add_list(app, "--select", arguments.select, "RULE,...", "judge only these rules: ids, names or families (EBS)");
    add_list(app, "--ignore", arguments.ignore, "RULE,...", "leave these rules out; wins over --select");
    add_word(app, "--fail-on", arguments.fail_on, "SEVERITY",
             "critical, high, medium, low, info or never (default: medium)");
    add_word(app, "--as-of", arguments.as_of, "DATE", "judge as on that day, YYYY-MM-DD (default: today, UTC)");
    add_word(app, "--jobs", arguments.jobs, "N", "workers (default: auto)");
    add_list(app, "--show", arguments.show, "KIND,...", "also list: unknown, suppressed");
    add_word(app, "--color", arguments.colour, "WHEN", "auto, always or never");
    add_word(app, "--stdin-filename", arguments.stdin_filename, "NAME", "what to call standard input");
    app.add_flag("--statistics", arguments.statistics,
                 "tell on standard error what each file was taken for, and the times");
    app.add_flag("--quiet", arguments.quiet, "findings and errors only");
    app.footer(std::string(footer));
}

/// What is wrong with a file of Terraform variables; nothing if it can be read.
std::optional<std::string> variable_file_error(const std::string& file, const std::string& text) {
    const ReadResult read = read_document(file, text);
    if (!read.readable) {
        const Flaw& flaw = read.flaws.front();
        const Position at = read.document->position(flaw.offset);
        return cat("--var-file ", file, ":", at.line, ":", at.column, ": ", flaw.message, ".");
    }
    const bool is_json =
        read.document->format() == Format::json && read.document->kind(read.document->root()) == NodeKind::mapping;
    if (is_json) return std::nullopt;
    return cat("--var-file ", file, " is no JSON object of variables and their values.");
}

/// Files read from the disk come in the order of the walk, what the check says in its own: one order for all.
void add_unread(Report& report, std::vector<FileError> errors) {
    for (FileError& error : errors) {
        report.files.push_back({error.file, InputKind::unreadable, 0, {}});
        report.errors.push_back(std::move(error));
    }
    std::stable_sort(report.files.begin(), report.files.end(),
                     [](const FileSummary& a, const FileSummary& b) { return a.file < b.file; });
    std::stable_sort(report.errors.begin(), report.errors.end(), [](const FileError& a, const FileError& b) {
        return std::tie(a.file, a.position.line, a.position.column) <
               std::tie(b.file, b.position.line, b.position.column);
    });
}

/// Gives the parts of a run their times.
class Stopwatch {
   public:
    void lap(std::string_view what) {
        const auto now = std::chrono::steady_clock::now();
        timings_.push_back({what, std::chrono::duration<double>(now - start_).count()});
        start_ = now;
    }
    const std::vector<Timing>& timings() const { return timings_; }

   private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::vector<Timing> timings_;
};

std::string written_report(const ReportTarget& target, const Report& report, const SourceText& sources,
                           const CheckSettings& settings, bool colour) {
    if (target.format == ReportFormat::json) return json_report(report, version());
    TextOptions options;
    options.colour = colour;
    options.show_unknown = settings.show_unknown;
    options.show_suppressed = settings.show_suppressed;
    options.summary = !settings.quiet;
    return text_report(report, sources, options);
}

bool write_reports(const Report& report, const SourceText& sources, const CheckSettings& settings, Console& console) {
    const bool colour =
        use_colour(settings.colour, console.out_is_terminal, std::getenv("NO_COLOR"), std::getenv("TERM"));
    bool written = true;
    for (const ReportTarget& target : settings.reports) {
        const std::string text = written_report(target, report, sources, settings, colour && target.file.empty());
        if (target.file.empty()) {
            console.out << text;
        } else if (const std::optional<Error> error = write_whole_file(target.file, text)) {
            console.err << "lintel check: " << error->message << "\n";
            written = false;
        }
    }
    return written;
}

/// What people should know who may not see it in the reports they asked for.
void write_notes(const Report& report, const SourceText& sources, const CheckSettings& settings, Console& console) {
    const bool people_read_out = std::any_of(
        settings.reports.begin(), settings.reports.end(),
        [](const ReportTarget& target) { return target.format == ReportFormat::text && target.file.empty(); });
    if (!people_read_out) {
        for (const FileError& error : report.errors) console.err << error_line(error, sources);
    }
    if (settings.quiet || summarize(report).files > 0 || !report.errors.empty()) return;
    console.err << "lintel check: nothing was judged: ";
    if (report.files.empty()) {
        console.err << "there is no file to read.\n";
    } else if (report.files.size() == 1) {
        console.err << printable(report.files.front().file) << " is no template that lintel knows.\n";
    } else {
        console.err << "none of " << report.files.size() << " files is a template that lintel knows.\n";
    }
}

int exit_status(const Report& report, std::optional<Severity> fail_on) {
    if (!report.errors.empty()) return exit_unreadable;
    const bool failed = fail_on && std::any_of(report.findings.begin(), report.findings.end(),
                                               [&](const Finding& finding) { return finding.severity >= *fail_on; });
    return failed ? exit_findings : exit_clean;
}

int check_inputs(const CheckSettings& settings, const RuleSet& rules, Console& console) {
    Stopwatch watch;
    Inputs files =
        read_inputs(settings.paths, settings.stdin_name, console.in, directories_of_packs(settings.rule_packs));
    const std::vector<std::string> wrong = configure(files.inputs, settings, rules);
    for (const std::string& line : wrong) console.err << line << "\n";
    if (!wrong.empty()) return exit_usage;
    watch.lap("reading");

    Report report;
    {
        const Progress progress(console.err, console.err_is_terminal && !settings.quiet,
                                cat("judging ", counted(files.inputs.size(), "file")));
        CheckOptions options = settings.check;
        for (const FileError& error : files.errors) options.unread.push_back(error.file);
        report = check(files.inputs, rules, options);
    }
    add_unread(report, std::move(files.errors));
    watch.lap("judging");

    std::unordered_map<std::string_view, std::string_view> texts;
    for (const ReadFile& file : report.read_besides) texts.emplace(file.file, file.text);
    for (const Input& input : files.inputs) texts.emplace(input.name, input.text);
    const SourceText sources = [&texts](std::string_view file) -> std::optional<std::string_view> {
        const auto found = texts.find(file);
        if (found == texts.end()) return std::nullopt;
        return found->second;
    };
    const bool written = write_reports(report, sources, settings, console);
    watch.lap("reporting");

    write_notes(report, sources, settings, console);
    if (settings.statistics) console.err << statistics_text(report, watch.timings());
    return written ? exit_status(report, settings.fail_on) : exit_usage;
}

}  // namespace

int check_command(const std::vector<std::string>& arguments, Console& console) {
    CheckArguments written;
    CLI::App app("Judges templates: what is insecure in them, why it matters and what to do.", "lintel check");
    add_options(app, written);
    if (const std::optional<int> done = read_arguments(app, arguments, console)) return *done;

    const CheckDefaults defaults{today(), std::max(1U, std::thread::hardware_concurrency())};
    const std::vector<std::string> here = {"."};
    for (std::string& pack :
         configured_rule_packs(written.paths.empty() ? here : written.paths, written.configuration)) {
        written.rule_packs.push_back(std::move(pack));
    }
    const std::optional<Rulebook> rulebook = load_rules(written.rule_packs, console);
    if (!rulebook) return exit_usage;
    Result<CheckSettings> settings = check_settings(written, rulebook->rules(), defaults);
    if (!settings) return wrong_usage(app.get_name(), settings.error().message, console);
    ParameterFiles given = read_parameter_files(settings->parameter_files);
    for (const std::string& error : given.errors) console.err << error << "\n";
    if (!given.errors.empty()) return exit_usage;
    settings->check.parameters = std::move(given.values);
    for (const std::string& file : written.variable_files) {
        Result<std::string> text = read_file(file);
        if (!text)
            return wrong_usage(app.get_name(), cat("--var-file ", file, ": ", text.error().message, "."), console);
        if (const auto wrong = variable_file_error(file, *text)) return wrong_usage(app.get_name(), *wrong, console);
        settings->check.variable_files.push_back({file, std::move(*text), {}});
    }
    settings->check.files = disk_files();
    if (!written.plan_sources.empty()) {
        settings->check.plan_sources = normal_path(written.plan_sources);
        if (settings->check.files.list(settings->check.plan_sources, settings->check.plan_sources).empty())
            return wrong_usage(app.get_name(), cat("--source ", written.plan_sources, " is no directory with files."),
                               console);
        // The working directory itself is called ".", for nothing is called "".
        if (settings->check.plan_sources.empty()) settings->check.plan_sources = ".";
    }
    settings->check.lift = &rulebook->lift();
    return check_inputs(*settings, rulebook->rules(), console);
}

}  // namespace lintel
