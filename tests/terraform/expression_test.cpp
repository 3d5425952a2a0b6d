#include "terraform/expression.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace {

using namespace lintel;

constexpr std::array<std::string_view, 13> operators = {"||", "&&", "==", "!=", "<", "<=", ">",
                                                        ">=", "+",  "-",  "*",  "/", "%"};

std::string_view word(ExpressionKind kind) {
    constexpr std::array<std::string_view, 21> words = {
        "null", "bool", "number", "string", "template", "name",   "attribute", "index", "splat", "item", "call",
        "-",    "!",    "binary", "?",      "tuple",    "object", "for[",      "for{",  "if",    "for"};
    return words[static_cast<std::size_t>(kind)];
}

/// The tree in prefix form; a line end in a text is shown as "~".
std::string shape(const ExpressionTree& tree, ExpressionId id) {
    const ExpressionNode& node = tree.node(id);
    std::string text = node.text;
    std::replace(text.begin(), text.end(), '\n', '~');
    std::string parts;
    for (const ExpressionId part : node.parts) parts += cat(" ", shape(tree, part));
    for (const std::string& name : node.names) parts += cat(" $", name);
    switch (node.kind) {
        case ExpressionKind::null_literal:
            return "null";
        case ExpressionKind::bool_literal:
            return node.number == 0 ? "false" : "true";
        case ExpressionKind::number_literal:
            return number_text(node.number);
        case ExpressionKind::string_literal:
            return cat("'", text, "'");
        case ExpressionKind::variable:
            return text;
        case ExpressionKind::splat_item:
            return "@";
        case ExpressionKind::attribute:
            return cat("(.", text, parts, ")");
        case ExpressionKind::binary:
            return cat("(", operators[static_cast<std::size_t>(node.operation)], parts, ")");
        case ExpressionKind::call:
            return cat("(call ", text, node.flag ? "..." : "", parts, ")");
        default:
            return cat("(", word(node.kind), node.flag ? "..." : "", parts, ")");
    }
}

std::string shown(const ExpressionTree& tree) {
    if (tree.error) return cat("error at ", tree.error->offset, ": ", tree.error->message);
    return shape(tree, tree.root);
}

std::string expression(std::string_view text) { return shown(parse_expression(text)); }

std::string text(std::string_view written) { return shown(parse_template(written)); }

/// The text that the root covers.
std::string covered(const ExpressionTree& tree, std::string_view text) {
    const ExpressionNode& root = tree.node(tree.root);
    return std::string(text.substr(root.begin, root.end - root.begin));
}

bool is_sound(const ExpressionTree& tree, std::size_t size) {
    for (std::size_t id = 0; id < tree.nodes.size(); ++id) {
        const ExpressionNode& node = tree.nodes[id];
        if (node.begin > node.end || node.end > size) return false;
        for (const ExpressionId part : node.parts) {
            if (part >= id || tree.node(part).begin < node.begin || tree.node(part).end > node.end) return false;
        }
    }
    return tree.error ? tree.nodes.empty() && tree.error->offset <= size : tree.root < tree.nodes.size();
}

std::string repeated(std::string_view piece, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += piece;
    return out;
}

/// The text up to each of its bytes, which is broken in every way in which a text can end too early.
void check_beginnings(std::string_view whole) {
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const std::string_view beginning = whole.substr(0, size);
        CHECK(is_sound(parse_template(beginning), size));
        CHECK(is_sound(parse_expression(beginning), size));
    }
}

}  // namespace

TEST_CASE("a string holds a template if it has a '${' or a '%{'") {
    CHECK(holds_template("${var.a}"));
    CHECK(holds_template("a %{ if b }"));
    CHECK(holds_template("$${a}"));
    CHECK_FALSE(holds_template(""));
    CHECK_FALSE(holds_template("$ {a} 5% {} $"));
}

TEST_CASE("a string without a template is its text") {
    CHECK(text("") == "''");
    CHECK(text("a \\n \"b\" # c") == "'a \\n \"b\" # c'");
    CHECK(text("a\n b") == "'a~ b'");
    CHECK(text("5% of $5, $ and %") == "'5% of $5, $ and %'");
}

TEST_CASE("an interpolation that stands alone is the expression in it") {
    CHECK(text("${var.a}") == "(.a var)");
    CHECK(text("${ [1] }") == "(tuple 1)");
    CHECK(text("${~ a ~}") == "a");
    CHECK(text("${\n a\n}") == "a");
    CHECK(text(" ${a}") == "(template ' ' a)");
    CHECK(text("${a}${b}") == "(template a b)");
    CHECK(text("a-${b}-${\"c\"}.") == "(template 'a-' b '-' 'c' '.')");
    CHECK(text("${\"${a}\"}") == "a");
    CHECK(text("${\"a${\"b${c}\"}\"}") == "(template 'a' (template 'b' c))");
}

TEST_CASE("doubled signs escape a template's beginning") {
    CHECK(text("$${a}") == "'${a}'");
    CHECK(text("%%{if}") == "'%{if}'");
    CHECK(text("$$${a}") == "'$${a}'");
    CHECK(text("$%%{a}%$${a}") == "'$%{a}%${a}'");
    CHECK(text("$${a}${b}$$") == "(template '${a}' b '$$')");
    CHECK(expression("\"$${a} $ %%{b}\"") == "'${a} $ %{b}'");
}

TEST_CASE("'~' removes white space, within the line") {
    CHECK(text("a  ${~ b ~}  c") == "(template 'a' b 'c')");
    CHECK(text("a\n\n  ${~ b ~} \n\n  c") == "(template 'a~~' b '~  c')");
    CHECK(text("a\n${~ b}") == "(template 'a' b)");
    CHECK(text("${a ~}${b} c") == "(template a b ' c')");
    CHECK(text(" ${~ a ~} ") == "(template a)");
    CHECK(text("a %{~ if b ~} c %{~ else ~} d %{~ endif ~} e") == "(template 'a' (if b 'c' 'd') 'e')");
    CHECK(expression("\"a\\n\\n ${~ b ~} \\n\\n c\"") == "(template 'a' b 'c')");
}

TEST_CASE("if directives choose, for directives repeat") {
    CHECK(text("%{if a}b%{endif}") == "(template (if a 'b' ''))");
    CHECK(text("x%{ if a == 1 }b${c}%{ else }d%{ endif }y") == "(template 'x' (if (== a 1) (template 'b' c) 'd') 'y')");
    CHECK(text("%{if a}%{endif}") == "(template (if a '' ''))");
    CHECK(text("%{if a}${b}%{endif}") == "(template (if a (template b) ''))");
    CHECK(text("%{for x in a}${x},%{endfor}") == "(template (for a (template x ',') $x))");
    CHECK(text("%{\nfor k, v in {a = 1}\n}${k}%{endfor}") == "(template (for (object 'a' 1) (template k) $k $v))");
    CHECK(text("%{for x in a}%{if x}1%{endif}%{endfor}") == "(template (for a (template (if x '1' '')) $x))");
    CHECK(expression("\"%{if a}b%{endif}\"") == "(template (if a 'b' ''))");
}

TEST_CASE("directives that do not match are errors") {
    CHECK(text("%{if a}b") == "error at 0: this '%{if' has no '%{endif}' behind it");
    CHECK(text("%{if a}b%{else}c") == "error at 0: this '%{if' has no '%{endif}' behind it");
    CHECK(text("x%{for a in b}") == "error at 1: this '%{for' has no '%{endfor}' behind it");
    CHECK(text("a%{endif}") == "error at 1: this '%{endif}' has no '%{if' before it");
    CHECK(text("%{else}") == "error at 0: this '%{else}' has no '%{if' before it");
    CHECK(text("%{endfor}") == "error at 0: this '%{endfor}' has no '%{for' before it");
    CHECK(text("%{if a}%{endfor}") == "error at 7: '%{endif}' is missing before this '%{endfor}'");
    CHECK(text("%{if a}%{else}%{else}%{endif}") == "error at 14: '%{endif}' is missing before this '%{else}'");
    CHECK(text("%{for a in b}%{else}%{endfor}") == "error at 13: '%{endfor}' is missing before this '%{else}'");
    CHECK(text("%{ elif a }") == "error at 3: 'elif' is no directive; '%{' begins an if, else, endif, for or endfor");
    CHECK(text("100%{") ==
          "error at 5: the end of the text is no directive; '%{' begins an if, else, endif, for or endfor");
    CHECK(text("%{if a}%{else if b}%{endif}") ==
          "error at 14: '}' is missing here: it would end the directive that begins with '%{'");
    CHECK(text("%{for a b}") == "error at 8: 'in' is missing here: it would stand before what the 'for' goes through");
}

TEST_CASE("literals are read") {
    CHECK(expression("null") == "null");
    CHECK(expression("true") == "true");
    CHECK(expression(" false ") == "false");
    CHECK(expression("12") == "12");
    CHECK(expression("01.50") == "1.5");
    CHECK(expression("1e3") == "1000");
    CHECK(expression("15E-1") == "1.5");
    CHECK(expression("2.5e+1") == "25");
    CHECK(parse_expression("1.50").node(0).text == "1.50");
    CHECK(expression("\"\"") == "''");
    CHECK(expression("nullable") == "nullable");
}

TEST_CASE("what is no number is an error") {
    CHECK(expression("1e999") == "error at 0: this number is too large or too small to calculate with");
    CHECK(expression("a+10.0.0.1") == "error at 2: this is no number; a text stands in double quotes");
    CHECK(expression("1.") == "error at 2: an attribute's name is missing here, before the end of the text");
    CHECK(expression(".5") == "error at 0: a value is missing here, before '.'");
    CHECK(expression("0x10") == "error at 1: the expression should end here, but 'x10' follows");
}

TEST_CASE("quoted strings take escapes") {
    CHECK(expression(R"("a\tb\r\"\\")") == "'a\tb\r\"\\'");
    CHECK(expression(R"("a\nb")") == "'a~b'");
    CHECK(expression(R"("\u0041\u00e9\u20AC\U0001F600")") == "'A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80'");
    CHECK(expression(R"("${a}\n${b}")") == "(template a '~' b)");
    CHECK(expression(R"("\q")") == R"(error at 1: this escape is not known; a backslash is written '\\')");
    CHECK(expression(R"("a\u12g4")") == R"(error at 2: '\u' takes four hexadecimal digits, and '\U' eight)");
    CHECK(expression(R"("\u12)") == R"(error at 1: '\u' takes four hexadecimal digits, and '\U' eight)");
    CHECK(expression(R"("\ud83d\ude00")") == "error at 1: there is no character with this number");
    CHECK(expression(R"("\U00110000")") == "error at 1: there is no character with this number");
    CHECK(expression("\"a\nb\"") ==
          "error at 2: a quoted string cannot go on in the next line; a line end in it is written '\\n'");
    CHECK(expression("\"a${\nb\n}c\"") == "(template 'a' b 'c')");
}

TEST_CASE("heredocs are read up to the line that closes them") {
    CHECK(expression("<<EOT\nEOT\n") == "''");
    CHECK(expression("<<EOT\na ${b}\n  EOT") == "(template 'a ' b '~')");
    CHECK(expression("upper(<<A-b\n  a\\n \"b\" $${c}\r\n  A-b \n)") == "(call upper '  a\\n \"b\" ${c}\r~')");
    CHECK(expression("[<<A\nA b\nA\n, <<B\nb\nB\n]") == "(tuple 'A b~' 'b~')");
    CHECK(expression("<<A\n${b}A\nA\n") == "(template b 'A~')");
    CHECK(expression("<<A\n${<<B\nA\nB\n}\nA\n") == "(template 'A~' '~')");
    CHECK(expression("{a = <<A\nx\nA\nb = 1}") == "(object 'a' 'x~' 'b' 1)");
    CHECK(expression("<<A\n%{ for x in a ~}\n- ${x}\n%{ endfor ~}\nA\n") ==
          "(template (for a (template '- ' x '~') $x))");
}

TEST_CASE("'<<-' removes the indentation that all lines share") {
    CHECK(expression("<<-A\n    a\n      b\n\n   \n     c\n  A\n") == "'a~  b~~   ~ c~'");
    CHECK(expression("<<-A\n\ta\n\t  b\nA\n") == "'a~  b~'");
    CHECK(expression("<<-A\n  ${a}\n    b ${\n c}\n  A\n") == "(template a '~  b ' c '~')");
    CHECK(expression("<<-A\n${a}\n  b\nA\n") == "(template a '~  b~')");
    CHECK(expression("<<-A\n    a\n    %{if b ~}\n   c\n   %{endif ~}\n    d\nA\n") ==
          "(template ' a~ ' (if b '   c~' '') '    d~')");
}

TEST_CASE("heredocs that do not begin or end are errors") {
    CHECK(expression("a(<<EOT\nb\nEOT)") ==
          "error at 2: this text is not closed: a line that holds only the word behind '<<' is missing");
    for (const std::string_view broken : {"<< EOT\nEOT\n", "<<EOT \nEOT\n", "<<\"EOT\"\nEOT\n", "<<", "<<-", "<<A"}) {
        CHECK(expression(broken) ==
              "error at 0: '<<' begins a text of several lines: a word must follow, and then the end of the line");
    }
}

TEST_CASE("operators bind as the specification's table says") {
    CHECK(expression("a || b && c") == "(|| a (&& b c))");
    CHECK(expression("a && b == c") == "(&& a (== b c))");
    CHECK(expression("a == b < c") == "(== a (< b c))");
    CHECK(expression("a != b >= c") == "(!= a (>= b c))");
    CHECK(expression("a <= b + c") == "(<= a (+ b c))");
    CHECK(expression("a > b - c * d") == "(> a (- b (* c d)))");
    CHECK(expression("a * b + c / d % e") == "(+ (* a b) (% (/ c d) e))");
    CHECK(expression("a - b - c") == "(- (- a b) c)");
    CHECK(expression("(a || b) && c") == "(&& (|| a b) c)");
    CHECK(expression("a\n+\nb") == "(+ a b)");
    CHECK(expression("a ? b : c ? d : e") == "(? a b (? c d e))");
    CHECK(expression("a ? b ? c : d : e") == "(? a (? b c d) e)");
    CHECK(expression("a || b ? c : d") == "(? (|| a b) c d)");
}

TEST_CASE("unary operators bind tighter than binary ones and looser than steps") {
    CHECK(expression("-a + b") == "(+ (- a) b)");
    CHECK(expression("-a.b[0]") == "(- (index (.b a) 0))");
    CHECK(expression("!a == b") == "(== (! a) b)");
    CHECK(expression("!!a && --b > 0") == "(&& (! (! a)) (> (- (- b)) 0))");
    CHECK(expression("a - -b") == "(- a (- b))");
}

TEST_CASE("names may hold '-' and letters of any script") {
    CHECK(expression("a-b") == "a-b");
    CHECK(expression("a -b") == "(- a b)");
    CHECK(expression("_a1.b-2") == "(.b-2 _a1)");
    CHECK(expression("gr\xC3\xB6\xC3\x9F"
                     "e.\xE5\x90\x8D") ==
          "(.\xE5\x90\x8D gr\xC3\xB6\xC3\x9F"
          "e)");
    CHECK(expression("in + if + for") == "(+ (+ in if) for)");
}

TEST_CASE("steps take attributes and indices") {
    CHECK(expression("var.a.b") == "(.b (.a var))");
    CHECK(expression("a[0][\"b\"][c.d]") == "(index (index (index a 0) 'b') (.d c))");
    CHECK(expression("a.0.b.1") == "(index (.b (index a 0)) 1)");
    CHECK(expression("[1][\n0\n]") == "(index (tuple 1) 0)");
    CHECK(expression("{a = 1}.a") == "(.a (object 'a' 1))");
    CHECK(expression("f(a).b") == "(.b (call f a))");
    CHECK(expression("(a)[0]") == "(index a 0)");
    CHECK(expression("a\n.b\n[0]") == "(index (.b a) 0)");
    CHECK(expression("a.0.0.b") ==
          "error at 2: two indexes cannot follow one another with dots; they are written [0][0]");
    CHECK(expression("a.1e3") == "error at 2: an index behind '.' is a whole number");
    CHECK(expression("a.") == "error at 2: an attribute's name is missing here, before the end of the text");
    CHECK(expression("a.\"b\"") == "error at 2: an attribute's name is missing here, before a string");
    CHECK(expression("a[]") == "error at 2: a value is missing here, before ']'");
    CHECK(expression("a[0") == "error at 3: ']' is missing here: it would end the index that begins with '['");
}

TEST_CASE("splats say what is done with each item") {
    CHECK(expression("a.*") == "(splat a @)");
    CHECK(expression("a[*]") == "(splat a @)");
    CHECK(expression("a[ * ].b") == "(splat a (.b @))");
    CHECK(expression("a.*.b.c") == "(splat a (.c (.b @)))");
    CHECK(expression("a.*.b.0") == "(splat a (index (.b @) 0))");
    CHECK(expression("a.*.b[0].c") == "(.c (index (splat a (.b @)) 0))");
    CHECK(expression("a[*].b[0].c") == "(splat a (.c (index (.b @) 0)))");
    CHECK(expression("a[*].b[*].c") == "(splat a (splat (.b @) (.c @)))");
    CHECK(expression("a[*].b.*.c") == "(splat a (splat (.b @) (.c @)))");
    CHECK(expression("a.*.b[*].c") == "(splat (splat a (.b @)) (.c @))");
    CHECK(expression("a.*.b.*.c") == "error at 6: '.*' cannot follow within another '.*'; '[*]' can");
    CHECK(expression("a[*") == "error at 3: ']' is missing here: it would end the index that begins with '['");
}

TEST_CASE("functions are called") {
    CHECK(expression("f()") == "(call f)");
    CHECK(expression("f (a, 1,\n[b],\n)") == "(call f a 1 (tuple b))");
    CHECK(expression("max(a...)") == "(call max... a)");
    CHECK(expression("f(a, b ...\n)") == "(call f... a b)");
    CHECK(expression("provider::aws::arn_parse(a)") == "(call provider::aws::arn_parse a)");
    CHECK(expression("a :: b(c)") == "(call a::b c)");
    CHECK(expression("f(g(h(1)))") == "(call f (call g (call h 1)))");
    CHECK(expression("f(a b)") == "error at 4: ',' or ')' is missing here: it would end this argument");
    CHECK(expression("f(a") == "error at 3: ',' or ')' is missing here: it would end this argument");
    CHECK(expression("f(,)") == "error at 2: a value is missing here, before ','");
    CHECK(expression("f(a..., b)") ==
          "error at 6: ')' is missing here: it would end the arguments, of which one with '...' is the last");
    CHECK(expression("a::b") == "error at 4: '(' is missing here: it would begin the arguments of the function");
    CHECK(expression("a::1") ==
          "error at 3: a name is missing here: it would go on with the function's name behind '::'");
}

TEST_CASE("tuples are read") {
    CHECK(expression("[]") == "(tuple)");
    CHECK(expression("[1, \"a\",\n[b],\n]") == "(tuple 1 'a' (tuple b))");
    CHECK(expression("[1 2]") == "error at 3: ',' or ']' is missing here: it would end this item of the list");
    CHECK(expression("[1,,]") == "error at 3: a value is missing here, before ','");
}

TEST_CASE("objects are read with every kind of key and separator") {
    CHECK(expression("{}") == "(object)");
    CHECK(expression("{\n}") == "(object)");
    CHECK(expression("{a = 1, b : 2,}") == "(object 'a' 1 'b' 2)");
    CHECK(expression("{\n\n  a = 1\n  b = 2,\n\n  c = 3 # d\n  // e\n}") == "(object 'a' 1 'b' 2 'c' 3)");
    CHECK(expression("{\"a\" = 1, \"b${c}\" = 2, 3 = 4, (d) = 5}") == "(object 'a' 1 (template 'b' c) 2 3 4 d 5)");
    CHECK(expression("{true = 1, null = 2, if = 3}") == "(object 'true' 1 'null' 2 'if' 3)");
    CHECK(expression("{(a.b) = 1, f(c) = 2, (d)[0] = 3}") == "(object (.b a) 1 (call f c) 2 (index d 0) 3)");
    CHECK(expression("{a = {b = 1\nc = [1,\n2\n]}\nd = f(1,\n2)\n}") ==
          "(object 'a' (object 'b' 1 'c' (tuple 1 2)) 'd' (call f 1 2))");
    CHECK(expression("{a = x == 1 ? [\n1\n] : [\n2\n]\nb = (1\n+ 2)}") ==
          "(object 'a' (? (== x 1) (tuple 1) (tuple 2)) 'b' (+ 1 2))");
    CHECK(expression("{a = x[\n0\n]\nb = \"${\ny\n}\"\nc = 1}") == "(object 'a' (index x 0) 'b' y 'c' 1)");
    CHECK(text("${jsonencode({\n  Version = \"2012-10-17\"\n  Statement = [{\n    Effect = \"Allow\"\n    Action = "
               "\"s3:*\"\n"
               "    Resource = \"${aws_s3_bucket.a.arn}/*\"\n  }]\n})}") ==
          "(call jsonencode (object 'Version' '2012-10-17' 'Statement' (tuple (object 'Effect' 'Allow' 'Action' 's3:*' "
          "'Resource' (template (.arn (.a aws_s3_bucket)) '/*')))))");
}

TEST_CASE("the end of a line ends an item of an object") {
    CHECK(expression("{a = 1\n+ 2}") == "error at 7: a value is missing here, before '+'");
    CHECK(expression("{a =\n1}") == "error at 4: a value is missing here, before the end of the line");
    CHECK(expression("{a = b ?\n1 : 2}") == "error at 8: a value is missing here, before the end of the line");
    CHECK(expression("{a\n= 1}") ==
          "error at 2: '=' is missing here: it would stand between a key of the object and its value");
    CHECK(expression("{a = 1 /*\n*/ b = 2}") ==
          "error at 13: ',', '}' or the end of the line is missing here: it would end this item of the object");
    CHECK(expression("{a = 1 b = 2}") ==
          "error at 7: ',', '}' or the end of the line is missing here: it would end this item of the object");
    CHECK(expression("{a = 1\n, b = 2}") ==
          "error at 7: a key is missing here: one ',' or the end of a line separates two items");
    CHECK(expression("{a = 1") ==
          "error at 6: ',', '}' or the end of the line is missing here: it would end this item of the object");
    CHECK(expression("{a = 1,") == "error at 7: '}' is missing here: it would end the object that begins with '{'");
}

TEST_CASE("a key that could be two things is an error") {
    for (const std::string_view key : {"a.b", "a[0]", "a[\"b\"].c", "a.0"}) {
        CHECK(expression(cat("{", key, " = 1}")) ==
              "error at 1: a key with dots or an index stands in quotes if it is a text, in parentheses if it is not");
    }
}

TEST_CASE("for-expressions are read in both brackets") {
    CHECK(expression("[for x in a : x.b]") == "(for[ a (.b x) $x)");
    CHECK(expression("[for i, x in a : x if i > 0]") == "(for[ a x (> i 0) $i $x)");
    CHECK(expression("[\nfor\nx\nin\na\n:\nx\n]") == "(for[ a x $x)");
    CHECK(expression("[for x in a ? b : c : x]") == "(for[ (? a b c) x $x)");
    CHECK(expression("{for x in a : x.k => x.v}") == "(for{ a (.k x) (.v x) $x)");
    CHECK(expression("{\n for k, v in a : \"${k}!\" => v... if v != null\n}") ==
          "(for{... a (template k '!') v (!= v null) $k $v)");
    CHECK(expression("{for k in a : k => {\n b = 1\n c = 2 }}") == "(for{ a k (object 'b' 1 'c' 2) $k)");
    CHECK(expression("[for x in [for y in a : y] : x]") == "(for[ (for[ a y $y) x $x)");
    CHECK(expression("[forest]") == "(tuple forest)");
    CHECK(expression("{forest = 1}") == "(object 'forest' 1)");
}

TEST_CASE("broken for-expressions are errors") {
    CHECK(expression("[for]") ==
          "error at 4: a name is missing here: it would stand for each item of what the 'for' goes through");
    CHECK(expression("{for = 1}") ==
          "error at 5: a name is missing here: it would stand for each item of what the 'for' goes through");
    CHECK(expression("[for x]") ==
          "error at 6: 'in' is missing here: it would stand before what the 'for' goes through");
    CHECK(expression("[for x, y, z in a : x]") ==
          "error at 9: 'in' is missing here: it would stand before what the 'for' goes through");
    CHECK(expression("[for x in a]") ==
          "error at 11: ':' is missing here: it would stand between what the 'for' goes through and its result");
    CHECK(expression("[for x in a : x => y]") ==
          "error at 16: '=>' belongs to a 'for' in braces; this one is in square brackets");
    CHECK(expression("[for x in a : x...]") ==
          "error at 15: '...' belongs to a 'for' in braces; this one is in square brackets");
    CHECK(expression("{for x in a : x}") ==
          "error at 15: '=>' is missing here: it would stand between the key and the value of an item");
    CHECK(expression("[for x in a : x,]") == "error at 15: ']' is missing here: it would end the 'for'");
    CHECK(expression("{for x in a : x => x,}") == "error at 20: '}' is missing here: it would end the 'for'");
}

TEST_CASE("comments are white space") {
    CHECK(expression("/* a */ b // c\n+ d # e") == "(+ b d)");
    CHECK(text("${ a # b }\n}") == "a");
    CHECK(text("${ a # b }") ==
          "error at 10: '}' is missing here: it would end the interpolation that begins with '${'");
    CHECK(expression("a /* b") == "error at 2: this comment is not closed: its '*/' is missing");
}

TEST_CASE("errors name the place and what is missing") {
    CHECK(text("${HOME:-x}") ==
          "error at 6: '}' is missing here: it would end the interpolation that begins with '${'");
    CHECK(text("a${b") == "error at 4: '}' is missing here: it would end the interpolation that begins with '${'");
    CHECK(text("${}") == "error at 2: a value is missing here, before '}'");
    CHECK(text("${\"a}") == "error at 2: this string is not closed: its last '\"' is missing");
    CHECK(text("${\"a${b\"}") ==
          "error at 7: '}' is missing here: it would end the interpolation that begins with '${'");
    CHECK(expression("") == "error at 0: a value is missing here, before the end of the text");
    CHECK(expression("a +") == "error at 3: a value is missing here, before the end of the text");
    CHECK(expression("a b") == "error at 2: the expression should end here, but 'b' follows");
    CHECK(expression("a \"b\"") == "error at 2: the expression should end here, but a string follows");
    CHECK(expression(cat("a ", std::string(100, 'b'))) ==
          "error at 2: the expression should end here, but a long name follows");
    CHECK(expression("(a") == "error at 2: ')' is missing here: it would end what begins with '('");
    CHECK(expression("a ? b") ==
          "error at 5: ':' is missing here: it would stand between the two results that '?' chooses from");
}

TEST_CASE("characters that the language does not have are named") {
    CHECK(expression("'a'") == "error at 0: a string stands in double quotes here, not in single ones");
    CHECK(expression("\xE2\x80\x9C"
                     "a\xE2\x80\x9D") ==
          "error at 0: a string stands in straight double quotes here, not in curly quotation marks");
    CHECK(expression("a & b") == "error at 2: '&' has no meaning here; the operator is '&&'");
    CHECK(expression("a | b") == "error at 2: '|' has no meaning here; the operator is '||'");
    CHECK(expression("a; b") == "error at 1: ';' has no meaning in an expression");
    CHECK(expression("a\xC2\xA0+ b") == "error at 1: this character has no meaning in an expression");
    CHECK(expression("a \xFF") == "error at 2: this character has no meaning in an expression");
    CHECK(expression(std::string_view("\0", 1)) == "error at 0: this character has no meaning in an expression");
}

TEST_CASE("nodes know where they stand") {
    CHECK(covered(parse_template("${ var.a }"), "${ var.a }") == "var.a");
    CHECK(covered(parse_template("a${b} c"), "a${b} c") == "a${b} c");
    for (const std::string_view whole : {"(a) + b", "\"a${b}\"", "<<A\nb\nA", "{a = 1}", "[for x in a : x]", "f(a)",
                                         "a[*].b", "a.*.b", "!a", "a ? b : (c)"}) {
        CHECK(covered(parse_expression(cat(" ", whole, " ")), cat(" ", whole, " ")) == whole);
    }
    const ExpressionTree tree = parse_template("x%{ if a }b%{ endif }y");
    REQUIRE(tree.node(tree.root).parts.size() == 3);
    const ExpressionNode& choice = tree.node(tree.node(tree.root).parts[1]);
    CHECK(choice.begin == 1);
    CHECK(choice.end == 21);
    CHECK(tree.node(choice.parts[1]).begin == 10);
    CHECK(tree.node(choice.parts[1]).end == 11);
}

TEST_CASE("a tree is sound wherever the text breaks off") {
    check_beginnings(
        "a %{~ if x == 1 ~} b ${~ f(g[*].h, \"i\\u0041${j}\", [for k, v in l : k if v]...) } %{ else } $${c} %{ endif "
        "}");
    check_beginnings(
        "${jsonencode({a = <<-E\n  b ${c}\n  E\n \"d\" : {for k, v in e : k => v...}, (f) = -1.5e3 ? g.*.h.0 : "
        "!i\n})}");
    check_beginnings("provider::a::b(c.0.d[\"e\"], /* f */ 1 + 2 * 3 // g\n)");
}

TEST_CASE("deep nesting is an error, not a crash") {
    const std::string too_deep = "this expression is nested too deep";
    for (const std::string_view piece :
         {"(", "[", "{a=", "f(", "-", "!", "a?", "a?b:", "\"${", "a[", "[for x in ", "{(", "a.b.", "a+", "<<A\n${"}) {
        const ExpressionTree tree = parse_expression(repeated(piece, 20'000));
        REQUIRE(tree.error);
        CHECK(tree.error->message == too_deep);
        CHECK(tree.nodes.empty());
    }
    for (const std::string_view piece : {"${\"", "%{if a}", "%{for x in a}", "%{if \""}) {
        const ExpressionTree tree = parse_template(cat(repeated(piece, 20'000), "%{endif}"));
        REQUIRE(tree.error);
    }
    CHECK(parse_template(cat(repeated("%{if a}", 20'000), repeated("%{endif}", 20'000))).error->message == too_deep);
    CHECK(parse_expression(cat("a", repeated("[*]", 20'000))).error->message == too_deep);
    CHECK(parse_expression(cat("a", repeated(".b", 20'000))).error->message == too_deep);
    CHECK(parse_expression(cat("a", repeated(".*[0]", 20'000))).error->message == too_deep);
    CHECK_FALSE(parse_expression(cat(repeated("(", 90), "a", repeated(")", 90))).error);
    CHECK_FALSE(parse_expression(cat(repeated("[", 90), "a", repeated("]", 90))).error);
    CHECK_FALSE(parse_expression(cat("a", repeated(" + a", 90))).error);
}

TEST_CASE("wide input is read in linear time") {
    CHECK(parse_expression(cat("[", repeated("a.b,\n", 50'000), "]")).nodes.size() == 100'001);
    CHECK_FALSE(parse_expression(cat("{", repeated("a = \"b${c}\"\n", 50'000), "}")).error);
    CHECK_FALSE(parse_template(repeated("${a} %{if b}c%{endif}\n", 50'000)).error);
    CHECK_FALSE(parse_expression(cat("<<A\n", repeated("  A a\n", 50'000), "A\n")).error);
    CHECK(parse_template(repeated("$", 1'000'000)).nodes.size() == 1);
    CHECK(parse_expression(cat("/*", repeated("*", 1'000'000))).error);
    CHECK(parse_expression(cat("<<", std::string(500'000, 'a'), "\n", repeated("a\n", 200'000))).error);
}
