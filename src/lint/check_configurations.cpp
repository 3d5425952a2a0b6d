#include "lint/check_configurations.h"

#include <algorithm>
#include <map>
#include <set>

#include "document/read.h"
#include "lint/locate.h"
#include "terraform/configuration.h"
#include "terraform/module.h"

namespace lintel {
namespace {

/// The directories that the files of a directory call as modules.
void add_called(const std::string& directory, const std::vector<ConfigurationDocument>& files,
                std::set<std::string>& called) {
    std::vector<ModuleFile> module_files;
    for (std::uint32_t i = 0; i < files.size(); ++i) module_files.push_back({i, files[i].document.get()});
    const ModuleBlocks blocks = read_module(directory, module_files);
    for (const ModuleCall& call : blocks.calls) {
        for (const FileNode& layer : call.body) {
            const Document& document = *files[layer.file].document;
            const NodeId source = document.member(layer.node, "source");
            const std::string_view text = source == no_node ? std::string_view{} : document.text(source);
            if (!text.starts_with("./") && !text.starts_with("../")) continue;
            const std::string target = path_from(directory, text);
            if (target != directory) called.insert(target);
        }
    }
}

/// A directory and all that it leads to.
void reach(const std::string& directory, const std::map<std::string, std::set<std::string>>& calls,
           std::set<std::string>& reached) {
    std::vector<std::string> open = {directory};
    while (!open.empty()) {
        const std::string next = std::move(open.back());
        open.pop_back();
        const auto found = calls.find(next);
        if (!reached.insert(next).second || found == calls.end()) continue;
        open.insert(open.end(), found->second.begin(), found->second.end());
    }
}

/// Drops what is said of files of the root module that are not among the inputs: these only help to understand the
/// others.
class OnlyNamed {
   public:
    OnlyNamed(std::string directory, const std::vector<ConfigurationDocument>& files)
        : directory_(std::move(directory)) {
        for (const ConfigurationDocument& each : files) named_.insert(each.document->name());
    }

    bool drops(const std::string& file) const { return directory_of(file) == directory_ && !named_.contains(file); }

    template <typename T>
    void apply(std::vector<T>& all) const {
        std::erase_if(all, [&](const T& each) { return drops(file_of(each)); });
    }

   private:
    static const std::string& file_of(const Finding& finding) { return finding.location.file; }
    static const std::string& file_of(const Unknown& unknown) { return unknown.location.file; }
    static const std::string& file_of(const FileError& error) { return error.file; }
    static const std::string& file_of(const FileSummary& summary) { return summary.file; }

    std::string directory_;
    std::set<std::string> named_;
};

}  // namespace

std::vector<std::vector<ConfigurationDocument>> root_modules(const std::vector<ConfigurationDocument>& documents) {
    std::vector<std::vector<ConfigurationDocument>> roots;
    std::map<std::string, std::vector<ConfigurationDocument>> directories;
    for (const ConfigurationDocument& each : documents) {
        if (is_configuration_name(each.document->name()))
            directories[directory_of(each.document->name())].push_back(each);
        else
            roots.push_back({each});
    }
    std::map<std::string, std::set<std::string>> calls;
    std::set<std::string> called;
    for (const auto& [directory, files] : directories) {
        add_called(directory, files, calls[directory]);
        called.insert(calls[directory].begin(), calls[directory].end());
    }
    std::set<std::string> reached;
    for (const auto& [directory, files] : directories) {
        if (called.contains(directory)) continue;
        roots.push_back(files);
        reach(directory, calls, reached);
    }
    // Directories that call one another in a circle may be called by nobody else: each is judged, and told of.
    for (const auto& [directory, files] : directories) {
        if (!reached.contains(directory)) roots.push_back(files);
    }
    return roots;
}

ConfigurationResult check_configuration(const std::vector<ConfigurationDocument>& files, const Run& run,
                                        RegexCache& regexes) {
    static const Files none;
    const std::string& name = files.front().document->name();
    const bool stands_alone = !is_configuration_name(name);
    ConfigurationInput input;
    input.directory = directory_of(name);
    input.root = files.front().root;
    for (const ConfigurationDocument& each : files) input.files.push_back(each.document);
    for (const Input& variables : run.options.variable_files) {
        const ReadResult read = read_document(variables.name, variables.text);
        if (read.readable) input.variables.push_back(read.document);
    }
    ConfigurationGraph made = build_configuration_graph(input, stands_alone ? none : run.options.files, run.lift);

    ConfigurationResult result;
    result.report = judge_graph(*made.graph, name, run, regexes);
    std::map<const Document*, std::uint32_t> resources;
    for (const Resource& resource : made.graph->resources) {
        if (resource.aspect == 0) ++resources[&resource.place.source->document()];
    }
    for (const auto& document : made.files) {
        FileSummary summary;
        summary.file = document->name();
        const bool declares = looks_like_configuration(*document, document->name());
        summary.kind = declares ? InputKind::terraform_configuration : InputKind::terraform_variables;
        summary.resources = resources[document.get()];
        if (result.files.empty()) summary.passed_over = made.passed_over;
        result.files.push_back(std::move(summary));
        result.read_besides.push_back({document->name(), std::string(document->source())});
    }
    for (const ConfigurationFlaw& flaw : made.flaws) {
        FileError error = error_at(*flaw.document, flaw.offset, flaw.message);
        (flaw.warning ? result.warnings : result.report.errors).push_back(std::move(error));
    }
    const OnlyNamed named(input.directory, files);
    named.apply(result.files);
    named.apply(result.report.findings);
    named.apply(result.report.unknown);
    named.apply(result.report.errors);
    named.apply(result.warnings);
    if (run.by_file.judges_account()) result.graph = std::move(made.graph);
    return result;
}

}  // namespace lintel
