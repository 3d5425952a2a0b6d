#include "rules/compile_practices.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace lintel {

class PracticeCompiler {
   public:
    PracticeCompiler(const RuleSet& rules, CompiledPractices& out, std::vector<RuleError>& errors)
        : rules_(rules), out_(out), file_(out.arena_, errors) {}

    void run(const std::vector<RuleText>& texts) {
        for (const RuleText& text : texts) {
            if (text.path.starts_with(folder) && file_.open(text)) document(text.path);
        }
        std::sort(out_.documents_.begin(), out_.documents_.end(),
                  [](const PracticeDocument& a, const PracticeDocument& b) { return a.name < b.name; });
    }

   private:
    static constexpr std::string_view folder = "practices/";

    void document(std::string_view path) {
        const Document& text = file_.document();
        file_.check_keys(text.root(), {"document", "practices"});
        PracticeDocument document;
        document.name = file_.keep(path.substr(folder.size(), path.rfind('.') - folder.size()));
        document.title = file_.text_of(text.root(), "document", true);
        const NodeId list = text.member(text.root(), "practices");
        if (list == no_node || text.kind(list) != NodeKind::sequence)
            return file_.fail(text.root(), "'practices' is a list of recommendations");
        std::vector<Practice> practices;
        for (NodeId c = text.first_child(list); c != no_node; c = text.sibling(list, c))
            practices.push_back(practice(c, document.name));
        document.practices = out_.arena_.copy(practices);
        out_.documents_.push_back(document);
    }

    Practice practice(NodeId node, std::string_view document) {
        file_.check_keys(node, {"key", "asks", "rules", "not_in_templates", "review"});
        Practice practice;
        practice.key = file_.keep(cat(document, "/", file_.text_of(node, "key", true)));
        practice.asks = file_.text_of(node, "asks", true);
        practice.rules = file_.texts_of(node, "rules");
        practice.not_in_templates = file_.text_of(node, "not_in_templates", false);
        practice.review = file_.text_of(node, "review", false);
        for (const std::string_view id : practice.rules) {
            const bool exists =
                std::any_of(rules_.rules.begin(), rules_.rules.end(), [&](const Rule& rule) { return rule.id == id; });
            if (!exists) file_.fail(node, cat("there is no rule ", id));
        }
        const bool answered = !practice.rules.empty() || !practice.not_in_templates.empty() || !practice.review.empty();
        if (!answered && !is_source(practice.key))
            file_.fail(node, cat("no rule has the source ", practice.key, ": name rules, a review or the reason"));
        return practice;
    }

    bool is_source(std::string_view key) const {
        return std::any_of(rules_.rules.begin(), rules_.rules.end(), [&](const Rule& rule) {
            return std::find(rule.sources.begin(), rule.sources.end(), key) != rule.sources.end();
        });
    }

    const RuleSet& rules_;
    CompiledPractices& out_;
    DataFile file_;
};

std::unique_ptr<CompiledPractices> compile_practices(const std::vector<RuleText>& texts, const RuleSet& rules,
                                                     std::vector<RuleError>& errors) {
    auto practices = std::make_unique<CompiledPractices>();
    PracticeCompiler(rules, *practices, errors).run(texts);
    return practices;
}

}  // namespace lintel
