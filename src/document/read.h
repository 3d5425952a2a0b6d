#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace lintel {

/// What keeps bad input from costing more than it should.
struct ReadLimits {
    std::uint32_t yaml_bytes = 20U << 20U;   ///< yaml-cpp reads about 9 MB/s
    std::uint32_t json_bytes = 512U << 20U;  ///< offsets stay below 2^31
    std::uint32_t depth = 256;
    std::uint32_t nodes = 40'000'000;
};

/// Something wrong with the text of a file.
struct Flaw {
    std::uint32_t offset = 0;  ///< byte offset into the source
    std::string message;       ///< one sentence, without a place
    bool fatal = true;         ///< nothing after it could be read; otherwise (a duplicate key, say) the document stands
};

struct ReadResult {
    /// Always there, also when reading failed: then it holds the source (for positions) and `readable` is false.
    std::shared_ptr<const Document> document;
    bool readable = false;
    std::vector<Flaw> flaws;
};

/// Reads YAML or JSON, told apart by content: a first character `{` or `[` means JSON, unless the name does not end in
/// `.json` and only YAML's flow style can read it. An empty or comment-only file is readable and has a null root. Never
/// throws on bad input.
ReadResult read_document(std::string name, std::string source, const ReadLimits& limits = {});

/// The same without a copy of the source, which must outlive the document.
ReadResult read_borrowed(std::string name, std::string_view source, const ReadLimits& limits = {});

}  // namespace lintel
