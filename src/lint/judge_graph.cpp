#include "lint/judge_graph.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "lint/cover.h"
#include "lint/locate.h"
#include "lint/make_finding.h"
#include "rules/judge.h"

namespace lintel {
namespace {

/// A map whose members are what the document holds there.
Value written_map(Place place) {
    Value value;
    value.kind = ValueKind::map;
    value.place = place;
    return value;
}

/// What has a name beside its members: the value's text (see resource_facts.cpp, output_facts.cpp).
Value named_map(std::string_view name, Place place) {
    Value value = written_map(place);
    value.text = name;
    return value;
}

class GraphJudge {
   public:
    GraphJudge(const Graph& graph, std::string_view main, const Run& run, RegexCache& regexes)
        : graph_(graph),
          main_(main),
          run_(run),
          judge_(run.rules, graph, run.options.as_of, regexes),
          locator_(graph) {}

    GraphReport run() {
        for (const Resource& resource : graph_.resources) {
            const RuleIndex& rules = rules_of(resource.place);
            const std::string_view written = is_lifted(resource) && resource.aspect == 0 ? resource.written_type : "";
            const auto [known, is_new] = entries_.try_emplace({&rules, resource.type, written});
            if (is_new) known->second = rules.for_type(resource.type, written);
            const auto& entries = known->second;
            judge(resource_value(resource), resource.condition, resource.deleted ? about_deletion(entries) : entries);
        }
        for (const Parameter& parameter : graph_.parameters)
            judge(named_map(parameter.name, parameter.place), {}, rules_of(parameter.place).for_parameters());
        for (const Output& output : graph_.outputs)
            judge(named_map(output.name, output.place), output.condition, rules_of(output.place).for_outputs());
        for (const auto& source : graph_.sources) {
            const Place root = {source.get(), source->document().root()};
            judge(written_map(root), {}, rules_of(root).for_templates());
        }
        drop_covered_findings();
        return std::move(report_);
    }

   private:
    const RuleIndex& rules_of(Place place) {
        const auto [known, is_new] = rules_.try_emplace(place.source);
        if (is_new) {
            const std::string_view file = place.source != nullptr ? place.source->document().name() : main_;
            known->second = &run_.by_file.of(file, main_);
        }
        return *known->second;
    }

    static std::vector<RuleIndex::Entry> about_deletion(const std::vector<RuleIndex::Entry>& entries) {
        std::vector<RuleIndex::Entry> some;
        for (const RuleIndex::Entry& entry : entries) {
            if (entry.rule->rule->deletion) some.push_back(entry);
        }
        return some;
    }

    /// One defect may be seen from several subjects: an access key by the template and by the resource that holds it.
    void drop_covered_findings() {
        const std::vector<bool> covered = covered_at_place(failures_);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < covered.size(); ++i) {
            if (covered[i]) continue;
            if (kept != i) report_.findings[kept] = std::move(report_.findings[i]);
            ++kept;
        }
        report_.findings.erase(report_.findings.begin() + static_cast<std::ptrdiff_t>(kept), report_.findings.end());
    }

    void judge(const Value& subject, Condition exists_only_if, const std::vector<RuleIndex::Entry>& entries) {
        if (entries.empty()) return;
        judge_.begin(subject, exists_only_if);
        Judgement judgement;
        for (const RuleIndex::Entry& entry : entries) {
            try {
                judge_.judge(*entry.rule, *entry.one, judgement);
            } catch (const std::exception& error) {
                report_.errors.push_back(internal_error(*entry.rule->rule, locator_.location(subject.place), error));
            }
        }
        drop_covered(judgement.failures);
        for (const Failure& failure : judgement.failures) {
            ResourceName name = locator_.resource(failure.culprit, subject.resource);
            // What stands outside of its resource (a default in SAM's Globals) is still about that resource, and told
            // once; so are what one block says for all of its instances, and what another resource says for all that
            // have to do with it (a policy for its holders).
            const bool outside = subject.resource != nullptr && name.id.empty();
            const bool elsewhere = subject.resource != nullptr && !outside && name.id != subject.resource->id;
            if (outside || elsewhere || (subject.resource != nullptr && subject.resource->repeated)) {
                const bool points = elsewhere || (outside && is_lifted(*subject.resource));
                if (is_repeated(failure, subject, points, !elsewhere)) continue;
                if (outside) name = Locator::name_of(*subject.resource);
            }
            report_.findings.push_back(finding(failure, std::move(name), subject));
            failures_.push_back(failure);
            failures_.back().trace = nullptr;  // gone with the next subject
            if (outside && is_lifted(*subject.resource)) point_at(*subject.resource, report_.findings.back());
        }
        for (const Undecided& undecided : judgement.undecided) {
            report_.unknown.push_back({undecided.rule, locator_.location(undecided.place),
                                       locator_.resource(undecided.place, subject.resource), undecided.cause});
        }
    }

    static bool is_lifted(const Resource& resource) { return resource.type != resource.written_type; }

    /// What a finding says of a place outside of the resource that it is about (a policy document) needs the resource.
    void point_at(const Resource& resource, Finding& finding) const {
        if (finding.related.size() < max_related)
            finding.related.push_back({locator_.location(resource.place), cat(resource.id, " has it")});
    }

    /// Whether the same rule has blamed the same place for another resource (or for this one, `also_for_itself`); that
    /// one's finding then tells of this, too, if it `points`.
    bool is_repeated(const Failure& failure, const Value& subject, bool points, bool also_for_itself) {
        const auto [told, is_new] = shared_.try_emplace({failure.rule, failure.culprit.source, failure.culprit.node},
                                                        Shared{report_.findings.size(), subject.resource});
        if (is_new || (told->second.subject == subject.resource && !also_for_itself)) return false;
        if (points) point_at(*subject.resource, report_.findings[told->second.finding]);
        return true;
    }

    /// What tells a finding that is about no resource from others: the parameter or output, else its place.
    static std::string path_of(const Failure& failure, const Value& subject) {
        if (!subject.text.empty()) return std::string(subject.text);
        const Document& document = failure.culprit.source->document();
        std::string path;
        for (const std::string& step : document.path(document.root(), failure.culprit.node)) path += cat("/", step);
        return path;
    }

    Finding finding(const Failure& failure, ResourceName resource, const Value& subject) const {
        Finding finding = make_finding(failure, locator_, std::move(resource));
        if (finding.resource.id.empty()) {
            ResourceName about = finding.resource;
            about.path = path_of(failure, subject);
            finding.fingerprint = fingerprint(failure.rule->id, about, finding.location.file);
        }
        return finding;
    }

    const Graph& graph_;
    std::string_view main_;
    const Run& run_;
    Judge judge_;
    Locator locator_;
    /// The finding that tells of a place which several resources may share, and whose it is.
    struct Shared {
        std::size_t finding = 0;
        const Resource* subject = nullptr;
    };
    std::map<std::tuple<const Rule*, const Source*, NodeId>, Shared> shared_;  ///< by what was blamed
    std::unordered_map<const Source*, const RuleIndex*> rules_;
    /// By the rules of the file, by type, and by what else the input calls it.
    std::map<std::tuple<const RuleIndex*, std::string_view, std::string_view>, std::vector<RuleIndex::Entry>> entries_;
    std::vector<Failure> failures_;  ///< that the findings tell of, one each
    GraphReport report_;
};

}  // namespace

namespace {

/// Whether a case goes through a list that resources of a type never have.
bool is_pointless(const Case& one, const RuleSet& set, std::string_view type) {
    if (one.each == no_expr) return false;
    const Expr& each = set.exprs[one.each];
    if (each.op != Op::fact) return false;
    const Expr& subject = set.exprs[set.args[each.first_arg]];
    const auto possible = all_facts()[each.slot].possible;
    return subject.op == Op::variable && subject.slot == 0 && possible != nullptr && !possible(type);
}

}  // namespace

RuleIndex::RuleIndex(std::vector<ActiveRule> rules, const RuleSet& set, const std::vector<std::string>& profiles)
    : rules_(std::move(rules)), set_(set) {
    for (const ActiveRule& rule : rules_) {
        for (const Case& one : rule.rule->cases) {
            const bool everywhere = one.profile == rule.rule->profile || one.profile == Profile::default_;
            if (!everywhere && std::find(profiles.begin(), profiles.end(), profile_name(one.profile)) == profiles.end())
                continue;
            switch (one.subject) {
                case Subject::parameter:
                    parameters_.push_back({&rule, &one});
                    break;
                case Subject::output:
                    outputs_.push_back({&rule, &one});
                    break;
                case Subject::template_:
                    templates_.push_back({&rule, &one});
                    break;
                case Subject::account:
                    accounts_.push_back({&rule, &one});
                    break;
                case Subject::resource:
                    if (one.types.empty()) any_type_.push_back({&rule, &one});
                    for (const std::string_view type : one.types) by_type_[type].push_back({&rule, &one});
                    break;
            }
        }
    }
    for (auto& [type, entries] : by_type_) {
        entries.insert(entries.end(), any_type_.begin(), any_type_.end());
        std::stable_sort(entries.begin(), entries.end(),
                         [](const Entry& a, const Entry& b) { return a.rule->rule->id < b.rule->rule->id; });
    }
}

std::vector<RuleIndex::Entry> RuleIndex::for_type(std::string_view type, std::string_view written) const {
    const auto found = by_type_.find(type);
    std::vector<Entry> entries = found == by_type_.end() ? any_type_ : found->second;
    if (const auto more = by_type_.find(written); more != by_type_.end()) {
        const std::size_t before = entries.size();
        for (const Entry& entry : more->second) {
            const auto end = entries.begin() + static_cast<std::ptrdiff_t>(before);
            const auto same = [&](const Entry& other) { return other.one == entry.one; };
            if (std::none_of(entries.begin(), end, same)) entries.push_back(entry);
        }
        std::stable_sort(entries.begin(), entries.end(),
                         [](const Entry& a, const Entry& b) { return a.rule->rule->id < b.rule->rule->id; });
    }
    std::erase_if(entries, [&](const Entry& entry) { return is_pointless(*entry.one, set_, type); });
    return entries;
}

RulesByFile::RulesByFile(const RuleSet& rules, const RuleChoice& otherwise, const std::vector<Input>& inputs)
    : otherwise_(active_rules(rules, otherwise), rules, otherwise.profiles) {
    const bool has_own = std::any_of(inputs.begin(), inputs.end(), [](const Input& input) { return input.choice; });
    if (!has_own) return;
    for (const Input& input : inputs) {
        const RuleIndex* index = &otherwise_;
        if (input.choice) {
            auto known = own_.find(input.choice.get());
            if (known == own_.end())
                known = own_.try_emplace(input.choice.get(), active_rules(rules, *input.choice), rules,
                                         input.choice->profiles)
                            .first;
            index = &known->second;
        }
        by_file_.emplace(input.name, index);
    }
}

const RuleIndex& RulesByFile::of(std::string_view file, std::string_view judged_with) const {
    auto known = by_file_.find(file);
    if (known == by_file_.end()) known = by_file_.find(judged_with);
    return known == by_file_.end() ? otherwise_ : *known->second;
}

bool RulesByFile::judges_account() const {
    return !otherwise_.for_accounts().empty() ||
           std::any_of(own_.begin(), own_.end(), [](const auto& own) { return !own.second.for_accounts().empty(); });
}

GraphReport judge_graph(const Graph& graph, std::string_view main, const Run& run, RegexCache& regexes) {
    return GraphJudge(graph, main, run, regexes).run();
}

}  // namespace lintel
