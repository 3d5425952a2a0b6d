#include "report/practices.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "report/markdown.h"
#include "report/wording.h"

namespace lintel {
namespace {

constexpr std::size_t width = 100;

std::string joined(const std::vector<std::string_view>& texts) {
    return join(std::vector<std::string>(texts.begin(), texts.end()), ", ");
}

/// How many recommendations have which answer.
struct Count {
    std::size_t all = 0;
    std::size_t by_rules = 0;
    std::size_t by_review = 0;
    std::size_t not_in_templates = 0;  ///< and no rule answers a part of it
};

Count count(std::span<const PracticeDocument> documents, const RuleSet& rules) {
    Count count;
    for (const PracticeDocument& document : documents) {
        for (const Practice& practice : document.practices) {
            ++count.all;
            if (!rules_for(practice, rules).empty())
                ++count.by_rules;
            else if (!practice.review.empty())
                ++count.by_review;
            else
                ++count.not_in_templates;
        }
    }
    return count;
}

std::string summary(std::span<const PracticeDocument> documents, const RuleSet& rules) {
    const Count all = count(documents, rules);
    return cat(counted(all.all, "recommendation"), " in ", counted(documents.size(), "document"), ": ", all.by_rules,
               " are judged by rules, ", all.by_review, " are for a reviewer to see, ", all.not_in_templates,
               " stand in no template.");
}

/// The answers in words, each a text of its own.
std::vector<std::string> answers(const Practice& practice, const RuleSet& rules) {
    std::vector<std::string> texts;
    if (const auto ids = rules_for(practice, rules); !ids.empty()) texts.push_back(joined(ids));
    if (!practice.review.empty()) texts.push_back(cat("Review: ", single_spaced(practice.review), "."));
    if (!practice.not_in_templates.empty()) texts.push_back(single_spaced(practice.not_in_templates));
    return texts;
}

}  // namespace

std::vector<std::string_view> rules_for(const Practice& practice, const RuleSet& rules) {
    std::set<std::string_view> ids(practice.rules.begin(), practice.rules.end());
    for (const Rule& rule : rules.rules) {
        if (std::find(rule.sources.begin(), rule.sources.end(), practice.key) != rule.sources.end())
            ids.insert(rule.id);
    }
    return {ids.begin(), ids.end()};
}

std::string practices_text(std::span<const PracticeDocument> documents, const RuleSet& rules) {
    std::string out;
    for (const PracticeDocument& document : documents) {
        out += cat(single_spaced(document.title), "\n\n");
        for (const Practice& practice : document.practices) {
            out += wrapped(cat(practice.key, ": ", practice.asks), width, 2);
            for (const std::string& answer : answers(practice, rules)) out += wrapped(answer, width, 6);
        }
        out += "\n";
    }
    return out + summary(documents, rules) + "\n";
}

std::string practices_json(std::span<const PracticeDocument> documents, const RuleSet& rules) {
    nlohmann::ordered_json out;
    out["documents"] = nlohmann::ordered_json::array();
    for (const PracticeDocument& document : documents) {
        auto& one = out["documents"].emplace_back();
        one["name"] = document.name;
        one["title"] = single_spaced(document.title);
        one["practices"] = nlohmann::ordered_json::array();
        for (const Practice& practice : document.practices) {
            auto& entry = one["practices"].emplace_back();
            entry["key"] = practice.key;
            entry["asks"] = single_spaced(practice.asks);
            entry["rules"] = rules_for(practice, rules);
            if (!practice.review.empty()) entry["review"] = single_spaced(practice.review);
            if (!practice.not_in_templates.empty())
                entry["not_in_templates"] = single_spaced(practice.not_in_templates);
        }
    }
    return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string practices_markdown(std::span<const PracticeDocument> documents, const RuleSet& rules) {
    std::string out = "# What the documents recommend, and what answers it\n\n" + summary(documents, rules) + "\n";
    for (const PracticeDocument& document : documents) {
        out +=
            cat("\n## ", single_spaced(document.title), "\n\n| Key | Recommendation | Answer |\n| --- | --- | --- |\n");
        for (const Practice& practice : document.practices) {
            out += cat("| ", practice.key, " | ", markdown_cell(practice.asks), " | ",
                       markdown_cell(join(answers(practice, rules), "; ")), " |\n");
        }
    }
    return out;
}

}  // namespace lintel
