#include "terraform/source_blocks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/text.h"
#include "terraform/native_scanner.h"

namespace {

using namespace lintel;

/// Files in memory, and how often each was read.
struct Sources {
    std::map<std::string, std::string> texts;
    std::map<std::string, int> reads;
    int lists = 0;

    Files files() {
        Files out;
        out.list = [this](const std::string& directory, const std::string&) {
            ++lists;
            std::vector<std::string> names;
            for (const auto& [path, text] : texts) {
                if (directory_of(path) == directory) names.push_back(path.substr(path.rfind('/') + 1));
            }
            return names;
        };
        out.read = [this](const std::string& path, const std::string&) -> std::optional<std::string> {
            ++reads[path];
            const auto found = texts.find(path);
            return found == texts.end() ? std::nullopt : std::optional(found->second);
        };
        return out;
    }
};

/// "file:line:column-line:column text", or "nothing". `texts` are without byte order marks.
std::string shown(const Sources& sources, const std::optional<SourcePlace>& place) {
    if (!place) return "nothing";
    const std::string_view text =
        std::string_view(sources.texts.at(place->file)).substr(place->begin, place->end_offset - place->begin);
    return cat(place->file, ":", place->start.line, ":", place->start.column, "-", place->end.line, ":",
               place->end.column, " ", text);
}

std::string find(Sources& sources, std::string_view address, std::string_view attribute,
                 const std::string& directory = "infra") {
    SourceBlocks blocks(sources.files(), directory);
    return shown(sources, blocks.find(address, attribute));
}

/// In a single file in native syntax.
std::string find_in(std::string text, std::string_view address, std::string_view attribute) {
    Sources sources{{{"infra/main.tf", std::move(text)}}, {}, 0};
    return find(sources, address, attribute);
}

std::string outline(std::string_view text) {
    std::string out;
    for (const NativeBlock& block : scan_native(text)) {
        out += cat("[", text.substr(block.header.begin, block.header.end - block.header.begin), "]");
        for (const NativeMember& member : block.members)
            out += cat(" ", member.name, member.expression.empty() ? "" : "=", member.expression);
        out += ";";
    }
    return out;
}

TEST_CASE("a block and its attributes are found in native syntax") {
    const std::string text =
        "# the bucket\n"
        "resource \"aws_s3_bucket\" \"logs\" {\n"
        "  bucket = \"logs\"  # its name\n"
        "  tags   = {\n"
        "    acl = 1\n"
        "  }\n"
        "  versioning {\n"
        "    enabled = true\n"
        "  }\n"
        "  acl = var.acl[\"x\"]\n"
        "}\n"
        "data \"aws_ami\" \"logs\" { owners = [\"self\"] }\n";
    CHECK(find_in(text, "aws_s3_bucket.logs", "bucket") == "infra/main.tf:3:3-3:18 bucket = \"logs\"");
    CHECK(find_in(text, "aws_s3_bucket.logs", "tags") == "infra/main.tf:4:3-4:7 tags");
    CHECK(find_in(text, "aws_s3_bucket.logs", "versioning") == "infra/main.tf:7:3-7:13 versioning");
    CHECK(find_in(text, "aws_s3_bucket.logs", "acl") == "infra/main.tf:10:3-10:21 acl = var.acl[\"x\"]");
    CHECK(find_in(text, "data.aws_ami.logs", "owners") == "infra/main.tf:12:25-12:42 owners = [\"self\"]");
    for (const std::string_view absent : {"", "enabled", "policy"}) {
        CHECK(find_in(text, "aws_s3_bucket.logs", absent) ==
              "infra/main.tf:2:1-2:32 resource \"aws_s3_bucket\" \"logs\"");
    }
    for (const std::string_view address : {"", "aws_s3_bucket.other", "aws_ami.logs", "data.aws_s3_bucket.logs",
                                           "aws_s3_bucket", "module.a", "module.", "module..", "..."}) {
        CHECK(find_in(text, address, "bucket") == "nothing");
    }
}

TEST_CASE("instance keys of an address are ignored") {
    const std::string text = "resource aws_x y {\n  a = 1\n}\n";
    for (const std::string_view address :
         {"aws_x.y", "aws_x.y[0]", "aws_x.y[\"k\"]", "aws_x.y[\"a.b[\\\"]\"]", "aws_x.y[\"module.a.\"]"}) {
        CHECK(find_in(text, address, "a") == "infra/main.tf:2:3-2:8 a = 1");
    }
}

TEST_CASE("columns count code points, offsets bytes") {
    CHECK(find_in("resource \"aws_x\" \"y\" { /* ü€😀 */ ä = \"ß\" }", "aws_x.y", "ä") ==
          "infra/main.tf:1:34-1:41 ä = \"ß\"");
}

TEST_CASE("a byte order mark and carriage returns move nothing") {
    Sources sources{
        {{"infra/main.tf", "\xEF\xBB\xBFresource \"aws_x\" \"y\" {\r\n  a = 1\r\n  b = 2\r\n}\r\n"}}, {}, 0};
    SourceBlocks blocks(sources.files(), "infra");
    const auto header = blocks.find("aws_x.y", "");
    REQUIRE(header);
    CHECK(header->start == Position{1, 1});
    CHECK(header->end == Position{1, 21});
    CHECK(header->begin == 0);
    const auto attribute = blocks.find("aws_x.y", "a");
    REQUIRE(attribute);
    CHECK(attribute->start == Position{2, 3});
    CHECK(attribute->end == Position{2, 8});
}

TEST_CASE("what looks like a block in comments, strings and heredocs is none") {
    const std::string_view text = R"(
# resource "t" "hash" {
// resource "t" "slashes" {
/* resource "t" "stars" {
*/ resource "t" "real" { # }
  a = "}\" } ${ x["}"] } $${ %%{ ${"${ "}" }"}" // }
  b = <<EOT
}
  resource "t" "heredoc" {
  ${ <<INNER
    } EOT
EOT
    INNER
  } EOT
    EOT
  c = f(1, <<-END
    } $${ %%{
    END
  )
  d = [ # ]
    "}", /* ] */
    { e = 1 }]
  nested "l" {
    f = "}"
    deeper { g = <<X
}
X
    }
  }
  h = 2 /* and
  */
}
resource "t" "next" {})";
    CHECK(outline(text) == R"([resource "t" "real"] a="}\" } ${ x["}"] } $${ %%{ ${"${ "}" }"}")"
                           "\x20"
                           R"(b=<<EOT
}
  resource "t" "heredoc" {
  ${ <<INNER
    } EOT
EOT
    INNER
  } EOT
    EOT c=f(1, <<-END
    } $${ %%{
    END
  ) d=[ # ]
    "}", /* ] */
    { e = 1 }] nested h=2;[resource "t" "next"];)");
}

TEST_CASE("a heredoc that its line begins with is no end of another") {
    CHECK(outline("a \"b\" {\n x = <<E\nEE\nE E\n$E\n${1}E\n E \t\r\n y = 1\n}") ==
          "[a \"b\"] x=<<E\nEE\nE E\n$E\n${1}E\n E y=1;");
}

TEST_CASE("dynamic blocks are found by what they make") {
    const std::string text =
        "resource \"aws_x\" \"y\" {\n  dynamic \"ingress\" {\n    for_each = []\n    content {}\n  }\n}\n";
    CHECK(find_in(text, "aws_x.y", "ingress") == "infra/main.tf:2:3-2:20 dynamic \"ingress\"");
}

TEST_CASE("what is wrong costs little of what stands beside it") {
    CHECK(outline("a {\n x = \"open\n y = 1\n}\nb {}") == "[a] x=\"open y=1;[b];");
    CHECK(outline("a {\n x = [1, (2\n}\nb {}") == "[a] x=[1, (2;[b];");
    CHECK(outline("a {\n x = 1)]\n = 3\n y z\n 1 = 2\n w = 2\n}\nb {}") == "[a] x=1)] w=2;[b];");
    CHECK(outline("}\n}} a \"b\n c = 1\n \"x\" {}\nb \"l\" {}") == "[b \"l\"];");
    CHECK(outline("a {\n x =\n y = 1\n}") == "[a] x y=1;");
    CHECK(outline("a { x == 1 }\nb {}") == "[a];[b];");
    CHECK(outline("a { x = 1 << 2\n y = <<\"E\"\n z = 3\n}") == "[a] x=1 << 2 y=<<\"E\" z=3;");
}

TEST_CASE("any beginning of a text can be scanned, and any byte may stand in it") {
    const std::string text =
        "module \"m\" { source = \"./m\" }\nresource \"t\" \"n\" {\n a = \"x${ {b = \"\\\"\"}[\"b\"] }\" // c\n"
        " h = <<-EOT\n  $${ %{ if x ~}\n  ü\n  EOT\n /* c */ l { m = [1] }\n}\n";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        const std::string_view part = std::string_view(text).substr(0, size);
        for (const NativeBlock& block : scan_native(part)) {
            CHECK(block.header.end <= size);
            for (const NativeMember& member : block.members) CHECK(member.end <= size);
        }
    }
    constexpr std::string_view bytes("\0\n\r\"\\${}[]()<%#/*=\x80\xFF", 20);
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (const char byte : bytes) {
            std::string changed = text;
            changed[i] = byte;
            scan_native(changed);
        }
    }
}

TEST_CASE("random texts are scanned") {
    constexpr std::array<std::string_view, 20> pieces = {"\"",    "${",  "%{", "$${", "}",  "{",    "[",
                                                         "]",     "(",   ")",  "\n",  "a",  "a = ", "b {",
                                                         "<<E\n", "E\n", "#",  "/*",  "*/", "\\"};
    std::uint32_t state = 1;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (int i = 0; i < 60; ++i) {
            state = state * 1664525U + 1013904223U;
            text += pieces[(state >> 16U) % pieces.size()];
        }
        for (const NativeBlock& block : scan_native(text)) {
            for (const NativeMember& member : block.members) {
                REQUIRE(member.named.begin <= member.named.end);
                REQUIRE(member.named.end <= member.end);
                REQUIRE(member.end <= text.size());
            }
        }
    }
}

TEST_CASE("huge and deep texts take linear time") {
    const std::string start = "a {\n x = ";
    for (const std::string_view piece :
         {"[",     "{", "\"${", "<<E\n",  "<<E\n${",  "a\n", "a \"b\" {", "\"", "#",    "/*",
          "/* */", "$", "<",    "<<E\nE", "aaaaaaaa", " ",   "\\",        "}",  "\xC3", "dynamic \"a\" "}) {
        std::string text = start;
        while (text.size() < 300'000) text += piece;
        const auto before = std::chrono::steady_clock::now();
        scan_native(text);
        CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(5));
    }
}

TEST_CASE("a block and its attributes are found in JSON syntax") {
    Sources sources{{{"infra/main.tf.json", R"({
  "//": "written by hand",
  "resource": {
    "aws_x": {
      "y": {
        "a": "ü", "b": 1,
        "tags": {
          "c": 2
        },
        "dynamic": {"ingress": {"for_each": []}}
      },
      "z": [{"a": 3}]
    }
  },
  "data": [{"aws_x": [{"y": {"a": 4}}]}]
})"}},
                    {},
                    0};
    CHECK(find(sources, "aws_x.y", "b") == "infra/main.tf.json:6:19-6:25 \"b\": 1");
    CHECK(find(sources, "aws_x.y[1]", "tags") == "infra/main.tf.json:7:9-7:15 \"tags\"");
    CHECK(find(sources, "aws_x.y", "ingress") == "infra/main.tf.json:10:21-10:48 \"ingress\": {\"for_each\": []}");
    CHECK(find(sources, "aws_x.y", "c") == "infra/main.tf.json:5:7-5:10 \"y\"");
    CHECK(find(sources, "aws_x.z", "a") == "infra/main.tf.json:12:14-12:20 \"a\": 3");
    CHECK(find(sources, "data.aws_x.y", "a") == "infra/main.tf.json:15:30-15:36 \"a\": 4");
    CHECK(find(sources, "aws_x.w", "a") == "nothing");
}

TEST_CASE("files of a JSON name that hold none are passed over") {
    Sources sources{{{"infra/a.tf.json", "{"},
                     {"infra/b.tf.json", "resource: {aws_x: {y: {a: 1}}}"},
                     {"infra/c.tf.json", "[]"},
                     {"infra/d.tf.json", ""},
                     {"infra/e.tf", "resource aws_x y { a = 2 }"}},
                    {},
                    0};
    CHECK(find(sources, "aws_x.y", "a") == "infra/e.tf:1:20-1:25 a = 2");
}

TEST_CASE("override files come last, whatever their syntax") {
    Sources sources{{{"infra/main.tf", "resource aws_x y {\n  a = 1\n  b = 1\n}\n"},
                     {"infra/a_override.tf", "resource aws_x y { a = 2 }"},
                     {"infra/override.tf.json", R"({"resource": {"aws_x": {"y": {"c": 3}}}})"},
                     {"infra/second.tf", "resource aws_x y { d = 4 }"}},
                    {},
                    0};
    CHECK(find(sources, "aws_x.y", "a") == "infra/a_override.tf:1:20-1:25 a = 2");
    CHECK(find(sources, "aws_x.y", "b") == "infra/main.tf:3:3-3:8 b = 1");
    CHECK(find(sources, "aws_x.y", "c") == "infra/override.tf.json:1:31-1:37 \"c\": 3");
    CHECK(find(sources, "aws_x.y", "d") == "infra/main.tf:1:1-1:17 resource aws_x y");
}

TEST_CASE("only Terraform's files are read, and OpenTofu's in their place") {
    Sources sources{{{"infra/a.tf", "resource aws_x y {}"},
                     {"infra/a.tofu", "resource aws_x z {}"},
                     {"infra/.b.tf", "resource aws_x b {}"},
                     {"infra/c.tf~", "resource aws_x c {}"},
                     {"infra/d.txt", "resource aws_x d {}"}},
                    {},
                    0};
    CHECK(find(sources, "aws_x.y", "") == "nothing");
    CHECK(find(sources, "aws_x.z", "") == "infra/a.tofu:1:1-1:17 resource aws_x z");
    CHECK(sources.reads.size() == 1);
}

TEST_CASE("modules are followed to their directories") {
    Sources sources{
        {{"infra/main.tf",
          "module \"a\" {\n  source = \"./modules/a\"\n  count = 2\n}\n"
          "module \"out\" { source = \"../shared\" }\n"
          "module \"far\" { source = \"hashicorp/consul/aws\" }\n"
          "module \"made\" { source = \"./modules/${var.x}\" }\n"
          "module \"none\" {}\n"
          "module \"gone\" { source = \"./gone\" }\n"
          "module \"self\" { source = \"./\" }\n"},
         {"infra/modules/a/main.tf.json", R"({"module": {"b": {"source": "../b"}}})"},
         {"infra/modules/b/main.tf", "resource aws_x y {\n  a = 1\n}\nmodule \"a\" { source = \"../a\" }\n"},
         {"infra/x.tf", "resource aws_x y {\n  root = 1\n}\n"},
         {"shared/main.tf", "resource aws_x y {}"}},
        {},
        0};
    CHECK(find(sources, "module.a[0].module.b[\"k.l\"].aws_x.y[0]", "a") == "infra/modules/b/main.tf:2:3-2:8 a = 1");
    CHECK(find(sources, "module.a.module.b.module.a.module.b.aws_x.y", "a") == "infra/modules/b/main.tf:2:3-2:8 a = 1");
    CHECK(find(sources, "module.self.module.self.aws_x.y", "root") == "infra/x.tf:2:3-2:11 root = 1");
    for (const std::string_view call : {"out", "far", "made", "none", "gone", "unknown", "a"})
        CHECK(find(sources, cat("module.", call, ".aws_x.y"), "a") == "nothing");
    CHECK(sources.reads.count("shared/main.tf") == 0);
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "module.self.";
    CHECK(find(sources, deep + "aws_x.y", "root") == "nothing");
}

TEST_CASE("an override file can lead a module elsewhere") {
    Sources sources{{{"infra/main.tf", "module \"a\" { source = \"./old\" }"},
                     {"infra/override.tf", "module \"a\" { source = \"./new\" }\nmodule \"a\" { count = 1 }"},
                     {"infra/old/main.tf", "resource aws_x y {}"},
                     {"infra/new/main.tf", "resource aws_x y {}"}},
                    {},
                    0};
    CHECK(find(sources, "module.a.aws_x.y", "") == "infra/new/main.tf:1:1-1:17 resource aws_x y");
}

TEST_CASE("the working directory may hold the sources") {
    Sources sources{{{"main.tf", "resource aws_x y {}\nmodule m { source = \"./m\" }\nmodule up { source = \"../m\" }"},
                     {"m/main.tf", "resource aws_x y {}"},
                     {"../m/main.tf", "resource aws_x y {}"}},
                    {},
                    0};
    for (const std::string directory : {"", ".", "./", "a/.."}) {
        CHECK(find(sources, "aws_x.y", "", directory) == "main.tf:1:1-1:17 resource aws_x y");
        CHECK(find(sources, "module.m.aws_x.y", "", directory) == "m/main.tf:1:1-1:17 resource aws_x y");
        CHECK(find(sources, "module.up.aws_x.y", "", directory) == "nothing");
    }
}

TEST_CASE("files are read when they are needed, and once") {
    Sources sources{{{"infra/main.tf", "module \"a\" { source = \"./a\" }\nresource aws_x y {}"},
                     {"infra/a/main.tf", "resource aws_x y {}"}},
                    {},
                    0};
    SourceBlocks blocks(sources.files(), "infra");
    CHECK(sources.lists == 0);
    for (int i = 0; i < 3; ++i) CHECK(blocks.find("aws_x.y", ""));
    CHECK(sources.lists == 1);
    CHECK(sources.reads == std::map<std::string, int>{{"infra/main.tf", 1}});
    for (int i = 0; i < 3; ++i) CHECK(blocks.find("module.a.aws_x.y", ""));
    CHECK(sources.lists == 2);
    CHECK(sources.reads == std::map<std::string, int>{{"infra/main.tf", 1}, {"infra/a/main.tf", 1}});
}

TEST_CASE("without files there are no blocks") {
    SourceBlocks blocks(Files{}, "infra");
    CHECK_FALSE(blocks.find("aws_x.y", "a"));
}

TEST_CASE("plain strings are told from templates") {
    CHECK(plain_string("\"./a\"") == "./a");
    CHECK(plain_string("\"\"") == "");
    CHECK(plain_string("\"$a %b\"") == "$a %b");
    for (const std::string_view other : {"", "\"", "a", "\"a\" + \"b\"", "\"${a}\"", "\"%{if a}\"", "\"\\n\"", "\"a"})
        CHECK_FALSE(plain_string(other));
}

}  // namespace
