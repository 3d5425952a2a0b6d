#pragma once

#include <span>
#include <string_view>

namespace lintel {

/// What a document recommends, and what answers it: rules, a change that a reviewer should see, or the reason why no
/// template shows it. Rules that name it among their sources answer it without being listed here.
struct Practice {
    std::string_view key;  ///< "mozilla/organization", as the sources of rules write it
    std::string_view asks;
    std::span<const std::string_view> rules;  ///< ids of further rules that answer it
    std::string_view not_in_templates;        ///< why no template shows it, or not all of it; or empty
    std::string_view review;                  ///< which changes a reviewer should see; or empty
};

/// A document of recommendations.
struct PracticeDocument {
    std::string_view name;  ///< the part of its keys before the slash
    std::string_view title;
    std::span<const Practice> practices;  ///< in the order of the document
};

/// The documents that the built-in rules are drawn from, sorted by name.
std::span<const PracticeDocument> builtin_practices();

}  // namespace lintel
