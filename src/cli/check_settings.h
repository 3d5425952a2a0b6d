#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "lint/check.h"

namespace lintel {

/// The options of `lintel check` as they were written.
struct CheckArguments {
    std::vector<std::string> paths;
    std::vector<std::string> formats;
    std::vector<std::string> parameter_files;
    std::vector<std::string> variable_files;
    std::string plan_sources;
    std::vector<std::string> rule_packs;
    std::vector<std::string> profiles;
    std::string configuration;
    std::vector<std::string> select;
    std::vector<std::string> ignore;
    std::string fail_on = "medium";
    std::string as_of;
    std::string jobs = "auto";
    std::vector<std::string> show;
    std::string colour = "auto";
    std::string stdin_filename;
    bool statistics = false;
    bool quiet = false;
};

enum class ReportFormat : std::uint8_t { text, json };

/// A report to write, and where; no file: standard output.
struct ReportTarget {
    ReportFormat format = ReportFormat::text;
    std::string file;
};

enum class Colour : std::uint8_t { automatic, always, never };

/// The options of `lintel check` as they are meant.
struct CheckSettings {
    std::vector<std::string> paths;
    std::string stdin_name;
    std::vector<ReportTarget> reports;
    std::vector<std::string> parameter_files;
    std::vector<std::string> rule_packs;
    std::string configuration;        ///< the file of --config; empty: they are looked for
    CheckOptions check;               ///< all but the given parameters, which their files hold
    std::optional<Severity> fail_on;  ///< none: never
    bool show_unknown = false;
    bool show_suppressed = false;
    Colour colour = Colour::automatic;
    bool statistics = false;
    bool quiet = false;
};

/// What the environment gives where the options say nothing.
struct CheckDefaults {
    std::string today;     ///< YYYY-MM-DD
    unsigned workers = 1;  ///< for --jobs auto
};

/// Understands the options, or tells what is wrong with them.
Result<CheckSettings> check_settings(const CheckArguments& arguments, const RuleSet& rules,
                                     const CheckDefaults& defaults);

/// Colour where it was asked for; by itself only on a terminal that can show it and whose user has not said no:
/// `no_color` and `term` are the environment's NO_COLOR (https://no-color.org: set and not empty) and TERM.
bool use_colour(Colour colour, bool terminal, const char* no_color, const char* term);

}  // namespace lintel
