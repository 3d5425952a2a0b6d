// Conditionals on variables: what they decide is found together with the values that bring it about.

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "terraform/configuration_sample.h"

using namespace lintel;
using namespace lintel::test;

namespace {

/// A configuration with these variables and this volume, and perhaps more.
std::string with_volume(std::string_view variables, std::string_view arguments, std::string_view beside = "") {
    return cat(R"({"variable": {)", variables, R"(}, "resource": {"aws_ebs_volume": {"v": {)", arguments, "}}}", beside,
               "}");
}

std::string found(std::string_view main, FileMap others = {}, CheckOptions options = {}) {
    others["main.tf.json"] = std::string(main);
    return findings_of(judged(others, {"main.tf.json"}, {"EBS001"}, std::move(options)));
}

std::string causes(std::string_view main) {
    const Report report = judged({{"main.tf.json", std::string(main)}}, {"main.tf.json"}, {"EBS001"});
    std::string out;
    for (const Unknown& unknown : report.unknown) out += cat(out.empty() ? "" : "\n", unknown.cause);
    return out;
}

/// What the only volume is blamed for, without its name and place.
std::string blamed(std::string_view main, FileMap others = {}, CheckOptions options = {}) {
    const std::string all = found(main, std::move(others), std::move(options));
    constexpr std::string_view before = "EBS001 aws_ebs_volume.v main.tf.json:1";
    return all.starts_with(before) ? all.substr(before.size()) : all;
}

/// The condition under which the volume exists.
std::string condition_of(std::string_view main) {
    ConfigurationSample sample(main);
    const Resource& resource = sample.built().graph->resources.front();
    return resource.condition ? std::string(resource.condition.source->condition_name(resource.condition.index)) : "";
}

double seconds(const std::string& main) {
    const auto start = std::chrono::steady_clock::now();
    found(main);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

constexpr std::string_view flag = R"("x": {"type": "bool", "default": true})";

}  // namespace

TEST_CASE("a conditional on a variable gives one finding, with the case and values that bring it about") {
    CHECK(blamed(with_volume(flag, R"("encrypted": "${var.x ? true : false}")")) == " if !(var.x) with x=false");
    CHECK(blamed(with_volume(flag, R"("encrypted": "${var.x ? false : true}")")) == " if (var.x) with x=true");
    CHECK(blamed(
              with_volume(R"("env": {"default": "dev"})", R"("encrypted": "${var.env == \"prod\" ? true : false}")")) ==
          R"( if !(var.env == "prod") with env=dev)");
    CHECK(blamed(
              with_volume(R"("env": {"default": "dev"})", R"("encrypted": "${var.env == \"prod\" ? false : true}")")) ==
          R"( if (var.env == "prod") with env=prod)");
}

TEST_CASE("a conditional that does not matter is no condition") {
    CHECK(blamed(with_volume(flag, R"("encrypted": "${var.x ? false : false}")")) == "");
    CHECK(found(with_volume(flag, R"("encrypted": "${var.x ? true : true}")")) == "");
    CHECK(blamed(with_volume(flag, R"("encrypted": false, "size": "${var.x ? 1 : 2}")")) == "");
}

TEST_CASE("a value that is given pins the variable") {
    const std::string main = with_volume(flag, R"("encrypted": "${var.x ? true : false}")");
    CHECK(found(main, {{"terraform.tfvars.json", R"({"x": true})"}}) == "");
    CHECK(blamed(main, {{"terraform.tfvars.json", R"({"x": false})"}}) == "");
    CHECK(blamed(main, {{"a.auto.tfvars.json", R"({"x": false})"}}) == "");
    CheckOptions options;
    options.variable_files = {{"prod.tfvars.json", R"({"x": true})"}};
    CHECK(found(main, {{"terraform.tfvars.json", R"({"x": false})"}}, options) == "");
}

TEST_CASE("a variable without a default is not known, one with a default is that") {
    CHECK(found(with_volume(R"("x": {"type": "bool"})", R"("encrypted": "${var.x}")")) == "");
    CHECK(causes(with_volume(R"("x": {"type": "bool"})", R"("encrypted": "${var.x}")")) ==
          "variable x, which has no default");
    CHECK(blamed(with_volume(R"("x": {"default": false})", R"("encrypted": "${var.x}")")) == "");
    CHECK(found(with_volume(R"("x": {"default": true})", R"("encrypted": "${var.x}")")) == "");
}

TEST_CASE("a conditional on a variable without a default is a condition like any other") {
    CHECK(blamed(with_volume(R"("x": {"type": "bool"})", R"("encrypted": "${var.x ? true : false}")")) ==
          " if !(var.x) with x=false");
    CHECK(blamed(with_volume(R"("x": {})", R"("encrypted": "${var.x == \"a\" ? false : true}")")) ==
          R"( if (var.x == "a") with x=a)");
}

TEST_CASE("count that depends on a variable is a condition of existence, which a finding takes for granted") {
    CHECK(found(with_volume(flag, R"("count": "${var.x ? 1 : 0}")")) == "EBS001 aws_ebs_volume.v[0] main.tf.json:1");
    CHECK(found(with_volume(flag, R"("count": "${var.x ? 0 : 1}")")) == "EBS001 aws_ebs_volume.v[0] main.tf.json:1");
    CHECK(found(with_volume(flag, R"("for_each": "${var.x ? {a = 1} : {}}")")) ==
          "EBS001 aws_ebs_volume.v[\"a\"] main.tf.json:1");
    CHECK(condition_of(with_volume(flag, R"("count": "${var.x ? 1 : 0}")")) == "var.x");
    CHECK(condition_of(with_volume(flag, R"("count": "${var.x ? 0 : 1}")")) == "aws_ebs_volume.v has instances");
    CHECK(condition_of(with_volume(flag, R"("count": 1)")) == "");
    CHECK(found(with_volume(flag, R"("count": "${var.x ? 1 : 0}", "encrypted": true)")) == "");
    CHECK(found(with_volume(flag, R"("count": "${var.x ? 1 : 0}")"), {{"terraform.tfvars.json", R"({"x": false})"}}) ==
          "");
}

TEST_CASE("a module that exists under a condition brings its resources under it") {
    const FileMap module = {{"m/main.tf.json", R"({"resource": {"aws_ebs_volume": {"w": {}}}})"}};
    CHECK(
        found(cat(R"({"variable": {)", flag, R"(}, "module": {"m": {"source": "./m", "count": "${var.x ? 1 : 0}"}}})"),
              module) == "EBS001 module.m[0].aws_ebs_volume.w m/main.tf.json:1");
    const FileMap guarded = {
        {"m/main.tf.json",
         R"({"variable": {"on": {}}, "resource": {"aws_ebs_volume": {"w": {"encrypted": "${var.on}"}}}})"}};
    CHECK(found(R"({"variable": {"x": {"type": "bool", "default": false}},
                    "module": {"m": {"source": "./m", "count": "${var.x ? 1 : 0}", "on": "${var.x}"}}})",
                guarded) == "");
}

TEST_CASE("a resource with a condition in a module with a condition needs both") {
    const FileMap module = {{"m/main.tf.json",
                             R"({"variable": {"on": {}, "encrypted": {}}, "resource": {"aws_ebs_volume": {"w": {
                                 "count": "${var.on ? 1 : 0}", "encrypted": "${var.encrypted}"}}}})"}};
    const auto with = [&](std::string_view encrypted) {
        return found(
            cat(R"({"variable": {"x": {"type": "bool", "default": false}, "y": {"type": "bool", "default": false}},
            "module": {"m": {"source": "./m", "count": "${var.x ? 1 : 0}", "on": "${var.y}", "encrypted": ")",
                encrypted, R"("}}})"),
            module);
    };
    CHECK(with("${var.x}") == "");
    CHECK(with("${var.y}") == "");
    CHECK(with("${!var.x || !var.y}") == "EBS001 module.m[0].aws_ebs_volume.w[0] m/main.tf.json:2");
}

TEST_CASE("two conditionals on one variable stay consistent") {
    // Not encrypted and there: never.
    CHECK(found(with_volume(flag, R"("count": "${var.x ? 1 : 0}", "encrypted": "${var.x ? true : false}")")) == "");
    CHECK(found(with_volume(flag, R"("count": "${var.x ? 1 : 0}", "encrypted": "${!var.x ? true : false}")")) ==
          "EBS001 aws_ebs_volume.v[0] main.tf.json:1");
    CHECK(found(with_volume(
              R"("env": {"default": "dev"})",
              R"("count": "${var.env == \"prod\" ? 1 : 0}", "encrypted": "${var.env == \"test\" ? false : true}")")) ==
          "");
    CHECK(found(with_volume(R"("n": {"type": "number", "default": 1})",
                            R"("count": "${var.n > 5 ? 1 : 0}", "encrypted": "${var.n < 3 ? false : true}")")) == "");
}

TEST_CASE("plain uses of a variable follow what a conditional on it assumes") {
    CHECK(found(with_volume(R"("x": {"type": "bool", "default": false})",
                            R"("count": "${var.x ? 1 : 0}", "encrypted": "${var.x}")")) == "");
    CHECK(found(with_volume(R"("x": {"type": "bool", "default": true})",
                            R"("count": "${var.x ? 0 : 1}", "encrypted": "${!var.x}")")) == "");
}

TEST_CASE("a conditional may stand in a local, or in the input of a module") {
    CHECK(
        found(with_volume(flag, R"("encrypted": "${local.on}")", R"(, "locals": {"on": "${var.x ? true : false}"})")) ==
        "EBS001 aws_ebs_volume.v main.tf.json:1 if !(var.x) with x=false");
    const FileMap module = {
        {"m/main.tf.json",
         R"({"variable": {"on": {}}, "resource": {"aws_ebs_volume": {"w": {"encrypted": "${var.on}"}}}})"}};
    CHECK(found(cat(R"({"variable": {)", flag,
                    R"(}, "module": {"m": {"source": "./m", "on": "${var.x ? true : false}"}}})"),
                module) == "EBS001 module.m.aws_ebs_volume.w m/main.tf.json:1 if !(var.x) with x=false");
}

TEST_CASE("the test of a conditional may lead through locals and inputs") {
    CHECK(blamed(with_volume(R"("env": {"default": "dev"})", R"("encrypted": "${local.prod ? true : false}")",
                             R"(, "locals": {"prod": "${var.env == \"prod\"}"})")) == " if !(local.prod) with env=dev");
    CHECK(blamed(with_volume(R"("env": {"default": "dev"})", R"("encrypted": "${local.prod ? false : true}")",
                             R"(, "locals": {"prod": "${var.env == \"prod\"}"})")) == " if (local.prod) with env=prod");
    const FileMap module = {
        {"m/main.tf.json",
         R"({"variable": {"on": {}}, "resource": {"aws_ebs_volume": {"w": {"encrypted": "${var.on ? true : false}"}}}})"}};
    CHECK(found(cat(R"({"variable": {)", flag, R"(}, "module": {"m": {"source": "./m", "on": "${var.x}"}}})"),
                module) == "EBS001 module.m.aws_ebs_volume.w m/main.tf.json:1 if !(module.m: var.on) with x=false");
}

TEST_CASE("a test that goes through a for is one condition, whoever asks") {
    CHECK(found(with_volume(R"J("zones": {"type": "list(string)", "default": ["a"]})J",
                            R"("encrypted": "${local.many ? true : false}")",
                            R"(, "locals": {"many": "${length([for z in var.zones : z]) > 0}"})")) ==
          "EBS001 aws_ebs_volume.v main.tf.json:1 if !(local.many) with zones=empty");
    CHECK(found(with_volume(R"("z": {})", R"("encrypted": "${local.a ? true : false}")",
                            R"(, "locals": {"a": "${contains([for z in [var.z] : upper(z)], \"A\")}"})")) ==
          "EBS001 aws_ebs_volume.v main.tf.json:1 if !(local.a) with z=");
}

TEST_CASE("a variable with a number or a collection is tried around what it is compared with") {
    CHECK(blamed(with_volume(R"("n": {"type": "number", "default": 1})",
                             R"("encrypted": "${var.n >= 3 ? false : true}")")) == " if (var.n >= 3) with n=3");
    CHECK(blamed(with_volume(R"J("l": {"type": "list(string)", "default": ["a"]})J",
                             R"("encrypted": "${length(var.l) == 0 ? false : true}")")) ==
          " if (length(var.l) == 0) with l=empty");
    CHECK(blamed(with_volume(R"("k": {"default": null})", R"("encrypted": "${var.k == null ? false : true}")")) ==
          " if (var.k == null) with k=null");
}

TEST_CASE("what no value can bring about is not found") {
    CHECK(found(with_volume(flag, R"("encrypted": "${var.x && !var.x ? false : true}")")) == "");
    CHECK(found(with_volume(R"("env": {"type": "string", "default": "a"})",
                            R"("encrypted": "${var.env == \"a\" && var.env == \"b\" ? false : true}")")) == "");
}

TEST_CASE("several variables are found together") {
    CHECK(blamed(with_volume(R"("a": {"type": "bool", "default": false}, "b": {"default": "x"})",
                             R"("encrypted": "${var.a && var.b == \"y\" ? false : true}")")) ==
          R"( if (var.a && var.b == "y") with a=true, b=y)");
}

TEST_CASE("a conditional within a conditional") {
    const std::string nested =
        with_volume(R"("a": {"type": "bool", "default": true}, "b": {"type": "bool", "default": true})",
                    R"("encrypted": "${var.a ? (var.b ? true : false) : true}")");
    CHECK(blamed(nested) == " if (var.a) && !(var.b) with a=true, b=false");
}

TEST_CASE("a test that itself has a conditional knows all that it may depend on") {
    CHECK(blamed(with_volume(R"("a": {"type": "bool", "default": true}, "b": {"default": "y"}, "c": {"default": "z"})",
                             R"("encrypted": "${(var.a ? var.b : var.c) == \"x\" ? false : true}")")) ==
          R"( if ((var.a ? var.b : var.c) == "x") with a=true, b=x, c=z)");
}

TEST_CASE("the value of a sensitive variable is in no example") {
    const Report report = judged({{"main.tf.json", with_volume(R"("p": {"default": "hunter2", "sensitive": true})",
                                                               R"("encrypted": "${var.p == \"\" ? true : false}")")}},
                                 {"main.tf.json"}, {"EBS001"});
    CHECK(findings_of(report).find("hunter2") == std::string::npos);
    CHECK(findings_of(report).ends_with("with p=****"));
}

TEST_CASE("a dynamic block that depends on a variable") {
    const auto open = [](std::string_view for_each) {
        return findings_of(
            judged({{"main.tf.json",
                     cat(R"({"variable": {)", flag,
                         R"(}, "resource": {"aws_security_group": {"g": {"dynamic": {"ingress": {"for_each": ")",
                         for_each, R"(", "content": {"protocol": "tcp", "from_port": 22, "to_port": 22,
                  "cidr_blocks": ["0.0.0.0/0"]}}}}}}})")}},
                   {"main.tf.json"}, {"SG001"}));
    };
    CHECK(open("${var.x ? [1] : []}") == "SG001 aws_security_group.g main.tf.json:2 if (var.x) with x=true");
    CHECK(open("${var.x ? [] : [1]}") == "SG001 aws_security_group.g main.tf.json:2 if !(var.x) with x=false");
}

// ---- time

TEST_CASE("a hundred conditionals on as many variables are quick") {
    std::string variables;
    std::string volumes;
    for (int i = 0; i < 100; ++i) {
        const std::string_view comma = i == 0 ? "" : ",";
        variables += cat(comma, R"("x)", i, R"(": {"default": "a"})");
        volumes +=
            cat(comma, R"("v)", i, R"(": {"count": "${var.x)", i, R"( == \"b\" ? 1 : 0}", "encrypted": "${var.x)",
                (i + 1) % 100, R"( == \"c\" ? false : true}"})");
    }
    const std::string main =
        cat(R"({"variable": {)", variables, R"(}, "resource": {"aws_ebs_volume": {)", volumes, "}}}");
    const std::string all = found(main);
    CHECK(std::count(all.begin(), all.end(), '\n') == 99);
    CHECK(seconds(main) < 5);
}

TEST_CASE("one test of twenty variables is bounded") {
    std::string variables;
    std::string test;
    for (int i = 0; i < 20; ++i) {
        variables += cat(i == 0 ? "" : ",", R"("x)", i, R"(": {"default": "a"})");
        test += cat(i == 0 ? "" : " && ", "var.x", i, R"( == \"b)", i, R"(\")");
    }
    CHECK(seconds(with_volume(variables, cat(R"("encrypted": "${)", test, R"( ? false : true}")"))) < 5);
}

TEST_CASE("locals that double what they refer to are bounded") {
    std::string locals = R"("l0": "${var.x}")";
    for (int i = 1; i < 40; ++i) locals += cat(R"(, "l)", i, R"(": "${local.l)", i - 1, "}${local.l", i - 1, R"(}")");
    const std::string main =
        with_volume(R"("x": {"default": ""})", R"("encrypted": "${local.l39 == \"a\" ? true : false}")",
                    cat(R"(, "locals": {)", locals, "}"));
    CHECK(seconds(main) < 10);
}

TEST_CASE("locals that each refer to many others are bounded") {
    std::string locals = R"("l0": "${var.x == \"q\"}")";
    for (int i = 1; i < 12; ++i) {
        std::string sum;
        for (int j = 0; j < 10; ++j) sum += cat(j == 0 ? "" : " || ", "local.l", i - 1);
        locals += cat(R"(, "l)", i, R"(": "${)", sum, R"(}")");
    }
    const std::string main = with_volume(R"("x": {"default": ""})", R"("encrypted": "${local.l11 ? true : false}")",
                                         cat(R"(, "locals": {)", locals, "}"));
    CHECK(seconds(main) < 10);
}
