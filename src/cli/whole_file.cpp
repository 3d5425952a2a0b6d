#include "cli/whole_file.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include <unistd.h>

#include "base/text.h"

namespace lintel {
namespace {

namespace fs = std::filesystem;

bool write(const fs::path& path, std::string_view text) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    return static_cast<bool>(out);
}

}  // namespace

std::optional<Error> write_whole_file(const std::string& path, std::string_view text) {
    const Error failure{cat("'", path, "' cannot be written.")};
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) return Error{cat("'", path, "' is a directory.")};
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        if (!write(path, text)) return failure;
        return std::nullopt;
    }
    // A symbolic link stays one: the file that it names is replaced.
    fs::path target = fs::exists(status) ? fs::canonical(path, error) : fs::path(path);
    if (error && fs::exists(status)) return failure;
    fs::path temporary = target;
    temporary += cat(".", static_cast<long>(getpid()), ".tmp");
    bool written = write(temporary, text);
    if (written && fs::exists(status)) {
        fs::permissions(temporary, status.permissions(), error);
        written = !error;
    }
    if (written) {
        fs::rename(temporary, target, error);
        written = !error;
    }
    if (written) return std::nullopt;
    fs::remove(temporary, error);
    return failure;
}

}  // namespace lintel
