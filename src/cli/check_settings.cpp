#include "cli/check_settings.h"

#include <algorithm>
#include <string_view>

#include "base/date.h"
#include "base/text.h"
#include "cli/rule_names.h"

namespace lintel {
namespace {

constexpr std::int64_t most_jobs = 256;

Error not_one_of(std::string_view option, std::string_view value, const std::vector<std::string_view>& choices) {
    std::string list;
    for (const std::string_view& choice : choices) {
        if (!list.empty()) list += &choice == &choices.back() ? " or " : ", ";
        list += choice;
    }
    const std::optional<std::string_view> meant = nearest(value, choices);
    return {cat(option, " takes ", list, ", not '", value, "'",
                meant ? cat("; did you mean '", *meant, "'?") : std::string("."))};
}

Result<std::vector<ReportTarget>> report_targets(const std::vector<std::string>& formats) {
    std::vector<ReportTarget> targets;
    for (const std::string& written : formats) {
        const std::size_t equals = written.find('=');
        const std::string name = written.substr(0, equals);
        ReportTarget target;
        if (name == "json") {
            target.format = ReportFormat::json;
        } else if (name != "text") {
            return not_one_of("--format", name, {"text", "json"});
        }
        if (equals != std::string::npos) {
            target.file = written.substr(equals + 1);
            if (target.file.empty()) return Error{cat("'--format ", written, "' names no file.")};
        }
        const bool taken = std::any_of(targets.begin(), targets.end(),
                                       [&](const ReportTarget& other) { return other.file == target.file; });
        if (taken && target.file.empty()) {
            return Error{cat("two reports cannot share standard output; give one a file: --format ", name, "=FILE.")};
        }
        if (taken) return Error{cat("two reports cannot share the file '", target.file, "'.")};
        targets.push_back(std::move(target));
    }
    if (targets.empty()) targets.push_back({});
    return targets;
}

std::optional<unsigned> jobs_of(const std::string& written, unsigned workers) {
    if (written == "auto") return workers;
    const std::optional<std::int64_t> number = to_integer(written);
    if (!number || *number < 0 || *number > most_jobs) return std::nullopt;
    return *number == 0 ? workers : static_cast<unsigned>(*number);
}

std::optional<Error> read_show(const std::vector<std::string>& lists, CheckSettings& settings) {
    for (const std::string& list : lists) {
        for (const std::string_view word : split(list, ',')) {
            if (word == "unknown") {
                settings.show_unknown = true;
            } else if (word == "suppressed") {
                settings.show_suppressed = true;
            } else {
                return not_one_of("--show", word, {"unknown", "suppressed"});
            }
        }
    }
    return std::nullopt;
}

std::optional<Error> read_severity(const std::string& word, CheckSettings& settings) {
    settings.fail_on = severity_from(word);
    if (settings.fail_on || word == "never") return std::nullopt;
    return not_one_of("--fail-on", word, {"critical", "high", "medium", "low", "info", "never"});
}

std::optional<Error> read_colour(const std::string& word, CheckSettings& settings) {
    if (word == "always") {
        settings.colour = Colour::always;
    } else if (word == "never") {
        settings.colour = Colour::never;
    } else if (word != "auto") {
        return not_one_of("--color", word, {"auto", "always", "never"});
    }
    return std::nullopt;
}

std::optional<Error> read_selection(const CheckArguments& arguments, const RuleSet& rules, CheckOptions& options) {
    for (const std::string& list : arguments.profiles) {
        for (const std::string_view item : split(list, ',')) {
            const std::string_view name = trim(item);
            if (const auto wrong = wrong_profile(name, rules)) return Error{cat("--profile: ", *wrong)};
            options.choice.profiles.emplace_back(name);
        }
    }
    Result<std::vector<std::string>> select = rule_selection(arguments.select, rules);
    if (!select) return Error{"--select: " + select.error().message};
    Result<std::vector<std::string>> ignore = rule_selection(arguments.ignore, rules);
    if (!ignore) return Error{"--ignore: " + ignore.error().message};
    options.choice.select = std::move(*select);
    options.choice.ignore = std::move(*ignore);
    return std::nullopt;
}

std::optional<Error> read_paths(const CheckArguments& arguments, CheckSettings& settings) {
    settings.paths = arguments.paths;
    if (settings.paths.empty()) settings.paths.emplace_back(".");
    settings.stdin_name = arguments.stdin_filename.empty() ? "stdin" : arguments.stdin_filename;
    const bool reads_stdin = std::find(settings.paths.begin(), settings.paths.end(), "-") != settings.paths.end();
    if (arguments.stdin_filename.empty() || reads_stdin) return std::nullopt;
    return Error{"--stdin-filename names what '-' reads, but no PATH is '-'."};
}

}  // namespace

Result<CheckSettings> check_settings(const CheckArguments& arguments, const RuleSet& rules,
                                     const CheckDefaults& defaults) {
    CheckSettings settings;
    settings.parameter_files = arguments.parameter_files;
    settings.rule_packs = arguments.rule_packs;
    settings.configuration = arguments.configuration;
    settings.statistics = arguments.statistics;
    settings.quiet = arguments.quiet;
    if (const auto error = read_paths(arguments, settings)) return *error;
    if (const auto error = read_selection(arguments, rules, settings.check)) return *error;
    if (const auto error = read_severity(arguments.fail_on, settings)) return *error;
    if (const auto error = read_show(arguments.show, settings)) return *error;
    if (const auto error = read_colour(arguments.colour, settings)) return *error;

    Result<std::vector<ReportTarget>> targets = report_targets(arguments.formats);
    if (!targets) return targets.error();
    settings.reports = std::move(*targets);

    settings.check.as_of = arguments.as_of.empty() ? defaults.today : arguments.as_of;
    if (!day_number(settings.check.as_of)) {
        return Error{cat("--as-of takes a date as in 2027-01-31, not '", arguments.as_of, "'.")};
    }

    const std::optional<unsigned> jobs = jobs_of(arguments.jobs, defaults.workers);
    if (!jobs) return Error{cat("--jobs takes 'auto' or a number up to ", most_jobs, ", not '", arguments.jobs, "'.")};
    settings.check.jobs = *jobs;
    return settings;
}

bool use_colour(Colour colour, bool terminal, const char* no_color, const char* term) {
    if (colour != Colour::automatic) return colour == Colour::always;
    const bool refused = no_color != nullptr && *no_color != '\0';
    const bool capable = term != nullptr && *term != '\0' && std::string_view(term) != "dumb";
    return terminal && !refused && capable;
}

}  // namespace lintel
