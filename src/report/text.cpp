#include "report/text.h"

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "report/excerpt.h"
#include "report/summary.h"
#include "report/terminal_text.h"
#include "report/wording.h"

namespace lintel {
namespace {

// Codes of ECMA-48, "select graphic rendition".
constexpr std::string_view bold = "1";
constexpr std::string_view bold_red = "1;31";
constexpr std::string_view red = "31";
constexpr std::string_view yellow = "33";
constexpr std::string_view cyan = "36";
constexpr std::string_view blue = "34";
constexpr std::string_view green = "32";

std::string_view colour_of(Severity severity) {
    switch (severity) {
        case Severity::critical:
            return bold_red;
        case Severity::high:
            return red;
        case Severity::medium:
            return yellow;
        case Severity::low:
            return cyan;
        case Severity::info:
            break;
    }
    return blue;
}

std::string place(std::string_view file, Position position) {
    return cat(printable(file), ":", position.line, ":", position.column);
}

class TextReport {
   public:
    TextReport(const Report& report, const SourceText& sources, const TextOptions& options)
        : report_(report), sources_(sources), options_(options), lines_(sources) {}

    std::string write() {
        for (const Finding& finding : report_.findings) note_secret(finding);
        for (const Finding& finding : report_.suppressed) note_secret(finding);
        for (const Finding& finding : report_.findings) write_finding(finding);
        write_fixed();
        if (options_.show_suppressed) write_suppressed();
        if (options_.show_unknown) write_unknown();
        for (const FileError& warning : report_.warnings) write_remark(warning, "warning", yellow);
        for (const FileError& error : report_.errors) write_remark(error, "error", bold_red);
        if (options_.summary) write_summary();
        return std::move(out_);
    }

   private:
    std::string paint(std::string_view code, std::string_view text) const {
        return options_.colour ? cat("\x1b[", code, "m", text, "\x1b[0m") : std::string(text);
    }

    void note_secret(const Finding& finding) {
        if (finding.secret) secrets_[finding.location.file].push_back(finding.location);
    }

    std::vector<ColumnRange> secrets_in(const std::string& file, std::uint32_t line) const {
        std::vector<ColumnRange> ranges;
        const auto found = secrets_.find(file);
        if (found == secrets_.end()) return ranges;
        for (const Location& secret : found->second) {
            if (line < secret.start.line || line > secret.end.line) continue;
            ranges.push_back({secret.start.line == line ? secret.start.column : 1,
                              secret.end.line == line ? secret.end.column : UINT32_MAX});
        }
        return ranges;
    }

    void write_head(std::string_view severity, std::string_view colour, const Rule& rule, std::string_view message) {
        out_ += cat(paint(colour, severity), " ", paint(bold, rule.id), " ", rule.name, ": ",
                    paint(bold, printable(message)), "\n");
    }

    /// "infra/db.yaml:12:7 in DataVolume (AWS::EC2::Volume, App/Db/Volume)"
    std::string where(const Location& location, const ResourceName& resource) const {
        std::string out = place(location.file, location.start);
        if (resource.id.empty()) return out;
        out += cat(" in ", printable(resource.id));
        std::string more = printable(resource.type);
        if (!resource.construct.empty()) more += cat(more.empty() ? "" : ", ", printable(resource.construct));
        if (!more.empty()) out += cat(" (", more, ")");
        return out;
    }

    /// The line with its number, the defect underlined; gives the columns of the gutter, or 0 if the line is not at
    /// hand.
    std::size_t write_excerpt(const Location& location, std::string_view colour, std::string_view arrow) {
        const std::optional<LineCut> line = lines_.around(location.file, location.start);
        const std::string number = std::to_string(location.start.line);
        const std::size_t gutter = line ? number.size() : 1;
        if (!arrow.empty()) out_ += cat(std::string(gutter, ' '), paint(blue, "--> "), arrow, "\n");
        if (!line) return gutter;
        const bool one_line = location.end.line == location.start.line;
        const Excerpt excerpt = lay_out(*line, {location.start.column, one_line ? location.end.column : UINT32_MAX},
                                        secrets_in(location.file, location.start.line));
        const std::string bar = cat(std::string(gutter, ' '), paint(blue, " |"));
        out_ += cat(bar, "\n", paint(blue, cat(number, " |")), excerpt.line.empty() ? "" : " ", excerpt.line, "\n");
        out_ +=
            cat(bar, std::string(excerpt.indent + 1, ' '), paint(colour, std::string(excerpt.underline, '^')), "\n");
        return gutter;
    }

    void write_detail(std::size_t gutter, std::string_view label, std::string_view text) {
        if (text.empty()) return;
        out_ += cat(std::string(gutter + 1, ' '), paint(blue, "="), " ", paint(bold, cat(label, ":")), " ", text, "\n");
    }

    void write_finding(const Finding& finding) {
        const Rule& rule = *finding.rule;
        write_head(severity_name(finding.severity), colour_of(finding.severity), rule, finding.message);
        const std::size_t gutter =
            write_excerpt(finding.location, colour_of(finding.severity), where(finding.location, finding.resource));
        write_detail(gutter, "why", first_sentence(rule.why));
        write_detail(gutter, "fix", first_sentence(fix_title(rule)));
        write_detail(gutter, "when", printable(when_text(finding)));
        if (finding.effect == PlanEffect::introduced) write_detail(gutter, "plan", "introduced by this plan");
        if (finding.effect == PlanEffect::kept) write_detail(gutter, "plan", "there before this plan");
        for (const Note& note : finding.trace) write_detail(gutter, "from", note_text(note));
        for (const Note& note : finding.related) write_detail(gutter, "see", note_text(note));
        if (explained_.insert(rule.id).second) write_detail(gutter, "more", cat("lintel explain ", rule.id));
        out_ += '\n';
    }

    static std::string note_text(const Note& note) {
        return cat(printable(note.message), " (", place(note.location.file, note.location.start), ")");
    }

    void write_fixed() {
        for (const Finding& finding : report_.fixed) {
            write_head(cat("fixed ", severity_name(finding.severity)), green, *finding.rule, finding.message);
            out_ += cat(" ", paint(blue, "--> "), where(finding.location, finding.resource), "\n");
        }
        if (!report_.fixed.empty()) out_ += '\n';
    }

    void write_suppressed() {
        for (const Finding& finding : report_.suppressed) {
            write_head(cat("suppressed ", severity_name(finding.severity)), green, *finding.rule, finding.message);
            out_ += cat(" ", paint(blue, "--> "), where(finding.location, finding.resource), "\n");
        }
        if (!report_.suppressed.empty()) out_ += '\n';
    }

    void write_unknown() {
        for (const Unknown& unknown : report_.unknown) {
            write_head("unknown", cyan, *unknown.rule, cat("cannot be told offline: ", unknown.cause));
            out_ += cat(" ", paint(blue, "--> "), where(unknown.location, unknown.resource), "\n");
        }
        if (!report_.unknown.empty()) out_ += '\n';
    }

    void write_remark(const FileError& error, std::string_view kind, std::string_view code) {
        const bool at_hand = sources_(error.file).has_value();
        out_ += cat(paint(bold, at_hand ? place(error.file, error.position) : printable(error.file)), ": ",
                    paint(code, kind), ": ", printable(error.message), "\n");
        if (!at_hand) return;
        write_excerpt({error.file, error.position, {error.position.line, error.position.column + 1}}, code, {});
        out_ += '\n';
    }

    void write_summary() {
        const Summary summary = summarize(report_);
        if (summary.files == 0 && summary.errors == 0) return;
        std::vector<std::string> counts;
        for (const Severity severity : severities_worst_first) {
            if (summary.of(severity) == 0) continue;
            counts.push_back(paint(colour_of(severity), cat(summary.of(severity), " ", severity_name(severity))));
        }
        if (counts.empty()) counts.push_back(paint(summary.errors == 0 ? green : bold, "no findings"));
        if (summary.unknown > 0) {
            counts.push_back(
                cat(summary.unknown, " unknown", options_.show_unknown ? "" : " (--show unknown lists them)"));
        }
        if (summary.suppressed > 0) {
            counts.push_back(cat(summary.suppressed, " suppressed",
                                 options_.show_suppressed ? "" : " (--show suppressed lists them)"));
        }
        if (summary.errors > 0) counts.push_back(paint(bold_red, counted(summary.errors, "error")));
        out_ += cat(counted(summary.files, "file"), ", ", counted(summary.resources, "resource"), ": ",
                    join(counts, ", "), "\n");
    }

    const Report& report_;
    const SourceText& sources_;
    const TextOptions& options_;
    SourceLines lines_;
    std::map<std::string, std::vector<Location>> secrets_;
    std::set<std::string_view> explained_;
    std::string out_;
};

}  // namespace

std::string text_report(const Report& report, const SourceText& sources, const TextOptions& options) {
    return TextReport(report, sources, options).write();
}

std::string error_line(const FileError& error, const SourceText& sources) {
    const bool at_hand = sources(error.file).has_value();
    return cat(at_hand ? place(error.file, error.position) : printable(error.file),
               ": error: ", printable(error.message), "\n");
}

}  // namespace lintel
