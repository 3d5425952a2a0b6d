#include "document/yaml_reader.h"

#include <algorithm>
#include <cstring>
#include <istream>
#include <streambuf>
#include <string>

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "base/text.h"
#include "document/yaml_builder.h"
#include "document/yaml_error.h"

namespace lintel {
namespace {

/// yaml-cpp keeps every token of a flow collection until it has seen its end, up to some hundred bytes of memory for
/// one of source. A template cannot be larger than this (source: AWS CloudFormation quotas, template body from S3: 1
/// MB).
constexpr std::uint32_t most_ahead = 1U << 20U;

/// The source as a stream, which ends the reading when the parser looks too far ahead of its events.
class SourceBuffer final : public std::streambuf {
   public:
    SourceBuffer(std::string_view source, YamlBuilder& builder) : builder_(builder) {
        char* begin =
            const_cast<char*>(source.data());  // NOLINT(*-const-cast): only read, std::streambuf's interface is old
        setg(begin, begin, begin + source.size());
    }

   protected:
    std::streamsize xsgetn(char* out, std::streamsize count) override {
        const auto taken = std::min(count, static_cast<std::streamsize>(egptr() - gptr()));
        const auto read = static_cast<std::uint32_t>(gptr() - eback());
        if (read > builder_.reached() + most_ahead) {
            builder_.stop(builder_.reached(),
                          "the value here is larger than 1 MiB, more than a whole template may have");
        }
        std::memcpy(out, gptr(), static_cast<std::size_t>(taken));
        gbump(static_cast<int>(taken));
        return taken;
    }

   private:
    YamlBuilder& builder_;
};

/// Where a %TAG directive stands before the document: it could give `!Ref` another meaning.
std::uint32_t tag_directive(std::string_view source) {
    std::size_t line = 0;
    while (line < source.size()) {
        const std::string_view rest = source.substr(line);
        if (rest.starts_with("%TAG")) return static_cast<std::uint32_t>(line);
        const char first = rest.front();
        if (first != '%' && first != '#' && first != ' ' && first != '\t' && first != '\r' && first != '\n') break;
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) break;
        line += end + 1;
    }
    return UINT32_MAX;
}

void parse(std::string_view source, YamlBuilder& builder) {
    SourceBuffer buffer(source, builder);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    // The builder refuses the second document, so that this loop ends.
    while (parser.HandleNextDocument(builder)) {
    }
}

/// The opening quote of a text that runs to the end of the file, which yaml-cpp's error does not tell: with a line end
/// behind it yaml-cpp takes the text for closed and delivers it, and the builder sees that it is not.
void find_unclosed_quote(Document& document, const ReadLimits& limits, std::vector<Flaw>& flaws) {
    const std::string closed = cat(document.source(), '\n');
    document.restart(Format::yaml);
    std::vector<Flaw> found;
    YamlBuilder builder(document, limits, found);
    try {
        parse(closed, builder);
    } catch (const YamlStop&) {
        flaws.back() = found.back();
    } catch (const YAML::Exception&) {
        return;
    }
}

}  // namespace

std::vector<Flaw> read_yaml(Document& document, const ReadLimits& limits) {
    std::vector<Flaw> flaws;
    const std::string_view source = document.source();
    const std::uint32_t directive = tag_directive(source);
    if (directive != UINT32_MAX) {
        flaws.push_back({directive, "%TAG directives are not supported"});
        return flaws;
    }
    YamlBuilder builder(document, limits, flaws);
    try {
        parse(source, builder);
    } catch (const YamlStop&) {
        return flaws;
    } catch (const YAML::Exception& error) {
        const auto offset =
            static_cast<std::uint32_t>(std::clamp<std::ptrdiff_t>(error.mark.pos, 0, std::ssize(source)));
        flaws.push_back(yaml_flaw(source, offset, error.msg));
        const auto bracket = is_broken_flow(error.msg) ? builder.unclosed_bracket() : std::nullopt;
        if (bracket) flaws.back() = {*bracket, unclosed_message(source[*bracket])};
        if (is_unclosed_quote(error.msg)) find_unclosed_quote(document, limits, flaws);
        return flaws;
    }
    if (document.size() == 0) document.append(Node{});
    return flaws;
}

}  // namespace lintel
