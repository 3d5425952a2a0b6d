// Function calls, and those functions that need more than their arguments' values.

#include <algorithm>

#include "base/text.h"
#include "model/json_text.h"
#include "terraform/evaluator.h"
#include "terraform/function_json.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

/// A value as JSON text in which what is not known is a hole.
void append_partial_json(std::string& out, const Value& value, Env& env) {
    if (out.size() > max_made_text || !env.step()) return;
    switch (value.kind) {
        case ValueKind::list: {
            out += '[';
            bool first = true;
            for (const Value& each : items_of(value, env)) {
                if (!first) out += ',';
                first = false;
                append_partial_json(out, each, env);
            }
            out += ']';
            break;
        }
        case ValueKind::map: {
            out += '{';
            bool first = true;
            for (const Member& each : sorted_members(value, env)) {
                if (!first) out += ',';
                first = false;
                append_json_string(out, each.key);
                out += ':';
                append_partial_json(out, each.value, env);
            }
            out += '}';
            break;
        }
        case ValueKind::string: {
            // A hole is no character that JSON may hold as it is, and stays one.
            std::string_view rest = value.text;
            std::string text;
            append_json_string(text, {});
            out += '"';
            while (!rest.empty()) {
                const std::size_t at = rest.find(hole);
                std::string piece;
                append_json_string(piece, rest.substr(0, at));
                out += std::string_view(piece).substr(1, piece.size() - 2);
                if (at == std::string_view::npos) break;
                out += hole;
                rest.remove_prefix(at + 1);
            }
            out += '"';
            break;
        }
        case ValueKind::unknown:
            out += cat("\"", hole, "\"");
            break;
        default:
            append_json(out, value, env);
            break;
    }
}

/// Whether Terraform gives an error that try() and can() catch. What is not declared here is declared elsewhere: that
/// nobody declares it is an error which they do not catch.
bool surely_fails(const Value& value) {
    const auto because = [&](std::string_view cause) { return value.text.find(cause) != std::string_view::npos; };
    return value.is(ValueKind::unknown) && value.resource == nullptr &&
           (because(no_such_attribute) || because(no_such_item) || because(no_object) || because(no_instance));
}

}  // namespace

Value Evaluator::json_text(const Value& value, FileNode at) {
    std::string text;
    append_partial_json(text, value, env_);
    if (text.size() > max_made_text) return unknown("a text that is too long", at);
    Value out = string_value(env_.arena().text(text), configuration_.place(at));
    out.partial = out.text.find(hole) != std::string_view::npos;
    out.secret = secret_within(value, env_);
    return out;
}

Value Evaluator::file_text(const Value& path, FileNode at) {
    const auto text = path.known() ? text_of(path, env_) : std::nullopt;
    if (!text) return unknown(path.is(ValueKind::unknown) ? path.text : "a file whose name is not known", at);
    auto content = configuration_.read_text(configuration_.path_of_run(*text));
    if (!content) return unknown(cat("file ", *text, ", which is not there or not to be read"), at);
    if (content->size() > max_made_text) return unknown(cat("file ", *text, ", which is too long"), at);
    Value value = string_value(env_.arena().text(*content), configuration_.place(at));
    // A text with characters that no reader lets through is no text that rules look into.
    if (value.text.find(hole) != std::string_view::npos || value.text.find('\0') != std::string_view::npos)
        return unknown(cat("file ", *text, ", which is no text"), at);
    return value;
}

Value Evaluator::template_file(const Value& path, const Value& variables, const Scope& scope, FileNode at) {
    const Value text = file_text(path, at);
    if (!text.is(ValueKind::string)) return text;
    const ExpressionTree& tree = configuration_.expression_of_text(std::string(text.text));
    if (tree.error) return unknown("a template that cannot be read", at);
    if (!variables.is(ValueKind::map)) return unknown("a template whose variables are not known", at);
    Scope inner = scope;
    for (const Member& each : sorted_members(variables, env_))
        inner.bindings = env_.arena().make(BoundName{each.key, each.value, inner.bindings});
    return evaluate(tree, tree.root, *env_.arena().make(inner), at);
}

Value Evaluator::special_call(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at,
                              bool& is_special) {
    const std::string_view name = node.text;
    const auto argument = [&](std::size_t i) {
        return i < node.parts.size() ? evaluate(tree, node.parts[i], scope, at) : null_value(configuration_.place(at));
    };
    is_special = true;
    if (name == "try") {
        // The first that is known; what is unknown here may fail or not when Terraform runs.
        for (std::size_t i = 0; i < node.parts.size(); ++i) {
            const Value value = argument(i);
            if (!value.is(ValueKind::unknown) || value.resource != nullptr || i + 1 == node.parts.size()) return value;
            if (!surely_fails(value)) return value;
        }
    }
    if (name == "can") {
        const Value value = argument(0);
        if (value.is(ValueKind::unknown) && !surely_fails(value)) return unknown(value.text, at);
        return boolean_value(!value.is(ValueKind::unknown), configuration_.place(at));
    }
    if (name == "jsonencode") {
        const Value value = argument(0);
        return value.is(ValueKind::map) || value.is(ValueKind::list) || value.is(ValueKind::unknown)
                   ? value
                   : json_text(value, at);
    }
    if (name == "jsondecode") {
        const Value value = argument(0);
        return value.is(ValueKind::string) ? json_in(value, env_) : value;
    }
    if (name == "file") return file_text(argument(0), at);
    if (name == "templatefile") return template_file(argument(0), argument(1), scope, at);
    if (name == "filebase64") {
        const Value text = file_text(argument(0), at);
        const TerraformFunction* encode = terraform_function("base64encode");
        CallContext context{env_, configuration_.place(at)};
        return text.is(ValueKind::string) ? encode->call({&text, 1}, context) : text;
    }
    if (name == "fileexists") {
        const Value path = argument(0);
        const auto text = path.known() ? text_of(path, env_) : std::nullopt;
        if (!text) return unknown("a file whose name is not known", at);
        const std::string file = configuration_.path_of_run(*text);
        if (!configuration_.may_read(file)) return unknown(cat("file ", *text, ", which is not to be read"), at);
        return boolean_value(configuration_.read_text(file).has_value(), configuration_.place(at));
    }
    is_special = false;
    return {};
}

Value Evaluator::call(const ExpressionTree& tree, const ExpressionNode& node, const Scope& scope, FileNode at) {
    std::string_view name = node.text;
    if (name.starts_with("core::")) name.remove_prefix(6);
    bool is_special = false;
    const Value special = special_call(tree, node, scope, at, is_special);
    if (is_special) return special;
    std::vector<Value> arguments;
    for (std::size_t i = 0; i < node.parts.size(); ++i) {
        const Value value = evaluate(tree, node.parts[i], scope, at);
        const bool expanded = node.flag && i + 1 == node.parts.size();
        if (!expanded) {
            arguments.push_back(value);
        } else if (value.is(ValueKind::list)) {
            for (const Value& each : items_of(value, env_)) arguments.push_back(each);
        } else {
            return unknown(value.is(ValueKind::unknown) ? value.text : "arguments that are no list", at);
        }
    }
    const TerraformFunction* function = terraform_function(name);
    if (function == nullptr) return unknown(cat("the result of ", name, "()"), at);
    const bool fits = arguments.size() >= function->least_arguments &&
                      (function->most_arguments == UINT8_MAX || arguments.size() <= function->most_arguments);
    if (!fits) return unknown(cat("a call of ", name, "() with a wrong number of arguments"), at);
    if (!function->takes_unknown) {
        for (const Value& each : arguments) {
            const auto open = unknown_within(each, env_);
            if (open) return unknown(open->is(ValueKind::unknown) ? open->text : "a value known only in part", at);
        }
    }
    CallContext context{env_, configuration_.place(at)};
    return function->call(arguments, context);
}

}  // namespace lintel
