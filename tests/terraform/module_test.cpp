// Files of a module taken apart: forms of blocks, override files, and what counts as a configuration at all.

#include "terraform/module.h"

#include <doctest/doctest.h>

#include <deque>

#include "base/text.h"
#include "document/read.h"

namespace {

using namespace lintel;

struct NamedText {
    std::string name;
    std::string text;
};

/// A module and the documents that it points into.
class Taken {
   public:
    explicit Taken(const std::vector<NamedText>& files) {
        std::vector<ModuleFile> all;
        for (const NamedText& file : files) {
            const ReadResult read = read_document(file.name, file.text);
            REQUIRE(read.readable);
            documents_.push_back(read.document);
            all.push_back({static_cast<std::uint32_t>(all.size()), read.document.get()});
        }
        blocks = read_module("", all);
    }

    /// "TYPE.NAME", with "data." before that of a data source, each with the number of its layers.
    std::string resources() const {
        std::string out;
        for (const ResourceBlock& block : blocks.resources) {
            out += cat(out.empty() ? "" : " ", block.data ? "data." : "", block.type, ".", block.name);
            if (block.body.size() != 1) out += cat("*", block.body.size());
        }
        return out;
    }

    explicit Taken(std::string_view main) : Taken(std::vector<NamedText>{{"main.tf.json", std::string(main)}}) {}

    template <typename Named>
    static std::string names(const Named& all) {
        std::string out;
        for (const auto& [name, what] : all) out += cat(out.empty() ? "" : " ", name);
        return out;
    }

    std::string text(FileNode node) const { return std::string(documents_[node.file]->text(node.node)); }
    std::string key(FileNode node) const { return std::string(documents_[node.file]->key(node.node)); }

    ModuleBlocks blocks;

   private:
    std::deque<std::shared_ptr<const Document>> documents_;
};

std::string resources(std::string_view text) { return Taken(text).resources(); }

bool is_configuration(std::string_view name, std::string_view text) {
    const ReadResult read = read_document(std::string(name), std::string(text));
    REQUIRE(read.readable);
    return looks_like_configuration(*read.document, name);
}

constexpr std::string_view bucket = R"({"resource": {"aws_s3_bucket": {"a": {}}}})";

}  // namespace

TEST_CASE("a block may be an object or an array of objects at every level") {
    constexpr std::string_view same = "aws_s3_bucket.a aws_s3_bucket.b";
    CHECK(resources(R"({"resource": {"aws_s3_bucket": {"a": {}, "b": {}}}})") == same);
    CHECK(resources(R"({"resource": [{"aws_s3_bucket": {"a": {}}}, {"aws_s3_bucket": {"b": {}}}]})") == same);
    CHECK(resources(R"({"resource": {"aws_s3_bucket": [{"a": {}}, {"b": {}}]}})") == same);
    CHECK(resources(R"({"resource": {"aws_s3_bucket": {"a": [{}], "b": [{}]}}})") == same);
    CHECK(resources(R"({"resource": [{"aws_s3_bucket": [{"a": [{}]}, {"b": {}}]}]})") == same);
    CHECK(resources(R"({"data": [{"aws_ami": [{"a": [{}]}]}]})") == "data.aws_ami.a");
}

TEST_CASE("the other sections take both forms, too") {
    const Taken taken(R"({
        "variable": [{"a": {}}, {"b": [{}]}],
        "locals": [{"c": 1}, {"d": 2}],
        "output": {"e": [{"value": 1}]},
        "module": [{"f": {}}, {"g": [{}]}]
    })");
    CHECK(Taken::names(taken.blocks.variables) == "a b");
    CHECK(Taken::names(taken.blocks.locals) == "c d");
    CHECK(Taken::names(taken.blocks.outputs) == "e");
    CHECK(Taken::names(taken.blocks.call_index) == "f g");
}

TEST_CASE("a key of two slashes is a comment wherever blocks stand") {
    CHECK(resources(R"({"//": "a", "resource": {"//": {"x": {"y": {}}}, "aws_s3_bucket": {"//": {}, "a": {}}}})") ==
          "aws_s3_bucket.a");
    const Taken taken(R"({"locals": {"//": "why", "a": 1}, "variable": {"//": {}, "b": {}}})");
    CHECK(Taken::names(taken.blocks.locals) == "a");
    CHECK(Taken::names(taken.blocks.variables) == "b");
}

TEST_CASE("what is neither an object nor an array of objects declares nothing") {
    CHECK(resources(R"({"resource": "aws_s3_bucket"})") == "");
    CHECK(resources(R"({"resource": {"aws_s3_bucket": {"a": 1, "b": [1, null]}}})") == "");
    CHECK(resources(R"({"resource": {"aws_s3_bucket": []}})") == "");
}

TEST_CASE("the key of a resource is its name, in whichever form it is written") {
    for (const std::string_view text :
         {bucket, std::string_view(R"({"resource": [{"aws_s3_bucket": [{"a": [{}]}]}]})")}) {
        const Taken taken(text);
        REQUIRE(taken.blocks.resources.size() == 1);
        CHECK(taken.key(taken.blocks.resources[0].keyed) == "a");
    }
}

TEST_CASE("a resource and a data source of the same name are two") {
    const Taken taken(R"({"resource": {"aws_x": {"a": {}}}, "data": {"aws_x": {"a": {}}}})");
    CHECK(taken.resources() == "aws_x.a data.aws_x.a");
    REQUIRE(taken.blocks.find(true, "aws_x", "a") != nullptr);
    CHECK(taken.blocks.find(true, "aws_x", "a") != taken.blocks.find(false, "aws_x", "a"));
    CHECK(taken.blocks.find(false, "aws_x", "b") == nullptr);
}

TEST_CASE("files are read by name, and override files after all others") {
    const Taken taken({{"a_override.tf.json", R"({"resource": {"aws_x": {"z": {"v": "override"}}}})"},
                       {"override.tf.json", R"({"resource": {"aws_x": {"z": {"v": "last"}}}})"},
                       {"z.tf.json", R"({"resource": {"aws_x": {"z": {"v": "base"}}}})"},
                       {"b.tf.json", R"({"resource": {"aws_x": {"b": {}}}})"}});
    REQUIRE(taken.resources() == "aws_x.b aws_x.z*3");
    const ResourceBlock& block = *taken.blocks.find(false, "aws_x", "z");
    CHECK(block.body[0].file == 2);
    CHECK(block.body[1].file == 0);
    CHECK(block.body[2].file == 1);
    CHECK(block.keyed.file == 2);
}

TEST_CASE("an override file adds layers to modules, variables and outputs, and replaces locals") {
    const Taken taken(
        {{"main.tf.json",
          R"({"module": {"m": {}}, "variable": {"v": {}}, "output": {"o": {}}, "locals": {"l": "base"}})"},
         {"override.tf.json",
          R"({"module": {"m": {}}, "variable": {"v": {}}, "output": {"o": {}}, "locals": {"l": "other"}})"}});
    REQUIRE(taken.blocks.calls.size() == 1);
    CHECK(taken.blocks.calls[0].body.size() == 2);
    CHECK(taken.blocks.variables.at("v").size() == 2);
    CHECK(taken.blocks.outputs.at("o").size() == 2);
    CHECK(taken.text(taken.blocks.locals.at("l")) == "other");
}

TEST_CASE("a resource that is declared twice counts once") {
    CHECK(Taken({{"a.tf.json", std::string(bucket)}, {"b.tf.json", std::string(bucket)}}).resources() ==
          "aws_s3_bucket.a");
}

TEST_CASE("only .tf.json and .tofu.json name a part of a configuration") {
    for (const std::string_view name : {"main.tf.json", "infra/main.tf.json", "main.tofu.json", "cdk.tf.json"})
        CHECK_MESSAGE(is_configuration_name(name), name);
    for (const std::string_view name : {"main.json", ".tf.json", "infra/.tf.json", "main.tf", "main.tf.json.bak"})
        CHECK_FALSE_MESSAGE(is_configuration_name(name), name);
}

TEST_CASE("only two kinds of names are those of values that Terraform reads by itself") {
    for (const std::string_view name : {"terraform.tfvars.json", "a/terraform.tfvars.json", "x.auto.tfvars.json"})
        CHECK_MESSAGE(is_variables_name(name), name);
    for (const std::string_view name : {"x.tfvars.json", "terraform.tfvars", "my-terraform.tfvars.json"})
        CHECK_FALSE_MESSAGE(is_variables_name(name), name);
}

TEST_CASE("a file of another name is a configuration if it declares a resource, a data source or a module") {
    CHECK(is_configuration("x.json", bucket));
    CHECK(is_configuration("x.json", R"({"data": {"aws_ami": {"a": {}}}})"));
    CHECK(is_configuration("x.json", R"({"module": {"a": {"source": "./a"}}})"));
    CHECK_FALSE(is_configuration("x.json", R"({"variable": {"a": {}}})"));
    CHECK_FALSE(is_configuration("x.json", R"({"terraform": {}})"));
    CHECK_FALSE(is_configuration("x.json", R"({"resource": {"aws_s3_bucket": {}}})"));
}

TEST_CASE("documents of other tools that share words with a configuration are none") {
    CHECK_FALSE(is_configuration("x.json", R"({"data": {"user": {"name": {}}}})"));
    CHECK_FALSE(is_configuration("x.json", R"({"data": [{"id": {"aws_x": {}}}]})"));
    CHECK_FALSE(is_configuration("x.json", R"({"resource": {"aws_s3_bucket": {"a": {}}}, "kind": "List"})"));
    CHECK_FALSE(is_configuration("x.json", R"([{"resource": {"aws_s3_bucket": {"a": {}}}}])"));
    CHECK_FALSE(is_configuration("x.json", R"("resource")"));
    CHECK_FALSE(is_configuration("x.yaml", "resource:\n  aws_s3_bucket:\n    a: {}\n"));
}

TEST_CASE("a file that is named as a part of a configuration need not declare a resource") {
    CHECK(is_configuration("variables.tf.json", R"({"variable": {"a": {}}})"));
    CHECK(is_configuration("versions.tf.json", R"({"//": "pins", "terraform": {}})"));
    CHECK_FALSE(is_configuration("main.tf.json", R"({"//": "nothing"})"));
    CHECK_FALSE(is_configuration("main.tf.json", "{}"));
    CHECK_FALSE(is_configuration("main.tf.json", "[]"));
}

TEST_CASE("a block that is not known here does not keep the rest of a configuration from being one") {
    CHECK(
        is_configuration("main.tf.json", R"({"resource": {"aws_s3_bucket": {"a": {}}}, "action": {"x": {"y": {}}}})"));
}
