#include "terraform/plan_references.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "document/read.h"

namespace {

using namespace lintel;

/// The configuration of a root module, in YAML, and the resources that a plan has.
class References {
   public:
    References(std::vector<std::string> addresses, std::string root_module) : addresses_(std::move(addresses)) {
        const ReadResult read = read_document("plan.yaml", std::move(root_module));
        REQUIRE(read.readable);
        document_ = read.document;
        views_.assign(addresses_.begin(), addresses_.end());
        references_ = std::make_unique<PlanReferences>(*document_, document_->root(), views_);
    }

    /// What an attribute (`k`) of a resource refers to: "address.attribute" or "$variable", blanks between.
    std::string of(std::string_view address, std::string_view attribute = "k") const {
        std::string all;
        for (const PlanTarget& target : targets(address, attribute)) {
            if (!all.empty()) all += ' ';
            if (target.variable != PlanTarget::none)
                all += cat('$', references_->variables()[target.variable].name);
            else
                all += cat(addresses_[target.resource], target.attribute.empty() ? "" : ".", target.attribute);
        }
        return all;
    }

    std::vector<PlanTarget> targets(std::string_view address, std::string_view attribute = "k") const {
        for (std::uint32_t i = 0; i < addresses_.size(); ++i) {
            if (addresses_[i] != address) continue;
            const NodeId expressions = references_->expressions(i);
            REQUIRE(expressions != no_node);
            return references_->targets(document_->member(expressions, attribute), i);
        }
        FAIL("no such resource: " << address);
        return {};
    }

    const PlanReferences& get() const { return *references_; }

   private:
    std::vector<std::string> addresses_;
    std::vector<std::string_view> views_;
    std::shared_ptr<const Document> document_;
    std::unique_ptr<PlanReferences> references_;
};

/// "{k: {references: [...]}}"
std::string k(std::string_view references) { return cat("{k: {references: [", references, "]}}"); }

/// What aws_x.a refers to in a root module of this and other resources.
std::string direct(std::string_view references, std::vector<std::string> others) {
    others.emplace_back("aws_x.a");
    return References(others, cat("variables: {env: {default: dev}, zone: {}}\n"
                                  "resources: [{address: aws_x.a, expressions: ",
                                  k(references), "}]\n"))
        .of("aws_x.a");
}

std::vector<std::string> numbered(std::string_view before, std::size_t count, std::string_view behind) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(cat(before, i, behind));
    return all;
}

}  // namespace

TEST_CASE("a name is followed by its own beginnings") {
    CHECK(direct("aws_y.b.arn, aws_y.b", {"aws_y.b"}) == "aws_y.b.arn");
    CHECK(direct("aws_y.b", {"aws_y.b"}) == "aws_y.b");
    CHECK(direct("'aws_y.b.list[0].id', 'aws_y.b.list[0]', aws_y.b.list, aws_y.b", {"aws_y.b"}) == "aws_y.b.list");
    CHECK(direct("aws_y.b.arn, aws_y.b, aws_y.b2.id, aws_y.b2", {"aws_y.b", "aws_y.b2"}) == "aws_y.b.arn aws_y.b2.id");
    CHECK(direct("aws_y.b2, aws_y.b", {"aws_y.b", "aws_y.b2"}) == "aws_y.b2 aws_y.b");
}

TEST_CASE("all that an expression names is told once, in written order") {
    CHECK(direct("aws_z.c.id, aws_z.c, aws_y.b.id, aws_y.b, aws_z.c.id, aws_z.c", {"aws_y.b", "aws_z.c"}) ==
          "aws_z.c.id aws_y.b.id");
    CHECK(direct("aws_y.b.id, aws_y.b, aws_y.b.arn, aws_y.b", {"aws_y.b"}) == "aws_y.b.id aws_y.b.arn");
}

TEST_CASE("variables of the root module and data sources are told, other names are not") {
    CHECK(direct("var.env", {}) == "$env");
    CHECK(direct("var.env, var.zone, var.env", {}) == "$env $zone");
    CHECK(direct("var.zone.name, var.zone", {}) == "$zone");
    CHECK(direct("var.nobody", {}) == "");
    CHECK(direct("data.aws_d.b.json, data.aws_d.b", {"data.aws_d.b", "aws_d.b"}) == "data.aws_d.b.json");
    CHECK(direct("local.b, path.module, terraform.workspace, each.key, self.id, aws_y.gone.id, aws_y.gone, b, ''",
                 {"aws_y.b"}) == "");
    CHECK(direct("data.aws_d", {"data.aws_d.b"}) == "");
}

TEST_CASE("the expressions of a block are those of all in it") {
    const References references({"aws_x.a", "aws_y.b", "aws_y.c"},
                                "resources: [{address: aws_x.a, expressions: {k: [{v: {references: [aws_y.c.id, "
                                "aws_y.c]}, w: {constant_value: 1}}, {u: [{v: {references: [aws_y.b]}}]}]}}]\n");
    CHECK(references.of("aws_x.a") == "aws_y.c.id aws_y.b");
    CHECK(references.get().targets(no_node, 0).empty());
    CHECK(references.get().expressions(1) == no_node);
}

TEST_CASE("names are those of the module that they stand in") {
    const References references({"aws_y.b", "module.m.aws_x.a", "module.m.aws_y.b"},
                                "module_calls: {m: {module: {resources: [{address: aws_x.a, expressions: " +
                                    k("aws_y.b.id, aws_y.b") + "}]}}}\n");
    CHECK(references.of("module.m.aws_x.a") == "module.m.aws_y.b.id");
}

TEST_CASE("inputs of modules are what their calls give, at any level") {
    const References references(
        {"aws_y.b", "module.m.aws_x.a", "module.m.module.n.aws_x.a"},
        "variables: {env: {}}\n"
        "module_calls:\n"
        "  m:\n"
        "    expressions: {in: {references: [aws_y.b.arn, aws_y.b]}, other: {references: [var.env]}}\n"
        "    module:\n"
        "      variables: {in: {}, other: {}, unset: {default: 1}}\n"
        "      resources: [{address: aws_x.a, expressions: {k: {references: [var.in]}, o: {references: [var.other]}, "
        "u: {references: [var.unset]}}}]\n"
        "      module_calls:\n"
        "        n:\n"
        "          expressions: {deep: {references: [var.in]}}\n"
        "          module: {resources: [{address: aws_x.a, expressions: {k: {references: [var.deep]}}}]}\n");
    CHECK(references.of("module.m.aws_x.a") == "aws_y.b.arn");
    CHECK(references.of("module.m.aws_x.a", "o") == "$env");
    CHECK(references.of("module.m.aws_x.a", "u") == "");
    CHECK(references.of("module.m.module.n.aws_x.a") == "aws_y.b.arn");
}

TEST_CASE("outputs of modules are what they are in there, at any level") {
    const References references(
        {"aws_x.a", "module.m.aws_y.b", "module.m.module.n.aws_y.c"},
        "resources: [{address: aws_x.a, expressions: {k: {references: [module.m.id, module.m]}, "
        "d: {references: [module.m.deep, module.m]}, w: {references: [module.m]}, n: {references: [module.m.no]}, "
        "p: {references: [module.m.given.arn, module.m.given, module.m]}}}, {address: aws_y.b}]\n"
        "module_calls:\n"
        "  m:\n"
        "    expressions: {in: {references: [aws_x.a.arn, aws_x.a]}}\n"
        "    module:\n"
        "      outputs:\n"
        "        id: {expression: {references: [aws_y.b.id, aws_y.b]}}\n"
        "        deep: {expression: {references: [module.n.id, module.n]}}\n"
        "        given: {expression: {references: [var.in]}}\n"
        "      module_calls: {n: {module: {outputs: {id: {expression: {references: [aws_y.c.id, aws_y.c]}}}}}}\n");
    CHECK(references.of("aws_x.a") == "module.m.aws_y.b.id");
    CHECK(references.of("aws_x.a", "d") == "module.m.module.n.aws_y.c.id");
    CHECK(references.of("aws_x.a", "p") == "aws_x.a.arn");
    CHECK(references.of("aws_x.a", "w") == "");
    CHECK(references.of("aws_x.a", "n") == "");
}

TEST_CASE("an output of one module may be the input of another") {
    const References references(
        {"module.from.aws_y.b", "module.to.aws_x.a"},
        "module_calls:\n"
        "  from: {module: {outputs: {id: {expression: {references: [aws_y.b.id, aws_y.b]}}}}}\n"
        "  to: {expressions: {in: {references: [module.from.id, module.from]}}, "
        "module: {resources: [{address: aws_x.a, expressions: {k: {references: [var.in]}}}]}}\n");
    CHECK(references.of("module.to.aws_x.a") == "module.from.aws_y.b.id");
}

TEST_CASE("an instance with a key is that one, and without one all are meant") {
    const std::vector<std::string> both = {"aws_y.b[0]", "aws_y.b[1]"};
    CHECK(direct("'aws_y.b[1].id', 'aws_y.b[1]', aws_y.b", both) == "aws_y.b[1].id");
    CHECK(direct("aws_y.b", both) == "aws_y.b[0] aws_y.b[1]");
    CHECK(direct("'aws_y.b[\"x\"].id', 'aws_y.b[\"x\"]', aws_y.b", {R"(aws_y.b["x"])", R"(aws_y.b["y"])"}) ==
          R"(aws_y.b["x"].id)");
}

TEST_CASE("keys may hold dots, brackets and quotes") {
    const std::string key = R"(["x.y]\"[z"])";
    const std::string instance = cat("aws_y.b", key);
    const std::vector<std::string> both = {R"(aws_y.b["other"])", instance};
    CHECK(direct(cat("'", instance, ".id', '", instance, "', aws_y.b"), both) == instance + ".id");
    const std::string module = cat("module.m", key);
    const References references(
        {cat(module, ".aws_x.a", key), cat(module, ".aws_y.b", key), R"(module.m["o"].aws_y.b["o"])", "aws_y.c"},
        "module_calls: {m: {expressions: {in: {references: [aws_y.c]}}, module: {resources: [{address: aws_x.a, "
        "expressions: {k: {references: [aws_y.b, each.key]}, v: {references: [var.in]}, s: {references: "
        "[aws_y.b]}}}]}}}\n");
    CHECK(references.of(cat(module, ".aws_x.a", key)) == cat(module, ".aws_y.b", key));
    CHECK(references.of(cat(module, ".aws_x.a", key), "v") == "aws_y.c");
    CHECK(references.of(cat(module, ".aws_x.a", key), "s") == cat(module, ".aws_y.b", key));
}

TEST_CASE("an expression about its own instance means the same key elsewhere") {
    const References references(
        {"aws_x.a[0]", "aws_x.a[1]", "aws_y.b[0]", "aws_y.b[1]", R"(aws_x.e["p"])", R"(aws_x.e["q"])",
         R"(aws_y.f["p"])", R"(aws_y.f["q"])"},
        "resources:\n"
        "- {address: aws_x.a, expressions: {k: {references: [aws_y.b, count.index]}, s: {references: [aws_y.b]}}}\n"
        "- {address: aws_x.e, expressions: {k: {references: [aws_y.f, each.key]}, v: {references: [each.value.id, "
        "each.value, aws_y.f]}}}\n");
    CHECK(references.of("aws_x.a[1]") == "aws_y.b[1]");
    CHECK(references.of("aws_x.a[1]", "s") == "aws_y.b[0] aws_y.b[1]");
    CHECK(references.of(R"(aws_x.e["q"])") == R"(aws_y.f["q"])");
    CHECK(references.of(R"(aws_x.e["p"])", "v") == R"(aws_y.f["p"])");
}

TEST_CASE("each.value is what the instances are made of") {
    const References references(
        {R"(aws_x.a["p"])", R"(aws_x.a["q"])", R"(aws_y.b["p"])", R"(aws_y.b["q"])", "aws_y.c",
         R"(module.m["p"].aws_x.d)", R"(module.m["q"].aws_x.d)"},
        "resources:\n"
        "- {address: aws_x.a, expressions: {k: {references: [each.value.id, each.value]}}, "
        "for_each_expression: {references: [aws_y.b]}}\n"
        "- {address: aws_x.e, expressions: {k: {references: [each.value]}}, "
        "for_each_expression: {references: [aws_y.c.id, aws_y.c]}}\n"
        "module_calls:\n"
        "  m:\n"
        "    expressions: {in: {references: [each.value.arn, each.value]}}\n"
        "    for_each_expression: {references: [aws_y.b]}\n"
        "    module: {resources: [{address: aws_x.d, expressions: {k: {references: [var.in]}}}]}\n");
    CHECK(references.of(R"(aws_x.a["p"])") == R"(aws_y.b["p"].id)");
    CHECK(references.of(R"(aws_x.a["q"])") == R"(aws_y.b["q"].id)");
    CHECK(references.of(R"(module.m["q"].aws_x.d)") == R"(aws_y.b["q"].arn)");
}

TEST_CASE("instances of a module prefer those of the same instance") {
    const References references(
        {"module.m[0].aws_x.a", "module.m[1].aws_x.a", "module.m[10].aws_x.a", "module.m[0].aws_y.b",
         "module.m[1].aws_y.b", "module.m[10].aws_y.b", "module.m[0].aws_y.c[0]", "module.m[1].aws_y.c[0]",
         "module.m[10].aws_y.c[0]", "module.m[10].aws_y.c[1]"},
        "module_calls: {m: {module: {resources: [{address: aws_x.a, expressions: {k: {references: [aws_y.b.id, "
        "aws_y.b]}, c: {references: [aws_y.c]}}}]}}}\n");
    CHECK(references.of("module.m[0].aws_x.a") == "module.m[0].aws_y.b.id");
    CHECK(references.of("module.m[1].aws_x.a") == "module.m[1].aws_y.b.id");
    CHECK(references.of("module.m[10].aws_x.a") == "module.m[10].aws_y.b.id");
    CHECK(references.of("module.m[1].aws_x.a", "c") == "module.m[1].aws_y.c[0]");
    CHECK(references.of("module.m[10].aws_x.a", "c") == "module.m[10].aws_y.c[0] module.m[10].aws_y.c[1]");
}

TEST_CASE("instances of modules within modules give each other what belongs together") {
    const References references(
        {R"(module.m["p"].module.n[0].aws_x.a)", R"(module.m["q"].module.n[0].aws_x.a)", R"(module.m["p"].aws_y.b)",
         R"(module.m["q"].aws_y.b)"},
        "module_calls: {m: {module: {module_calls: {n: {expressions: {in: {references: [aws_y.b.id, aws_y.b]}}, "
        "module: {resources: [{address: aws_x.a, expressions: {k: {references: [var.in]}}}]}}}}}}\n");
    CHECK(references.of(R"(module.m["p"].module.n[0].aws_x.a)") == R"(module.m["p"].aws_y.b.id)");
    CHECK(references.of(R"(module.m["q"].module.n[0].aws_x.a)") == R"(module.m["q"].aws_y.b.id)");
}

TEST_CASE("an output of one instance of a module lies in that one") {
    const References references(
        {"aws_x.a", R"(module.m["p"].aws_y.b)", R"(module.m["q"].aws_y.b)"},
        "resources: [{address: aws_x.a, expressions: {k: {references: ['module.m[\"q\"].id', 'module.m[\"q\"]', "
        "module.m]}, s: {references: [module.m.id, module.m]}}}]\n"
        "module_calls: {m: {module: {outputs: {id: {expression: {references: [aws_y.b.id, aws_y.b]}}}}}}\n");
    CHECK(references.of("aws_x.a") == R"(module.m["q"].aws_y.b.id)");
    CHECK(references.of("aws_x.a", "s") == R"(module.m["p"].aws_y.b.id module.m["q"].aws_y.b.id)");
}

TEST_CASE("of very many instances the first must do") {
    std::vector<std::string> many = numbered("aws_y.b[", 5000, "]");
    many.emplace_back("aws_x.a");
    const References references(many,
                                "resources: [{address: aws_x.a, expressions: {k: {references: [aws_y.b]}, "
                                "o: {references: ['aws_y.b[4321].id', 'aws_y.b[4321]', aws_y.b]}}}]\n");
    const auto targets = references.targets("aws_x.a");
    CHECK(targets.size() == 100);
    CHECK(targets.front().resource == 0);
    CHECK(targets.back().resource == 99);
    CHECK(references.of("aws_x.a", "o") == "aws_y.b[4321].id");
}

TEST_CASE("of very many instances of a module the own one is found") {
    std::vector<std::string> many = numbered("module.m[", 1000, "].aws_y.b[0]");
    many.emplace_back("module.m[777].aws_y.b[1]");
    many.emplace_back("module.m[777].aws_x.a");
    const References references(
        many, "module_calls: {m: {module: {resources: [{address: aws_x.a, expressions: " + k("aws_y.b") + "}]}}}\n");
    CHECK(references.of("module.m[777].aws_x.a") == "module.m[777].aws_y.b[0] module.m[777].aws_y.b[1]");
}

TEST_CASE("what goes round between modules ends") {
    const References references(
        {"module.m.aws_x.a", "aws_y.b"},
        "module_calls:\n"
        "  m:\n"
        "    expressions: {in: {references: [module.m.one, module.m.two, module.m, aws_y.b.id, aws_y.b]}}\n"
        "    module:\n"
        "      outputs: {one: {expression: {references: [var.in]}}, two: {expression: {references: [var.in]}}}\n"
        "      resources: [{address: aws_x.a, expressions: {k: {references: [var.in]}}}]\n");
    CHECK(references.of("module.m.aws_x.a") == "aws_y.b.id");
}

TEST_CASE("a chain of modules that each give two outputs to the next is followed once") {
    std::string calls =
        "module_calls:\n"
        "  m0: {expressions: {in: {references: [aws_y.b.id, aws_y.b]}}, module: {outputs: {one: {expression: "
        "{references: [var.in]}}, two: {expression: {references: [var.in]}}}}}\n";
    for (int i = 1; i <= 30; ++i) {
        calls += cat("  m", i, ": {expressions: {in: {references: [module.m", i - 1, ".one, module.m", i - 1,
                     ".two]}}, module: {outputs: {one: {expression: {references: [var.in]}}, two: {expression: "
                     "{references: [var.in]}}}}}\n");
    }
    const References references(
        {"aws_x.a", "aws_y.b"},
        cat("resources: [{address: aws_x.a, expressions: ", k("module.m30.one"), "}]\n", calls));
    CHECK(references.of("aws_x.a") == "aws_y.b.id");
}

TEST_CASE("names that are no names lead nowhere") {
    for (const std::string name : {"", ".", "b", "aws_y..b", "[\\\"", "module.", "module.m", "module.m.id",
                                   "module.x.y.z", "data.", "data.aws_y.b", "var.", "var", "aws_y]b", "aws_y.[0]"}) {
        CAPTURE(name);
        CHECK(direct(cat('"', name, '"'), {"aws_y.b"}) == "");
    }
}

TEST_CASE("a key that does not end is one all the same") {
    CHECK(direct("'aws_y.b['", {"aws_y.b"}) == "aws_y.b");
    CHECK(direct("'aws_y.b[\"x.id'", {"aws_y.b"}) == "aws_y.b");
}
