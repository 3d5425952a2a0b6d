#include "packs/prove_pack.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/text.h"
#include "packs/fixtures.h"
#include "packs/prove.h"
#include "packs/read_pack.h"

namespace lintel {
namespace {

namespace fs = std::filesystem;

class PackProver {
   public:
    PackProver(const std::string& directory, const Rulebook& rulebook, const CheckOptions& options)
        : pack_(pack_name(directory)), rulebook_(rulebook), options_(options) {
        options_.lift = &rulebook.lift();
        for (const Rule& rule : rulebook.rules().rules) {
            if (rule.pack == pack_) rules_.push_back(&rule);
        }
        std::sort(rules_.begin(), rules_.end(), [](const Rule* a, const Rule* b) { return a->path < b->path; });
    }

    PackProof run() {
        proof_.rules = rules_.size();
        for (const Rule* rule : rules_) {
            const std::size_t before = proof_.disproofs.size();
            prove_rule(*rule);
            if (proof_.disproofs.size() == before) ++proof_.proved;
        }
        look_for_strays(std::string(fixtures_directory));
        return std::move(proof_);
    }

   private:
    std::string named(std::string_view path) const { return file_in_pack(pack_, path); }

    void disprove(std::string file, std::uint32_t line, std::string message) {
        proof_.disproofs.push_back({std::move(file), line, std::move(message)});
    }

    void prove_rule(const Rule& rule) {
        const std::string directory = named(cat(fixtures_directory, "/", rule.path));
        const Result<std::vector<Fixture>> fixtures = read_fixtures(directory);
        if (!fixtures) return disprove(directory, 0, fixtures.error().message);
        if (fixtures->empty())
            return disprove(named(cat(rule.path, ".yaml")), 0,
                            cat(rule.id, " has no fixtures: write ", directory, "/bad.yaml and good.yaml"));
        for (const std::string_view verdict : {"bad", "good"}) {
            const bool shown = std::any_of(fixtures->begin(), fixtures->end(),
                                           [&](const Fixture& fixture) { return fixture.name.starts_with(verdict); });
            if (!shown)
                disprove(named(cat(rule.path, ".yaml")), 0,
                         cat(rule.id, " has no fixture that ", verdict == "bad" ? "fails" : "passes", ": write ",
                             directory, "/", verdict, ".yaml"));
        }
        for (const Fixture& fixture : *fixtures) {
            ++proof_.fixtures;
            for (const Disproof& each : prove(rule, fixture, rulebook_.rules(), options_).disproofs)
                disprove(cat(directory, "/", fixture.name), each.line, each.message);
        }
    }

    /// Directories and files below the fixtures that prove nothing.
    void look_for_strays(const std::string& below) {
        std::error_code error;
        std::vector<fs::path> entries;
        for (fs::directory_iterator entry(named(below), error); !error && entry != fs::directory_iterator();
             entry.increment(error)) {
            entries.push_back(entry->path());
        }
        std::sort(entries.begin(), entries.end());
        const std::string_view path =
            std::string_view(below).substr(std::min(below.size(), fixtures_directory.size() + 1));
        const bool of_rule =
            std::any_of(rules_.begin(), rules_.end(), [&](const Rule* rule) { return rule->path == path; });
        bool has_fixtures = false;
        for (const fs::path& entry : entries) {
            const std::string name = entry.filename().string();
            if (name.starts_with('.')) continue;
            if (fs::is_directory(entry, error)) {
                if (!fs::is_symlink(entry, error)) look_for_strays(cat(below, "/", name));
            } else if (is_fixture_name(name)) {
                has_fixtures = true;
            } else if (of_rule && (name.ends_with(".yaml") || name.ends_with(".yml") || name.ends_with(".json"))) {
                proof_.notes.push_back({named(cat(below, "/", name)), 0,
                                        "this is no fixture: its name does not begin with bad, good or unknown"});
            }
        }
        if (has_fixtures && !of_rule) disprove(named(below), 0, cat("there is no rule ", path, ".yaml"));
    }

    std::string pack_;
    const Rulebook& rulebook_;
    CheckOptions options_;
    std::vector<const Rule*> rules_;
    PackProof proof_;
};

}  // namespace

PackProof prove_pack(const std::string& directory, const Rulebook& rulebook, const CheckOptions& options) {
    return PackProver(directory, rulebook, options).run();
}

}  // namespace lintel
