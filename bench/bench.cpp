// Measures lintel against its budgets in one run and prints a table:  bench/run [CORPUS]
//
// Most rows are ratios, since absolute times say more about the machine and what else it does than about the program.
// Each time is the best of several runs. With CORPUS, a directory of real templates, lintel is also measured against
// the bare parsers over the same bytes, and two workers against one. It is not a test: nothing fails here.

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "bare.h"
#include "plan.h"
#include "process.h"
#include "template.h"

namespace {

using namespace lintel::bench;
namespace fs = std::filesystem;

struct Figure {
    double value = 0;
    std::string unit;
};

void row(const std::string& what, const Figure& figure, std::string_view budget = {}) {
    std::printf("| %-64s | %9.2f %-14s | %-14.*s |\n", what.c_str(), figure.value, figure.unit.c_str(),
                static_cast<int>(budget.size()), budget.data());
}

void headline() {
    std::printf("| %-64s | %-24s | %-14s |\n", "what", "measured", "budget");
    std::printf("|%s|%s|%s|\n", std::string(66, '-').c_str(), std::string(26, '-').c_str(),
                std::string(16, '-').c_str());
}

std::vector<std::string> check_command(const std::vector<fs::path>& paths, int jobs) {
    std::vector<std::string> command = {LINTEL_PROGRAM, "check", "--format", "json",
                                        "--fail-on",    "never", "--jobs",   std::to_string(jobs)};
    for (const fs::path& path : paths) command.push_back(path.string());
    return command;
}

/// 0 and 3 are the statuses that the command line gives where findings do not count; anything else makes a figure
/// worthless.
Cost check(int runs, const std::vector<fs::path>& paths, int jobs = 1) {
    const Cost cost = measure_best(runs, check_command(paths, jobs));
    if (cost.exit_status != 0 && cost.exit_status != 3) {
        throw std::runtime_error("lintel check " + paths.front().string() + " ended with status " +
                                 std::to_string(cost.exit_status));
    }
    return cost;
}

double megabytes(const std::vector<fs::path>& files) {
    double bytes = 0;
    for (const fs::path& file : files) bytes += static_cast<double>(fs::file_size(file));
    return bytes / 1e6;
}

/// The files that could be templates, told apart as lintel does: by their first character.
struct Corpus {
    std::vector<fs::path> yaml;
    std::vector<fs::path> json;
};

Corpus files_of(const fs::path& directory) {
    static constexpr std::array<std::string_view, 4> extensions = {".yaml", ".yml", ".json", ".template"};
    Corpus corpus;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory)) {
        const std::string extension = entry.path().extension().string();
        if (std::find(extensions.begin(), extensions.end(), extension) == extensions.end()) continue;
        std::ifstream file(entry.path());
        char first = 0;
        file >> first;
        (first == '{' || first == '[' ? corpus.json : corpus.yaml).push_back(entry.path());
    }
    std::sort(corpus.yaml.begin(), corpus.yaml.end());
    std::sort(corpus.json.begin(), corpus.json.end());
    return corpus;
}

void measure_start(const fs::path& directory) {
    const fs::path file = directory / "small.yaml";
    write_template(file, 10, Notation::yaml);
    const Cost cost = check(30, {file});
    row("one small template, whole process", {cost.wall_ms, "ms"}, "10 ms");
    row("one small template, resident memory", {cost.peak_mb, "MB"}, "15 MB");
}

/// Cost against size. What the process costs without any resource is taken off first.
void measure_sizes(const fs::path& directory, Notation notation, std::string_view name) {
    const auto file_of = [&](int resources) {
        fs::path file = directory / (std::to_string(resources) + "." + std::string(name));
        write_template(file, resources, notation);
        return file;
    };
    const double start = check(20, {file_of(0)}).cpu_ms;
    double per_resource_at_100 = 0;
    for (const int resources : {10, 100, 1000, 10000}) {
        const fs::path file = file_of(resources);
        const Cost cost = check(resources < 1000 ? 20 : 3, {file});
        const double per_resource = (cost.cpu_ms - start) * 1000 / resources;
        const std::string what = std::to_string(resources) + " resources in " + std::string(name);
        row(what, {per_resource, "us a resource"});
        if (resources == 100) per_resource_at_100 = per_resource;
        if (resources < 10000) continue;
        row(what + ", a resource against one of 100", {per_resource / per_resource_at_100, "times CPU"}, "1: linear");
        row(what + ", memory against the file", {cost.peak_mb / megabytes({file}), "times"});
    }
}

void measure_editor(const fs::path& directory) {
    const fs::path file = directory / "editor.yaml";
    write_template(file, 500, Notation::yaml);
    std::vector<double> times;
    for (int i = 0; i < 40; ++i) times.push_back(check(1, {file}).wall_ms);
    std::sort(times.begin(), times.end());
    row("500 resources in yaml, 95th percentile", {times[times.size() * 95 / 100], "ms"}, "50 ms");
}

void measure_against_bare(const std::vector<fs::path>& files, const std::optional<double>& bare,
                          const std::string& name) {
    if (files.empty() || !bare) return;
    const Cost cost = check(3, files);
    char what[80];
    std::snprintf(what, sizeof what, "%s: %zu files, %.1f MB, bare parser", name.c_str(), files.size(),
                  megabytes(files));
    row(what, {*bare, "ms CPU"});
    row(name + ": lintel", {cost.cpu_ms, "ms CPU"});
    row(name + ": lintel against the bare parser", {cost.cpu_ms / *bare, "times CPU"}, "1.5 times");
}

void measure_corpus(const fs::path& directory) {
    const Corpus corpus = files_of(directory);
    measure_against_bare(corpus.yaml, bare_yaml(3, corpus.yaml), "corpus, yaml");
    measure_against_bare(corpus.json, bare_json(3, corpus.json), "corpus, json");
    const double one = check(3, {directory}, 1).wall_ms;
    const double two = check(3, {directory}, 2).wall_ms;
    row("corpus, two workers against one", {one / two, "times as fast"}, "1.8 times");
    row("corpus, resident memory with two workers", {check(1, {directory}, 2).peak_mb, "MB"});
}

/// A plan of about 50 MB against the bare parser, and how the cost grows with resources and with modules.
void measure_plans(const fs::path& directory) {
    constexpr int resources_of_50_mb = 32'000;
    const fs::path large = directory / "plan.json";
    write_plan(large, resources_of_50_mb);
    const std::optional<double> bare = bare_json(3, {large});
    const Cost cost = check(3, {large});
    char what[80];
    std::snprintf(what, sizeof what, "Terraform plan of %.0f MB", megabytes({large}));
    if (bare) row(std::string(what) + ", against the bare parser", {cost.cpu_ms / *bare, "times CPU"}, "2 times");
    row(std::string(what) + ", memory against the file", {cost.peak_mb / megabytes({large}), "times"}, "4 times");
    fs::remove(large);

    double per_resource_at_1000 = 0;
    for (const int resources : {1000, 10'000, 100'000}) {
        const fs::path file = directory / "plan.json";
        write_plan(file, resources);
        const double per_resource = check(resources < 100'000 ? 5 : 1, {file}).cpu_ms * 1000 / resources;
        row(std::to_string(resources) + " resources in a plan", {per_resource, "us a resource"});
        if (resources == 1000) per_resource_at_1000 = per_resource;
        if (resources == 100'000)
            row("100000 resources in a plan, a resource against one of 1000",
                {per_resource / per_resource_at_1000, "times CPU"}, "1: linear");
        fs::remove(file);
    }
    const fs::path nested = directory / "nested.json";
    write_plan(nested, 10'000, 20);
    const fs::path flat = directory / "flat.json";
    write_plan(flat, 10'000);
    row("10000 resources below 20 modules, against none",
        {check(5, {nested}).cpu_ms / megabytes({nested}) / (check(5, {flat}).cpu_ms / megabytes({flat})),
         "times CPU/MB"});
}

void measure_modules(const fs::path& directory) {
    for (const int levels : {1, 20}) {
        const fs::path nest = directory / ("nest" + std::to_string(levels));
        write_module_nest(nest, levels, 10'000);
        row("10000 resources in a configuration of " + std::to_string(levels) + " levels",
            {check(5, {nest}).cpu_ms / 10, "us a resource"});
    }
}

/// A directory that goes when it is no longer needed.
class Scratch {
   public:
    Scratch() : path_(fs::temp_directory_path() / ("lintel-bench-" + std::to_string(::getpid()))) {
        fs::create_directories(path_);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    const fs::path& path() const { return path_; }

   private:
    fs::path path_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc > 2 || (argc == 2 && !fs::is_directory(argv[1]))) {
        std::fprintf(stderr, "usage: %s [CORPUS]\nCORPUS is a directory of templates.\n", argv[0]);
        return 2;
    }
    try {
        const Scratch scratch;
        headline();
        measure_start(scratch.path());
        measure_editor(scratch.path());
        measure_sizes(scratch.path(), Notation::yaml, "yaml");
        measure_sizes(scratch.path(), Notation::json, "json");
        measure_plans(scratch.path());
        measure_modules(scratch.path());
        if (argc == 2) measure_corpus(argv[1]);
        row("the program itself", {static_cast<double>(fs::file_size(LINTEL_PROGRAM)) / 1e6, "MB"}, "10 MB");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench: %s\n", error.what());
        return 1;
    }
    return 0;
}
