// Any bytes as a Terraform configuration give a report whose places lie inside of the file, and no internal error.
// Never a crash, and never an evaluation without an end. The bytes are a module, too, which the configuration may call
// as ./m.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/check.h"

namespace {

using namespace lintel;

/// Stops the run where `holds` does not: the sanitizers and the driver keep the input.
void require(bool holds) {
    if (!holds) std::abort();
}

Files files_of(const std::string& text) {
    Files files;
    files.list = [](const std::string& directory, const std::string&) {
        const bool is_there = directory.empty() || directory == "m";
        return is_there ? std::vector<std::string>{"main.tf.json"} : std::vector<std::string>{};
    };
    files.read = [&text](const std::string& path, const std::string&) {
        require(!path.starts_with("..") && !path.starts_with('/'));
        const bool is_there = path == "main.tf.json" || path == "m/main.tf.json";
        return is_there ? std::optional<std::string>(text) : std::nullopt;
    };
    return files;
}

void check_place(const Location& place, std::size_t size) {
    require(place.file == "main.tf.json" || place.file == "m/main.tf.json");
    require(place.begin <= place.end_offset && place.end_offset <= size);
    require(place.start.line >= 1 && place.start.column >= 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    CheckOptions options;
    options.choice.profiles = {"strict"};
    options.as_of = "2026-01-01";
    options.files = files_of(text);
    const Report report = check({{"main.tf.json", text}}, builtin_rules(), options);
    require(report.files.size() <= 2);
    for (const Finding& finding : report.findings) {
        check_place(finding.location, size);
        require(finding.rule != nullptr && !finding.message.empty() && finding.fingerprint.size() == 16);
        for (const Note& note : finding.trace) check_place(note.location, size);
    }
    for (const Unknown& unknown : report.unknown) require(!unknown.cause.empty());
    for (const FileError& error : report.errors) require(!error.internal && !error.message.empty());
    return 0;
}
