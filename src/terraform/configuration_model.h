#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "base/files.h"
#include "document/read.h"
#include "model/graph.h"
#include "terraform/expression.h"
#include "terraform/module.h"
#include "terraform/scope.h"
#include "terraform/terraform_source.h"

namespace lintel {

class ConfigurationFile;

/// A flaw of one of the files of a configuration.
struct FileFlaw {
    std::uint32_t file = 0;
    Flaw flaw;
    bool warning = false;  ///< odd, but judged all the same
};

/// One use of a module: the root module, or what a module block makes of a directory.
struct ModuleInstance {
    const ModuleBlocks* blocks = nullptr;
    const ModuleInstance* parent = nullptr;
    const ModuleCall* call = nullptr;
    std::string address;  ///< "module.a[0].module.b"; empty for the root
    std::string key;      ///< of this instance, brackets included: "[0]", "[\"eu\"]"; empty: there is only one
    const Scope* call_scope = nullptr;  ///< in which the call's arguments are evaluated
    Scope scope;                        ///< of what stands in the module outside of its resources
    std::map<std::string_view, std::vector<const ModuleInstance*>> children;                  ///< by call
    std::unordered_map<const ResourceBlock*, std::vector<std::uint32_t>> resource_instances;  ///< indices
    Condition condition;  ///< it exists only where this holds; none: always
};

/// One instance of a resource block. `Resource::origin` is its index.
struct ResourceInstance {
    const ResourceBlock* block = nullptr;
    const ModuleInstance* module = nullptr;
    const Scope* scope = nullptr;
    std::string address;
    std::string key;
    Condition condition;
    std::uint32_t resource = UINT32_MAX;  ///< index in the graph; data sources have none
};

/// A value that a variable of the root module can have.
struct VariableCandidate {
    Value value;
    std::string text;     ///< for people
    bool other = false;   ///< anything that the configuration does not name
    bool secret = false;  ///< nobody is to be told
};

/// What the variables of the root module are taken to be while a scenario is solved, by name.
using VariableAssignment = std::map<std::string_view, const VariableCandidate*>;

/// Something that the variables decide: the test of a conditional, or whether a block has instances.
struct ConfigurationCondition {
    enum class Kind : std::uint8_t { test, exists };
    Kind kind = Kind::test;
    const Scope* scope = nullptr;
    const ExpressionTree* tree = nullptr;  ///< of a test
    ExpressionId expression = 0;
    FileNode at;                              ///< where it is written
    std::string name;                         ///< as the user wrote it
    std::optional<std::uint32_t> also;        ///< another condition that must hold, too
    std::vector<std::string_view> variables;  ///< of the root module
};

/// What follows from a scenario.
struct VariableSolution {
    bool feasible = true;
    VariableAssignment assignment;  ///< of the variables that matter
    Example example;
};

/// A Terraform configuration as a whole: the root module, the modules that it calls, and what their expressions mean.
/// Judged by one thread: what it works out, it keeps.
class Configuration {
   public:
    Configuration(Graph& graph, const LiftTable& lift, const Files& files, std::string root);
    Configuration(const Configuration&) = delete;
    Configuration& operator=(const Configuration&) = delete;
    ~Configuration();

    const LiftTable& lift() const { return lift_; }
    Graph& graph() const { return graph_; }

    // ---- files
    std::uint32_t add_file(std::shared_ptr<const Document> document);
    const Document& document(std::uint32_t file) const;
    const ConfigurationFile& source(std::uint32_t file) const { return *files_[file]; }
    std::size_t file_count() const { return files_.size(); }
    void bind(std::uint32_t file, const PartIndex& parts);
    Place place(FileNode node) const;
    /// The node of an argument as written, the last layer first; none if no layer has it.
    FileNode argument(const Layers& layers, std::string_view name) const;
    const Files& access() const { return access_; }
    const std::string& root() const { return root_; }
    std::shared_ptr<const Document> shared_document(std::uint32_t file) const;
    /// A path in an expression as one of the run: Terraform runs in the directory of the root module.
    std::string path_of_run(std::string_view path) const;
    /// Whether a file may be read at all: whether there are such, and it lies below the root.
    bool may_read(const std::string& path) const { return access_.read && lies_below(path, root_); }
    /// A file below the root, as its text; nothing if it is not there or not to be read.
    std::optional<std::string> read_text(const std::string& path) const;
    void remark(FileNode at, std::string message, bool warning = false) const;
    std::vector<FileFlaw> take_flaws() { return std::move(flaws_); }

    // ---- expressions
    /// The expression that a string is; parsed once.
    const ExpressionTree& expression(FileNode string) const;
    /// The expression of a text that stands in no file of the configuration (a template file).
    const ExpressionTree& expression_of_text(const std::string& text) const;

    // ---- variables of the root module
    struct RootVariable {
        Layers declaration;
        FileNode given;  ///< from a file of variables
    };
    std::map<std::string_view, RootVariable> root_variables;

    // ---- conditions
    std::uint32_t condition_for(ConfigurationCondition condition, const std::string& identity) const;
    const ConfigurationCondition& condition(std::uint32_t index) const { return *conditions_[index]; }
    Condition condition_handle(std::uint32_t index) const;
    Truth decide(std::uint32_t condition, Env& env) const;
    const VariableSolution& solution(const Scenario& scenario) const;

    // ---- instances
    std::vector<std::unique_ptr<ModuleInstance>> modules;
    std::deque<ResourceInstance> instances;  ///< stay where they are
    std::vector<std::unique_ptr<Scope>> scopes;
    const Resource* resource_of_instance(std::uint32_t instance) const;

    // ---- what the evaluator keeps while it works (see evaluator.h)
    struct Cached {
        Value value;
        Condition needed;
        bool touches_variables = false;
        bool in_progress = false;
        std::set<std::string_view> variables;
    };
    /// Variables of modules, local values and outputs under one scenario: each is worked out once.
    struct Cache {
        Arena* arena = nullptr;
        Scenario scenario;
        std::map<std::pair<const ModuleInstance*, std::string>, Cached> values;
    };
    /// While values of variables are tried, that of the values that are tried.
    Cache& cache_for(const Scenario& scenario) const;
    mutable Arena arena;
    /// Whether something that was read since this was reset depends on a variable of the root module that is not given,
    /// or on the instance that an expression stands in.
    mutable bool touched_variables = false;
    mutable bool touched_instance = false;
    mutable std::set<std::string_view> variables_read;
    mutable const VariableAssignment* assignment = nullptr;
    /// Whether a variable that has none of the candidates' values was compared with a number, since this was reset.
    mutable bool compared_other = false;
    /// Whether an evaluation was given up because it takes too many steps, since this was reset.
    mutable bool gave_up = false;

    std::unordered_map<std::string, std::unique_ptr<ModuleBlocks>> blocks;  ///< by directory

   private:
    VariableSolution solve(const Scenario& scenario) const;
    /// With the variables as assigned.
    Truth truth_under_assignment(std::uint32_t condition) const;
    /// Whether the scenario holds with these values; unknown where that cannot be told.
    Truth possible(const Scenario& scenario, const VariableAssignment& assignment) const;
    std::vector<VariableCandidate> candidates(std::string_view variable, const Scenario& scenario) const;

    Graph& graph_;
    const LiftTable& lift_;
    const Files& access_;
    std::string root_;
    std::vector<ConfigurationFile*> files_;
    mutable std::vector<FileFlaw> flaws_;
    mutable std::unordered_map<std::uint64_t, std::unique_ptr<ExpressionTree>> expressions_;
    mutable std::unordered_map<std::string, std::unique_ptr<ExpressionTree>> text_expressions_;
    mutable std::vector<std::unique_ptr<ConfigurationCondition>> conditions_;
    mutable std::unordered_map<std::string, std::uint32_t> condition_index_;
    mutable std::unordered_map<std::string, std::unique_ptr<VariableSolution>> solutions_;
    mutable std::unordered_map<std::string, std::unique_ptr<Cache>> caches_;
    mutable Cache* trial_ = nullptr;
    mutable std::vector<std::unique_ptr<std::vector<VariableCandidate>>> kept_candidates_;
};

/// A file of a configuration as a source of values.
class ConfigurationFile final : public TerraformSource {
   public:
    ConfigurationFile(Configuration& configuration, std::uint32_t index, std::shared_ptr<const Document> document);

    const Document& document() const override { return *document_; }
    Value resolve(NodeId node, Env& env) const override;
    Value attribute(const Resource& resource, std::string_view name, Env& env) const override;
    Value attributes(const Resource& resource, Env& env) const override;
    Value output_member(const Output& output, std::string_view key, Env& env) const override;
    Truth decide(std::uint32_t condition, Env& env) const override;
    std::optional<Example> feasible(const Scenario& scenario) const override;
    std::string_view condition_name(std::uint32_t condition) const override;

    std::uint32_t index() const { return index_; }
    const std::shared_ptr<const Document>& shared_document() const { return document_; }
    Value provider(const Resource& resource) const;

   protected:
    Value plain_member(const Value& map, std::string_view key, Env& env) const override;
    Value plain_item(const Value& list, std::uint32_t index, Env& env) const override;
    std::vector<Member> plain_members(const Value& container, Env& env) const override;
    Value parameter_member(const Value& declaration, std::string_view key, Env& env) const override;

   private:
    Configuration& configuration_;
    std::uint32_t index_;
    std::shared_ptr<const Document> document_;
};

}  // namespace lintel
