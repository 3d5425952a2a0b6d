#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "rules/expression.h"
#include "rules/rule.h"
#include "rules/syntax.h"
#include "schema/data_file.h"
#include "schema/schema.h"

namespace lintel {

/// Where compiled expressions are collected; a RuleSet is a view of it.
struct ExprTable {
    std::vector<Expr> exprs;
    std::vector<ExprId> args;
};

/// A name that an expression may use, and what it holds.
struct Binding {
    std::string name;
    std::string type;
};

/// What the checker knows beside the expression.
struct CheckerInput {
    const Schema& schema;
    std::span<const DataTable> data;
    /// Slot n holds variable n.
    std::vector<Binding> variables;
    /// Of the rule that the expression stands in.
    std::span<const Setting> settings = {};
    /// Where it is noted which properties are read; may be null.
    std::set<PropertyUse>* uses = nullptr;
};

/// Types are written as the schema writes them: boolean, number, string, json (anything), list(T), map(T), the name of
/// a definition; besides "resource(A|B)" for a resource of one of these types, "resource()" for one of any type,
/// "null", "parameter", "template" and the records of facts.
///
/// Checks an expression and appends it to the table. Names that do not exist and operations that can never hold are
/// errors, with the nearest right name. Gives no_expr after an error; `type` is the type of the result.
ExprId check_expression(const SyntaxTree& tree, const CheckerInput& input, Arena& arena, ExprTable& table,
                        std::string& type, SyntaxError& error);

/// The T of "list(T)" or "map(T)"; "json" for json; empty for other types.
std::string_view element_type(std::string_view type);

}  // namespace lintel
