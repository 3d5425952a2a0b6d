#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/files.h"
#include "document/document.h"
#include "terraform/source_module.h"

namespace lintel {

/// Where something stands in a source file.
struct SourcePlace {
    std::string file;
    Position start;
    Position end;                  ///< exclusive
    std::uint32_t begin = 0;       ///< the same in bytes from the file's start
    std::uint32_t end_offset = 0;  ///< likewise
};

/// The blocks of a Terraform configuration in native or JSON syntax, found by address. Files are read when they are
/// first needed, and each once.
class SourceBlocks {
   public:
    /// The directory is that of the root module, and also the one that nothing may leave.
    SourceBlocks(const Files& files, std::string_view directory);

    /// The block of a resource by its address in a plan ("module.a[0].aws_x.y[\"k\"]", "data.aws_x.y"; instance keys
    /// are ignored), and in it the attribute or nested block of that name if it is written there; else the block's
    /// header. Nothing if there is no such block, or its module is not local.
    ///
    /// An attribute is told from its name to the end of its value if both are in one line, else by its name. A header
    /// goes to the end of its labels; in JSON it is the key that holds the resource's name.
    std::optional<SourcePlace> find(std::string_view address, std::string_view attribute);

   private:
    const SourceModule& module_in(const std::string& directory);
    std::optional<std::string> called_directory(const std::string& directory, std::string_view call);

    Files files_;
    std::string directory_;
    std::map<std::string, SourceModule> modules_;  ///< by directory
};

}  // namespace lintel
