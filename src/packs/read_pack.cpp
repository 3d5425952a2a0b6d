#include "packs/read_pack.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/files.h"
#include "base/text.h"
#include "lint/inputs.h"

namespace lintel {
namespace {

namespace fs = std::filesystem;

/// Of what is wrong with a file as a whole.
constexpr Position no_position{0, 0};

class PackReader {
   public:
    explicit PackReader(const std::string& directory) : directory_(pack_name(directory)) {}

    PackFiles read() {
        std::error_code error;
        const fs::file_status status = fs::status(directory_, error);
        if (!fs::exists(status)) return failed("there is no such directory");
        if (!fs::is_directory(status)) return failed("a pack of rules is a directory");
        root_ = fs::canonical(directory_, error);
        if (error) return failed("the directory cannot be read");
        walk({});
        std::sort(out_.texts.begin(), out_.texts.end(),
                  [](const RuleText& a, const RuleText& b) { return a.path < b.path; });
        const bool has_rule = std::any_of(out_.texts.begin(), out_.texts.end(), [](const RuleText& text) {
            return !text.path.starts_with("data/") && !text.path.starts_with("terraform/");
        });
        if (!has_rule && out_.errors.empty())
            return failed("there is no rule in this directory; a rule is a file FAMILY/NAME.yaml");
        return std::move(out_);
    }

   private:
    PackFiles failed(std::string message) {
        out_.errors.push_back({directory_, no_position, std::move(message)});
        return std::move(out_);
    }

    /// `path`: below the pack's directory, with forward slashes.
    void fail(const std::string& path, std::string message) {
        out_.errors.push_back({file_in_pack(directory_, path), no_position, std::move(message)});
    }

    void walk(const std::string& below) {
        std::error_code error;
        std::vector<std::string> names;
        const fs::path directory = below.empty() ? fs::path(directory_) : fs::path(directory_) / below;
        for (fs::directory_iterator entry(directory, error); !error && entry != fs::directory_iterator();
             entry.increment(error)) {
            names.push_back(entry->path().filename().string());
        }
        if (error) out_.errors.push_back({directory.generic_string(), no_position, "the directory cannot be read"});
        std::sort(names.begin(), names.end());
        for (const std::string& name : names) {
            if (name.starts_with('.') || (below.empty() && name == fixtures_directory)) continue;
            entry(directory / name, below.empty() ? name : cat(below, "/", name));
            if (too_many_) return;
        }
    }

    void entry(const fs::path& file, const std::string& path) {
        std::error_code error;
        const bool link = fs::is_symlink(file, error);
        const fs::file_status status = fs::status(file, error);
        if (fs::is_directory(status)) {
            if (link) return fail(path, "a symbolic link to a directory is not followed");
            return walk(path);
        }
        if (file.extension() == ".yml") return fail(path, "the files of a pack end in .yaml");
        if (file.extension() != ".yaml") return;
        if (link && !stays_inside(file)) return fail(path, "a symbolic link that leads out of the pack is not read");
        if (!fs::is_regular_file(status)) return fail(path, "the file cannot be read");
        if (fs::file_size(file, error) > max_pack_file_bytes || error)
            return fail(path, cat("the file is larger than ", max_pack_file_bytes >> 20U, " MB"));
        if (out_.texts.size() == max_pack_files) {
            too_many_ = true;
            return fail(path, cat("a pack holds at most ", max_pack_files, " files"));
        }
        Result<std::string> text = read_file(file.string());
        if (!text) return fail(path, text.error().message);
        out_.texts.push_back({path, std::move(*text), directory_});
    }

    bool stays_inside(const fs::path& file) const {
        std::error_code error;
        const fs::path target = fs::canonical(file, error);
        return !error && lies_below(target.generic_string(), root_.generic_string());
    }

    std::string directory_;
    fs::path root_;
    PackFiles out_;
    bool too_many_ = false;
};

}  // namespace

std::string pack_name(const std::string& directory) {
    const fs::path normal = fs::path(directory).lexically_normal();
    return (normal.has_filename() || !normal.has_parent_path() ? normal : normal.parent_path()).generic_string();
}

std::vector<std::string> directories_of_packs(const std::vector<std::string>& packs) {
    std::vector<std::string> directories = packs;
    for (const std::string& pack : packs) directories.push_back(file_in_pack(pack_name(pack), fixtures_directory));
    return directories;
}

PackFiles read_pack(const std::string& directory) { return PackReader(directory).read(); }

}  // namespace lintel
