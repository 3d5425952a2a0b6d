#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "terraform/function_table.h"
#include "terraform/function_text.h"
#include "terraform/function_values.h"

namespace lintel {
namespace {

constexpr std::string_view no_text = "an argument that is no text";
constexpr std::string_view no_pattern = "a regular expression that cannot be read";
constexpr std::string_view no_match = "a regular expression that matches nothing";

using Groups = std::vector<re2::StringPiece>;  // the whole match, then what its groups caught

/// A regular expression (Terraform's are those of RE2), and the walk through its matches in a text.
class Pattern {
   public:
    Pattern(std::string_view text, Env& env) : env_(env) {
        constexpr std::size_t longest = 2000;
        if (text.size() > longest || !env.step(cost_to_compile)) return;
        re2::RE2::Options options;
        options.set_log_errors(false);
        options.set_max_mem(most_memory);
        auto regex = std::make_unique<re2::RE2>(re2::StringPiece(text.data(), text.size()), options);
        const bool is_large = regex->error_code() == re2::RE2::ErrorPatternTooLarge;
        env.step(is_large ? cost_of_large : static_cast<std::size_t>(std::max(regex->ProgramSize(), 0)));
        if (regex->ok()) regex_ = std::move(regex);
    }

    explicit operator bool() const { return regex_ != nullptr; }
    const re2::RE2& regex() const { return *regex_; }

    /// The first match at or behind `begin`; nothing if there is none, or if the budget is used up.
    std::optional<Groups> match(std::string_view text, std::size_t begin) const {
        const auto size = static_cast<std::size_t>(regex_->ProgramSize());
        if (!env_.step(1 + (text.size() - begin) * size / 64)) return std::nullopt;
        Groups groups(static_cast<std::size_t>(regex_->NumberOfCapturingGroups()) + 1);
        const re2::StringPiece subject(text.data(), text.size());
        const bool found = regex_->Match(subject, begin, text.size(), re2::RE2::UNANCHORED, groups.data(),
                                         static_cast<int>(groups.size()));
        return found ? std::optional(groups) : std::nullopt;
    }

    /// Gives each match to `take`, which says whether to go on. An empty match right behind another is none.
    template <typename Take>
    void each_match(std::string_view text, Take take) const {
        std::size_t begin = 0;
        std::size_t last_end = std::string_view::npos;
        while (begin <= text.size()) {
            const auto groups = match(text, begin);
            if (!groups) return;
            const auto at = static_cast<std::size_t>(groups->front().data() - text.data());
            const std::size_t end = at + groups->front().size();
            if ((end != at || at != last_end) && !take(*groups, at, end)) return;
            last_end = end;
            begin = end != at ? end : end + (end < text.size() ? first_character(text.substr(end)).size() : 1);
        }
    }

   private:
    static constexpr std::int64_t most_memory = std::int64_t{1} << 21;  // a quarter of RE2's default
    static constexpr std::size_t cost_to_compile = 200;
    static constexpr std::size_t cost_of_large = 50'000;  // about the largest program of that size
    Env& env_;
    std::unique_ptr<re2::RE2> regex_;
};

/// A text that matches can point into, also if it is empty.
std::optional<std::string_view> subject_of(const Value& value, Env& env) {
    const auto text = text_of(value, env);
    return text && text->empty() ? std::string_view("") : text;
}

/// What a group caught; null if it took no part in the match.
Value caught(const re2::StringPiece& group, CallContext& context) {
    if (group.data() == nullptr) return null_value(context.place);
    return string_value({group.data(), group.size()}, context.place);
}

/// A match as Terraform gives it: a text, or a list where there are groups, or a map where they have names.
Value match_value(const re2::RE2& regex, const Groups& groups, CallContext& context) {
    if (groups.size() == 1) return caught(groups[0], context);
    const auto& names = regex.CapturingGroupNames();
    if (names.empty()) {
        std::vector<Value> values;
        for (std::size_t i = 1; i < groups.size(); ++i) values.push_back(caught(groups[i], context));
        return made_list(values, context);
    }
    if (names.size() + 1 != groups.size())
        return refused("a regular expression of which some groups have names", context);
    std::vector<Member> members;
    for (const auto& [number, name] : names) {
        members.push_back({context.env.arena().text(name), caught(groups[static_cast<std::size_t>(number)], context)});
    }
    return made_map(members, context);
}

Value first_match(Arguments arguments, CallContext& context) {
    const auto pattern_text = text_of(arguments[0], context.env);
    const auto text = subject_of(arguments[1], context.env);
    if (!pattern_text || !text) return refused(no_text, context);
    const Pattern pattern(*pattern_text, context.env);
    if (!pattern) return refused(no_pattern, context);
    const auto groups = pattern.match(*text, 0);
    return groups ? match_value(pattern.regex(), *groups, context) : refused(no_match, context);
}

Value all_matches(Arguments arguments, CallContext& context) {
    const auto pattern_text = text_of(arguments[0], context.env);
    const auto text = subject_of(arguments[1], context.env);
    if (!pattern_text || !text) return refused(no_text, context);
    const Pattern pattern(*pattern_text, context.env);
    if (!pattern) return refused(no_pattern, context);
    std::vector<Value> values;
    pattern.each_match(*text, [&](const Groups& groups, std::size_t, std::size_t) {
        values.push_back(match_value(pattern.regex(), groups, context));
        return values.size() <= max_made_items;
    });
    return made_list(values, context);
}

/// The name or number behind "$" at the beginning of `rest`, and how many bytes it takes; none if there is none.
/// Without braces it is as long as letters, digits and underscores go.
struct GroupName {
    std::string_view name;
    std::size_t size = 0;
};

GroupName group_name(std::string_view rest) {
    constexpr std::string_view word = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    const std::size_t begin = rest.starts_with('{') ? 1 : 0;
    const std::size_t end = std::min(rest.find_first_not_of(word, begin), rest.size());
    if (end == begin) return {};
    if (begin == 0) return {rest.substr(0, end), end};
    if (end == rest.size() || rest[end] != '}') return {};
    return {rest.substr(1, end - 1), end + 1};
}

std::string_view group_text(const re2::RE2& regex, const Groups& groups, std::string_view name) {
    std::optional<std::int64_t> number = to_integer(name);
    if (!number) {
        const auto found = regex.NamedCapturingGroups().find(std::string(name));
        if (found != regex.NamedCapturingGroups().end()) number = found->second;
    }
    if (!number || *number < 0 || static_cast<std::uint64_t>(*number) >= groups.size()) return {};
    const re2::StringPiece& group = groups[static_cast<std::size_t>(*number)];
    return {group.data(), group.size()};
}

/// Adds what stands for a match: "$1", "${name}" and the like give what a group caught, "$$" a dollar sign.
void add_replacement(TextMaker& made, std::string_view replacement, const re2::RE2& regex, const Groups& groups) {
    for (;;) {
        const std::size_t dollar = replacement.find('$');
        made.add(replacement.substr(0, dollar));
        if (dollar == std::string_view::npos || made.too_long()) return;
        replacement.remove_prefix(dollar + 1);
        const GroupName group = group_name(replacement);
        if (group.size > 0) {
            made.add(group_text(regex, groups, group.name));
        } else {
            made.add("$");
        }
        replacement.remove_prefix(group.size > 0 ? group.size : replacement.starts_with('$') ? 1 : 0);
    }
}

Value replaced_pattern(std::string_view text, std::string_view pattern_text, std::string_view replacement,
                       CallContext& context) {
    const Pattern pattern(pattern_text, context.env);
    if (!pattern) return refused(no_pattern, context);
    TextMaker made;
    std::size_t copied = 0;
    pattern.each_match(text, [&](const Groups& groups, std::size_t begin, std::size_t end) {
        made.add(text.substr(copied, begin - copied));
        add_replacement(made, replacement, pattern.regex(), groups);
        copied = end;
        return !made.too_long();
    });
    made.add(text.substr(copied));
    return made.finish(context);
}

/// As in Go: an empty text is found before each character, and at the end.
Value interspersed(std::string_view text, std::string_view between, CallContext& context) {
    TextMaker made;
    while (!text.empty() && !made.too_long()) {
        made.add(between);
        made.add(first_character(text));
        text.remove_prefix(first_character(text).size());
    }
    made.add(between);
    return made.finish(context);
}

Value replaced_text(std::string_view text, std::string_view part, std::string_view replacement, CallContext& context) {
    if (part.empty()) return interspersed(text, replacement, context);
    TextMaker made;
    std::size_t begin = 0;
    for (std::size_t end = text.find(part); end != std::string_view::npos && !made.too_long();
         end = text.find(part, begin)) {
        made.add(text.substr(begin, end - begin));
        made.add(replacement);
        begin = end + part.size();
    }
    made.add(text.substr(begin));
    return made.finish(context);
}

/// In a text that is known in part only a single character is replaced: it is found within the known pieces, and within
/// what the holes stand for, but never across both.
Value replaced(Arguments arguments, CallContext& context) {
    if (!is_scalar(arguments[0])) return refused(arguments, no_text, context);
    const Value text = as_string(arguments[0], context.env);
    const auto part = text_of(arguments[1], context.env);
    const auto replacement = text_of(arguments[2], context.env);
    if (!part || !replacement) return refused(arguments, no_text, context);
    context.env.step(text_cost(text.text));
    const bool is_pattern = part->size() > 1 && part->starts_with('/') && part->ends_with('/');
    if (text.partial && (is_pattern || part->size() != 1)) return unknown_as(text, context);
    if (is_pattern)
        return replaced_pattern(*subject_of(text, context.env), part->substr(1, part->size() - 2), *replacement,
                                context);
    const Value made = replaced_text(text.text, *part, *replacement, context);
    return text.partial && made.is(ValueKind::string) ? made_part(made.text, text, context) : made;
}

constexpr std::array table = {
    TerraformFunction{"regex", 2, 2, false, makes<first_match>},
    TerraformFunction{"regexall", 2, 2, false, makes<all_matches>},
    TerraformFunction{"replace", 3, 3, true, makes<replaced>},
};
static_assert(is_sorted_by_name(table));

}  // namespace

std::span<const TerraformFunction> pattern_functions() { return table; }

}  // namespace lintel
