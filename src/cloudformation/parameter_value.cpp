#include "base/text.h"
#include "cloudformation/resolution.h"

namespace lintel {
namespace {

constexpr std::size_t longest_quote = 60;  // of a value in a note: enough to recognise it

std::string quoted_value(const ParameterDeclaration& parameter, std::string_view text) {
    if (parameter.secret) return "a value that is not shown";
    if (text.size() > longest_quote) {
        std::size_t end = longest_quote;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
            --end;  // not within a UTF-8 sequence
        return cat("'", text.substr(0, end), "...'");
    }
    return cat("'", text, "'");
}

Value scalar(std::string_view text, bool number, Place place) {
    Value value = string_value(text, place);
    const auto parsed = number ? to_number(text) : std::nullopt;
    if (parsed) {
        value.kind = ValueKind::number;
        value.number = *parsed;
    }
    return value;
}

/// A parameter's text, which lives as long as the value, as a value of its type.
Value typed(Resolution& r, const ParameterDeclaration& parameter, std::string_view text, NodeId node) {
    const Place place = r.place(node);
    if (parameter.type == ParameterType::string || parameter.type == ParameterType::number) {
        Value value = scalar(text, parameter.type == ParameterType::number, place);
        value.secret = parameter.secret;
        return value.is(ValueKind::string) ? with_dynamic_references(r, text, value) : value;
    }
    const std::vector<std::string_view> pieces = split(text, ',');
    if (!r.env.step(pieces.size())) return too_costly(r, node);
    const std::span<Member> items = r.env.arena().array<Member>(pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        items[i].value = scalar(trim(pieces[i]), parameter.type == ParameterType::number_list, place);
        items[i].value.secret = parameter.secret;
        if (!items[i].value.is(ValueKind::string)) continue;
        items[i].value = with_dynamic_references(r, items[i].value.text, items[i].value);
    }
    return list_value(items, place);
}

/// Traces the value, and the items of a list value with it.
Value told(Resolution& r, Value value, NodeId origin, std::string_view note) {
    value = traced(value, r.place(origin), note, r.env);
    if (!value.is(ValueKind::list) || value.members == nullptr) return value;
    const std::span<Member> items = r.env.arena().array<Member>(value.count);
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i] = value.members[i];
        items[i].value.trace = value.trace;
    }
    if (!items.empty()) value.members = items.data();
    return value;
}

/// The text of a scalar or of a list of them, alive as long as the value.
std::string_view text_at(Resolution& r, NodeId node) {
    if (r.document().kind(node) != NodeKind::sequence) return scalar_text(r.document(), node);
    return r.env.arena().text(parameter_text(r.document(), node));
}

Value unknown_parameter(Resolution& r, const ParameterDeclaration& parameter, NodeId node, std::string_view why) {
    Value value = unknown_because(r, node, "parameter ", parameter.name, ", ", why);
    value.secret = parameter.secret;
    return value;
}

Value defaulted(Resolution& r, const ParameterDeclaration& parameter, NodeId node) {
    const std::string_view text = text_at(r, parameter.default_node);
    return told(r, typed(r, parameter, text, node), parameter.default_node,
                cat("parameter ", parameter.name, ", default ", quoted_value(parameter, text)));
}

/// What the scenario leaves of a parameter.
Value under_scenario(Resolution& r, const ParameterDeclaration& parameter, const Choice& choice, NodeId node) {
    if (choice.candidate == nullptr)
        return unknown_parameter(r, parameter, node, "whose value depends on the conditions");
    const Candidate& candidate = *choice.candidate;
    if (parameter.default_node != no_node && !candidate.other && candidate.text == text_at(r, parameter.default_node)) {
        return defaulted(r, parameter, node);
    }
    if (!choice.forced || candidate.other) {
        return unknown_parameter(r, parameter, node, "whose value depends on the conditions");
    }
    return told(
        r, typed(r, parameter, r.env.arena().text(candidate.text), node), parameter.node,
        cat("parameter ", parameter.name, ", ", quoted_value(parameter, candidate.text), " under these conditions"));
}

}  // namespace

Value parameter_value(Resolution& r, std::uint32_t index, NodeId node) {
    const ParameterDeclaration& parameter = r.source.parameters().all()[index];
    if (parameter.type == ParameterType::stored) {
        return unknown_parameter(r, parameter, node, "whose value is kept in Systems Manager");
    }
    if (parameter.given != nullptr) {
        return told(r, typed(r, parameter, *parameter.given, node), parameter.node,
                    cat("parameter ", parameter.name, ", given as ", quoted_value(parameter, *parameter.given)));
    }
    if (r.assignment != nullptr) {
        const Candidate* candidate = r.assignment->chosen(index);
        if (candidate == nullptr || candidate->other)
            return unknown_parameter(r, parameter, node, "which is not chosen yet");
        return typed(r, parameter, candidate->text, node);
    }
    const Solution* solution = r.source.conditions().solution(r.source, r.env);
    if (solution != nullptr) {
        const Choice* choice = solution->find(index);
        if (choice != nullptr) return under_scenario(r, parameter, *choice, node);
    }
    if (parameter.default_node != no_node) return defaulted(r, parameter, node);
    if (parameter.only_allowed != no_node) {
        const std::string_view text = scalar_text(r.document(), parameter.only_allowed);
        return told(r, typed(r, parameter, text, node), parameter.only_allowed,
                    cat("parameter ", parameter.name, ", which can only be ", quoted_value(parameter, text)));
    }
    return unknown_parameter(r, parameter, node, "which has no default");
}

Value pseudo_parameter_value(Resolution& r, std::string_view name, NodeId node) {
    const auto variable = Variables::find(r.source, name);
    const auto given = r.source.given().find(name);
    if (given != r.source.given().end()) {
        return traced(string_value(given->second, r.place(node)), r.place(node),
                      cat(name, ", given as '", given->second, "'"), r.env);
    }
    const Candidate* candidate = nullptr;
    if (r.assignment != nullptr) {
        candidate = r.assignment->chosen(*variable);
    } else if (const Solution* solution = r.source.conditions().solution(r.source, r.env); solution != nullptr) {
        const Choice* choice = solution->find(*variable);
        if (choice != nullptr && choice->forced) candidate = choice->candidate;
    }
    if (candidate == nullptr || candidate->other) {
        return unknown_because(r, node, name, ", which is known only when the stack is deployed");
    }
    const Value value = string_value(r.env.arena().text(candidate->text), r.place(node));
    if (r.assignment != nullptr) return value;
    return traced(value, r.place(node), cat(name, ", '", candidate->text, "' under these conditions"), r.env);
}

}  // namespace lintel
