// What names in expressions stand for: variables, locals, resources, data sources, files, iterators; how their values
// came to be, and which of them are secrets.

#include <doctest/doctest.h>

#include "base/text.h"
#include "terraform/configuration_sample.h"
#include "terraform/evaluator.h"

using namespace lintel;
using namespace lintel::test;

namespace {

/// What an expression gives where a variable x is declared so.
std::string with_variable(std::string_view expression, std::string_view declaration, FileMap others = {}) {
    return evaluated(expression, cat(R"({"variable": {"x": )", declaration, "}}"), std::move(others));
}

}  // namespace

// ---- variables

TEST_CASE("a variable is its default until somebody gives it a value") {
    CHECK(with_variable("var.x", R"({"default": 1})") == "1");
    CHECK(with_variable("var.x", R"({"default": 1})", {{"terraform.tfvars.json", R"({"x": 2})"}}) == "2");
    CHECK(with_variable("var.x", "{}", {{"a.auto.tfvars.json", R"({"x": 3})"}}) == "3");
    CHECK(with_variable("var.x", R"({"default": {"a": [1]}})") == "{a: [1]}");
}

TEST_CASE("files with values are read in Terraform's order, and only those that it reads by itself") {
    const FileMap given = {{"terraform.tfvars.json", R"({"x": "base"})"},
                           {"a.auto.tfvars.json", R"({"x": "a"})"},
                           {"b.auto.tfvars.json", R"({"x": "b"})"},
                           {"z.tfvars.json", R"({"x": "not read"})"}};
    CHECK(with_variable("var.x", "{}", given) == "\"b\"");
    CHECK(with_variable("var.x", "{}", {{"z.tfvars.json", R"({"x": 1})"}}) == "?variable x, which has no default");
}

TEST_CASE("a variable that nobody gives a value is not known, and says so") {
    CHECK(with_variable("var.x", "{}") == "?variable x, which has no default");
    CHECK(with_variable("var.x.a", "{}") == "??variable x, which has no default");
    CHECK(with_variable("var.x[0]", "{}") == "??variable x, which has no default");
    CHECK(evaluated("var.x") == "?variable x, which is not declared");
    CHECK(with_variable("var", "{}") == "?all that var holds");
}

TEST_CASE("values and defaults of variables are no templates") {
    CHECK(with_variable("var.x", R"({"default": "${aws:username}"})") == "\"${aws:username}\"");
    CHECK(with_variable("var.x", R"({"default": {"a": ["%{b}"]}})") == R"({a: ["%{b}"]})");
    CHECK(with_variable("var.x", "{}", {{"terraform.tfvars.json", R"({"x": "${path.module}"})"}}) ==
          "\"${path.module}\"");
}

TEST_CASE("a variable that may not be null takes its default instead") {
    const FileMap null_given = {{"terraform.tfvars.json", R"({"x": null})"}};
    CHECK(with_variable("var.x", R"({"default": 1})", null_given) == "absent");
    CHECK(with_variable("var.x", R"({"default": 1, "nullable": true})", null_given) == "absent");
    CHECK(with_variable("var.x", R"({"default": 1, "nullable": false})", null_given) == "1");
}

TEST_CASE("an input of a module that is null is null, unless the variable may not be") {
    const auto asked = [](std::string_view declaration, std::string_view input) {
        return evaluated("module.m.x", cat(R"({"module": {"m": {"source": "./m")", input, "}}}"),
                         {{"m/main.tf.json", cat(R"({"variable": {"x": )", declaration,
                                                 R"(}, "output": {"x": {"value": "${var.x}"}}})")}});
    };
    CHECK(asked(R"({"default": 1})", "") == "1");
    CHECK(asked(R"({"default": 1})", R"(, "x": 2)") == "2");
    CHECK(asked(R"({"default": 1})", R"(, "x": null)") == "absent");
    CHECK(asked(R"({"default": 1, "nullable": false})", R"(, "x": null)") == "1");
    CHECK(asked("{}", "") == "?variable x of module.m, which is not given");
}

TEST_CASE("an optional attribute that is left out takes its default, or null") {
    constexpr std::string_view type =
        R"J({"type": "object({a = optional(bool, true), b = optional(string), c = optional(object({d = optional(number, 5)}), {})})", "default": )J";
    CHECK(with_variable("var.x.a", cat(type, "{}}")) == "true");
    CHECK(with_variable("var.x.a", cat(type, R"({"a": false}})")) == "false");
    CHECK(with_variable("var.x.a", cat(type, R"({"a": null}})")) == "true");
    CHECK(with_variable("[var.x.b]", cat(type, "{}}")) == "[null]");
    CHECK(with_variable("var.x.c.d", cat(type, "{}}")) == "5");
    CHECK(with_variable("var.x.c.d", cat(type, R"({"c": {"d": 6}}})")) == "6");
    CHECK(with_variable("var.x[0].a", R"J({"type": "list(object({a = optional(bool, true)}))", "default": [{}]})J") ==
          "true");
    CHECK(with_variable("var.x.k.a",
                        R"J({"type": "map(object({a = optional(bool, true)}))", "default": {"k": {}}})J") == "true");
    CHECK(with_variable("try(var.x.e, 7)", R"J({"type": "map(number)", "default": {}})J") == "7");
}

// ---- locals

TEST_CASE("locals lead through other locals") {
    constexpr std::string_view declarations =
        R"({"variable": {"x": {"default": "v"}},
            "locals": {"a": "${local.b}!", "b": "${local.c.d[0]}", "c": {"d": ["${var.x}"]}}})";
    CHECK(evaluated("local.a", declarations) == "\"v!\"");
    CHECK(evaluated("local.none", declarations) == "?local none, which is not declared");
}

TEST_CASE("the trace tells the way a value took, the latest step first") {
    ConfigurationSample sample(
        "{\"variable\": {\n"
        "  \"x\": {\"default\": \"v\"}},\n"
        " \"locals\": {\n"
        "  \"a\": \"${local.b}\",\n"
        "  \"b\": \"${var.x}\"}}\n");
    const Value value = sample.value("local.a");
    CHECK(trace_of(value) == "local a < local b < variable x, default 'v'");
    REQUIRE(value.trace != nullptr);
    Value step;
    step.place = value.trace->place;
    CHECK(place_of(step) == "main.tf.json:4");
    step.place = value.trace->next->next->place;
    CHECK(place_of(step) == "main.tf.json:2");
    CHECK(trace_of(sample.value(R"("<${local.b}>")")) == "local b < variable x, default 'v'");
}

TEST_CASE("a value that is given is told with the file that gives it") {
    ConfigurationSample sample(R"({"variable": {"x": {"default": "v"}}})",
                               {{"terraform.tfvars.json", R"({"x": "w"})"}});
    const Value value = sample.value("var.x");
    CHECK(trace_of(value) == "variable x, given 'w'");
    Value step;
    step.place = value.trace->place;
    CHECK(place_of(step) == "terraform.tfvars.json:1");
}

TEST_CASE("what an expression gives stands where it is written, what is in it where that is written") {
    ConfigurationSample sample(
        "{\"locals\": {\n"
        "  \"a\": \"x\",\n"
        "  \"l\": [\n"
        "    1,\n"
        "    {\"b\": 2}]}}\n");
    CHECK(place_of(sample.value("local.a")) == "asked.tf.json:1");
    CHECK(place_of(sample.value("local.l")) == "main.tf.json:3");
    const Value list = sample.value("local.l");
    CHECK(place_of(item(list, 0, sample.env())) == "main.tf.json:4");
    CHECK(place_of(member(item(list, 1, sample.env()), "b", sample.env())) == "main.tf.json:5");
}

// ---- secrets

TEST_CASE("what comes from a sensitive variable is secret, wherever it goes") {
    constexpr std::string_view text = R"({"default": "s", "sensitive": true})";
    CHECK(with_variable("var.x", text) == "!\"s\"");
    CHECK(with_variable(R"("a-${var.x}")", text) == "!\"a-s\"");
    CHECK(with_variable("upper(var.x)", text) == "!\"S\"");
    CHECK(with_variable("true ? var.x : 1", text) == "!\"s\"");
    CHECK(with_variable("[for y in [var.x] : y]", text) == "[!\"s\"]");
    CHECK(with_variable("nonsensitive(var.x)", text) == "\"s\"");
    CHECK(with_variable("var.x", R"({"sensitive": true})") == "!?variable x, which has no default");
}

TEST_CASE("what is in a secret object or list is secret") {
    constexpr std::string_view map = R"({"default": {"a": "s", "l": ["t"], "j": "{\"k\": \"u\"}"}, "sensitive": true})";
    CHECK(with_variable("var.x.a", map) == "!\"s\"");
    CHECK(with_variable(R"(var.x["a"])", map) == "!\"s\"");
    CHECK(with_variable("var.x.l[0]", map) == "!\"t\"");
    CHECK(with_variable("var.x.l[*]", map) == "[!\"t\"]");
    CHECK(with_variable("[for k, v in var.x : v if k == \"a\"]", map) == "[!\"s\"]");
    CHECK(with_variable("jsondecode(var.x.j).k", map) == "!\"u\"");
    CHECK(with_variable("var.x", map) == R"(!{a: !"s", l: ![!"t"], j: !"{"k": "u"}"})");
}

TEST_CASE("the trace of a secret does not quote it") {
    ConfigurationSample sample(R"({"variable": {"x": {"default": "hunter2", "sensitive": true}},
                                   "module": {"m": {"source": "./m"}}})",
                               {{"m/main.tf.json",
                                 R"({"variable": {"y": {"default": "hunter2", "sensitive": true}},
                                     "output": {"y": {"value": "${var.y}"}}})"}});
    CHECK(trace_of(sample.value("var.x")) == "variable x, default '****'");
    CHECK(trace_of(sample.value("module.m.y")) == "output y of module.m < variable y of module.m, default '****'");
    ConfigurationSample given(R"({"variable": {"x": {"sensitive": true}}})",
                              {{"terraform.tfvars.json", R"({"x": "hunter2"})"}});
    CHECK(trace_of(given.value("var.x")) == "variable x, given '****'");
}

TEST_CASE("a sensitive output of a module is secret, and so is a sensitive input") {
    const FileMap module = {{"m/main.tf.json",
                             R"({"variable": {"in": {"sensitive": true}},
                                 "output": {"out": {"value": "s", "sensitive": true}, "back": {"value": "${var.in}"}}})"}};
    constexpr std::string_view call = R"({"module": {"m": {"source": "./m", "in": "t"}}})";
    CHECK(evaluated("module.m.out", call, module) == "!\"s\"");
    CHECK(evaluated("module.m.back", call, module) == "!\"t\"");
}

// ---- resources and data sources

TEST_CASE("an attribute of a resource is what is written there, or known only after apply") {
    constexpr std::string_view group =
        R"({"resource": {"aws_security_group": {"g": {"description": "d", "tags": {"a": "b"}}}}})";
    CHECK(evaluated("aws_security_group.g.description", group) == "\"d\"");
    CHECK(evaluated("aws_security_group.g.tags.a", group) == "\"b\"");
    CHECK(evaluated(R"("${aws_security_group.g.id}/32")", group) == "\"~/32\"");
    CHECK(evaluated("aws_security_group.g.id", group) == "@aws_security_group.g");
    CHECK(evaluated("try(aws_security_group.g.id, 1)", group) == "@aws_security_group.g");
    ConfigurationSample sample(group);
    CHECK(sample.value("aws_security_group.g.vpc_id").text ==
          "attribute vpc_id of aws_security_group.g, which is known only after apply");
}

TEST_CASE("a resource or a module as a whole is an object like any other") {
    constexpr std::string_view both =
        R"({"resource": {"aws_vpc": {"v": {"cidr_block": "c"}}}, "module": {"m": {"source": "./m"}}})";
    const FileMap module = {{"m/main.tf.json", R"({"output": {"a": {"value": 1}, "b": {"value": 2}}})"}};
    CHECK(evaluated("[for k, v in module.m : \"${k}${v}\"]", both, module) == R"(["a1", "b2"])");
    CHECK(evaluated("merge(module.m, {c = 3}).c", both, module) == "3");
    CHECK(evaluated("lookup(module.m, \"b\", 0)", both, module) == "2");
    CHECK(evaluated("\"${jsonencode(module.m)}.\"", both, module) == R"("{"a":1,"b":2}.")");
    CHECK(evaluated("merge(aws_vpc.v, {c = 3}).cidr_block", both, module) == "\"c\"");
    CHECK(evaluated("\"${aws_vpc.v}.\"", both, module).find("cidr_block") != std::string::npos);
    CHECK(evaluated("keys(aws_vpc.v)", both, module).starts_with("?"));
    CHECK(evaluated("[for k, v in aws_vpc.v : k if k == \"cidr_block\"]", both, module).starts_with("["));
    CHECK(evaluated("aws_vpc.v == aws_vpc.v", both, module).starts_with("?"));
}

TEST_CASE("what a block of a resource leaves out is known only after apply") {
    constexpr std::string_view disk =
        R"({"resource": {"aws_instance": {"i": {"root_block_device": {"volume_size": 1}}}}})";
    CHECK(evaluated("aws_instance.i.root_block_device[0].volume_size", disk) == "1");
    CHECK(evaluated("aws_instance.i.root_block_device[0].encrypted", disk).starts_with("?"));
}

TEST_CASE("attributes of instances by count and for_each") {
    constexpr std::string_view several =
        R"({"resource": {"aws_ebs_volume": {
            "c": {"count": 2, "size": "${count.index + 7}"},
            "e": {"for_each": {"a": 1, "b": 2}, "size": "${each.value}", "type": "${each.key}"}}}})";
    CHECK(evaluated("aws_ebs_volume.c[1].size", several) == "8");
    CHECK(evaluated("aws_ebs_volume.c[*].size", several) == "[7, 8]");
    CHECK(evaluated("length(aws_ebs_volume.c)", several) == "2");
    CHECK(evaluated(R"(aws_ebs_volume.e["b"].size)", several) == "2");
    CHECK(evaluated("[for k, v in aws_ebs_volume.e : \"${k}${v.type}\"]", several) == R"(["aa", "bb"])");
    CHECK(evaluated("aws_ebs_volume.c[0].id", several) == "@aws_ebs_volume.c[0]");
    CHECK(evaluated("aws_ebs_volume.c[2].size", several) == "??an item that the list does not have");
}

TEST_CASE("what there is none of, and what is not declared") {
    constexpr std::string_view none = R"({"resource": {"aws_vpc": {"v": {"count": 0}}}})";
    CHECK(evaluated("aws_vpc.v[0].id", none) == "?aws_vpc.v, of which there is none");
    CHECK(evaluated("aws_vpc.w.id", none) == "?aws_vpc.w, which is not declared here");
    CHECK(evaluated("data.aws_vpc.v.id", none) == "?data.aws_vpc.v, which is not declared here");
    CHECK(evaluated("module.m.x", none) == "?module m, which is not read");
    CHECK(evaluated("bare") == "?bare, which is no name that is known here");
}

TEST_CASE("a data source knows what it is given") {
    constexpr std::string_view bucket = R"({"data": {"aws_s3_bucket": {"b": {"bucket": "name"}}}})";
    CHECK(evaluated("data.aws_s3_bucket.b.bucket", bucket) == "\"name\"");
    CHECK(evaluated("data.aws_s3_bucket.b.arn", bucket) ==
          "?attribute arn of data.aws_s3_bucket.b, which is known only after apply");
}

TEST_CASE("resources that refer to one another give an unknown") {
    constexpr std::string_view circle =
        R"({"resource": {"aws_vpc": {"a": {"cidr": "${aws_vpc.b.cidr}"}, "b": {"cidr": "${aws_vpc.a.cidr}"}}}})";
    CHECK(evaluated("aws_vpc.a.cidr", circle) == "?an expression that takes too many steps to evaluate");
}

// ---- iterators

TEST_CASE("iterators mean something only where they are") {
    CHECK(evaluated("count.index") == "?count.index, which has no meaning here");
    CHECK(evaluated("each.key") == "?each.key, which has no meaning here");
    CHECK(evaluated("self.id") == "?a value that exists only after apply");
}

TEST_CASE("the blocks that a dynamic block makes stand behind those that are written") {
    constexpr std::string_view group =
        R"({"resource": {"aws_security_group": {"g": {
            "ingress": {"from_port": 1},
            "dynamic": {"ingress": {"for_each": {"b": 3, "a": 2},
                "content": {"from_port": "${ingress.value}", "description": "${ingress.key}"}}}}}}})";
    CHECK(evaluated("aws_security_group.g.ingress[*].from_port", group) == "[1, 2, 3]");
    CHECK(evaluated("aws_security_group.g.ingress[2].description", group) == "\"b\"");
}

TEST_CASE("items of a set are their own keys") {
    constexpr std::string_view groups =
        R"_({"variable": {"ports": {"type": "set(number)", "default": [22, 443]}},
            "resource": {"aws_security_group": {
                "made": {"dynamic": {"ingress": {"for_each": "${toset([22, 443])}",
                    "content": {"from_port": "${ingress.key}"}}}},
                "declared": {"dynamic": {"ingress": {"for_each": "${var.ports}",
                    "content": {"from_port": "${ingress.key}"}}}}}}})_";
    CHECK(evaluated("aws_security_group.made.ingress[*].from_port", groups) == "[22, 443]");
    CHECK(evaluated("aws_security_group.declared.ingress[*].from_port", groups) == "[22, 443]");
    CHECK(evaluated(R"_([for k, v in toset(["b", "a"]) : k])_") == R"(["a", "b"])");
    CHECK(evaluated(R"_([for k, v in tolist(toset(["b", "a"])) : k])_") == "[0, 1]");
}

TEST_CASE("a dynamic block may name its iterator, and be written in both forms") {
    for (const std::string_view form : {R"({"ingress": %})", R"([{"ingress": [%]}])"}) {
        std::string dynamic(form);
        dynamic.replace(
            dynamic.find('%'), 1,
            R"({"for_each": ["x", "y"], "iterator": "it", "content": [{"description": "${it.value}${it.key}"}]})");
        const std::string group = cat(R"({"resource": {"aws_security_group": {"g": {"dynamic": )", dynamic, "}}}}");
        CHECK(evaluated("aws_security_group.g.ingress[*].description", group) == R"(["x0", "y1"])");
    }
}

TEST_CASE("dynamic blocks nest, and the inner one sees the outer iterator") {
    constexpr std::string_view nested =
        R"({"resource": {"aws_x": {"r": {"dynamic": {"outer": {"for_each": ["a"], "content": {
            "dynamic": {"inner": {"for_each": [1, 2], "content": {"v": "${outer.value}${inner.value}"}}}}}}}}}})";
    CHECK(evaluated("aws_x.r.outer[0].inner[*].v", nested) == R"(["a1", "a2"])");
}

TEST_CASE("a dynamic block over nothing makes no block, one over what is not known an unknown one") {
    const auto ingress = [](std::string_view for_each) {
        return evaluated(
            "aws_security_group.g.ingress",
            cat(R"({"variable": {"x": {}}, "resource": {"aws_security_group": {"g": {"dynamic": {"ingress": {
                                "for_each": )",
                for_each, R"(, "content": {}}}}}}})"));
    };
    CHECK(ingress("[]") == "@aws_security_group.g");  // not written
    CHECK(ingress("[1]") == "[{}]");
    CHECK(ingress("\"${var.x}\"").starts_with("[??"));
}

// ---- files and paths

TEST_CASE("paths are those that Terraform sees from the root module") {
    const FileMap module = {
        {"live/m/main.tf.json", R"({"output": {"p": {"value": "${path.module}|${path.root}"}}})"},
        {"lib/n/main.tf.json", R"({"output": {"p": {"value": "${path.module}"}}})"},
        {"live/main.tf.json", R"({"module": {"m": {"source": "./m"}, "n": {"source": "../lib/n"}}})"}};
    ConfigurationSample sample(module, "live");
    CHECK(sample.told("path.module") == "\".\"");
    CHECK(sample.told("path.root") == "\".\"");
    CHECK(sample.told("module.m.p") == "\"m|.\"");
    CHECK(sample.told("module.n.p") == "\"../lib/n\"");
    CHECK(sample.told("path.cwd") == "?path.cwd, which is known only where Terraform runs");
    CHECK(sample.told("terraform.workspace") == "?terraform.workspace, which is known only where Terraform runs");
}

TEST_CASE("files are found from the root module's directory, and from that of a module by its path") {
    const FileMap files = {{"live/main.tf.json", R"({"module": {"m": {"source": "../lib/m"}}})"},
                           {"live/a.txt", "live"},
                           {"a.txt", "wrong"},
                           {"lib/m/a.txt", "lib"},
                           {"lib/m/main.tf.json",
                            R"J({"output": {"own": {"value": "${file(\"${path.module}/a.txt\")}"},
                                           "bare": {"value": "${file(\"a.txt\")}"}}})J"}};
    ConfigurationSample sample(files, "live");
    CHECK(sample.told(R"(file("a.txt"))") == "\"live\"");
    CHECK(sample.told(R"(file("./a.txt"))") == "\"live\"");
    CHECK(sample.told(R"(file("${path.module}/a.txt"))") == "\"live\"");
    CHECK(sample.told(R"(file("${path.root}/a.txt"))") == "\"live\"");
    CHECK(sample.told("module.m.own") == "\"lib\"");
    CHECK(sample.told("module.m.bare") == "\"live\"");
    CHECK(sample.told(R"(filebase64("a.txt"))") == "\"bGl2ZQ==\"");
    CHECK(sample.told(R"(jsondecode(file("a.txt")))") == "?a text that is not JSON");
}

TEST_CASE("a file that is not there, or lies outside of the root, is not read") {
    ConfigurationSample sample({{"live/main.tf.json", "{\"locals\": {}}"}, {"secret.txt", "s"}, {"live/a.txt", "a"}},
                               "live", "live");
    CHECK(sample.told(R"(file("a.txt"))") == "\"a\"");
    CHECK(sample.told(R"(file("b.txt"))") == "?file b.txt, which is not there or not to be read");
    CHECK(sample.told(R"(file("../secret.txt"))") == "?file ../secret.txt, which is not there or not to be read");
    CHECK(sample.told(R"(file("/etc/passwd"))") == "?file /etc/passwd, which is not there or not to be read");
    CHECK(sample.told(R"(templatefile("../secret.txt", {}))").starts_with("?"));
}

TEST_CASE("whether a file is there is known inside of the root alone") {
    ConfigurationSample sample({{"live/main.tf.json", "{\"locals\": {}}"}, {"live/a.txt", "a"}, {"secret.txt", "s"}},
                               "live", "live");
    CHECK(sample.told(R"(fileexists("a.txt"))") == "true");
    CHECK(sample.told(R"(fileexists("b.txt"))") == "false");
    CHECK(sample.told(R"(fileexists("../secret.txt"))").starts_with("?"));
    CHECK(sample.told(R"(fileexists("../none.txt"))").starts_with("?"));
}

TEST_CASE("a file that is no text is unknown") {
    CHECK(evaluated(R"(file("a"))", "{\"locals\": {}}", {{"a", std::string("x\0y", 3)}}) ==
          "?file a, which is no text");
    CHECK(evaluated(R"(file("a"))", "{\"locals\": {}}", {{"a", "x\x01y"}}) == "?file a, which is no text");
    CHECK(evaluated(R"(file("a"))", "{\"locals\": {}}", {{"a", std::string((1U << 20U) + 1, 'x')}}) ==
          "?file a, which is too long");
}

TEST_CASE("a template file sees what it is given") {
    const FileMap templates = {{"a.tpl", "${name}%{ for x in list }-${x}%{ endfor }"},
                               {"broken.tpl", "${"},
                               {"c.tpl", "{\"a\": \"${name}\"}"}};
    constexpr std::string_view open = R"({"variable": {"y": {}}})";
    CHECK(evaluated(R"(templatefile("a.tpl", {name = "n", list = [1, 2]}))", open, templates) == "\"n-1-2\"");
    CHECK(evaluated(R"(templatefile("a.tpl", {name = var.y, list = []}))", open, templates) ==
          "?variable y, which has no default");
    CHECK(evaluated(R"(templatefile("broken.tpl", {}))", open, templates) == "?a template that cannot be read");
    CHECK(evaluated(R"(templatefile("a.tpl", var.y))", open, templates) == "?a template whose variables are not known");
    CHECK(evaluated(R"(jsondecode(templatefile("c.tpl", {name = "n"})).a)", open, templates) == "\"n\"");
}
