#include "document/read.h"

#include <algorithm>
#include <exception>
#include <string_view>

#include "base/text.h"
#include "document/json_reader.h"
#include "document/prescan.h"
#include "document/scan.h"
#include "document/yaml_reader.h"

namespace lintel {
namespace {

constexpr std::size_t most_bytes = 0x7FFFFFFF;  // the last bit of an offset says that a text is kept beside the source

bool is_fatal(const std::vector<Flaw>& flaws) {
    return std::any_of(flaws.begin(), flaws.end(), [](const Flaw& flaw) { return flaw.fatal; });
}

bool looks_like_json(std::string_view source) {
    if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
    const auto first = std::find_if_not(source.begin(), source.end(), is_space);
    return first != source.end() && (*first == '{' || *first == '[');
}

bool has_extension(std::string_view name, std::string_view extension) {
    return name.size() >= extension.size() &&
           equal_ignoring_case(name.substr(name.size() - extension.size()), extension);
}

/// JSON, or YAML's flow style where only that can read the file.
std::vector<Flaw> read_braces(Document& document, const ReadLimits& limits) {
    std::vector<Flaw> flaws = read_json(document, limits);
    const bool may_be_yaml = !has_extension(document.name(), ".json") && document.source().size() <= limits.yaml_bytes;
    if (!is_fatal(flaws) || !may_be_yaml) return flaws;
    document.restart(Format::yaml);
    std::vector<Flaw> yaml_flaws = read_yaml(document, limits);
    const bool called_yaml = has_extension(document.name(), ".yaml") || has_extension(document.name(), ".yml");
    if (called_yaml || !is_fatal(yaml_flaws)) return yaml_flaws;
    document.restart(Format::json);
    return flaws;
}

std::vector<Flaw> read_any(Document& document, const ReadLimits& limits) {
    return document.format() == Format::json ? read_braces(document, limits) : read_yaml(document, limits);
}

/// A document without any content, for a file that could not be read.
ReadResult unreadable(std::shared_ptr<Document> document, Flaw flaw) {
    document->append(Node{});
    return {std::move(document), false, {std::move(flaw)}};
}

std::string_view text_of(const std::string& source) { return source; }
std::string_view text_of(Document::Borrowed source) { return source.text; }
void cut_front(std::string& source, std::size_t bytes) { source.erase(0, bytes); }
void cut_front(Document::Borrowed& source, std::size_t bytes) { source.text.remove_prefix(bytes); }

/// `Source` is a string, or a text that is borrowed.
template <typename Source>
ReadResult read(std::string name, Source source, const ReadLimits& limits) {
    std::string_view text = text_of(source);
    const Format format = looks_like_json(text) ? Format::json : Format::yaml;
    const std::size_t limit = format == Format::json ? limits.json_bytes : limits.yaml_bytes;
    if (text.size() > std::min(limit, most_bytes)) {
        Flaw flaw{0, cat("the file is larger than ", limit >> 20U, " MiB")};
        if (text.size() > most_bytes) source = Source{};
        return unreadable(std::make_shared<Document>(std::move(name), std::move(source), format), std::move(flaw));
    }

    const std::size_t size = text.size();
    Prescan scan = prescan(text);
    if (text.size() < size) cut_front(source, size - text.size());
    auto document = std::make_shared<Document>(std::move(name), std::move(source), format);
    document->set_line_starts(std::move(scan.line_starts));
    document->set_continuations(std::move(scan.continuations));
    ReadResult result;
    if (scan.flaw) {
        result.flaws.push_back(std::move(*scan.flaw));
    } else {
        try {
            result.flaws = read_any(*document, limits);
        } catch (const std::bad_alloc&) {
            result.flaws = {{0, "there is not enough memory to read the file"}};
        } catch (const std::exception&) {
            result.flaws = {{0, "the file could not be read"}};
        }
    }
    result.readable = !is_fatal(result.flaws);
    if (!result.readable) {
        document->restart(document->format());
        document->append(Node{});
    }
    result.document = std::move(document);
    return result;
}

}  // namespace

ReadResult read_document(std::string name, std::string source, const ReadLimits& limits) {
    return read(std::move(name), std::move(source), limits);
}

ReadResult read_borrowed(std::string name, std::string_view source, const ReadLimits& limits) {
    return read(std::move(name), Document::Borrowed{source}, limits);
}

}  // namespace lintel
