#include "lint/judge_account.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <tuple>

#include "base/text.h"
#include "lint/locate.h"
#include "lint/make_finding.h"
#include "rules/judge.h"

namespace lintel {
namespace {

/// A resource of AWS, in either language.
bool is_of_aws(const Resource& resource) {
    const bool declared = resource.written_type.find("::") != std::string_view::npos ||
                          resource.written_type.starts_with("aws_") || resource.written_type.starts_with("awscc_");
    return declared && !resource.deleted;
}

bool is_terraform(const Resource& resource) { return resource.written_type.find("::") == std::string_view::npos; }

/// Where the resources of a document begin.
Place beginning(const Source& source) {
    const Document& document = source.document();
    for (const std::string_view section : {"Resources", "resource", "planned_values", "resource_changes", "values"}) {
        const NodeId node = document.member(document.root(), section);
        if (node != no_node) return {&source, node};
    }
    return {};
}

/// Files in the order in which they are thought of as the main one.
auto rank(const Place& place) {
    const std::string& name = place.source->document().name();
    return std::make_tuple(std::count(name.begin(), name.end(), '/'), name);
}

/// The types of resources that make others, and where they name the template that these stand in.
struct Maker {
    std::string_view type;
    std::string_view property;
};

constexpr std::array<Maker, 6> makers = {{
    {"AWS::CloudFormation::Stack", "TemplateURL"},
    {"AWS::Serverless::Application", "Location"},
    {"AWS::CloudFormation::StackSet", {}},
    {"aws_cloudformation_stack", {}},
    {"aws_cloudformation_stack_set", {}},
    {"aws_serverlessapplicationrepository_cloudformation_stack", {}},
}};

/// The template of a nested stack as a file of the run: where its property or CDK's metadata names one. Empty where
/// neither does.
std::string nested_template(const Resource& resource, const Maker& maker, Env& env) {
    if (maker.property.empty()) return {};
    const Source& source = *resource.place.source;
    Value named = member(resource_value(resource), maker.property, env);
    if (!named.known() || named.absent())
        named = member(source.attribute(resource, "Metadata", env), "aws:asset:path", env);
    const std::string_view path = named.known() ? as_text(named) : std::string_view{};
    if (path.empty() || path.find("://") != std::string_view::npos) return {};
    return path_from(directory_of(source.document().name()), path);
}

class AccountJudge {
   public:
    AccountJudge(const std::vector<std::unique_ptr<Graph>>& graphs, const Run& run, RegexCache& regexes, Report& report)
        : run_(run), regexes_(regexes), report_(report), account_(in_order(graphs)) {
        for (const FileSummary& file : report.files) told_.insert(file.file);
    }

    void judge() {
        bool any = false;
        for (const Graph* graph : account_.graphs()) {
            for (const Resource& resource : graph->resources) {
                if (!is_of_aws(resource)) continue;
                any = true;
                account_.terraform = account_.terraform || is_terraform(resource);
            }
            any = any || !graph->unseen.empty();
        }
        const Place at = main_place();
        if (!any || !at) return;
        collect_unseen();
        Value subject;
        subject.kind = ValueKind::map;
        subject.place = at;
        const Graph none;
        Judge judge(run_.rules, none, run_.options.as_of, regexes_, &account_);
        judge.begin(subject, {});
        Judgement judgement;
        for (const RuleIndex::Entry& entry : run_.by_file.of(location(at).file, {}).for_accounts()) {
            try {
                judge.judge(*entry.rule, *entry.one, judgement);
            } catch (const std::exception& error) {
                report_.errors.push_back(internal_error(*entry.rule->rule, location(at), error));
            }
        }
        std::vector<Finding> findings;
        for (Failure& failure : judgement.failures) {
            if (!can_be_told(failure.culprit)) failure.culprit = at;
            findings.push_back(finding(failure));
        }
        drop_covered(findings);
        report_.findings.insert(report_.findings.end(), findings.begin(), findings.end());
        for (Undecided& undecided : judgement.undecided) {
            const Place place = can_be_told(undecided.place) ? undecided.place : at;
            report_.unknown.push_back({undecided.rule, location(place), {}, std::move(undecided.cause)});
        }
    }

   private:
    /// The graphs by the names of their documents: the order of the inputs makes no difference.
    static std::vector<const Graph*> in_order(const std::vector<std::unique_ptr<Graph>>& graphs) {
        std::vector<const Graph*> all;
        for (const auto& graph : graphs) {
            if (graph != nullptr && !graph->sources.empty()) all.push_back(graph.get());
        }
        const auto name = [](const Graph* graph) { return graph->sources.front()->document().name(); };
        std::stable_sort(all.begin(), all.end(), [&](const Graph* a, const Graph* b) { return name(a) < name(b); });
        return all;
    }

    /// Whether a report tells of the file at all: not of those that were read only to understand an input.
    bool can_be_told(Place place) const { return place && told_.contains(place.source->document().name()); }

    Place main_place() const {
        Place best;
        for (const Graph* graph : account_.graphs()) {
            for (const auto& source : graph->sources) {
                const Place place = beginning(*source);
                if (can_be_told(place) && (!best || rank(place) < rank(best))) best = place;
            }
        }
        return best;
    }

    void collect_unseen() {
        Arena arena;
        const Scenario always;
        for (const Graph* graph : account_.graphs()) {
            for (const Unseen& unseen : graph->unseen) account_.unseen.push_back(unseen);
            for (const Resource& resource : graph->resources) {
                if (resource.deleted) continue;
                const auto maker = std::find_if(makers.begin(), makers.end(),
                                                [&](const Maker& each) { return each.type == resource.type; });
                const bool is_module = resource.type.ends_with("::MODULE");
                if (maker == makers.end() && !is_module) continue;
                Env env(arena, always);
                if (!is_module && told_.contains(nested_template(resource, *maker, env))) continue;
                account_.unseen.push_back(
                    {resource.place, cat("what ", resource.id, " (", resource.written_type, ") creates")});
            }
        }
        for (const FileError& error : report_.errors)
            account_.unseen.push_back({{}, cat("what ", error.file, " declares, which could not be read as a whole")});
        for (const std::string& file : run_.options.unread)
            account_.unseen.push_back({{}, cat("what is in ", file, ", which could not be read")});
    }

    const Graph& graph_of(Place place) const { return *account_.graph_of(place); }

    Location location(Place place) const { return Locator(graph_of(place)).location(place); }

    Finding finding(const Failure& failure) const {
        const Locator locator(graph_of(failure.culprit));
        Finding finding = make_finding(failure, locator, locator.resource(failure.culprit));
        finding.fingerprint = fingerprint(failure.rule->id, {}, {});
        return finding;
    }

    void drop_covered(std::vector<Finding>& findings) const {
        std::erase_if(findings, [&](const Finding& finding) {
            return std::any_of(report_.findings.begin(), report_.findings.end(), [&](const Finding& telling) {
                const auto& covered = telling.rule->covers;
                return telling.location.file == finding.location.file &&
                       telling.location.begin == finding.location.begin &&
                       std::find(covered.begin(), covered.end(), finding.rule->id) != covered.end();
            });
        });
    }

    const Run& run_;
    RegexCache& regexes_;
    Report& report_;
    Account account_;
    std::set<std::string_view> told_;
};

}  // namespace

void judge_account(const std::vector<std::unique_ptr<Graph>>& graphs, const Run& run, RegexCache& regexes,
                   Report& report) {
    AccountJudge(graphs, run, regexes, report).judge();
}

}  // namespace lintel
