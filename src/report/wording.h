#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"

namespace lintel {

/// The first sentence of a text, its white space (a folded block has line ends) made single blanks.
std::string first_sentence(std::string_view text);

/// The text with every run of white space made one blank.
std::string single_spaced(std::string_view text);

/// One sentence that says how to mend what the rule finds; empty if the rule has no advice.
std::string fix_title(const Rule& rule);

/// "IsProd is false and HasKey is true (for example Env = dev)"; empty if the finding holds always.
std::string when_text(const Finding& finding);

/// "1 file", "2 files": for nouns that take an s.
std::string counted(std::size_t count, std::string_view noun);

/// What a rule is judged on, each once in the order of its cases: resource types, or "every resource", "parameters",
/// "the template as a whole", "all inputs of a run together".
std::vector<std::string_view> judged_subjects(const Rule& rule);

/// The text in lines of at most `width` code points (a longer word has a line to itself), each behind `indent` blanks
/// and ended by a line end. White space, line ends included, counts as a blank.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace lintel
