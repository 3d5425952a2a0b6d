#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "lint/check.h"
#include "lint/finding.h"

namespace lintel {

/// The files of a run: what could be read, and what could not.
struct Inputs {
    std::vector<Input> inputs;
    std::vector<FileError> errors;
};

/// Largest file that is read, in bytes: what the reader of JSON accepts (ReadLimits::json_bytes).
inline constexpr std::uint64_t max_input_bytes = std::uint64_t{512} << 20U;

/// The bytes of a file, or why they cannot be had.
Result<std::string> read_file(const std::string& path);

/// The files of the disk. What lies outside of the root, also by way of a symbolic link, is not there.
Files disk_files();

/// Reads what the paths name, each file once.
///
/// A file that is named is read whatever it is called, and "-" is standard input under the name `stdin_name`. Of a
/// directory every file below it is read that ends in .yaml, .yml, .json, .template, .cform, .cfn or .cft in any case;
/// which of them are templates is told by their content later. The walk goes in the order of the names (as bytes), does
/// not follow symbolic links, and leaves out node_modules, __pycache__ and hidden directories that hold no sources:
/// those of version control, tools and caches (by name, or by a CACHEDIR.TAG, see https://bford.info/cachedir). A
/// directory that is named itself is always walked.
///
/// Files are called by their path relative to the working directory with forward slashes; those outside it by the path
/// given from the root, or with "..", as they were named. What is missing, unreadable or too large becomes an error.
///
/// `left_out`: directories that are not walked either, unless they are named.
Inputs read_inputs(const std::vector<std::string>& paths, std::string_view stdin_name, std::istream& standard_input,
                   const std::vector<std::string>& left_out = {});

}  // namespace lintel
