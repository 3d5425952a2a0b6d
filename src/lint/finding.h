#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "document/document.h"
#include "model/scenario.h"
#include "rules/rule.h"

namespace lintel {

/// A stretch of a file; `end` is exclusive. Columns count code points.
struct Location {
    std::string file;
    Position start;
    Position end;
    std::uint32_t begin = 0;       ///< the same in bytes from the file's start
    std::uint32_t end_offset = 0;  ///< likewise
};

struct Note {
    Location location;
    std::string message;
};

struct ResourceName {
    std::string id;         ///< logical id or Terraform address; empty for what stands outside all resources
    std::string type;       ///< as written in the input
    std::string path;       ///< where in the resource ("Properties/Encrypted"); empty for the whole of it
    std::string construct;  ///< CDK path, if any
};

struct WhenCondition {
    std::string condition;
    bool is = true;
};

/// What a Terraform plan does about a finding: told by judging what is there before it.
enum class PlanEffect : std::uint8_t { none, introduced, kept };

/// A rule that fails at a place.
struct Finding {
    const Rule* rule = nullptr;
    Severity severity = Severity::medium;
    std::string message;
    Location location;
    ResourceName resource;
    std::vector<WhenCondition> when;  ///< all must be as said; empty: always
    Example example;                  ///< parameter values that bring `when` about
    std::vector<Note> trace;          ///< how the value came to be, the source first
    std::vector<Note> related;        ///< what else it concerns, in the order in which to read it
    std::string fingerprint;          ///< 16 hex digits of rule, resource, path and file
    bool secret = false;              ///< what stands at the location is a secret: no report shows it
    PlanEffect effect = PlanEffect::none;
};

/// A rule that could not be judged, and why.
struct Unknown {
    const Rule* rule = nullptr;
    Location location;
    ResourceName resource;
    std::string cause;
};

/// An input that could not be read as a whole or in part.
struct FileError {
    std::string file;
    Position position;
    std::string message;
    bool internal = false;  ///< a bug of lintel, not of the file
};

/// What an input was taken for.
enum class InputKind : std::uint8_t {
    cloudformation,
    terraform_plan,
    terraform_state,
    terraform_configuration,
    terraform_variables,
    not_a_template,
    unreadable,
};

struct FileSummary {
    std::string file;
    InputKind kind = InputKind::not_a_template;
    std::uint32_t resources = 0;
    std::vector<std::string> passed_over;  ///< what makes resources in a way that is not followed, such as Fn::ForEach
};

/// A file that was read because an input refers to it.
struct ReadFile {
    std::string file;
    std::string text;
};

struct Report {
    std::vector<FileSummary> files;
    std::vector<ReadFile> read_besides;  ///< sorted by name
    std::vector<Finding> findings;
    std::vector<Unknown> unknown;
    std::vector<Finding> suppressed;
    std::vector<Finding> fixed;  ///< what a plan puts right: it failed before
    std::vector<FileError> errors;
    std::vector<FileError> warnings;  ///< what is odd about a file that was read and judged all the same
};

}  // namespace lintel
