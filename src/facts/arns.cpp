#include "facts/arns.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace lintel {
namespace {

bool only_wildcards(std::string_view text) {
    return !text.empty() && text.find_first_not_of("*?") == std::string_view::npos;
}

/// "arn:partition:service:region:account:resource"; the resource may hold colons itself.
struct Arn {
    std::array<std::string_view, 6> fields;
    std::size_t count = 0;
};

Arn parse(std::string_view text) {
    Arn arn;
    while (arn.count < 5) {
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos) break;
        arn.fields[arn.count++] = text.substr(0, colon);
        text.remove_prefix(colon + 1);
    }
    arn.fields[arn.count++] = text;
    return arn;
}

/// Services whose resource part begins with a name rather than with a word for the kind of resource (source: AWS
/// Service Authorization Reference, resource types).
bool begins_with_name(std::string_view service) {
    constexpr std::array<std::string_view, 8> services = {"codecommit", "codepipeline",  "execute-api", "neptune-db",
                                                          "s3",         "servicequotas", "sns",         "sqs"};
    return std::binary_search(services.begin(), services.end(), service);
}

/// The piece up to the next '/' or ':'.
std::string_view first_piece(std::string_view resource) { return resource.substr(0, resource.find_first_of("/:")); }

}  // namespace

bool is_wildcard_resource(std::string_view text) {
    if (only_wildcards(text)) return true;
    const Arn arn = parse(text);
    if (arn.fields[0] != "arn") return false;
    // A star swallows the fields behind it: "arn:aws:s3:*".
    if (arn.count < 6) return only_wildcards(arn.fields[arn.count - 1]);
    std::string_view resource = arn.fields[5];
    if (resource.starts_with('/')) resource.remove_prefix(1);
    const std::string_view first = first_piece(resource);
    if (only_wildcards(first)) return true;
    if (begins_with_name(arn.fields[2]) || first.size() == resource.size()) return false;
    const std::string_view rest = resource.substr(first.size() + 1);
    return first.find_first_of("*?") == std::string_view::npos && only_wildcards(first_piece(rest));
}

bool is_every_resource(std::string_view text) {
    if (only_wildcards(text)) return true;
    const Arn arn = parse(text);
    if (arn.fields[0] != "arn" || !only_wildcards(arn.fields[arn.count - 1])) return false;
    return arn.count <= 3 || only_wildcards(arn.fields[2]);
}

bool takes_in_arn(std::string_view pattern, std::string_view wanted) {
    if (only_wildcards(pattern)) return true;
    const Arn arn = parse(pattern);
    const Arn all = parse(wanted);
    if (arn.fields[0] != "arn" || all.count < 6) return false;
    if (arn.count > 2 && !matches_wildcard(all.fields[2], arn.fields[2])) return false;
    // A star swallows the fields behind it: "arn:aws:iam::*".
    if (arn.count < 6) return only_wildcards(arn.fields[arn.count - 1]);
    return arn.fields[4] != "aws" && matches_wildcard(all.fields[5], arn.fields[5]);
}

bool names_service(std::string_view arn_pattern, std::string_view service) {
    const Arn arn = parse(arn_pattern);
    return arn.count > 2 ? matches_wildcard(service, arn.fields[2]) : only_wildcards(arn.fields[arn.count - 1]);
}

std::optional<std::string_view> whole_account(std::string_view principal) {
    constexpr std::size_t digits = 12;
    const auto is_id = [](std::string_view text) {
        return text.size() == digits && text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (is_id(principal)) return principal;
    const Arn arn = parse(principal);
    const bool open = principal.find(hole) != std::string_view::npos;
    if (arn.count < 6 || arn.fields[0] != "arn") return open ? std::nullopt : std::optional<std::string_view>("");
    if (arn.fields[2] != "iam" || (arn.fields[5] != "root" && arn.fields[5].find(hole) == std::string_view::npos))
        return "";
    if (is_id(arn.fields[4]) && arn.fields[5] == "root") return arn.fields[4];
    return open ? std::nullopt : std::optional<std::string_view>("");
}

Truth is_wildcard_resource(const Value& value) {
    if (value.absent() || value.resource != nullptr) return Truth::no;
    if (value.is(ValueKind::unknown)) return Truth::unknown;
    return truth(value.is(ValueKind::string) && is_wildcard_resource(value.text));
}

bool names_an_owner(std::string_view arn_pattern) {
    const Arn arn = parse(arn_pattern);
    if (arn.count < 6 || arn.fields[0] != "arn") return arn.count == 1 && !only_wildcards(arn_pattern);
    if (arn.fields[2] == "s3")
        return !only_wildcards(first_piece(arn.fields[5])) && arn.fields[5].find_first_of("*?") != 0;
    return !arn.fields[4].empty() && arn.fields[4].find_first_of("*?") == std::string_view::npos;
}

}  // namespace lintel
