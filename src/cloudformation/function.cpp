#include "cloudformation/function.h"

#include <array>
#include <utility>

namespace lintel {
namespace {

using Named = std::pair<std::string_view, Function>;

constexpr std::array<Named, 25> functions = {{
    {"GetAtt", Function::get_att},
    {"Sub", Function::sub},
    {"Join", Function::join},
    {"If", Function::if_},
    {"Select", Function::select},
    {"FindInMap", Function::find_in_map},
    {"Split", Function::split},
    {"GetAZs", Function::get_azs},
    {"Base64", Function::base64},
    {"ImportValue", Function::import_value},
    {"Equals", Function::equals},
    {"Not", Function::not_},
    {"And", Function::and_},
    {"Or", Function::or_},
    {"Cidr", Function::cidr},
    {"Transform", Function::transform},
    {"Length", Function::length},
    {"ToJsonString", Function::to_json_string},
    {"ForEach", Function::for_each},
    {"Contains", Function::contains},
    {"EachMemberEquals", Function::each_member_equals},
    {"EachMemberIn", Function::each_member_in},
    {"RefAll", Function::ref_all},
    {"ValueOf", Function::value_of},
    {"ValueOfAll", Function::value_of_all},
}};

constexpr std::string_view prefix = "Fn::";
constexpr std::string_view for_each_prefix = "Fn::ForEach::";

}  // namespace

Function function_named(std::string_view key) {
    if (key == "Ref") return Function::ref;
    if (key == "Condition") return Function::condition;
    if (!key.starts_with(prefix)) return Function::none;
    if (key.starts_with(for_each_prefix)) return Function::for_each;
    const std::string_view name = key.substr(prefix.size());
    for (const Named& known : functions) {
        if (known.first == name) return known.second;
    }
    return Function::other;
}

Call call_at(const Document& document, NodeId node) {
    const Node& mapping = document.node(node);
    if (mapping.kind != NodeKind::mapping || mapping.next == node + 1) return {};
    const NodeId argument = node + 1;
    if (document.node(argument).next != mapping.next) return {};
    const Function function = function_named(document.key(argument));
    if (function == Function::condition && document.kind(argument) != NodeKind::string) return {};
    return {function, argument};
}

bool makes_members(std::string_view key) { return key == "Fn::Transform" || key.starts_with(for_each_prefix); }

}  // namespace lintel
