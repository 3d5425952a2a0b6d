#include "cloudformation/globals.h"

#include <vector>

#include "cloudformation/sections.h"

namespace lintel {
namespace {

Value merged_maps(Resolution& r, const Value& global, const Value& own) {
    std::vector<Member> out = members(own, r.env);
    const std::size_t owned = out.size();
    for (const Member& member : members(global, r.env)) {
        std::size_t at = 0;
        while (at < owned && out[at].key != member.key) ++at;
        if (at < owned) {
            out[at].value = with_global(r, member.value, out[at].value);
        } else {
            out.push_back(member);
        }
    }
    return map_value(r.env.arena().copy(out), own.place);
}

Value joined_lists(Resolution& r, const Value& global, const Value& own) {
    std::vector<Member> out;
    for (const Value& value : children(r, global)) out.push_back({{}, value});
    for (const Value& value : children(r, own)) out.push_back({{}, value});
    return list_value(r.env.arena().copy(out), own.place);
}

}  // namespace

NodeId globals_for(const Document& document, NodeId globals, std::string_view type) {
    constexpr std::string_view prefix = "AWS::Serverless::";
    if (globals == no_node || !type.starts_with(prefix)) return no_node;
    return member_of(document, globals, type.substr(prefix.size()));
}

Value with_global(Resolution& r, const Value& global, const Value& own) {
    if (own.absent()) return global;
    if (own.is(ValueKind::map) && global.is(ValueKind::map)) return merged_maps(r, global, own);
    if (own.is(ValueKind::list) && global.is(ValueKind::list)) return joined_lists(r, global, own);
    return own;
}

}  // namespace lintel
