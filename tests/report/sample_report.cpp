#include "report/sample_report.h"

#include <array>

namespace lintel {
namespace {

constexpr std::array<std::string_view, 1> volume_types{"AWS::EC2::Volume"};
constexpr std::array<std::string_view, 2> volume_sources{"sysdig/16", "guide/ebs-encryption"};
constexpr std::array volume_controls{
    Control{"fsbp", "EC2.3", Fit::exact, {}},
    Control{"fsbp", "EC2.7", Fit::partial, "It asks for the account's default."},
    Control{"cis", "3.0:2.2.1", Fit::partial, {}},
};
constexpr std::array<std::string_view, 1> admin_covers{"SG003"};

Case resource_case() {
    Case one;
    one.types = volume_types;
    return one;
}

Case whole_case(Subject subject) {
    Case one;
    one.subject = subject;
    return one;
}

const std::array volume_cases{resource_case(), resource_case(), whole_case(Subject::parameter)};
const std::array template_cases{whole_case(Subject::template_), whole_case(Subject::resource)};

std::array<Rule, 3> make_rules() {
    std::array<Rule, 3> rules;
    Rule& volume = rules[0];
    volume.id = "EBS001";
    volume.name = "volume-unencrypted";
    volume.title = "EBS volume is not encrypted at rest";
    volume.severity = Severity::high;
    volume.why = "Whoever gets a snapshot,\ne.g. a former employee, reads all of it. A second sentence.\n";
    volume.fix.title = "Set Encrypted to true";
    volume.fix.set = "Encrypted";
    volume.fix.to = "true";
    volume.misses = "encryption switched on for the whole account";
    volume.sources = volume_sources;
    volume.controls = volume_controls;
    volume.cases = volume_cases;
    volume.path = "ebs/volume-unencrypted";

    Rule& admin = rules[1];
    admin.id = "SG001";
    admin.name = "admin-port-open";
    admin.title = "A port for administration | remote control is open";
    admin.severity = Severity::critical;
    admin.profile = Profile::strict;
    admin.why = "The whole world tries passwords.";
    admin.covers = admin_covers;
    admin.cases = template_cases;

    Rule& world = rules[2];
    world.id = "SG003";
    world.name = "world-open-ingress";
    world.title = "A port is open to the world";
    world.severity = Severity::medium;
    world.why = "More is reachable than need be.";
    return rules;
}

const std::array<Rule, 3> rules = make_rules();

RuleSet make_rule_set() {
    RuleSet set;
    set.rules = rules;
    return set;
}

}  // namespace

const RuleSet sample_rules = make_rule_set();

const std::string_view sample_source =
    "Resources:\n"
    "  DataVolume:\n"
    "    Type: AWS::EC2::Volume\n"
    "    Properties:\n"
    "      Encrypted: false\n"
    "      Size: 8\n";

Finding sample_finding() {
    Finding finding;
    finding.rule = &rules[0];
    finding.severity = Severity::high;
    finding.message = "DataVolume stores its blocks unencrypted";
    finding.location = {"infra/db.yaml", {5, 7}, {5, 23}};
    finding.resource = {"DataVolume", "AWS::EC2::Volume", "Properties/Encrypted", "App/Db/Volume"};
    finding.when = {{"IsProd", false}};
    finding.example = {{"Env", "dev"}};
    finding.trace = {{{"infra/db.yaml", {4, 3}, {4, 9}}, "parameter Env, default 'dev'"}};
    finding.related = {{{"infra/db.yaml", {2, 3}, {2, 13}}, "attached here"}};
    finding.fingerprint = "0123456789abcdef";
    return finding;
}

Report sample_report() {
    Report report;
    report.files = {{"infra/db.yaml", InputKind::cloudformation, 30, {"Fn::ForEach"}},
                    {"infra/net.yaml", InputKind::cloudformation, 1, {}},
                    {"notes.yaml", InputKind::not_a_template, 0, {}},
                    {"torn.yaml", InputKind::unreadable, 0, {}}};
    report.findings.push_back(sample_finding());
    Finding bare;
    bare.rule = &rules[1];
    bare.severity = Severity::critical;
    bare.message = "Port 22 is open to 0.0.0.0/0";
    bare.location = {"infra/net.yaml", {3, 1}, {9, 4}};
    bare.fingerprint = "fedcba9876543210";
    report.findings.push_back(bare);
    report.suppressed.push_back(sample_finding());
    report.unknown.push_back({&rules[0],
                              {"infra/db.yaml", {5, 7}, {5, 23}},
                              {"DataVolume", "AWS::EC2::Volume", "Properties/Encrypted", ""},
                              "parameter Encrypt has no default"});
    report.errors.push_back({"torn.yaml", {3, 1}, "a mapping ends without a value", false});
    return report;
}

SourceText only(std::string_view file, std::string_view text) {
    return [file, text](std::string_view wanted) -> std::optional<std::string_view> {
        if (wanted != file) return std::nullopt;
        return text;
    };
}

SourceText sample_sources() { return only("infra/db.yaml", sample_source); }

}  // namespace lintel
