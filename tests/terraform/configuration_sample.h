#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/files.h"
#include "lint/check.h"
#include "model/scenario.h"
#include "model/value.h"
#include "terraform/configuration.h"

namespace lintel::test {

/// The text of each file, by its path.
using FileMap = std::map<std::string, std::string>;

/// Files that lie in memory. They keep nobody from leaving the root: that is the configuration's business.
Files in_memory(FileMap files);

/// A configuration that lies in memory, and what expressions mean in its root module.
class ConfigurationSample {
   public:
    /// The root module lies in the working directory: main.tf.json, and what else is there.
    explicit ConfigurationSample(std::string_view main, FileMap others = {});
    ConfigurationSample(FileMap files, std::string directory, std::string root = {});

    /// The value of an expression, as an output of the root module has it.
    Value value(std::string_view expression);
    /// The same, told as FunctionSample tells values.
    std::string told(std::string_view expression);

    /// The graph that the last question was put to; without a question, that of the files alone.
    const ConfigurationGraph& built();
    /// The resources' addresses, and "RESOURCE.Property -> RESOURCE" of each edge, in the order of the graph.
    std::string addresses();
    std::string edges();

    Env& env() { return env_; }

   private:
    const ConfigurationGraph& build(const FileMap& files);

    FileMap files_;
    std::string directory_;
    std::string root_;
    std::deque<Files> access_;
    std::deque<ConfigurationGraph> built_;
    Arena arena_;
    Scenario scenario_;
    Env env_{arena_, scenario_};
};

/// What an expression gives beside these declarations, told. `others` are further files.
std::string evaluated(std::string_view expression, std::string_view declarations = "{}", FileMap others = {});

/// The notes of a value's trace, the latest first: "local a < variable b, default '1'".
std::string trace_of(const Value& value);
/// "main.tf.json:3".
std::string place_of(const Value& value);

/// Judges the files that are named, the others being there to be found. `select` names the rules.
Report judged(const FileMap& files, std::vector<std::string> named, std::vector<std::string> select,
              CheckOptions options = {});

/// Each finding on a line: "EBS001 aws_ebs_volume.data main.tf.json:3 if !(var.x) (x=false)".
std::string findings_of(const Report& report);
/// Each on a line: "main.tf.json:3: message".
std::string errors_of(const Report& report);
std::string warnings_of(const Report& report);

}  // namespace lintel::test
