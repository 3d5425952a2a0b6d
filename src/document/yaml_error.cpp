#include "document/yaml_error.h"

#include <array>
#include <optional>

#include <yaml-cpp/exceptions.h>

#include "base/text.h"
#include "document/flaws.h"
#include "document/scan.h"

namespace lintel {
namespace {

namespace messages = YAML::ErrorMsg;

struct Sentence {
    const char* theirs;  ///< how yaml-cpp's message begins
    const char* ours;
    bool about_layout = false;  ///< a tab in the indentation may be the true cause
};

const std::array<Sentence, 33> sentences = {{
    {messages::TAB_IN_INDENTATION, "YAML must be indented with blanks, not with tabs", true},
    {messages::END_OF_MAP_FLOW, "a ',' or '}' is missing in this mapping"},
    {messages::END_OF_SEQ_FLOW, "a ',' or ']' is missing in this list"},
    {messages::END_OF_MAP,
     "this does not continue the mapping it stands in; check the indentation, and quote texts with special "
     "characters",
     true},
    {messages::END_OF_SEQ, "this does not continue the list it stands in; check the indentation", true},
    {messages::BLOCK_ENTRY, "a list item is not expected here; check the indentation", true},
    {messages::MAP_KEY, "a key is not expected here; check the indentation", true},
    {messages::MAP_VALUE, "a ':' is not expected here; check the indentation, or quote the text if it belongs to it",
     true},
    {messages::FLOW_END, "unexpected closing bracket here"},
    {messages::EOF_IN_SCALAR, "the file ends inside a quoted text"},
    {messages::DOC_IN_SCALAR, "a document marker stands inside a quoted text; a closing quote is missing before it"},
    {messages::CHAR_IN_SCALAR, "this character cannot start a plain text; put the text in quotes"},
    {messages::ZERO_INDENT_IN_BLOCK, "the indentation of a block text cannot be 0"},
    {messages::CHAR_IN_BLOCK, "only an indentation digit, '+', '-' and a comment may follow '|' or '>'"},
    {messages::INVALID_HEX, "this escape sequence needs hexadecimal digits"},
    {messages::INVALID_UNICODE, "this escape sequence does not stand for a character of Unicode"},
    {messages::INVALID_ESCAPE,
     "this is not an escape sequence of YAML; use single quotes if the backslash belongs to the text"},
    {messages::MULTIPLE_TAGS, "a value cannot have two tags; write the inner function in its long form"},
    {messages::MULTIPLE_ANCHORS, "a value cannot have two anchors"},
    {messages::ALIAS_CONTENT, "an alias cannot have a tag or an anchor"},
    {messages::ALIAS_NOT_FOUND, "a name is missing after '*'; quote the text if the star belongs to it"},
    {messages::ANCHOR_NOT_FOUND, "a name is missing after '&'; quote the text if the sign belongs to it"},
    {messages::CHAR_IN_ALIAS,
     "this character cannot stand in the name of an alias; quote the text if it is not meant as one"},
    {messages::CHAR_IN_ANCHOR,
     "this character cannot stand in the name of an anchor; quote the text if it is not meant as one"},
    {messages::TAG_WITH_NO_SUFFIX, "the name of this tag is not complete"},
    {messages::CHAR_IN_TAG_HANDLE, "this character cannot stand in a tag"},
    {messages::END_OF_VERBATIM_TAG, "the '>' of this tag is missing"},
    {messages::YAML_MAJOR_VERSION, "this version of YAML is not known"},
    {messages::YAML_DIRECTIVE_ARGS, "a %YAML directive takes one version and no more"},
    {messages::REPEATED_YAML_DIRECTIVE, "the %YAML directive is repeated"},
    {messages::TAG_DIRECTIVE_ARGS, "%TAG directives are not supported"},
    {messages::REPEATED_TAG_DIRECTIVE, "%TAG directives are not supported"},
    {messages::BAD_FILE, "values are nested too deeply"},
}};

bool indents_with_tab(std::string_view source, std::size_t line, std::uint32_t& tab) {
    while (line < source.size() && (source[line] == ' ' || source[line] == '\t')) {
        if (source[line] == '\t') {
            tab = static_cast<std::uint32_t>(line);
            return true;
        }
        ++line;
    }
    return false;
}

/// A tab that indents the line of `offset` or the line before: yaml-cpp often notices it only behind it.
std::optional<std::uint32_t> tab_near(std::string_view source, std::uint32_t offset) {
    const auto start_of_line = [&](std::size_t within) {
        const std::size_t end = within == 0 ? std::string_view::npos : source.rfind('\n', within - 1);
        return end == std::string_view::npos ? 0 : end + 1;
    };
    std::uint32_t tab = 0;
    const std::size_t line = start_of_line(offset);
    if (indents_with_tab(source, line, tab)) return tab;
    if (line > 0 && indents_with_tab(source, start_of_line(line - 1), tab)) return tab;
    return std::nullopt;
}

}  // namespace

Flaw yaml_flaw(std::string_view source, std::uint32_t offset, std::string_view message) {
    if (message == messages::UNKNOWN_ANCHOR && offset < source.size() && source[offset] == '*') {
        const std::string_view name = source.substr(offset + 1, anchor_end(source, offset) - offset - 1);
        return {offset, cat("no anchor ", shown(name), " stands before this alias")};
    }
    if (message == messages::UNKNOWN_TOKEN && offset < source.size()) {
        return {offset, cat("a plain text cannot start with '", source[offset], "'; put the text in quotes")};
    }
    if (message.starts_with(messages::YAML_VERSION)) return {offset, "this version of YAML is not known"};
    for (const Sentence& sentence : sentences) {
        if (!message.starts_with(sentence.theirs)) continue;
        const std::optional<std::uint32_t> tab = sentence.about_layout ? tab_near(source, offset) : std::nullopt;
        if (tab) return {*tab, sentences.front().ours};
        return {offset, sentence.ours};
    }
    return {offset, "the file is not valid YAML here"};
}

bool is_broken_flow(std::string_view message) {
    return message == messages::END_OF_MAP_FLOW || message == messages::END_OF_SEQ_FLOW;
}

std::string unclosed_message(char opening) {
    if (opening == '"' || opening == '\'') return "this quote is never closed";
    return cat("this '", opening, "' is never closed");
}

bool is_unclosed_quote(std::string_view message) { return message == messages::EOF_IN_SCALAR; }

}  // namespace lintel
