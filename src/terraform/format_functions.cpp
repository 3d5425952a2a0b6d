#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "terraform/format_verb.h"
#include "terraform/function_table.h"
#include "terraform/function_text.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

constexpr std::string_view misfit = "a format that does not fit its arguments";

/// Whether the verb takes a text as it is, so that also a part of it can be kept.
bool takes_whole_text(const FormatVerb& verb) {
    return (verb.mode == 's' || (verb.mode == 'v' && !verb.sharp)) && verb.width == 0 && !verb.precision;
}

bool add_value(TextMaker& made, const FormatVerb& verb, const Value& value, Env& env) {
    const bool is_partial = value.is(ValueKind::string) && value.partial;
    if (is_partial && takes_whole_text(verb)) return made.add(value, env);
    if (const auto unknown = unknown_within(value, env)) {
        made.add_hole(*unknown);
        return true;
    }
    const auto text = write_verb(verb, value, env);
    if (text) made.add(*text);
    return text.has_value();
}

/// The text of a format with its values; unknown if they do not fit one another, or if nothing of it is known.
Value formatted(std::string_view format, Arguments values, CallContext& context) {
    if (format == "%s" && values.size() == 1 && is_unknown(values[0])) {
        Value same = values[0];  // a reference as a text is that reference
        same.maybe_absent = false;
        return same;
    }
    TextMaker made;
    std::size_t next = 0;
    std::size_t used = 0;
    for (;;) {
        const std::size_t percent = format.find('%');
        made.add(format.substr(0, percent));
        if (percent == std::string_view::npos || made.too_long()) break;
        format.remove_prefix(percent);
        if (format.starts_with("%%")) {
            made.add("%");
            format.remove_prefix(2);
            continue;
        }
        const auto verb = read_verb(format, next);
        if (!verb || verb->value >= values.size()) return refused(misfit, context);
        if (!add_value(made, *verb, values[verb->value], context.env)) return refused(misfit, context);
        next = verb->value + 1;
        used = std::max(used, next);
        format.remove_prefix(verb->size);
    }
    return used < values.size() && !made.too_long() ? refused(misfit, context) : made.finish(context);
}

Value one_text(Arguments arguments, CallContext& context) {
    const auto format = text_of(arguments[0], context.env);
    if (!format) return refused(arguments.first(1), "a format that is no text", context);
    return formatted(*format, arguments.subspan(1), context);
}

/// The arguments of formatlist: lists give one value to each text, all else gives the same to all.
class Columns {
   public:
    Columns(Arguments arguments, Env& env) {
        for (const Value& argument : arguments) {
            columns_.push_back(argument.is(ValueKind::list) ? items_of(argument, env) : std::vector<Value>{argument});
            if (argument.is(ValueKind::list)) add_list(columns_.back());
            is_list_.push_back(argument.is(ValueKind::list));
            if (is_unknown(argument) && unclear_ == nullptr) unclear_ = &argument;
        }
    }

    bool fit() const { return fit_; }
    std::size_t rows() const { return rows_.value_or(1); }

    /// The argument that leaves the number of texts open: a list of unknown length, or, where no list tells the length,
    /// something that may be one.
    const Value* undecided() const { return undecided_ != nullptr || rows_ ? undecided_ : unclear_; }

    std::vector<Value> row(std::size_t index) const {
        std::vector<Value> values;
        for (std::size_t i = 0; i < columns_.size(); ++i) values.push_back(columns_[i][is_list_[i] ? index : 0]);
        return values;
    }

   private:
    void add_list(const std::vector<Value>& items) {
        if (undecided_ == nullptr) undecided_ = first_undecided(items);
        fit_ = fit_ && (!rows_ || *rows_ == items.size());
        rows_ = items.size();
    }

    std::vector<std::vector<Value>> columns_;
    std::vector<bool> is_list_;
    std::optional<std::size_t> rows_;
    bool fit_ = true;
    const Value* undecided_ = nullptr;
    const Value* unclear_ = nullptr;
};

Value list_of_texts(Arguments arguments, CallContext& context) {
    const auto format = text_of(arguments[0], context.env);
    if (!format) return refused(arguments.first(1), "a format that is no text", context);
    const Columns columns(arguments.subspan(1), context.env);
    if (columns.undecided() != nullptr) return unknown_as(*columns.undecided(), context);
    if (!columns.fit()) return refused("lists of different lengths for formatlist", context);
    if (columns.rows() > max_made_items) return refused("a list of more than 10,000 items", context);
    std::vector<Value> texts;
    for (std::size_t i = 0; i < columns.rows() && !context.env.exhausted(); ++i) {
        const std::vector<Value> row = columns.row(i);
        const Value text = formatted(*format, row, context);
        const bool known = std::all_of(row.begin(), row.end(),
                                       [&](const Value& value) { return known_all_through(value, context.env); });
        if (is_unknown(text) && known) return text;
        texts.push_back(text);
    }
    return made_list(texts, context);
}

constexpr std::array table = {
    TerraformFunction{"format", 1, any_number, true, makes<one_text>},
    TerraformFunction{"formatlist", 1, any_number, true, makes<list_of_texts>},
};
static_assert(is_sorted_by_name(table));

}  // namespace

std::span<const TerraformFunction> format_functions() { return table; }

}  // namespace lintel
