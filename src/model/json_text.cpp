#include "model/json_text.h"

#include <string>
#include <vector>

#include "base/text.h"
#include "document/read.h"
#include "model/scenario.h"

namespace lintel {
namespace {

/// Stands for a hole while the text is read: readers refuse control characters. U+F8FF is private use (Unicode 15,
/// chapter 23.5).
constexpr std::string_view stand_in = "\xEF\xA3\xBF";

std::string with_stand_ins(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == hole)
            out += stand_in;
        else
            out += c;
    }
    return out;
}

std::string with_holes(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at).starts_with(stand_in)) {
            out += hole;
            at += stand_in.size();
        } else {
            out += text[at++];
        }
    }
    return out;
}

class Builder {
   public:
    Builder(const Document& document, const Value& string, Env& env)
        : document_(document), string_(string), env_(env) {}

    Value build(NodeId node) {
        const std::string_view text = document_.text(node);
        switch (document_.kind(node)) {
            case NodeKind::sequence: {
                std::vector<Member> items;
                for (NodeId child = document_.first_child(node); child != no_node;
                     child = document_.sibling(node, child)) {
                    items.push_back({{}, build(child)});
                }
                return traced_back(list_value(env_.arena().copy(items), string_.place));
            }
            case NodeKind::mapping: {
                std::vector<Member> members;
                for (NodeId child = document_.first_child(node); child != no_node;
                     child = document_.sibling(node, child)) {
                    members.push_back({env_.arena().text(with_holes(document_.key(child))), build(child)});
                }
                return traced_back(map_value(env_.arena().copy(members), string_.place));
            }
            case NodeKind::boolean:
                return traced_back(boolean_value(text == "true", string_.place));
            case NodeKind::number:
                return traced_back(number(text));
            case NodeKind::string:
                return traced_back(partial_string(text));
            case NodeKind::null:
            case NodeKind::alias:
                break;
        }
        Value null = absent_value(string_.place);
        null.kind = ValueKind::null;
        return null;
    }

   private:
    Value number(std::string_view text) {
        Value value = number_value(to_number(text).value_or(0), string_.place);
        value.text = env_.arena().text(text);
        return value;
    }

    Value partial_string(std::string_view text) {
        Value value = string_value(env_.arena().text(with_holes(text)), string_.place);
        value.partial = value.text.find(hole) != std::string_view::npos;
        return value;
    }

    Value traced_back(Value value) {
        value.trace = string_.trace;
        value.secret = string_.secret;
        return value;
    }

    const Document& document_;
    const Value& string_;
    Env& env_;
};

}  // namespace

Value json_in(const Value& string, Env& env) {
    if (!string.is(ValueKind::string)) return string;
    const std::string_view text = trim(string.text);
    if (text.empty() || (text.front() != '{' && text.front() != '['))
        return unknown_value("a text that is not JSON", string.place);
    const ReadResult read = read_document("embedded.json", with_stand_ins(text));
    if (!read.readable) {
        return unknown_value(string.partial ? "JSON text known only in part" : "a text that is not JSON", string.place);
    }
    return Builder(*read.document, string, env).build(read.document->root());
}

}  // namespace lintel
