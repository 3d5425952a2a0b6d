#include "lint/inputs.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>

#include "base/text.h"

namespace lintel {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> template_extensions{".yaml",  ".yml", ".json", ".template",
                                                              ".cform", ".cfn", ".cft"};

constexpr std::array<std::string_view, 15> tool_directories{
    "__pycache__", "node_modules", ".aws-sam",   ".direnv",           ".git", ".gradle", ".hg", ".idea", ".nox",
    ".serverless", ".svn",         ".terraform", ".terragrunt-cache", ".tox", ".venv"};

bool template_extension(const fs::path& name) {
    const std::string extension = to_lower(name.extension().string());
    return std::find(template_extensions.begin(), template_extensions.end(), extension) != template_extensions.end();
}

bool left_out(const fs::path& directory, std::string_view name) {
    if (std::find(tool_directories.begin(), tool_directories.end(), name) != tool_directories.end()) return true;
    if (name.substr(0, 1) != ".") return false;
    std::error_code error;
    return name.find("cache") != std::string_view::npos || fs::exists(directory / "CACHEDIR.TAG", error);
}

/// Reads to the end, but never more than one byte beyond the limit.
std::string read_stream(std::istream& in, std::size_t expected) {
    constexpr std::size_t least_chunk = std::size_t{1} << 16U;
    std::string text;
    std::size_t size = 0;
    std::size_t chunk = expected == 0 ? least_chunk : expected + 1;
    while (in && size <= max_input_bytes) {
        text.resize(size + std::min<std::size_t>(chunk, max_input_bytes + 1 - size));
        in.read(text.data() + size, static_cast<std::streamsize>(text.size() - size));
        size += static_cast<std::size_t>(in.gcount());
        chunk = std::max(size, least_chunk);
    }
    text.resize(size);
    text.shrink_to_fit();
    return text;
}

std::string too_large() { return cat("the file is larger than ", max_input_bytes >> 20U, " MB"); }

class Reader {
   public:
    explicit Reader(const std::vector<std::string>& left_out) {
        std::error_code error;
        working_directory_ = fs::current_path(error);
        for (const std::string& directory : left_out) left_out_.insert(fs::weakly_canonical(directory, error));
    }

    void read_standard_input(std::string_view name, std::istream& in) {
        if (!seen_.emplace(name).second) return;
        std::string text = read_stream(in, 0);
        if (text.size() > max_input_bytes) return fail(std::string(name), too_large());
        out_.inputs.push_back({std::string(name), std::move(text), root_of(std::string(name), {})});
    }

    void read(const std::string& path) {
        if (path.empty()) return fail(path, "an empty path names no file");
        std::error_code error;
        const fs::file_status status = fs::status(path, error);
        const std::string name = name_of(path);
        if (!fs::exists(status)) {
            return fail(name,
                        fs::status_known(status) ? "there is no such file or directory" : "the path cannot be read");
        }
        named_ = fs::is_directory(status) ? name : std::string();
        if (fs::is_directory(status)) return walk(path, name == "." ? std::string{} : name);
        read_one(path, name);
    }

    std::string name_of(const fs::path& path) const {
        if (working_directory_.empty()) return path.lexically_normal().generic_string();
        fs::path whole = (working_directory_ / path).lexically_normal();
        if (whole.has_relative_path() && !whole.has_filename()) whole = whole.parent_path();  // "infra/" is "infra"
        const fs::path relative = whole.lexically_relative(working_directory_);
        const bool outside = relative.empty() || *relative.begin() == "..";
        return (outside && path.is_absolute() ? whole : relative).generic_string();
    }

    Inputs take() { return std::move(out_); }

   private:
    void fail(const std::string& name, std::string message) {
        if (seen_.insert(name).second) out_.errors.push_back({name, {}, std::move(message)});
    }

    void read_one(const fs::path& path, const std::string& name) {
        if (seen_.count(name) != 0) return;
        Result<std::string> text = read_file(path.string());
        if (!text) return fail(name, text.error().message);
        seen_.insert(name);
        out_.inputs.push_back({name, std::move(*text), root_of(name, named_)});
    }

    /// Inside of the working directory that; else the directory that was named, or the file's own.
    static std::string root_of(const std::string& name, const std::string& named) {
        if (lies_below(name, {})) return {};
        return named.empty() ? directory_of(name) : named;
    }

    void walk(const fs::path& directory, const std::string& name) {
        std::error_code error;
        std::vector<fs::directory_entry> entries;
        for (fs::directory_iterator entry(directory, error); !error && entry != fs::directory_iterator();
             entry.increment(error)) {
            entries.push_back(*entry);
        }
        if (error) fail(name.empty() ? "." : name, "the directory cannot be read");
        std::sort(entries.begin(), entries.end(), [](const fs::directory_entry& a, const fs::directory_entry& b) {
            return a.path().native() < b.path().native();
        });
        for (const fs::directory_entry& entry : entries) {
            if (entry.is_symlink(error)) continue;
            const std::string last = entry.path().filename().string();
            const std::string child = name.empty() ? last : name.back() == '/' ? name + last : cat(name, "/", last);
            if (entry.is_directory(error)) {
                if (!left_out(entry.path(), last) && !is_left_out(entry.path())) walk(entry.path(), child);
            } else if (template_extension(entry.path()) && entry.is_regular_file(error)) {
                read_one(entry.path(), child);
            }
        }
    }

    bool is_left_out(const fs::path& directory) const {
        std::error_code error;
        return !left_out_.empty() && left_out_.contains(fs::weakly_canonical(directory, error));
    }

    fs::path working_directory_;
    std::set<fs::path> left_out_;
    std::string named_;  ///< the directory that is walked; empty for a single file
    std::set<std::string, std::less<>> seen_;
    Inputs out_;
};

}  // namespace

Result<std::string> read_file(const std::string& path) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);  // fails for pipes, which are read all the same
    if (!error && size > max_input_bytes) return Error{too_large()};
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{"the file cannot be opened"};
    std::string text = read_stream(in, error ? 0 : static_cast<std::size_t>(size));
    if (in.bad()) return Error{"the file cannot be read to its end"};
    if (text.size() > max_input_bytes) return Error{too_large()};
    return text;
}

Files disk_files() {
    const auto inside = [](const std::string& path, const std::string& root) {
        std::error_code error;
        const fs::path whole = fs::weakly_canonical(path.empty() ? "." : path, error);
        if (error) return false;
        const fs::path top = fs::weakly_canonical(root.empty() ? "." : root, error);
        return !error && lies_below(whole.generic_string(), top.generic_string());
    };
    Files files;
    files.list = [inside](const std::string& directory, const std::string& root) {
        std::vector<std::string> names;
        if (!inside(directory, root)) return names;
        std::error_code error;
        for (fs::directory_iterator entry(directory.empty() ? "." : directory, error);
             !error && entry != fs::directory_iterator(); entry.increment(error)) {
            if (entry->is_regular_file(error)) names.push_back(entry->path().filename().string());
        }
        std::sort(names.begin(), names.end());
        return names;
    };
    files.read = [inside](const std::string& path, const std::string& root) -> std::optional<std::string> {
        std::error_code error;
        if (!inside(path, root) || !fs::is_regular_file(path, error)) return std::nullopt;
        Result<std::string> text = read_file(path);
        if (!text) return std::nullopt;
        return std::move(*text);
    };
    return files;
}

Inputs read_inputs(const std::vector<std::string>& paths, std::string_view stdin_name, std::istream& standard_input,
                   const std::vector<std::string>& left_out) {
    Reader reader(left_out);
    for (const std::string& path : paths) {
        if (path == "-") {
            reader.read_standard_input(reader.name_of(fs::path(stdin_name)), standard_input);
        } else {
            reader.read(path);
        }
    }
    return reader.take();
}

}  // namespace lintel
