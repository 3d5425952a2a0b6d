#include "lint/project_configuration.h"

#include <algorithm>
#include <utility>

#include "base/files.h"
#include "base/text.h"
#include "rules/tuning.h"

namespace lintel {
namespace {

class ConfigurationReader {
   public:
    ConfigurationReader(const RuleText& text, Arena& arena, std::vector<RuleError>& errors)
        : directory_(directory_of(text.path)), file_(arena, errors), is_open_(file_.open_optional(text)) {}

    /// All of it; `memory` is what holds the arena.
    ProjectConfiguration read(const RuleSet& rules, std::shared_ptr<const void> memory) {
        ProjectConfiguration configuration;
        if (!is_open_) return configuration;
        file_.check_keys(root(), {"profile", "select", "enable", "ignore", "rules", "rule_packs"});
        RuleChoice& choice = configuration.choice;
        choice.memory = std::move(memory);
        for (const auto& [node, word] : words("profile", "the name of a profile, or a list of such")) {
            if (auto wrong = wrong_profile(word, rules)) file_.fail(node, *std::move(wrong));
            choice.profiles.emplace_back(word);
        }
        choice.select = rule_words("select", rules);
        choice.enable = rule_words("enable", rules);
        choice.ignore = rule_words("ignore", rules);
        if (const NodeId node = member("rules"); node != no_node) choice.rules = read_tunings(file_, node, rules.rules);
        configuration.rule_packs = rule_packs();
        return configuration;
    }

    std::vector<std::string> rule_packs() {
        std::vector<std::string> directories;
        if (!is_open_) return directories;
        for (const auto& [node, word] : words("rule_packs", "the path of a directory, or a list of such"))
            directories.push_back(path_from(directory_, word));
        return directories;
    }

   private:
    NodeId root() const { return file_.document().root(); }
    NodeId member(std::string_view key) const { return file_.document().member(root(), key); }

    /// The items of a list of texts, or the one text that stands in its place.
    std::vector<std::pair<NodeId, std::string_view>> words(std::string_view key, std::string_view wanted) {
        const Document& document = file_.document();
        std::vector<std::pair<NodeId, std::string_view>> found;
        const NodeId list = member(key);
        if (list == no_node) return found;
        const auto add = [&](NodeId node) {
            const std::string_view word = trim(document.text(node));
            if (word.empty() || document.kind(node) == NodeKind::null)
                file_.fail(node, cat("'", key, "' is ", wanted));
            else
                found.emplace_back(node, word);
        };
        if (document.kind(list) == NodeKind::sequence) {
            for (NodeId c = document.first_child(list); c != no_node; c = document.sibling(list, c)) add(c);
        } else {
            add(list);
        }
        return found;
    }

    std::vector<std::string> rule_words(std::string_view key, const RuleSet& rules) {
        std::vector<std::string> found;
        for (const auto& [node, word] : words(key, "a list of rules: ids, names or families")) {
            const bool known = std::any_of(rules.rules.begin(), rules.rules.end(),
                                           [&word = word](const Rule& rule) { return means_rule(word, rule); });
            if (!known) file_.fail(node, no_such_rule(word, rules.rules));
            found.emplace_back(word);
        }
        return found;
    }

    std::string directory_;
    DataFile file_;
    bool is_open_;
};

}  // namespace

ProjectConfiguration read_configuration(const RuleText& file, const RuleSet& rules, std::vector<RuleError>& errors) {
    const auto arena = std::make_shared<Arena>();
    return ConfigurationReader(file, *arena, errors).read(rules, arena);
}

std::vector<std::string> rule_packs_of(const RuleText& file) {
    Arena arena;
    std::vector<RuleError> errors;
    return ConfigurationReader(file, arena, errors).rule_packs();
}

}  // namespace lintel
