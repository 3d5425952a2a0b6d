#include "report/rule_page.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "base/text.h"
#include "lint/check.h"
#include "report/markdown.h"
#include "report/wording.h"

namespace lintel {
namespace {

constexpr std::size_t page_width = 80;
constexpr std::size_t page_indent = 2;

/// How people call a framework.
struct FrameworkName {
    std::string_view key;
    std::string_view name;
};

constexpr std::array<FrameworkName, 4> frameworks = {{
    {"fsbp", "AWS Security Hub"},
    {"cis", "CIS AWS Foundations Benchmark"},
    {"pci", "PCI DSS 4.0.1"},
    {"nist", "NIST SP 800-53 Rev. 5"},
}};

std::string_view framework_name(std::string_view key) {
    for (const FrameworkName& framework : frameworks) {
        if (framework.key == key) return framework.name;
    }
    return key;
}

/// CIS ids are written with the version of the benchmark in front: "1.4:3.3".
std::string control_id(const Control& control) {
    const std::size_t colon = control.id.find(':');
    if (control.framework != "cis" || colon == std::string_view::npos) return std::string(control.id);
    return cat(control.id.substr(colon + 1), " (v", control.id.substr(0, colon), ")");
}

std::string with_name(std::string_view id, const RuleSet& rules) {
    for (const Rule& rule : rules.rules) {
        if (rule.id == id) return cat(id, " ", rule.name);
    }
    return std::string(id);
}

std::vector<std::string> covered_rules(const Rule& rule, const RuleSet& rules) {
    std::vector<std::string> names;
    for (const std::string_view id : rule.covers) names.push_back(with_name(id, rules));
    return names;
}

std::vector<std::string> covering_rules(const Rule& rule, const RuleSet& rules) {
    std::vector<std::string> names;
    for (const Rule& other : rules.rules) {
        if (std::find(other.covers.begin(), other.covers.end(), rule.id) != other.covers.end())
            names.push_back(cat(other.id, " ", other.name));
    }
    return names;
}

struct ExampleKind {
    std::string_view file;
    std::string_view language;
    std::string_view fence;  ///< how Markdown calls the syntax
    bool bad;
};

constexpr std::array<ExampleKind, 4> example_kinds = {{
    {"bad.yaml", "CloudFormation", "yaml", true},
    {"bad.tf.json", "Terraform", "json", true},
    {"good.yaml", "CloudFormation", "yaml", false},
    {"good.tf.json", "Terraform", "json", false},
}};

std::optional<std::string_view> example_text(const Rule& rule, std::string_view file, const PageContext& context) {
    for (const RuleExample& example : context.examples) {
        if (example.pack == rule.pack && example.rule == rule.path && example.file == file) return example.text;
    }
    return std::nullopt;
}

/// What the rule says of an example: "line 6: ...", one for each finding.
std::vector<std::string> said_of(const Rule& rule, std::string_view file, std::string_view text,
                                 const PageContext& context) {
    CheckOptions options;
    options.choice.select = {std::string(rule.id)};
    options.as_of = examples_as_of;
    options.lift = context.lift;
    const Report report = check({{std::string(file), std::string(text)}}, context.rules, options);
    std::vector<std::string> lines;
    for (const Finding& finding : report.findings) {
        const std::string severity =
            finding.severity == rule.severity ? std::string() : cat(" (", severity_name(finding.severity), ")");
        std::string line = cat("line ", finding.location.start.line, severity, ": ", finding.message);
        if (const std::string when = when_text(finding); !when.empty()) line += cat(", when ", when);
        lines.push_back(std::move(line));
    }
    return lines;
}

/// The rule's sources, each with what it asks for.
std::vector<std::string> sources_of(const Rule& rule, const PageContext& context) {
    std::vector<std::string> sources;
    for (const std::string_view key : rule.sources) {
        std::string source(key);
        for (const PracticeDocument& document : context.practices) {
            for (const Practice& practice : document.practices) {
                if (practice.key == key) source += cat(": ", single_spaced(practice.asks));
            }
        }
        sources.push_back(std::move(source));
    }
    return sources;
}

std::vector<std::string> subjects_of(const Rule& rule) {
    std::vector<std::string> subjects;
    for (const std::string_view subject : judged_subjects(rule)) subjects.emplace_back(subject);
    return subjects;
}

class TextPage {
   public:
    TextPage(const Rule& rule, const PageContext& context) : rule_(rule), context_(context) {}

    std::string run() {
        out_ = cat(rule_.id, " ", rule_.name, "\n", single_spaced(rule_.title), "\n\n");
        out_ += cat("Severity: ", severity_name(rule_.severity), "\nProfile:  ", profile_name(rule_.profile), "\n");
        section("Why", rule_.why);
        section("Fix", fix_title(rule_));
        section("What it does not see", rule_.misses);
        settings();
        for (const ExampleKind& kind : example_kinds) example(kind);
        lines("Judges", subjects_of(rule_));
        lines("Speaks for these rules where they see the same defect", covered_rules(rule_, context_.rules));
        lines("Stays silent where one of these speaks", covering_rules(rule_, context_.rules));
        sources();
        controls();
        return std::move(out_);
    }

   private:
    void section(std::string_view heading, std::string_view text) {
        if (trim(text).empty()) return;
        out_ += cat("\n", heading, "\n", wrapped(text, page_width, page_indent));
    }

    void lines(std::string_view heading, const std::vector<std::string>& all) {
        if (all.empty()) return;
        out_ += cat("\n", heading, "\n");
        for (const std::string& line : all) out_ += cat(std::string(page_indent, ' '), line, "\n");
    }

    void settings() {
        if (rule_.settings.empty()) return;
        out_ += cat("\nSettings, written in .lintel.yaml as rules: {", rule_.id, ": {NAME: VALUE}}\n");
        for (const Setting& setting : rule_.settings) {
            out_ += cat(std::string(page_indent, ' '), setting.name, ": ", in_words(setting), "\n");
            out_ += wrapped(setting.about, page_width, 2 * page_indent);
            out_ += wrapped(cat("Default: ", value_in_words(setting)), page_width, 2 * page_indent);
        }
    }

    void sources() {
        if (rule_.sources.empty()) return;
        out_ += "\nSources\n";
        for (const std::string& source : sources_of(rule_, context_)) out_ += wrapped(source, page_width, page_indent);
    }

    void example(const ExampleKind& kind) {
        const auto text = example_text(rule_, kind.file, context_);
        if (!text) return;
        out_ += cat("\n", kind.bad ? "Fails" : "Passes", " (", kind.language, ")\n");
        for (const std::string_view line : split(trim(*text), '\n')) {
            out_ += line.empty() ? std::string("\n") : cat(std::string(page_indent + 2, ' '), line, "\n");
        }
        if (!kind.bad) return;
        for (const std::string& said : said_of(rule_, kind.file, *text, context_))
            out_ += wrapped(said, page_width, page_indent);
    }

    void controls() {
        if (rule_.controls.empty()) return;
        out_ += "\nControls\n";
        std::string_view framework;
        std::string ids;
        const auto flush = [&] {
            if (!ids.empty()) out_ += wrapped(cat(framework_name(framework), ": ", ids), page_width, page_indent);
            ids.clear();
        };
        for (const Control& control : rule_.controls) {
            if (control.framework != framework) flush();
            framework = control.framework;
            ids += cat(ids.empty() ? "" : ", ", control_id(control));
            if (!control.note.empty())
                ids += cat(" (", control.fit == Fit::partial ? "in part: " : "", single_spaced(control.note), ")");
            else if (control.fit == Fit::partial)
                ids += " (in part)";
        }
        flush();
    }

    const Rule& rule_;
    const PageContext& context_;
    std::string out_;
};

class MarkdownPage {
   public:
    MarkdownPage(const Rule& rule, const PageContext& context) : rule_(rule), context_(context) {}

    std::string run() {
        out_ = cat("# ", rule_.id, " ", rule_.name, "\n\n", markdown_plain(rule_.title), ".\n\n");
        out_ += cat("- Severity: ", severity_name(rule_.severity), "\n- Profile: ", profile_name(rule_.profile), "\n");
        out_ += cat("- Judges: ", markdown_plain(join(subjects_of(rule_), ", ")), "\n");
        section("Why", markdown_plain(rule_.why));
        section("Fix", markdown_plain(fix_title(rule_)));
        examples(true);
        examples(false);
        section("What it does not see", markdown_plain(rule_.misses));
        settings();
        section("Together with other rules", relations());
        sources();
        controls();
        return std::move(out_);
    }

   private:
    void section(std::string_view heading, std::string_view text) {
        if (text.empty()) return;
        out_ += cat("\n## ", heading, "\n\n", text, "\n");
    }

    void settings() {
        if (rule_.settings.empty()) return;
        out_ += cat("\n## Settings\n\nWritten in `.lintel.yaml` as `rules: {", rule_.id, ": {NAME: VALUE}}`.\n\n");
        out_ += "| Name | Takes | What it is | Default |\n| --- | --- | --- | --- |\n";
        for (const Setting& setting : rule_.settings) {
            out_ += cat("| `", setting.name, "` | ", in_words(setting), " | ", markdown_cell(setting.about), " | ",
                        markdown_cell(value_in_words(setting)), " |\n");
        }
    }

    static std::string links(const std::vector<std::string>& names) {
        std::vector<std::string> all;
        for (const std::string& name : names) {
            const std::string id = name.substr(0, name.find(' '));
            all.push_back(cat("[", name, "](", id, ".md)"));
        }
        return join(all, ", ");
    }

    std::string relations() const {
        std::string text;
        const auto covered = covered_rules(rule_, context_.rules);
        const auto covering = covering_rules(rule_, context_.rules);
        if (!covered.empty()) text += cat("Speaks for these where they see the same defect: ", links(covered), ".");
        if (!covered.empty() && !covering.empty()) text += "\n\n";
        if (!covering.empty()) text += cat("Stays silent where one of these speaks: ", links(covering), ".");
        return text;
    }

    void examples(bool bad) {
        bool headed = false;
        for (const ExampleKind& kind : example_kinds) {
            const auto text = kind.bad == bad ? example_text(rule_, kind.file, context_) : std::nullopt;
            if (!text) continue;
            if (!headed) out_ += cat("\n## ", bad ? "Fails" : "Passes", "\n");
            headed = true;
            out_ += cat("\n", kind.language, ":\n\n```", kind.fence, "\n", trim(*text), "\n```\n");
            if (!bad) continue;
            out_ += "\n";
            for (const std::string& said : said_of(rule_, kind.file, *text, context_))
                out_ += cat("- ", markdown_plain(said), "\n");
        }
    }

    void sources() {
        if (rule_.sources.empty()) return;
        out_ += "\n## Sources\n\n";
        for (const std::string& source : sources_of(rule_, context_)) out_ += cat("- ", markdown_plain(source), "\n");
    }

    void controls() {
        if (rule_.controls.empty()) return;
        out_ += "\n## Controls\n\n| Framework | Control | Fit |\n| --- | --- | --- |\n";
        for (const Control& control : rule_.controls) {
            const std::string note = control.note.empty() ? std::string() : cat(": ", markdown_cell(control.note));
            out_ += cat("| ", framework_name(control.framework), " | ", control_id(control), " | ",
                        fit_name(control.fit), note, " |\n");
        }
    }

    const Rule& rule_;
    const PageContext& context_;
    std::string out_;
};

}  // namespace

std::string rule_page_text(const Rule& rule, const PageContext& context) { return TextPage(rule, context).run(); }

std::string rule_page_markdown(const Rule& rule, const PageContext& context) {
    return MarkdownPage(rule, context).run();
}

std::vector<PageFile> rule_pages(const PageContext& context) {
    std::vector<PageFile> pages;
    std::string list = "# Rules\n\n| Rule | Name | Severity | Profile | Finds |\n| --- | --- | --- | --- | --- |\n";
    for (const Rule& rule : context.rules.rules) {
        list += cat("| [", rule.id, "](", rule.id, ".md) | ", rule.name, " | ", severity_name(rule.severity), " | ",
                    profile_name(rule.profile), " | ", markdown_cell(rule.title), " |\n");
        pages.push_back({cat(rule.id, ".md"), rule_page_markdown(rule, context)});
    }
    pages.push_back({"README.md", std::move(list)});
    return pages;
}

}  // namespace lintel
