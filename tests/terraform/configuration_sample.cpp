#include "terraform/configuration_sample.h"

#include <doctest/doctest.h>

#include <utility>

#include "base/text.h"
#include "lift/lift.h"
#include "terraform/function_json.h"
#include "terraform/function_sample.h"

namespace lintel::test {
namespace {

std::string location(std::string_view file, const Position& position) { return cat(file, ":", position.line); }

std::string told_errors(const std::vector<FileError>& errors) {
    std::string out;
    for (const FileError& error : errors)
        out += cat(out.empty() ? "" : "\n", location(error.file, error.position), ": ", error.message);
    return out;
}

}  // namespace

Files in_memory(FileMap files) {
    const auto kept = std::make_shared<const FileMap>(std::move(files));
    Files access;
    access.list = [kept](const std::string& directory, const std::string&) {
        std::vector<std::string> names;
        for (const auto& [path, text] : *kept) {
            if (directory_of(path) == directory)
                names.push_back(directory.empty() ? path : path.substr(directory.size() + 1));
        }
        return names;
    };
    access.read = [kept](const std::string& path, const std::string&) -> std::optional<std::string> {
        const auto found = kept->find(path);
        return found == kept->end() ? std::nullopt : std::optional(found->second);
    };
    return access;
}

ConfigurationSample::ConfigurationSample(std::string_view main, FileMap others) : files_(std::move(others)) {
    files_["main.tf.json"] = std::string(main);
}

ConfigurationSample::ConfigurationSample(FileMap files, std::string directory, std::string root)
    : files_(std::move(files)), directory_(std::move(directory)), root_(std::move(root)) {}

const ConfigurationGraph& ConfigurationSample::build(const FileMap& files) {
    access_.push_back(in_memory(files));
    ConfigurationInput input;
    input.directory = directory_;
    input.root = root_;
    built_.push_back(build_configuration_graph(input, access_.back(), builtin_lift()));
    return built_.back();
}

const ConfigurationGraph& ConfigurationSample::built() { return built_.empty() ? build(files_) : built_.back(); }

Value ConfigurationSample::value(std::string_view expression) {
    std::string text;
    append_json_string(text, cat("${", expression, "}"));
    FileMap files = files_;
    files[path_from(directory_, "asked.tf.json")] = cat(R"({"output": {"asked": {"value": )", text, "}}}");
    const ConfigurationGraph& made = build(files);
    for (const Output& output : made.graph->outputs) {
        if (output.name == "asked") return output.place.source->output(output, "Value", env_);
    }
    FAIL("the configuration cannot be read");
    return {};
}

std::string ConfigurationSample::told(std::string_view expression) {
    FunctionSample teller;
    return teller.told(value(expression));
}

std::string ConfigurationSample::addresses() {
    std::string out;
    for (const Resource& resource : built().graph->resources) {
        if (resource.aspect == 0) out += cat(out.empty() ? "" : " ", resource.id);
    }
    return out;
}

std::string ConfigurationSample::edges() {
    const Graph& graph = *built().graph;
    std::string out;
    for (const Edge& edge : graph.edges) {
        out += out.empty() ? "" : "\n";
        if (edge.from != Edge::none)
            out += graph.resources[edge.from].id;
        else
            out += edge.from_output == Edge::none ? "somebody" : cat("output ", graph.outputs[edge.from_output].name);
        if (!edge.property.empty()) out += cat(".", edge.property);
        out += " -> ";
        out += edge.to == Edge::none ? cat("var.", graph.parameters[edge.to_parameter].name)
                                     : std::string(graph.resources[edge.to].id);
        if (!edge.attribute.empty()) out += cat(".", edge.attribute);
    }
    return out;
}

std::string evaluated(std::string_view expression, std::string_view declarations, FileMap others) {
    return ConfigurationSample(declarations, std::move(others)).told(expression);
}

std::string trace_of(const Value& value) {
    std::string out;
    for (const TraceStep* step = value.trace; step != nullptr; step = step->next)
        out += cat(out.empty() ? "" : " < ", step->note);
    return out;
}

std::string place_of(const Value& value) {
    if (!value.place) return "nowhere";
    const Document& document = value.place.source->document();
    return location(document.name(), document.position(document.node(value.place.node).begin));
}

Report judged(const FileMap& files, std::vector<std::string> named, std::vector<std::string> select,
              CheckOptions options) {
    options.choice.select = std::move(select);
    options.choice.profiles = {"strict"};
    options.files = in_memory(files);
    std::vector<Input> inputs;
    for (const std::string& name : named) inputs.push_back({name, files.at(name)});
    return check(inputs, builtin_rules(), options);
}

std::string findings_of(const Report& report) {
    std::string out;
    for (const Finding& finding : report.findings) {
        out += cat(out.empty() ? "" : "\n", finding.rule->id, " ", finding.resource.id, " ",
                   location(finding.location.file, finding.location.start));
        std::string_view between = " if ";
        for (const WhenCondition& when : finding.when) {
            out += cat(between, when.is ? "" : "!", "(", when.condition, ")");
            between = " && ";
        }
        between = " with ";
        for (const auto& [name, text] : finding.example) {
            out += cat(between, name, "=", text);
            between = ", ";
        }
    }
    return out;
}

std::string errors_of(const Report& report) { return told_errors(report.errors); }

std::string warnings_of(const Report& report) { return told_errors(report.warnings); }

}  // namespace lintel::test
