// The packed schema tells of the tables in rules/schema/ what they say, to the last name.

#include "schema/packed_schema.h"

#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "paths.h"
#include "schema/schema.h"

namespace lintel {
namespace {

using Types = std::map<std::string, std::map<std::string, std::string>>;

std::string file(std::string_view name) {
    std::ifstream in(source_directory() / "rules" / "schema" / name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// The tables, read in the plainest way; of a type that several hold the first one counts.
Types plainly_read(const std::vector<std::string>& tables) {
    Types types;
    for (const std::string& table : tables) {
        for (const std::string_view line : split(table, '\n')) {
            const std::vector<std::string_view> parts = split(line, '\t');
            if (parts[0].empty() || parts[0].starts_with('#')) continue;
            const auto [type, is_new] = types.try_emplace(std::string(parts[0]));
            if (!is_new || parts.size() < 2) continue;
            for (const std::string_view pair : split(parts[1], ' ')) {
                const std::size_t colon = pair.find(':');
                if (colon != std::string_view::npos)
                    type->second.emplace(pair.substr(0, colon), pair.substr(colon + 1));
            }
        }
    }
    return types;
}

/// The names of the types and of the properties of each.
void check_same(const Schema& schema, const Types& types) {
    std::vector<std::string> roots;
    for (const auto& [type, properties] : types) {
        if (!schema.has(type)) FAIL_CHECK(cat("no ", type));
        const std::string owner = type.substr(0, type.find('.', type.starts_with("data.") ? 5 : 0));
        if (owner == type || !types.contains(owner)) roots.push_back(type);
        std::vector<std::string> inside;
        for (const auto& [property, value_type] : properties) inside.push_back(property);
        if (schema.properties(type) != inside) FAIL_CHECK(cat("properties of ", type));
    }
    CHECK(schema.resource_types() == roots);
}

void check_same_value_types(const Schema& schema, const Types& types, std::size_t every) {
    std::size_t count = 0;
    for (const auto& [type, properties] : types) {
        for (const auto& [property, value_type] : properties) {
            if (count++ % every != 0) continue;
            if (const std::string found = schema.property(type, property); found != value_type)
                FAIL_CHECK(cat(type, " ", property, ": ", found, " instead of ", value_type));
        }
    }
}

const std::vector<std::string>& all_tables() {
    static const std::vector<std::string> tables = {file("cloudformation.tsv"), file("terraform-aws.tsv"),
                                                    file("terraform-additions.tsv")};
    return tables;
}

}  // namespace

TEST_CASE("the built-in schema holds every name of the tables") {
    const Types types = plainly_read(all_tables());
    REQUIRE(types.size() > 20000);
    check_same(builtin_schema(), types);
}

TEST_CASE("the built-in schema tells every property's type") {
    // A few of them are enough to see that it is the same schema; the small ones below are looked at whole.
    check_same_value_types(builtin_schema(), plainly_read(all_tables()), 7);
}

TEST_CASE("the built-in schema is small enough to be carried by the program") {
    CHECK(builtin_schema().packed().size() < 600'000);
}

TEST_CASE("names of all shapes are packed") {
    const std::string table =
        "AWS::X::Y\tBack:AWS::X::Y Of:list(AWS::X::Y.Part) Map:map(list(AWS::X::Y.Part)) Far:AWS::Z.Part Not:Nowhere\n"
        "AWS::X::Y.Part\tPart:AWS::X::Y.Part.Part Again:AWS::X::Y.Part\n"
        "AWS::X::Y.Part.Part\tDeep:json\n"
        "AWS::Z\n"
        "AWS::Z.Part\ta:string _b:string __:string c_1:number D2E:number ALLCaps:number x-y:string\n"
        "aws_x\tblock:list(aws_x.block) same:list(aws_x.block) other:map(aws_x.other)\n"
        "aws_x.block\tinner:aws_x.block.inner\n"
        "aws_x.block.inner\tleaf:string\n"
        "aws_x.other\tleaf:string\n"
        "data.aws_x\tblock:list(data.aws_x.block)\n"
        "data.aws_x.block\tinner:boolean\n"
        "orphan.of.nobody\ta:string\n";
    const auto schema = Schema::read(table);
    REQUIRE(schema);
    const Types types = plainly_read({table});
    check_same(*schema, types);
    check_same_value_types(*schema, types, 1);
    CHECK(schema->has("aws_x.block.inner"));
    for (const char* none : {"", ".", "aws_x.", "aws_x.same", "aws_x.block.inner.leaf", "aws_", "data", "AWS::X::Y.Par",
                             "AWS::X::Y.Part.Again", "aws_x..block", ".aws_x", "string", "zzz"}) {
        CAPTURE(none);
        CHECK_FALSE(schema->has(none));
    }
}

TEST_CASE("a long name and many properties are packed") {
    std::string table = "T\t";
    std::string name;
    for (int i = 0; i < 400; ++i) {
        name += i % 2 == 0 ? "Ab" : "9";
        table += cat(name, ":string ");
    }
    table += "z:number\n";
    const auto schema = Schema::read(table);
    REQUIRE(schema);
    check_same(*schema, plainly_read({table}));
    CHECK(schema->property("T", name) == "string");
}

TEST_CASE("an empty schema has nothing") {
    const auto schema = Schema::read(std::string_view{});
    REQUIRE(schema);
    CHECK(schema->resource_types().empty());
    CHECK_FALSE(schema->has("A"));
    CHECK(schema->property("A", "B").empty());
}

}  // namespace lintel
