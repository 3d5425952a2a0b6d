#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/truth.h"
#include "document/document.h"

namespace lintel {

class Template;

/// A value that a variable can have. One that stands for all values which the template does not name is `other`.
struct Candidate {
    std::string text;
    bool other = false;
};

/// What the conditions of a template depend on: a parameter, a pseudo parameter, or a condition that cannot be
/// evaluated offline.
struct Variable {
    std::vector<Candidate> candidates;  ///< the likeliest first; empty where no condition depends on it
    bool open = true;                   ///< it can have values that are no candidates
    bool given = false;                 ///< pinned from outside
    bool cut = false;                   ///< too many values are named: then the `other` candidate may be any of them
    /// The only value it can have, or null.
    const Candidate* fixed() const { return candidates.size() == 1 && !open ? candidates.data() : nullptr; }
};

/// What an expression refers to.
struct Mentions {
    std::vector<std::uint32_t> variables;   ///< sorted
    std::vector<std::uint32_t> conditions;  ///< sorted
    bool opaque = false;                    ///< it depends on something else, too
};

/// The variables of a template: its parameters by index, then the pseudo parameters, then its conditions by index.
class Variables {
   public:
    /// The parameter or pseudo parameter of that name.
    static std::optional<std::uint32_t> find(const Template& source, std::string_view name);
    static std::uint32_t of_condition(const Template& source, std::uint32_t condition);
    /// The name of a parameter or pseudo parameter.
    static std::string_view name(const Template& source, std::uint32_t variable);

    /// What the expression at `node` refers to.
    static Mentions mentions(const Template& source, NodeId node);

    /// Finds the candidates for all that these expressions compare.
    void analyse(const Template& source, const std::vector<NodeId>& expressions);

    const Variable& operator[](std::uint32_t variable) const { return all_[variable]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(all_.size()); }

   private:
    std::vector<Variable> all_;
};

/// What the variables and conditions are taken to be while a scenario is solved.
class Assignment {
   public:
    explicit Assignment(const Template& source);

    /// Null: not chosen yet.
    const Candidate* chosen(std::uint32_t variable) const { return chosen_[variable]; }
    void choose(std::uint32_t variable, const Candidate* candidate) { chosen_[variable] = candidate; }
    Truth condition(std::uint32_t condition) const { return conditions_[condition]; }
    void set_condition(std::uint32_t condition, Truth holds) { conditions_[condition] = holds; }

   private:
    std::vector<const Candidate*> chosen_;
    std::vector<Truth> conditions_;
};

/// The pseudo parameters that a condition can depend on (source: AWS CloudFormation, pseudo parameters reference).
bool is_pseudo_parameter(std::string_view name);

}  // namespace lintel
