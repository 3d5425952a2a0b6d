// --rules and lintel test, as a user meets them.

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/program_run.h"
#include "lint/scratch_directory.h"

namespace lintel {
namespace {

constexpr std::string_view big_volume =
    "id: ACME001\nname: big\ntitle: Volume is too big\nseverity: high\nresource: AWS::EC2::Volume\n"
    "forbid: resource.Size > 100\nmessage: \"{resource.id} has {resource.Size} GiB\"\nwhy: It costs.\nfix: Set Size.\n";

std::string volume(int size, std::string_view mark = {}) {
    return cat("Resources:\n  Data:\n    Type: AWS::EC2::Volume\n    Properties:\n      Encrypted: true\n      Size: ",
               size, mark, "\n");
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// A pack `acme` with one rule, and templates to judge.
struct Pack {
    Pack() {
        directory.write("acme/ebs/big.yaml", big_volume);
        directory.write("acme/fixtures/ebs/big/bad.yaml", volume(200, " # expect: ACME001"));
        directory.write("acme/fixtures/ebs/big/good.yaml", volume(10));
        directory.write("infra/t.yaml", volume(200));
    }
    ScratchDirectory directory;
};

}  // namespace

TEST_CASE("check judges by the rules of a pack") {
    const Pack pack;
    CHECK(lintel({"check", "infra"}).status == 0);
    const Outcome run = lintel({"check", "--rules", "acme", "infra"});
    CHECK(run.status == 1);
    CHECK(contains(run.out, "ACME001 big: Data has 200 GiB"));
    CHECK(lintel({"check", "--rules", "acme", "--ignore", "ACME", "infra"}).status == 0);
    CHECK(lintel({"check", "--rules", "acme", "--select", "big", "infra"}).status == 1);
    const Outcome json = lintel({"check", "--rules", "acme", "--format", "json", "infra"});
    CHECK(contains(json.out, "\"ACME001\""));
}

TEST_CASE("a pack is left out where a directory above it is judged, unless it is named") {
    const Pack pack;
    CHECK(contains(lintel({"check", "--rules", "./acme/", "."}).out, "1 file, "));
    CHECK(contains(lintel({"check", "--rules", "acme", "acme/fixtures"}).out, "2 files, "));
    // A pack may be the directory that is judged, or one above that: its fixtures are no inputs.
    pack.directory.write("acme/infra/t.json", "{\"Resources\": {\"B\": {\"Type\": \"AWS::S3::Bucket\"}}}");
    CHECK(contains(lintel({"check", "--rules", "acme", "acme"}).out, "1 file, "));
}

TEST_CASE("a wrong pack is told of, and nothing is judged") {
    const Pack pack;
    pack.directory.write("acme/ebs/wrong.yaml", "id: ACME002\n");
    const Outcome run = lintel({"check", "--rules", "acme", "infra"});
    CHECK(run.status == 2);
    CHECK(run.out.empty());
    CHECK(contains(run.err, "acme/ebs/wrong.yaml:1:1: error: 'name' is missing\n"));
    CHECK(lintel({"rules", "--rules", "nowhere"}).err == "nowhere: error: there is no such directory\n");
    CHECK(lintel({"explain", "ACME001", "--rules", "nowhere"}).status == 2);
    CHECK(lintel({"check", "--rules"}).status == 2);
}

TEST_CASE("rules and explain know the rules of a pack") {
    const Pack pack;
    CHECK(contains(lintel({"rules", "--rules", "acme"}).out, "ACME001"));
    CHECK(contains(lintel({"rules", "--rules", "acme", "--format", "json"}).out, "ACME001"));
    CHECK(contains(lintel({"explain", "acme001", "--rules", "acme"}).out, "Volume is too big"));
    CHECK(contains(lintel({"explain", "acme001", "--rules", "acme"}).out, "line 6: Data has 200 GiB"));
    CHECK(contains(lintel({"explain", "ACME001"}).err, "there is no rule 'ACME001'"));
}

TEST_CASE("test proves a pack") {
    const Pack pack;
    const Outcome run = lintel({"test", "acme"});
    CHECK(run.out == "acme: 1 rule, 2 fixtures: all proved\n");
    CHECK(run.status == 0);
    std::filesystem::current_path("acme");
    CHECK(lintel({"test"}).out == ".: 1 rule, 2 fixtures: all proved\n");
}

TEST_CASE("test names what is not proved") {
    const Pack pack;
    pack.directory.write("acme/ebs/other.yaml", "id: ACME002\nname: other\n" + std::string(big_volume.substr(22)));
    pack.directory.write("acme/fixtures/ebs/big/bad-worse.yaml", volume(10, " # expect: ACME001"));
    pack.directory.write("acme/fixtures/ebs/gone/bad.yaml", volume(200, " # expect: ACME003"));
    pack.directory.write("acme/fixtures/ebs/big/worse.yaml", volume(200));
    const Outcome run = lintel({"test", "acme"});
    CHECK(run.status == 1);
    CHECK(run.out ==
          "acme/fixtures/ebs/big/bad-worse.yaml:6: ACME001 does not fail here, as the mark says\n"
          "acme/ebs/other.yaml: ACME002 has no fixtures: write acme/fixtures/ebs/other/bad.yaml and good.yaml\n"
          "acme/fixtures/ebs/gone: there is no rule ebs/gone.yaml\n"
          "acme/fixtures/ebs/big/worse.yaml: note: this is no fixture: its name does not begin with bad, good or "
          "unknown\n\n"
          "acme: 2 rules, 3 fixtures: 0 proved, 2 not\n");
}

TEST_CASE("test wants a fixture that fails and one that passes") {
    const Pack pack;
    std::filesystem::remove("acme/fixtures/ebs/big/good.yaml");
    const Outcome run = lintel({"test", "acme"});
    CHECK(run.status == 1);
    CHECK(contains(run.out,
                   "acme/ebs/big.yaml: ACME001 has no fixture that passes: write acme/fixtures/ebs/big/good.yaml\n"));
}

TEST_CASE("test tells what is unknown in Terraform") {
    const Pack pack;
    pack.directory.write("acme/ebs/big.yaml",
                         std::string(big_volume) + "misses: m\nwhen: resource.OutpostArn == 'x'\n");
    pack.directory.write("acme/fixtures/ebs/big/bad.yaml", volume(200, " # expect: ACME001") + "      OutpostArn: x\n");
    const Outcome run = lintel({"test", "acme"});
    CHECK(run.status == 0);
    CHECK(contains(run.out,
                   "acme/ebs/big.yaml: note: in Terraform 'OutpostArn' of AWS::EC2::Volume is unknown: no table says "
                   "where aws_ebs_volume has it\n"));
}

TEST_CASE("test has errors of its own usage") {
    const Pack pack;
    CHECK(lintel({"test", "nowhere"}).status == 2);
    CHECK(lintel({"test", "nowhere"}).err == "nowhere: error: there is no such directory\n");
    CHECK(lintel({"test", "acme", "--as-of", "soon"}).status == 2);
}

TEST_CASE("test proves only the packs that it is given, with others beside them") {
    const Pack pack;
    pack.directory.write("base/data/limits.yaml", "source: s\ntaken: 2026-01-01\nabout: a\nvalue: [100]\n");
    pack.directory.write("base/ebs/odd.yaml", "id: BASE001\nname: odd\n" + std::string(big_volume.substr(22)));
    pack.directory.write("acme/ebs/big.yaml", std::string(big_volume) + "when: data.limits.exists(l, l == 100)\n");
    CHECK(lintel({"test", "acme"}).status == 2);
    CHECK(lintel({"test", "acme", "--rules", "base"}).out == "acme: 1 rule, 2 fixtures: all proved\n");
}

}  // namespace lintel
