#include "rules/checker.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "facts/fact.h"
#include "rules/functions.h"

namespace lintel {
namespace {

constexpr std::string_view any = "json";

bool is_list(std::string_view type) { return type.starts_with("list("); }
bool is_map(std::string_view type) { return type.starts_with("map("); }
bool is_resource(std::string_view type) { return type.starts_with("resource("); }
bool is_scalar(std::string_view type) { return type == "boolean" || type == "number" || type == "string"; }

std::string_view inner(std::string_view type) {
    const std::size_t open = type.find('(');
    return type.substr(open + 1, type.size() - open - 2);
}

/// How a type is called in a message.
std::string in_words(std::string_view type) {
    if (is_list(type)) return "a list";
    if (is_map(type)) return "a map";
    if (is_resource(type)) return "a resource";
    if (type == "null") return "null";
    if (is_scalar(type)) return cat("a ", type);
    return cat("a ", type, " object");
}

class Checker {
   public:
    Checker(const SyntaxTree& tree, const CheckerInput& input, Arena& arena, ExprTable& table, SyntaxError& error)
        : tree_(tree), input_(input), arena_(arena), table_(table), error_(error), variables_(input.variables) {}

    struct Typed {
        ExprId id = no_expr;
        std::string type;
    };
    using Checked = std::optional<Typed>;

    Checked check(std::uint32_t index) {
        const SyntaxNode& node = tree_.nodes[index];
        switch (node.kind) {
            case SyntaxKind::null_literal:
                return add({Op::null_literal, 0, 0, 0, 0, {}}, {}, "null");
            case SyntaxKind::bool_literal:
                return add({Op::bool_literal, 0, 0, 0, node.number, {}}, {}, "boolean");
            case SyntaxKind::number_literal:
                return add({Op::number_literal, 0, 0, 0, node.number, {}}, {}, "number");
            case SyntaxKind::string_literal:
                return add({Op::string_literal, 0, 0, 0, 0, arena_.text(node.text)}, {}, "string");
            case SyntaxKind::list_literal:
                return list(node);
            case SyntaxKind::name:
                return name(node);
            case SyntaxKind::select:
                return select(node);
            case SyntaxKind::index:
                return subscript(node);
            case SyntaxKind::call:
                return call(node);
            case SyntaxKind::method:
                return method(node);
            case SyntaxKind::unary:
                return unary(node);
            case SyntaxKind::binary:
                return binary(node);
            case SyntaxKind::conditional:
                return conditional(node);
        }
        return std::nullopt;
    }

   private:
    Checked fail(const SyntaxNode& node, std::string message) {
        if (error_.message.empty()) error_ = {node.offset, std::move(message)};
        return std::nullopt;
    }

    Checked unknown_name(const SyntaxNode& node, std::string what, const std::vector<std::string_view>& candidates) {
        return fail(node, not_known(std::move(what), node.text, candidates));
    }

    Typed add(Expr expr, const std::vector<ExprId>& args, std::string type) {
        expr.first_arg = static_cast<std::uint32_t>(table_.args.size());
        expr.arg_count = static_cast<std::uint8_t>(args.size());
        table_.args.insert(table_.args.end(), args.begin(), args.end());
        table_.exprs.push_back(expr);
        return {static_cast<ExprId>(table_.exprs.size() - 1), std::move(type)};
    }

    Checked list(const SyntaxNode& node) {
        if (node.args.size() > 255)
            return fail(node, "a list literal holds at most 255 items; a longer one belongs into a data table");
        std::vector<ExprId> args;
        std::string type;
        for (const std::uint32_t arg : node.args) {
            const Checked item = check(arg);
            if (!item) return std::nullopt;
            args.push_back(item->id);
            type = type.empty() || type == item->type ? item->type : std::string(any);
        }
        return add({Op::list_literal, 0, 0, 0, 0, {}}, args,
                   cat("list(", type.empty() ? any : std::string_view(type), ")"));
    }

    Checked name(const SyntaxNode& node) {
        for (std::size_t slot = variables_.size(); slot-- > 0;) {
            if (variables_[slot].name == node.text) {
                return add({Op::variable, 0, static_cast<std::uint16_t>(slot), 0, 0, {}}, {}, variables_[slot].type);
            }
        }
        if (node.text == "data") return fail(node, "'data' needs the name of a table: data.NAME");
        if (node.text == "setting") return fail(node, "'setting' needs the name of a setting: setting.NAME");
        std::vector<std::string_view> names = {"data", "setting"};
        for (const Binding& variable : variables_) names.push_back(variable.name);
        return unknown_name(node, cat("there is no '", node.text, "' here"), names);
    }

    Checked select(const SyntaxNode& node) {
        const SyntaxNode& base = tree_.nodes[node.args[0]];
        if (base.kind == SyntaxKind::name && base.text == "data") return data_table(node);
        if (base.kind == SyntaxKind::name && base.text == "setting") return setting(node);
        const Checked operand = check(node.args[0]);
        if (!operand) return std::nullopt;
        const std::string& type = operand->type;
        const Expr plain{Op::select, 0, 0, 0, 0, arena_.text(node.text)};
        if (type == any) return add(plain, {operand->id}, std::string(any));
        if (is_map(type)) return add(plain, {operand->id}, std::string(inner(type)));
        if (is_list(type)) {
            return fail(node,
                        cat("'.", node.text, "' is asked of a list; use .exists(x, ...) or .all(x, ...), or each:"));
        }
        const char first = node.text.front();
        const bool lower = first >= 'a' && first <= 'z';
        if (is_resource(type) && !lower) return property(node, *operand, plain);
        if (is_resource(type) || type == "parameter" || type == "output" || type == "template") {
            if (type == "parameter" && !lower) return add(plain, {operand->id}, std::string(any));
            return fact(node, *operand);
        }
        for (const Record& record : all_records()) {
            if (record.name == type) return field(node, *operand, record, plain);
        }
        if (input_.schema.has(type)) {
            std::string found = input_.schema.property(type, node.text);
            note_use(type, node.text);
            if (!found.empty()) return add(plain, {operand->id}, std::move(found));
            return unknown_name(node, cat(type, " has no property '", node.text, "'"),
                                views(input_.schema.properties(type)));
        }
        return fail(node, cat("'.", node.text, "' is asked of ", in_words(type)));
    }

    Checked data_table(const SyntaxNode& node) {
        std::vector<std::string_view> names;
        for (std::size_t i = 0; i < input_.data.size(); ++i) {
            names.push_back(input_.data[i].name);
            if (names.back() == node.text) {
                return add({Op::data, 0, static_cast<std::uint16_t>(i), 0, 0, arena_.text(node.text)}, {},
                           std::string(input_.data[i].value.is(ValueKind::list) ? "list(json)" : "map(json)"));
            }
        }
        return unknown_name(node, cat("there is no data table '", node.text, "'"), names);
    }

    Checked setting(const SyntaxNode& node) {
        std::vector<std::string_view> names;
        for (std::size_t i = 0; i < input_.settings.size(); ++i) {
            names.push_back(input_.settings[i].name);
            if (names.back() == node.text) {
                return add({Op::setting, 0, static_cast<std::uint16_t>(i), 0, 0, arena_.text(node.text)}, {},
                           std::string(expression_type(input_.settings[i].type)));
            }
        }
        return unknown_name(node, cat("the rule declares no setting '", node.text, "'"), names);
    }

    void note_use(std::string_view type, std::string_view property) {
        if (input_.uses != nullptr) input_.uses->insert({std::string(type), std::string(property)});
    }

    Checked property(const SyntaxNode& node, const Typed& resource, const Expr& plain) {
        const std::string_view names = inner(resource.type);
        if (names.empty()) return add(plain, {resource.id}, std::string(any));
        std::string type;
        for (const std::string_view name : split(names, '|')) {
            const std::string found = input_.schema.property(name, node.text);
            note_use(name, node.text);
            if (found.empty()) {
                return unknown_name(node, cat(name, " has no property '", node.text, "'"),
                                    views(input_.schema.properties(name)));
            }
            type = type.empty() || type == found ? found : merged(type, found);
        }
        return add(plain, {resource.id}, type);
    }

    /// Definitions of two types that bear the same name are told apart by their owner; over both, only json is safe.
    static std::string merged(std::string_view a, std::string_view b) {
        if (is_list(a) && is_list(b)) return "list(json)";
        return std::string(a == b ? a : any);
    }

    Checked fact(const SyntaxNode& node, const Typed& subject) {
        const Fact::Subject kind = subject.type == "parameter"  ? Fact::Subject::parameter
                                   : subject.type == "output"   ? Fact::Subject::output
                                   : subject.type == "template" ? Fact::Subject::template_
                                                                : Fact::Subject::resource;
        std::vector<std::string_view> names;
        const auto facts = all_facts();
        for (std::size_t i = 0; i < facts.size(); ++i) {
            if (facts[i].subject != kind) continue;
            names.push_back(facts[i].name);
            if (facts[i].name == node.text) {
                return add({Op::fact, 0, static_cast<std::uint16_t>(i), 0, 0, facts[i].name}, {subject.id},
                           fact_type(facts[i].type));
            }
        }
        return unknown_name(node, cat("no fact is called '", node.text, "'"), names);
    }

    /// Facts write "bool" and "any" where the schema writes "boolean" and "json".
    static std::string fact_type(std::string_view type) {
        if (is_list(type)) return cat("list(", fact_type(inner(type)), ")");
        if (type == "bool") return "boolean";
        if (type == "any") return std::string(any);
        return std::string(type);
    }

    Checked field(const SyntaxNode& node, const Typed& operand, const Record& record, const Expr& plain) {
        std::vector<std::string_view> names;
        for (const RecordField& field : record.fields) {
            if (field.name == node.text) return add(plain, {operand.id}, fact_type(field.type));
            names.push_back(field.name);
        }
        return unknown_name(node, cat(record.name, " has no field '", node.text, "'"), names);
    }

    Checked subscript(const SyntaxNode& node) {
        const Checked operand = check(node.args[0]);
        if (!operand) return std::nullopt;
        const Checked index = check(node.args[1]);
        if (!index) return std::nullopt;
        const std::string_view type = operand->type;
        if (type != any && !is_list(type) && !is_map(type)) return fail(node, cat(in_words(type), " has no items"));
        if (is_list(type) && index->type != "number" && index->type != any)
            return fail(node, "the index of a list is a number");
        if (is_map(type) && index->type != "string" && index->type != any)
            return fail(node, "the key of a map is a string");
        return add({Op::index, 0, 0, 0, 0, {}}, {operand->id, index->id}, std::string(type == any ? any : inner(type)));
    }

    bool is_condition(std::string_view type) const { return type == "boolean" || type == any; }

    Checked condition(std::uint32_t index) {
        Checked operand = check(index);
        if (operand && !is_condition(operand->type)) {
            return fail(tree_.nodes[index], cat("a condition is needed here, and this is ", in_words(operand->type)));
        }
        return operand;
    }

    Checked unary(const SyntaxNode& node) {
        if (node.text == "!") {
            const Checked operand = condition(node.args[0]);
            if (!operand) return std::nullopt;
            return add({Op::not_, 0, 0, 0, 0, {}}, {operand->id}, "boolean");
        }
        const Checked operand = check(node.args[0]);
        if (!operand) return std::nullopt;
        if (operand->type != "number" && operand->type != any) return fail(node, "only a number can be negated");
        return add({Op::negate, 0, 0, 0, 0, {}}, {operand->id}, "number");
    }

    Checked binary(const SyntaxNode& node) {
        if (node.text == "&&" || node.text == "||") {
            const Checked left = condition(node.args[0]);
            if (!left) return std::nullopt;
            const Checked right = condition(node.args[1]);
            if (!right) return std::nullopt;
            return add({node.text == "&&" ? Op::and_ : Op::or_, 0, 0, 0, 0, {}}, {left->id, right->id}, "boolean");
        }
        const Checked left = check(node.args[0]);
        if (!left) return std::nullopt;
        const Checked right = check(node.args[1]);
        if (!right) return std::nullopt;
        const bool loose = left->type == any || right->type == any;
        if (node.text == "in") {
            const std::string_view element = element_type(right->type);
            if (element.empty())
                return fail(node, cat("'in' needs a list or a map on its right, not ", in_words(right->type)));
            return add({Op::in, 0, 0, 0, 0, {}}, {left->id, right->id}, "boolean");
        }
        if (node.text == "==" || node.text == "!=") {
            if (!loose && left->type != right->type && left->type != "null" && right->type != "null" &&
                !(is_list(left->type) && is_list(right->type))) {
                return fail(node, cat(in_words(left->type), " never equals ", in_words(right->type)));
            }
            return add({node.text == "==" ? Op::equal : Op::not_equal, 0, 0, 0, 0, {}}, {left->id, right->id},
                       "boolean");
        }
        if (node.text.front() == '<' || node.text.front() == '>') {
            if (!loose && (left->type != right->type || (left->type != "number" && left->type != "string"))) {
                return fail(node, cat(in_words(left->type), " cannot be ordered against ", in_words(right->type)));
            }
            const Op op = node.text == "<"    ? Op::less
                          : node.text == "<=" ? Op::less_equal
                          : node.text == ">"  ? Op::greater
                                              : Op::greater_equal;
            return add({op, 0, 0, 0, 0, {}}, {left->id, right->id}, "boolean");
        }
        return arithmetic(node, *left, *right);
    }

    Checked arithmetic(const SyntaxNode& node, const Typed& left, const Typed& right) {
        const auto fits = [](std::string_view type, std::string_view wanted) { return type == wanted || type == any; };
        const bool numbers = fits(left.type, "number") && fits(right.type, "number");
        const bool strings = node.text == "+" && fits(left.type, "string") && fits(right.type, "string");
        if (node.text == "+" && is_list(left.type) && is_list(right.type))
            return add({Op::add, 0, 0, 0, 0, {}}, {left.id, right.id},
                       left.type == right.type ? std::string(left.type) : "list(json)");
        if (!numbers && !strings)
            return fail(
                node, cat("'", node.text, "' needs two numbers", node.text == "+" ? ", two strings or two lists" : ""));
        const Op op = node.text == "+"   ? Op::add
                      : node.text == "-" ? Op::subtract
                      : node.text == "*" ? Op::multiply
                      : node.text == "/" ? Op::divide
                                         : Op::modulo;
        return add({op, 0, 0, 0, 0, {}}, {left.id, right.id},
                   numbers && strings ? std::string(any)
                   : numbers          ? "number"
                                      : "string");
    }

    Checked conditional(const SyntaxNode& node) {
        const Checked test = condition(node.args[0]);
        if (!test) return std::nullopt;
        const Checked then = check(node.args[1]);
        if (!then) return std::nullopt;
        const Checked otherwise = check(node.args[2]);
        if (!otherwise) return std::nullopt;
        std::string type = then->type == otherwise->type ? then->type : std::string(any);
        return add({Op::conditional, 0, 0, 0, 0, {}}, {test->id, then->id, otherwise->id}, std::move(type));
    }

    Checked call(const SyntaxNode& node) {
        if (node.text == "has") {
            if (node.args.size() != 1 || tree_.nodes[node.args[0]].kind != SyntaxKind::select) {
                return fail(node, "has() takes one property: has(a.b)");
            }
            const Checked operand = check(node.args[0]);
            if (!operand) return std::nullopt;
            return add({Op::has, 0, 0, 0, 0, {}}, {operand->id}, "boolean");
        }
        return function(node, false);
    }

    Checked method(const SyntaxNode& node) {
        const std::optional<Op> macro = node.text == "all"          ? std::optional(Op::all)
                                        : node.text == "exists"     ? std::optional(Op::exists)
                                        : node.text == "exists_one" ? std::optional(Op::exists_one)
                                        : node.text == "filter"     ? std::optional(Op::filter)
                                        : node.text == "map"        ? std::optional(Op::map)
                                                                    : std::nullopt;
        return macro ? comprehension(node, *macro) : function(node, true);
    }

    Checked comprehension(const SyntaxNode& node, Op op) {
        if (node.args.size() != 3 || tree_.nodes[node.args[1]].kind != SyntaxKind::name) {
            return fail(node, cat(".", node.text, "() takes a name and an expression: .", node.text, "(x, ...)"));
        }
        const Checked range = check(node.args[0]);
        if (!range) return std::nullopt;
        std::string element(element_type(range->type));
        if (is_map(range->type)) element = "string";
        if (element.empty()) return fail(node, cat(".", node.text, "() needs a list, not ", in_words(range->type)));
        const auto slot = static_cast<std::uint16_t>(variables_.size());
        variables_.push_back({tree_.nodes[node.args[1]].text, element});
        const Checked body = op == Op::map ? check(node.args[2]) : condition(node.args[2]);
        variables_.pop_back();
        if (!body) return std::nullopt;
        std::string type = op == Op::map      ? cat("list(", body->type, ")")
                           : op == Op::filter ? cat("list(", element, ")")
                                              : "boolean";
        // Over a map it runs over the keys, as in CEL; an object where a list belongs is the list's only item.
        const ExprId over = is_list(range->type) ? range->id : add({Op::keys, 0, 0, 0, 0, {}}, {range->id}, {}).id;
        return add({op, 0, slot, 0, 0, {}}, {over, body->id}, std::move(type));
    }

    Checked function(const SyntaxNode& node, bool method) {
        std::vector<std::string_view> names;
        const auto functions = all_functions();
        for (std::size_t i = 0; i < functions.size(); ++i) {
            if (functions[i].method != method) continue;
            names.push_back(functions[i].name);
            if (functions[i].name == node.text) return apply(node, functions[i], static_cast<std::uint16_t>(i));
        }
        if (method)
            names.insert(names.end(), {"all", "exists", "exists_one", "filter", "map"});
        else
            names.emplace_back("has");
        return unknown_name(node, cat("there is no function '", node.text, "'"), names);
    }

    Checked apply(const SyntaxNode& node, const Function& function, std::uint16_t index) {
        std::vector<ExprId> args;
        std::string receiver;
        std::string named_type;
        for (std::size_t i = 0; i < node.args.size(); ++i) {
            if (i >= function.arguments.size()) return fail(node, cat(function.name, "() takes fewer arguments"));
            std::string_view wanted = function.arguments[i];
            if (wanted.ends_with('?')) wanted.remove_suffix(1);
            const SyntaxNode& argument = tree_.nodes[node.args[i]];
            const Checked checked = check(node.args[i]);
            if (!checked) return std::nullopt;
            if (i == 0) receiver = checked->type;
            if (wanted == "type") {
                if (argument.kind != SyntaxKind::string_literal)
                    return fail(argument, "a resource type is written as a string: 'AWS::S3::Bucket'");
                if (!input_.schema.has(argument.text)) {
                    return fail(argument, not_known(cat("there is no resource type '", argument.text, "'"),
                                                    argument.text, views(input_.schema.resource_types())));
                }
                named_type = argument.text;
            } else if (!accepts(wanted, checked->type)) {
                return fail(argument, cat(function.name, "() needs ", in_words(fact_type(wanted)), " here, not ",
                                          in_words(checked->type)));
            }
            args.push_back(checked->id);
        }
        if (args.size() < function.arguments.size() && !function.arguments[args.size()].ends_with('?')) {
            return fail(node, cat(function.name, "() takes more arguments"));
        }
        if (auto wrong = wrong_property(node, function, named_type)) return fail(node, *wrong);
        std::string type = fact_type(function.result);
        if (type == "receiver") type = receiver;
        if (type == "item") type = is_list(receiver) ? std::string(inner(receiver)) : std::string(any);
        if (type == "resource") type = cat("resource(", named_type, ")");
        if (type == "list(resource)") type = cat("list(resource(", named_type, "))");
        return add({Op::call, 0, index, 0, 0, {}}, args, std::move(type));
    }

    /// The argument behind a resource type names one of its properties, if it is a literal.
    std::optional<std::string> wrong_property(const SyntaxNode& node, const Function& function,
                                              const std::string& type) {
        for (std::size_t i = 1; i < node.args.size(); ++i) {
            if (function.arguments[i - 1] != "type" || tree_.nodes[node.args[i]].kind != SyntaxKind::string_literal)
                continue;
            std::string owner = type;
            for (const std::string_view name : split(tree_.nodes[node.args[i]].text, '.')) {
                const std::string found = input_.schema.property(owner, name);
                note_use(owner, name);
                if (found.empty())
                    return not_known(cat(owner, " has no property '", name, "'"), name,
                                     views(input_.schema.properties(owner)));
                owner = is_list(found) ? inner(found) : found;
            }
        }
        return std::nullopt;
    }

    static bool accepts(std::string_view wanted, std::string_view given) {
        const std::string type = fact_type(wanted);
        if (type == any || given == any || given == type) return true;
        if (is_list(type) && is_list(given))
            return inner(type) == any || inner(given) == any || accepts(inner(type), inner(given));
        return type == "resource" && is_resource(given);
    }

    const SyntaxTree& tree_;
    const CheckerInput& input_;
    Arena& arena_;
    ExprTable& table_;
    SyntaxError& error_;
    std::vector<Binding> variables_;
};

}  // namespace

std::string_view element_type(std::string_view type) {
    if (type == any) return any;
    if (is_list(type) || is_map(type)) return inner(type);
    return {};
}

ExprId check_expression(const SyntaxTree& tree, const CheckerInput& input, Arena& arena, ExprTable& table,
                        std::string& type, SyntaxError& error) {
    Checker checker(tree, input, arena, table, error);
    const auto checked = checker.check(tree.root);
    if (!checked) return no_expr;
    type = checked->type;
    return checked->id;
}

}  // namespace lintel
