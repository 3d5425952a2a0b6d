// A configuration as a whole: modules and their instances, addresses, who refers to whom, what is found and what not.

#include "terraform/configuration.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.h"
#include "terraform/configuration_sample.h"
#include "terraform/function_sample.h"

using namespace lintel;
using namespace lintel::test;

namespace {

/// A volume; it is not encrypted unless the arguments say so.
std::string volume(std::string_view arguments = "", std::string_view name = "v") {
    return cat(R"({"resource": {"aws_ebs_volume": {")", name, R"(": {)", arguments, "}}}}");
}

/// What is found of volumes in the root module main.tf.json.
std::string found(const FileMap& files) { return findings_of(judged(files, {"main.tf.json"}, {"EBS001"})); }

std::string addresses(std::string_view main, FileMap others = {}) {
    return ConfigurationSample(main, std::move(others)).addresses();
}

std::string edges(std::string_view main, FileMap others = {}) {
    return ConfigurationSample(main, std::move(others)).edges();
}

std::string flaws(std::string_view main, FileMap others = {}) {
    ConfigurationSample sample(main, std::move(others));
    std::string out;
    for (const ConfigurationFlaw& flaw : sample.built().flaws)
        out += cat(out.empty() ? "" : "\n", flaw.warning ? "warning: " : "", flaw.message);
    return out;
}

std::string passed_over(std::string_view main, FileMap others = {}) {
    ConfigurationSample sample(main, std::move(others));
    std::string out;
    for (const std::string& source : sample.built().passed_over) out += cat(out.empty() ? "" : " ", source);
    return out;
}

}  // namespace

// ---- modules

TEST_CASE("a local module is judged with what it is given") {
    const FileMap files = {
        {"main.tf.json", R"({"module": {"m": {"source": "./m", "encrypted": true}, "n": {"source": "./m"}}})"},
        {"m/main.tf.json",
         "{\"variable\": {\"encrypted\": {\"default\": false}},\n"
         " \"resource\": {\"aws_ebs_volume\": {\"v\": {\n"
         "  \"encrypted\": \"${var.encrypted}\"}}}}"}};
    CHECK(found(files) == "EBS001 module.n.aws_ebs_volume.v m/main.tf.json:3");
}

TEST_CASE("inputs and outputs lead through several levels") {
    const FileMap files = {
        {"main.tf.json",
         R"({"locals": {"on": false}, "module": {"a": {"source": "./a", "in": "${local.on}"}},
             "resource": {"aws_ebs_volume": {"v": {"encrypted": "${module.a.out}"}}}})"},
        {"a/main.tf.json",
         R"({"variable": {"in": {}}, "module": {"b": {"source": "../b", "in": "${var.in}"}},
             "output": {"out": {"value": "${module.b.out}"}}})"},
        {"b/main.tf.json",
         R"({"variable": {"in": {}}, "locals": {"x": "${var.in}"}, "output": {"out": {"value": "${local.x}"}}})"}};
    const Report report = judged(files, {"main.tf.json"}, {"EBS001"});
    CHECK(findings_of(report) == "EBS001 aws_ebs_volume.v main.tf.json:2");
    REQUIRE(report.findings.size() == 1);
    std::string notes;
    for (const Note& note : report.findings[0].trace) notes += cat(note.message, "; ");
    CHECK(notes ==
          "local on; input in of module.a; input in of module.a.module.b; local x; output out of module.a.module.b; "
          "output out of module.a; ");
}

TEST_CASE("count and for_each make instances of modules and resources, which their addresses name") {
    const FileMap module = {
        {"m/main.tf.json", R"({"resource": {"aws_ebs_volume": {"a": {"count": 2}, "b": {"for_each": {"x": 1}}}}})"}};
    CHECK(addresses(R"({"module": {"one": {"source": "./m"}}})", module) ==
          "module.one.aws_ebs_volume.a[0] module.one.aws_ebs_volume.a[1] module.one.aws_ebs_volume.b[\"x\"]");
    CHECK(addresses(R"({"module": {"c": {"source": "./m", "count": 1}, "e": {"source": "./m", "for_each": {"k": 1}}}})",
                    module) ==
          "module.c[0].aws_ebs_volume.a[0] module.c[0].aws_ebs_volume.a[1] module.c[0].aws_ebs_volume.b[\"x\"] "
          "module.e[\"k\"].aws_ebs_volume.a[0] module.e[\"k\"].aws_ebs_volume.a[1] "
          "module.e[\"k\"].aws_ebs_volume.b[\"x\"]");
}

TEST_CASE("for_each over a set, and over what other declarations give") {
    constexpr std::string_view locals =
        R"("locals": {"l": ["b", "a", "b"], "m": {"x": {"on": true}, "y": {"on": false}}})";
    const auto of = [&](std::string_view for_each) {
        return addresses(
            cat("{", locals, R"(, "resource": {"aws_ebs_volume": {"v": {"for_each": ")", for_each, "\"}}}}"));
    };
    CHECK(of("${toset(local.l)}") == R"(aws_ebs_volume.v["a"] aws_ebs_volume.v["b"])");
    CHECK(of("${local.m}") == R"(aws_ebs_volume.v["x"] aws_ebs_volume.v["y"])");
    CHECK(of("${{for k, v in local.m : k => v if v.on}}") == R"(aws_ebs_volume.v["x"])");
    CHECK(of("${toset([])}") == "");
}

TEST_CASE("an instance knows its index, its key and its value") {
    CHECK(found({{"main.tf.json", volume(R"("count": 3, "encrypted": "${count.index != 1}")")}}) ==
          "EBS001 aws_ebs_volume.v[1] main.tf.json:1");
    CHECK(found({{"main.tf.json", volume(R"("for_each": {"a": true, "b": false}, "encrypted": "${each.value}")")}}) ==
          "EBS001 aws_ebs_volume.v[\"b\"] main.tf.json:1");
    CHECK(found({{"main.tf.json", volume(R"("for_each": {"a": 1, "b": 2}, "encrypted": "${each.key == \"b\"}")")}}) ==
          "EBS001 aws_ebs_volume.v[\"a\"] main.tf.json:1");
}

TEST_CASE("an instance of a module knows those of its call") {
    const FileMap files = {
        {"main.tf.json",
         R"({"module": {"m": {"source": "./m", "for_each": {"a": true, "b": false}, "on": "${each.value}"}}})"},
        {"m/main.tf.json",
         R"({"variable": {"on": {}}, "resource": {"aws_ebs_volume": {"v": {"encrypted": "${var.on}"}}}})"}};
    CHECK(found(files) == "EBS001 module.m[\"b\"].aws_ebs_volume.v m/main.tf.json:1");
}

TEST_CASE("instances share one finding") {
    CHECK(found({{"main.tf.json", volume(R"("count": 3)")}}) == "EBS001 aws_ebs_volume.v[0] main.tf.json:1");
    CHECK(found({{"main.tf.json", R"({"module": {"a": {"source": "./m"}, "b": {"source": "./m"}}})"},
                 {"m/main.tf.json", volume()}}) == "EBS001 module.a.aws_ebs_volume.v m/main.tf.json:1");
}

TEST_CASE("what a resource that has no instance would be is not judged") {
    CHECK(found({{"main.tf.json", volume(R"("count": 0)")}}) == "");
    CHECK(found({{"main.tf.json", volume(R"("for_each": {})")}}) == "");
    CHECK(found({{"main.tf.json", R"({"module": {"m": {"source": "./m", "count": 0}}})"},
                 {"m/main.tf.json", volume()}}) == "");
}

TEST_CASE("where nobody knows how many instances there are, one stands for all") {
    constexpr std::string_view open = R"({"data": {"aws_x": {"d": {}}}, "resource": {"aws_ebs_volume": {"v": {)";
    CHECK(found({{"main.tf.json", cat(open, R"("count": "${data.aws_x.d.n}"}}}})")}}) ==
          "EBS001 aws_ebs_volume.v main.tf.json:1");
    CHECK(found({{"main.tf.json", cat(open, R"("for_each": "${data.aws_x.d.n}"}}}})")}}) ==
          "EBS001 aws_ebs_volume.v main.tf.json:1");
    CHECK(found({{"main.tf.json",
                  cat(open, R"("for_each": "${data.aws_x.d.n}", "encrypted": "${each.value}"}}}})")}}) == "");
}

TEST_CASE("a module that is not local is told of as passed over") {
    CHECK(passed_over(R"({"module": {"a": {"source": "terraform-aws-modules/vpc/aws"},
                                     "b": {"source": "terraform-aws-modules/vpc/aws"},
                                     "c": {"source": "git::https://example.com/x.git"}}})") ==
          "terraform-aws-modules/vpc/aws git::https://example.com/x.git");
    CHECK(passed_over(R"({"module": {"a": {"source": "./none"}}})") == "none (no JSON configuration)");
    CHECK(passed_over(R"({"module": {"a": {"source": "./hcl"}}})", {{"hcl/main.tf", "resource {}"}}) ==
          "hcl (no JSON configuration)");
}

TEST_CASE("what a module that is not read gives is not known") {
    CHECK(evaluated("module.m.x", R"({"module": {"m": {"source": "a/b/c"}}})") == "?module m, which is not read");
    CHECK(evaluated("module.m.x", R"({"module": {"m": {"source": "./m"}}})", {{"m/main.tf.json", volume()}}) ==
          "?output x of module.m, which is not declared");
}

TEST_CASE("a module without a source, outside of the root, or in a circle is an error") {
    CHECK(flaws(R"({"module": {"m": {}}})") == "Module m names no source.");
    CHECK(flaws(R"({"module": {"m": {"source": "../m"}}})", {{"../m/main.tf.json", volume()}}) ==
          "Module m is not read: its source ../m lies outside of the working directory.");
    CHECK(flaws(R"({"module": {"m": {"source": "./"}}})") == "Module m calls itself in the end.");
    CHECK(flaws(R"({"module": {"a": {"source": "./a"}}})",
                {{"a/main.tf.json", R"({"module": {"b": {"source": "../b"}}})"},
                 {"b/main.tf.json", R"({"module": {"a": {"source": "../a"}}})"}}) ==
          "Module a calls itself in the end.");
}

TEST_CASE("a module outside of the root is not even looked for") {
    bool left = false;
    const FileMap files = {{"live/main.tf.json", R"({"module": {"m": {"source": "../lib/m"}}})"},
                           {"lib/m/main.tf.json", volume()}};
    Files access = in_memory(files);
    const auto list = access.list;
    access.list = [&](const std::string& directory, const std::string& root) {
        left = left || !lies_below(directory, "live");
        return list(directory, root);
    };
    ConfigurationInput input;
    input.directory = "live";
    input.root = "live";
    const ConfigurationGraph made = build_configuration_graph(input, access, builtin_lift());
    CHECK_FALSE(left);
    REQUIRE(made.flaws.size() == 1);
    CHECK(made.flaws[0].message == "Module m is not read: its source ../lib/m lies outside of live.");
    CHECK(made.graph->resources.empty());
}

TEST_CASE("a module nest of thirty levels is judged, one of a hundred up to the limit") {
    const auto nest = [](int levels) {
        FileMap files;
        for (int i = 0; i < levels; ++i) {
            const std::string directory = i == 0 ? "" : cat("m", i, "/");
            files[cat(directory, "main.tf.json")] =
                i + 1 == levels ? volume()
                                : cat(R"({"module": {"m": {"source": ")", i == 0 ? "./" : "../", "m", i + 1, "\"}}}");
        }
        return files;
    };
    const std::string deep = found(nest(30));
    CHECK(deep.starts_with("EBS001 module.m.module.m.module.m."));
    CHECK(deep.ends_with("aws_ebs_volume.v m29/main.tf.json:1"));
    const Report report = judged(nest(100), {"main.tf.json"}, {"EBS001"});
    CHECK(findings_of(report) == "");
    CHECK(warnings_of(report) == "m64/main.tf.json:1: Module m is not judged: modules nest too deep or are too many.");
}

TEST_CASE("modules that double at every level end at the limit") {
    FileMap files;
    for (int i = 0; i < 30; ++i) {
        const std::string next = cat(R"({"source": ")", i == 0 ? "./" : "../", "m", i + 1, "\"}");
        files[cat(i == 0 ? "" : cat("m", i, "/"), "main.tf.json")] =
            cat(R"({"module": {"a": )", next, R"(, "b": )", next, "}}");
    }
    files["m30/main.tf.json"] = volume();
    const Report report = judged(files, {"main.tf.json"}, {"EBS001"});
    CHECK(report.errors.empty());
    CHECK(warnings_of(report).find("modules nest too deep or are too many.") != std::string::npos);
}

// ---- files

TEST_CASE("override files change what they name and leave the rest") {
    const FileMap files = {{"main.tf.json", volume(R"("encrypted": false, "size": 1)")},
                           {"override.tf.json", volume(R"("encrypted": true)")}};
    CHECK(found(files) == "");
    ConfigurationSample sample(files, "");
    CHECK(sample.told("aws_ebs_volume.v.encrypted") == "true");
    CHECK(sample.told("aws_ebs_volume.v.size") == "1");
}

TEST_CASE("an output is what its file and the override files say") {
    ConfigurationSample sample(R"({"output": {"o": [{"value": "a", "description": "d"}]}})",
                               {{"override.tf.json", R"({"output": {"o": {"sensitive": true}}})"}});
    REQUIRE(sample.built().graph->outputs.size() == 1);
    const Output& output = sample.built().graph->outputs.front();
    const auto said = [&](std::string_view name) {
        return FunctionSample().told(output.place.source->output(output, name, sample.env()));
    };
    CHECK(said("Value") == "\"a\"");
    CHECK(said("Description") == "\"d\"");
    CHECK(said("Sensitive") == "true");
}

TEST_CASE("a finding about what an override file says stands in that") {
    CHECK(found({{"main.tf.json", volume(R"("encrypted": true)")}}) == "");
    const FileMap files = {{"main.tf.json", volume(R"("encrypted": true)")},
                           {"x_override.tf.json", cat("\n", volume(R"("encrypted": false)"))}};
    CHECK(findings_of(judged(files, {"main.tf.json", "x_override.tf.json"}, {"EBS001"})) ==
          "EBS001 aws_ebs_volume.v x_override.tf.json:2");
}

TEST_CASE("blocks of an override file replace all blocks of their type, written or dynamic") {
    const auto ports = [](std::string_view base, std::string_view other) {
        const auto group = [](std::string_view body) {
            return cat(R"({"resource": {"aws_security_group": {"g": )", body, "}}}");
        };
        return evaluated("aws_security_group.g.ingress[*].from_port", group(base),
                         {{"override.tf.json", group(other)}});
    };
    constexpr std::string_view dynamic =
        R"({"dynamic": {"ingress": {"for_each": [7], "content": {"from_port": "${ingress.value}"}}}})";
    CHECK(ports(R"({"ingress": [{"from_port": 1}, {"from_port": 2}]})", R"({"ingress": {"from_port": 3}})") == "[3]");
    CHECK(ports(R"({"ingress": {"from_port": 1}})", dynamic) == "[7]");
    CHECK(ports(dynamic, R"({"ingress": {"from_port": 3}})") == "[3]");
    CHECK(ports(dynamic, R"({"description": "d"})") == "[7]");
}

TEST_CASE("a tofu file takes the place of the file of the same name, and of no other") {
    CHECK(found({{"main.tf.json", volume()}, {"main.tofu.json", volume(R"("encrypted": true)", "w")}}) == "");
    CHECK(addresses(volume(), {{"main.tofu.json", volume("", "w")}, {"b.tf.json", volume("", "x")}}) ==
          "aws_ebs_volume.x aws_ebs_volume.w");
}

TEST_CASE("files beside those that are named help to understand them, and are not reported") {
    const FileMap files = {{"main.tf.json", volume(R"("encrypted": "${var.on}")")},
                           {"variables.tf.json", R"({"variable": {"on": {"default": false}}})"},
                           {"other.tf.json", volume("", "w")},
                           {"broken.tf.json", "{"}};
    const Report report = judged(files, {"main.tf.json"}, {"EBS001"});
    CHECK(findings_of(report) == "EBS001 aws_ebs_volume.v main.tf.json:1");
    CHECK(errors_of(report) == "");
    REQUIRE(report.files.size() == 1);
    CHECK(report.files[0].resources == 1);
    CHECK(findings_of(judged(files, {"main.tf.json", "other.tf.json"}, {"EBS001"})) ==
          "EBS001 aws_ebs_volume.v main.tf.json:1\nEBS001 aws_ebs_volume.w other.tf.json:1");
}

TEST_CASE("what is wrong with a file of a module that is called is told") {
    const FileMap files = {{"main.tf.json", R"({"module": {"m": {"source": "./m"}}})"},
                           {"m/main.tf.json", volume()},
                           {"m/broken.tf.json", "{\n\"resource\": [}"}};
    const Report report = judged(files, {"main.tf.json"}, {"EBS001"});
    CHECK(findings_of(report) == "EBS001 module.m.aws_ebs_volume.v m/main.tf.json:1");
    CHECK(errors_of(report).starts_with("m/broken.tf.json:2: "));
}

// ---- resources

TEST_CASE("a finding names the construct that CDKTF notes") {
    const Report report =
        judged({{"main.tf.json", volume(R"("//": {"metadata": {"path": "stack/disk", "uniqueId": "disk"}})")}},
               {"main.tf.json"}, {"EBS001"});
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].resource.construct == "stack/disk");
    CHECK(report.findings[0].resource.id == "aws_ebs_volume.v");
    CHECK(report.findings[0].resource.type == "aws_ebs_volume");
}

TEST_CASE("a comment that notes no construct is a comment") {
    for (const std::string_view comment : {R"("a word")", R"({"metadata": 1})", R"({"metadata": {"path": 1}})", "{}"}) {
        CAPTURE(comment);
        CHECK(found({{"main.tf.json", volume(cat(R"("//": )", comment))}}) == "EBS001 aws_ebs_volume.v main.tf.json:1");
    }
}

TEST_CASE("prevent_destroy keeps a resource as Retain does") {
    const auto policy = [](std::string_view lifecycle, FileMap others = {}) {
        ConfigurationSample sample(volume(lifecycle), std::move(others));
        const Resource& resource = *sample.built().graph->find("aws_ebs_volume.v");
        return std::string(as_text(resource.place.source->attribute(resource, "DeletionPolicy", sample.env())));
    };
    CHECK(policy("") == "");
    CHECK(policy(R"("lifecycle": {"prevent_destroy": true})") == "Retain");
    CHECK(policy(R"("lifecycle": [{"prevent_destroy": true}])") == "Retain");
    CHECK(policy(R"("lifecycle": {"prevent_destroy": false})") == "");
    CHECK(policy(R"("lifecycle": {"ignore_changes": ["tags"]})") == "");
    CHECK(policy(R"("final_snapshot": true)") == "Snapshot");
    CHECK(policy(R"("final_snapshot": false, "lifecycle": {"prevent_destroy": true})") == "Retain");
    // Arguments of an override file's lifecycle are merged one by one.
    CHECK(policy(R"("lifecycle": {"prevent_destroy": true})",
                 {{"override.tf.json", volume(R"("lifecycle": {"create_before_destroy": true})")}}) == "Retain");
    CHECK(policy(R"("lifecycle": {"prevent_destroy": true})",
                 {{"override.tf.json", volume(R"("lifecycle": {"prevent_destroy": false})")}}) == "");
}

TEST_CASE("a database is kept as a snapshot unless Terraform is told to skip that") {
    const auto policy = [](std::string_view arguments) {
        ConfigurationSample sample(cat(R"({"resource": {"aws_db_instance": {"d": {)", arguments, "}}}}"));
        const Resource& resource = *sample.built().graph->find("aws_db_instance.d");
        return std::string(as_text(resource.place.source->attribute(resource, "DeletionPolicy", sample.env())));
    };
    CHECK(policy("") == "Snapshot");
    CHECK(policy(R"("skip_final_snapshot": false)") == "Snapshot");
    CHECK(policy(R"("skip_final_snapshot": true)") == "Delete");
    CHECK(policy(R"("skip_final_snapshot": true, "lifecycle": {"prevent_destroy": true})") == "Retain");
}

TEST_CASE("what Terraform reads itself is no attribute of a resource") {
    ConfigurationSample sample(
        volume(R"("count": 1, "lifecycle": {}, "depends_on": [], "provider": "aws.x", "//": "c", "size": 1)"));
    const Resource& resource = *sample.built().graph->find("aws_ebs_volume.v[0]");
    std::string names;
    Value body;
    body.kind = ValueKind::map;
    body.place = resource.body;
    for (const Member& each : members(resource_value(resource), sample.env()))
        names += cat(names.empty() ? "" : " ", each.key);
    CHECK(names.find("Size") != std::string::npos);
    CHECK(names.find("count") == std::string::npos);
    CHECK(names.find("Lifecycle") == std::string::npos);
}

// ---- who refers to whom

TEST_CASE("an expression refers to the resources that it names") {
    CHECK(edges(R"({"resource": {"aws_instance": {"i": {"vpc_security_group_ids": ["${aws_security_group.g.id}"]}},
                                 "aws_security_group": {"g": {}}}})") ==
          "aws_instance.i.SecurityGroupIds -> aws_security_group.g.id");
}

TEST_CASE("references lead through locals, and through inputs and outputs of modules") {
    constexpr std::string_view through = "aws_volume_attachment.a.VolumeId -> aws_ebs_volume.v.id";
    CHECK(
        edges(
            R"({"resource": {"aws_ebs_volume": {"v": {}}, "aws_volume_attachment": {"a": {"volume_id": "${local.b}"}}},
                    "locals": {"b": "${local.c}", "c": "${aws_ebs_volume.v.id}"}})") == through);
    CHECK(edges(R"({"resource": {"aws_ebs_volume": {"v": {}}},
                    "module": {"m": {"source": "./m", "volume": "${aws_ebs_volume.v.id}"}}})",
                {{"m/main.tf.json",
                  R"({"variable": {"volume": {}},
                      "resource": {"aws_volume_attachment": {"a": {"volume_id": "${var.volume}"}}}})"}}) ==
          "module.m.aws_volume_attachment.a.VolumeId -> aws_ebs_volume.v.id");
    CHECK(
        edges(
            R"({"module": {"m": {"source": "./m"}},
                    "resource": {"aws_volume_attachment": {"a": {"volume_id": "${module.m.volume}"}}}})",
            {{"m/main.tf.json",
              R"({"resource": {"aws_ebs_volume": {"v": {}}}, "output": {"volume": {"value": "${aws_ebs_volume.v.id}"}}})"}}) ==
        "aws_volume_attachment.a.VolumeId -> module.m.aws_ebs_volume.v.id");
}

TEST_CASE("a reference names one instance by its key, or all of them") {
    const auto of = [](std::string_view volume_id) {
        return edges(
            cat(R"({"resource": {"aws_ebs_volume": {"v": {"count": 2}}, "aws_volume_attachment": {"a": {"count": 2,
                             "volume_id": ")",
                volume_id, "\"}}}}"));
    };
    CHECK(of("${aws_ebs_volume.v[1].id}") ==
          "aws_volume_attachment.a[0].VolumeId -> aws_ebs_volume.v[1].id\n"
          "aws_volume_attachment.a[1].VolumeId -> aws_ebs_volume.v[1].id");
    CHECK(of("${aws_ebs_volume.v[count.index].id}") ==
          "aws_volume_attachment.a[0].VolumeId -> aws_ebs_volume.v[0].id\n"
          "aws_volume_attachment.a[1].VolumeId -> aws_ebs_volume.v[1].id");
    CHECK(of("${join(\\\",\\\", aws_ebs_volume.v[*].id)}") ==
          "aws_volume_attachment.a[0].VolumeId -> aws_ebs_volume.v[0].id\n"
          "aws_volume_attachment.a[0].VolumeId -> aws_ebs_volume.v[1].id\n"
          "aws_volume_attachment.a[1].VolumeId -> aws_ebs_volume.v[0].id\n"
          "aws_volume_attachment.a[1].VolumeId -> aws_ebs_volume.v[1].id");
}

TEST_CASE("depends_on, outputs, dynamic blocks and modules that are not read refer as well") {
    CHECK(
        edges(
            R"({"resource": {"aws_ebs_volume": {"v": {}}, "aws_instance": {"i": {"depends_on": ["aws_ebs_volume.v"]}}}})") ==
        "aws_instance.i -> aws_ebs_volume.v");
    CHECK(
        edges(
            R"({"resource": {"aws_ebs_volume": {"v": {}}}, "output": {"o": {"value": "${aws_ebs_volume.v.arn}"}}})") ==
        "output o -> aws_ebs_volume.v.arn");
    CHECK(edges(R"({"resource": {"aws_security_group": {"g": {}, "h": {"dynamic": {"ingress": {"for_each": [1],
                    "content": {"security_groups": ["${aws_security_group.g.id}"]}}}}}}})") ==
          "aws_security_group.h.SecurityGroupIngress -> aws_security_group.g.id");
    CHECK(edges(R"({"resource": {"aws_ebs_volume": {"v": {}}},
                    "module": {"m": {"source": "a/b/c", "volume": "${aws_ebs_volume.v.id}"}}})") ==
          "somebody -> aws_ebs_volume.v.id");
}

TEST_CASE("each.value refers to what the instances are made of") {
    // The for_each itself is one more that refers to it.
    const auto attached = [](std::string_view main, const FileMap& others = {}) {
        const std::string all = edges(main, others);
        std::string found;
        for (const std::string_view edge : split(all, '\n')) {
            if (edge.find(".VolumeId ") != std::string_view::npos) found += cat(edge, '\n');
        }
        return found;
    };
    // Of a resource with the same keys each instance refers to its own.
    CHECK(attached(R"({"resource": {"aws_ebs_volume": {"v": {"for_each": {"a": 1, "b": 2}}},
                       "aws_volume_attachment": {"a": {"for_each": "${aws_ebs_volume.v}",
                                                       "volume_id": "${each.value.id}"}}}})") ==
          "aws_volume_attachment.a[\"a\"].VolumeId -> aws_ebs_volume.v[\"a\"].id\n"
          "aws_volume_attachment.a[\"b\"].VolumeId -> aws_ebs_volume.v[\"b\"].id\n");
    CHECK(attached(R"({"resource": {"aws_ebs_volume": {"v": {}, "w": {}}, "aws_volume_attachment": {"a": {
                       "for_each": {"x": "${aws_ebs_volume.v.id}", "y": "${aws_ebs_volume.w.id}"},
                       "volume_id": "${each.value}"}}}})") ==
          "aws_volume_attachment.a[\"x\"].VolumeId -> aws_ebs_volume.v.id\n"
          "aws_volume_attachment.a[\"y\"].VolumeId -> aws_ebs_volume.w.id\n");
    CHECK(attached(R"({"resource": {"aws_ebs_volume": {"v": {}}, "aws_volume_attachment": {"a": {
                       "for_each": "${local.volumes}", "volume_id": "${each.value}"}}},
                       "locals": {"volumes": {"x": "${aws_ebs_volume.v.id}"}}})") ==
          "aws_volume_attachment.a[\"x\"].VolumeId -> aws_ebs_volume.v.id\n");
    CHECK(attached(R"({"resource": {"aws_ebs_volume": {"v": {}}},
                       "module": {"m": {"source": "./m", "for_each": {"x": "${aws_ebs_volume.v.id}"},
                                        "volume": "${each.value}"}}})",
                   {{"m/main.tf.json",
                     R"({"variable": {"volume": {}},
                         "resource": {"aws_volume_attachment": {"a": {"volume_id": "${var.volume}"}}}})"}}) ==
          "module.m[\"x\"].aws_volume_attachment.a.VolumeId -> aws_ebs_volume.v.id\n");
}

TEST_CASE("who refers to a part refers to what it is a part of") {
    const std::string found = edges(R"({"resource": {"aws_s3_bucket": {"b": {}},
                  "aws_s3_bucket_website_configuration": {"w": {"bucket": "${aws_s3_bucket.b.id}"}}},
                  "output": {"o": {"value": "${aws_s3_bucket_website_configuration.w.website_endpoint}"}}})");
    CHECK(found.find("output o -> aws_s3_bucket_website_configuration.w.website_endpoint") != std::string::npos);
    CHECK(found.find("output o -> aws_s3_bucket.b.website_endpoint") != std::string::npos);
}

TEST_CASE("a reference to a variable of the root module is an edge to that") {
    CHECK(edges(R"({"variable": {"size": {}}, "resource": {"aws_ebs_volume": {"v": {"size": "${local.s}"}}},
                    "locals": {"s": "${var.size + 1}"}})") == "aws_ebs_volume.v.Size -> var.size");
}

TEST_CASE("references that go in a circle, or nowhere, are no edges") {
    CHECK(edges(R"({"locals": {"a": "${local.b}", "b": "${local.a}"},
                    "resource": {"aws_ebs_volume": {"v": {"kms_key_id": "${local.a}", "size": "${aws_x.none.id}",
                                                          "type": "${aws_ebs_volume.v.id}"}}}})") == "");
}

TEST_CASE("a reference in for_each is followed when all resources are there") {
    const Report report = judged({{"main.tf.json", R"({"resource": {"aws_ebs_volume": {"v": {}},
        "aws_volume_attachment": {"a": {"for_each": {"x": "${aws_ebs_volume.v.id}"}, "volume_id": "${each.value}"}}}})"}},
                                 {"main.tf.json"}, {"EBS001"});
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].severity == Severity::high);
}

TEST_CASE("a resource that is attached is known to be so") {
    const auto severity = [](std::string_view beside) {
        const Report report =
            judged({{"main.tf.json", cat(R"({"resource": {"aws_ebs_volume": {"v": {}})", beside, "}}")}},
                   {"main.tf.json"}, {"EBS001"});
        REQUIRE(report.findings.size() == 1);
        return report.findings[0].severity;
    };
    CHECK(severity("") == Severity::medium);
    CHECK(severity(R"(, "aws_volume_attachment": {"a": {"volume_id": "${aws_ebs_volume.v.id}"}})") == Severity::high);
}

// ---- what is wrong

TEST_CASE("locals that depend on themselves are told of once") {
    CHECK(flaws(R"({"locals": {"a": "${local.a}"}})") == "The local value a depends on itself.");
    CHECK(flaws(R"({"locals": {"a": "${local.b}", "b": "${local.c}", "c": "${local.a}"}})") ==
          "The local value a depends on itself.");
    CHECK(evaluated("local.a", R"({"locals": {"a": "x${local.a}"}})") == "\"x~\"");
}

TEST_CASE("modules that give to one another in a circle are told of") {
    CHECK(
        flaws(
            R"({"module": {"a": {"source": "./m", "in": "${module.b.out}"}, "b": {"source": "./m", "in": "${module.a.out}"}},
                    "locals": {"x": "${module.a.out}"}})",
            {{"m/main.tf.json", R"({"variable": {"in": {}}, "output": {"out": {"value": "${var.in}"}}})"}}) ==
        "The output out of module.a depends on itself.");
}

TEST_CASE("numbers of instances that cannot be are told of") {
    CHECK(flaws(volume(R"("count": -1)")) == "The count of aws_ebs_volume.v is negative.");
    CHECK(flaws(volume(R"("count": "many")")) == "The count of aws_ebs_volume.v is no number.");
    CHECK(flaws(volume(R"("count": [1])")) == "The count of aws_ebs_volume.v is no number.");
    CHECK(flaws(volume(R"("for_each": 3)")) == "The for_each of aws_ebs_volume.v is no map or set.");
    CHECK(flaws(volume(R"("for_each": "text")")) == "The for_each of aws_ebs_volume.v is no map or set.");
    CHECK(flaws(R"({"module": {"m": {"source": "./m", "count": -1}}})", {{"m/main.tf.json", volume()}}) ==
          "The count of module m is negative.");
}

TEST_CASE("of many instances the first hundred are judged") {
    const FileMap million = {{"main.tf.json", volume(R"("count": 1000000, "encrypted": "${count.index != 99}")")}};
    CHECK(found(million) == "EBS001 aws_ebs_volume.v[99] main.tf.json:1");
    CHECK(flaws(million.at("main.tf.json")) ==
          "warning: aws_ebs_volume.v has 1000000 instances; the first 100 are judged.");
    CHECK(flaws(volume(R"("for_each": "${toset([for i in range(101) : tostring(i)])}")")) ==
          "warning: aws_ebs_volume.v has 101 instances; the first 100 are judged.");
    CHECK(flaws(volume(R"("count": 1e300)")).starts_with("warning: aws_ebs_volume.v has 1"));
}

TEST_CASE("a value that nobody declares makes no trouble, a file of values that is none does") {
    CHECK(flaws("{\"locals\": {}}", {{"terraform.tfvars.json", R"({"nobody": 1})"}}) == "");
    CHECK(flaws("{\"locals\": {}}", {{"terraform.tfvars.json", "[1]"}}) ==
          "Terraform takes only a JSON object for this file.");
    CHECK(flaws("{\"locals\": {}}", {{"terraform.tfvars.json", "{"}}) != "");
}

TEST_CASE("a rule that names the provider's type means only what is written so") {
    constexpr std::string_view networks =
        R"({"resource": {"aws_vpc": {"own": {}}, "aws_default_vpc": {"taken": {}}, "aws_default_subnet": {"s": {}}}})";
    const FileMap files = {{"main.tf.json", std::string(networks)}};
    CHECK(findings_of(judged(files, {"main.tf.json"}, {"VPC004"})) ==
          "VPC004 aws_default_vpc.taken main.tf.json:1\nVPC004 aws_default_subnet.s main.tf.json:1");
    // The rules about what it is read as mean it as well.
    CHECK(findings_of(judged(files, {"main.tf.json"}, {"VPC001"})) ==
          "VPC001 aws_vpc.own main.tf.json:1\nVPC001 aws_default_vpc.taken main.tf.json:1");
}
