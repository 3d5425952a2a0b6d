#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/truth.h"
#include "model/value.h"
#include "terraform/functions.h"

namespace lintel {

/// Joins pieces of which some may not be known, up to the longest text that a function makes.
class TextMaker {
   public:
    void add(std::string_view text);
    /// The text of a scalar, or a hole for what is not known of it. False if it is neither.
    bool add(const Value& value, Env& env);
    /// A hole, as `value` is not known.
    void add_hole(const Value& value);

    bool too_long() const { return too_long_; }

    /// The text, partial if there are holes. If nothing of it is known it is unknown for the first reason.
    Value finish(CallContext& context) const;

   private:
    std::string text_;
    std::optional<Value> first_unknown_;
    bool partial_ = false;
    bool too_long_ = false;
};

/// What is known for sure before the first hole, and behind the last one.
std::string_view head_of(std::string_view text);
std::string_view tail_of(std::string_view text);

// Tests of texts that may have holes.

Truth begins_with(std::string_view text, std::string_view prefix);
Truth ends_with(std::string_view text, std::string_view suffix);
Truth holds(std::string_view text, std::string_view part);

bool is_ascii(std::string_view text);
bool is_utf8(std::string_view text);

/// The code point of one character, given as its UTF-8 bytes; 0 if these are none, or more than four.
std::uint32_t code_point(std::string_view character);

/// The first character of a text that is not empty, as its UTF-8 bytes; and the last one.
std::string_view first_character(std::string_view text);
std::string_view last_character(std::string_view text);

/// The characters as readers see them (grapheme clusters), which is how Terraform counts. Nothing for a text with
/// characters that may join their neighbours (accents of their own, emoji, Indic scripts, ...): telling these apart
/// takes the tables of Unicode. (Source: Unicode Standard Annex 29, Grapheme Cluster Boundaries.)
std::optional<std::vector<std::string_view>> characters(std::string_view text);

/// Without white space at either end (source: Unicode, property White_Space). A hole at an end takes in the white space
/// beside it: if it stands for nothing else, that goes, too.
std::string trimmed_space(std::string_view text);

}  // namespace lintel
