// docs/rules/ and docs/practices.md are written by the program; what is stale names the command that renews it.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "base/text.h"
#include "paths.h"
#include "report/practices.h"
#include "report/rule_page.h"

namespace {

using namespace lintel;
namespace fs = std::filesystem;

std::string content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string stale(const fs::path& file) {
    return cat(file.lexically_relative(source_directory()).string(),
               " is not what the rules say now: scripts/renew-pages writes it anew");
}

}  // namespace

TEST_CASE("the pages of the rules are those of the rules") {
    const fs::path directory = source_directory() / "docs" / "rules";
    std::set<std::string> names;
    for (const PageFile& page : rule_pages({builtin_rules(), builtin_examples(), builtin_practices()})) {
        names.insert(page.name);
        CHECK_MESSAGE(content(directory / page.name) == page.text, stale(directory / page.name));
    }
    for (const auto& entry : fs::directory_iterator(directory))
        CHECK_MESSAGE(names.contains(entry.path().filename().string()), stale(entry.path()));
}

TEST_CASE("the page of the practices is that of the practices") {
    const fs::path file = source_directory() / "docs" / "practices.md";
    CHECK_MESSAGE(content(file) == practices_markdown(builtin_practices(), builtin_rules()), stale(file));
}
