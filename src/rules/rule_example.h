#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace lintel {

/// A template that shows a rule at work: one of its fixtures, without the marks of the lines that fail.
struct RuleExample {
    std::string_view rule;  ///< its path: "ebs/volume-unencrypted"
    std::string_view file;  ///< "bad.yaml", "good.yaml", "bad.tf.json", "good.tf.json"
    std::string_view text;
    std::string_view pack = {};  ///< the pack of the rule; empty: it is built in
};

/// The fixtures that are examples where a rule has them, sorted.
inline constexpr std::array<std::string_view, 4> example_files = {"bad.tf.json", "bad.yaml", "good.tf.json",
                                                                  "good.yaml"};

/// A fixture as an example: without the comments that mark the lines which fail.
std::string unmarked(std::string_view text);

/// The day on which examples are judged, so that what is said of them does not change with the calendar.
inline constexpr std::string_view examples_as_of = "2026-11-22";

/// The examples of the rules that are compiled into the program, sorted by rule and file.
std::span<const RuleExample> builtin_examples();

}  // namespace lintel
