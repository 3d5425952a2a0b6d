#include "cloudformation/variables.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/text.h"
#include "cloudformation/function.h"
#include "cloudformation/parameters.h"
#include "cloudformation/sections.h"
#include "cloudformation/substitution.h"
#include "cloudformation/template.h"

namespace lintel {
namespace {

constexpr std::array<std::string_view, 7> pseudo_parameters = {
    "AWS::AccountId", "AWS::NotificationARNs", "AWS::Partition", "AWS::Region",
    "AWS::StackId",   "AWS::StackName",        "AWS::URLSuffix"};

/// The values that nearly all stacks have; a condition is judged with them first.
std::string_view usual_value(std::string_view pseudo_parameter) {
    if (pseudo_parameter == "AWS::Partition") return "aws";
    if (pseudo_parameter == "AWS::URLSuffix") return "amazonaws.com";
    return {};
}

std::uint32_t parameter_count(const Template& source) {
    return static_cast<std::uint32_t>(source.parameters().all().size());
}

void sort_unique(std::vector<std::uint32_t>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Whether a function can be evaluated offline when its arguments can.
bool is_computable(Function function) {
    switch (function) {
        case Function::get_att:
        case Function::get_azs:
        case Function::import_value:
        case Function::transform:
        case Function::for_each:
        case Function::ref_all:
        case Function::value_of:
        case Function::value_of_all:
        case Function::other:
            return false;
        default:
            return true;
    }
}

class MentionFinder {
   public:
    explicit MentionFinder(const Template& source) : source_(source), document_(source.document()) {}

    void scan(NodeId root) {
        const NodeId end = document_.node(root).next;
        for (NodeId node = root; node < end; ++node) {
            const NodeKind kind = document_.kind(node);
            if (kind == NodeKind::mapping) {
                call(call_at(document_, node));
            } else if (kind == NodeKind::alias || document_.text(node).find("{{resolve:") != std::string_view::npos) {
                found_.opaque = true;
            }
        }
    }

    Mentions take() {
        sort_unique(found_.variables);
        sort_unique(found_.conditions);
        return std::move(found_);
    }

   private:
    void call(Call call) {
        if (!call) return;
        if (!is_computable(call.function)) found_.opaque = true;
        if (call.function == Function::ref) name(document_.text(call.argument));
        if (call.function == Function::condition) condition(document_.text(call.argument));
        if (call.function == Function::sub) substitution(call.argument);
        if (call.function == Function::if_ && document_.first_child(call.argument) != no_node) {
            condition(document_.text(document_.first_child(call.argument)));
        }
    }

    void name(std::string_view name) {
        const auto variable = Variables::find(source_, name);
        if (variable) {
            found_.variables.push_back(*variable);
        } else {
            found_.opaque = true;
        }
    }

    void condition(std::string_view name) {
        const auto condition = source_.conditions().find(name);
        if (condition) {
            found_.conditions.push_back(*condition);
        } else {
            found_.opaque = true;
        }
    }

    void substitution(NodeId argument) {
        const bool has_map = document_.kind(argument) == NodeKind::sequence;
        const NodeId pattern = has_map ? document_.first_child(argument) : argument;
        if (pattern == no_node) return;
        SubReader reader(document_.text(pattern));
        std::string_view variable;
        while (reader.next_variable(variable)) {
            // What its own map gives is scanned as part of the expression.
            if (!has_map || Variables::find(source_, variable)) name(variable);
        }
    }

    const Template& source_;
    const Document& document_;
    Mentions found_;
};

/// Gathers what variables are compared with.
class Comparisons {
   public:
    Comparisons(const Template& source, std::vector<Variable>& all)
        : source_(source), document_(source.document()), all_(all), group_(all.size()) {
        std::iota(group_.begin(), group_.end(), 0U);
    }

    void scan(NodeId root) {
        const NodeId end = document_.node(root).next;
        for (NodeId node = root; node < end; ++node) {
            const Call call = call_at(document_, node);
            switch (call.function) {
                case Function::equals:
                case Function::contains:
                case Function::each_member_equals:
                case Function::each_member_in:
                    comparison(call.argument);
                    break;
                default:
                    break;
            }
        }
    }

    /// The variable that stands for all that are compared with one another.
    std::uint32_t group(std::uint32_t variable) const {
        while (group_[variable] != variable) variable = group_[variable];
        return variable;
    }

   private:
    void comparison(NodeId argument) {
        std::vector<std::string_view> literals;
        const Mentions mentions = Variables::mentions(source_, argument);
        if (mentions.variables.empty()) return;
        gather(argument, literals);
        for (const std::uint32_t variable : mentions.variables) {
            for (const std::string_view literal : literals) add(variable, literal);
            group_[group(variable)] = group(mentions.variables.front());
        }
    }

    /// The literals among the arguments, and what makes the functions among them give different results.
    void gather(NodeId node, std::vector<std::string_view>& literals) {
        const Call call = call_at(document_, node);
        if (call.function == Function::find_in_map) {
            const NodeId name = document_.first_child(call.argument);
            if (name == no_node) return;
            const NodeId mapping = member_of(document_, source_.mappings(), document_.text(name));
            for (const Entry& row : entries_of(document_, mapping)) literals.push_back(row.name);
            return;
        }
        if (call) {
            if (call.function != Function::ref) literals.emplace_back();  // empty parts are what joins are tested for
            return;
        }
        switch (document_.kind(node)) {
            case NodeKind::sequence:
                for (NodeId child = document_.first_child(node); child != no_node;
                     child = document_.sibling(node, child)) {
                    gather(child, literals);
                }
                break;
            case NodeKind::string:
            case NodeKind::number:
            case NodeKind::boolean:
                literals.push_back(scalar_text(document_, node));
                break;
            default:
                break;
        }
    }

    void add(std::uint32_t variable, std::string_view text) {
        Variable& compared = all_[variable];
        if (!compared.open) return;
        compared.cut = compared.cut || compared.candidates.size() >= most_candidates;
        if (!compared.cut) compared.candidates.push_back({std::string(text), false});
    }

    static constexpr std::size_t most_candidates = 500;

    const Template& source_;
    const Document& document_;
    std::vector<Variable>& all_;
    std::vector<std::uint32_t> group_;
};

void add_unless_there(std::vector<Candidate>& candidates, Candidate candidate) {
    for (const Candidate& known : candidates) {
        if (known.text == candidate.text) return;
    }
    candidates.push_back(std::move(candidate));
}

void close(Variable& variable, std::string_view text) {
    variable.candidates = {{std::string(text), false}};
    variable.open = false;
}

Variable parameter_variable(const Document& document, const ParameterDeclaration& parameter) {
    Variable variable;
    if (parameter.given != nullptr) {
        close(variable, *parameter.given);
        variable.given = true;
        return variable;
    }
    if (parameter.type == ParameterType::stored) return variable;  // default and allowed values are only names
    if (parameter.default_node != no_node)
        variable.candidates.push_back({parameter_text(document, parameter.default_node), false});
    if (parameter.allowed_node == no_node) return variable;
    variable.open = is_list(parameter.type);
    for (NodeId item = document.first_child(parameter.allowed_node); item != no_node;
         item = document.sibling(parameter.allowed_node, item)) {
        add_unless_there(variable.candidates, {std::string(scalar_text(document, item)), false});
    }
    return variable;
}

Variable pseudo_variable(const Template& source, std::string_view name) {
    Variable variable;
    const auto given = source.given().find(name);
    if (given != source.given().end()) {
        close(variable, given->second);
        variable.given = true;
    } else if (const std::string_view usual = usual_value(name); !usual.empty()) {
        variable.candidates.push_back({std::string(usual), false});
    }
    return variable;
}

/// What people write who do not write `word`, in the same style; empty where there is no telling.
std::string_view opposite(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> pairs = {{{"true", "false"},
                                                                                            {"True", "False"},
                                                                                            {"TRUE", "FALSE"},
                                                                                            {"yes", "no"},
                                                                                            {"Yes", "No"},
                                                                                            {"YES", "NO"},
                                                                                            {"enabled", "disabled"},
                                                                                            {"Enabled", "Disabled"},
                                                                                            {"ENABLED", "DISABLED"}}};
    for (const auto& [a, b] : pairs) {
        if (word == a) return b;
        if (word == b) return a;
    }
    return {};
}

/// A value that no condition names. Numbers are kept within the bounds of their parameter; nothing where no number is
/// left.
std::optional<std::string> other_value(const Template& source, std::uint32_t index, const std::vector<Candidate>& known,
                                       std::string_view word) {
    const auto is_known = [&](const std::string& text) {
        return std::any_of(known.begin(), known.end(),
                           [&](const Candidate& candidate) { return candidate.text == text; });
    };
    if (index < parameter_count(source) && source.parameters().all()[index].type == ParameterType::number) {
        const NodeId node = source.parameters().all()[index].node;
        const std::int64_t least = to_integer(member_text(source.document(), node, "MinValue")).value_or(1);
        const std::int64_t most = to_integer(member_text(source.document(), node, "MaxValue")).value_or(INT64_MAX);
        std::int64_t number = least;
        while (number < most && is_known(std::to_string(number))) ++number;
        if (is_known(std::to_string(number))) return std::nullopt;
        return std::to_string(number);
    }
    std::string text(word);
    for (const Candidate& candidate : known) {
        const std::string natural(opposite(candidate.text));
        if (!natural.empty() && !is_known(natural)) return natural;
    }
    while (is_known(text)) text += '-';
    return text;
}

/// Completes the candidates: values of the variables it is compared with, and any other value.
void widen(const Template& source, std::uint32_t index, std::vector<Variable>& all,
           const std::vector<std::uint32_t>& compared) {
    Variable& variable = all[index];
    std::vector<Candidate> candidates;
    for (const Candidate& candidate : variable.candidates) add_unless_there(candidates, candidate);
    if (!variable.open) {
        variable.candidates = std::move(candidates);
        return;
    }
    for (const std::uint32_t other : compared) {
        variable.cut = variable.cut || all[other].cut;
        for (const Candidate& candidate : all[other].candidates) {
            if (!candidate.other) add_unless_there(candidates, candidate);
        }
    }
    const std::size_t named = candidates.size();
    const auto add_other = [&](std::string_view word) {
        const auto text = other_value(source, index, candidates, word);
        if (text) candidates.push_back({*text, true});
    };
    add_other("any-other-value");
    // Two variables may be equal to each other and to nothing that is named (both "any-other-value"), or differ in
    // that, too.
    if (compared.size() > 1) add_other(cat("any-other-", to_lower(Variables::name(source, index))));
    variable.open = candidates.size() > named;

    const bool unlikely = index >= parameter_count(source) && usual_value(Variables::name(source, index)).empty();
    if (unlikely)
        std::rotate(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(named), candidates.end());
    variable.candidates = std::move(candidates);
}

}  // namespace

std::optional<std::uint32_t> Variables::find(const Template& source, std::string_view name) {
    const auto pseudo = std::find(pseudo_parameters.begin(), pseudo_parameters.end(), name);
    if (pseudo == pseudo_parameters.end()) return source.parameters().find(name);
    return parameter_count(source) + static_cast<std::uint32_t>(pseudo - pseudo_parameters.begin());
}

std::uint32_t Variables::of_condition(const Template& source, std::uint32_t condition) {
    return parameter_count(source) + static_cast<std::uint32_t>(pseudo_parameters.size()) + condition;
}

std::string_view Variables::name(const Template& source, std::uint32_t variable) {
    const std::uint32_t parameters = parameter_count(source);
    return variable < parameters ? source.parameters().all()[variable].name : pseudo_parameters[variable - parameters];
}

Mentions Variables::mentions(const Template& source, NodeId node) {
    MentionFinder finder(source);
    finder.scan(node);
    return finder.take();
}

void Variables::analyse(const Template& source, const std::vector<NodeId>& expressions) {
    for (const ParameterDeclaration& parameter : source.parameters().all()) {
        all_.push_back(parameter_variable(source.document(), parameter));
    }
    for (const std::string_view name : pseudo_parameters) all_.push_back(pseudo_variable(source, name));
    const std::uint32_t named = size();

    Comparisons comparisons(source, all_);
    for (const NodeId expression : expressions) comparisons.scan(expression);
    std::vector<std::vector<std::uint32_t>> groups(named);
    for (std::uint32_t i = 0; i < named; ++i) groups[comparisons.group(i)].push_back(i);
    for (const std::vector<std::uint32_t>& group : groups) {
        for (const std::uint32_t variable : group) widen(source, variable, all_, group);
    }

    Variable unknowable;
    unknowable.candidates = {{"true", false}, {"false", false}};
    unknowable.open = false;
    all_.resize(named + source.conditions().size(), unknowable);
}

Assignment::Assignment(const Template& source)
    : chosen_(source.conditions().variables().size(), nullptr),
      conditions_(source.conditions().size(), Truth::unknown) {
    const Variables& variables = source.conditions().variables();
    for (std::uint32_t i = 0; i < variables.size(); ++i) chosen_[i] = variables[i].fixed();
}

bool is_pseudo_parameter(std::string_view name) {
    return name.starts_with("AWS::") &&
           std::find(pseudo_parameters.begin(), pseudo_parameters.end(), name) != pseudo_parameters.end();
}

}  // namespace lintel
