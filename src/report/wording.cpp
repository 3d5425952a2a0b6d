#include "report/wording.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace lintel {
namespace {

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// A full stop behind one of these ends no sentence.
constexpr std::array<std::string_view, 6> abbreviations{"e.g", "i.e", "etc", "vs", "cf", "No"};

bool ends_sentence(std::string_view text, std::size_t stop) {
    if (stop + 1 < text.size() && text[stop + 1] != ' ') return false;
    if (text[stop] != '.') return text[stop] == '!' || text[stop] == '?';
    const std::string_view before = text.substr(0, stop);
    const std::size_t space = before.find_last_of(" (");
    const std::string_view word = space == std::string_view::npos ? before : before.substr(space + 1);
    return std::find(abbreviations.begin(), abbreviations.end(), word) == abbreviations.end();
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string_view subject_text(Subject subject) {
    switch (subject) {
        case Subject::parameter:
            return "parameters";
        case Subject::output:
            return "outputs";
        case Subject::template_:
            return "the template as a whole";
        case Subject::account:
            return "all inputs of a run together";
        case Subject::resource:
            break;
    }
    return "every resource";
}

}  // namespace

std::string single_spaced(std::string_view text) {
    std::string out;
    for (const char c : trim(text)) {
        if (!blank(c)) {
            out += c;
        } else if (out.back() != ' ') {
            out += ' ';
        }
    }
    return out;
}

std::string first_sentence(std::string_view text) {
    std::string line = single_spaced(text);
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (ends_sentence(line, i)) {
            line.resize(i + 1);
            break;
        }
    }
    return line;
}

std::string fix_title(const Rule& rule) {
    if (!rule.fix.title.empty()) return single_spaced(rule.fix.title);
    if (!rule.fix.set.empty()) return cat("Set ", rule.fix.set, " to ", rule.fix.to);
    return {};
}

std::string when_text(const Finding& finding) {
    std::string out;
    for (const WhenCondition& when : finding.when) {
        if (!out.empty()) out += " and ";
        out += cat(when.condition, " is ", when.is ? "true" : "false");
    }
    if (out.empty() || finding.example.empty()) return out;
    out += " (for example ";
    for (const auto& [name, value] : finding.example) {
        if (&name != &finding.example.front().first) out += ", ";
        out += cat(name, " = ", value.empty() ? std::string_view("''") : std::string_view(value));
    }
    return out + ")";
}

std::string counted(std::size_t count, std::string_view noun) { return cat(count, " ", noun, count == 1 ? "" : "s"); }

std::vector<std::string_view> judged_subjects(const Rule& rule) {
    std::vector<std::string_view> out;
    const auto add = [&out](std::string_view subject) {
        if (std::find(out.begin(), out.end(), subject) == out.end()) out.push_back(subject);
    };
    for (const Case& one : rule.cases) {
        for (const std::string_view type : one.types) add(type);
        if (one.types.empty()) add(subject_text(one.subject));
    }
    return out;
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
    std::string out;
    std::size_t column = 0;
    const std::string line = single_spaced(text);
    if (line.empty()) return out;
    for (const std::string_view word : split(line, ' ')) {
        const std::size_t size = code_points(word);
        if (column != 0 && column + 1 + size > width) {
            out += '\n';
            column = 0;
        }
        if (column == 0) {
            out.append(indent, ' ');
            column = indent;
        } else {
            out += ' ';
            ++column;
        }
        out += word;
        column += size;
    }
    return out + "\n";
}

}  // namespace lintel
