#include "bare.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "process.h"

namespace lintel::bench {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> contents(const std::vector<fs::path>& files) {
    std::vector<std::string> texts;
    for (const fs::path& file : files) {
        std::ifstream stream(file, std::ios::binary);
        texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    }
    return texts;
}

class SilentEvents final : public YAML::EventHandler {
   public:
    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
};

/// The first document only: yaml-cpp 0.7 never ends on some broken streams.
void pass_yaml(const std::string& text) {
    try {
        std::istringstream stream(text);
        YAML::Parser parser(stream);
        SilentEvents events;
        parser.HandleNextDocument(events);
    } catch (const YAML::Exception&) {
        // A corpus may hold files that are broken; as far as it got is what it cost.
    }
}

class SilentSax final : public nlohmann::json_sax<nlohmann::json> {
   public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(std::int64_t) override { return true; }
    bool number_unsigned(std::uint64_t) override { return true; }
    bool number_float(double, const std::string&) override { return true; }
    bool string(std::string&) override { return true; }
    bool binary(nlohmann::json::binary_t&) override { return true; }
    bool start_object(std::size_t) override { return true; }
    bool key(std::string&) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override { return false; }
};

void pass_json(const std::string& text) {
    SilentSax sax;
    nlohmann::json::sax_parse(text, &sax);
}

std::optional<double> bare(int runs, const std::vector<fs::path>& files, void (*pass)(const std::string&)) {
    std::vector<std::string> texts;
    return measure_here(
        runs, [&] { texts = contents(files); },
        [&] {
            for (const std::string& text : texts) pass(text);
        });
}

}  // namespace

std::optional<double> bare_yaml(int runs, const std::vector<fs::path>& files) { return bare(runs, files, pass_yaml); }
std::optional<double> bare_json(int runs, const std::vector<fs::path>& files) { return bare(runs, files, pass_json); }

}  // namespace lintel::bench
